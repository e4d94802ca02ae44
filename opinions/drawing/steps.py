"""The steps of a path, as both of its pictures need them."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

LABEL_SIZE = 13  # pixels, the size of words beside a mark
SMALL_SIZE = 12
LONG_WAIT = 20  # days from which a wait is said in words


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


@dataclass(frozen=True)
class Segment:
    """The line from one mark to the next, and the state of the text on the way."""

    path: str
    state: str


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
