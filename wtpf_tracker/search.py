"""Search over the whole site: hits with their standing, choices to narrow them, and what else to try.

`search(query, day, page)` is what the page shows and every other form of it is made from.
"""

import datetime
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator

from documents.facets import Chosen, Option, ShownFacet
from documents.models import Contribution, Meeting, Process, Stakeholder
from documents.search.asked import SHORTEST_PREFIX, Question, read
from documents.search.entries import KINDS
from documents.search.finding import BOUND, PER_PAGE, Found, Hit, find, find_titles
from documents.text.symbols import family_key, symbol_key
from opinions.models import Opinion
from opinions.versions import Standing, standings

MOST_OPTIONS = 40
MOST_SUGGESTIONS = 8
FACETS = {
    "kind": "Kind",
    "process": "Process",
    "opinion": "Text",
    "who": "By whom",
    "meeting": "Meeting",
    "year": "Year",
}
_NAMED = {
    "process": (Process, "short_title"),
    "opinion": (Opinion, "short_title"),
    "who": (Stakeholder, "short_name"),
}


@dataclass(frozen=True)
class ShownHit:
    """A hit as a list shows it; `standing` where it is a paragraph of a version."""

    hit: Hit
    kind: str
    standing: Standing | None


@dataclass(frozen=True)
class Results:
    """What a question finds: one page of hits, and what the page says around them."""

    query: Mapping[str, str]
    question: Question
    found: Found
    page: Page
    hits: list[ShownHit]
    facets: list[ShownFacet]

    @property
    def bound(self) -> int:
        """How many hits are counted and can be paged through."""
        return BOUND

    @property
    def chosen(self) -> list[Chosen]:
        """The filters chosen beside the box."""
        return [
            Chosen(facet.label, facet.chosen.words, urlencode(self._without(facet.name)))
            for facet in self.facets
            if facet.chosen
        ]

    def _without(self, name: str) -> dict[str, str]:
        return {key: value for key, value in self.query.items() if key not in (name, "page") and value}


def ask(query: Mapping[str, str]) -> Question:
    """Return the question of an address: the box `q` and the choices beside it."""
    return read(query.get("q", ""), **{name: query.get(name, "").strip() for name in FACETS})


def search(
    query: Mapping[str, str], day: datetime.date | None = None, page: int = 1, size: int = PER_PAGE
) -> Results:
    """Return what `query` (`q`, `kind`, `process`, `opinion`, `who`, `meeting`, `year`) finds as of `day`.

    Raises EmptyPage for a page that is not there.
    """
    found = find(ask(query), day)
    shown = Paginator(found, size).page(page)
    return Results(query, found.question, found, shown, with_standings(shown, day), facets(query, found, day))


def with_standings(hits, day) -> list[ShownHit]:
    """Say of each hit its kind in words and, of a paragraph, where its version stands; one query."""
    hits = list(hits)
    versions = {(hit.row.opinion, hit.row.version) for hit in hits if hit.row.version is not None}
    found = standings(versions, day)
    return [ShownHit(hit, KINDS[hit.kind][0], found.get((hit.row.opinion, hit.row.version))) for hit in hits]


def facets(query: Mapping[str, str], found: Found, day) -> list[ShownFacet]:
    """Return the choices that narrow the hits, each with how many of the counted ones it leaves."""
    counts = found.counts()
    return [
        ShownFacet(name, label, _options(name, counts[name], query.get(name, "").strip(), day, found.more))
        for name, label in FACETS.items()
    ]


def _options(name: str, counts: Counter, chosen: str, day, more: bool) -> list[Option]:
    words = _words(name, counts, day)
    if name == "kind" and more:  # the hits beyond those counted may be of any kind
        counts = Counter({**dict.fromkeys(KINDS, 0), **counts})
    common = sorted(counts, key=lambda value: (-counts[value], value))[:MOST_OPTIONS]
    options = [
        Option(value, words.get(value, KINDS.get(value, ("", value))[1]), counts[value], value == chosen)
        for value in common
        if name in ("kind", "year") or value in words
    ]
    if name == "year":
        options.sort(key=lambda option: option.value)
    if chosen and not any(option.chosen for option in options):
        options.append(Option(chosen, words.get(chosen, chosen), counts[chosen], True))
    return options


def _words(name: str, counts: Counter, day) -> dict[str, str]:
    """What readers call the values of a facet; values they may not see are left out."""
    if name == "kind":
        return {value: many for value, (_, many) in KINDS.items()}
    if name == "meeting":
        return _meetings(counts, day)
    if name not in _NAMED or not counts:
        return {}
    model, column = _NAMED[name]
    return dict(model.objects.visible(day).filter(slug__in=list(counts)).values_list("slug", column))


def _meetings(counts: Counter, day) -> dict[str, str]:
    """The titles of meetings; what was at a session counts for the whole meeting too."""
    if not counts:
        return {}
    rows = Meeting.objects.visible(day).filter(slug__in=list(counts))
    whole = dict(rows.filter(parent__isnull=False).values_list("slug", "parent__slug"))
    for slug, parent in whole.items():
        counts[parent] += counts[slug]
    named = Meeting.objects.visible(day).filter(slug__in=list(counts))
    return dict(named.values_list("slug", "short_title"))


def document_at(text: str, day=None) -> Contribution | None:
    """Return the document whose symbol was typed, with or without its revision, or None."""
    key = symbol_key(text)
    if not key.isprintable() or len(key) > 80 or not any(map(str.isdigit, key)) or len(text.split()) > 3:
        return None
    family = family_key(key)
    rows = Contribution.objects.visible(day).with_addresses().filter(symbol_key__startswith=family)
    near = rows.order_by("process_id", "-symbol_key")[:50]
    kin = [row for row in near if family_key(row.symbol_key) == family]
    exact = [row for row in kin if row.symbol_key == key]
    return next(iter([*exact, *kin]), None)


def suggestions(text: str, day=None) -> list[Hit]:
    """Return what may be meant by the beginning of a question: titles with its words, the last one begun."""
    before, _, begun = text.rpartition(" ")
    asked = f"{text}*" if len(begun) >= SHORTEST_PREFIX else before
    return find_titles(read(asked), day, MOST_SUGGESTIONS)
