"""Who wrote which words: each word of each revision traced to the revision where it first stood.

A word is a token: it keeps its identity while it stands, moves, or returns after it was dropped. A
revision takes its words from its parents first (as `align` matches them), then from paragraphs it restores
whole, then from what it or an earlier revision dropped (`memory`); the rest it wrote itself. A token stands
at most once in a revision: of a passage that was copied, the copy is new.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from .align import align
from .graph import Graph, chain
from .matching import Block
from .memory import Memory, Run
from .pairing import Link
from .wordops import slide
from .words import Paragraph, fold, read_paragraphs

ISLAND = 8
"""Longer runs of agreeing words are no chance."""
CHANCE = 0.5
"""Short runs that chance would bring as often as this, with so many words changed around, are not kept."""


@dataclass(slots=True)
class Text:
    """One revision: its paragraphs, and all its words in order with their keys and tokens.

    `starts` has the place of each paragraph's first word, and at its end the number of words.
    """

    paragraphs: list[Paragraph]
    words: list[str]
    keys: list[str]
    starts: list[int]
    tokens: list[int] = field(default_factory=list)


@dataclass(slots=True)
class Authorship:
    """Every revision's words as tokens, and for each token the revision that wrote it.

    Letter case and punctuation may change while the token stays: `Text.words` has each revision's own form.
    """

    graph: Graph
    texts: list[Text]
    origin: list[int]

    def origins(self, revision: int) -> list[int]:
        """For each word of a revision the revision that wrote it."""
        return [self.origin[token] for token in self.texts[revision].tokens]

    def shares(self, revision: int) -> list[float]:
        """For each revision the share of this one's words that it wrote, 0 to 1."""
        counts = [0] * len(self.texts)
        for writer in self.origins(revision):
            counts[writer] += 1
        return [count / max(1, len(self.texts[revision].tokens)) for count in counts]


def trace(revisions: Sequence[Sequence[str]], parents: Sequence[Sequence[int]] | None = None) -> Authorship:
    """Trace the words of revisions, each given as its paragraphs.

    `parents` has for each revision the numbers of those it is based on; without it each is based on the
    one before. Raises ValueError where a parent is not there or revisions are based on each other.
    """
    graph = Graph(chain(len(revisions)) if parents is None else parents)
    if len(graph.parents) != len(revisions):
        raise ValueError(
            f"{len(revisions)} revisions need as many lists of parents, not {len(graph.parents)}."
        )
    known: dict[str, Paragraph] = {}
    tracer = _Tracer(graph, [_read(read_paragraphs(paragraphs, known)) for paragraphs in revisions])
    for revision in graph.order:
        tracer.trace(revision)
    return Authorship(graph, tracer.texts, tracer.origin)


def _read(paragraphs: list[Paragraph]) -> Text:
    words: list[str] = []
    keys: list[str] = []
    starts = [0]
    for paragraph in paragraphs:
        words += paragraph.words
        keys += map(fold, paragraph.words[: paragraph.label])
        keys += paragraph.keys
        starts.append(len(words))
    return Text(paragraphs, words, keys, starts)


