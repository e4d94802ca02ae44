"""From the record's rows to what the pictures draw: steps of one path, rows of a whole process."""

import calendar
from collections.abc import Iterable, Sequence

from documents.models import Meeting
from documents.sentences import listed
from documents.text.dates import parse_edtf

from .drawing.column import draw_column
from .drawing.overview import draw_overview
from .drawing.overview_parts import Draft, Moment, Overview, TextRow
from .drawing.steps import Step
from .drawing.timeline import draw_timeline
from .models import Event, Opinion
from .stages import OUTCOME_LABELS, Kind, Outcome, derive, walk

IN_WRITING = "In writing"
AFTER = "After"
# Kinds that move a text or show where it was; the others would only crowd the picture of a whole process.
SHOWN = {
    Kind.DEFERRED: "waits",
    Kind.AGREED: "agreed",
    Kind.FORWARDED: "forwarded",
    Kind.WITHDRAWN: "withdrawn",
    Kind.NOT_ADVANCED: "left aside",
    Kind.REINTRODUCED: "brought back",
    Kind.AMENDED: "amended",
    Kind.NO_CONSENSUS: "no consensus",
    Kind.REFERRED: "referred",
    Kind.ADOPTED: "adopted",
    Kind.CITED: "cited",
    Kind.ANNOUNCED: "announced",
}
MOST_LANES = 5
LONGEST_WORD = 13  # letters that fit beside a lane


def path_pictures(events: Sequence[Event], *, base: str = "") -> dict:
    """Return the pictures of one path: {"timeline": ..., "column": ...}, each None where nothing happened.

    `events` are in order, with meeting, body and body.parent fetched; `base` comes before their anchors.
    """
    lanes = _lanes(events)
    steps = [
        Step(
            href=f"{base}#event-{event.key}",
            words=event.get_kind_display(),
            when=_short_date(event),
            lane=lane,
            first_day=event.first_day,
            last_day=event.last_day,
            state=stage,
            kind=event.kind,
        )
        for event, lane, stage in zip(events, lanes, walk(event.kind for event in events), strict=True)
    ]
    return {"timeline": draw_timeline(steps), "column": draw_column(steps)}


def _lanes(events: Sequence[Event]) -> list[str]:
    """Name each event's lane: its body, or the body that one belongs to where there would be too many."""
    names = [_body_name(event) for event in events]
    if len(set(names)) <= MOST_LANES:
        return names
    return [_body_name(event, whole=True) for event in events]


def _body_name(event: Event, *, whole: bool = False) -> str:
    body = event.body or (event.meeting.body if event.meeting else None)
    if body is None:
        return IN_WRITING
    if whole and body.parent:
        body = body.parent
    fits = max(map(len, body.name.split())) <= LONGEST_WORD
    return body.name if fits else body.abbreviation or body.name


def _short_date(event: Event) -> str:
    """The date in words, its months in three letters."""
    words = parse_edtf(event.date).in_words()
    for name, short in zip(calendar.month_name[1:], calendar.month_abbr[1:], strict=True):
        words = words.replace(name, short)
    return words


def overview(
    opinions: Sequence[Opinion], events: Iterable[Event], meetings: Iterable[Meeting], day
) -> Overview:
    """Return the picture of a process as the public could know it on `day` (None: now).

    `events` carry their meeting with its parent, and their revision with its sponsors and what it is based
    on (prefetched); `meetings` are those of the process, in order.
    """
    columns, ends = _columns(meetings)
    by_opinion: dict[int, list[Event]] = {}
    for event in events:
        by_opinion.setdefault(event.opinion_id, []).append(event)
    query = f"?as_of={day.isoformat()}" if day else ""
    rows = [
        _text_row(opinion, by_opinion.get(opinion.pk, []), columns, ends, day, query) for opinion in opinions
    ]
    headings = [*columns, AFTER]
    return headings, draw_overview(headings, rows)


