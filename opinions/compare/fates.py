"""Forward in time: until when the words of a revision lived, and where they ended."""

from dataclasses import dataclass
from functools import reduce
from itertools import groupby
from operator import or_

from .authorship import Authorship
from .graph import Graph


@dataclass(frozen=True, slots=True)
class Fate:
    """One word of a revision.

    `until` are the last revisions that have it (several where drafts went separate ways), `ended` those
    that dropped it on some line, with no return after; empty where it stands on every line.
    """

    word: str
    origin: int
    until: tuple[int, ...]
    ended: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Lost:
    """Words that stood together in the revision that wrote them, shared one fate, and are gone."""

    origin: int
    words: tuple[str, ...]
    until: tuple[int, ...]
    ended: tuple[int, ...]

    @property
    def text(self) -> str:
        return " ".join(self.words)


def dropped(graph: Graph, held: int, among: int) -> tuple[int, ...]:
    """The texts that lack words which those in `held` have and a parent of theirs too, with no return.

    No return: on some line from there on to a last text of `among`. `held` and `among` are texts as bits;
    only those of `among` are looked at.
    """
    looked_at = [r for r in graph.order if among >> r & 1]
    last = sum(1 << r for r in looked_at if not any(among >> child & 1 for child in graph.children[r]))

    def for_good(one: int) -> bool:
        if held >> one & 1 or not any(held >> parent & 1 for parent in graph.parents[one]):
            return False
        returned = 0
        for other in looked_at:
            if graph.after[one] & held & 1 << other:
                returned |= graph.after[other]
        return bool((graph.after[one] | 1 << one) & last & ~held & ~returned)

    return tuple(sorted(one for one in looked_at if for_good(one)))


class _Ends:
    """For each token the revisions that have it, as bits, and what follows from that."""

    def __init__(self, authorship: Authorship):
        self.graph = authorship.graph
        self.holders = [0] * len(authorship.origin)
        for revision, text in enumerate(authorship.texts):
            for token in text.tokens:
                self.holders[token] |= 1 << revision
        self.known: dict[int, tuple[tuple[int, ...], tuple[int, ...]]] = {}

    def of(self, token: int) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """(until, ended) of a token; a word that was dropped and came back did not end there."""
        held = self.holders[token]
        if held not in self.known:
            graph = self.graph
            holding = [r for r in range(held.bit_length()) if held >> r & 1]
            until = tuple(r for r in holding if not held & graph.after[r])
            after = reduce(or_, (graph.after[r] for r in holding), 0)
            self.known[held] = until, dropped(graph, held, after)
        return self.known[held]


def fates(authorship: Authorship, revision: int) -> list[Fate]:
    """The fate of each word of a revision, in its order, whoever wrote it."""
    ends = _Ends(authorship)
    text = authorship.texts[revision]
    return [
        Fate(word, authorship.origin[token], *ends.of(token))
        for word, token in zip(text.words, text.tokens, strict=True)
    ]


def lost(authorship: Authorship, revision: int) -> list[Lost]:
    """What other revisions wrote and this one does not have, by the revision that wrote it, in its order."""
    ends = _Ends(authorship)
    found = []
    for origin, text in enumerate(authorship.texts):
        fates_here = [
            None
            if authorship.origin[token] != origin or ends.holders[token] >> revision & 1
            else ends.of(token)
            for token in text.tokens
        ]
        for fate, run in groupby(zip(text.words, fates_here, strict=True), lambda pair: pair[1]):
            if fate is not None:
                found.append(Lost(origin, tuple(word for word, _ in run), *fate))
    return found
