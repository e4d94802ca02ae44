"""Text files: encodings, wrapped lines, page furniture."""

import pytest

from documents.text.model import RefusedError
from documents.text.plain import blocks_of, decoded
from documents.text.reader import read


def texts(source):
    return [block.text for block in blocks_of(source)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_unicode_is_certain(encoding):
    assert decoded("Touré, Женева, جنيف, 日内瓦".encode(encoding)) == ("Touré, Женева, جنيف, 日内瓦", "")


@pytest.mark.parametrize(
    ("text", "encoding", "name"),
    [
        ("Le Secrétaire général a été élu à Genève, où l’Union siège.", "windows-1252", "Western"),
        ("Генеральный секретарь открыл собрание в Женеве.", "windows-1251", "Cyrillic"),
        ("افتتح الأمين العام الاجتماع في جنيف", "windows-1256", "Arabic"),
        ("秘书长在日内瓦宣布会议开幕，并感谢各位代表。", "gb18030", "Chinese"),
    ],
)
def test_old_encodings_are_guessed_and_said(text, encoding, name):
    found, warning = decoded(text.encode(encoding))
    assert found == text
    assert name in warning


def test_broken_lines_are_joined_and_labels_begin_paragraphs():
    text = (
        "considering\na) that the lines of this text were broken to fit a narrow\nwidth of page;\n"
        "b) that such lines are to be joined again when the file\nis read,"
    )
    assert texts(text) == [
        "considering",
        "a) that the lines of this text were broken to fit a narrow width of page;",
        "b) that such lines are to be joined again when the file is read,",
    ]


def test_long_lines_are_never_joined():
    assert len(texts("x" * 300 + "\nshort\nshorter\n")) == 3


def test_carriage_returns_end_lines():
    assert texts("One.\r\nTwo.\rThree.") == ["One.", "Two.", "Three."]


def test_page_headers_numbers_and_footers_are_dropped():
    page = "WTPF-13/99-E\n\nText of page {n} is here.\nSecond line {n}.\n\n- {n} -"
    found = texts("\f".join(page.format(n=n) for n in range(1, 5)))
    assert found[:2] == ["Text of page 1 is here.", "Second line 1."]
    assert len(found) == 8


def test_sentence_that_two_pages_end_with_stays():
    page = "Header\n\nUnique {n}.\nThe same closing sentence.\n\n{n}"
    found = texts("\f".join(page.format(n=n) for n in range(1, 4)))
    assert found.count("The same closing sentence.") == 3


def test_tabbed_lines_are_the_cells_of_a_row():
    found = blocks_of("\t1 May\n\tStart of\nthe work\n")
    assert [(b.form, b.text) for b in found] == [("table", "1 May | Start of the work")]


def test_residue_of_converters_is_removed():
    assert texts("[bookmark: _GoBack]Text.") == ["Text."]


def test_one_paragraph_longer_than_the_limit_is_refused():
    with pytest.raises(RefusedError, match="4,000,000 characters"):
        read(b"word " * 2_000_000, "long.txt")


def test_one_paragraph_of_three_million_characters_is_read():
    document = read(b"word " * 600_000, "long.txt")
    assert [len(p.text) for p in document.paragraphs] == [2_999_999]
