"""Reading aids of one revision, computed when its page is asked for and never stored.

Brackets, requests, strength and shared passages are read only where the wording is the authors' own; of
an editors' summary only the references are.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from django.db.models import Q

from documents.text.addressees import Ask, by_addressee
from documents.text.commitment import Marker, StrengthChange, all_strength_changes, markers
from documents.text.model import Paragraph
from documents.text.openers import find_opener
from documents.text.references import name_of, references
from documents.text.structure import paragraphs_of

from .agreed import WORDED, Shared, shared_passages
from .comparison import comparison_of
from .drawing.marked import Link, MarkedPiece, marked
from .followed import BracketAid, bracket_aid
from .instruments import Citation, OwnPages
from .models import Revision
from .templatetags.comparing import comparison_of as address_of

MOST_PARAGRAPHS = 1_000
"""Paragraphs that are read for the aids; a draft opinion has thirty."""
MOST_CHANGES = 100


@dataclass(frozen=True)
class MarkedParagraph:
    """A paragraph and its pieces, to draw."""

    paragraph: Paragraph
    pieces: list[MarkedPiece]


@dataclass
class CitedHere:
    """An instrument cited in this text: where it leads, and the paragraphs that cite it."""

    name: str
    address: str
    sure: bool
    citations: list[Citation] = field(default_factory=list)


@dataclass(frozen=True)
class Strength:
    """How strongly a paragraph commits: what sets it, and the rule for each in a sentence."""

    paragraph: Paragraph
    rules: list[str]


@dataclass(frozen=True)
class Changed:
    """A change in strength from paragraph `old` of another revision to `new` here; where to see it."""

    change: StrengthChange
    old: int
    new: int
    address: str


@dataclass(frozen=True)
class ChangesFrom:
    """The changes in strength from one of the revisions that a text was written from."""

    earlier: Revision
    address: str
    changes: list[Changed]


@dataclass
class Aids:
    """Everything that helps to read one revision; what there is nothing to say about is empty."""

    paragraphs: list[MarkedParagraph]
    cited: list[CitedHere] = field(default_factory=list)
    brackets: BracketAid | None = None
    asks: list[tuple[str, list[tuple[str, list[Ask]]]]] = field(default_factory=list)
    strengths: list[Strength] = field(default_factory=list)
    changes: list[ChangesFrom] = field(default_factory=list)
    shared: list[Shared] = field(default_factory=list)

    @property
    def any(self) -> bool:
        """Whether there is something to show beneath the text."""
        lists = (self.cited, self.asks, self.strengths, self.changes, self.shared)
        return self.brackets is not None or any(lists)


def aids_of(version: Revision, day=None) -> Aids:
    """Return the aids for reading `version`. The number of queries does not grow with texts or rows."""
    paragraphs = paragraphs_of(version.text)
    read = paragraphs[:MOST_PARAGRAPHS]
    citations = _citations(read)
    own = OwnPages((one.reference for one in citations), day)
    process = version.opinion.process_id
    aids = Aids([], cited=_cited(citations, own, process))
    if version.basis in WORDED:
        relatives = _relatives(version, day)
        aids.brackets = bracket_aid(version, relatives)
        aids.asks = _asks(read)
        aids.strengths = _strengths(read)
        aids.changes = _changes(version, relatives)
        aids.shared = shared_passages(version, read, day)
    links: dict[int, list[Link]] = {}
    for one in citations:
        at, place = one.reference, own.address(one.reference, process)
        links.setdefault(one.paragraph, []).append(Link(at.start, at.end, place, at.sure))
    spans = _spans(aids.brackets, paragraphs)
    aids.paragraphs = [
        MarkedParagraph(one, _pieces(one, links.get(one.number, ()), spans.get(one.number, ())))
        for one in paragraphs
    ]
    return aids


def _citations(paragraphs: Sequence[Paragraph]) -> list[Citation]:
    return [
        Citation(found, paragraph.text[found.start : found.end], paragraph.number)
        for paragraph in paragraphs
        for found in references(paragraph.text)
    ]


def _relatives(version: Revision, day) -> list[Revision]:
    """The other revisions of the same text, and those that this one was written from, with their texts."""
    rows = Revision.objects.visible(day).filter(Q(opinion=version.opinion_id) | Q(led_to=version))
    rows = rows.filter(basis__in=WORDED).exclude(pk=version.pk).distinct()
    return list(rows.select_related("opinion").prefetch_related("based_on").order_by("opinion", "number"))


def _cited(citations: Sequence[Citation], own: OwnPages, process: int) -> list[CitedHere]:
    found: dict[tuple, CitedHere] = {}
    for one in citations:
        reference = one.reference
        page = own.of(reference, process)
        key = (page or reference.instrument, reference.version, reference.sure)
        if key not in found:
            name = name_of(reference.instrument)
            name = f"{name}, {reference.version}" if reference.version else name
            found[key] = CitedHere(name, own.address(reference, process), reference.sure)
        found[key].citations.append(one)
    return list(found.values())


def _asks(paragraphs: Sequence[Paragraph]) -> list[tuple[str, list[tuple[str, list[Ask]]]]]:
    """[(whom, [(verb, requests)])], whom as first written; what is asked of nobody in particular last."""
    found = []
    for party, drafts in by_addressee({"": paragraphs}).items():
        verbs: dict[str, list[Ask]] = {}
        for ask in drafts[""]:
            verbs.setdefault(ask.verb, []).append(ask)
        found.append((party, list(verbs.items())))
    found.sort(key=lambda row: not row[0])
    return found if any(party for party, _ in found) else []


def _strengths(paragraphs: Sequence[Paragraph]) -> list[Strength]:
    found = []
    for paragraph in paragraphs:
        opener = find_opener(paragraph.opener) if paragraph.kind in ("operative", "point") else None
        if opener is None or opener.part != "operative":
            continue
        here = markers(paragraph)
        if paragraph.kind == "point":  # the verb above it governs it
            here = markers(replace(paragraph, kind="operative", text=paragraph.opener))[:1] + here
        elif find_opener(paragraph.text).alone:
            continue  # only the verb of the points below, where it is said
        rules = dict.fromkeys(_rule(marker) for marker in here)
        if rules:
            found.append(Strength(paragraph, list(rules)))
    return found


def _rule(marker: Marker) -> str:
    if marker.kind == "qualifier":
        return f"“{marker.words}”: {marker.called}"
    return f"“{marker.words}”: {marker.called}, {marker.strength} of 4"


def _changes(version: Revision, relatives: Sequence[Revision]) -> list[ChangesFrom]:
    earlier = {row.pk: row for row in relatives}
    found = []
    for parent in version.based_on.all():
        if parent.pk in earlier and (changes := _changes_from(earlier[parent.pk], version)):
            found.append(ChangesFrom(parent, address_of(parent, version), changes))
    return found


def _changes_from(earlier: Revision, version: Revision) -> list[Changed]:
    """The changes in strength between paragraphs that the comparison of both texts aligned."""
    olds, news = ({one.number: one for one in paragraphs_of(row.text)} for row in (earlier, version))
    if max(len(olds), len(news)) > MOST_PARAGRAPHS:
        return []
    places: dict[tuple[int, int], str] = {}
    for row in comparison_of(earlier, version).rows:
        # What was split or merged has no one partner; its words are compared on the page of the comparison.
        if row.old and row.new and row.change in ("edited", "moved-edited"):
            places.setdefault((row.old.number, row.new.number), row.anchor)
    page = address_of(earlier, version)
    pairs = [(olds[old], news[new]) for old, new in places]
    return [
        Changed(change, old.number, new.number, f"{page}#{places[old.number, new.number]}")
        for old, new, change in all_strength_changes(pairs)[:MOST_CHANGES]
    ]


def _spans(aid: BracketAid | None, paragraphs: Sequence[Paragraph]) -> dict[int, list[tuple[int, int]]]:
    """Where brackets are open, by paragraph; of one that is never closed only its beginning is marked."""
    found: dict[int, list[tuple[int, int]]] = {}
    lengths = {one.number: len(one.text) for one in paragraphs}
    for held in aid.open if aid else ():
        start, end = held.bracket.start, held.bracket.end
        last = end.paragraph if end else start.paragraph
        for number in range(start.paragraph, last + 1):
            begin = start.offset if number == start.paragraph else 0
            stop = lengths[number] if number < last else end.offset + 1 if end else begin + 1
            found.setdefault(number, []).append((begin, stop))
    return found


def _pieces(paragraph: Paragraph, links, spans) -> list[MarkedPiece]:
    opens = paragraph.kind in ("preambular", "operative")
    opening = opens and paragraph.text.lower().startswith(paragraph.opener.lower())
    return marked(paragraph.text, opening=len(paragraph.opener) if opening else 0, links=links, spans=spans)
