"""Word files: what is read, and the two texts that tracked changes make."""

import io
import zipfile

import pytest

from documents.text.reader import read
from tests.text.wordfile import STYLES, changed, cites, docx, note, par, run, table, zipped


def texts(body, **parts):
    return [p.line for p in read(docx(body, **parts), "x.docx").paragraphs]


def sides(body, **parts):
    document = read(docx(body, **parts), "x.docx")
    return [p.line for p in document.before], [p.line for p in document.paragraphs]


def test_words_in_runs_are_joined():
    assert texts(par(run("one ") + run("two") + run("."))) == ["one two."]


def test_inserted_and_deleted_words():
    body = par(run("we ") + changed("del", "shall") + changed("ins", "may") + run(" act."))
    assert sides(body) == (["we shall act."], ["we may act."])


def test_inserted_paragraph_stands_only_after():
    body = par("One.") + par(changed("ins", "New."), mark=changed("ins")) + par("Two.")
    assert sides(body) == (["One.", "Two."], ["One.", "New.", "Two."])


def test_deleted_paragraph_stands_only_before():
    body = par("One.") + par(changed("del", "Old."), mark=changed("del")) + par("Two.")
    assert sides(body) == (["One.", "Old.", "Two."], ["One.", "Two."])


def test_deleted_last_paragraph_leaves_nothing():
    assert sides(par("One.") + par(changed("del", "Old."), mark=changed("del"))) == (
        ["One.", "Old."],
        ["One."],
    )


def test_inserted_paragraph_mark_splits():
    body = par("One ", mark=changed("ins")) + par("two.")
    assert sides(body) == (["One two."], ["One", "two."])


def test_deleted_paragraph_mark_joins():
    body = par("One ", mark=changed("del")) + par("two.")
    assert sides(body) == (["One", "two."], ["One two."])


def test_moved_paragraph_stands_once_on_each_side():
    start, end = '<w:{0}RangeStart w:id="1" w:name="m1"/>', '<w:{0}RangeEnd w:id="1"/>'
    gone = (
        start.format("moveFrom")
        + par(changed("moveFrom", "M."), mark=changed("moveFrom"))
        + end.format("moveFrom")
    )
    come = (
        start.format("moveTo") + par(changed("moveTo", "M."), mark=changed("moveTo")) + end.format("moveTo")
    )
    assert sides(gone + par("A.") + come) == (["M.", "A."], ["A.", "M."])
    changes = read(docx(gone + par("A.") + come), "x.docx").changes
    assert [(c.kind, c.paragraph, c.move) for c in changes] == [
        ("moved-from", 1, "m1"),
        ("moved-to", 2, "m1"),
    ]


def test_change_keeps_author_and_date():
    body = par(run("a ") + changed("ins", "b", author="Ruritania", date="2013-02-08T09:00:00Z"))
    (change,) = read(docx(body), "x.docx").changes
    assert (change.kind, change.author, change.date) == ("inserted", "Ruritania", "2013-02-08T09:00:00Z")
    assert (change.text, change.paragraph) == ("b", 1)


def test_inserted_then_deleted_by_another_stands_on_neither_side():
    body = par(run("a") + changed("ins", changed("del", run(" b"), author="Zembla")) + run(" c."))
    assert sides(body) == (["a c."], ["a c."])
    changes = read(docx(body), "x.docx").changes
    assert [(c.kind, c.author, c.paragraph) for c in changes] == [
        ("inserted", "Anna", None),
        ("deleted", "Zembla", None),
    ]


def test_numbers_of_each_side_are_counted_on_that_side():
    body = (
        par("that x;", listed=(1, 0))
        + par(changed("ins", "that y;"), listed=(1, 0), mark=changed("ins"))
        + par("that z;", listed=(1, 0))
    )
    assert sides(body) == (["a) that x;", "b) that z;"], ["a) that x;", "b) that y;", "c) that z;"])


def test_earlier_list_of_a_paragraph_counts_before():
    properties = (
        '<w:pPr><w:pPrChange w:id="1" w:author="A"><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/>'
    )
    body = f"<w:p>{properties}</w:numPr></w:pPr></w:pPrChange></w:pPr>{run('that x;')}</w:p>"
    assert sides(body) == (["a) that x;"], ["that x;"])


def test_inserted_row_of_a_table():
    row = f"<w:tr><w:trPr>{changed('ins')}</w:trPr><w:tc>{par('c')}</w:tc><w:tc>{par('d')}</w:tc></w:tr>"
    body = table(("a", "b")).replace("</w:tbl>", row + "</w:tbl>")
    assert sides(body) == (["a | b"], ["a | b", "c | d"])


def test_file_without_changes_has_one_text():
    document = read(docx(par("One.")), "x.docx")
    assert (document.before, document.changes, document.text_before) == ((), (), "One.")


def test_footnotes_are_numbered_by_first_citation_and_come_last():
    body = par(run("a") + cites(7) + run(" b") + cites(3)) + par("c.")
    assert texts(body, footnotes=note(3, "Three.") + note(7, "Seven.")) == [
        "a¹ b²",
        "c.",
        "¹ Seven.",
        "² Three.",
    ]


def test_deleted_footnote_is_not_in_the_text_after():
    body = par(run("a") + changed("del", cites(3)) + run("."))
    assert sides(body, footnotes=note(3, "Three.")) == (["a¹.", "¹ Three."], ["a."])


def test_cell_with_a_bar_does_not_add_a_cell():
    assert texts(table(("a | b", "c"))) == ["a ¦ b | c"]


def test_page_headers_are_not_text_but_give_the_symbol():
    document = read(docx(par("Text of it."), header=par("WTPF-13/98-E")), "x.docx")
    assert ([p.text for p in document.paragraphs], document.symbol) == (["Text of it."], "WTPF-13/98-E")


def test_strict_form_of_the_format_is_read_too():
    data = docx(par("Strict."))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    strict = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
    transitional = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    swapped = zipped({name: content.replace(transitional, strict) for name, content in files.items()})
    assert [p.text for p in read(swapped, "x.docx").paragraphs] == ["Strict."]


def test_styles_that_are_based_on_each_other_in_a_circle_end():
    circle = "".join(
        f'<w:style w:styleId="{one}"><w:basedOn w:val="{other}"/></w:style>' for one, other in ("AB", "BA")
    )
    assert texts(par("Round.", style="A"), styles=STYLES + circle) == ["Round."]


def test_marks_that_force_direction_are_taken_out_and_said():
    document = read(docx(par("abc \u202egnp.exe")), "x.docx")
    assert document.paragraphs[0].text == "abc gnp.exe"
    assert any("direction" in warning for warning in document.warnings)


@pytest.mark.parametrize("style", ["H1", "H2", "ResTitle"])
def test_styles_that_make_headings(style):
    assert read(docx(par("a title of sorts", style=style)), "x.docx").paragraphs[0].kind == "heading"


def test_external_template_is_not_fetched_and_said():
    relation = (
        '<Relationships><Relationship Id="r1" TargetMode="External" Target="http://127.0.0.1:9/x.dotx" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate"/></Relationships>'
    )
    document = read(docx(par("Text."), extra={"word/_rels/settings.xml.rels": relation}), "x.docx")
    assert any("template kept elsewhere" in warning for warning in document.warnings)
