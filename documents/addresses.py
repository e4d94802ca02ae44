"""Addresses that carry the day of `?as_of=` along."""

import datetime
from urllib.parse import urlsplit, urlunsplit


def on_day(place: str, day: datetime.date | None) -> str:
    """Return the address `place` as of `day`: before its anchor and beside any query that it has."""
    if not day:
        return place
    parts = urlsplit(place)
    query = "&".join(filter(None, [parts.query, f"as_of={day.isoformat()}"]))
    return urlunsplit(parts._replace(query=query))
