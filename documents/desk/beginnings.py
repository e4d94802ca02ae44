"""What a new row begins with, from what the person worked in last; proposed, never forced."""

import datetime

from django.db import models
from django.db.models import F
from django.utils import timezone

from ..models import Change, Meeting, Process, Source
from .roles import shown_rows

LOOKED_AT = 10
"""How many of the person's newest changes are looked at."""
REMEMBERED = datetime.timedelta(hours=4)
"""How long the sources of what was entered last are proposed."""


def beginning_of(model: type[models.Model], user) -> dict:
    """Return {"process": key, "meeting": key, "sources": [keys]}: what of it `model` has and is known.

    The queries are bounded: some for each kind of thing among the newest changes of `user`.
    """
    names = {field.name for field in (*model._meta.fields, *model._meta.many_to_many)}
    found = {}
    if names & {"process", "meeting"}:
        process, meeting = last_worked_in(user)
        found = {"process": process, "meeting": meeting}
    if "sources" in names:
        found["sources"] = sources_entered_last(user)
    return {name: _key(value) for name, value in found.items() if value and name in names}


def _key(value):
    return [row.pk for row in value] if isinstance(value, list) else value.pk


def last_worked_in(user) -> tuple[Process | None, Meeting | None]:
    """Return the process, and the meeting in it, of the newest change of `user`.

    Who has changed nothing begins with the newest process that goes on, or the newest of all.
    """
    changes = list(Change.objects.filter(by=user).select_related("content_type")[:LOOKED_AT])
    rows = shown_rows(changes)
    things = [rows.get((change.model, change.object_pk)) for change in changes]
    process = next(filter(None, map(process_of, things)), None)
    meetings = (row if isinstance(row, Meeting) else getattr(row, "meeting", None) for row in things)
    meeting = next((each for each in meetings if each and each.process_id == getattr(process, "pk", 0)), None)
    return process or newest_process(), meeting


def process_of(row, steps: int = 3) -> Process | None:
    """Return the process in which `row` stands, or None where it belongs to none."""
    if row is None or isinstance(row, Process):
        return row
    above = [getattr(row, name) for name in getattr(row, "stands_under", ())] if steps else []
    return next(filter(None, (process_of(each, steps - 1) for each in above)), None)


def newest_process() -> Process | None:
    """Return the newest process that is not over, or else the newest."""
    newest = Process.objects.order_by(F("first_day").desc(nulls_last=True), "-pk")
    goes_on = models.Q(last_day=None) | models.Q(last_day__gte=timezone.localdate())
    return newest.filter(goes_on).first() or newest.first()


def sources_entered_last(user) -> list[Source]:
    """Return the sources of what `user` entered last, if that is not long ago."""
    since = timezone.now() - REMEMBERED
    entered = Change.objects.filter(by=user, act=Change.Act.ENTERED, at__gte=since)
    for state in entered.values_list("after", flat=True)[:LOOKED_AT]:
        if keys := (state or {}).get("many", {}).get("sources"):
            return list(Source.objects.filter(pk__in=keys).order_by("pk"))
    return []
