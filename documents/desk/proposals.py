"""What a document that was read says about itself, brought to the record’s fields for a person to confirm.

Nothing here is entered by itself: each proposal has where it was found, and whether it is sure.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.utils.text import slugify

from ..models import Contribution, Process
from ..text.dates import parse_edtf
from ..text.model import Document, Fact
from ..text.symbols import symbol_key
from .places import place_of
from .submitters import Named, named

LONGEST_TITLE = 300
_QUOTED = 120
_KIND_BEFORE_TITLE = re.compile(r"(?:revised )?draft (?:new )?opinion(?: \d{1,2})?\s?[:–—]\s*(?=\S)", re.I)
_LANGUAGE = re.compile(r"-([ACEFRS])$")
_LANGUAGES = {"A": "ar", "C": "zh", "E": "en", "F": "fr", "R": "ru", "S": "es"}
_KIND_LINES = 12
_Kind = Contribution.Kind
# The first that matches a line of the head says what the document is.
_KINDS = (
    (_Kind.AGENDA, r"(?:(?:draft|revised|provisional|proposed)\s){0,2}agenda\b(?! item)"),
    (_Kind.COMMENTS, r".{0,60}\b(?:comments?|observations|late submission)\b"),
    (
        _Kind.COMMENTS,
        r"(?:joint )?(?:contribution|input|proposals?) (?:of|by|from) .{0,120}\bdraft\b.{0,40}\breport\b",
    ),
    (_Kind.DRAFT_OPINION, r".{0,40}\bdraft (?:new )?opinion\b"),
    (_Kind.REPORT_DRAFT, r".{0,60}\bdraft\b.{0,60}\breport\b"),
    (_Kind.REPORT, r".{0,60}\breport\b"),
    (_Kind.STATEMENT, r".{0,60}\bstatement\b"),
    (_Kind.PROPOSAL, r".{0,60}\b(?:proposals?|amendments?|revisions? to)\b"),
    (_Kind.DECISION, r"(?:draft )?(?:new )?(?:decision|resolution)\b"),
    (_Kind.INFORMATION, r".{0,30}\b(?:information (?:document|paper|note)|for information)\b"),
)
_KIND_PATTERNS = [(kind, re.compile(pattern, re.I)) for kind, pattern in _KINDS]
_BETWEEN = re.compile(r"[/._()\s]+")
_INFORMATION_SYMBOL = re.compile(r"/inf(?:o|ormation)?[-/]?(?:doc)?[-/]?\d*$")


@dataclass(frozen=True)
class Proposal:
    """A value for one field: `found` says in a sentence where it comes from; not `sure` asks for a look."""

    value: Any
    found: str = ""
    sure: bool = True


@dataclass(frozen=True)
class Proposals:
    """What is proposed, by the names of a Contribution's fields; and who is named as its submitters."""

    fields: dict[str, Proposal] = field(default_factory=dict)
    submitters: list[Named] = field(default_factory=list)

    @property
    def initial(self) -> dict:
        """The values with which a form begins."""
        return {name: proposal.value for name, proposal in self.fields.items()}

    @property
    def unknown(self) -> list[Named]:
        """Submitters that the record does not know for certain: several it may be, or none."""
        return [one for one in self.submitters if one.row is None]


def proposals_of(document: Document | None) -> Proposals:
    """Return what is proposed for the record from a document; without one there is nothing to propose."""
    if document is None:
        return Proposals({"access": Proposal(Contribution.Access.NOT_LOCATED)})
    facts = {fact.name: fact for fact in reversed(document.facts)}
    found = {name: _from(facts[name]) for name in ("symbol", "title", "date") if name in facts}
    if "title" in found:
        found["title"] = _titled(found["title"])
    if "symbol" in found:
        found |= _symbol(found["symbol"])
    symbol = found["symbol"].value if "symbol" in found else ""
    found |= _placed(symbol, facts)
    if kind := kind_of(document, symbol):
        found["kind"] = kind
    process = found["process"].value if "process" in found else None
    found["slug"] = Proposal(free_slug(process, symbol or document.title))
    found["access"] = Proposal(Contribution.Access.PUBLIC, "The file is here for readers.", sure=False)
    submitters = named(document.submitters)
    if submitters:
        rows = list(dict.fromkeys(one.row for one in submitters if one.row))
        found["submitters"] = Proposal(
            rows, _found_in(facts["submitter"]), all(one.sure for one in submitters)
        )
    return Proposals(found, submitters)