class _Tracer:
    """The work of `trace`: texts are given their tokens one after another, parents first."""

    def __init__(self, graph: Graph, texts: list[Text]):
        self.graph, self.texts = graph, texts
        self.origin: list[int] = []
        self.memory = Memory()

    def trace(self, revision: int) -> None:
        text = self.texts[revision]
        text.tokens = [-1] * len(text.words)
        self._inherit(text, [self.texts[p] for p in self.graph.parents[revision]])
        used = set(text.tokens)
        lineage = self.graph.before[revision] | 1 << revision

        def seen(other: int) -> bool:
            return bool(lineage >> other & 1)

        self._restore_paragraphs(text, used, seen)
        for parent in self.graph.parents[revision]:
            self._drop(self.texts[parent], used, revision)
        self._restore_runs(text, used, seen)
        self._write(text, revision)
        self._keep_paragraphs(text, revision)

    def _inherit(self, text: Text, parents: Sequence[Text]) -> None:
        """Give the words that a parent has the parent's tokens.

        Where several have them, the longest stretch wins, then the older writer, then the first parent.
        """
        stretches = []
        for number, parent in enumerate(parents):
            sources = self._sources(text, parent)
            for start, stop in _stretches(sources):
                tokens = parent.tokens[sources[start] : sources[start] + stop - start]
                stretches.append((start - stop, self.origin[tokens[0]], number, start, tokens))
        used: set[int] = set()
        for _, _, _, start, tokens in sorted(stretches, key=lambda stretch: stretch[:4]):
            for place, token in enumerate(tokens, start):
                if text.tokens[place] < 0 and token not in used:
                    text.tokens[place] = token
                    used.add(token)

    def _sources(self, text: Text, parent: Text) -> list[int]:
        """For each word of a text the place in its parent of the word it was, or -1."""
        sources = [-1] * len(text.words)
        for link in align(parent.paragraphs, text.paragraphs, self._drop_chance):
            _map_link(link, parent, text, sources)
        return sources

    def _drop_chance(
        self, blocks: list[Block], old: Sequence[str], new: Sequence[str], keys: Sequence[str]
    ) -> list[Block]:
        """The blocks without the short ones that words as common as theirs may well be by chance."""
        kept: list[Block] = []
        following = [*blocks[1:], (len(old), len(new), 0)]
        for block, after in zip(blocks, following, strict=True):
            before = kept[-1] if kept else (0, 0, 0)
            if block[2] > ISLAND or not self._is_chance(block, before, after, keys):
                kept.append(block)
        return slide(kept, old, new)

    def _is_chance(self, block: Block, before: Block, after: Block, keys: Sequence[str]) -> bool:
        i, j, size = block
        removed = i - before[0] - before[2], after[0] - i - size
        added = j - before[1] - before[2], after[1] - j - size
        places = sum(removed) * sum(added)
        if not places or max(removed[0], added[0]) == 0 or max(removed[1], added[1]) == 0:
            return False
        return places * self.memory.chance(keys, i, i + size) > CHANCE

    def _restore_paragraphs(self, text: Text, used: set[int], seen) -> None:
        """Paragraphs with words no parent has that are, word for word, those of an earlier revision."""
        for paragraph, (start, stop) in zip(text.paragraphs, pairwise(text.starts), strict=True):
            start += paragraph.label
            own = text.tokens[start:stop]
            if -1 not in own:
                continue
            used.difference_update(own)
            run = self.memory.find_paragraph(paragraph.body, seen, lambda token: token not in used)
            if run:
                text.tokens[start:stop] = own = run.tokens
            used.update(own)

    def _drop(self, parent: Text, used: set[int], revision: int) -> None:
        """Remember the words of a parent that this revision does not have."""
        tokens = parent.tokens
        for start, stop in _runs(tokens, lambda token: token not in used):
            left = tokens[start - 1] if start else -1
            right = tokens[stop] if stop < len(tokens) else -1
            self.memory.drop(Run(revision, parent.keys[start:stop], tokens[start:stop]), left, right)

    def _restore_runs(self, text: Text, used: set[int], seen) -> None:
        """Words no parent gave that were dropped, here or before, and stand again."""

        def free(token: int) -> bool:
            return token not in used

        gaps = list(_runs(text.tokens, lambda token: token < 0))
        chances = sum(stop - start for start, stop in gaps)
        for start, stop in gaps:
            left = text.tokens[start - 1] if start else -1
            right = text.tokens[stop] if stop < len(text.tokens) else -1
            tokens = self.memory.find_beside(text.keys[start:stop], left, right, seen, free)
            if tokens:
                text.tokens[start:stop] = tokens
                used.update(tokens)
            at = stop if tokens else start
            while at + 3 <= stop:
                at += self._restore_at(text, at, stop, used, seen, free, chances)

    def _restore_at(self, text: Text, at: int, stop: int, used: set[int], seen, free, chances: int) -> int:
        """Restore what was dropped and begins here, if it is surely that; how far to go on."""
        tokens = self.memory.find_start(text.keys, at, stop, seen, free)
        if not tokens:
            return 1
        if not self.memory.is_certain(text.keys, at, at + len(tokens), chances):
            return len(tokens) - 2
        text.tokens[at : at + len(tokens)] = tokens
        used.update(tokens)
        return len(tokens)

    def _write(self, text: Text, revision: int) -> None:
        """Give the words that are left tokens of their own."""
        new = [place for place, token in enumerate(text.tokens) if token < 0]
        for token, place in enumerate(new, len(self.origin)):
            text.tokens[place] = token
        self.origin += [revision] * len(new)
        self.memory.write(text.keys, new)

    def _keep_paragraphs(self, text: Text, revision: int) -> None:
        """Remember the paragraphs that this revision has and no parent has."""
        old = {p.body for parent in self.graph.parents[revision] for p in self.texts[parent].paragraphs}
        for paragraph, (start, stop) in zip(text.paragraphs, pairwise(text.starts), strict=True):
            if paragraph.body not in old:
                tokens = text.tokens[start + paragraph.label : stop]
                self.memory.keep_paragraph(paragraph.body, Run(revision, paragraph.keys, tokens))


def _map_link(link: Link, parent: Text, text: Text, sources: list[int]) -> None:
    olds, news = _body_places(parent, link.olds), _body_places(text, link.news)
    for i, j, size in link.blocks:
        for old, new in zip(olds[i : i + size], news[j : j + size], strict=True):
            sources[new] = old
    old, new = link.olds[0], link.news[0]
    # The number of a paragraph is the same word, whatever it counts now.
    size = min(parent.paragraphs[old].label, text.paragraphs[new].label)
    for place in range(size):
        sources[text.starts[new] + place] = parent.starts[old] + place


def _body_places(text: Text, paragraphs: Sequence[int]) -> Sequence[int]:
    """The places of the words, without numbers, of these paragraphs one after another."""
    ranges = [range(text.starts[p] + text.paragraphs[p].label, text.starts[p + 1]) for p in paragraphs]
    return ranges[0] if len(ranges) == 1 else [place for part in ranges for place in part]


def _stretches(sources: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Runs of words that stand together in the parent too."""
    start = 0
    for place in range(1, len(sources) + 1):
        if place == len(sources) or sources[place] != sources[place - 1] + 1 or sources[place] < 0:
            if sources[start] >= 0:
                yield start, place
            start = place


def _runs(items: Sequence[int], wanted) -> Iterator[tuple[int, int]]:
    """(start, stop) of each longest run of wanted items."""
    start = None
    for place, item in enumerate(items):
        if wanted(item):
            start = place if start is None else start
        elif start is not None:
            yield start, place
            start = None
    if start is not None:
        yield start, len(items)
