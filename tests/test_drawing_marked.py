"""A paragraph cut where marks begin and end, and changes on a strip: nothing lost, nothing over another."""

from types import SimpleNamespace

from hypothesis import given
from hypothesis import strategies as st

from opinions.drawing.change_map import LEAST, LENGTH, change_map
from opinions.drawing.marked import Link, MarkedPiece, marked

TEXT = "invites [all] to read Resolution 101 now"


@st.composite
def cuts(draw):
    text = draw(st.text(max_size=40))
    places = sorted(draw(st.lists(st.integers(0, len(text)), max_size=6)))
    links = [
        Link(start, end, f"/{start}/", draw(st.booleans()))
        for start, end in zip(places[::2], places[1::2], strict=False)
        if start < end
    ]
    spans = [
        tuple(sorted(draw(st.tuples(st.integers(0, len(text)), st.integers(0, len(text)))))) for _ in range(3)
    ]
    return text, draw(st.integers(0, len(text))), links, [span for span in spans if span[0] < span[1]]


def letters(pieces):
    return [(letter, piece) for piece in pieces for letter in piece.text]


@given(cuts())
def test_pieces_joined_are_the_text(cut):
    text, opening, links, spans = cut
    assert "".join(piece.text for piece in marked(text, opening=opening, links=links, spans=spans)) == text


@given(cuts())
def test_every_letter_has_the_marks_it_stands_in(cut):
    text, opening, links, spans = cut
    for place, (_, piece) in enumerate(letters(marked(text, opening=opening, links=links, spans=spans))):
        link = next((one for one in links if one.start <= place < one.end), None)
        assert piece.opening == (place < opening)
        assert piece.bracketed == any(start <= place < end for start, end in spans)
        assert (piece.address, piece.sure) == ((link.address, link.sure) if link else ("", True))


@given(cuts())
def test_no_piece_is_empty(cut):
    text, opening, links, spans = cut
    assert all(piece.text for piece in marked(text, opening=opening, links=links, spans=spans))


def test_text_without_marks_is_one_piece():
    assert marked(TEXT) == [MarkedPiece(TEXT)]
    assert marked("") == []


def test_marks_of_a_paragraph():
    found = marked(TEXT, opening=7, links=[Link(22, 36, "/instruments/pp-resolution-101/")], spans=[(8, 13)])
    assert [(piece.text, piece.opening, piece.bracketed, bool(piece.address)) for piece in found] == [
        ("invites", True, False, False),
        (" ", False, False, False),
        ("[all]", False, True, False),
        (" to read ", False, False, False),
        ("Resolution 101", False, False, True),
        (" now", False, False, False),
    ]


def test_bracket_within_a_bracket_ends_with_the_outer_one():
    found = marked("a[b[c]d]e", spans=[(1, 8), (3, 6)])
    assert [(piece.text, piece.bracketed) for piece in found] == [
        ("a", False), ("[b", True), ("[c]", True), ("d]", True), ("e", False),
    ]  # fmt: skip


def test_mark_beyond_the_text_is_no_matter():
    assert [piece.text for piece in marked("abc", opening=9, spans=[(1, 9)])] == ["a", "bc"]


# --- the strip of changes ----------------------------------------------------------------------

CHANGES = ["same", "added", "removed", "edited", "moved", "moved-edited", "split", "merged", "moved-away"]


def row(change, words, light=False):
    return SimpleNamespace(
        change=change,
        words=words,
        is_unchanged=change == "same",
        is_gone=change == "moved-away",
        moved=change.startswith("moved"),
        is_light=light,
    )


some_rows = st.lists(
    st.builds(row, st.sampled_from(CHANGES), st.integers(0, 500), st.booleans()), max_size=40
)


@given(some_rows)
def test_each_change_has_one_mark_in_order(rows):
    assert [mark.row for mark in change_map(rows)] == [one for one in rows if one.change != "same"]


@given(some_rows)
def test_marks_stay_on_the_strip_and_keep_apart(rows):
    end = -0.1
    for mark in change_map(rows):
        assert 0 <= mark.x < mark.x + mark.width <= 20
        assert mark.y >= end - 0.11
        end = mark.y + mark.length
    assert end <= LENGTH


@given(some_rows.filter(bool))
def test_marks_are_as_long_as_their_words(rows):
    weights = [max(LEAST, one.words) for one in rows]
    for mark in change_map(rows):
        share = max(LEAST, mark.row.words) / sum(weights)
        assert abs(mark.length - 0.9 * share * LENGTH) <= 0.05 + 1e-9


def test_what_went_stands_left_and_what_came_right():
    marks = change_map([row("removed", 9), row("added", 9), row("moved-away", 9), row("edited", 9)])
    assert [(mark.x, mark.width) for mark in marks] == [(0, 9), (11, 9), (0, 9), (0, 20)]


def test_kinds_that_the_strip_tells_apart():
    rows = [row("moved-edited", 9), row("edited", 9, light=True), row("split", 9), row("moved-away", 9)]
    assert [mark.kind for mark in change_map(rows)] == ["moved", "light", "edited", "moved-away"]


def test_strip_of_nothing():
    assert change_map([]) == []