def _from(fact: Fact) -> Proposal:
    return Proposal(fact.value, _found_in(fact))


def _found_in(fact: Fact) -> str:
    quote = fact.quote if len(fact.quote) <= _QUOTED else f"{fact.quote[:_QUOTED]}…"
    return f"Found in {fact.where}: “{quote}”"


def _titled(proposal: Proposal) -> Proposal:
    """The title without "Draft opinion:" before it, which its kind says; no longer than a title may be."""
    title = _KIND_BEFORE_TITLE.sub("", proposal.value, count=1)
    if len(title) <= LONGEST_TITLE:
        return Proposal(title, proposal.found)
    return Proposal(title[: LONGEST_TITLE - 1] + "…", proposal.found, sure=False)


def _symbol(proposal: Proposal) -> dict[str, Proposal]:
    """The symbol without the letter of the copy’s language, and that language."""
    match = _LANGUAGE.search(proposal.value)
    if not match:
        return {"symbol": proposal}
    language = Proposal(_LANGUAGES[match[1]], f"From the end of the symbol, -{match[1]}.")
    return {"symbol": Proposal(proposal.value[: match.start()], proposal.found), "language": language}


def _placed(symbol: str, facts: dict[str, Fact]) -> dict[str, Proposal]:
    """Process and meeting; and where the document gives no date, that it was there when the meeting ended."""
    values = {name: facts[name].value if name in facts else "" for name in ("date", "meeting_date")}
    place = place_of(symbol, values["date"], values["meeting_date"])
    if place is None:
        return {}
    found = {"process": Proposal(place.process, place.found, place.sure)}
    if place.meeting:
        found["meeting"] = Proposal(place.meeting, place.found, place.sure)
        if not values["date"] and place.meeting.last_day:
            day = f"../{place.meeting.last_day.isoformat()}"
            words = parse_edtf(day).in_words()
            found["date"] = Proposal(
                day, f"The document gives none; its meeting ended then ({words}).", sure=False
            )
    return found


def kind_of(document: Document, symbol: str = "") -> Proposal | None:
    """Return what kind of document it is, by its symbol, the lines of its head, and its opening words."""
    if _INFORMATION_SYMBOL.search(symbol_key(symbol)):
        return Proposal(_Kind.INFORMATION, "From the symbol.")
    lines = [paragraph for paragraph in document.paragraphs[:_KIND_LINES] if not paragraph.opener]
    for paragraph in lines:
        for kind, pattern in _KIND_PATTERNS:
            if len(paragraph.text) < 200 and pattern.match(paragraph.text):
                return Proposal(kind, f"Found in paragraph {paragraph.number}: “{paragraph.text[:_QUOTED]}”")
    return _by_opening_words(document)


def _by_opening_words(document: Document) -> Proposal | None:
    """A text with preambular and operative paragraphs is a draft of one."""
    first = {}
    for paragraph in document.paragraphs:
        first.setdefault(paragraph.kind, paragraph)
    if "preambular" in first and "operative" in first:
        words = " and ".join(f"“{first[kind].opener}”" for kind in ("preambular", "operative"))
        return Proposal(_Kind.DRAFT_OPINION, f"Its paragraphs begin with {words}.", sure=False)
    return None


def free_slug(process: Process | None, words: str) -> str:
    """Return a name for the address of a document, from its symbol or title, that its process has not yet."""
    stem = slugify(_BETWEEN.sub("-", words))[:70].strip("-") or "document"
    if process is None:
        return stem
    rows = Contribution.objects.filter(process=process, slug__startswith=stem)
    return _free(stem, set(rows.values_list("slug", flat=True)))


def _free(stem: str, taken: Iterable[str]) -> str:
    if stem not in taken:
        return stem
    return next(name for number in range(2, len(taken) + 3) if (name := f"{stem}-{number}") not in taken)
