"""One path as a picture: bodies as lanes, time left to right; and down the page for narrow screens.

Distances grow with the time between two events but not in proportion (their square root), since three
crowded days and four silent months have to stand in one picture; each wait is also said in words.
Labels stand above or below their lane, wherever they do not touch another one.
"""

import datetime
import math
from collections.abc import Sequence
from dataclasses import dataclass, field

from .words import BOLD, break_lines, time_in_words, width_of

LABEL_SIZE = 13
SMALL_SIZE = 12
LABEL_ROOM = 112
LINE_HEIGHT = 15
LANE_HEIGHT = 116
LANE_LABEL_ROOM = 150
AXIS_HEIGHT = 44
WIDEST = 1160
NEAREST = 26  # pixels between two marks, however close in time
LONG_WAIT = 20  # days from which a wait is said in words

ROW_WIDTH = 328
TRACK = 18
ROW_LINE = 18


@dataclass(frozen=True)
class Step:
    """One event of a path as the picture needs it; `state` is the stage after it."""

    href: str
    words: str
    when: str
    lane: str
    first_day: datetime.date
    last_day: datetime.date
    state: str
    kind: str


@dataclass
class Mark:
    """A step in its place: the dot at x, y and the lines of its label around it."""

    step: Step
    count: int
    x: float
    y: float
    above: bool = True
    label: list[tuple[float, str]] = field(default_factory=list)  # (y, text)
    when: tuple[float, str] = (0, "")


@dataclass(frozen=True)
class Segment:
    """The line from one mark to the next, and the state of the text on the way."""

    path: str
    state: str


@dataclass(frozen=True)
class Wait:
    """A time in words on the axis, between the marks it lies between."""

    x1: float
    x2: float
    y: float
    words: str

    @property
    def middle(self) -> float:
        """Where the words are centred."""
        return (self.x1 + self.x2) / 2

    @property
    def words_y(self) -> float:
        """The line the words stand on, beneath their bracket."""
        return self.y + LINE_HEIGHT


@dataclass(frozen=True)
class Lane:
    """A body's lane: its name in lines, and the height at which its line runs."""

    lines: list[tuple[float, str]]
    y: float


@dataclass(frozen=True)
class Timeline:
    """The picture left to right, in pixels."""

    width: float
    height: float
    start: float
    lanes: list[Lane]
    marks: list[Mark]
    segments: list[Segment]
    waits: list[Wait]


def group(steps: Sequence[Step]) -> list[tuple[Step, int]]:
    """Join neighbouring steps of one kind, lane and day into one: [(the first of them, how many), ...]."""
    groups: list[tuple[Step, int]] = []
    for step in steps:
        if groups and _alike(groups[-1][0], step):
            groups[-1] = (groups[-1][0], groups[-1][1] + 1)
        else:
            groups.append((step, 1))
    return groups


def _alike(one: Step, other: Step) -> bool:
    return (one.kind, one.lane, one.first_day, one.state) == (
        other.kind,
        other.lane,
        other.first_day,
        other.state,
    )


def draw_timeline(steps: Sequence[Step]) -> Timeline | None:
    """Return the picture of a path's steps in order, or None where there is nothing to draw."""
    groups = group(steps)
    if not groups:
        return None
    names = list(dict.fromkeys(step.lane for step, _ in groups))
    lanes = [_lane(name, index) for index, name in enumerate(names)]
    heights = {name: lane.y for name, lane in zip(names, lanes, strict=True)}
    marks = [Mark(step, count, 0, heights[step.lane]) for step, count in groups]
    _spread(marks)
    for mark in marks:
        _write_label(mark)
    bottom = len(lanes) * LANE_HEIGHT
    width = max(mark.x + _room(mark) / 2 for mark in marks) + 8
    return Timeline(
        width=round(max(width, 480)),
        height=bottom + AXIS_HEIGHT,
        start=LANE_LABEL_ROOM,
        lanes=lanes,
        marks=marks,
        segments=[_segment(a, b) for a, b in zip(marks, marks[1:], strict=False)],
        waits=list(_waits(marks, bottom + 16)),
    )


def _lane(name: str, index: int) -> Lane:
    y = index * LANE_HEIGHT + LANE_HEIGHT / 2
    lines = break_lines(name, LANE_LABEL_ROOM - 16, 14 * BOLD)
    first = y + 4 - (len(lines) - 1) * LINE_HEIGHT / 2
    return Lane([(first + number * LINE_HEIGHT, line) for number, line in enumerate(lines)], y)


def _spread(marks: list[Mark]) -> None:
    """Place the marks from left to right, giving time as much room as the width allows."""
    for generosity in (12, 9, 6, 4, 2, 0):
        _place(marks, generosity)
        if marks[-1].x + _room(marks[-1]) / 2 <= WIDEST:
            return


