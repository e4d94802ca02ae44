"""Rows in an order that a database cannot make the same way everywhere."""

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
    symbols = rows.order_by("first_day", "slug", "pk").values_list("pk", "symbol")
    numbered = sorted(
        ((natural_key(symbol_key(symbol)), pk) for pk, symbol in symbols if symbol), reverse=descending
    )
    return InOrder(rows.order_by(), [pk for _, pk in numbered] + [pk for pk, symbol in symbols if not symbol])
