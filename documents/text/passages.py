"""Passages that stand in other texts too (agreed language), found by an index of word shingles.

A shingle is five words in a row. Every fourth shingle of the stored paragraphs is kept as a 40-bit
number beside its paragraph's number, in one sorted array of 8-byte integers; a question looks up all
of its own shingles. A passage of at least eight words in common therefore always holds a stored
shingle and is found, and each find is checked against the words themselves, so that a collision of
numbers can waste a moment but never report a passage that is not there. (The sampling is the
"fixed-position anchors" variant of fingerprinting; see Schleimer, Wilkerson and Aiken, "Winnowing",
2003, for the family.) One million stored words take about 2 MB beside the texts.
"""

import re
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

_WORD = re.compile(r"\w+")
SHINGLE = 5
STEP = 4
SHORTEST = SHINGLE + STEP - 1
_PARAGRAPH_BITS = 24
_MASK = (1 << 40) - 1
# A shingle that stands in more paragraphs than this is a formula ("of the International
# Telecommunication Union ..."): it finds nothing by itself, longer passages around it still do.
_COMMON = 200
_REPEATED = 20  # of a shingle that one paragraph repeats, so many places are tried
_MERGE_AT = 50_000


@dataclass(frozen=True, slots=True)
class Passage:
    """Words that stand both in the text asked about and in stored paragraph `paragraph`.

    `text[start:end]` are they in the text asked about, `stored[stored_start:stored_end]` in the stored
    one; `words` counts them.
    """

    paragraph: int
    words: int
    start: int
    end: int
    stored_start: int
    stored_end: int


class PassageIndex:
    """An index over many paragraphs, numbered from 0 in the order they are added.

    It lives in memory: built anew for each process and each version of the data (about 5 seconds for
    100,000 paragraphs), asked in milliseconds, extended without being rebuilt.
    """

    def __init__(self, paragraphs: Iterable[str] = ()):
        self.paragraphs: list[str] = []
        self._sorted = array("Q")
        self._fresh: list[int] = []
        self.extend(paragraphs)

    def __len__(self) -> int:
        return len(self.paragraphs)

    def add(self, text: str) -> int:
        """Store one paragraph; returns its number."""
        number = len(self.paragraphs)
        if number >> _PARAGRAPH_BITS:
            raise ValueError("The index holds 16,777,216 paragraphs and no more.")
        self.paragraphs.append(text)
        self._fresh += [key << _PARAGRAPH_BITS | number for key in set(_stored_shingles(_folded(text)))]
        return number

    def extend(self, texts: Iterable[str]) -> None:
        """Store many paragraphs."""
        for text in texts:
            self.add(text)
            if len(self._fresh) > max(_MERGE_AT, len(self._sorted)):
                self._merge()

    def find(
        self, text: str, *, shortest: int = SHORTEST, leave_out: Sequence[int] | range = ()
    ) -> list[Passage]:
        """Passages of at least `shortest` words (not below 8) that stand in stored paragraphs too.

        `leave_out` are numbers of paragraphs not to report, such as those of the text's own document.
        Passages in one stored paragraph do not overlap; sorted by place, then length.
        """
        self._merge()
        spans = [match.span() for match in _WORD.finditer(text)]
        words = [text[start:end].casefold() for start, end in spans]
        found: list[Passage] = []
        for number, places in self._candidates(words, leave_out).items():
            found += _shared(words, spans, places, number, self.paragraphs[number], max(shortest, SHORTEST))
        return sorted(found, key=lambda passage: (passage.start, -passage.words, passage.paragraph))

    def _candidates(self, words: Sequence[str], leave_out) -> dict[int, list[int]]:
        """{paragraph: places in `words` where a shingle of both begins}."""
        candidates: dict[int, list[int]] = {}
        for place, key in enumerate(_shingles(words)):
            holders = self._holding(key)
            if len(holders) <= _COMMON:
                for number in holders:
                    if number not in leave_out:
                        candidates.setdefault(number, []).append(place)
        return candidates

    def _holding(self, key: int) -> list[int]:
        low = bisect_left(self._sorted, key << _PARAGRAPH_BITS)
        limit = (key + 1) << _PARAGRAPH_BITS
        numbers = []
        for entry in self._sorted[low : low + _COMMON + 1]:
            if entry >= limit:
                break
            numbers.append(entry & ((1 << _PARAGRAPH_BITS) - 1))
        return numbers

    def _merge(self) -> None:
        """Bring what was added since into the sorted array; two sorted runs merge in linear time."""
        if self._fresh:
            self._fresh.sort()
            self._sorted = array("Q", sorted([*self._sorted, *self._fresh]))
            self._fresh = []


def _folded(text: str) -> list[str]:
    return _WORD.findall(text.casefold()) if text.isascii() else [w.casefold() for w in _WORD.findall(text)]


def _shingles(words: Sequence[str]) -> list[int]:
    rows = zip(words, words[1:], words[2:], words[3:], words[4:], strict=False)
    return [hash(row) & _MASK for row in rows]


def _stored_shingles(words: Sequence[str]) -> list[int]:
    rows = zip(words[::STEP], words[1::STEP], words[2::STEP], words[3::STEP], words[4::STEP], strict=False)
    return [hash(row) & _MASK for row in rows]


def _shared(words, spans, places, number: int, stored: str, shortest: int) -> Iterator[Passage]:
    """The runs of words that a text and one stored paragraph share at these places, none overlapping."""
    stored_spans = [match.span() for match in _WORD.finditer(stored)]
    stored_words = [stored[start:end].casefold() for start, end in stored_spans]
    positions: dict[tuple, list[int]] = {}
    for at in range(0, len(stored_words) - SHINGLE + 1, STEP):
        held = positions.setdefault(tuple(stored_words[at : at + SHINGLE]), [])
        if len(held) < _REPEATED:
            held.append(at)
    reach = 0  # words before it belong to runs already found: this keeps the work linear
    for place in places:
        if place < reach:
            continue
        starts = positions.get(tuple(words[place : place + SHINGLE]), ())
        grown = [_grown(words, stored_words, place, at, reach) for at in starts]
        length, first, other = max(grown, default=(0, 0, 0))
        if length >= shortest:
            reach = first + length
            edges = (spans[first][0], spans[reach - 1][1])
            yield Passage(number, length, *edges, stored_spans[other][0], stored_spans[other + length - 1][1])


def _grown(
    words: Sequence[str], others: Sequence[str], place: int, at: int, floor: int
) -> tuple[int, int, int]:
    """Length of the run around `words[place] == others[at]`, and where it begins in both."""
    back = 0
    while back < min(place - floor, at) and words[place - back - 1] == others[at - back - 1]:
        back += 1
    length, most = 0, min(len(words) - place, len(others) - at)
    while length < most and words[place + length] == others[at + length]:
        length += 1
    return back + length, place - back, at - back
