"""Where in a text its changes sit: a narrow strip, each paragraph as long as it has words."""

from collections.abc import Sequence
from dataclasses import dataclass

from .compared import DrawnRow

LENGTH = 1000
"""The length of the whole strip, in units of the drawing."""
LEAST = 4
"""No paragraph is thinner than this many words would be: one word added has to be seen."""

# From which side of the strip a mark starts and how wide it is, of 20: what was removed stands on the
# left, what was added on the right, what was edited or moved across.
PLACES = {"removed": (0, 9), "added": (11, 9), "moved-away": (0, 9)}
ACROSS = (0, 20)


@dataclass(frozen=True, slots=True)
class Mark:
    """One change on the strip: its kind, where it begins and how long it is, its row."""

    kind: str
    x: int
    width: int
    y: float
    length: float
    row: DrawnRow


def change_map(rows: Sequence[DrawnRow]) -> list[Mark]:
    """Return a mark for each row that changed or moved away, in the order of the rows, none overlapping."""
    weights = [max(LEAST, row.words) for row in rows]
    scale = LENGTH / sum(weights) if weights else 0.0
    marks, at = [], 0.0
    for row, weight in zip(rows, weights, strict=True):
        length = weight * scale
        if not row.is_unchanged:
            x, width = PLACES.get(row.change, ACROSS)
            # A hair of paper keeps neighbours apart.
            marks.append(Mark(_kind(row), x, width, round(at, 1), round(length * 0.9, 1), row))
        at += length
    return marks


def _kind(row: DrawnRow) -> str:
    """added, removed, edited, light, moved or moved-away: what the strip tells apart."""
    if row.is_gone or row.change in ("added", "removed"):
        return row.change
    if row.moved:
        return "moved"
    return "light" if row.is_light else "edited"
