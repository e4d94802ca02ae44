"""What earlier revisions said: whole paragraphs, and runs of words that were dropped, to know a return.

Every run of words that a revision drops is kept with the tokens (word identities) it had. A new run is
the return, or the move, of a dropped one where the same words stand between the same neighbours, or where
so many words agree, rare ones weighing more, that chance would hardly do it.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import log2

Question = Callable[[int], bool]

GRAM = 3
MOST_PLACES = 16
"""So many places of the same words are remembered, the newest."""
CERTAINTY = 4.0
"""Bits by which an agreement must be rarer than chance: 1 in 16 of all chances there were."""


@dataclass(slots=True, eq=False)
class Run:
    """Words that `revision` dropped, with their tokens."""

    revision: int
    keys: Sequence[str]
    tokens: Sequence[int]


class Memory:
    """All that was ever dropped, and every paragraph there ever was.

    `seen` and `free` are questions of the revision at hand: is that revision one it comes from, and does
    that token not stand in it already.
    """

    def __init__(self) -> None:
        self.paragraphs: dict[str, list[Run]] = {}
        self.grams: dict[tuple[str, ...], list[tuple[Run, int]]] = {}
        self.beside: dict[tuple, list[Run]] = {}
        self.births: Counter = Counter()
        self.written = 0
        self.dropped = 0

    def write(self, keys: Sequence[str]) -> None:
        """Count words that were written anew: what is common says little."""
        self.births.update(keys)
        self.written += len(keys)

    def keep_paragraph(self, body: str, run: Run) -> None:
        _remember(self.paragraphs, body, run)

    def find_paragraph(self, body: str, seen: Question, free: Question) -> Run | None:
        """The newest paragraph of these words whose tokens are all free."""
        for run in reversed(self.paragraphs.get(body, ())):
            if seen(run.revision) and all(map(free, run.tokens)):
                return run
        return None

    def drop(self, run: Run, left: int, right: int) -> None:
        """Remember a dropped run and the tokens it stood between (-1 for none)."""
        self.dropped += len(run.keys)
        for place in range(len(run.keys) - GRAM + 1):
            _remember(self.grams, tuple(run.keys[place : place + GRAM]), (run, place))
        for key in _sides(left, right, run.keys):
            _remember(self.beside, key, run)

    def find_beside(
        self, keys: Sequence[str], left: int, right: int, seen: Question, free: Question
    ) -> Sequence[int]:
        """The tokens of the newest dropped run of these words that had one of these neighbours, or none."""
        for key in _sides(left, right, keys):
            for run in reversed(self.beside.get(key, ())):
                if seen(run.revision) and all(map(free, run.tokens)):
                    return run.tokens
        return ()

    def find_start(self, keys: Sequence[str], seen: Question, free: Question) -> Sequence[int]:
        """The tokens of the longest dropped run that begins as `keys` do, or none."""
        longest: Sequence[int] = ()
        for run, place in reversed(self.grams.get(tuple(keys[:GRAM]), ())):
            if not seen(run.revision):
                continue
            size = 0
            for key, other, token in zip(keys, run.keys[place:], run.tokens[place:], strict=False):
                if key != other or not free(token):
                    break
                size += 1
            if size >= GRAM and size > len(longest):
                longest = run.tokens[place : place + size]
        return longest

    def is_certain(self, keys: Sequence[str], chances: int) -> bool:
        """Whether an agreement in these words is rarer than chance, with so many places to look from."""
        bits = sum(log2((self.written + 1) / max(1, self.births[key])) for key in keys)
        return bits >= log2((self.dropped + 1) * (chances + 1)) + CERTAINTY


def _sides(left: int, right: int, keys: Sequence[str]) -> list[tuple]:
    words = tuple(keys)
    return [(side, token, words) for side, token in (("left", left), ("right", right)) if token >= 0]


def _remember(table: dict, key: object, value: object) -> None:
    values = table.setdefault(key, [])
    values.append(value)
    del values[:-MOST_PLACES]
