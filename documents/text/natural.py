"""The order in which people expect numbered things: 2/2 before 2/10, U9 before U10."""

import re

_DIGITS = re.compile(r"([0-9]+)")


def natural_key(text: str) -> list:
    """Return a key to sort by: letters in either case alike, runs of digits by their number."""
    parts = _DIGITS.split(text.casefold())
    return [int(part) if place % 2 else part for place, part in enumerate(parts)]
