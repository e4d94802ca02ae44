"""Who wrote which words of a text, ready to draw: its words in runs, shares, and the words that were lost."""

from dataclasses import dataclass
from itertools import groupby

from documents.text.model import Paragraph

from .compare.fates import Lost, lost
from .lineage import Lineage
from .models import Revision
from .shares import Piece, Share, Writer, bar, by_day, by_document, by_group, by_meeting, writers_of

PASSAGES = 20
"""Lost passages shown of one text, the longest."""
LEADING = 3
"""Writers named in the sentence that says what was found."""


@dataclass(frozen=True)
class Run:
    """Words that stand together and have one writer; `number` is the paragraph of the writer's text."""

    text: str
    writer: Writer
    number: int

    @property
    def address(self) -> str:
        """Where the first of the words first stood."""
        return f"{self.writer.revision.get_absolute_url()}#p{self.number}"


@dataclass(frozen=True)
class MarkedParagraph:
    """A numbered paragraph as runs of words, its label included."""

    paragraph: Paragraph
    runs: list[Run]


@dataclass(frozen=True)
class Passage:
    """Lost words that stood together: the last texts on the way that had them, the texts that dropped them,
    and texts off the way that have them."""

    text: str
    until: list[Revision]
    ended: list[Revision]
    elsewhere: list[Revision]


@dataclass(frozen=True)
class LostFrom:
    """Words that an earlier text wrote and this one does not have; `hidden` of them are in no passage."""

    revision: Revision
    words: int
    passages: list[Passage]
    hidden: int


@dataclass(frozen=True)
class Doubts:
    """Texts on the way that make an answer less than sure: editors' summaries, excerpts, texts in another
    language, and those too long to be traced as a whole."""

    summaries: list[Revision]
    excerpts: list[Revision]
    foreign: list[Revision]
    cut: list[Revision]


@dataclass(frozen=True)
class Origins:
    """A text with the writer of each of its words.

    `left_out` is how many words were not traced, `silent` the revisions on the way whose text was not
    found; both, and the `doubts`, make the answer less than sure.
    """

    revision: Revision
    words: int
    writers: list[Writer]
    paragraphs: list[MarkedParagraph]
    left_out: int
    bar: list[Piece]
    by_group: list[Share]
    by_document: list[Share]
    by_meeting: list[Share]
    by_day: list[Share]
    lost: list[LostFrom]
    silent: list[Revision]
    doubts: Doubts

    @property
    def leading(self) -> list[Writer]:
        """The writers of most words: LEADING of them, or all where only one more is left."""
        ordered = sorted(self.writers, key=lambda writer: -writer.words)
        return ordered if len(ordered) <= LEADING + 1 else ordered[:LEADING]

    @property
    def further(self) -> int:
        """How many writers there are beside the leading ones."""
        return len(self.writers) - len(self.leading)


def origins_of(lineage: Lineage, revision: Revision) -> Origins | None:
    """Return who wrote which words of `revision`, one of the lineage; None where it has no text."""
    place = lineage.place(revision)
    if place is None:
        return None
    authorship = lineage.authorship
    writers = writers_of(lineage, authorship.origins(place))
    before = lineage.places(authorship.graph.before[place])
    return Origins(
        revision=lineage.rows[place],
        words=len(authorship.texts[place].words),
        writers=writers,
        paragraphs=_paragraphs(lineage, place, {writer.place: writer for writer in writers}),
        left_out=lineage.left_out[place],
        bar=bar(writers),
        by_group=by_group(writers),
        by_document=by_document(writers),
        by_meeting=by_meeting(writers),
        by_day=by_day(writers),
        lost=_lost(lineage, place, before),
        silent=lineage.silent_before(revision),
        doubts=doubts(lineage, place, before),
    )


def doubts(lineage: Lineage, place: int, others: list[int]) -> Doubts:
    """What makes an answer on the text at `place` less than sure, with those at `others` on the way."""
    places = sorted([place, *others])
    rows = [lineage.rows[other] for other in places]
    return Doubts(
        summaries=[row for row in rows if row.basis == Revision.Basis.SUMMARY],
        excerpts=[row for row in rows if row.basis == Revision.Basis.EXCERPT],
        foreign=[row for row in rows if row.language != lineage.rows[place].language],
        cut=lineage.cut(places),
    )


def first_paragraphs(lineage: Lineage) -> dict[int, int]:
    """For each token the number of the paragraph in which it first stood."""
    numbers: dict[int, int] = {}
    authorship = lineage.authorship
    for place, text in enumerate(authorship.texts):
        for index, paragraph in enumerate(lineage.paragraphs[place]):
            for token in text.tokens[text.starts[index] : text.starts[index + 1]]:
                if authorship.origin[token] == place:
                    numbers[token] = paragraph.number
    return numbers


def _paragraphs(lineage: Lineage, place: int, writers: dict[int, Writer]) -> list[MarkedParagraph]:
    text, origin = lineage.authorship.texts[place], lineage.authorship.origin
    numbers = first_paragraphs(lineage)
    marked = []
    for index, paragraph in enumerate(lineage.paragraphs[place]):
        span = slice(text.starts[index], text.starts[index + 1])
        words = list(zip(text.words[span], text.tokens[span], strict=True))
        runs = []
        for writer, group in groupby(words, lambda word: origin[word[1]]):
            together = list(group)
            said = " ".join(word for word, _ in together)
            runs.append(Run(said, writers[writer], numbers[together[0][1]]))
        marked.append(MarkedParagraph(paragraph, runs))
    return marked


def _lost(lineage: Lineage, place: int, before: list[int]) -> list[LostFrom]:
    """What earlier texts on the way wrote and this one does not have, by the text that wrote it."""
    found = [loss for loss in lost(lineage.authorship, place) if loss.origin in before]
    result = []
    for writer, group in groupby(found, lambda loss: loss.origin):
        losses = list(group)
        longest = sorted(range(len(losses)), key=lambda index: -len(losses[index].words))[:PASSAGES]
        shown = [losses[index] for index in sorted(longest)]
        words = sum(len(loss.words) for loss in losses)
        hidden = words - sum(len(loss.words) for loss in shown)
        passages = [_passage(lineage, loss, [place, *before]) for loss in shown]
        result.append(LostFrom(lineage.rows[writer], words, passages, hidden))
    return result


def _passage(lineage: Lineage, loss: Lost, way: list[int]) -> Passage:
    """Lost words as seen from a text: what the texts on the `way` to it, itself included, did with them."""
    rows = lineage.rows
    return Passage(
        text=loss.text,
        until=[rows[place] for place in loss.until if place in way],
        ended=[rows[place] for place in loss.ended if place in way],
        elsewhere=[rows[place] for place in loss.until if place not in way],
    )
