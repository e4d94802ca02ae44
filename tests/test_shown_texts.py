"""Stored texts as pages show them."""

from hypothesis import given
from hypothesis import strategies as st

from opinions.texts import shown_paragraphs, words_in


def test_shown_paragraphs_are_numbered():
    shown = shown_paragraphs("Recalls Resolution 175.\n\nTakes note of it.")
    assert [one.paragraph.anchor for one in shown] == ["p1", "p2"]


def test_shown_paragraphs_set_the_opener_apart():
    last = shown_paragraphs("The Forum,\n\nconsidering\n\na) that it is;\n\ninvites Member States to act.")[
        -1
    ]
    assert (last.opening, last.rest) == ("invites", " Member States to act.")


def test_shown_paragraphs_of_a_point_begin_with_their_own_words():
    point = shown_paragraphs("The Forum,\n\nconsidering\n\na) that it is;\n\nb) that it was,")[2]
    assert (point.paragraph.label, point.opening, point.rest) == ("a)", "", "that it is;")


def test_shown_paragraphs_of_nothing():
    assert shown_paragraphs("") == []


@given(st.text(max_size=200))
def test_shown_paragraphs_lose_no_word(text):
    for one in shown_paragraphs(text):
        assert one.opening + one.rest == one.paragraph.text


def test_words_in_counts_what_stands_between_spaces():
    assert words_in("Recalls  Resolution 175\n\n(Guadalajara)") == 4
