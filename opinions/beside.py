"""Drafts beside each other: what each asks, of whom and how strongly, in one row for each addressee."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from documents.text.addressees import Ask, asks, party_key
from documents.text.commitment import Marker, markers
from documents.text.model import Paragraph
from documents.text.openers import find_opener
from documents.text.structure import paragraphs_of

from .models import Revision

ASKING = 2
"""The least strength of a verb that asks something: in an editors' summary "considers" is no request."""
MOST_PARAGRAPHS = 1_000
"""Paragraphs of one draft that are read; a draft opinion has thirty."""
_PASSIVE = re.compile(r"(?:is|are) (invited|encouraged|requested|urged) to")
_ACTIVE = {"invited": "invites", "encouraged": "encourages", "requested": "requests", "urged": "urges"}


@dataclass(frozen=True)
class Request:
    """One thing a draft asks: the verb, its strength where it has one, the words, and what softens them."""

    verb: str
    strength: Marker | None
    action: str
    qualifiers: list[Marker]
    address: str
    number: int


@dataclass(frozen=True)
class Row:
    """What the drafts ask of one party, or with one verb of nobody in particular: a cell for each draft."""

    addressee: str
    verb: str
    cells: list[tuple[Revision, list[Request]]]

    @property
    def shared(self) -> bool:
        """Whether more than one draft has something here."""
        return sum(1 for _, requests in self.cells if requests) > 1


@dataclass(frozen=True)
class Beside:
    """Drafts in columns and whom they address in rows. `competing` is False where there was one draft only,
    which then stands beside the last text written from it. Of those in `cut` only the beginning was read."""

    drafts: list[Revision]
    rows: list[Row]
    competing: bool
    cut: list[Revision]

    @property
    def silent(self) -> list[Revision]:
        """Drafts whose text was not found."""
        return [draft for draft in self.drafts if not draft.text.strip()]

    @property
    def mute(self) -> list[Revision]:
        """Drafts whose text is there and asks nothing."""
        asking = {draft.pk for row in self.rows for draft, requests in row.cells if requests}
        return [draft for draft in self.drafts if draft.text.strip() and draft.pk not in asking]

    @property
    def summarised(self) -> bool:
        """Whether one of them is an editors' summary."""
        return any(draft.basis == Revision.Basis.SUMMARY for draft in self.drafts)


def beside(versions: Sequence[Revision]) -> Beside:
    """Set the drafts among `versions` beside each other: those not written from another.

    `versions` have their `based_on` fetched. Asks no query.
    """
    drafts = [version for version in versions if not version.based_on.all()]
    competing = len(drafts) > 1
    later = [version for version in versions if version.based_on.all() and version.text.strip()]
    if len(drafts) == 1 and later:
        drafts = [drafts[0], later[-1]]
    texts = [_clauses(draft) for draft in drafts]
    cut = [draft for draft, text in zip(drafts, texts, strict=True) if len(text) > MOST_PARAGRAPHS]
    return Beside(drafts, _rows(drafts, [text[:MOST_PARAGRAPHS] for text in texts]), competing, cut)


def _rows(drafts: list[Revision], texts: list[list[Paragraph]]) -> list[Row]:
    """Parties in the order in which they first appear, what is asked of nobody in particular last."""
    names: dict[tuple[str, str], str] = {}
    found: dict[tuple[str, str], dict[int, list[Request]]] = {}
    for column, (draft, paragraphs) in enumerate(zip(drafts, texts, strict=True)):
        for ask in asks(paragraphs):
            request = _request(draft, ask, paragraphs[ask.paragraph - 1])
            for party in ask.parties or ("",):
                key = (party_key(party), "" if party else ask.verb)
                names.setdefault(key, party)
                found.setdefault(key, {}).setdefault(column, []).append(request)
    keys = sorted(found, key=lambda key: not names[key])
    return [
        Row(names[key], key[1], [(draft, found[key].get(column, [])) for column, draft in enumerate(drafts)])
        for key in keys
    ]


def _clauses(draft: Revision) -> list[Paragraph]:
    """The paragraphs of a draft; those of an editors' summary by the verb that each of them begins with."""
    paragraphs = paragraphs_of(draft.text)
    if draft.basis != Revision.Basis.SUMMARY:
        return paragraphs
    return [_clause(paragraph) for paragraph in paragraphs]


def _clause(paragraph: Paragraph) -> Paragraph:
    found = find_opener(paragraph.text)
    if found and found.part == "operative":
        verb = strength_of(found.phrase)
        if found.addressee or (verb and verb.strength >= ASKING):
            return replace(paragraph, kind="operative", opener=found.phrase, addressee=found.addressee)
    return replace(paragraph, kind="body", opener="", addressee="")


def _request(draft: Revision, ask: Ask, paragraph: Paragraph) -> Request:
    return Request(
        verb=ask.verb,
        strength=strength_of(ask.verb),
        action=ask.action,
        qualifiers=[marker for marker in markers(paragraph) if marker.kind == "qualifier"],
        address=f"{draft.get_absolute_url()}#{paragraph.anchor}",
        number=paragraph.number,
    )


def strength_of(verb: str) -> Marker | None:
    """How strongly a verb asks: "invites", "should", "instruct" (in a point), "are invited to"."""
    passive = _PASSIVE.fullmatch(verb)
    first, _, rest = verb.partition(" ")
    forms = [_ACTIVE[passive[1]]] if passive else [verb, f"{first}s {rest}".strip()]
    for form in forms:
        found = markers(Paragraph(1, "", "operative", form, "", form))
        if found:
            return found[0]
    return None
