"""Labels of paragraphs: what is one, what is not, and which list it belongs to."""

import pytest

from documents.text.labels import Nesting, label_of, split_label


@pytest.mark.parametrize(
    ("line", "label", "text"),
    [
        ("a) that", "a)", "that"),
        ("a)the", "a)", "the"),
        ("(iv) that", "(iv)", "that"),
        ("1.1. The Chair", "1.1.", "The Chair"),
        ("1.1.1Originally", "1.1.1", "Originally"),
        ("2.3.4 Scope", "2.3.4", "Scope"),
        ("3. Scope", "3.", "Scope"),
        ("A. Scope", "A.", "Scope"),
        ("· text", "·", "text"),
        ("– text", "–", "text"),
        ("¹ Note", "¹", "Note"),
        ("12 Scope", "12", "Scope"),
        ("2bis) that", "2bis)", "that"),
    ],
)
def test_label_is_split_off(line, label, text):
    found, rest = split_label(line)
    assert (found.text, rest) == (label, text)


@pytest.mark.parametrize(
    "line",
    [
        "2.4GHz band",
        "2.5 billion",
        "5 December 2012",
        "that a) is good",
        "IPv6",
        "e.g. this",
        "A. Smith said that it was so.",
        "-5 degrees",
        "word) more",
        "",
    ],
)
def test_what_is_no_label_stays_in_the_text(line):
    assert split_label(line) == (None, line)


def test_bare_number_before_a_small_letter_is_a_label_below_an_opener_only():
    assert split_label("1 to promote")[0] is None
    assert split_label("1 to promote", in_section=True)[0].text == "1"


def test_label_given_alone_is_read_like_one_in_a_line():
    assert label_of("iv)").readings == split_label("iv) x")[0].readings
    assert label_of("Article 5").readings == (("other", 0),)


def test_nesting_returns_to_the_list_that_is_open():
    nesting = Nesting()
    assert [nesting.place(label_of(text)) for text in ("1", "a)", "b)", "2", "a)")] == [1, 2, 2, 1, 2]


def test_nesting_tells_v_after_u_from_v_after_iv():
    letters, romans = Nesting(), Nesting()
    assert [letters.place(label_of(f"{letter})")) for letter in "tuvw"] == [1, 1, 1, 1]
    assert [romans.place(label_of(f"{roman})")) for roman in ("a", "i", "ii", "iii", "iv", "v")] == [
        1,
        2,
        2,
        2,
        2,
        2,
    ]
