"""What it is for rows to lack something: declared once, counted by model, fetched page by page."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from django.db import models
from django.db.models import Count, Q, QuerySet

from documents.kinds import kind_words
from documents.models import Process
from documents.resting import in_full

from .published import with_names


@dataclass(frozen=True, eq=False)
class Part:
    """The rows of one model that lack something, among those that could have it."""

    model: type[models.Model]
    lacking: Q
    among: Q = Q()
    # The attribute of a row that says more of it, and what has to be asked of the database for that.
    more: str = ""
    notes: dict = field(default_factory=dict)


@dataclass(frozen=True, eq=False)
class Lack:
    """One kind of thing that is missing."""

    slug: str
    group: str
    name: str
    # Sentences: for readers what it means, for the desk what mends it.
    explains: str
    mends: str
    # What is counted, one and many: 12 of 96 dates.
    unit: tuple[str, str]
    parts: tuple[Part, ...]
    # Where readers find just these rows, or else all of that kind; empty: on a page of its own.
    see: str = ""
    # For the sentence at the top of the page of all: `not located: 52 of 80 documents`.
    state: str = ""
    # A page of the desk that takes the row and mends it, and the permission it needs.
    mended_by: tuple[str, str] | None = None


@dataclass(frozen=True)
class LackingRow:
    """A row that lacks something, as lists show it."""

    row: models.Model
    name: str
    more: str

    @property
    def kind(self) -> str:
        """What it is: `event`."""
        return kind_words(type(self.row))

    @property
    def kinds(self) -> str:
        """What many are: `events`."""
        return kind_words(type(self.row), many=True)


@dataclass(frozen=True, eq=False)
class PartCount:
    """How many rows of a part lack it, of how many."""

    part: Part
    rows: QuerySet
    number: int
    whole: int

    @property
    def words(self) -> str:
        """What the rows are called: `96 events` is whole and words."""
        return kind_words(self.part.model, many=self.whole != 1)

    def lacking(self) -> QuerySet:
        """The rows that lack it, with what their names and addresses are made of."""
        rows = self.rows.filter(self.part.among, self.part.lacking)
        # A part of the order that many rows share would let pages overlap.
        order = [*self.part.model._meta.ordering, "pk"]
        return with_names(rows).annotate(**self.part.notes).order_by(*order)


@dataclass(frozen=True, eq=False)
class LackCount:
    """How many rows lack something, of how many; sliced like a list, it gives them as LackingRows."""

    lack: Lack
    parts: list[PartCount]

    @property
    def number(self) -> int:
        """How many rows lack it."""
        return sum(part.number for part in self.parts)

    @property
    def whole(self) -> int:
        """Of how many."""
        return sum(part.whole for part in self.parts)

    @property
    def unit(self) -> str:
        """What is counted: `12 of 96 dates`."""
        return self.lack.unit[self.whole != 1]

    @property
    def percent(self) -> float:
        """How large a part lacks it, for a bar."""
        return round(100 * self.number / self.whole, 1) if self.whole else 0.0

    @property
    def is_share(self) -> bool:
        """Whether it is a part of something that could be whole; questions that are written down are not."""
        return any(part.part.lacking for part in self.parts)

    @property
    def some(self) -> list[PartCount]:
        """The parts of which a row lacks it."""
        return [part for part in self.parts if part.number]

    def __len__(self) -> int:
        return self.number

    def __getitem__(self, wanted: slice) -> list[LackingRow]:
        found, start, stop = [], wanted.start or 0, min(wanted.stop, self.number)
        for part in self.some:
            first, last = max(start, 0), min(stop, part.number)
            if first < last:
                found += [_shown(row, part.part) for row in part.lacking()[first:last]]
            start, stop = start - part.number, stop - part.number
        return found


def _shown(row: models.Model, part: Part) -> LackingRow:
    name = in_full(row)[0]
    more = getattr(row, part.more) if part.more else ""
    more = more() if callable(more) else more
    return LackingRow(row, name[:1].upper() + name[1:], "" if more in name else more)


def count_lacks(lacks: Iterable[Lack], rows_of: Callable[[type[models.Model]], QuerySet]) -> list[LackCount]:
    """Count what is missing among the rows that `rows_of` gives of each model, in one query a model."""
    lacks = list(lacks)
    by_model = defaultdict(list)
    for lack in lacks:
        for part in lack.parts:
            by_model[part.model].append(part)
    counts = {}
    for model, parts in by_model.items():
        rows = rows_of(model)
        for part, number, whole in _numbers(rows, parts):
            counts[part] = PartCount(part, rows, number, whole)
    return [LackCount(lack, [counts[part] for part in lack.parts]) for lack in lacks]


def _numbers(rows: QuerySet, parts: list[Part]) -> Iterable[tuple[Part, int, int]]:
    asked = {}
    for place, part in enumerate(parts):
        asked[f"number_{place}"] = Count("pk", filter=part.among & part.lacking or None)
        asked[f"whole_{place}"] = Count("pk", filter=part.among or None)
    found = rows.order_by().aggregate(**asked)
    return [(part, found[f"number_{place}"], found[f"whole_{place}"]) for place, part in enumerate(parts)]


def of_process(rows: QuerySet, process: Process | None) -> QuerySet:
    """Keep rows that belong to a process, by themselves or by what they name; all of them where it is None.

    What belongs to no process, such as a stakeholder, is then left out.
    """
    if process is None:
        return rows
    if rows.model is Process:
        return rows.filter(pk=process.pk)
    belongs = Q(pk__in=[])
    for path in ways_to_process(rows.model):
        belongs |= Q((path, process))
    return rows.filter(belongs)


def ways_to_process(model: type[models.Model]) -> list[str]:
    """Return the look-ups from rows of a model to their process: its own, or those of what they name.

    What a row must name decides; what it may name counts where there is nothing else.
    """
    ties = [each for each in model._meta.concrete_fields if each.many_to_one]
    own = [each.name for each in ties if each.related_model is Process]
    must = [way for each in ties if not each.null for way in _ways_through(each)]
    return own or must or [way for each in ties for way in _ways_through(each)]


def _ways_through(tie: models.ForeignKey) -> list[str]:
    further = tie.related_model._meta.concrete_fields
    return [f"{tie.name}__{each.name}" for each in further if each.related_model is Process]
