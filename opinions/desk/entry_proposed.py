"""What the page of one document begins with for its text, its first event and its sources."""

import re

from django.utils import timezone

from documents.desk.proposals import Proposals
from documents.models import Contribution, Source
from documents.sentences import listed, with_article
from documents.text.dates import parse_edtf
from documents.text.model import Document

from ..models import Revision
from ..stages import Kind, may_follow
from .belonging import Belonging

FIRST_EVENTS = (Kind.SUBMITTED, Kind.REVISED, Kind.CONSOLIDATED, Kind.REINTRODUCED)
"""What the coming of a text can be on its path."""
NO_TEXT, OF_OPINION, NEW_OPINION = "none", "opinion", "new"
"""What a document is: no text under negotiation, a text of an opinion, the first of a new one."""
# "Draft opinion: Supporting ..." is about supporting; only what says what it is stands before.
_PREFIX = re.compile(
    r"(?:revised |new )?(?:draft )?(?:new )?opinion\s?(?:\d{1,2}\s?)?(?:[:–—-]\s*|on\s+)", re.I
)


def proposed_text(document: Document, proposals: Proposals, belonging: Belonging) -> dict:
    """Return what the form of the text begins with."""
    begun = proposals.initial
    title = _PREFIX.sub("", begun.get("title", ""), count=1)
    based_on = belonging.based_on
    return {
        "what": _what(document, begun, belonging),
        "opinion": belonging.opinion,
        "new_title": title,
        "new_short_title": _short(title),
        "label": _label(proposals),
        "based_on": [based_on] if based_on else [],
        "basis": Revision.Basis.OFFICIAL,
        "first": where_text_begins(document.paragraphs),
        "last": len(document.paragraphs) or None,
        "both": bool(document.before) and based_on is None,
        "label_before": "Text before the tracked changes",
        "first_before": where_text_begins(document.before),
        "last_before": len(document.before) or None,
    }


def _what(document: Document, begun: dict, belonging: Belonging) -> str:
    if belonging.opinion:
        return OF_OPINION
    draft = begun.get("kind") == Contribution.Kind.DRAFT_OPINION
    return NEW_OPINION if draft and document.paragraphs else NO_TEXT


def _label(proposals: Proposals) -> str:
    names = _names(proposals)
    return f"Draft of {names}"[:120] if names else "Draft"


def _names(proposals: Proposals) -> str:
    """Who submitted it, as far as that is certain: who is not in the record, as the document writes it."""
    certain = [one for one in proposals.submitters if one.row or not one.choices]
    names = [one.row.short_name if one.row else one.written for one in certain]
    return listed([with_article(name) for name in dict.fromkeys(names)])


def proposed_event(document: Document, proposals: Proposals, belonging: Belonging) -> dict:
    """Return what the form of the first event begins with: one that may follow where the text stands."""
    possible = may_follow(belonging.opinion.stage) if belonging.opinion else [Kind.SUBMITTED]
    kind = Kind.REVISED if belonging.based_on else Kind.SUBMITTED
    if kind not in possible:
        kind = next((one for one in FIRST_EVENTS if one in possible), None)
    return {
        # Also of what seems to be no text: whoever says that it is one means that it came.
        "wanted": kind is not None,
        "kind": kind or Kind.SUBMITTED,
        "date": proposals.initial.get("date", ""),
        "summary": _summary(proposals),
    }


def _summary(proposals: Proposals) -> str:
    who = _names(proposals) or "somebody whom the document does not name"
    return f"{who[0].upper()}{who[1:]} submitted the draft."


def proposed_sources(document: Document, proposals: Proposals, belonging: Belonging) -> dict:
    """Return what the form of the sources begins with: the document as a source, new or known already."""
    begun = proposals.initial
    key = _key(begun.get("symbol") or begun.get("slug") or "")
    there = Source.objects.filter(key=key).first() if key else None
    own = bool(document.paragraphs) and there is None
    return {
        "own": own,
        "key": "" if there else key,
        "published": _published(begun.get("date", "")),
        "locator": key if own or there else "",
        "sources": [there] if there else [],
        "confidence": "high",
    }


def where_text_begins(paragraphs) -> int:
    """Return the number of the paragraph where a text begins: its enacting line or first opening words."""
    for paragraph in paragraphs:
        if paragraph.opener:
            before = paragraphs[paragraph.number - 2] if paragraph.number > 1 else None
            return before.number if before and before.text.endswith(",") else paragraph.number
    return 1


def _short(title: str) -> str:
    """A title cut to sixty letters at the end of a word."""
    return title if len(title) <= 60 else title[:60].rpartition(" ")[0].rstrip(" ,;:")


def _key(words: str) -> str:
    return re.sub(r"[^A-Za-z0-9]+", "-", words).strip("-")[:20].rstrip("-")


def _published(date: str) -> str:
    """The document's date where it is one on which a thing can have been made public, else nothing."""
    try:
        return date if ".." not in date and parse_edtf(date).last_day <= timezone.localdate() else ""
    except ValueError:
        return ""
