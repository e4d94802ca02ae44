"""What may happen next to a text: the kinds of event that may follow, and why others may not."""

from collections.abc import Iterable
from dataclasses import dataclass

from documents.models import Meeting, Source
from documents.text.dates import parse_edtf

from ..actions import events_of, place_of
from ..models import Event, Opinion, Revision
from ..stages import KIND_LABELS, RULES, STAGE_LABELS, Kind, Stage, after, refusal, walk


@dataclass(frozen=True)
class Choice:
    """A kind of event at one place of a path: where it leads, or why it may not stand there."""

    kind: Kind
    label: str
    leads_to: str  # a sentence
    refused: str  # a sentence, or "" where it may follow


GROUPS: dict[str, tuple[Kind, ...]] = {
    "Moves it along": (
        Kind.ANNOUNCED, Kind.SUBMITTED, Kind.PRESENTED, Kind.DISCUSSED, Kind.DEFERRED, Kind.AGREED,
        Kind.FORWARDED,
    ),
    "Changes the text": (Kind.REVISED, Kind.CONSOLIDATED, Kind.AMENDED),
    "Ends it": (Kind.ADOPTED, Kind.WITHDRAWN, Kind.NOT_ADVANCED, Kind.NO_CONSENSUS, Kind.REFERRED),
    "Brings it back": (Kind.REINTRODUCED,),
    "Notes beside the path": (Kind.COMMENTED, Kind.PUBLISHED, Kind.CITED, Kind.BACKGROUND),
}  # fmt: skip
"""Under which heading each kind of event is offered."""


@dataclass(frozen=True)
class Context:
    """What the form of the next event begins with, from what the desk entered last."""

    date: str
    meeting: Meeting | None
    sources: list[Source]
    based_on: Revision | None


def stage_before(opinion: Opinion, date: str = "") -> Stage:
    """Return where the path stands, drafts included, before an event on `date` (EDTF; "": at its end)."""
    return stage_of(list(events_of(opinion)), date)


def stage_of(events: list[Event], date: str = "") -> Stage:
    """Return where a path of these events, given in order, stands before an event on `date`."""
    if date:
        here = place_of(Event(date=date, order=max((event.order for event in events), default=0)))
        events = [event for event in events if place_of(event) < here]
    return ([Stage.START, *walk([event.kind for event in events])])[-1]


def choices_at(stage: Stage) -> list[Choice]:
    """Return every kind of event at `stage`, those that may follow first, each in the order of the table."""
    found = [Choice(kind, KIND_LABELS[kind], _leads_to(stage, kind), refusal(stage, kind)) for kind in RULES]
    return sorted(found, key=lambda choice: bool(choice.refused))


def grouped(choices: Iterable[Choice]) -> list[tuple[str, list[Choice]]]:
    """Return those of `choices` that may follow under their headings; headings without any are left out."""
    free = [choice for choice in choices if not choice.refused]
    groups = [(heading, [one for one in free if one.kind in kinds]) for heading, kinds in GROUPS.items()]
    return [(heading, found) for heading, found in groups if found]


def _leads_to(stage: Stage, kind: Kind) -> str:
    new = after(stage, kind)
    if new == stage:
        return f"It stays “{STAGE_LABELS[stage]}”."
    return f"It becomes “{STAGE_LABELS[new]}”."


def context_of(opinion: Opinion, *, meeting: Meeting | None = None) -> Context:
    """Return what the next event of `opinion` begins with.

    The meeting is the one that is asked for; otherwise that of the event entered last in its process, as long
    as this path has nothing later. The date is the meeting's, and so are the sources, see `sources_of`.
    """
    latest = (
        Event.objects.filter(opinion__process=opinion.process, meeting__isnull=False).order_by("-pk").first()
    )
    last = list(events_of(opinion))[-1:]
    if meeting is None and latest is not None and not _is_later(last, latest.meeting):
        meeting = latest.meeting
    date = meeting.date if meeting else ""
    sources = sources_of(meeting) if meeting is not None else []
    newest = opinion.revisions.without_text().order_by("-number").first()
    return Context(date, meeting, sources, newest)


def sources_of(meeting: Meeting) -> list[Source]:
    """Return what is known of a meeting from: the sources named there last, else those of the meeting itself.

    What only says that a document came rests on that document, and tells nothing of the meeting.
    """
    last = Event.objects.filter(meeting=meeting, contribution=None, withdrawn_at=None).order_by("-pk").first()
    return list((last or meeting).sources.all())


def _is_later(last: list[Event], meeting: Meeting) -> bool:
    if not last or not meeting.date:
        return False
    return parse_edtf(last[0].date).first_day > parse_edtf(meeting.date).last_day
