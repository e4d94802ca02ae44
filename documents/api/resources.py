"""A kind of thing in the API: its list, its single rows, and how few queries fetch them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import reduce
from urllib.parse import quote

from django.db import models
from django.db.models import Prefetch, Q, QuerySet
from django.http import Http404, QueryDict

from ..facets import FacetedFilterSet
from ..listings import Listing
from ..ordering import InOrder
from ..questions import one_or_404
from ..tables import Table
from .fields import ADDRESS, SELF, ApiAsked, Field, array, component, values


@dataclass(frozen=True)
class Embedded:
    """Rows that are told inside another: the member, its table and fields, the name of the schema, and
    `back`, the tie to the row that has them."""

    name: str
    table: Table
    fields: tuple[Field, ...]
    schema: str
    words: str
    back: str
    alone: bool = False

    def prefetch(self, day) -> Prefetch:
        """Fetch them as far as a reader sees them."""
        return Prefetch(self.name, with_all(visible(self.table.model, day), self.table, day, self.back))

    @property
    def field(self) -> Field:
        """The member of the row that has them."""

        def of(row, asked):
            return [values(self.fields, one, asked) for one in getattr(row, self.name).all()]

        return Field(self.name, of, array(component(self.schema), self.words), self.alone)


@dataclass(frozen=True, kw_only=True)
class Kind:
    """A kind of thing in the API, whatever it is made of.

    `path` is the address of one below `/api/v1/`, with the names of its `keys` in braces; `schema` is the
    name of the schema of a row. `listing` is the list that a page has too, `filters` are those of the list.
    """

    name: str
    title: str
    schema: str
    words: str
    path: str
    keys: Mapping[str, str]
    listing: Listing | None = None
    filters: type[FacetedFilterSet] | None = None

    @property
    def fields(self) -> tuple[Field, ...]:
        """All members of a row, in their order."""
        raise NotImplementedError

    @property
    def in_lists(self) -> tuple[Field, ...]:
        """The members of a row of a list."""
        return tuple(one for one in self.fields if not one.alone)

    def place(self, row) -> str:
        """Return the path of a row below the beginning of the API."""
        found = {name: reduce(getattr, way.split("__"), row) for name, way in self.keys.items()}
        return self.path.format_map({name: quote(str(value), safe="") for name, value in found.items()})

    def rows(self, query: QueryDict, day):
        """Return the rows that a question asks for, in the order of the page with the same question."""
        return self.listing.rows(query, day)

    def keys_of(self, rows) -> list:
        """Return what names each of `rows` for good, in their order."""
        return [row.key for row in rows]

    def fetched(self, keys: Sequence, rows, day) -> list:
        """Return those of `rows` that have the `keys`, in their order, with all that a list says of them."""
        raise NotImplementedError

    def one(self, keys: Mapping, asked: ApiAsked):
        """Return the row of an address, fetched whole; Http404, BadQuestion or Gone where there is none."""
        raise NotImplementedError


@dataclass(frozen=True, kw_only=True)
class Resource(Kind):
    """A kind of thing that is rows of a table; without a `listing` its list has all that a reader sees.

    `gates` are ties to what has to be known on a day too; `naming` those that an address or a name needs.
    `fetch(rows, day)` adds what its fields need, `order` is that of a list without a page;
    `find(resource, keys, day)` and `at(row)` find and place one where its address is no look-up.
    """

    table: Table
    own_fields: tuple[Field, ...]
    gates: tuple[str, ...] = ()
    naming: tuple[str, ...] = ()
    embedded: tuple[Embedded, ...] = ()
    fetch: Callable[[QuerySet, object], QuerySet] = field(default=lambda rows, day: rows)
    find: Callable | None = None
    at: Callable[[models.Model], str] | None = None

    @property
    def fields(self) -> tuple[Field, ...]:
        """All members of a row, in their order."""
        return (SELF, ADDRESS, *self.own_fields, *(one.field for one in self.embedded))

    def place(self, row: models.Model) -> str:
        """Return the path of a row below the beginning of the API."""
        return self.at(row) if self.at else super().place(row)

    def shown(self, day=None) -> QuerySet:
        """Return the rows that a reader sees, with what they stand under known on the day too."""
        rows = visible(self.table.model, day)
        for name in self.gates if day else ():
            above = self.table.target(name).objects.visible(day).values("pk")
            rows = rows.filter(Q(**{f"{name}__isnull": True}) | Q(**{f"{name}__in": above}))
        return rows

    def rows(self, query: QueryDict, day) -> QuerySet | InOrder | list:
        """Return the rows that a question asks for, in the order of the page with the same question."""
        if self.listing:
            return self.listing.rows(query, day)
        rows = self.shown(day)
        rows = self.filters(query, rows, day=day).rows() if self.filters else rows
        return rows.order_by(*self.table.model._meta.ordering, "pk")

    def full(self, rows: QuerySet, day, *, alone: bool = False) -> QuerySet:
        """Fetch what the fields of `rows` say."""
        parts = [one.prefetch(day) for one in self.embedded if alone or not one.alone]
        rows = self.fetch(with_all(rows, self.table, day), day).prefetch_related(*parts)
        unseen = [one.name for one in self.own_fields if one.alone and one.name in self.table.columns]
        return rows if alone or not unseen else rows.defer(*unseen)

    def keys_of(self, rows: QuerySet | InOrder | list) -> list:
        """Return the primary keys of `rows`, in their order; of a query, without fetching more."""
        if isinstance(rows, InOrder):
            return rows.keys
        return (
            list(rows.values_list("pk", flat=True))
            if isinstance(rows, QuerySet)
            else [row.pk for row in rows]
        )

    def fetched(self, keys: Sequence, rows, day) -> list:
        """Return the rows of the `keys`, in their order, with all that a list says of them."""
        found = self.full(visible(self.table.model, day), day).in_bulk(keys)
        # A row that was withdrawn since the keys were read is passed over.
        return [found[key] for key in keys if key in found]

    def one(self, keys: Mapping, asked: ApiAsked):
        """Return the row of an address, fetched whole; Http404, BadQuestion or Gone where there is none."""
        if not all(str(value).isprintable() for value in keys.values()):
            raise Http404  # no database looks for a NUL
        if self.find:
            return self.find(self, keys, asked.day)
        names = {self.keys[name]: value for name, value in keys.items()}
        return one_or_404(lambda day: self.full(self.shown(day), day, alone=True), asked.day, **names)


def visible(model: type[models.Model], day) -> QuerySet:
    """Return the rows of a model that a reader sees; what is said of the record as it is, on no other day."""
    rows = model.objects.all()
    if hasattr(rows, "for_links"):
        return rows.for_links(day)
    if hasattr(rows, "visible"):
        return rows.visible(day)
    return rows.published() if day is None else rows.none()


def above(model: type[models.Model]) -> list[str]:
    """Return the ties that every row of a model has and that can be fetched with it: it stands under them."""
    fields = (model._meta.get_field(name) for name in getattr(model, "stands_under", ()))
    return [
        one.name
        for one in fields
        if not one.null and not hasattr(one.related_model.objects, "with_addresses")
    ]


def named(rows: QuerySet, day, naming: Sequence[str] = ()) -> QuerySet:
    """Fetch of rows what their names and addresses are made of."""
    rows = rows.without_text() if hasattr(rows, "without_text") else rows
    ties = above(rows.model)
    rows = rows.select_related(*ties) if ties else rows
    others = [name for name in naming if name not in ties]
    return rows.prefetch_related(*(_tie(rows.model, name, day) for name in others))


def with_all(rows: QuerySet, table: Table, day, back: str = "") -> QuerySet:
    """Fetch of rows all that their table names, each in one query, and their sources."""
    ties = above(table.model)
    rows = rows.select_related(*ties) if ties else rows
    names = [name for name in (*table.key_names, *table.many_names) if name not in (*ties, "sources", back)]
    rows = rows.prefetch_related(*(_tie(table.model, name, day) for name in names))
    return rows.with_sources() if hasattr(rows, "with_sources") else rows


def _tie(model: type[models.Model], name: str, day) -> Prefetch:
    return Prefetch(name, named(visible(model._meta.get_field(name).related_model, day), day))
