"""Which process and which meeting a document belongs to: by its symbol, by the days it names, by its date."""

import re
from collections import Counter
from dataclasses import dataclass

from ..models import Contribution, Meeting, Process
from ..text.dates import EdtfDate, parse_edtf
from ..text.symbols import symbol_key

MOST = 2_000
"""Documents of one series, and meetings, looked at."""
_SERIES = re.compile(r"(?P<stem>.+/)[^/]*\d[^/]*")
_BODY_AND_NUMBER = re.compile(r"[a-z]+(?:-\d{2,4})?[-/](?P<body>[a-z]+)/(?P<number>\d{1,2})/")


@dataclass(frozen=True)
class Place:
    """Where a document belongs, and how that is known; `meeting` may be None."""

    process: Process
    meeting: Meeting | None
    found: str
    sure: bool


def place_of(symbol: str, date: str, meeting_date: str) -> Place | None:
    """Return the process and meeting of a document, or None where nothing says; `date`s are EDTF or empty."""
    when = _read(meeting_date) or _read(date)
    return (
        _by_series(symbol, when)
        or _by_number_of_meeting(symbol, when)
        or _by_days(meeting_date)
        or _by_next_meeting(date)
        or _by_being_the_only_one()
    )


def _read(text: str) -> EdtfDate | None:
    try:
        return parse_edtf(text) if text else None
    except ValueError:
        return None


def _by_series(symbol: str, when: EdtfDate | None) -> Place | None:
    """Where the other documents of its series belong. Series of two processes can have the same symbols."""
    key = symbol_key(symbol)
    series = _SERIES.fullmatch(key)
    if not series:
        return None
    rows = Contribution.objects.filter(symbol_key__startswith=series["stem"]).exclude(symbol_key=key)
    rows = rows.select_related("process", "meeting").order_by("-pk")[:MOST]
    by_process: dict[Process, list[Contribution]] = {}
    for row in rows:
        by_process.setdefault(row.process, []).append(row)
    if not by_process:
        return None
    process = min(by_process, key=lambda one: _distance(one, when))
    others = by_process[process]
    meetings = Counter(row.meeting for row in others if row.meeting)
    meeting = meetings.most_common(1)[0][0] if meetings else None
    found = f"From the symbol: {others[0].symbol} is of the same series."
    sure = len(meetings) < 2 and len(by_process) == 1
    return Place(process, meeting, found, sure)


def _by_number_of_meeting(symbol: str, when: EdtfDate | None) -> Place | None:
    """WTPF-IEG/2/7 is of the second meeting of the body that is called IEG."""
    match = _BODY_AND_NUMBER.match(symbol_key(symbol))
    if not match:
        return None
    rows = Meeting.objects.filter(body__abbreviation__iexact=match["body"], parent=None)
    by_process: dict[Process, list[Meeting]] = {}
    for row in rows.select_related("process").order_by("first_day", "pk")[:MOST]:
        by_process.setdefault(row.process, []).append(row)
    number = int(match["number"])
    candidates = [process for process, meetings in by_process.items() if 0 < number <= len(meetings)]
    if not candidates:
        return None
    process = min(candidates, key=lambda one: _distance(one, when))
    meeting = by_process[process][number - 1]
    body = match["body"].upper()
    found = f"From the symbol: {body}/{number} is meeting number {number} of {body} in {process}."
    return Place(process, meeting, found, len(candidates) == 1)


def _by_days(meeting_date: str) -> Place | None:
    """The meeting on the days that the document's head gives for it."""
    days = _read(meeting_date)
    if days is None:
        return None
    rows = Meeting.objects.filter(first_day=days.first_day, last_day=days.last_day, parent=None)
    found = list(rows.select_related("process").order_by("pk")[:2])
    if not found:
        return None
    words = f"From the days of the meeting, {days.in_words()}."
    return Place(found[0].process, found[0], words, len(found) == 1)


def _by_next_meeting(date: str) -> Place | None:
    """The meeting at or next after the document's date."""
    day = _read(date)
    if day is None:
        return None
    rows = Meeting.objects.filter(last_day__gte=day.first_day, parent=None).select_related("process")
    meeting = rows.order_by("last_day", "pk").first()
    if meeting is None:
        return None
    return Place(
        meeting.process, meeting, f"The first meeting after the document’s date, {day.in_words()}.", False
    )


def _by_being_the_only_one() -> Place | None:
    processes = list(Process.objects.order_by("pk")[:2])
    return (
        Place(processes[0], None, "It is the only process of the record.", False)
        if len(processes) == 1
        else None
    )


def _distance(process: Process, when: EdtfDate | None) -> tuple:
    """How far a process lies from a day, then the newer before the older."""
    newest = -(process.first_day.toordinal() if process.first_day else 0)
    if when is None or process.first_day is None:
        return (0, newest)
    before = (process.first_day - when.last_day).days
    after = (when.first_day - (process.last_day or process.first_day)).days
    return (max(before, after, 0), newest)
