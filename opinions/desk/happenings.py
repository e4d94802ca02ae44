"""What happened at one meeting: to which texts, and what was promised there, entered at once."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db.models import Q

from documents.desk.history import work
from documents.models import Meeting, Sourced
from documents.text.dates import parse_edtf

from ..models import Event, Opinion
from ..stages import Stage
from .choices import stage_of
from .steps import StepRefused, enter_pledges, enter_step

MOST_TEXTS = 60
"""Texts that have a line on one page; a meeting of the record has nine at most."""


@dataclass(frozen=True)
class Standing:
    """A text, where it stands before the meeting's next event, and what is entered of it at the meeting."""

    opinion: Opinion
    stage: Stage
    here: list[Event]


def texts_at(meeting: Meeting) -> list[Opinion]:
    """Return the texts with a document or an event at the meeting, drafts too, in the order of the record."""
    events = Event.objects.filter(withdrawn_at=None).filter(
        Q(meeting=meeting) | Q(contribution__meeting=meeting)
    )
    there = Q(pk__in=events.values("opinion")) | Q(
        revisions__contribution__meeting=meeting, revisions__withdrawn_at=None
    )
    return list(Opinion.objects.filter(there, withdrawn_at=None).distinct()[:MOST_TEXTS])


def standing_of(opinions: Sequence[Opinion], meeting: Meeting, date: str) -> list[Standing]:
    """Return where each of `opinions` stands before an event on `date` (EDTF), drafts included; one query."""
    events = (
        Event.objects.filter(opinion__in=opinions, withdrawn_at=None).in_order().select_related("opinion")
    )
    paths: dict[int, list[Event]] = {opinion.pk: [] for opinion in opinions}
    for event in events:
        paths[event.opinion_id].append(event)
    when = _readable(date)
    return [
        Standing(
            opinion,
            stage_of(paths[opinion.pk], when),
            [event for event in paths[opinion.pk] if event.meeting_id == meeting.pk],
        )
        for opinion in opinions
    ]


def _readable(date: str) -> str:
    try:
        return date if date and parse_edtf(date) else ""
    except ValueError:
        return ""


def enter_happenings(
    *, by, shared: Mapping, events: Sequence[Mapping], pledges: Iterable[Mapping] = (), why: str = ""
) -> list[Sourced]:
    """Enter what happened at a meeting, in the order given, all or nothing, as drafts; return the rows.

    `shared` has the meeting, date, sources, locator and confidence of what does not say otherwise. Each of
    `events` has its opinion, `actors` as (stakeholder, role), and fields of Event; each of `pledges` has
    fields of Pledge. Raises StepRefused: part "events" or "pledges", and the number of the row.
    """
    found = []
    with work(by=by, why=why):
        for number, row in enumerate(events):
            given = {**shared, **{name: value for name, value in row.items() if value}}
            opinion, actors = given.pop("opinion"), given.pop("actors", ())
            try:
                found += enter_step(by=by, opinion=opinion, event=given, actors=actors, why=why)
            except ValidationError as problem:
                raise StepRefused("events", number, problem) from problem
        found += enter_pledges(by=by, shared=shared, pledges=pledges, why=why)
    return found