def _place(marks: list[Mark], generosity: float) -> None:
    taken: dict[tuple[float, bool], float] = {}  # (lane, above) -> where its last label ends
    x, before = LANE_LABEL_ROOM + 12, None
    for mark in marks:
        half = _room(mark) / 2
        if before is None:
            x += half
        else:
            days = max(0, (mark.step.first_day - before.step.last_day).days)
            x += NEAREST + generosity * math.sqrt(days)
        places = {above: max(x, taken.get((mark.y, above), 0) + half + 8) for above in (True, False)}
        mark.above = places[True] <= places[False]
        mark.x = x = round(places[mark.above], 1)
        taken[mark.y, mark.above] = x + half
        before = mark


def _words(mark: Mark) -> str:
    return mark.step.words if mark.count == 1 else f"{mark.step.words} ({mark.count} times)"


def _room(mark: Mark) -> float:
    lines = break_lines(_words(mark), LABEL_ROOM, LABEL_SIZE * BOLD, most=2)
    widths = [width_of(line, LABEL_SIZE * BOLD) for line in lines]
    return max([*widths, width_of(mark.step.when, SMALL_SIZE)])


def _write_label(mark: Mark) -> None:
    lines = break_lines(_words(mark), LABEL_ROOM, LABEL_SIZE * BOLD, most=2)
    height = (len(lines) + 1) * LINE_HEIGHT
    top = mark.y - 12 - height + LINE_HEIGHT if mark.above else mark.y + 22
    mark.label = [(top + number * LINE_HEIGHT, line) for number, line in enumerate(lines)]
    mark.when = (top + len(lines) * LINE_HEIGHT, mark.step.when)


def _segment(a: Mark, b: Mark) -> Segment:
    """A text stays in its lane while it waits, and changes lanes just before the next event."""
    if a.y == b.y:
        path = f"M{a.x:g} {a.y:g}H{b.x:g}"
    else:
        turn = max(a.x, b.x - 22)
        middle = (turn + b.x) / 2
        path = f"M{a.x:g} {a.y:g}H{turn:g}C{middle:g} {a.y:g} {middle:g} {b.y:g} {b.x:g} {b.y:g}"
    return Segment(path, a.step.state)


def _waits(marks: Sequence[Mark], y: float):
    for a, b in zip(marks, marks[1:], strict=False):
        days = (b.step.first_day - a.step.last_day).days
        words = time_in_words(a.step.last_day, b.step.first_day)
        if days >= LONG_WAIT and width_of(words, SMALL_SIZE) <= b.x - a.x - 6:
            yield Wait(a.x, b.x, y, words)


@dataclass(frozen=True)
class Row:
    """A step on a narrow screen: its dot, and its words to the right of it."""

    step: Step
    count: int
    x: float
    y: float
    lines: list[tuple[float, str]]
    small: list[tuple[float, str]]


@dataclass(frozen=True)
class Column:
    """The picture down the page, 328 pixels wide."""

    width: float
    height: float
    text_x: float
    rows: list[Row]
    segments: list[Segment]
    waits: list[tuple[float, str]]  # (y, words)


def draw_column(steps: Sequence[Step]) -> Column | None:
    """Return the same path down the page: each lane a track at the left, each step a row of text."""
    groups = group(steps)
    if not groups:
        return None
    tracks = {name: number for number, name in enumerate(dict.fromkeys(step.lane for step, _ in groups))}
    text_x = 12 + TRACK * len(tracks)
    rows, waits, y, before = [], [], 18.0, None
    for step, count in groups:
        if before is not None:
            y, wait = _below(y, before, step)
            waits += wait
        row = _row(step, count, 10 + TRACK * tracks[step.lane], y, ROW_WIDTH - text_x)
        rows.append(row)
        y, before = (row.small or row.lines)[-1][0] + 26, step
    segments = [_down(a, b) for a, b in zip(rows, rows[1:], strict=False)]
    return Column(ROW_WIDTH, y, text_x, rows, segments, waits)


def _below(y: float, before: Step, step: Step) -> tuple[float, list[tuple[float, str]]]:
    days = max(0, (step.first_day - before.last_day).days)
    if days < LONG_WAIT:
        return y, []
    more = min(64, 4 * math.sqrt(days))
    return y + more, [(y + more / 2 - 6, time_in_words(before.last_day, step.first_day))]


def _row(step: Step, count: int, x: float, y: float, room: float) -> Row:
    words = step.words if count == 1 else f"{step.words} ({count} times)"
    lines = break_lines(words, room, 15 * BOLD, most=4)
    small = break_lines(f"{step.when}, {step.lane}", room, LABEL_SIZE, most=3)
    first_small = y + 5 + len(lines) * ROW_LINE
    return Row(
        step,
        count,
        x,
        y,
        [(y + 5 + number * ROW_LINE, line) for number, line in enumerate(lines)],
        [(first_small + number * ROW_LINE, line) for number, line in enumerate(small)],
    )


def _down(a: Row, b: Row) -> Segment:
    if a.x == b.x:
        path = f"M{a.x:g} {a.y:g}V{b.y:g}"
    else:
        turn = max(a.y, b.y - 26)
        middle = (turn + b.y) / 2
        path = f"M{a.x:g} {a.y:g}V{turn:g}C{a.x:g} {middle:g} {b.x:g} {middle:g} {b.x:g} {b.y:g}"
    return Segment(path, a.step.state)
