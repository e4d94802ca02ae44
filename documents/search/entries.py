"""What a row of the record becomes so that it is found; each app registers how its rows do.

An app's `entries.py` has for each model a function from a row to its entries, registered with the way to
fetch the rows and the look-ups to the rows that show in it: when one of those changes, so does the entry.
"""

import datetime
import hashlib
import itertools
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from django.db import models

from ..models import Source, Sourced
from ..models.base import gates
from ..text.dates import parse_edtf

# Kinds in the order of their hits, with what readers call them.
KINDS = {
    "who": ("stakeholder", "stakeholders"),
    "process": ("process", "processes"),
    "opinion": ("opinion or other text", "opinions and other texts"),
    "topic": ("topic", "topics"),
    "meeting": ("meeting", "meetings"),
    "document": ("document", "documents"),
    "paragraph": ("paragraph of a text", "paragraphs of texts"),
    "event": ("event", "events"),
    "statement": ("statement", "statements"),
    "change": ("proposed change", "proposed changes"),
    "pledge": ("promised text", "promised texts"),
    "passage": ("passage of a file", "passages of files"),
    "source": ("source", "sources"),
}
# Kinds whose titles are their own, so that a word in one counts more than in the text.
TITLED = frozenset({"who", "process", "opinion", "topic", "meeting", "document", "source"})
MOST_PARTS = 1 << 13
_MOST_ROWS = 1 << 28
_MOST_DAYS = 1 << 17
_LAST_DAY = datetime.date(2200, 1, 1).toordinal()


@dataclass(frozen=True)
class Entry:
    """One thing to be found. `names` are found as titles are and not shown; `tags` are values of filters,
    [(filter, value)]; `old` says that a newer version of the text is published. Where the row is told
    otherwise of a day gone by than now, `state` is "now" or "past", with the days a past one was known.
    `date` is in EDTF.
    """

    kind: str
    title: str
    address: str
    text: str = ""
    names: tuple[str, ...] = ()
    language: str = "en"
    process: str = ""
    opinion: str = ""
    meeting: str = ""
    who: tuple[str, ...] = ()
    tags: tuple[tuple[str, str], ...] = ()
    version: int | None = None
    old: bool = False
    state: str = ""
    known_from: datetime.date | None = None
    known_until: datetime.date | None = None
    date: str = ""

    @property
    def days(self) -> tuple[datetime.date, datetime.date] | None:
        """The first and the last day of its date; None without one that can be read."""
        try:
            date = parse_edtf(self.date)
        except ValueError:
            return None
        return date.first_day, date.last_day


@dataclass(frozen=True)
class Placed:
    """An entry with its place, the row it was made from, and since when it may be seen."""

    entry: Entry
    place: int
    model: str
    row: int
    known_from: datetime.date | None
    shown_from: datetime.datetime

    @property
    def digest(self) -> str:
        """A hash of all that is stored for it."""
        return hashlib.blake2b(repr(self).encode(errors="replace"), digest_size=16).hexdigest()


@dataclass(frozen=True)
class Maker:
    """How the rows of a model become entries, and what to fetch for it."""

    model: type[models.Model]
    weight: int
    entries: Callable[[models.Model], Iterable[Entry]]
    fetch: Callable[[models.QuerySet], models.QuerySet]
    # The look-up to the fact whose sources a row rests on, where it has none: from a file to its document.
    fact: str
    # By model, the look-ups to the rows on which the entries depend.
    depends: dict[type[models.Model], list[str]]

    @property
    def name(self) -> str:
        """What the model is called in the entries."""
        return self.model._meta.label_lower

    def rows(self, rows: models.QuerySet) -> models.QuerySet:
        """Fetch what is needed of rows of the model, a fixed number of queries however many they are."""
        above = gates(self.model)
        rows = self.fetch(rows.select_related(*above) if above else rows)
        if self._sources:
            days = Source.objects.only("published_last")
            rows = rows.prefetch_related(models.Prefetch(self._sources, days))
        return rows

    @property
    def _sources(self) -> str:
        return "__".join(filter(None, (self.fact, "sources"))) if self._fact_model is not Source else ""

    @property
    def _fact_model(self):
        return end_of(self.model, self.fact) if self.fact else self.model

    def placed(self, row: models.Model) -> Iterator[Placed]:
        """Return the entries of a row that `rows` fetched; none while it or what is above it is a draft."""
        shown_from = self._shown_from(row)
        if shown_from is None:
            return
        known_from = self._known_from(row)
        for part, entry in enumerate(itertools.islice(self.entries(row), MOST_PARTS)):
            place = place_of(self.weight, entry.old, entry.days and entry.days[0], row.pk, part)
            yield Placed(entry, place, self.name, row.pk, entry.known_from or known_from, shown_from)

    def _shown_from(self, row) -> datetime.datetime | None:
        above = (follow(row, path) for path in gates(self.model))
        days = [row.published_at, *(fact.published_at for fact in above if fact is not None)]
        return None if None in days else max(days)

    def _known_from(self, row) -> datetime.date | None:
        fact = follow(row, self.fact) if self.fact else row
        if isinstance(fact, Source):
            return fact.published_last
        days = [source.published_last for source in fact.sources.all()]
        return min(filter(None, days), default=None)


MAKERS: dict[type[models.Model], Maker] = {}


def register(
    model,
    weight: int,
    *,
    depends: tuple[str, ...] = (),
    fact: str = "",
    fetch: Callable[[models.QuerySet], models.QuerySet] = lambda rows: rows,
):
    """Register the decorated function, from a row of `model` to its entries.

    `weight` is the model's own, 0 to 15; a smaller one is found first. `fetch(rows)` fetches what the
    function reads; `depends` are look-ups to rows whose names or publication show in the entries, beside
    those that the row stands under and its sources.
    """

    def registered(entries):
        if any(maker.weight == weight for maker in MAKERS.values() if maker.model is not model):
            raise ValueError(f"Two models have the weight {weight}.")
        paths = [*gates(model), *depends]
        if issubclass(end_of(model, fact) if fact else model, Sourced):
            paths.append("__".join(filter(None, (fact, "sources"))))
        by_model: dict[type[models.Model], list[str]] = {}
        for path in dict.fromkeys(paths):
            by_model.setdefault(end_of(model, path), []).append(path)
        MAKERS[model] = Maker(model, weight, entries, fetch, fact, by_model)
        return entries

    return registered


def end_of(model, path: str):
    """Return the model to which a look-up leads."""
    for name in path.split("__"):
        model = model._meta.get_field(name).related_model
    return model


def follow(row, path: str):
    """Return the row to which a look-up over foreign keys leads, or None."""
    for name in path.split("__"):
        row = row and getattr(row, name)
    return row


def place_of(weight: int, old: bool, day: datetime.date | None, row: int, part: int) -> int:
    """Return the place of an entry among all hits: by model, new versions before old, latest day first."""
    if row >= _MOST_ROWS:
        raise ValueError(f"Row {row} cannot be found: the index numbers rows up to {_MOST_ROWS - 1}.")
    age = _MOST_DAYS - 1 if day is None else min(max(_LAST_DAY - day.toordinal(), 0), _MOST_DAYS - 2)
    return (((weight * 2 + old) * _MOST_DAYS + age) * _MOST_ROWS + row) * MOST_PARTS + part
