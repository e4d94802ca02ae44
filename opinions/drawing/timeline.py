"""One path as a picture, left to right: bodies as lanes, time along them.

Distances grow with the time between two events but not in proportion (their square root), since three
crowded days and four silent months have to stand in one picture; each wait is also said in words.
Labels stand above or below their lane, wherever they do not touch another one.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

from .steps import LABEL_SIZE, LONG_WAIT, SMALL_SIZE, Segment, Step, group
from .words import BOLD, break_lines, time_in_words, width_of

LABEL_ROOM = 112
LINE_HEIGHT = 15
LANE_HEIGHT = 116
LANE_LABEL_ROOM = 150
AXIS_HEIGHT = 44
WIDEST = 1160
ASIDE = {"commented", "published", "background", "cited"}  # kinds that leave a text where it is
NEAREST = 26  # pixels between two marks, however close in time
LONGEST_WAIT = 240  # days beyond which a wait takes no more room
DETOUR = 60  # pixels a mark may move on so that its label keeps clear of the line
TURN = 22  # pixels in which a line changes lanes


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
    left_out: int


def draw_timeline(steps: Sequence[Step]) -> Timeline | None:
    """Return the picture of a path's steps in order, or None where there is nothing to draw.

    Where all of them would not fit, those that did not move the text are left out and counted.
    """
    picture = _draw(group(steps), 0)
    moving = [step for step in steps if step.kind not in ASIDE]
    if picture is None or picture.width <= WIDEST or not moving:
        return picture
    return _draw(group(moving), len(steps) - len(moving))


def _draw(groups: Sequence[tuple[Step, int]], left_out: int) -> Timeline | None:
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
        left_out=left_out,
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
    # (lane, above) -> where the last label or line on that side ends
    taken = dict.fromkeys(((mark.y, above) for mark in marks for above in (True, False)), 0.0)
    before = None
    for mark in marks:
        half = _room(mark) / 2
        x = _soonest(before, mark, generosity) if before else LANE_LABEL_ROOM + 12 + half
        if before and before.y != mark.y:
            x = max(x, _clear_of(taken, before.y, mark.y) + TURN + 6)
        places = {above: max(x, taken[mark.y, above] + half + 8) for above in (True, False)}
        mark.above = _side(places, before, mark)
        mark.x = round(places[mark.above], 1)
        taken[mark.y, mark.above] = mark.x + half
        if before:
            _keep_clear(taken, before, mark)
        before = mark


def _soonest(before: Mark, mark: Mark, generosity: float) -> float:
    days = max(0, (mark.step.first_day - before.step.last_day).days)
    return before.x + NEAREST + generosity * math.sqrt(min(days, LONGEST_WAIT))


def _clear_of(taken: dict, start: float, end: float) -> float:
    """Return where the labels end that a line from lane `start` to lane `end` would cross."""
    down = end > start
    crossed = [
        edge
        for (y, above), edge in taken.items()
        if min(start, end) < y < max(start, end)
        or (y == start and above != down)
        or (y == end and above == down)
    ]
    return max(crossed, default=0)


def _keep_clear(taken: dict, before: Mark, mark: Mark) -> None:
    """Let later labels begin only to the right of the line that has just changed lanes."""
    down = mark.y > before.y
    sides = [(before.y, not down), (mark.y, down)] if mark.y != before.y else []
    between = {y for y, _ in taken if min(before.y, mark.y) < y < max(before.y, mark.y)}
    for place in [*sides, *((y, above) for y in between for above in (True, False))]:
        taken[place] = max(taken[place], mark.x)


def _side(places: dict[bool, float], before: Mark | None, mark: Mark) -> bool:
    """Whether the label stands above: where it is nearest, but off the side a line comes from."""
    if before is None or before.y == mark.y:
        return places[True] <= places[False]
    away = before.y > mark.y
    return away if places[away] <= places[not away] + DETOUR else not away


def _words(mark: Mark) -> str:
    return mark.step.words if mark.count == 1 else f"{mark.step.words} {mark.count}\N{NO-BREAK SPACE}times"


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
        turn = max(a.x, b.x - TURN)
        middle = (turn + b.x) / 2
        path = f"M{a.x:g} {a.y:g}H{turn:g}C{middle:g} {a.y:g} {middle:g} {b.y:g} {b.x:g} {b.y:g}"
    return Segment(path, a.step.state)


def _waits(marks: Sequence[Mark], y: float):
    for a, b in zip(marks, marks[1:], strict=False):
        days = (b.step.first_day - a.step.last_day).days
        words = time_in_words(a.step.last_day, b.step.first_day)
        if days >= LONG_WAIT and width_of(words, SMALL_SIZE) <= b.x - a.x - 6:
            yield Wait(a.x, b.x, y, words)
