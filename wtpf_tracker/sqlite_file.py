"""The published record as one SQLite file: foreign keys, an index for each, ready for Datasette."""

# ruff: noqa: S608 - what statements are composed of are names of our own tables and fields

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path

from django.db import models

from documents.tables import Record, Row, Table
from documents.writing.rows import plain

NOTES = (
    ("title", "WTPF Tracker: the published record"),
    (
        "dates",
        "Columns named date, actual and published are EDTF; first_day and last_day are the days they span.",
    ),
    ("published_at", "When a row was published on the site; empty for the record that came with it."),
    ("corrected_at", "When what readers see of a row last changed; empty: not since it was published."),
    ("keys", "A column that ends in _id points to the column id of another table of this file."),
)
_NUMBERS = (models.IntegerField, models.BooleanField)


def write_sqlite(record: Record, path: Path) -> None:
    """Write what readers see of `record` to a new file at `path`, a part of each table at a time."""
    with closing(sqlite3.connect(path)) as file, file:
        file.execute("CREATE TABLE about (name TEXT PRIMARY KEY, value TEXT)")
        file.executemany("INSERT INTO about VALUES (?, ?)", NOTES)
        for table in record.tables:
            for statement in _statements(record, table):
                file.execute(statement)
        for table in record.tables:
            _fill(file, record, table)
        _mend(file, record)


def _statements(record: Record, table: Table) -> Iterator[str]:
    """What makes a table, the tables of its ties, and their indices. All names are those of our fields."""
    columns = [f'"{name}" {_kind(table, name)}' for name in table.columns]
    columns += [_key(f"{name}_id", _target(record, table, name)) for name in table.key_names]
    yield f'CREATE TABLE "{table.name}" (id INTEGER PRIMARY KEY, {", ".join(columns)})'
    yield from (_index(table.name, f"{name}_id") for name in table.key_names)
    for name in table.many_names:
        tie = _tie(table, name)
        own, other = _key("from_id", table.name), _key("to_id", _target(record, table, name))
        yield f'CREATE TABLE "{tie}" ({own}, {other}, PRIMARY KEY (from_id, to_id)) WITHOUT ROWID'
        yield _index(tie, "to_id")


def _kind(table: Table, name: str) -> str:
    return "INTEGER" if isinstance(table.model._meta.get_field(name), _NUMBERS) else "TEXT"


def _key(name: str, target: str) -> str:
    return f'"{name}" INTEGER REFERENCES "{target}" (id)'


def _index(table: str, column: str) -> str:
    return f'CREATE INDEX "{table}_{column}" ON "{table}" ("{column}")'


def _target(record: Record, table: Table, name: str) -> str:
    return record.of[table.target(name)].name


def _tie(table: Table, name: str) -> str:
    return f"{table.name}_{name}"


def _fill(file: sqlite3.Connection, record: Record, table: Table) -> None:
    places = ", ".join("?" * (1 + len(table.columns) + len(table.key_names)))
    for row in record.rows(table):
        file.execute(f'INSERT INTO "{table.name}" VALUES ({places})', _values(row))
        for name, rows in row.many.items():
            pairs = ((row.pk, other.pk) for other in rows)
            file.executemany(f'INSERT OR IGNORE INTO "{_tie(table, name)}" VALUES (?, ?)', pairs)


def _values(row: Row) -> Iterable:
    keys = (key.pk if key else None for key in row.keys.values())
    return [row.pk, *map(plain, row.values.values()), *keys]


def _mend(file: sqlite3.Connection, record: Record) -> None:
    """Cut what points to a row that was withdrawn while the file was written."""
    for table in record.tables:
        for name in table.key_names:
            gone = f'"{name}_id" NOT IN (SELECT id FROM "{_target(record, table, name)}")'
            file.execute(f'UPDATE "{table.name}" SET "{name}_id" = NULL WHERE {gone}')
        for name in table.many_names:
            gone = f'from_id NOT IN (SELECT id FROM "{table.name}") OR to_id NOT IN '
            gone += f'(SELECT id FROM "{_target(record, table, name)}")'
            file.execute(f'DELETE FROM "{_tie(table, name)}" WHERE {gone}')
