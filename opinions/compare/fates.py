"""Forward in time: until when the words of a revision lived, and where they ended."""

from dataclasses import dataclass
from itertools import groupby

from .authorship import Authorship


@dataclass(frozen=True, slots=True)
class Fate:
    """One word of a revision.

    `until` are the last revisions that have it (several where drafts went separate ways), `ended` the
    revisions based on those that dropped it; empty where nothing came after, so the word still stands.
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
        """(until, ended) of a token; a word that was dropped and came back ended only where it last did."""
        held = self.holders[token]
        if held not in self.known:
            graph = self.graph
            until = [r for r in range(held.bit_length()) if held >> r & 1 and not held & graph.after[r]]
            ended = {child for r in until for child in graph.children[r]}
            self.known[held] = tuple(until), tuple(sorted(ended))
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
