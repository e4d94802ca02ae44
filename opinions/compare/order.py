"""Which links keep their order: the chain that carries the most, so that the fewest are called moved."""

from collections.abc import Sequence
from itertools import pairwise

from .pairing import Link


def in_order(links: Sequence[Link]) -> list[Link]:
    """The links, ascending in both texts, that make the heaviest chain: most links, then most words."""
    ordered = sorted(links, key=lambda link: link.olds)
    if all(a.news < b.news for a, b in pairwise(ordered)):
        return ordered
    whole = 1 + sum(link.kept for link in ordered)
    triples = [(link.olds[0], link.news[0], 1 + link.kept / whole) for link in ordered]
    return [ordered[n] for n in heaviest_chain(triples)]


def heaviest_chain(pairs: Sequence[tuple[int, int, float]]) -> list[int]:
    """Positions of the heaviest chain of (i, j, weight), i and j both rising strictly; i must be sorted.

    A Fenwick tree over j keeps the best chain that ends at or below each j: n log n steps.
    """
    if not pairs:
        return []
    rank = {j: n for n, j in enumerate(sorted({j for _, j, _ in pairs}), 1)}
    size = len(rank)
    best: list[tuple[float, int]] = [(0.0, -1)] * (size + 1)
    before = [-1] * len(pairs)
    # Within one i the higher j comes first, so that no chain takes two pairs of the same i.
    order = sorted(range(len(pairs)), key=lambda n: (pairs[n][0], -pairs[n][1]))
    for n in order:
        _, j, weight = pairs[n]
        total, before[n] = _best_below(best, rank[j] - 1)
        _raise(best, rank[j], (total + weight, n))
    _, at = _best_below(best, size)
    chain = []
    while at >= 0:
        chain.append(at)
        at = before[at]
    chain.reverse()
    return chain


def _best_below(tree: list[tuple[float, int]], at: int) -> tuple[float, int]:
    found = (0.0, -1)
    while at > 0:
        found = max(found, tree[at])
        at -= at & -at
    return found


def _raise(tree: list[tuple[float, int]], at: int, value: tuple[float, int]) -> None:
    while at < len(tree):
        tree[at] = max(tree[at], value)
        at += at & -at
