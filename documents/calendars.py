"""Meetings and planned steps as events of a calendar: a change of date is an update of the same event."""

import datetime

from django.conf import settings
from django.utils.dateparse import parse_datetime

from .atom import name_of
from .listings import Asked
from .models import Meeting, ScheduleItem
from .moments import NOMINAL, as_known_on
from .templatetags.record import fully_known
from .text.dates import EdtfDate, parse_edtf
from .writing.calendar import CalendarEntry, calendar

NO_DATES = "What has no recorded date is left out."


def calendar_of(rows, name: str, page: str, asked: Asked) -> str:
    """Return the calendar of meetings or planned steps; `page` is the address of the page with the same."""
    words = " ".join(filter(None, [as_known_on(asked.day), NO_DATES]))
    return calendar(name, words, page, (entry_of(row, asked) for row in rows if row.date))


def entry_of(row: Meeting | ScheduleItem, asked: Asked) -> CalendarEntry:
    """Return the event of a meeting or planned step with a date."""
    date = parse_edtf(row.date)
    title, words, place = _said_of(row, asked)
    return CalendarEntry(
        uid=f"{name_of(row)}@{settings.TAG_AUTHORITY.partition(',')[0]}",
        first_day=date.first_day,
        last_day=date.last_day,
        summary=title if names_days(date) else f"{title} ({date.in_words()}, day not known)",
        changed=changed_at(row),
        sequence=max(0, len(row.date_history) - 1),
        words=words,
        place=place,
        address=asked.link(row),
        category=str(row.process),
        certain=getattr(row, "status", "") != Meeting.Status.NOT_CONFIRMED,
    )


def names_days(date: EdtfDate) -> bool:
    """Whether a date says on which day a thing begins and on which it ends."""
    return all(point and point.day and not point.mark for point in (date.start, date.end))


def changed_at(row) -> datetime.datetime:
    """Return when the date of a row last changed, or the row itself for readers, whichever came later."""
    noted = row.date_history[-1]["noted"] if row.date_history else None
    return max(row.changed_at or NOMINAL, parse_datetime(noted) if noted else NOMINAL)


def _said_of(row, asked: Asked) -> tuple[str, str, str]:
    """Return the title, the words and the place of an event."""
    if isinstance(row, Meeting):
        hours = f"{row.hours}." if row.hours else ""
        return (
            row.title,
            " ".join(filter(None, [f"{row.get_status_display()}.".capitalize(), hours])),
            row.place,
        )
    if not fully_known(row, asked.day):
        return row.step, "What came of it was not known on this day.", ""
    actual = f"Actual date: {row.actual_in_words}." if row.actual else ""
    came = f"What came of it: {row.get_fate_display()}."
    return row.step, " ".join(filter(None, ["Planned.", actual, came, row.outcome])), ""
