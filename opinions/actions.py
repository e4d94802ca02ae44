"""Writes that touch more than one row: events and the path that follows from them, and new texts."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Sequence

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.db.models.functions import Now
from django.utils import timezone

from documents import actions as documents_actions
from documents.models import Publishable, Source, Stakeholder
from documents.text.dates import parse_edtf

from .models import Actor, Event, Opinion, Revision
from .models.events import EventQuerySet
from .stages import KIND_LABELS, Kind, derive, missteps


def published_events() -> EventQuerySet:
    """Return the events that move paths, in order: those published, whether or not their opinion is yet."""
    return Event.objects.filter(published_at__lte=Now()).in_order()


@transaction.atomic
def rebuild_path(opinion: Opinion) -> bool:
    """Set the stage and outcome of `opinion` from its published events; return whether they changed."""
    kinds = published_events().filter(opinion=opinion).values_list("kind", flat=True)
    if not _set_path(opinion, kinds):
        return False
    opinion.save(update_fields=["stage", "outcome"])
    return True


@transaction.atomic
def rebuild_paths() -> int:
    """Set the stage and outcome of every opinion, in three queries; return how many changed."""
    kinds = published_kinds()
    changed = [row for row in Opinion.objects.select_related("process") if _set_path(row, kinds[row.pk])]
    Opinion.objects.bulk_update(changed, ["stage", "outcome"])
    return len(changed)


def published_kinds() -> dict[int, list[str]]:
    """Return the kinds of the published events of every opinion in order, by the opinion's primary key."""
    kinds = defaultdict(list)
    for opinion, kind in published_events().values_list("opinion", "kind"):
        kinds[opinion].append(kind)
    return kinds


def _set_path(opinion: Opinion, kinds: Iterable[str]) -> bool:
    before = opinion.stage, opinion.outcome
    opinion.stage, opinion.outcome = derive(kinds, process_over=opinion.process.is_over())
    return before != (opinion.stage, opinion.outcome)


def unexplained_missteps(events: Sequence[Event]) -> list[tuple[Event, str]]:
    """Return (event, why it may not follow) for those of a path, given in order, that give no reason."""
    found = [(events[step.index], step.reason) for step in missteps([event.kind for event in events])]
    return [(event, reason) for event, reason in found if not event.out_of_order_reason.strip()]


def refusal_of(event: Event) -> str:
    """Return a sentence why `event`, saved or not, cannot stand where its date puts it, or an empty text.

    It is looked at among the published events of its opinion: it must be able to follow those before
    it, and those after it must still be able to follow.
    """
    others = list(published_events().filter(opinion=event.opinion).exclude(pk=event.pk))
    already = {other.pk for other, _ in unexplained_missteps(others)}
    for found, reason in unexplained_missteps(sorted([*others, event], key=_place)):
        if found is event:
            return reason
        if found.pk not in already:
            label = KIND_LABELS[Kind(found.kind)]
            return f"After it, “{label}” of {found.date_in_words} could not stand: {reason}"
    return ""


def _place(event: Event) -> tuple:
    """Where an event stands in its path; one that is not saved comes last among its equals."""
    day = parse_edtf(event.date).first_day if event.date else datetime.date.min
    return day, event.order, event.pk is None, event.pk or 0


@transaction.atomic
def add_event(
    *,
    opinion: Opinion,
    kind: str,
    date: str,
    summary: str,
    sources: Iterable[Source] = (),
    actors: Iterable[tuple[Stakeholder, str]] = (),
    key: str = "",
    published_at: datetime.datetime | None = None,
    **details,
) -> Event:
    """Enter one step of a path and bring the opinion's stage and outcome up to date; return the event.

    `date` is EDTF; `actors` are (stakeholder, role) in order; `details` are further fields of Event.
    Without `key` the event is named by its kind and month. Raises ValidationError with a sentence where
    the event may not follow and `details` give no `out_of_order_reason`, where a field is wrong, and
    where it is to be published without a source.
    """
    event = Event(opinion=opinion, kind=kind, date=date, summary=summary, **details)
    event.clean_fields(exclude=["key"])
    event.key = key or _free_key(event)
    event.full_clean()
    if reason := refusal_of(event):
        raise ValidationError({"kind": reason})
    event.save()
    event.sources.set(sources)
    Actor.objects.bulk_create(
        Actor(event=event, stakeholder=stakeholder, role=role, order=order)
        for order, (stakeholder, role) in enumerate(actors, start=1)
    )
    if published_at is not None:
        documents_actions.publish(event, at=published_at)
    rebuild_path(opinion)
    return event


