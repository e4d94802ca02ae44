"""The state of a thing: everything people typed of it, as JSON; taken, compared, and put back.

A state is `{"fields": {name: value}, "many": {name: [pk, ...]}, "parts": {relation: {pk: state}}}`. A part is
a row that lives and dies with the thing (a submitter with a document, an actor with an event): the model of
the thing names such relations in `holds`. What is derived from other columns is no part of a state.
"""

import hashlib
import json
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import models

from .. import derived
from ..fields import DerivedMixin
from ..models import Change, Publishable

PUBLICATION = ("published_at", "withdrawn_at", "withdrawn_reason")
"""What only publishing and withdrawing set: whether readers see a thing is no part of its content."""
NOTHING = {"fields": {}, "many": {}, "parts": {}}


@dataclass(frozen=True)
class Difference:
    """One thing that differs between two states: its label, and both values in words ("" for none)."""

    label: str
    before: str
    after: str


def kept_fields(model: type[models.Model]) -> list[models.Field]:
    """Return the columns of `model` that a state keeps: what somebody typed or decided."""
    return [
        field
        for field in model._meta.concrete_fields
        if field.editable and not field.primary_key and not isinstance(field, DerivedMixin)
    ]


def held_by(model: type[models.Model]) -> tuple[str, ...]:
    """Return the names of the relations of `model` to the rows that live and die with it."""
    return model.holds if issubclass(model, Publishable) else ()


def parts_of(model: type[models.Model]) -> list[models.ManyToOneRel]:
    """Return the relations of `model` to the rows that live and die with it."""
    return [model._meta.get_field(name) for name in held_by(model)]


def owner_of(model: type[models.Model]) -> models.ForeignKey | None:
    """Return the column of `model` that names the thing its rows are parts of; None where they are things."""
    foreign = (field for field in model._meta.concrete_fields if field.many_to_one)
    return next((field for field in foreign if field.remote_field.name in held_by(field.related_model)), None)


def whole_of(row: models.Model) -> tuple[type[models.Model], int]:
    """Return (model, primary key) of the thing that `row` is a part of, or of `row` itself."""
    owner = owner_of(type(row))
    return (owner.related_model, getattr(row, owner.attname)) if owner else (type(row), row.pk)


def stored_whole_of(row: models.Model) -> tuple[type[models.Model], int | None]:
    """Return `whole_of` as the database has it: the thing that a part which is about to move leaves."""
    owner = owner_of(type(row))
    if owner is None or row.pk is None:
        return whole_of(row)
    stored = type(row)._base_manager.filter(pk=row.pk).values_list(owner.attname, flat=True).first()
    return owner.related_model, stored


def state_of(row: models.Model) -> dict | None:
    """Return the state of `row` as the database has it, or None where it is not there."""
    return states_of(type(row), [row.pk]).get(row.pk)


def states_of(model: type[models.Model], keys: Iterable[int]) -> dict[int, dict]:
    """Return {primary key: state} of the rows that are there, in a number of queries that does not grow."""
    rows = model._base_manager.filter(pk__in=list(keys))
    return {key: state for key, (state, _) in _states(model, rows).items()}


def _states(model, rows, owner: str = "") -> dict[int, tuple[dict, int | None]]:
    """{primary key: (state, primary key of the owner)}; `owner` is the column that names it."""
    fields = [field for field in kept_fields(model) if field.attname != owner]
    names = ["pk", *(field.attname for field in fields), *([owner] if owner else [])]
    found = {}
    for values in rows.order_by("pk").values(*names):
        kept = {field.name: as_json(values[field.attname]) for field in fields}
        found[values["pk"]] = {"fields": kept, "many": {}, "parts": {}}, values[owner] if owner else None
    for field in plain_many(model):
        _add_many(model, field, found)
    for relation in parts_of(model):
        for state, _ in found.values():
            state["parts"][relation.name] = {}
        column = relation.field.attname
        rows = relation.related_model._base_manager.filter(**{f"{column}__in": list(found)})
        for key, (state, of) in _states(relation.related_model, rows, column).items():
            found[of][0]["parts"][relation.name][str(key)] = state
    return found


