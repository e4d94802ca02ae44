"""Where two sequences agree: blocks (start in a, start in b, length), ascending in both.

Short stretches are matched exactly: a longest common subsequence by Hyyrö's bit-parallel method
(H. Hyyrö, "Bit-parallel LCS-length computation revisited", 2004), one Python integer a row. Long ones
are first cut at items, or runs of items, that stand once in each (the "patience" of B. Cohen), and,
where nothing stands once, into slabs. So time and memory stay near linear whatever the input.
"""

from bisect import bisect_left
from collections.abc import Hashable, Iterable, Sequence
from itertools import pairwise
from zlib import crc32

Block = tuple[int, int, int]
Items = Sequence[Hashable]
Region = tuple[int, int, int, int]

DIRECT_CELLS = 4_000_000
"""Up to this many pairs of items are matched exactly (1 MB of integers, a few milliseconds)."""
SLAB = 1_500
MAX_DEPTH = 6
SAMPLED = 50_000
"""In stretches longer than this one run of items in sixteen is looked at, to save memory."""
RUN_LENGTHS = (1, 4)


def matching_blocks(a: Items, b: Items) -> list[Block]:
    """Blocks in which `a` and `b` agree, ascending in both; as many items as can be had in bounded time."""
    return _join(_between(a, b, 0, len(a), 0, len(b), 0))


def _between(a: Items, b: Items, a0: int, a1: int, b0: int, b1: int, depth: int) -> list[Block]:
    start, end = common_ends(a, b, a0, a1, b0, b1)
    blocks = [(a0, b0, start)] if start else []
    a0, b0, a2, b2 = a0 + start, b0 + start, a1 - end, b1 - end
    if a0 < a2 and b0 < b2:
        if (a2 - a0) * (b2 - b0) <= DIRECT_CELLS:
            blocks += [(a0 + i, b0 + j, n) for i, j, n in longest_common(a[a0:a2], b[b0:b2])]
        else:
            for p, q, r, s in _cut(a, b, a0, a2, b0, b2, depth):
                blocks += _between(a, b, p, q, r, s, depth + 1)
    if end:
        blocks.append((a2, b2, end))
    return blocks


def common_ends(a: Items, b: Items, a0: int, a1: int, b0: int, b1: int) -> tuple[int, int]:
    """How many items agree at the start and, after those, at the end of a[a0:a1] and b[b0:b1]."""
    most = min(a1 - a0, b1 - b0)
    start = 0
    while start < most and a[a0 + start] == b[b0 + start]:
        start += 1
    most -= start
    end = 0
    while end < most and a[a1 - 1 - end] == b[b1 - 1 - end]:
        end += 1
    return start, end


def longest_common(a: Items, b: Items) -> list[Block]:
    """Blocks of a longest common subsequence; costs len(a) steps on integers of len(b) bits."""
    if len(b) > len(a):
        return [(i, j, n) for j, i, n in longest_common(b, a)]
    bits: dict[Hashable, int] = {}
    bit = 1
    for item in b:
        bits[item] = bits.get(item, 0) | bit
        bit <<= 1
    full = row = bit - 1
    rows = []
    for item in a:
        hits = row & bits.get(item, 0)
        if hits:
            row = ((row + hits) | (row - hits)) & full
        rows.append(row)
    return _walk_back(a, b, rows)


def _walk_back(a: Items, b: Items, rows: list[int]) -> list[Block]:
    """The blocks behind the rows, from the end: a zero bit says that the length grows in that column."""
    i, j = len(a), len(b)
    blocks = []
    while i and j:
        if a[i - 1] == b[j - 1]:
            stop = i
            while i and j and a[i - 1] == b[j - 1]:
                i -= 1
                j -= 1
            blocks.append((i, j, stop - i))
        elif rows[i - 1] >> (j - 1) & 1:
            j -= 1
        else:
            i -= 1
    blocks.reverse()
    return blocks


def _cut(
    a: Items, b: Items, a0: int, a1: int, b0: int, b1: int, depth: int
) -> list[tuple[int, int, int, int]]:
    """Regions (a start, a end, b start, b end) which together are the whole, each to be matched alone."""
    if depth < MAX_DEPTH:
        for length in RUN_LENGTHS:
            anchors = _anchors(a, b, a0, a1, b0, b1, length)
            if anchors:
                cuts = [(a0, b0), *anchors, (a1, b1)]
                return [(p, q, r, s) for (p, r), (q, s) in pairwise(cuts)]
    # Nothing stands once: slabs at the same share of either side still find what did not go far.
    count = max(a1 - a0, b1 - b0) // SLAB + 1
    a_cuts = [a0 + (a1 - a0) * n // count for n in range(count + 1)]
    b_cuts = [b0 + (b1 - b0) * n // count for n in range(count + 1)]
    return [(*p, *q) for p, q in zip(pairwise(a_cuts), pairwise(b_cuts), strict=True)]


def _anchors(a: Items, b: Items, a0: int, a1: int, b0: int, b1: int, length: int) -> list[tuple[int, int]]:
    """Places of runs of `length` items that stand once in each region, as many as keep their order."""
    in_a, in_b = _once(a, a0, a1, length), _once(b, b0, b1, length)
    pairs = [(i, in_b[run]) for run, i in in_a.items() if i >= 0 and in_b.get(run, -1) >= 0]
    pairs.sort()
    chain = increasing([j for _, j in pairs])
    return [pairs[n] for n in chain]


def _once(items: Items, start: int, stop: int, length: int) -> dict[Hashable, int]:
    """Run of items -> its place, or -1 where it stands more than once."""
    places: dict[Hashable, int] = {}
    for place, run in _runs(items, start, stop, length):
        places[run] = -1 if run in places else place
    return places


def _runs(items: Items, start: int, stop: int, length: int) -> Iterable[tuple[int, Hashable]]:
    """Each run of `length` items with its place; of a long stretch only those that begin with some items."""
    if length == 1:
        return enumerate(items[start:stop], start)
    if stop - start < SAMPLED:
        part = items[start:stop]
        return enumerate(zip(*(part[n:] for n in range(length)), strict=False), start)
    # The same items are chosen on both sides, whatever the run of the program: so no use of `hash`.
    chosen = {item for item in set(items[start:stop]) if crc32(str(item).encode()) % 16 == 0}
    return (
        (place, tuple(items[place : place + length]))
        for place in range(start, stop - length + 1)
        if items[place] in chosen
    )


def increasing(values: Sequence[int]) -> list[int]:
    """Positions of a longest strictly increasing subsequence of `values`."""
    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for position, value in enumerate(values):
        at = bisect_left(tails, value)
        before.append(ends[at - 1] if at else -1)
        tails[at : at + 1] = [value]
        ends[at : at + 1] = [position]
    chain = []
    position = ends[-1] if ends else -1
    while position >= 0:
        chain.append(position)
        position = before[position]
    chain.reverse()
    return chain


def _join(blocks: list[Block]) -> list[Block]:
    """Blocks that touch in both sequences become one."""
    joined: list[Block] = []
    for i, j, n in blocks:
        if joined:
            p, q, m = joined[-1]
            if p + m == i and q + m == j:
                joined[-1] = (p, q, m + n)
                continue
        joined.append((i, j, n))
    return joined
