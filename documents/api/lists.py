"""A part of a list: the rows behind a cursor, and the cursor behind them."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import QueryDict

from ..questions import BadQuestion
from .cursors import cursor_after, digest, place_of
from .fields import ApiAsked, values
from .resources import Kind

ROWS = 50
MOST_ROWS = 200
OF_EVERY_ANSWER = ("as_of",)
OF_EVERY_LIST = ("as_of", "limit", "cursor")


@dataclass(frozen=True)
class Part:
    """Some rows of a list, how many the list has, and the cursor behind them where there are more."""

    rows: list[dict]
    count: int
    next: str


def part_of(kind: Kind, query: QueryDict, asked: ApiAsked) -> Part:
    """Return the part of a list that a question asks for, in a number of queries that knows no rows.

    Raises BadQuestion for a limit, a cursor or a filter that cannot be.
    """
    limit = _limit(query.get("limit"))
    mark = digest(kind.name, asked.day, sorted((name, value) for name, value in _filters(query) if value))
    rows = kind.rows(query, asked.day)
    keys = kind.keys_of(rows)
    start = place_of(query["cursor"], keys, mark) if "cursor" in query else 0
    here = keys[start : start + limit]
    told = [values(kind.in_lists, row, asked) for row in kind.fetched(here, rows, asked.day)]
    return Part(told, len(keys), cursor_after(here, mark) if start + limit < len(keys) else "")


def refuse_unknown(query: QueryDict, known: Iterable[str]) -> None:
    """Raise BadQuestion for a parameter that is not known here, or is given twice."""
    known = [*known]
    for name in query:
        if name not in known:
            offered = f"It knows: {', '.join(known)}." if known else "It has none."
            raise BadQuestion(f"“{name[:40]}” is no parameter of this address. {offered}")
        if len(query.getlist(name)) > 1:
            raise BadQuestion(f"The address gives “{name}” more than once. Give it once.")


def parameters_of(kind: Kind) -> list[str]:
    """Return the names of the parameters that the list of a kind understands."""
    return [*(kind.filters.base_filters if kind.filters else ()), *OF_EVERY_LIST]


def _filters(query: QueryDict) -> list[tuple[str, str]]:
    return [(name, value) for name, value in query.items() if name not in OF_EVERY_LIST]


def _limit(text: str | None) -> int:
    if text is None:
        return ROWS
    if text.isascii() and text.isdigit() and len(text) < 10 and 1 <= int(text) <= MOST_ROWS:
        return int(text)
    raise BadQuestion(f"“{text[:40]}” is no number of rows. Ask for 1 to {MOST_ROWS}.")