def plain_many(model) -> list[models.ManyToManyField]:
    """Return the many-to-many fields whose connecting rows say nothing more; the others are parts."""
    return [field for field in model._meta.many_to_many if field.remote_field.through._meta.auto_created]


def _add_many(model, field, found) -> None:
    for state, _ in found.values():
        state["many"][field.name] = []
    near, far = f"{field.m2m_field_name()}_id", f"{field.m2m_reverse_field_name()}_id"
    pairs = field.remote_field.through._base_manager.filter(**{f"{near}__in": list(found)})
    for key, other in pairs.order_by(far).values_list(near, far):
        found[key][0]["many"][field.name].append(other)


def as_json(value):
    """Return the value of a field as a state keeps it."""
    if value is None or isinstance(value, bool | int | str):
        return value
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


def mark_of(state: dict | None) -> str:
    """Return a short text that is the same for the same state, and another for any other."""
    text = json.dumps(state, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def without_publication(state: dict) -> dict:
    """Return `state` without what only publishing and withdrawing set."""
    fields = {name: value for name, value in state["fields"].items() if name not in PUBLICATION}
    parts = {
        relation: {key: without_publication(part) for key, part in parts.items()}
        for relation, parts in state["parts"].items()
    }
    return {**state, "fields": fields, "parts": parts}


# --- comparing ---------------------------------------------------------------------------------


def differences(model: type[models.Model], before: dict | None, after: dict | None) -> list[Difference]:
    """Return what differs between two states of a row of `model`, in the order of its fields.

    Rows that are named are called by their names; one that is gone is called so. Queries: one for each
    model that is named.
    """
    return many_differences(model, [(before, after)])[0]


def many_differences(
    model: type[models.Model], pairs: Iterable[tuple[dict | None, dict | None]]
) -> list[list[Difference]]:
    """Return `differences` of several pairs of states, with the queries of one."""
    found = [list(_changes(model, before or NOTHING, after or NOTHING)) for before, after in pairs]
    names = _names([change for changes in found for change in changes])
    return [
        [
            Difference(label, _in_words(field, old, names), _in_words(field, new, names))
            for label, field, old, new in changes
        ]
        for changes in found
    ]


def _changes(model, before: dict, after: dict, prefix: str = ""):
    """(label, field, old value, new value) of what differs."""
    for field in kept_fields(model):
        old, new = before["fields"].get(field.name), after["fields"].get(field.name)
        if (old or None) != (new or None) or (old is False) != (new is False):
            yield f"{prefix}{field.verbose_name}", field, old, new
    for field in plain_many(model):
        old, new = before["many"].get(field.name, []), after["many"].get(field.name, [])
        if sorted(old) != sorted(new):
            yield f"{prefix}{field.verbose_name}", field, old, new
    for relation in parts_of(model):
        old, new = before["parts"].get(relation.name, {}), after["parts"].get(relation.name, {})
        kind = relation.related_model._meta.verbose_name
        stored = sorted((key for key in {*old, *new} if key.isdigit()), key=int)
        added = sorted({*old, *new} - {*stored})
        numbered = [(f"{kind} {number}", key) for number, key in enumerate(stored, start=1)]
        numbered += [(f"new {kind} {number}", key) for number, key in enumerate(added, start=1)]
        for name, key in numbered:
            words = f"{prefix}{name}, "
            yield from _changes(relation.related_model, old.get(key, NOTHING), new.get(key, NOTHING), words)


def _in_order(key: str) -> tuple:
    return (not key.isdigit(), int(key) if key.isdigit() else 0, key)


def _names(changes) -> dict:
    """{(model, primary key): name} of all rows that the values of `changes` name."""
    wanted = {}
    for _, field, *values in changes:
        if field.is_relation:
            keys = wanted.setdefault(field.related_model, set())
            for value in values:
                keys.update(value if isinstance(value, list) else [] if value is None else [value])
    found = {}
    for model, keys in wanted.items():
        keys = {key for key in keys if isinstance(key, int)}
        needed = [field.name for field in model._meta.fields if field.many_to_one]
        rows = model._base_manager.select_related(*needed).in_bulk(list(keys))
        found |= {(model, key): str(row) for key, row in rows.items()}
        if gone := keys - rows.keys():
            last = Change.objects.about(model, *gone).order_by("at", "pk").values_list("object_pk", "name")
            found |= {(model, key): f"{name} (deleted)" for key, name in last}
    return found


def _in_words(field, value, names) -> str:
    if value is None or value == "":
        return ""
    if field.is_relation:
        keys = value if isinstance(value, list) else [value]
        return "; ".join(names.get((field.related_model, key), f"no. {key} (gone)") for key in keys)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(dict(field.flatchoices).get(value, value))


# --- putting back ------------------------------------------------------------------------------


def apply_state(model: type[models.Model], pk: int | None, state: dict) -> models.Model:
    """Write `state` to the row `pk` of `model` or to a new one, with its relations and parts; return it.

    Whether readers see it stays as it is. Raises ValidationError with a sentence where the state breaks a
    rule of today, or names a row that is gone. To be called inside a transaction.
    """
    row = (pk and model._base_manager.filter(pk=pk).first()) or model(pk=pk)
    _set_fields(row, state["fields"])
    _all_there(row, state)
    _filled(row)
    row.full_clean()
    row.save()
    for name, keys in state["many"].items():
        getattr(row, name).set(keys)
    for relation in parts_of(model):
        _set_parts(row, relation, state["parts"].get(relation.name, {}))
    return row


def _set_fields(row, values: dict) -> None:
    for field in kept_fields(type(row)):
        if field.name in values and field.name not in PUBLICATION:
            setattr(row, field.attname, field.to_python(values[field.name]))


def _filled(row) -> None:
    """Fill what is derived; a value from which nothing can be derived is left for `full_clean` to name."""
    with suppress(ValueError):
        derived.fill(row)


def _all_there(row, state: dict) -> None:
    """Raise ValidationError with a sentence for each thing that a state names and that is gone."""
    named = [(field, [getattr(row, field.attname)]) for field in kept_fields(type(row)) if field.many_to_one]
    named += [(row._meta.get_field(name), keys) for name, keys in state["many"].items()]
    missing = []
    for field, keys in named:
        there = set(field.related_model._base_manager.filter(pk__in=keys).values_list("pk", flat=True))
        missing += [(field, key) for key in keys if key is not None and key not in there]
    if missing:
        raise ValidationError([_gone(field, key) for field, key in missing])


def _gone(field, key) -> str:
    last = Change.objects.about(field.related_model, key).first()
    name = f"“{last.name}”" if last else f"no. {key}"
    return f"It names {name} ({field.verbose_name}), which was deleted. Restore that first."


def _set_parts(row, relation, parts: dict[str, dict]) -> None:
    """Lay the parts anew: in their old places, so that two that changed numbers do not collide on the way."""
    model, column = relation.related_model, relation.field.attname
    own = model._base_manager.filter(**{column: row.pk})
    published = {part.pk: part for part in own} if hasattr(model, "published_at") else {}
    for part in own:
        part.delete()
    for key, state in sorted(parts.items(), key=lambda part: _in_order(part[0])):
        number = int(key) if key.isdigit() else None
        if number is not None and model._base_manager.filter(pk=number).exists():
            number = None  # proposed when the number was free; by now another row has it
        given = {**state, "fields": {**state["fields"], relation.field.name: row.pk}}
        laid = apply_state(model, number, given)
        if before := published.get(laid.pk):
            for name in PUBLICATION:
                setattr(laid, name, getattr(before, name))
            laid.save(update_fields=PUBLICATION)
