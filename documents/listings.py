"""What a list is made of, so that its page, feed, CSV and JSON have the same rows from the same question."""

import datetime
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import reduce

from django.db.models import QuerySet

from .addresses import on_day
from .templatetags.record import fully_known, known_citations

ROWS_AT_A_TIME = 200


@dataclass(frozen=True)
class Asked:
    """Where a list was asked (`https://example.org`), and the day of `?as_of=`."""

    site: str
    day: datetime.date | None = None

    def link(self, thing) -> str:
        """Return the whole address of a row, or of an address on this site, as of the day."""
        place = thing if isinstance(thing, str) else thing.get_absolute_url()
        return self.site + on_day(place, self.day)


@dataclass(frozen=True)
class Column:
    """A column: its name, which people script against, and its value in a row."""

    name: str
    of: Callable[[object, Asked], object]


@dataclass(frozen=True)
class Listing:
    """A list: its address without slashes, its title, its columns.

    `rows(query, day)` returns what the page shows, in its order: a queryset, or what can be sliced and has
    a length. It raises BadQuestion before anything is written.
    """

    name: str
    title: str
    columns: tuple[Column, ...]
    rows: Callable
    has_feed: bool = True  # whether its rows are published one by one

    @property
    def names(self) -> list[str]:
        """The names of the columns, in order."""
        return [column.name for column in self.columns]

    def values(self, row, asked: Asked) -> list:
        """Return what a row says, column by column."""
        return [column.of(row, asked) for column in self.columns]


def column(name: str, path: str = "") -> Column:
    """Return the column of an attribute, reached through others: `column("process", "process.slug")`.

    Where one on the way is missing, so is the value.
    """
    names = (path or name).split(".")
    return Column(name, lambda row, asked: reduce(_attribute, names, row))


def _attribute(thing, name: str):
    return None if thing is None else getattr(thing, name)


def choice(name: str) -> Column:
    """Return the column of a choice in words: `choice("kind")` says `draft opinion`."""
    return Column(name, lambda row, asked: getattr(row, f"get_{name}_display")())


def each(name: str, of: Callable[[object], object], path: str = "slug") -> Column:
    """Return a column of several values: `each("submitters", lambda row: row.submissions.all(), "slug")`."""
    inner = column(name, path).of
    return Column(name, lambda row, asked: [inner(one, asked) for one in of(row)])


def linked(name: str, path: str = "") -> Column:
    """Return the column of the address of what a row points to: `linked("document", "contribution")`."""
    inner = column(name, path or name).of
    return Column(name, lambda row, asked: asked.link(thing) if (thing := inner(row, asked)) else None)


def once_known(inner: Column) -> Column:
    """Return a column that looks back on what came of a thing: empty until all its sources were public."""
    return Column(
        inner.name, lambda row, asked: inner.of(row, asked) if fully_known(row, asked.day) else None
    )


def _sources(row, asked: Asked) -> list[str]:
    return [f"{source.key} {place}".strip() for source, place in known_citations(row, asked.day)]


ADDRESS = Column("address", lambda row, asked: asked.link(row))
SOURCES = Column("sources", _sources)
FACT = (SOURCES, column("confidence"), ADDRESS)
"""The last columns of every fact: where it comes from, how far to trust it, where it stands."""


def in_chunks(rows) -> Iterator:
    """Yield each of `rows`, fetching some at a time, with what they prefetch."""
    if isinstance(rows, QuerySet):
        yield from rows.iterator(chunk_size=ROWS_AT_A_TIME)
        return
    for start in range(0, len(rows), ROWS_AT_A_TIME):
        yield from rows[start : start + ROWS_AT_A_TIME]


def number_of(rows) -> int:
    """Return how many rows there are, without fetching them."""
    return rows.count() if isinstance(rows, QuerySet) else len(rows)
