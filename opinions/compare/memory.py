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
BACKGROUND = 200
"""So many other words are thought to stand beside a text, so that a short one does not mislead."""


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
        self.written: Counter = Counter()
        self.words = 0
        self.dropped = 0

    def write(self, keys: Sequence[str], places: Sequence[int]) -> None:
        """Count the words at these places of a text, which were written anew, each with the two before it."""
        for place in places:
            for size in range(min(GRAM, place + 1)):
                self.written[tuple(keys[place - size : place + 1])] += 1
        self.words += len(places)

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

    def find_start(
        self, keys: Sequence[str], start: int, stop: int, seen: Question, free: Question
    ) -> Sequence[int]:
        """The tokens of the longest dropped run that begins as keys[start:stop] does, or none."""
        longest: Sequence[int] = ()
        for run, place in reversed(self.grams.get(tuple(keys[start : start + GRAM]), ())):
            if not seen(run.revision):
                continue
            most = min(stop - start, len(run.keys) - place)
            size = 0
            while (
                size < most
                and keys[start + size] == run.keys[place + size]
                and free(run.tokens[place + size])
            ):
                size += 1
            if size >= GRAM and size > len(longest):
                longest = run.tokens[place : place + size]
        return longest

    def is_certain(self, keys: Sequence[str], start: int, stop: int, chances: int) -> bool:
        """Whether it is surer than chance that keys[start:stop] are those once dropped.

        `chances` is from how many places one looks. What was written often, word after word, is a formula
        and proves little.
        """
        needed = log2((self.dropped + 1) * (chances + 1)) + CERTAINTY
        bits = 0.0
        for place in range(start, stop):
            bits += self._surprise(tuple(keys[max(start, place - GRAM + 1) : place + 1]))
            if bits >= needed:
                return True
        return False

    def chance(self, keys: Sequence[str], start: int, stop: int) -> float:
        """How likely keys[start:stop] come where any words may."""
        spans = (keys[max(start, place - GRAM + 1) : place + 1] for place in range(start, stop))
        return 2 ** -sum(self._surprise(tuple(span)) for span in spans)

    def _surprise(self, words: tuple[str, ...]) -> float:
        """Bits of information in the last of these words after the others, by all that was written.

        The dropped words were written once themselves; that once does not count.
        """
        alone = max(1, self.written[words[-1:]]) / (self.words + BACKGROUND)
        if len(words) == 1:
            return -log2(alone)
        again = max(0, self.written[words] - 1)
        return -log2((again + alone) / (max(0, self.written[words[:-1]] - 1) + 1))


def _sides(left: int, right: int, keys: Sequence[str]) -> list[tuple]:
    words = tuple(keys)
    return [(side, token, words) for side, token in (("left", left), ("right", right)) if token >= 0]


def _remember(table: dict, key: object, value: object) -> None:
    values = table.setdefault(key, [])
    values.append(value)
    del values[:-MOST_PLACES]
