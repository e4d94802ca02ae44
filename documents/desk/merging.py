"""Two people edited one thing: what each changed, and both brought together in the form of the second.

The state that the second opened, the one stored now, and the one the form describes are laid side by side.
What only the other changed is taken from there; what was typed stays typed.
"""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import models
from django.http import QueryDict

from ..models import Change
from .states import NOTHING, PUBLICATION, kept_fields, many_differences, mark_of, parts_of, plain_many

MOST_CHANGES = 100
"""Among how many of the last changes the state that somebody opened is looked for."""


@dataclass(frozen=True)
class Clash:
    """One value in its versions, in words. `opened` is None where what was opened is not known any more."""

    label: str
    opened: str | None
    stored: str
    typed: str
    stands: str  # what the form holds now: "theirs", "yours", or "both" where both changed it: yours


def state_opened(model: type[models.Model], pk: int, mark: str) -> dict | None:
    """Return the state of a thing that has this `mark_of`, from its history; None where it is not there."""
    for change in Change.objects.about(model, pk)[:MOST_CHANGES]:
        for state in (change.after, change.before):
            if state is not None and mark_of(state) == mark:
                return state
    return None


def typed_state(model: type[models.Model], names, data: QueryDict, base: dict) -> dict:
    """Return the state that the data of a form describes; `names` are its fields, the rest is as in `base`.

    A value that cannot be read stands as it was typed.
    """
    state = _typed(model, set(names), data, "", base)
    parts = {
        relation.name: _typed_parts(relation, data, base["parts"].get(relation.name, {}))
        if f"{relation.name}-TOTAL_FORMS" in data
        else base["parts"].get(relation.name, {})
        for relation in parts_of(model)
    }
    return {**state, "parts": parts}


def _typed(model, names, data, prefix: str, base: dict) -> dict:
    fields, many = dict(base["fields"]), dict(base["many"])
    for field in kept_fields(model):
        if field.name in names:
            fields[field.name] = _read(field, data.get(prefix + field.name))
    for field in plain_many(model):
        if field.name in names:
            chosen = data.getlist(prefix + field.name)
            many[field.name] = sorted(int(each) for each in chosen if each.isdecimal())
    return {"fields": fields, "many": many, "parts": {}}


def _read(field, raw: str | None):
    if isinstance(field, models.BooleanField):
        return raw is not None
    text = (raw or "").replace("\r\n", "\n").strip()
    if not text:
        return None if field.null else ""
    try:
        value = field.to_python(text)
    except ValidationError:
        return text
    return value if isinstance(value, int | str) else text


def _names_of_part(relation) -> list[str]:
    model = relation.related_model
    fields = (*kept_fields(model), *plain_many(model))
    return [each.name for each in fields if each.name not in (*PUBLICATION, relation.field.name)]


def _typed_parts(relation, data, base: dict) -> dict:
    total = data.get(f"{relation.name}-TOTAL_FORMS", "0")
    found, names = {}, _names_of_part(relation)
    for number in range(min(int(total) if total.isdecimal() else 0, 1000)):
        prefix = f"{relation.name}-{number}-"
        key = data.get(f"{prefix}id") or f"new{number}"
        if f"{prefix}DELETE" not in data:
            found[key] = _typed(relation.related_model, names, data, prefix, base.get(key, NOTHING))
    return found


# --- bringing together -------------------------------------------------------------------------


def merged(base: dict, now: dict, typed: dict) -> dict:
    """Return `now` with what differs between `base` and `typed`: what was typed, else what is stored."""
    fields = {
        name: now["fields"].get(name, value)
        if name in base["fields"] and _same(value, base["fields"][name])
        else value
        for name, value in typed["fields"].items()
    }
    many = {
        name: now["many"].get(name, keys) if sorted(base["many"].get(name, [-1])) == sorted(keys) else keys
        for name, keys in typed["many"].items()
    }
    parts = {
        name: _merged_parts(base["parts"].get(name, {}), now["parts"].get(name, {}), each)
        for name, each in typed["parts"].items()
    }
    return {"fields": fields, "many": many, "parts": parts}