def overview_cells(picture: Overview, events: Iterable[Event], headings: Sequence[str], meetings):
    """Return the table that says the same, by rows: [{"text": TextRow, "cells": [(heading, words), ...]}]."""
    columns, ends = _columns(meetings)
    words: dict[tuple[str, float], list[str]] = {}
    for event in events:
        if event.kind == Kind.BACKGROUND:
            continue
        said = words.setdefault((event.opinion.get_absolute_url(), column_of(event, columns, ends)), [])
        if event.get_kind_display() not in said:
            said.append(event.get_kind_display())
    return [
        {"text": drawn.row, "cells": list(_cells(words, drawn.row.href.partition("?")[0], headings))}
        for drawn in picture.rows
    ]


def _cells(words, address: str, headings: Sequence[str]):
    """Pair each heading with its words; what came in writing before a meeting is said before it."""
    for index, heading in enumerate(headings):
        at, before = words.get((address, index), []), words.get((address, index - 0.5), [])
        parts = [f"{listed(before)} beforehand"] if before else []
        parts += [listed(at)] if at else []
        yield heading, "; ".join(parts)


def _columns(meetings: Iterable[Meeting]) -> tuple[list[str], list]:
    """Return the headings in order and the last day of each."""
    last: dict[str, object] = {}
    for meeting in meetings:
        if meeting.column and meeting.last_day:
            last[meeting.column] = max(meeting.last_day, last.get(meeting.column, meeting.last_day))
    return list(last), list(last.values())


def column_of(event: Event, columns: Sequence[str], ends: Sequence) -> float:
    """Return the column of an event: that of its meeting, or else half a column before the next one.

    What happened before the first column stands in it, what happened after the last in the one beyond.
    """
    for meeting in (event.meeting, event.meeting.parent if event.meeting else None):
        if meeting is not None and meeting.column in columns:
            return columns.index(meeting.column)
    following = next((index for index, end in enumerate(ends) if event.first_day <= end), None)
    return len(columns) if following is None else max(0, following - 0.5)


def _text_row(opinion: Opinion, events: Sequence[Event], columns, ends, day, query: str) -> TextRow:
    stages = walk(event.kind for event in events)
    over = opinion.process.is_over(day)
    _, outcome = derive((event.kind for event in events), process_over=over)
    placed = [
        (event, column_of(event, columns, ends), stage) for event, stage in zip(events, stages, strict=True)
    ]
    drafts, merge = _drafts(placed)
    return TextRow(
        title=opinion.short_title,
        href=opinion.get_absolute_url() + query,
        drafts=tuple(drafts),
        merge=merge,
        moments=tuple(_moments(placed, begun=bool(drafts))),
        outcome=outcome,
        end_words=_end_words(opinion, outcome),
    )


def _moments(placed, *, begun: bool) -> list[Moment]:
    """Return the events worth a mark: one of each kind a column; the first of all where no draft is known."""
    moments: dict[tuple, Moment] = {}
    for number, (event, column, stage) in enumerate(placed):
        if (column, Kind.AGREED) in moments and event.kind == Kind.FORWARDED:
            continue
        if event.kind in SHOWN or (number == 0 and not begun):
            word = SHOWN.get(event.kind, event.get_kind_display())
            moments[column, event.kind] = Moment(column, event.kind, stage, word)
    return list(moments.values())


def _drafts(placed) -> tuple[list[Draft], int | None]:
    """Return the drafts that began a text, and the column where the first text based on several stands."""
    drafts, merge = [], None
    for event, column, _ in placed:
        if event.revision is None or event.kind not in (
            Kind.SUBMITTED,
            Kind.PRESENTED,
            Kind.CONSOLIDATED,
            Kind.AGREED,
        ):
            continue
        parents = list(event.revision.based_on.all())
        if not parents and event.kind == Kind.SUBMITTED:
            who = ", ".join(sponsor.short_name for sponsor in event.revision.sponsors.all())
            drafts.append(Draft(who or event.revision.label, column))
        elif len(parents) > 1 and merge is None:
            merge = column
    return drafts, merge


def _end_words(opinion: Opinion, outcome: Outcome) -> str:
    if outcome == Outcome.ADOPTED and opinion.adopted_number:
        return f"adopted: {opinion.adopted_number}"
    return {Outcome.UNKNOWN: "end not known", Outcome.OPEN: "open"}.get(outcome, OUTCOME_LABELS[outcome])
