"""Numbers that Word computes."""

import pytest
from lxml import etree

from documents.text.docx_lists import Counter, Lists
from tests.text.wordfile import NUMBERING, W, level


def counter(xml=NUMBERING):
    return Counter(Lists.read(etree.fromstring(f'<w:numbering xmlns:w="{W}">{xml}</w:numbering>')))


def one_list(*levels):
    return counter(
        f'<w:abstractNum w:abstractNumId="5">{"".join(levels)}</w:abstractNum>'
        '<w:num w:numId="9"><w:abstractNumId w:val="5"/></w:num>'
    )


def test_inner_levels_begin_anew_under_each_outer_one():
    count = counter()
    asked = [("1", 0), ("1", 1), ("1", 1), ("1", 0), ("1", 1)]
    assert [count.label(*one) for one in asked] == ["a)", "i)", "ii)", "b)", "i)"]


def test_list_that_starts_anew_shares_the_abstract_list():
    count = counter()
    assert [count.label("1", 0), count.label("1", 0), count.label("3", 0), count.label("3", 0)] == [
        "a)",
        "b)",
        "a)",
        "b)",
    ]


def test_label_holds_the_numbers_above():
    count = counter()
    assert [count.label("2", depth) for depth in (0, 1, 1, 0, 1)] == ["1", "1.1", "1.2", "2", "2.1"]


def test_symbol_fonts_bullet_is_a_bullet():
    assert counter().label("2", 2) == "•"


@pytest.mark.parametrize(
    ("form", "start", "label"),
    [
        ("lowerLetter", 27, "aa)"),
        ("upperRoman", 49, "XLIX)"),
        ("lowerRoman", 14, "xiv)"),
        ("decimalZero", 3, "03)"),
        ("upperLetter", 2, "B)"),
        ("someFutureFormat", 4, "4)"),
        ("lowerLetter", 0, "0)"),
        ("none", 1, ")"),
    ],
)
def test_formats(form, start, label):
    assert one_list(level(0, form, "%1)", start)).label("9", 0) == label


def test_level_deeper_than_any_seen_shows_the_start_of_those_above():
    count = one_list(level(0, "decimal", "%1.", 3), level(1, "decimal", "%1.%2"))
    assert count.label("9", 1) == "3.1"


def test_unknown_list_and_absurd_numbers_give_no_label_and_no_error():
    assert counter().label("77", 0) == ""
    assert counter().label("1", 99) == ""
    assert one_list(level(0, "lowerLetter", "%1)", 10**9)).label("9", 0).endswith(")")
