"""From blocks of agreeing words to operations a person can read.

Two repairs make the shortest difference readable: a few small words that happen to agree inside a
rewritten phrase are given to the phrase, and an insertion or deletion that could stand in several
places is put where a sentence or clause begins.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from .matching import Block
from .model import CASE, PUNCTUATION, WORD, Op

ISLAND = 4
"""The most agreeing words that may be folded into the changes around them."""
STOPS = {".": 3, ";": 3, "?": 3, "!": 3, ":": 2, ",": 1}


def readable(
    blocks: list[Block], old: Sequence[str], new: Sequence[str], _keys: Sequence[str] = ()
) -> list[Block]:
    """The blocks with stray islands folded into the changes around them, and insertions well placed."""
    return slide(_fold_islands(blocks, len(old), len(new)), old, new)


def _fold_islands(blocks: list[Block], old_length: int, new_length: int) -> list[Block]:
    """Drop a short block where the changes on both its sides are longer than it."""
    kept: list[Block] = []
    ends = [*blocks[1:], (old_length, new_length, 0)]
    for block, (next_i, next_j, _) in zip(blocks, ends, strict=True):
        i, j, n = block
        if n <= ISLAND:
            p, q, m = kept[-1] if kept else (0, 0, 0)
            before = max(i - p - m, j - q - m)
            after = max(next_i - i - n, next_j - j - n)
            if n < before and n < after:
                continue
        kept.append(block)
    return kept


def slide(blocks: list[Block], old: Sequence[str], new: Sequence[str]) -> list[Block]:
    """Move each pure insertion or deletion, as far as its words allow, to the best boundary."""
    placed = list(blocks)
    last = len(placed) - 2
    for at in range(len(placed) - 1):
        i, j, n = placed[at]
        p, q, m = placed[at + 1]
        # A block between two changes keeps a word, so that the changes stay two.
        room = (n if at == 0 else n - 1, m if at == last else m - 1)
        if i + n == p:
            shift = _best_shift(new, j + n, q, *room)
        elif j + n == q:
            shift = _best_shift(old, i + n, p, *room)
        else:
            continue
        placed[at] = (i, j, n + shift)
        placed[at + 1] = (p + shift, q + shift, m - shift)
    return [block for block in placed if block[2]]


def _best_shift(words: Sequence[str], start: int, stop: int, before: int, after: int) -> int:
    """How far to move the gap words[start:stop] so that it begins after, and ends with, a stop."""
    best, best_score = 0, _score(words, start, stop)
    for step, limit in ((-1, before), (1, after)):
        shift = 0
        while abs(shift) < limit and abs(shift) < 30:
            out, into = (stop - 1, start - 1) if step < 0 else (start, stop)
            if words[out + shift] != words[into + shift]:
                break
            shift += step
            score = _score(words, start + shift, stop + shift)
            if score > best_score:
                best, best_score = shift, score
    return best


def _score(words: Sequence[str], start: int, stop: int) -> int:
    opening = STOPS.get(words[start - 1][-1], 0) if start else 3
    return opening + STOPS.get(words[stop - 1][-1], 0)


def body_ops(blocks: Sequence[Block], old: Sequence[str], new: Sequence[str]) -> Iterator[Op]:
    """The operations that turn the words `old` into `new`, given the blocks in which their keys agree."""
    i = j = 0
    for p, q, n in blocks:
        if i < p:
            yield change("removed", old[i:p])
        if j < q:
            yield change("added", new[j:q])
        i, j = p + n, q + n
        if old[p:i] == new[q:j]:
            yield Op("same", old[p:i])
        else:
            yield from _small_changes(old[p:i], new[q:j])
    if i < len(old):
        yield change("removed", old[i:])
    if j < len(new):
        yield change("added", new[j:])


def change(kind: str, words: list[str]) -> Op:
    """An added or removed run; a run without a letter or digit is a change of punctuation only."""
    wordy = any(map(str.isalnum, words)) or any(map(str.isalnum, "".join(words)))
    return Op(kind, words, WORD if wordy else PUNCTUATION)


def _small_changes(old: Sequence[str], new: Sequence[str]) -> Iterator[Op]:
    """Runs of words with equal keys: same where they are the same, else of the rank of their difference."""
    ranks = [_rank(a, b) for a, b in zip(old, new, strict=True)]
    cuts = [0, *(n for n in range(1, len(ranks)) if ranks[n] != ranks[n - 1]), len(ranks)]
    for start, stop in pairwise(cuts):
        if ranks[start]:
            yield Op("removed", old[start:stop], ranks[start])
            yield Op("added", new[start:stop], ranks[start])
        else:
            yield Op("same", old[start:stop])


def _rank(a: str, b: str) -> str:
    if a == b:
        return ""
    return CASE if a.casefold() == b.casefold() else PUNCTUATION
