"""What a comparison is made of. Nothing here computes a difference; templates and commands read it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

WORD, PUNCTUATION, CASE, NUMBER = "word", "punctuation", "case", "number"
RANKS = (WORD, PUNCTUATION, CASE, NUMBER)
"""How much a change weighs, the weightiest first."""


class Op(NamedTuple):
    """A run of words and what became of it.

    `kind` is same, added or removed. `rank` is one of RANKS, or empty for `same`: a change of letter case
    or punctuation stands as the old word removed and the new one added, both of that rank.
    """

    kind: str
    words: list[str]
    rank: str = ""

    @property
    def text(self) -> str:
        return " ".join(self.words)


@dataclass(slots=True)
class Row:
    """A paragraph or piece of one: its place in `old` and in `new` (from 0, or None) and what happened.

    `change` is same, edited, added, removed, moved, moved-edited, split or merged; `moved` says whether
    it left its place, for splits and merges too. The number of a paragraph is an op of rank `number`:
    it stands in `ops`, so that they give the texts back, but it makes no row other than `same`.
    """

    old: int | None
    new: int | None
    change: str
    ops: list[Op]
    moved: bool = False

    @property
    def rank(self) -> str:
        """The weightiest rank of its changes, or empty where nothing changed."""
        ranks = {op.rank for op in self.ops}
        return next((rank for rank in RANKS if rank in ranks), "")


@dataclass(slots=True)
class Stats:
    """Words. same + removed = words of old; same + added = words of new; `moved` is a part of `same`."""

    same: int = 0
    added: int = 0
    removed: int = 0
    moved: int = 0


@dataclass(slots=True)
class Comparison:
    """Two texts compared: rows in the order of the new text, removed paragraphs where they stood.

    A paragraph that was split gives a row for each of its pieces, all with its place in `old`; paragraphs
    merged into one give a row each, all with its place in `new`. A row holds only its own piece, so every
    word of either text stands in exactly one row.
    """

    old_words: int
    new_words: int
    rows: list[Row]
    stats: Stats

    def in_old_order(self) -> list[Row]:
        """The rows that hold something of the old text, in its order."""
        return _sorted(self.rows, lambda row: row.old)

    def in_new_order(self) -> list[Row]:
        """The rows that hold something of the new text, in its order."""
        return _sorted(self.rows, lambda row: row.new)


def _sorted(rows: list[Row], place: Callable[[Row], int | None]) -> list[Row]:
    # A stable sort: pieces of one paragraph stay in the order in which they stand in it.
    return sorted((row for row in rows if place(row) is not None), key=place)
