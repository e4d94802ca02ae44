"""How to cite a page: one line of plain text."""

import datetime

from documents.moments import NOMINAL, as_known_on

# The rows of the shipped record carry this day, which says nothing of when they were entered.
NOMINAL_DAY = NOMINAL.date()


def data_day(*groups) -> datetime.date | None:
    """Return the day of the newest change of the rows in `groups` for readers, None where none says."""
    days = [row.changed_at.date() for rows in groups for row in rows if row.changed_at]
    return max((day for day in days if day > NOMINAL_DAY), default=None)


def citation(
    title: str,
    *,
    kind: str,
    process: str,
    address: str,
    day: datetime.date | None,
    as_of: datetime.date | None = None,
) -> str:
    """Return the text to cite a page by: what it is, the state of the data, the address.

    `day` is that of the data; `as_of` the day whose knowledge the page shows, where it shows another.
    """
    what = f"{kind}, {process}" if process else kind
    data = f" Data of {in_words(day)}." if day else ""
    shown = f" {as_known_on(as_of)}" if as_of else ""
    return f"WTPF Tracker: “{title}” ({what}).{data}{shown} {address}"


def in_words(day: datetime.date) -> str:
    """Say a day: `16 May 2013`."""
    return f"{day.day} {day:%B %Y}"
