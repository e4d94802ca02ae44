"""One path as a picture, down the page: for screens too narrow for the one from left to right."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from .steps import LABEL_SIZE, LONG_WAIT, Segment, Step, group
from .words import BOLD, break_lines, time_in_words

ROW_WIDTH = 288
TRACK = 18  # pixels from one lane to the next
ROW_LINE = 18


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
    """The picture down the page, 288 pixels wide."""

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
    words = step.words if count == 1 else f"{step.words} {count} times"
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
