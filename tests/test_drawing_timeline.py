"""One path as a picture: everything in its place and nothing over anything else."""

import datetime
import re
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from opinions.drawing.column import ROW_WIDTH, draw_column
from opinions.drawing.steps import SMALL_SIZE, Step, group
from opinions.drawing.timeline import LANE_HEIGHT, LANE_LABEL_ROOM, LINE_HEIGHT, draw_timeline
from opinions.drawing.words import width_of

START = datetime.date(2012, 10, 10)
KINDS = ["submitted", "presented", "agreed", "not advanced", "meanwhile", "commented on", "adopted"]


def make_step(kind="agreed", lane="IEG", after=0, lasting=0, words=None, state="agreed"):
    first = START + datetime.timedelta(after)
    last = first + datetime.timedelta(lasting)
    when = f"{first:%d %b %Y}"
    return Step(f"#event-{kind}", words or kind, when, lane, first, last, state, kind)


steps = st.lists(
    st.builds(
        make_step,
        kind=st.sampled_from(KINDS),
        lane=st.sampled_from(
            ["In writing", "IEG", "Forum", "Council Working Group on Internet-related policy"]
        ),
        after=st.integers(0, 800),
        lasting=st.integers(0, 3),
    ),
    min_size=1,
    max_size=22,
).map(lambda found: sorted(found, key=lambda step: step.first_day))


def boxes_of(mark):
    lines = [*mark.label, mark.when]
    size = 13
    for y, text in lines:
        half = width_of(text, size if (y, text) != mark.when else SMALL_SIZE) / 2
        yield (mark.x - half, y - LINE_HEIGHT + 4, mark.x + half, y + 4)


def overlap(one, other):
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def test_nothing_to_draw_gives_no_picture():
    assert draw_timeline([]) is None
    assert draw_column([]) is None


def test_group_joins_alike_neighbours():
    groups = group([make_step("discussed"), make_step("discussed"), make_step("agreed")])
    assert [(step.kind, count) for step, count in groups] == [("discussed", 2), ("agreed", 1)]


def test_group_keeps_other_days_apart():
    assert len(group([make_step("discussed"), make_step("discussed", after=1)])) == 2


def test_time_runs_from_left_to_right():
    picture = draw_timeline([make_step(after=days) for days in (0, 3, 150)])
    xs = [mark.x for mark in picture.marks]
    assert xs == sorted(xs) and xs[0] > LANE_LABEL_ROOM


def test_a_longer_wait_takes_more_room():
    short = draw_timeline([make_step(), make_step("adopted", "Forum", after=10)])
    long = draw_timeline([make_step(), make_step("adopted", "Forum", after=300)])
    assert long.marks[1].x > short.marks[1].x


def test_long_wait_is_said_in_words():
    picture = draw_timeline([make_step(), make_step("adopted", "Forum", after=120)])
    assert [wait.words for wait in picture.waits] == ["4 months"]


def test_short_wait_is_not_said():
    assert draw_timeline([make_step(), make_step("adopted", after=5)]).waits == []


def test_each_body_has_one_lane():
    picture = draw_timeline([make_step(lane=lane, after=n) for n, lane in enumerate(["IEG", "Forum", "IEG"])])
    assert [lane.lines[0][1] for lane in picture.lanes] == ["IEG", "Forum"]
    assert picture.marks[0].y == picture.marks[2].y != picture.marks[1].y


def test_segment_carries_the_state_before_it():
    picture = draw_timeline([make_step("deferred", state="deferred"), make_step("agreed", after=90)])
    assert [segment.state for segment in picture.segments] == ["deferred"]


@settings(max_examples=150, deadline=None)
@given(steps)
def test_labels_never_touch_each_other(found):
    picture = draw_timeline(found)
    boxes = [(mark, box) for mark in picture.marks for box in boxes_of(mark)]
    for (one, a), (other, b) in combinations(boxes, 2):
        assert one is other or not overlap(a, b), (one.step.words, other.step.words)


@settings(max_examples=100, deadline=None)
@given(steps)
def test_labels_stay_in_their_lane_and_in_the_picture(found):
    picture = draw_timeline(found)
    for mark in picture.marks:
        for left, top, right, bottom in boxes_of(mark):
            assert mark.y - LANE_HEIGHT / 2 <= top and bottom <= mark.y + LANE_HEIGHT / 2
            assert left >= LANE_LABEL_ROOM and right <= picture.width


@settings(max_examples=100, deadline=None)
@given(steps)
def test_column_rows_go_down_without_touching(found):
    picture = draw_column(found)
    bottoms = [-100.0]
    for row in picture.rows:
        assert row.lines[0][0] - 14 > bottoms[-1]
        bottoms.append((row.small or row.lines)[-1][0])
    assert bottoms[-1] < picture.height


@settings(max_examples=60, deadline=None)
@given(steps)
def test_column_words_fit_a_phone(found):
    picture = draw_column(found)
    for row in picture.rows:
        assert all(picture.text_x + width_of(text, 15) <= ROW_WIDTH for _, text in row.lines)
        assert all(picture.text_x + width_of(text, 13) <= ROW_WIDTH for _, text in row.small)


def points_of(segment):
    """Points along a segment's curve, near enough to see what it crosses."""
    numbers = [float(number) for number in re.findall(r"-?[\d.]+", segment.path)]
    if "C" not in segment.path:
        return []
    _, y0, turn, x1, y1, x2, y2, x3, y3 = numbers
    for step in range(41):
        t = step / 40
        u = 1 - t
        yield (
            u**3 * turn + 3 * u * u * t * x1 + 3 * u * t * t * x2 + t**3 * x3,
            u**3 * y0 + 3 * u * u * t * y1 + 3 * u * t * t * y2 + t**3 * y3,
        )


@settings(max_examples=150, deadline=None)
@given(steps)
def test_lines_between_lanes_cross_no_label(found):
    picture = draw_timeline(found)
    for segment in picture.segments:
        boxes = [box for mark in picture.marks for box in boxes_of(mark)]
        for x, y in points_of(segment):
            assert not any(left < x < right and top < y < bottom for left, top, right, bottom in boxes)


def test_a_crowded_path_leaves_out_what_did_not_move_the_text():
    found = [make_step("submitted", "IEG")]
    found += [make_step("commented", f"Body {n % 4}", after=n * 9) for n in range(1, 30)]
    picture = draw_timeline([*found, make_step("adopted", "Forum", after=400)])
    assert picture.left_out == 29 and len(picture.marks) == 2


def test_a_path_with_room_leaves_nothing_out():
    assert draw_timeline([make_step(), make_step("commented", after=3)]).left_out == 0
