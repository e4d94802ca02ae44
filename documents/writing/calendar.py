"""Events of whole days as iCalendar (RFC 5545, with names of RFC 7986)."""

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

_ESCAPES = str.maketrans({"\\": "\\\\", ";": r"\;", ",": r"\,", "\n": r"\n", "\r": None})
_LINE = 75  # octets, the longest line there may be


@dataclass(frozen=True)
class CalendarEntry:
    """One event: `uid` never changes; `sequence` counts the changes of its date."""

    uid: str
    first_day: datetime.date
    last_day: datetime.date
    summary: str
    changed: datetime.datetime
    sequence: int = 0
    words: str = ""
    place: str = ""
    address: str = ""
    category: str = ""
    certain: bool = True


def calendar(name: str, words: str, address: str, entries: Iterable[CalendarEntry]) -> str:
    """Return the calendar of `entries`, in their order; `address` is that of the page that shows the same."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//WTPF Tracker//Calendar//EN",
        "CALSCALE:GREGORIAN",
        f"NAME:{_text(name)}",
        f"X-WR-CALNAME:{_text(name)}",
        f"DESCRIPTION:{_text(words)}",
        f"URL:{_address(address)}",
        "REFRESH-INTERVAL;VALUE=DURATION:PT12H",
    ]
    for entry in entries:
        lines += _event(entry)
    return "".join(map(_folded, [*lines, "END:VCALENDAR"]))


def _event(entry: CalendarEntry) -> Iterator[str]:
    changed = entry.changed.astimezone(datetime.UTC).strftime("%Y%m%dT%H%M%SZ")
    after = entry.last_day + datetime.timedelta(days=1)  # the end of whole days is the day after
    yield "BEGIN:VEVENT"
    yield f"UID:{_text(entry.uid)}"
    yield f"DTSTAMP:{changed}"
    yield f"LAST-MODIFIED:{changed}"
    yield f"SEQUENCE:{entry.sequence}"
    yield f"DTSTART;VALUE=DATE:{entry.first_day:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{after:%Y%m%d}"
    yield f"SUMMARY:{_text(entry.summary)}"
    named = {"DESCRIPTION": entry.words, "LOCATION": entry.place, "CATEGORIES": entry.category}
    yield from (f"{name}:{_text(text)}" for name, text in named.items() if text)
    if entry.address:
        yield f"URL:{_address(entry.address)}"
    yield f"STATUS:{'CONFIRMED' if entry.certain else 'TENTATIVE'}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _text(text: str) -> str:
    shown = "".join(letter for letter in text if letter.isprintable() or letter == "\n")
    return shown.translate(_ESCAPES)


def _address(address: str) -> str:
    return "".join(address.split())


def _folded(line: str) -> str:
    """Return a line in parts of at most 75 octets, cut between letters."""
    parts, part, length = [], "", 0
    for letter in line:
        octets = len(letter.encode())
        if length + octets > _LINE:
            parts.append(part)
            part, length = " ", 1
        part += letter
        length += octets
    return "".join(f"{one}\r\n" for one in [*parts, part])
