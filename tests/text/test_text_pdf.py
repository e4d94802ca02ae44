"""PDF files: lines to paragraphs, page furniture, refusals."""

import pytest

from documents.text.model import RefusedError
from documents.text.reader import read
from tests.text.pdffile import pdf, scanned_pdf


def lines(*texts, top=700, left=70):
    """Lines of one paragraph's distance, the first at `top`."""
    return [(left, top - 14 * place, text) for place, text in enumerate(texts)]


def texts(*pages):
    return [p.line for p in read(pdf(list(pages)), "x.pdf").paragraphs]


FULL = "This line of print is long enough to reach the right edge of the page it is on"


def test_lines_of_one_paragraph_are_joined():
    assert texts(lines(FULL, "and goes on here.")) == [f"{FULL} and goes on here."]


def test_wide_gap_begins_a_paragraph():
    assert texts(lines(FULL, "and more") + lines("another one here.", top=640)) == [
        f"{FULL} and more",
        "another one here.",
    ]


def test_labels_and_openers_begin_paragraphs():
    page = lines(
        "considering",
        f"a) {FULL}",
        "of the first point;",
        "b) the second,",
        "invites Member States",
        "1 to act.",
    )
    assert texts(page) == [
        "considering",
        f"a) {FULL} of the first point;",
        "b) the second,",
        "invites Member States",
        "1 to act.",
    ]


def test_hyphen_of_a_compound_stays_and_that_of_a_broken_word_goes():
    page = lines("the multi-stakeholder telecommunication work that is multi-", "stakeholder one.")
    page += lines("This line of print is long enough of telecommuni-", "cation is done.", top=600)
    found = texts(page)
    assert found[0].endswith("multi-stakeholder one.")
    assert found[1].endswith("of telecommunication is done.")


def test_paragraph_cut_by_a_page_end_is_one():
    assert texts(lines(FULL), lines("and goes on.")) == [f"{FULL} and goes on."]


def test_running_lines_and_page_numbers_go():
    pages = [
        [(250, 800, "WTPF-13/99-E"), *lines(f"{FULL} {n}.", top=700), (290, 40, f"- {n} -")]
        for n in range(1, 5)
    ]
    found = texts(*pages)
    assert found == [f"{FULL} {n}." for n in range(1, 5)]
    assert read(pdf(pages), "x.pdf").symbol == "WTPF-13/99-E"


def test_sentence_that_ends_two_pages_is_not_taken_for_a_footer():
    pages = [
        lines(f"Page {n} begins with this. {FULL}", "The same closing line.", top=700) for n in range(1, 5)
    ]
    assert " ".join(texts(*pages)).count("The same closing line.") == 4


def test_small_numbered_lines_at_the_foot_are_footnotes():
    page = lines(FULL, FULL, FULL, "with a note.") + [
        (70, 80, "1 The note says this", 8),
        (70, 70, "and this.", 8),
    ]
    found = read(pdf([page]), "x.pdf").paragraphs
    assert (found[-1].kind, found[-1].line) == ("footnote", "¹ The note says this and this.")


def test_scanned_file_is_refused_with_advice():
    with pytest.raises(RefusedError, match="pictures of pages and no text"):
        read(scanned_pdf(), "x.pdf")


def test_page_without_text_is_named():
    document = read(pdf([lines(FULL), [], lines(FULL)]), "x.pdf")
    assert any("page 2" in warning for warning in document.warnings)


def test_encrypted_file_is_refused_with_advice():
    with pytest.raises(RefusedError, match="password"):
        read(pdf([lines(FULL)], encrypted=True), "x.pdf")


def test_too_many_pages_are_refused():
    with pytest.raises(RefusedError, match="601 pages"):
        read(pdf([lines("x")] * 601), "x.pdf")
