"""Sees every row of the record that is saved, deleted or related anew, so that no change goes unrecorded.

The one module that listens to Django's signals. It holds no rule of the record: it tells `history`.
"""

from django.db import models
from django.db.models import signals

from ..models import Named
from . import history
from .states import kept_fields, owner_of, state_of, whole_of


def watch() -> None:
    """Begin to listen; called once when the app is ready."""
    for signal, seen in (
        (signals.pre_save, _before_saving),
        (signals.post_save, _after_saving),
        (signals.pre_delete, _before_deleting),
        (signals.post_delete, _after_deleting),
        (signals.m2m_changed, _relating),
    ):
        signal.connect(seen, dispatch_uid=f"history {seen.__name__}")


def _concerned(sender, **given) -> bool:
    """Whether a change of a row of `sender` is one of the record, and to be recorded."""
    if history.is_paused() or not issubclass(sender, Named) or not sender.of_the_record:
        return False
    fields = given.get("update_fields")
    return fields is None or any(field.name in fields for field in kept_fields(sender))


def _before_saving(sender, instance, raw=False, update_fields=None, **given):
    if not _concerned(sender, update_fields=update_fields):
        return
    if history.under_way():
        history.note(instance)
    elif not raw:
        instance._state_before = _state_of_whole(instance)


def _after_saving(sender, instance, raw=False, update_fields=None, **given):
    if not _concerned(sender, update_fields=update_fields):
        return
    if begun := history.under_way():
        # A new row has its number only now; before, there was nothing.
        begun.before.setdefault(whole_of(instance), None)
    elif not raw:
        history.record_alone(
            instance, instance.__dict__.pop("_state_before", None), _state_of_whole(instance)
        )


def _before_deleting(sender, instance, origin=None, **given):
    if not _concerned(sender) or _goes_with_its_whole(instance, origin):
        return
    near = _naming(instance)
    if history.under_way():
        history.note(instance, deleting=True)
        for row in near:
            history.note(row)
    else:
        instance._state_before = _state_of_whole(instance)
        _remember(instance, near)


def _after_deleting(sender, instance, origin=None, **given):
    if not _concerned(sender) or _goes_with_its_whole(instance, origin) or history.under_way():
        return
    history.record_alone(instance, instance.__dict__.pop("_state_before", None), _state_of_whole(instance))
    _record_remembered(instance)


def _goes_with_its_whole(instance, origin) -> bool:
    """Whether a part is deleted because its thing is: the state of that thing holds it."""
    kind = getattr(origin, "model", type(origin))
    return owner_of(type(instance)) is not None and origin is not None and kind is not type(instance)


def _naming(instance) -> list[models.Model]:
    """The rows that name `instance` in a many-to-many field: they will no longer."""
    return [
        row
        for relation in instance._meta.related_objects
        if relation.many_to_many and relation.through._meta.auto_created
        for row in relation.related_model._base_manager.filter(**{relation.field.name: instance.pk})
        if isinstance(row, Named)
    ]


def _relating(sender, instance, action, reverse=False, model=None, pk_set=None, **given):
    if not isinstance(instance, Named) or not _concerned(type(instance)):
        return
    if not action.startswith("pre_"):
        if not history.under_way():
            _record_remembered(instance)
        return
    rows = _related(sender, instance, reverse, model, pk_set)
    if history.under_way():
        for row in rows:
            history.note(row)
    else:
        _remember(instance, rows)


def _related(sender, instance, reverse: bool, model, pk_set) -> list[models.Model]:
    """The rows whose own field is changed: `instance`, or the others where it is changed from their end."""
    if not reverse:
        return [instance]
    if not issubclass(model, Named):
        return []
    if pk_set is not None:
        return list(model._base_manager.filter(pk__in=pk_set))
    field = next(field for field in model._meta.many_to_many if field.remote_field.through is sender)
    return list(model._base_manager.filter(**{field.name: instance.pk}))


def _remember(instance, rows) -> None:
    """Keep the states of `rows` with `instance` until what is being done to it is done."""
    kept = instance.__dict__.setdefault("_states_before", {})
    for row in rows:
        kept.setdefault(whole_of(row), (row, _state_of_whole(row)))


def _record_remembered(instance) -> None:
    for row, before in instance.__dict__.pop("_states_before", {}).values():
        if (after := _state_of_whole(row)) is not None:  # what is gone by now says so itself
            history.record_alone(row, before, after)


def _state_of_whole(row) -> dict | None:
    model, pk = whole_of(row)
    return None if pk is None else state_of(model(pk=pk))
