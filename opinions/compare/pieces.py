"""Splits and merges: free paragraphs whose words stand where a paragraph of the other text lost its own.

A whole is a paragraph with words that nothing matches yet. The runs of such words are indexed by their
pairs of neighbouring words; a free paragraph most of whose pairs stand in one whole is a piece of it.
"""

from collections.abc import Iterator, Sequence
from itertools import compress, pairwise

from .matching import Block
from .pairing import Link, Pairing
from .words import Paragraph

WITHIN = 0.6
"""At least this share of a piece's words must stand in the whole, in words not matched before."""
TELLING_WITHIN = 0.35
"""The same, rare words weighing more."""
PAIRS_WITHIN = 0.4
"""The same of its pairs of words; one changed word breaks two pairs."""
MOST_WHOLES = 64
"""A pair of words that stands in more wholes than this tells nothing."""
SHORTEST_RUN = 4
"""Shorter runs of unmatched words are edits, not what a piece was cut from."""
REACH = 2
"""Pieces with at most one paragraph between them stand together."""
ROUNDS = 3
"""So often a whole is measured anew without the pieces that did not fit; then they stay free."""


def join_pieces(pairing: Pairing) -> None:
    """Add each free paragraph to the link it is a piece of, if any: splits first, then merges."""
    _join_side(pairing, split=True)
    _join_side(pairing, split=False)


def _join_side(pairing: Pairing, split: bool) -> None:
    """Collect the pieces of each whole, then measure each whole once with all of them."""
    texts, free = (pairing.new, pairing.free_new()) if split else (pairing.old, pairing.free_old())
    index = _index_of_wholes(pairing, split, len(free)) if free else {}
    found: dict[int, list[int]] = {}
    near = _near(pairing.of_new if split else pairing.of_old, split) if index else []
    for piece in free if index else ():
        whole = _whole_of(texts[piece], index, near[piece])
        if whole is not None:
            found.setdefault(whole, []).append(piece)
    links = pairing.of_old if split else pairing.of_new
    for whole, pieces in found.items():
        link = links[whole]
        close = _close_to(link.news if split else link.olds, pieces) if link else pieces
        _widen(pairing, whole, close, split)
        _widen(pairing, whole, sorted({*pieces} - {*close}), split)


def _close_to(own: tuple[int, ...], pieces: Sequence[int]) -> list[int]:
    """Those of the pieces that stand next to the whole's own parts, directly or through each other."""
    low, high = own[0], own[-1]
    for piece in pieces:
        high = piece if high < piece <= high + REACH else high
    for piece in reversed(pieces):
        low = piece if low - REACH <= piece < low else low
    return [piece for piece in pieces if low <= piece <= high]


def _index_of_wholes(pairing: Pairing, split: bool, pieces: int) -> dict[tuple[str, str], list[int]]:
    """Pair of words -> the wholes in whose unmatched runs it stands."""
    texts, links = (pairing.old, pairing.of_old) if split else (pairing.new, pairing.of_new)
    side = 0 if split else 1
    index: dict[tuple[str, str], list[int]] = {}
    for place, (paragraph, link) in enumerate(zip(texts, links, strict=True)):
        # A whole has a link already, or at least two pieces.
        if link is None and pieces == 1:
            continue
        if link and (len(paragraph.keys) - link.kept < SHORTEST_RUN or len((link.olds, link.news)[side]) > 1):
            continue
        runs = [run for run in _unmatched(paragraph, link, side) if len(run) >= SHORTEST_RUN]
        for pair in {pair for run in runs for pair in pairwise(run)}:
            index.setdefault(pair, []).append(place)
    return index


def _unmatched(paragraph: Paragraph, link: Link | None, side: int) -> Iterator[Sequence[str]]:
    """The runs of a paragraph's words that its link leaves out."""
    at = 0
    for block in link.blocks if link else ():
        if block[side] > at:
            yield paragraph.keys[at : block[side]]
        at = block[side] + block[2]
    yield paragraph.keys[at:]


def _near(links: Sequence[Link | None], split: bool) -> list[list[int]]:
    """For each paragraph the places, in the other text, of its nearest linked neighbours."""
    found: list[list[int]] = [[] for _ in links]
    for step in (1, -1):
        last = None
        for place in range(len(links))[::step]:
            if last is not None:
                found[place].append((last.olds if split else last.news)[-1 if step > 0 else 0])
            last = links[place] or last
    return found


def _whole_of(piece: Paragraph, index: dict[tuple[str, str], list[int]], near: list[int]) -> int | None:
    """The whole that holds most pairs of the piece, rare ones and near wholes first, if it holds enough."""
    pairs = set(pairwise(piece.keys))
    held: dict[int, int] = {}
    weight: dict[int, float] = {}
    for wholes in map(index.get, pairs):
        if wholes and len(wholes) <= MOST_WHOLES:
            for whole in wholes:
                held[whole] = held.get(whole, 0) + 1
                weight[whole] = weight.get(whole, 0) + 1 / len(wholes)
    if not held:
        return None

    def rate(whole: int) -> float:
        distance = min((abs(whole - place) for place in near), default=9)
        # Rounded, as the order in which a set is read must not decide between equals.
        return round(weight[whole] * (1 + 0.3 / (1 + distance)), 6)

    best = max(held, key=lambda whole: (rate(whole), -whole))
    return best if held[best] >= PAIRS_WITHIN * len(pairs) else None


def _widen(pairing: Pairing, whole: int, pieces: list[int], split: bool) -> None:
    """Keep the whole's link with those of the pieces that hold enough of its words."""
    if not pieces:
        return
    host = (pairing.of_old if split else pairing.of_new)[whole]
    own = () if host is None else host.news if split else host.olds
    texts = pairing.new if split else pairing.old
    for _ in range(ROUNDS):
        parts = tuple(sorted((*own, *pieces)))
        link = pairing.measure((whole,), parts) if split else pairing.measure(parts, (whole,))
        held = _held(link.blocks, [texts[n].keys for n in parts], 1 if split else 0, pairing.weights)
        shares = dict(zip(parts, held, strict=True))
        enough = [n for n in pieces if shares[n][0] >= WITHIN and shares[n][1] >= TELLING_WITHIN]
        if len(enough) == len(pieces):
            if len(parts) > 1 and link.kept > (host.kept if host else 0):
                _replace(pairing, host, link)
            return
        pieces = enough
        if not pieces:
            return


def _replace(pairing: Pairing, host: Link | None, link: Link) -> None:
    if host:
        pairing.drop(host)
    pairing.keep(link)


def _held(
    blocks: Sequence[Block], parts: Sequence[list[str]], side: int, weights: dict[str, float]
) -> list[tuple[float, float]]:
    """The share of each part that the blocks hold, by words and by weight; parts follow each other."""
    matched = [False] * sum(len(keys) for keys in parts)
    for block in blocks:
        matched[block[side] : block[side] + block[2]] = [True] * block[2]
    shares = []
    stop = 0
    for keys in parts:
        start, stop = stop, stop + len(keys)
        held = list(compress(keys, matched[start:stop]))
        weight = sum(weights[key] for key in held) / sum(weights[key] for key in keys)
        shares.append((len(held) / len(keys), weight))
    return shares
