"""One step of a path with all that belongs to it, entered at once: what happened, the text it produced, the
changes decided with it, what was said and what was promised.
"""

from collections.abc import Iterable, Mapping, Sequence

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.text import slugify

from documents.desk.history import work
from documents.desk.naming import first_free
from documents.models import Confidence, Sourced

from ..actions import add_event, enter_revision
from ..models import Amendment, Event, Intervention, Opinion, Pledge, Revision


class StepRefused(ValidationError):
    """Something of a step cannot be entered; `part` names which: "event", "revision", "amendments" ..., and
    `number` which row of it, from 0.
    """

    def __init__(self, part: str, number: int, problem: ValidationError):
        super().__init__(problem.message_dict if hasattr(problem, "error_dict") else problem.messages)
        self.part, self.number = part, number


def enter_step(
    *,
    by,
    opinion: Opinion,
    event: Mapping,
    actors: Sequence[tuple] = (),
    revision: Mapping | None = None,
    amendments: Iterable[Mapping] = (),
    stances: Iterable[Mapping] = (),
    pledges: Iterable[Mapping] = (),
    why: str = "",
) -> list[Sourced]:
    """Enter what happened next to `opinion`, all or nothing, as drafts; return the rows, the event first.

    `event`, `revision` and the rows of the others are fields of their models, many-to-many ones included.
    What names no sources of its own has those of the event, and its date and meeting. `actors` are
    (stakeholder, role). Raises StepRefused with sentences where one of them cannot stand.
    """
    with work(by=by, why=why):
        _part("event", 0, _check_fields, opinion, event)
        text = _part("revision", 0, _entered_revision, opinion, revision, event) if revision else None
        found = [_part("event", 0, _entered_event, opinion, event, actors, text)]
        found += [text] if text else []
        shared = {name: event.get(name) for name in ("date", "meeting")}
        for part, model, rows in (
            ("amendments", Amendment, amendments),
            ("stances", Intervention, stances),
            ("pledges", Pledge, pledges),
        ):
            for number, row in enumerate(rows):
                given = {
                    "opinion": opinion,
                    **shared,
                    **_of_the_text(model, opinion, text),
                    **_cited(row, event),
                }
                found.append(_part(part, number, _entered, model, given))
    return found


def enter_pledges(*, by, shared: Mapping, pledges: Iterable[Mapping], why: str = "") -> list[Pledge]:
    """Enter what was promised at a meeting, all or nothing, as drafts; return the rows.

    `shared` has the date, the meeting, and what is cited where a row names no sources of its own. Raises
    StepRefused with the number of the row that cannot stand.
    """
    place = {name: shared.get(name) for name in ("date", "meeting")}
    with work(by=by, why=why):
        return [
            _part("pledges", number, _entered, Pledge, {**place, **_cited(row, shared)})
            for number, row in enumerate(pledges)
        ]


def _part(part: str, number: int, enter, *args):
    try:
        return enter(*args)
    except ValidationError as problem:
        raise StepRefused(part, number, problem) from problem


def _cited(given: Mapping, event: Mapping) -> dict:
    """The fields of a fact; where it names no sources of its own, with those of the event and their place."""
    own = bool(given.get("sources"))
    sources = list(given["sources"] if own else event.get("sources") or ())
    locator = given.get("locator") or ("" if own else event.get("locator", ""))
    confidence = given.get("confidence") or event.get("confidence") or Confidence.MEDIUM
    return {**given, "sources": sources, "locator": locator, "confidence": confidence}


def _check_fields(opinion: Opinion, given: Mapping) -> None:
    """Refuse an event whose own fields are wrong before its text is entered, which has its date."""
    many = {field.name for field in Event._meta.many_to_many}
    plain = {name: value for name, value in given.items() if name not in many}
    Event(opinion=opinion, **plain).clean_fields(exclude=["key"])


def _entered_event(opinion: Opinion, given: Mapping, actors, text: Revision | None) -> Event:
    given = dict(given)
    if text is not None:
        given["revision"] = text
    return add_event(opinion=opinion, actors=actors, **given)


def _entered_revision(opinion: Opinion, given: Mapping, event: Mapping) -> Revision:
    given = {"date": event.get("date", ""), "contribution": event.get("contribution"), **_cited(given, event)}
    return enter_revision(
        opinion=opinion, **{name: value for name, value in given.items() if value is not None}
    )


def _of_the_text(model, opinion: Opinion, text: Revision | None) -> dict:
    """Which text an amendment was to change, and which one it led to."""
    if model is not Amendment:
        return {}
    before = opinion.revisions.without_text().exclude(pk=text and text.pk).order_by("-number").first()
    return {"revision": before, "resulting_revision": text}


def _entered(model: type[Sourced], given: dict) -> Sourced:
    many = {field.name: given.pop(field.name, ()) for field in model._meta.many_to_many}
    row = model(**given)
    row.key = free_key(model, _stem(row, many), row.opinion)
    row.full_clean()
    row.save()
    for name, rows in many.items():
        getattr(row, name).set(rows)
    return row


def _stem(row, many: Mapping) -> str:
    """What names a row beside its number: the text and who, or what it is about."""
    who = [getattr(row, "stakeholder", None), *many.get("proposers", ()), *many.get("stakeholders", ())]
    names = [each.slug for each in who if each][:1] or [
        slugify(getattr(row, "subject", "") or row.summary)[:30]
    ]
    about = row.opinion or row.meeting
    return "-".join([about.slug[:40] if about else "promised", *names]).strip("-")[:60]


def free_key(model: type[models.Model], stem: str, opinion: Opinion | None) -> str:
    """Return `stem`, or `stem-2` and so on where `model` has that key already.

    Keys that are unique only within an opinion are looked for in `opinion`.
    """
    rows = model.objects.filter(key__startswith=stem)
    if not model._meta.get_field("key").unique:
        rows = rows.filter(opinion=opinion)
    return first_free(stem, rows.values_list("key", flat=True))
