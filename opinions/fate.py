"""What became of every word of a text, ready to draw: its words in runs by where they ended, with totals."""

from collections import Counter
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from django.urls import reverse

from documents.text.model import Paragraph

from .compare.fates import dropped
from .compare.graph import Graph
from .lineage import Lineage
from .models import Event, Revision
from .origins import Doubts, doubts
from .shares import Part, percent


@dataclass(frozen=True)
class Outcome(Part):
    """What became of some words: `kind` is stands, ended, or parted (dropped in one line, kept in another).

    `until` are the last texts of each line that have them, `ended` the texts that dropped them for good,
    `events` what the record says of those. `mark` is what stands beside the words, `address` where the
    step can be read.
    """

    kind: str
    mark: str
    until: list[Revision]
    ended: list[Revision]
    events: list[Event]
    address: str


@dataclass(frozen=True)
class FateRun:
    """Words that stand together and had the same end."""

    text: str
    outcome: Outcome


@dataclass(frozen=True)
class FateParagraph:
    """A numbered paragraph as runs of words, its label included."""

    paragraph: Paragraph
    runs: list[FateRun]


@dataclass(frozen=True)
class TextFate:
    """A text with what became of each of its words.

    `later` are the texts that were written from it, directly or through others, `ends` those of them from
    which no other was.
    """

    revision: Revision
    words: int
    outcomes: list[Outcome]
    paragraphs: list[FateParagraph]
    left_out: int
    later: list[Revision]
    ends: list[Revision]
    silent: list[Revision]
    doubts: Doubts

    @property
    def standing(self) -> int:
        """How many words stand in all of `ends`."""
        return sum(outcome.words for outcome in self.outcomes if outcome.kind == "stands")

    @property
    def standing_percent(self) -> str:
        return percent(self.standing, self.words)

    @property
    def merged(self) -> bool:
        """Whether a later text was written from several."""
        return any(len(row.based_on.all()) > 1 for row in self.later)


def fate_of(lineage: Lineage, revision: Revision) -> TextFate | None:
    """Return what became of the words of `revision`, one of the lineage; None where it has no text."""
    place = lineage.place(revision)
    if place is None:
        return None
    graph = lineage.authorship.graph
    found = holders(lineage, place)
    later = lineage.places(graph.after[place])
    by_holders = _outcomes(lineage, place, found)
    outcomes = list({id(outcome): outcome for outcome in by_holders.values()}.values())
    return TextFate(
        revision=lineage.rows[place],
        words=len(found),
        outcomes=outcomes,
        paragraphs=_paragraphs(lineage, place, found, by_holders),
        left_out=lineage.left_out[place],
        later=[lineage.rows[other] for other in later],
        ends=[lineage.rows[other] for other in later if not graph.children[other]],
        silent=lineage.silent_after(revision),
        doubts=doubts(lineage, place, later),
    )


class End(NamedTuple):
    """The end of words: the texts that dropped them with no return on some line after, the texts that have
    them last, and whether a text from which no other was written has them. Places, in order."""

    ended: tuple[int, ...]
    until: tuple[int, ...]
    kept: bool


def holders(lineage: Lineage, place: int) -> list[int]:
    """For each word of the text at `place` which texts have it, as the bits of an integer."""
    tokens = lineage.authorship.texts[place].tokens
    held = dict.fromkeys(tokens, 0)
    for other, text in enumerate(lineage.authorship.texts):
        for token in text.tokens:
            if token in held:
                held[token] |= 1 << other
    return [held[token] for token in tokens]


def end_of(graph: Graph, place: int, held: int) -> End:
    """What became of words of the text at `place` that the texts in `held` have."""
    later = [r for r in graph.order if graph.after[place] >> r & 1]
    last = sum(1 << r for r in later if not graph.children[r])
    ended = dropped(graph, held, graph.after[place])
    until = [
        one
        for one in [place, *later]
        if held >> one & 1 and (not graph.children[one] or not set(ended).isdisjoint(graph.children[one]))
    ]
    return End(ended, tuple(sorted(until)), bool(last & held))


def _outcomes(lineage: Lineage, place: int, found: list[int]) -> dict[int, Outcome]:
    """What became of words by the texts that have them: one Outcome for each end.

    Words that still stand come first, then those that ended, in the order of the steps.
    """
    ends = {held: end_of(lineage.authorship.graph, place, held) for held in set(found)}
    counts = Counter(ends[held] for held in found)
    outcomes = {end: _outcome(lineage, end, counts[end], len(found)) for end in counts}
    return {held: outcomes[end] for held, end in sorted(ends.items(), key=lambda pair: pair[1])}


def _outcome(lineage: Lineage, end: End, words: int, of: int) -> Outcome:
    rows = [lineage.rows[place] for place in end.ended]
    return Outcome(
        kind="stands" if not rows else "parted" if end.kept else "ended",
        mark=", ".join(_number(row, lineage) for row in rows),
        until=[lineage.rows[place] for place in end.until],
        ended=rows,
        events=[event for row in rows for event in lineage.events.get(row.pk, ())],
        address=_step(lineage, end),
        words=words,
        of=of,
    )


def _step(lineage: Lineage, end: End) -> str:
    """Where the first step that ended words can be read: both texts compared, or the later one."""
    for place in end.ended:
        new = lineage.rows[place]
        for parent in lineage.authorship.graph.parents[place]:
            old = lineage.rows[parent]
            if parent in end.until and old.opinion_id == new.opinion_id:
                return reverse("opinions:compare", args=[new.opinion.slug, old.number, new.number])
    return lineage.rows[end.ended[0]].get_absolute_url() if end.ended else ""


def _number(row: Revision, lineage: Lineage) -> str:
    """The version's number; with its text's name where texts of several opinions are traced together."""
    several = len({other.opinion_id for other in lineage.rows}) > 1
    return f"{row.opinion.short_title} {row.number}" if several else str(row.number)


def _paragraphs(
    lineage: Lineage, place: int, found: list[int], outcomes: dict[int, Outcome]
) -> list[FateParagraph]:
    text = lineage.authorship.texts[place]
    paragraphs = []
    for index, paragraph in enumerate(lineage.paragraphs[place]):
        span = slice(text.starts[index], text.starts[index + 1])
        words = zip(text.words[span], (outcomes[held] for held in found[span]), strict=True)
        runs = [
            FateRun(" ".join(word for word, _ in group), outcome)
            for outcome, group in groupby(words, lambda pair: pair[1])
        ]
        paragraphs.append(FateParagraph(paragraph, runs))
    return paragraphs