def _merged_parts(base: dict, now: dict, typed: dict) -> dict:
    found = {}
    for key, part in typed.items():
        before = base.get(key, NOTHING)
        untouched = key in base and merged(before, before, part) == before
        if key in now:
            found[key] = merged(before, now[key], part)
        elif not untouched:
            found[key] = part  # deleted by the other, changed here: it stands, as a new row
    added = {key: part for key, part in now.items() if key not in base and key not in typed}
    return found | added


def _same(one, other) -> bool:
    if isinstance(one, str) and isinstance(other, str):
        return one.split() == other.split() and one.splitlines() == other.strip().splitlines()
    return one == other or (one in (None, "") and other in (None, ""))


def clashes(model, base: dict | None, now: dict, typed: dict) -> list[Clash]:
    """Return what somebody else or the form changed, value by value."""
    if base is None:
        [found] = many_differences(model, [(now, typed)])
        return [Clash(each.label, None, each.before, each.after, "yours") for each in found]
    theirs, yours = (
        {each.label: each for each in found}
        for found in many_differences(model, [(base, now), (base, typed)])
    )
    found = [_clash(label, theirs.get(label), yours.get(label)) for label in dict.fromkeys([*theirs, *yours])]
    # White space at the ends, which a form takes off, is no difference that anybody made.
    return [each for each in found if not each.opened.strip() == each.stored.strip() == each.typed.strip()]


def _clash(label: str, theirs, yours) -> Clash:
    opened = (theirs or yours).before
    stored, typed = theirs.after if theirs else opened, yours.after if yours else opened
    stands = "both" if theirs and yours and stored != typed else "yours" if yours else "theirs"
    return Clash(label, opened, stored, typed, stands)


# --- back into the form ------------------------------------------------------------------------


def written_into(data: QueryDict, model, names, state: dict, now: dict, pk: int | None) -> QueryDict:
    """Return the data of a form with `state` in it; of its parts those of `now` are there already."""
    data = data.copy()
    _write(data, "", model, set(names), state)
    for relation in parts_of(model):
        if f"{relation.name}-TOTAL_FORMS" in data:
            parts, there = state["parts"].get(relation.name, {}), now["parts"].get(relation.name, {})
            _write_parts(data, relation, parts, there, pk)
    return data


def _write(data, prefix: str, model, names, state: dict) -> None:
    for field in kept_fields(model):
        if field.name in names and field.name in state["fields"]:
            _write_value(data, prefix + field.name, state["fields"][field.name])
    for field in plain_many(model):
        if field.name in names:
            data.setlist(prefix + field.name, [str(key) for key in state["many"].get(field.name, [])])


def _write_value(data, key: str, value) -> None:
    data.pop(key, None)
    if value is True:
        data[key] = "on"
    elif value is not False:
        data[key] = "" if value is None else str(value)


def _write_parts(data, relation, parts: dict, there: dict, pk: int | None) -> None:
    """Lay the rows of an inline anew: first those that are there, deleted where `parts` lacks them."""
    for key in [key for key in data if key.startswith(f"{relation.name}-")]:
        del data[key]
    rows = [*there, *(key for key in parts if key not in there)]
    given = {"TOTAL_FORMS": len(rows), "INITIAL_FORMS": len(there), "MIN_NUM_FORMS": 0, "MAX_NUM_FORMS": 1000}
    for name, number in given.items():
        data[f"{relation.name}-{name}"] = str(number)
    names = _names_of_part(relation)
    for number, key in enumerate(rows):
        prefix = f"{relation.name}-{number}-"
        _write(data, prefix, relation.related_model, names, parts.get(key) or there[key])
        data[f"{prefix}id"] = key if key in there else ""
        data[f"{prefix}{relation.field.name}"] = str(pk or "")
        if key not in parts:
            data[f"{prefix}DELETE"] = "on"
