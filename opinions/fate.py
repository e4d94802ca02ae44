"""What became of every word of a text, ready to draw: its words in runs by where they ended, with totals."""

from collections import Counter
from dataclasses import dataclass
from itertools import groupby

from django.urls import reverse

from documents.text.model import Paragraph

from .compare.graph import Graph
from .lineage import Lineage
from .models import Event, Revision
from .origins import Doubts, doubts
from .shares import percent


@dataclass(frozen=True)
class Outcome:
    """What became of some words: `kind` is stands, ended, or parted (dropped in one line, kept in another).

    `until` are the last texts of each line that have them, `ended` the texts that dropped them for good, `events` what the
    record says of those. `mark` is what stands beside the words, `address` where the step can be read.
    """

    kind: str
    mark: str
    until: list[Revision]
    ended: list[Revision]
    events: list[Event]
    address: str
    words: int
    of: int

    @property
    def percent(self) -> str:
        return percent(self.words, self.of)


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
    outcomes = sorted(dict.fromkeys(by_holders.values()), key=...)
    return TextFate(
        revision=lineage.rows[place],
        words=len(found),
        outcomes=outcomes,
        paragraphs=_paragraphs(lineage, place, found, outcomes),
        left_out=lineage.left_out[place],
        later=[lineage.rows[other] for other in later],
        ends=[lineage.rows[other] for other in later if not graph.children[other]],
        silent=lineage.silent_after(revision),
        doubts=doubts(lineage, place, later),
    )


def holders(lineage: Lineage, place: int) -> list[int]:
    """For each word of the text at `place` which texts have it, as the bits of an integer."""
    tokens = lineage.authorship.texts[place].tokens
    held = dict.fromkeys(tokens, 0)
    for other, text in enumerate(lineage.authorship.texts):
        for token in text.tokens:
            if token in held:
                held[token] |= 1 << other
    return [held[token] for token in tokens]


def ends_of(graph: Graph, place: int, held: int) -> tuple[list[int], list[int], bool]:
    """(until, ended, kept) of words of the text at `place` that the texts in `held` have.

    `ended` are the texts that dropped them with no return on some line after them, `until` those that have
    them last, `kept` says whether a text from which no other was written has them.
    """
    after, later = graph.after, [r for r in graph.order if graph.after[place] >> r & 1]
    last = sum(1 << r for r in later if not graph.children[r])
    ended = []
    for one in later:
        if held >> one & 1 or not any(held >> parent & 1 for parent in graph.parents[one]):
            continue
        returned = 0
        for other in later:
            if after[one] & held >> other & 1 and held >> other & 1:
                returned |= after[other]
        if (after[one] | 1 << one) & last & ~held & ~returned:
            ended.append(one)
    until = [
        r
        for r in [place, *later]
        if held >> r & 1 and (not graph.children[r] or any(child in ended for child in graph.children[r]))
    ]
    return sorted(until), sorted(ended), bool(last & held)


def _outcomes(lineage: Lineage, place: int, found: list[int]) -> dict[int, Outcome]:
    """What became of words by the texts that have them: the same Outcome for the same end.

    Those of words that still stand come first, then those that ended, in the order of the steps.
    """
    ends = {held: ends_of(lineage.authorship.graph, place, held) for held in set(found)}
    counts: Counter = Counter()
    for held in found:
        until, ended, kept = ends[held]
        counts[tuple(ended), tuple(until), kept] += 1
    outcomes = {
        (ended, until, kept): _outcome(lineage, until, ended, kept, words, len(found))
        for (ended, until, kept), words in sorted(counts.items())
    }
    return {held: outcomes[tuple(ended), tuple(until), kept] for held, (until, ended, kept) in ends.items()}


def _outcome(
    lineage: Lineage, until: tuple[int, ...], ended: tuple[int, ...], kept: bool, words: int, of: int
) -> Outcome:
    rows = [lineage.rows[place] for place in ended]
    return Outcome(
        kind="stands" if not ended else "parted" if kept else "ended",
        mark=", ".join(_number(row, lineage) for row in rows),
        until=[lineage.rows[place] for place in until],
        ended=rows,
        events=[event for row in rows for event in lineage.events.get(row.pk, ())],
        address=_step(lineage, until, ended),
        words=words,
        of=of,
    )


def _step(lineage: Lineage, until: tuple[int, ...], ended: tuple[int, ...]) -> str:
    """Where the step that ended them can be read: both texts compared, or the text that dropped them."""
    for place in ended:
        new = lineage.rows[place]
        for parent in lineage.authorship.graph.parents[place]:
            old = lineage.rows[parent]
            if parent in until and old.opinion_id == new.opinion_id:
                return reverse("opinions:compare", args=[new.opinion.slug, old.number, new.number])
    return lineage.rows[ended[0]].get_absolute_url() if ended else ""


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
