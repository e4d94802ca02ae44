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
from documents.desk.history import Written, work
from documents.desk.naming import first_free
from documents.models import Process, Source, Stakeholder
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


def events_of(opinion: Opinion) -> EventQuerySet:
    """Return the events of `opinion` as the desk knows them, in order: drafts too, withdrawn ones not."""
    return Event.objects.filter(opinion=opinion, withdrawn_at=None).in_order()


def refusal_of(event: Event) -> str:
    """Return a sentence why `event`, saved or not, cannot stand where its date puts it, or an empty text.

    It is looked at among the events of its opinion, drafts included: it must be able to follow those
    before it, and those after it must still be able to follow.
    """
    others = list(events_of(event.opinion).exclude(pk=event.pk))
    already = {other.pk for other, _ in unexplained_missteps(others)}
    for found, reason in unexplained_missteps(sorted([*others, event], key=place_of)):
        if found is event:
            return reason
        if found.pk not in already:
            label = KIND_LABELS[Kind(found.kind)]
            return f"After it, “{label}” of {found.date_in_words} could not stand: {reason}"
    return ""


def keep_paths(written: Iterable[Written]) -> None:
    """Bring up to date the opinions whose events, or whose process, a piece of work wrote.

    Raises ValidationError with a sentence for each published event that could stand where it does before
    that work and cannot after it, and gives no reason.
    """
    written = list(written)
    opinions = Opinion.objects.filter(pk__in=_opinions_of(written)).select_related("process")
    paths = defaultdict(list)
    for event in published_events().filter(opinion__in=opinions).select_related("opinion"):
        paths[event.opinion_id].append(event)
    refused = [sentence for path in paths.values() for sentence in _new_missteps(path, written)]
    if refused:
        raise ValidationError(refused)
    for opinion in opinions:
        if _set_path(opinion, [event.kind for event in paths[opinion.pk]]):
            opinion.save(update_fields=["stage", "outcome"])


def _opinions_of(written: Iterable[Written]) -> set[int]:
    """The primary keys of the opinions whose paths may have moved."""
    concerned = {key for thing in written if thing.model is Event for key in thing.values("opinion")}
    concerned |= {thing.pk for thing in written if thing.model is Opinion}
    processes = [thing.pk for thing in written if thing.model is Process]
    if processes:
        concerned |= set(Opinion.objects.filter(process__in=processes).values_list("pk", flat=True))
    return concerned


def _new_missteps(path: Sequence[Event], written: Iterable[Written]) -> list[str]:
    """Sentences on the events of a path, in order, that could not stand there and did not before either."""
    found = unexplained_missteps(path)
    if not found:
        return []
    befores = {thing.pk: thing.before for thing in written if thing.model is Event}
    earlier = [event for event in path if event.pk not in befores]
    earlier += [
        Event(
            pk=pk,
            **{name: before["fields"][name] for name in ("kind", "date", "order", "out_of_order_reason")},
        )
        for pk, before in befores.items()
        if before and before["fields"]["published_at"] and before["fields"]["opinion"] == path[0].opinion_id
    ]
    already = {event.pk for event, _ in unexplained_missteps(sorted(earlier, key=place_of))}
    return [f"“{event}”: {reason}" for event, reason in found if event.pk not in already]


def place_of(event: Event) -> tuple:
    """Return where an event stands in its path; one that is not saved comes last among its equals."""
    day = parse_edtf(event.date).first_day if event.date else datetime.date.min
    return day, event.order, event.pk is None, event.pk or 0


@work()
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
    return first_free(stem, namesakes.values_list("key", flat=True))


@work()
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


@work()
def enter_tracked_revisions(
    *, before: dict, opinion: Opinion, based_on: Iterable[Revision] = (), **after
) -> tuple[Revision, Revision]:
    """Enter both texts of a file with tracked changes: the one before them, and the one after, based on it.

    `before` has the text, label and sponsors of the first; what else it needs is that of the second.
    """
    first = enter_revision(opinion=opinion, based_on=based_on, **{**after, **before})
    return first, enter_revision(opinion=opinion, based_on=[first], **after)
