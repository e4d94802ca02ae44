"""Dates as the record has them: a day, a month, a year, a span, "about", "by", "or later".

The notation is a part of EDTF (the Extended Date/Time Format of the Library of Congress,
ISO 8601-2:2019), levels 0 and 1: `2012-10-10`, `2013-02`, `2012`, `2012-10-10/2012-10-12`,
`../2013-05-14` (that day or earlier), `2013-02-08/..` (that day or later), and after a date `~` (about),
`?` (uncertain) or `%` (both). Seasons, unspecified digits and years outside 1 to 9999 are not read.
"""

import calendar
import datetime
import re
from dataclasses import dataclass

_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?([~?%]?)", re.ASCII)
OPEN = ".."


@dataclass(frozen=True)
class Point:
    """One date of whatever precision: `month` and `day` are None where the text does not say them."""

    year: int
    month: int | None
    day: int | None
    mark: str  # "", "~", "?" or "%"

    @property
    def first_day(self) -> datetime.date:
        """The earliest day this can be."""
        return datetime.date(self.year, self.month or 1, self.day or 1)

    @property
    def last_day(self) -> datetime.date:
        """The latest day this can be."""
        month = self.month or 12
        return datetime.date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])

    def in_words(self, *, year: bool = True, month: bool = True) -> str:
        """Say it in English, leaving out the year or the month where a span names them once."""
        parts = [str(self.day)] if self.day else []
        if self.month and month:
            parts.append(calendar.month_name[self.month])
        if year:
            parts.append(str(self.year))
        words = " ".join(parts)
        if self.mark in ("~", "%"):
            words = f"about {words}"
        return f"{words} (uncertain)" if self.mark in ("?", "%") else words


@dataclass(frozen=True)
class EdtfDate:
    """A date or span as read: `start` or `end` is None where the span is open on that side."""

    start: Point | None
    end: Point | None

    @property
    def first_day(self) -> datetime.date:
        """The first day the text names or implies (an open start begins with its only known day)."""
        return self.start.first_day if self.start else self.end.first_day

    @property
    def last_day(self) -> datetime.date:
        """The last day the text names or implies."""
        return self.end.last_day if self.end else self.start.last_day

    def in_words(self) -> str:
        """Say it in English: `10–12 October 2012`, `about February 2013`, `14 May 2013 or earlier`."""
        if self.start is None:
            return f"{self.end.in_words()} or earlier"
        if self.end is None:
            return f"{self.start.in_words()} or later"
        if self.start == self.end:
            return self.start.in_words()
        return _span_in_words(self.start, self.end)


def _span_in_words(start: Point, end: Point) -> str:
    if start.mark or end.mark or start.year != end.year:
        return f"{start.in_words()} – {end.in_words()}"
    if start.day and end.day and start.month == end.month:
        return f"{start.day}–{end.in_words()}"
    joint = "–" if not (start.day or end.day) else " – "
    return start.in_words(year=False) + joint + end.in_words()


def parse_edtf(text: str) -> EdtfDate:
    """Read one EDTF text. Raises ValueError with a sentence for the reader where it cannot be read."""
    parts = text.split("/")
    if len(parts) > 2 or not text.strip("./"):
        raise ValueError(_not_a_date(text))
    points = [None if part == OPEN else _parse_point(part, text) for part in parts]
    if len(points) == 1:
        points *= 2
    if points[0] is None and (points[1] is None or len(parts) == 1):
        raise ValueError(_not_a_date(text))
    date = EdtfDate(*points)
    if date.first_day > date.last_day:
        raise ValueError(f"“{text}” ends before it begins.")
    return date


def _parse_point(part: str, text: str) -> Point:
    match = _DATE.fullmatch(part)
    if match is None:
        raise ValueError(_not_a_date(text))
    year, month, day = (int(group) if group else None for group in match.groups()[:3])
    if not _in_calendar(year, month, day):
        raise ValueError(f"“{text}” names a day that is not in the calendar.")
    return Point(year, month, day, match.group(4))


def _in_calendar(year: int, month: int | None, day: int | None) -> bool:
    try:
        datetime.date(year, 1 if month is None else month, 1 if day is None else day)
    except ValueError:
        return False
    return True


def _not_a_date(text: str) -> str:
    return (
        f"“{text[:40]}” is not a date the record can hold. Write 2012-10-10, 2013-02, 2012, "
        "2012-10-10/2012-10-12, ../2013-05-14 (or earlier), 2013-02-08/.. (or later); "
        "add ~ for about, ? for uncertain."
    )
