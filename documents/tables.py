"""The tables in which the whole record is handed out: which columns, and which rows a reader sees.

Columns are declared by name: a field that is not named here leaves the site by no file.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

from django.db.models import Case, Exists, F, Model, OuterRef, QuerySet, When

from .models import (
    Body,
    Contribution,
    ContributionFile,
    Dated,
    Fact,
    Meeting,
    Participation,
    Process,
    ScheduleItem,
    Source,
    Sourced,
    Stakeholder,
    Submission,
)
from .moments import is_nominal

ROWS_AT_A_TIME = 500
OF_FACTS = ("locator", "confidence", "confidence_note")
OF_DATES = ("date", "first_day", "last_day")


@dataclass(frozen=True)
class Named:
    """A row that another one points to: its primary key, and its natural key as one text."""

    pk: int
    words: str


@dataclass(frozen=True)
class Row:
    """A row: its plain values, what it points to (or None), and what it points to several of."""

    pk: int
    values: dict
    keys: dict[str, Named | None]
    many: dict[str, list[Named]]

    @property
    def in_words(self) -> dict:
        """The row as files of text have it: rows that it points to by their names."""
        keys = {name: key.words if key else None for name, key in self.keys.items()}
        return self.values | keys | {name: [one.words for one in rows] for name, rows in self.many.items()}


@dataclass(frozen=True)
class Table:
    """A table of the record: its name, its model, its own columns by the names of their fields.

    `keys` and `many` are the fields that point to rows of other tables, to one or to several.
    """

    name: str
    model: type[Model]
    own: str
    keys: str = ""
    many: str = ""
    shown: Callable[[], QuerySet] | None = None

    @cached_property
    def columns(self) -> list[str]:
        """The names of the plain columns."""
        dated = OF_DATES if issubclass(self.model, Dated) else ()
        fact = OF_FACTS if issubclass(self.model, Sourced) else ()
        moment = ("published_at", "corrected_at") if hasattr(self.model, "is_published") else ()
        return [*self.own.split(), *dated, *fact, *moment]

    @cached_property
    def key_names(self) -> list[str]:
        """The names of the fields that point to one row."""
        return self.keys.split()

    @cached_property
    def many_names(self) -> list[str]:
        """The names of the fields that point to several rows."""
        return [*self.many.split(), *(["sources"] if issubclass(self.model, Sourced) else [])]

    @property
    def names(self) -> list[str]:
        """The names of all columns of a file of text."""
        return [*self.columns, *self.key_names, *self.many_names]

    def visible(self) -> QuerySet:
        """Return the rows that readers see."""
        return self.shown() if self.shown else self.model.objects.published()

    def target(self, name: str) -> type[Model]:
        """Return the model of the rows that a field points to."""
        return self.model._meta.get_field(name).related_model


class Record:
    """All tables together; what points to a row that readers do not see points to nothing."""

    def __init__(self, tables: tuple[Table, ...]):
        self.tables = tables
        self.of = {table.model: table for table in tables}

    def rows(self, table: Table) -> Iterator[Row]:
        """Yield the rows of a table, some at a time; a query for them, and one for each of `many`."""
        found = table.visible().order_by("pk").annotate(**self._shown_keys(table))
        columns = [*table.columns, *self._shown_keys(table), *self._key_words(table)]
        values = found.values("pk", *columns).iterator(chunk_size=ROWS_AT_A_TIME)
        while part := list(islice(values, ROWS_AT_A_TIME)):
            many = {name: self._many(table, name, [row["pk"] for row in part]) for name in table.many_names}
            yield from (self._row(table, row, many) for row in part)

    def _shown_keys(self, table: Table) -> dict:
        """Expressions for the primary keys that a row points to, null where readers do not see the row."""
        return {f"{name}_shown": self._shown_key(table, name) for name in table.key_names}

    def _shown_key(self, table: Table, name: str) -> Case:
        target = self.of[table.target(name)].visible().filter(pk=OuterRef(f"{name}_id"))
        return Case(When(Exists(target), then=F(f"{name}_id")))

    def _key_words(self, table: Table) -> list[str]:
        return [f"{name}__{path}" for name in table.key_names for path in table.target(name).natural_fields]

    def _many(self, table: Table, name: str, numbers: list[int]) -> dict[int, list[Named]]:
        """What each of the rows points to by a field that names several."""
        field = table.model._meta.get_field(name)
        own, other = field.m2m_field_name(), field.m2m_reverse_field_name()
        paths = [f"{other}__{path}" for path in table.target(name).natural_fields]
        shown = self.of[table.target(name)].visible().values("pk")
        ties = field.remote_field.through.objects.filter(**{f"{own}__in": numbers, f"{other}__in": shown})
        found: dict[int, list[Named]] = {}
        for number, pk, *words in ties.order_by("pk").values_list(f"{own}_id", f"{other}_id", *paths):
            found.setdefault(number, []).append(Named(pk, _joined(words)))
        return found

    def _row(self, table: Table, row: dict, many: dict[str, dict[int, list[Named]]]) -> Row:
        keys = {}
        for name in table.key_names:
            words = _joined(row[f"{name}__{path}"] for path in table.target(name).natural_fields)
            shown = row[f"{name}_shown"]
            keys[name] = Named(shown, words) if shown else None
        pointed = {name: rows.get(row["pk"], []) for name, rows in many.items()}
        values = {name: row[name] for name in table.columns}
        if is_nominal(values.get("published_at")):
            values |= {"published_at": None} if "published_at" in values else {}
        if "locator" in values:
            values["locator"] = _places(values["locator"], pointed["sources"])
        return Row(row["pk"], values, keys, pointed)


def _joined(words) -> str:
    return "/".join(map(str, words))


def _places(locator: str, sources: list[Named]) -> str:
    """Keep the places in sources that readers see."""
    keys = {source.words for source in sources}
    parts = [part.strip() for part in locator.split(";")]
    return "; ".join(part for part in parts if part.partition(" ")[0] in keys)


def _shown_submissions() -> QuerySet:
    return Submission.objects.visible().filter(contribution__in=Contribution.objects.published().values("pk"))


TABLES = (
    Table(
        "sources",
        Source,
        "key title publisher author published published_note kind address other_addresses archived_address "
        "note",
    ),
    Table("processes", Process, "slug title short_title host summary"),
    Table("bodies", Body, "slug name abbreviation kind participation summary", "parent"),
    Table(
        "stakeholders",
        Stakeholder,
        "slug name short_name category category_note country url summary",
        "parent",
    ),
    Table(
        "meetings",
        Meeting,
        "slug title short_title hours place status remote_participation webcast summary documents_note",
        "process body parent",
    ),
    Table("participations", Participation, "key person role note", "meeting stakeholder"),
    Table(
        "documents",
        Contribution,
        "slug symbol symbol_note title kind kind_note submitter_note late access access_note summary outcome "
        "original_address archived_address",
        "process meeting replaces",
    ),
    Table("submissions", Submission, "order presented", "contribution stakeholder", shown=_shown_submissions),
    Table(
        "files",
        ContributionFile,
        "name language media_type size sha256 extraction",
        "contribution",
    ),
    Table("schedule", ScheduleItem, "number step actual actual_first_day fate outcome", "process meeting"),
    Table("facts", Fact, "key text", "process body meeting contribution stakeholder"),
)
