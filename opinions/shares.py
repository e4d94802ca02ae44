"""Shares of a text: who wrote how many of its words, and the same by document, group, meeting and day."""

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass

from documents.models import Contribution, Meeting

from .lineage import Lineage
from .models import Revision

STYLES = 8
"""Writers told apart by colour and underline; further ones have their letter alone."""


@dataclass(frozen=True, kw_only=True)
class Part:
    """So many `words` of a text that has `of`."""

    words: int
    of: int

    @property
    def percent(self) -> str:
        """The part in words, as `percent` says it."""
        return percent(self.words, self.of)


@dataclass(frozen=True)
class Writer(Part):
    """A revision in which words first stood: `letter` marks them, `style` is 1 to STYLES, 0 beyond."""

    revision: Revision
    place: int
    letter: str
    style: int
    meeting: Meeting | None


@dataclass(frozen=True)
class Share(Part):
    """What one document, group, meeting or day has of a text: what to name and link, or `name` alone."""

    things: tuple
    name: str
    letters: str


@dataclass(frozen=True)
class Piece:
    """A part of the bar; places and widths in per cent of its length, as SVG writes them."""

    writer: Writer
    start: str
    end: str
    width: str
    middle: str
    named: bool


def percent(words: int, of: int) -> str:
    """A share in words that add no false precision: 37%, or under 1%."""
    share = 100 * words / max(1, of)
    return "under 1%" if 0 < share < 1 else f"{share:.0f}%" if words == of or share < 99.5 else "over 99%"


def letter(number: int) -> str:
    """A, B, ... Z, AA, AB, ... for 0, 1, ..."""
    head, tail = divmod(number, 26)
    return (letter(head - 1) if head else "") + chr(ord("A") + tail)


def writers_of(lineage: Lineage, origins: list[int]) -> list[Writer]:
    """The revisions that wrote words of a text, in the order of the lineage.

    `origins` has for each word of the text the place of the revision that wrote it.
    """
    counts = dict.fromkeys(sorted(set(origins)), 0)
    for place in origins:
        counts[place] += 1
    return [
        Writer(
            revision=lineage.rows[place],
            place=place,
            letter=letter(number),
            style=number + 1 if number < STYLES else 0,
            meeting=lineage.meeting(lineage.rows[place]),
            words=words,
            of=len(origins),
        )
        for number, (place, words) in enumerate(counts.items())
    ]


def bar(writers: list[Writer]) -> list[Piece]:
    """The writers as parts of one bar, side by side, in their order."""
    pieces, start = [], 0.0
    for writer in writers:
        width = 100 * writer.words / writer.of
        named = width >= 6 * len(writer.letter)
        middle = start + width / 2
        end = start + width
        pieces.append(Piece(writer, *(f"{place:.3f}%" for place in (start, end, width, middle)), named))
        start = end
    return pieces


def _shares(
    writers: Iterable[Writer],
    key: Callable[[Writer], Hashable],
    named: Callable[[Writer], tuple[tuple, str]],
) -> list[Share]:
    """Writers that have `key` in common counted as one, the largest share first."""
    groups: dict[Hashable, list[Writer]] = {}
    for writer in writers:
        groups.setdefault(key(writer), []).append(writer)
    shares = [
        Share(
            *named(group[0]),
            letters=", ".join(writer.letter for writer in group),
            words=sum(writer.words for writer in group),
            of=group[0].of,
        )
        for group in groups.values()
    ]
    return sorted(shares, key=lambda share: -share.words)


def by_group(writers: list[Writer]) -> list[Share]:
    """By who tabled; a joint draft is that of the group and of no one alone."""

    def key(writer: Writer) -> tuple:
        sponsors = writer.revision.sponsors.all()
        return tuple(sorted(sponsor.pk for sponsor in sponsors)), writer.revision.sponsor_note

    def named(writer: Writer) -> tuple[tuple, str]:
        sponsors = tuple(writer.revision.sponsors.all())
        return sponsors, writer.revision.sponsor_note or ("" if sponsors else "nobody is named")

    return _shares(writers, key, named)


def by_document(writers: list[Writer]) -> list[Share]:
    """By the document in which the words first stood."""

    def named(writer: Writer) -> tuple[tuple[Contribution, ...], str]:
        document = writer.revision.contribution
        return ((document,), "") if document else ((), "no document is recorded")

    return _shares(
        writers, lambda writer: writer.revision.contribution and writer.revision.contribution.pk, named
    )


def by_meeting(writers: list[Writer]) -> list[Share]:
    """By the meeting at which the words came up."""

    def named(writer: Writer) -> tuple[tuple[Meeting, ...], str]:
        return ((writer.meeting,), "") if writer.meeting else ((), "no meeting is recorded")

    return _shares(writers, lambda writer: writer.meeting and writer.meeting.pk, named)


def by_day(writers: list[Writer]) -> list[Share]:
    """By the date of the text in which the words first stood."""
    return _shares(
        writers,
        lambda writer: writer.revision.date,
        lambda writer: ((), writer.revision.date_in_words or "date not found"),
    )