def _free_key(event: Event) -> str:
    """Return `withdrawn-2013-02`, or `withdrawn-2013-02-2` and so on where the opinion has that already."""
    first_day = parse_edtf(event.date).first_day if event.date else timezone.localdate()
    stem = f"{event.kind}-{first_day:%Y-%m}"
    namesakes = Event.objects.filter(opinion=event.opinion, key__startswith=stem)
    taken = set(namesakes.values_list("key", flat=True))
    if stem not in taken:
        return stem
    return next(name for number in range(2, len(taken) + 3) if (name := f"{stem}-{number}") not in taken)


@transaction.atomic
def publish(*facts: Publishable, at: datetime.datetime | None = None) -> int:
    """Show `facts` to readers and bring the paths they belong to up to date; return how many were drafts.

    Raises ValidationError with a sentence for a fact without a source and for an event that may not
    follow where it stands and gives no reason; then none is published.
    """
    published = documents_actions.publish(*facts, at=at)
    events = [fact for fact in facts if isinstance(fact, Event)]
    if refused := [f"“{event}”: {reason}" for event in events if (reason := refusal_of(event))]:
        raise ValidationError(refused)
    opinions = {event.opinion_id: event.opinion for event in events}
    opinions |= {fact.pk: fact for fact in facts if isinstance(fact, Opinion)}
    for opinion in opinions.values():
        rebuild_path(opinion)
    return published


@transaction.atomic
def enter_revision(
    *,
    opinion: Opinion,
    label: str,
    text: str,
    basis: str,
    sources: Iterable[Source] = (),
    sponsors: Iterable[Stakeholder] = (),
    based_on: Iterable[Revision] = (),
    published_at: datetime.datetime | None = None,
    **details,
) -> Revision:
    """Enter one state of the text of `opinion` as its next revision; return it.

    `text` has one paragraph a line, `basis` is one of `Revision.Basis`; `details` are further fields of
    Revision. Raises ValidationError with a sentence where a field is wrong, where this text is already the
    text of a revision that it would be based on, and where it is to be published without a source.
    """
    Opinion.objects.select_for_update().get(pk=opinion.pk)  # two that enter at once get two numbers
    last = opinion.revisions.aggregate(last=Max("number"))["last"] or 0
    revision = Revision(opinion=opinion, number=last + 1, label=label, text=text, basis=basis)
    for name, value in details.items():
        setattr(revision, name, value)
    revision.full_clean()
    based_on = list(based_on)
    if same := next((one for one in based_on if text and one.text == text), None):
        raise ValidationError({"based_on": f"“{same}” has the very same text: nothing new is to be entered."})
    revision.save()
    revision.sources.set(sources)
    revision.sponsors.set(sponsors)
    revision.based_on.set(based_on)
    if published_at is not None:
        documents_actions.publish(revision, at=published_at)
    return revision


@transaction.atomic
def enter_tracked_revisions(
    *, before: dict, opinion: Opinion, based_on: Iterable[Revision] = (), **after
) -> tuple[Revision, Revision]:
    """Enter both texts of a file with tracked changes: the one before them, and the one after, based on it.

    `before` has the text, label and sponsors of the first; what else it needs is that of the second.
    """
    first = enter_revision(opinion=opinion, based_on=based_on, **{**after, **before})
    return first, enter_revision(opinion=opinion, based_on=[first], **after)
