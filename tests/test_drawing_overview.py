"""A whole process as a picture: lines that begin, merge and end where the record says."""

import re

import pytest

from opinions.drawing.overview import SMALL_SIZE, STRIP_WIDTH, WIDTH, draw_overview
from opinions.drawing.overview_parts import Draft, Moment, TextRow
from opinions.drawing.words import width_of

COLUMNS = ["IEG 1", "IEG 2", "IEG 3", "Forum: working groups", "Forum: plenary", "After"]
LONG = "Operationalizing the role of Government in the multistakeholder framework"


def make_row(**changes):
    row = {
        "title": "Inclusivity",
        "href": "/opinions/inclusivity/",
        "drafts": (Draft("United Kingdom", 1), Draft("Iran", 2)),
        "merge": None,
        "moments": (Moment(2, "withdrawn", "withdrawn", "withdrawn"),),
        "outcome": "withdrawn",
        "end_words": "withdrawn",
    }
    return TextRow(**{**row, **changes})


def right_edge(picture) -> float:
    """The right edge of the rightmost word, as wide as it may be."""
    share = {"start": 1, "middle": 0.5, "end": 0}
    words = [word for row in picture.rows for word in row.words]
    return max(word.x + width_of(word.text, SMALL_SIZE) * share[word.anchor] for word in words)


def ends_of(drawn):
    return [dot for dot in drawn.dots if dot.outcome]


def test_each_text_has_a_row_and_a_strip():
    picture = draw_overview(COLUMNS, [make_row(), make_row(title="IXPs")])
    assert len(picture.rows) == len(picture.strips) == 2


def test_an_end_stands_in_its_column_in_its_shape():
    picture = draw_overview(COLUMNS, [make_row()])
    (end,) = ends_of(picture.rows[0])
    assert end.outcome == "withdrawn" and abs(end.x - picture.guides[2]) < 40


def test_every_draft_begins_before_its_column():
    picture = draw_overview(COLUMNS, [make_row()])
    starts = [dot for dot in picture.rows[0].dots if dot.kind == "draft"]
    assert [dot.x < picture.guides[column] for dot, column in zip(starts, (1, 2), strict=True)] == [
        True,
        True,
    ]
    assert starts[0].y != starts[1].y


def test_a_second_draft_runs_into_the_main_line():
    drawn = draw_overview(COLUMNS, [make_row()]).rows[0]
    curve = next(line.path for line in drawn.lines if "C" in line.path)
    main = drawn.dots[0].y
    assert float(re.split("[ ,]", curve)[-1]) == main


def test_no_line_goes_on_after_a_withdrawal():
    moments = (Moment(2, "withdrawn", "withdrawn"), Moment(5, "cited", "withdrawn"))
    drawn = draw_overview(COLUMNS, [make_row(moments=moments)]).rows[0]
    assert not [line for line in drawn.lines if line.state in ("withdrawn", "gap")]


def test_a_text_that_came_back_is_joined_by_a_gap():
    moments = (
        Moment(2, "not-advanced", "not-advanced"),
        Moment(3, "reintroduced", "reintroduced"),
        Moment(4, "no-consensus", "no-consensus"),
    )
    drawn = draw_overview(COLUMNS, [make_row(moments=moments, outcome="not-adopted")]).rows[0]
    assert "gap" in [line.state for line in drawn.lines]


def test_a_wait_is_drawn_as_one():
    moments = (Moment(1, "deferred", "deferred"), Moment(2, "agreed", "agreed"))
    drawn = draw_overview(COLUMNS, [make_row(moments=moments)]).rows[0]
    assert "deferred" in [line.state for line in drawn.lines]


def test_an_unknown_end_has_its_mark():
    moments = (Moment(2, "discussed", "discussion"),)
    drawn = draw_overview(COLUMNS, [make_row(drafts=(), moments=moments, outcome="unknown")]).rows[0]
    assert [dot.outcome for dot in drawn.dots][-1] == "unknown"


def test_rows_do_not_overlap():
    picture = draw_overview(COLUMNS, [make_row(title=LONG, drafts=(Draft("UK", 1),) * 4) for _ in range(5)])
    for one, other in zip(picture.rows, picture.rows[1:], strict=False):
        assert one.top + one.height <= other.top
        assert all(word.y < one.top + one.height for word in one.words)


@pytest.mark.parametrize("column", range(6))
def test_the_longest_words_stay_inside(column):
    row = make_row(title=LONG, moments=(Moment(column, "adopted", "adopted"),), end_words="adopted: " + LONG)
    assert right_edge(draw_overview(COLUMNS, [row])) <= WIDTH


def test_strips_fit_a_phone():
    picture = draw_overview(COLUMNS, [make_row()])
    xs = [dot.x for dot in picture.strips[0].dots]
    assert all(0 <= x <= STRIP_WIDTH for x in xs)


def test_a_process_without_columns_is_drawn():
    assert draw_overview(["After"], [make_row(drafts=(), moments=(), outcome="open")]).rows
