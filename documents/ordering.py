"""Rows in an order that a database cannot make the same way everywhere."""

import datetime

from .text.natural import natural_key
from .text.symbols import symbol_key


class InOrder:
    """The rows of a query in the order of `keys`; sliced like a list, fetched slice by slice."""

    def __init__(self, rows, keys: list):
        self.rows = rows
        self.keys = keys

    def __len__(self) -> int:
        return len(self.keys)

    def __getitem__(self, part: slice) -> list:
        found = self.rows.in_bulk(self.keys[part])
        # A row that was deleted since the keys were read is passed over.
        return [found[key] for key in self.keys[part] if key in found]


def by_symbol(rows, *, descending: bool = False) -> InOrder:
    """Sort contributions as their symbols count (2/2 before 2/10); those without a symbol come last."""
    found = list(rows.order_by().values_list("pk", "symbol", "first_day", "slug"))
    numbered = ((natural_key(symbol_key(symbol)), pk) for pk, symbol, _, _ in found if symbol)
    # Where the day is not known, last; databases disagree on that, and on the order of slugs.
    others = ((day or datetime.date.max, slug, pk) for pk, symbol, day, slug in found if not symbol)
    keys = [*sorted(numbered, reverse=descending), *sorted(others)]
    return InOrder(rows.order_by(), [key[-1] for key in keys])
