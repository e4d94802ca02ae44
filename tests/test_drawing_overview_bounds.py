"""The picture of any process: every line, mark and word inside it, and rows that keep to themselves."""

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from opinions.drawing.overview import SMALL_SIZE, STRIP_WIDTH, TEXT_SIZE, TITLE_ROOM, WIDTH, draw_overview
from opinions.drawing.overview_lines import SHAPES, x_of
from opinions.drawing.overview_parts import Draft, Moment, TextRow
from opinions.drawing.words import BOLD, width_of

COLUMNS = ["IEG 1", "IEG 2", "IEG 3", "Forum: working groups", "Forum: plenary", "After"]
KINDS = ["submitted", "presented", "deferred", "agreed", "reintroduced", "amended", "cited", *SHAPES]
OUTCOMES = ["adopted", "withdrawn", "not-adopted", "referred", "open", "unknown"]
SIZES = {"title": TEXT_SIZE * BOLD, "end": SMALL_SIZE * BOLD}
SHARE = {"start": 0, "middle": 0.5, "end": 1}

places = st.integers(0, 10).map(lambda half: half / 2)
names = st.text(st.characters(codec="utf-8", categories=("L", "N", "Zs")), max_size=90)


@st.composite
def rows(draw):
    columns = sorted(draw(st.lists(places, max_size=7)))
    moments = [
        Moment(column, kind, kind, draw(names))
        for column in columns
        for kind in [draw(st.sampled_from(KINDS))]
    ]
    drafts = [Draft(draw(names), column) for column in draw(st.lists(places, max_size=4))]
    return TextRow(
        title=draw(names),
        href="/opinions/x/",
        drafts=tuple(drafts),
        merge=draw(st.none() | places),
        moments=tuple(moments),
        outcome=draw(st.sampled_from(OUTCOMES)),
        end_words=draw(names),
    )


pictures = st.lists(rows(), min_size=1, max_size=4).map(lambda found: draw_overview(COLUMNS, found))


def numbers_of(line) -> list[float]:
    return [float(number) for number in re.findall(r"-?[\d.]+(?:e[-+]?\d+)?", line.path)]


def edges_of(word, size) -> tuple[float, float]:
    """The left and right edge of a word, as wide as it may be."""
    width = width_of(word.text, size)
    left = word.x - width * SHARE[word.anchor]
    return left, left + width


@settings(max_examples=150, deadline=None)
@given(pictures)
def test_marks_and_lines_stay_in_the_picture(picture):
    for row in picture.rows:
        assert all(0 < dot.x < WIDTH and row.top < dot.y < row.top + row.height for dot in row.dots)
        assert all(
            0 <= number <= max(WIDTH, picture.height) for line in row.lines for number in numbers_of(line)
        )


@settings(max_examples=150, deadline=None)
@given(pictures)
def test_marks_of_strips_stay_in_their_strip(picture):
    for row in picture.strips:
        assert all(0 <= dot.x <= STRIP_WIDTH and 0 < dot.y < row.height for dot in row.dots)


@settings(max_examples=150, deadline=None)
@given(pictures)
def test_words_stay_in_the_picture_and_in_their_row(picture):
    for row in picture.rows:
        for word in row.words:
            left, right = edges_of(word, SIZES.get(word.role, SMALL_SIZE))
            assert left >= 0, word
            assert right <= WIDTH, word
            assert row.top <= word.y - SMALL_SIZE + 4 and word.y <= row.top + row.height, word


@settings(max_examples=100, deadline=None)
@given(pictures)
def test_titles_keep_to_their_room(picture):
    titles = [word for row in picture.rows for word in row.words if word.role == "title"]
    assert all(edges_of(word, TEXT_SIZE * BOLD)[1] <= TITLE_ROOM for word in titles)


@settings(max_examples=100, deadline=None)
@given(pictures)
def test_rows_follow_each_other_without_a_gap(picture):
    tops = [row.top for row in picture.rows]
    bottoms = [row.top + row.height for row in picture.rows]
    assert tops[1:] == bottoms[:-1]
    assert bottoms[-1] < picture.height


@settings(max_examples=100, deadline=None)
@given(rows())
def test_every_moment_has_its_mark_and_every_draft_its_own(row):
    (drawn,) = draw_overview(COLUMNS, [row]).rows
    kinds = [dot.kind for dot in drawn.dots]
    assert kinds.count("draft") == len(row.drafts)
    assert [kind for kind in kinds if kind not in ("draft", "end")] == [one.kind for one in row.moments]


@settings(max_examples=100, deadline=None)
@given(rows())
def test_marks_of_moments_stand_in_the_order_of_time(row):
    (drawn,) = draw_overview(COLUMNS, [row]).rows
    xs = [dot.x for dot in drawn.dots if dot.kind not in ("draft", "end")]
    assert xs == sorted(xs)


@given(st.integers(1, 9), st.integers(0, 16))
def test_half_a_column_lies_between_its_neighbours(count, half):
    xs = [100.0 * number for number in range(count)]
    column = min(half / 2, count - 1)
    assert x_of(xs, column) == 100 * column


def test_headings_keep_apart_and_to_two_lines():
    picture = draw_overview([f"A heading of very many words, the {n}th" for n in range(9)], [])
    lines = [edges_of(word, SMALL_SIZE) for word in picture.columns if word.y == 16]
    assert len(lines) == 9
    assert all(one[1] < other[0] for one, other in zip(lines, lines[1:], strict=False))
    assert max(word.y for word in picture.columns) <= 32


def test_first_word_of_a_column_is_the_one_said():
    moments = (Moment(1, "agreed", "agreed", "agreed"), Moment(1, "amended", "agreed", "amended"))
    row = TextRow("A", "/", (), None, moments, "open", "open")
    (drawn,) = draw_overview(COLUMNS, [row]).rows
    assert [word.text for word in drawn.words if word.role == "moment"] == ["agreed"]


def test_column_of_the_first_draft_says_its_author_alone():
    moments = (Moment(1, "deferred", "deferred", "waits"), Moment(2, "agreed", "agreed", "agreed"))
    row = TextRow("A", "/", (Draft("UK", 1),), None, moments, "open", "open")
    (drawn,) = draw_overview(COLUMNS, [row]).rows
    assert [word.text for word in drawn.words if word.role in ("who", "moment")] == ["UK", "agreed"]


def test_drafts_run_together_where_the_record_says_so():
    merged = Moment(3, "consolidated", "consolidated")
    row = TextRow(
        "A",
        "/",
        (Draft("UK", 0), Draft("Iran", 1)),
        3,
        (Moment(2, "deferred", "deferred"), merged),
        "open",
        "",
    )
    (drawn,) = draw_overview(COLUMNS, [row]).rows
    (curve,) = [line for line in drawn.lines if "C" in line.path]
    (mark,) = [dot for dot in drawn.dots if dot.kind == "consolidated"]
    assert numbers_of(curve)[-2:] == [mark.x - 6, mark.y]
