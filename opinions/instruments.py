"""Who cites which instrument, and where the record itself has what is cited.

An instrument is what a text refers to: a resolution, an opinion, an agenda, a treaty, a document. Its
versions and places share one page. Computed from the texts by `documents.text.references`, never stored.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from django.db.models import QuerySet
from django.urls import reverse

from documents.models import Contribution, Source
from documents.templatetags.record import fully_known
from documents.text.natural import natural_key
from documents.text.references import Reference, name_of, references

from .models import Opinion, Revision
from .remembered import Remembered, numbered_lines

MOST_TEXTS = 4_000
MOST_LINES = 20_000
"""Texts, and lines of texts, whose references are kept in memory: some tens of megabytes at most."""


@dataclass(frozen=True)
class Citation:
    """A reference, the words that make it, and the number of the paragraph they stand in (0: a summary)."""

    reference: Reference
    words: str
    paragraph: int = 0


@dataclass(frozen=True)
class Citer:
    """A revision or a document, and the references it makes, in reading order."""

    row: Revision | Contribution
    citations: Sequence[Citation]

    @property
    def is_text(self) -> bool:
        return isinstance(self.row, Revision)


@dataclass(frozen=True)
class Cited:
    """An instrument that is cited: how many texts do so, and how many documents as we sum them up."""

    key: str
    kind: str
    texts: int
    documents: int

    @property
    def name(self) -> str:
        return name_of(self.key)

    def get_absolute_url(self) -> str:
        return reverse("opinions:instrument", args=[self.key])


def citations_in(text: str) -> list[Citation]:
    """Return the references that the paragraphs of a text make, with places in the lines of the text."""
    return [
        replace(found, paragraph=number) for number, line in numbered_lines(text) for found in _in_words(line)
    ]


@lru_cache(MOST_LINES)
def _in_words(line: str) -> tuple[Citation, ...]:
    # The versions of a text share most of their paragraphs.
    return tuple(Citation(found, line[found.start : found.end]) for found in references(line))


_in_texts = Remembered(citations_in, MOST_TEXTS)


def shown_texts(day=None) -> QuerySet:
    """Return the revisions that readers see, of opinions that they see, without their texts."""
    rows = Revision.objects.visible(day).filter(opinion__in=Opinion.objects.visible(day).values("pk"))
    rows = rows.without_text().select_related("opinion__process")
    return rows.exclude(text="").order_by("opinion__process", "opinion__order", "opinion__slug", "number")


def citers(day=None) -> list[Citer]:
    """Return every text and every document's summary that cites anything. Asks a fixed number of queries."""
    rows = list(shown_texts(day))
    known = _in_texts.of(rows)
    found = [Citer(row, known.get(row.sha256, ())) for row in rows]
    documents = Contribution.objects.visible(day).exclude(summary="").with_addresses().with_sources()
    found += [Citer(row, _in_words(row.summary)) for row in documents if fully_known(row, day)]
    return [citer for citer in found if citer.citations]


def instruments(day=None) -> list[Cited]:
    """Return all instruments that are cited, by kind and then as one counts."""
    kinds, texts, documents = {}, Counter(), Counter()
    for citer in citers(day):
        cited = {one.reference.instrument: one.reference.kind for one in citer.citations}
        kinds = cited | kinds
        (texts if citer.is_text else documents).update(cited.keys())
    found = [Cited(key, kind, texts[key], documents[key]) for key, kind in kinds.items()]
    return sorted(found, key=lambda one: (one.kind, natural_key(one.name)))


def citing(key: str, day=None) -> list[Citer]:
    """Return who cites the instrument of this key, each with those references alone."""
    found = []
    for citer in citers(day):
        here = [one for one in citer.citations if one.reference.instrument == key]
        if here:
            found.append(Citer(citer.row, here))
    return found


class OwnPages:
    """The pages of the record itself for what is cited: documents, opinions, official sources."""

    def __init__(self, cited: Iterable[Reference], day=None):
        cited = list(cited)
        self.documents: dict[str, list[Contribution]] = {}
        self.opinions: dict[str, list[Opinion]] = {}
        self.sources: dict[str, list[Source]] = {}
        if cited:
            self._find({one.instrument for one in cited}, day)

    def _find(self, keys: set[str], day) -> None:
        for row in Contribution.objects.for_links(day).filter(symbol_key__in=keys):
            self.documents.setdefault(row.symbol_key, []).append(row)
        # What number a text was adopted under is no knowledge of an earlier day.
        adopted = Opinion.objects.visible().exclude(adopted_number="").select_related("process")
        for row in adopted if day is None else []:
            for found in _adopted_as(row):
                self.opinions.setdefault(found, []).append(row)
        for row in Source.objects.visible(day).filter(kind="official"):
            first = next(iter(_in_words(row.title)), None)
            if first and first.reference.start == 0:
                self.sources.setdefault(first.reference.key, []).append(row)

    def of(self, reference: Reference, process: int | None = None) -> Contribution | Opinion | Source | None:
        """Return what the record has of exactly what is cited; of several, that of the process `process`.

        An opinion cited by number alone is found where it belongs to that process.
        """
        opinions = self.opinions.get(reference.key, [])
        if not reference.version:
            opinions = [row for row in opinions if row.process_id == process]
        found = [
            *self.documents.get(reference.key, []),
            *opinions,
            *self.sources.get(reference.key, []),
        ]
        found.sort(key=lambda row: getattr(row, "process_id", None) != process)
        return found[0] if found else None

    def address(self, reference: Reference, process: int | None = None) -> str:
        """Return where a reference leads: to what the record has of it, else to the instrument's page."""
        own = self.of(reference, process)
        return own.get_absolute_url() if own else reverse("opinions:instrument", args=[reference.instrument])

    def all_of(self, key: str) -> list[Contribution | Opinion | Source]:
        """Return everything that the record has of an instrument, whatever the version."""
        sources = [row for own, rows in self.sources.items() if own.partition("@")[0] == key for row in rows]
        return [*self.opinions.get(key, []), *self.documents.get(key, []), *sources]


def _adopted_as(opinion: Opinion) -> set[str]:
    """Return the keys under which an adopted text is cited: its instrument's, and that of its version."""
    found = next(iter(references(opinion.adopted_number)), None)
    if found is None:
        return set()
    place = opinion.process.host.rpartition(", ")[2].casefold().replace(" ", "-")
    version = f"{found.instrument}@{place}-{opinion.process.last_day.year}"
    return {found.instrument, found.key if found.version else version}
