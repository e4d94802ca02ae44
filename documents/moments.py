"""When a row changed for readers: the moment it was published here, or last corrected."""

import datetime

from django.db.models import F
from django.db.models.functions import Coalesce

# The rows of the shipped record carry this moment, which says nothing of when they were entered.
NOMINAL = datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC)

CHANGED_AT = Coalesce(F("corrected_at"), F("published_at"))
"""`changed_at` of a published row in the database: what was corrected was so after it was published."""


def is_nominal(moment: datetime.datetime | None) -> bool:
    """Whether a moment of publication says nothing, so that no page or file may print it as one."""
    return moment is None or moment.date() <= NOMINAL.date()


def last_changed(rows) -> datetime.datetime | None:
    """Return the newest moment of publication or correction among `rows` that says something, or None."""
    return max((row.changed_at for row in rows if not is_nominal(row.changed_at)), default=None)


def as_known_on(day: datetime.date | None) -> str:
    """Return the sentence that a file or feed as of a day carries; empty where no day was asked for."""
    return f"As the public could know it on {day.day} {day:%B %Y}." if day else ""
