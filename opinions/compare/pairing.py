"""Links between the paragraphs of two texts, and the one place where a link is measured and kept."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from math import log

from .matching import Block, matching_blocks
from .wordops import readable
from .words import Paragraph

Tidy = Callable[[list[Block], Sequence[str], Sequence[str], Sequence[str]], list[Block]]
"""Blocks, the words of both sides and the keys of the old one -> the blocks that are to count."""


@dataclass(slots=True, eq=False)
class Link:
    """`olds` became `news` (places among the paragraphs that have words, ascending).

    One side has one paragraph; the other has several where a paragraph was split or several merged.
    `blocks` count words through the bodies of `olds` and of `news`; `kept` is how many words they hold.
    `sure` links hold wherever the paragraphs stand, the others only in place.
    """

    olds: tuple[int, ...]
    news: tuple[int, ...]
    blocks: list[Block]
    kept: int
    exact: bool = False
    sure: bool = False
    moved: bool = False


class Pairing:
    """The paragraphs of two texts and, for each, the link it has so far or None."""

    def __init__(self, old: Sequence[Paragraph], new: Sequence[Paragraph], tidy: Tidy = readable):
        self.tidy = tidy
        self.old, self.new = old, new
        self.of_old: list[Link | None] = [None] * len(old)
        self.of_new: list[Link | None] = [None] * len(new)
        self.measured: dict[tuple[tuple[int, ...], tuple[int, ...]], Link] = {}
        self.old_words: dict[int, set[str]] = {}
        self.new_words: dict[int, set[str]] = {}

    def free_old(self) -> list[int]:
        return [i for i, link in enumerate(self.of_old) if link is None]

    def free_new(self) -> list[int]:
        return [j for j, link in enumerate(self.of_new) if link is None]

    def collect_words(self) -> None:
        """Remember the different words of each paragraph that is free now."""
        self.old_words = {i: set(self.old[i].keys) for i in self.free_old()}
        self.new_words = {j: set(self.new[j].keys) for j in self.free_new()}

    def links(self) -> list[Link]:
        """All links, in the order of the new text."""
        seen = {id(link): link for link in self.of_new if link}
        return list(seen.values())

    def keep(self, link: Link) -> None:
        for i in link.olds:
            self.of_old[i] = link
        for j in link.news:
            self.of_new[j] = link

    def drop(self, link: Link) -> None:
        for i in link.olds:
            self.of_old[i] = None
        for j in link.news:
            self.of_new[j] = None

    def keep_equal(self, i: int, j: int) -> None:
        """Link two paragraphs of equal bodies."""
        size = len(self.old[i].keys)
        self.keep(Link((i,), (j,), [(0, 0, size)], size, exact=True, sure=True))

    def measure(self, olds: tuple[int, ...], news: tuple[int, ...]) -> Link:
        """The link of these paragraphs, with the words they share; it is not kept yet."""
        if (olds, news) not in self.measured:
            a, b = body_keys(self.old, olds), body_keys(self.new, news)
            blocks = matching_blocks(a, b)
            if len(blocks) > 1 or not blocks or blocks[0][2] != len(a) or len(a) != len(b):
                blocks = self.tidy(blocks, body_words(self.old, olds), body_words(self.new, news), a)
            self.measured[olds, news] = Link(olds, news, blocks, sum(block[2] for block in blocks))
        return self.measured[olds, news]

    def likeness(self, link: Link) -> float:
        """Shared words as a share of both sides, 0 to 1; 0.75 where nearly all of one is in the other."""
        a, b = size(self.old, link.olds), size(self.new, link.news)
        whole = 2 * link.kept / (a + b)
        shorter = min(a, b)
        if whole >= 0.75 or shorter < 5:
            return whole
        # Long common runs only: single small words of a short text stand in any long one.
        runs = sum(n for _, _, n in link.blocks if n >= min(3, shorter))
        return 0.75 if runs >= 0.75 * shorter else whole

    def telling(self, link: Link) -> float:
        """Shared words as a share of both sides, each weighing by how few paragraphs have it.

        So formulae weigh next to nothing, and near-identical points differ.
        """
        a, b = body_keys(self.old, link.olds), body_keys(self.new, link.news)
        weight = self.weights.__getitem__
        whole = sum(map(weight, a)) + sum(map(weight, b))
        changed = 0.0
        i = j = 0
        for p, q, size in (*link.blocks, (len(a), len(b), 0)):
            changed += sum(map(weight, a[i:p])) + sum(map(weight, b[j:q]))
            i, j = p + size, q + size
        return 1 - changed / whole

    @cached_property
    def weights(self) -> dict[str, float]:
        """Key -> logarithm of how many paragraphs, of those not simply equal, there are for one with it.

        Of the two texts the one counts in which more paragraphs have it.
        """
        olds, some = _holders(self.old, self.of_old, self.old_words)
        news, more = _holders(self.new, self.of_new, self.new_words)
        counts = olds | news
        most = max(some, more)
        by_count = {count: log(most / count) + 0.05 for count in set(counts.values())}
        return {key: by_count[count] for key, count in counts.items()}


def _holders(
    paragraphs: Sequence[Paragraph], links: Sequence[Link | None], known: dict[int, set]
) -> tuple[Counter, int]:
    """Key -> how many of the paragraphs that are not simply equal have it; and how many those are."""
    sets = [
        known.get(place) or set(paragraph.keys)
        for place, (paragraph, link) in enumerate(zip(paragraphs, links, strict=True))
        if link is None or not link.exact or place in known
    ]
    return Counter(chain.from_iterable(sets)), len(sets)


def size(paragraphs: Sequence[Paragraph], places: tuple[int, ...]) -> int:
    """Return how many words the paragraphs at `places` have together."""
    return sum(len(paragraphs[place].keys) for place in places)


def body_keys(paragraphs: Sequence[Paragraph], places: tuple[int, ...]) -> list[str]:
    """Return the keys of the words of the paragraphs at `places`, one after the other."""
    if len(places) == 1:
        return paragraphs[places[0]].keys
    return [key for place in places for key in paragraphs[place].keys]


def body_words(paragraphs: Sequence[Paragraph], places: tuple[int, ...]) -> list[str]:
    """Return the words of the paragraphs at `places` without their labels, one after the other."""
    if len(places) == 1:
        return paragraphs[places[0]].after_label
    return [word for place in places for word in paragraphs[place].after_label]
