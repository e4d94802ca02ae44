"""Who wanted what of which text, as rows and columns; plain Python over what was fetched."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    """One who spoke, and what that one said on each column's text (an empty list where nothing)."""

    who: Hashable
    cells: list[tuple[object, list]]


@dataclass(frozen=True)
class Matrix:
    """The texts in order, and a row for each who took a stance on one of them."""

    columns: list
    rows: list[Row]


def matrix(positions: Iterable, *, who, what, column_order, row_order) -> Matrix:
    """Arrange `positions` by `who(position)` and `what(position)`, each sorted by its order function.

    Every row has a cell for every column, so that a table can be drawn from it.
    """
    cells: dict[tuple, list] = defaultdict(list)
    for position in positions:
        cells[who(position), what(position)].append(position)
    columns = sorted({column for _, column in cells}, key=column_order)
    speakers = sorted({speaker for speaker, _ in cells}, key=row_order)
    return Matrix(columns, [_row(speaker, columns, cells) for speaker in speakers])


def _row(speaker, columns: Sequence, cells: dict) -> Row:
    return Row(speaker, [(column, cells.get((speaker, column), [])) for column in columns])
