"""Between links that keep their order: pair what is left in place, equal first, then similar."""

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from .matching import increasing, matching_blocks
from .order import heaviest_chain
from .pairing import Link, Pairing

Alike = Callable[[Link], bool]

MOST_PAIRS = 10_000
"""So many pairs of paragraphs, and NEAR_PAIRS for each paragraph, are looked at; wider gaps only near
the diagonal."""
NEAR_PAIRS = 10
OVERLAP = 0.4
SMALL_GAP = 400


def fill_gaps(pairing: Pairing, alike: Alike) -> None:
    """Link free paragraphs that stand between the same neighbours and are `alike`."""
    if None not in pairing.of_old or None not in pairing.of_new:
        return
    gaps = list(_gaps(pairing))
    large = [gap for gap in gaps if len(gap[0]) * len(gap[1]) > SMALL_GAP]
    if large:
        # In a small gap equal and similar pairs compete; in a large one the equal come first.
        for olds, news in large:
            _link_equal(pairing, olds, news)
        gaps = list(_gaps(pairing))
    pairs = sum(len(olds) * len(news) for olds, news in gaps)
    most = MOST_PAIRS + NEAR_PAIRS * (len(pairing.old) + len(pairing.new))
    share = min(1.0, most / pairs) if pairs else 1.0
    for olds, news in gaps:
        _link_similar(pairing, olds, news, alike, share)


def _gaps(pairing: Pairing) -> Iterator[tuple[list[int], list[int]]]:
    """The free old and new paragraphs between each two neighbouring links of the chain."""
    links = list(dict.fromkeys(filter(None, pairing.of_old)))
    in_place = [links[n] for n in increasing([link.news[0] for link in links])]
    chain = [(-1, -1, -1, -1)]
    chain += [(x.olds[0], x.olds[-1], x.news[0], x.news[-1]) for x in in_place]
    chain.append((len(pairing.old), 0, len(pairing.new), 0))
    for (_, i, _, j), (p, _, q, _) in pairwise(chain):
        if p - i < 2 or q - j < 2:
            continue
        olds = [n for n in range(i + 1, p) if pairing.of_old[n] is None]
        news = [n for n in range(j + 1, q) if pairing.of_new[n] is None]
        if olds and news:
            yield olds, news


def _link_equal(pairing: Pairing, olds: Sequence[int], news: Sequence[int]) -> None:
    a = [pairing.old[i].body for i in olds]
    b = [pairing.new[j].body for j in news]
    if set(a).isdisjoint(b):
        return
    for i, j, n in matching_blocks(a, b):
        for k in range(n):
            pairing.keep_equal(olds[i + k], news[j + k])


def _link_similar(
    pairing: Pairing, olds: Sequence[int], news: Sequence[int], alike: Alike, share: float
) -> None:
    """Of all similar pairs the heaviest chain, each pair measured before it is kept."""
    a, b = pairing.old_words, pairing.new_words
    pairs = []
    for i, j in _near_diagonal(olds, news, share):
        overlap = 2 * len(a[i] & b[j]) / (len(a[i]) + len(b[j]))
        if overlap >= OVERLAP:
            pairs.append((i, j, overlap * overlap))
    for n in heaviest_chain(pairs):
        i, j, _ = pairs[n]
        if pairing.old[i].body == pairing.new[j].body:
            pairing.keep_equal(i, j)
            continue
        link = pairing.measure((i,), (j,))
        if alike(link):
            pairing.keep(link)


def _near_diagonal(olds: Sequence[int], news: Sequence[int], share: float) -> Iterator[tuple[int, int]]:
    """All pairs, or where that is too many the share of them nearest to the diagonal."""
    reach = len(news) if share == 1.0 else int(len(news) * share / 2)
    for n, i in enumerate(olds):
        middle = n * len(news) // len(olds)
        for j in news[max(0, middle - reach) : middle + reach + 1]:
            yield i, j
