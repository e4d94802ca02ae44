"""Rows as CSV and as JSON, written one after the other so that a file may be longer than memory."""

import csv
import datetime
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence

# A spreadsheet takes a cell that begins so for a formula and would run it.
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")
BETWEEN = "; "


class _Echo:
    """A file that hands back what is written to it."""

    def write(self, text: str) -> str:
        return text


def csv_lines(names: Sequence[str], rows: Iterable[Sequence]) -> Iterator[str]:
    """Yield the lines of a CSV file (RFC 4180): the names of the columns, then each row."""
    writer = csv.writer(_Echo())
    yield writer.writerow(names)
    for row in rows:
        yield writer.writerow([cell(value) for value in row])


def cell(value) -> str | int | float:
    """Return a value as a cell: lists joined, nothing for None, an apostrophe before a would-be formula."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return value
    text = BETWEEN.join(map(str, value)) if isinstance(value, list | tuple) else str(plain(value))
    return f"'{text}" if text.startswith(FORMULA_SIGNS) else text


def json_text(head: Mapping, rows: Iterable[Mapping]) -> Iterator[str]:
    """Yield one JSON object: what `head` says, then `rows` as a list under that name."""
    yield as_json(head).removesuffix("}") + ', "rows": ['
    divider = "\n"
    for row in rows:
        yield divider + as_json(row)
        divider = ",\n"
    yield "\n]}\n"


def as_json(value) -> str:
    """Return a value as one line of JSON, letters of all scripts as they are."""
    return json.dumps(value, ensure_ascii=False, default=plain)


def plain(value):
    """Return days and moments in ISO 8601 and anything else as it is."""
    if isinstance(value, datetime.datetime):
        return value.astimezone(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return value.isoformat() if isinstance(value, datetime.date) else value
