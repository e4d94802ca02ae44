"""What became of every word of a text, ready to draw: its words in runs by where they ended, with totals."""

from collections import Counter
from dataclasses import dataclass
from itertools import groupby

from django.urls import reverse

from documents.text.model import Paragraph

from .compare.fates import Fate, fates
from .lineage import Lineage
from .models import Event, Revision
from .origins import Doubts, doubts
from .shares import percent


@dataclass(frozen=True)
class Outcome:
    """What became of some words: `kind` is stands, ended, or parted (dropped in one line, kept in another).

    `until` are the last texts that have them, `ended` the texts that dropped them, `events` what the
    record says of those. `mark` is what stands beside the words.
    """

    kind: str
    mark: str
    until: list[Revision]
    ended: list[Revision]
    events: list[Event]
    words: int
    of: int

    @property
    def percent(self) -> str:
        return percent(self.words, self.of)

    @property
    def address(self) -> str:
        """Where the step that ended the words can be read: both texts compared, or the text that dropped them."""
        old, new = self.until[0], self.ended[0]
        if old.opinion_id != new.opinion_id:
            return new.get_absolute_url()
        return reverse("opinions:compare", args=[new.opinion.slug, old.number, new.number])


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
    """A text with what became of each of its words; `later` are the texts that were written from it."""

    revision: Revision
    words: int
    outcomes: list[Outcome]
    paragraphs: list[FateParagraph]
    left_out: int
    later: list[Revision]
    silent: list[Revision]
    doubts: Doubts

    @property
    def standing(self) -> int:
        """How many words stand in every last text."""
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
    found = fates(lineage.authorship, place)
    later = lineage.places(lineage.authorship.graph.after[place])
    outcomes = _outcomes(lineage, found)
    return TextFate(
        revision=lineage.rows[place],
        words=len(found),
        outcomes=list(outcomes.values()),
        paragraphs=_paragraphs(lineage, place, found, outcomes),
        left_out=lineage.left_out[place],
        later=[lineage.rows[other] for other in later],
        silent=lineage.silent_after(revision),
        doubts=doubts(lineage, place, later),
    )


def _outcomes(lineage: Lineage, found: list[Fate]) -> dict[tuple, Outcome]:
    """The different fates, those of words that still stand first, then in the order in which words ended."""
    counts = Counter((fate.until, fate.ended) for fate in found)
    children = lineage.authorship.graph.children
    outcomes = {}
    for until, ended in sorted(counts, key=lambda fate: (fate[1], fate[0])):
        rows = [lineage.rows[place] for place in ended]
        parted = any(not children[place] for place in until)
        kind = "stands" if not ended else "parted" if parted else "ended"
        outcomes[until, ended] = Outcome(
            kind=kind,
            mark=", ".join(_number(row, lineage) for row in rows),
            until=[lineage.rows[place] for place in until],
            ended=rows,
            events=[event for row in rows for event in lineage.events.get(row.pk, ())],
            words=counts[until, ended],
            of=len(found),
        )
    return outcomes


def _number(row: Revision, lineage: Lineage) -> str:
    """The version's number; with its text's name where texts of several opinions are traced together."""
    several = len({other.opinion_id for other in lineage.rows}) > 1
    return f"{row.opinion.short_title} {row.number}" if several else str(row.number)


def _paragraphs(
    lineage: Lineage, place: int, found: list[Fate], outcomes: dict[tuple, Outcome]
) -> list[FateParagraph]:
    starts = lineage.authorship.texts[place].starts
    paragraphs = []
    for index, paragraph in enumerate(lineage.paragraphs[place]):
        words = found[starts[index] : starts[index + 1]]
        runs = [
            FateRun(" ".join(fate.word for fate in group), outcomes[key])
            for key, group in groupby(words, lambda fate: (fate.until, fate.ended))
        ]
        paragraphs.append(FateParagraph(paragraph, runs))
    return paragraphs
