"""Whether the value a file gives a field is of the right type and within the field's rules."""

import datetime
from collections.abc import Iterator

from django.core.exceptions import ValidationError
from django.db import models

from .keys import Key, key_of

# What YAML must have made of the value: strictly, since it reads `country: NO` as false.
TYPES = (
    (models.BooleanField, bool, "Write true or false."),
    (models.IntegerField, int, "Write a whole number."),
    (models.DateTimeField, datetime.datetime, "Write day and time with the zone: 2026-11-21T00:00:00Z."),
    (models.Field, str, "Write a text, in “” where it looks like a number, a date, true or false."),
)


# Withdrawing is done at the desk, never by a file.
NOT_IN_FILES = ("withdrawn_at", "withdrawn_reason")


def is_settable(field: models.Field) -> bool:
    """Whether files give this field: not what is derived, nor what comes back from other models."""
    if field.name in NOT_IN_FILES:
        return False
    if field.many_to_many:
        return not field.auto_created and field.remote_field.through._meta.auto_created
    return field.concrete and field.editable and not field.primary_key


def is_required(field: models.Field) -> bool:
    """Whether a row cannot do without this field."""
    return not (field.many_to_many or field.blank or field.null or field.has_default())


def settable_fields(model: type[models.Model]) -> list[models.Field]:
    """Return the fields of `model` that files give, many-to-many ones last."""
    return [each for each in (*model._meta.concrete_fields, *model._meta.many_to_many) if is_settable(each)]


def foreign_keys(model: type[models.Model], fields: dict) -> Iterator[tuple[type[models.Model], Key, str]]:
    """Yield (model named, its key, name of the field) for every row that checked `fields` name."""
    for name, value in fields.items():
        field = model._meta.get_field(name)
        if not field.is_relation or value is None:
            continue
        for words in value if field.many_to_many else [value]:
            yield field.related_model, key_of(words), name


def fault_of_value(field: models.Field, value: object) -> str:
    """Return a sentence why `field` cannot have `value`, or an empty text where it can."""
    if field.many_to_many:
        return _fault_of_keys(field.related_model, value)
    if value is None:
        return "" if field.null else "The value is empty: leave the field out, or write it."
    if field.is_relation:
        return _fault_of_key(field.related_model, value)
    return _fault_of_plain_value(field, value)


def _fault_of_keys(target: type[models.Model], value: object) -> str:
    if not isinstance(value, list):
        return f"Write a list of keys, each a list: [[{_example(target)}]]."
    faults = filter(None, (_fault_of_key(target, words) for words in value))
    if fault := next(faults, ""):
        return fault
    keys = [key_of(words) for words in value]
    return "" if len(set(keys)) == len(keys) else "The same row is named twice."


def _fault_of_key(target: type[models.Model], words: object) -> str:
    right = (
        isinstance(words, list)
        and len(words) == len(target.natural_fields)
        and all(isinstance(word, str | int) and not isinstance(word, bool) for word in words)
    )
    return "" if right else f"Name the {target._meta.verbose_name} by its key: [{_example(target)}]."


def _example(target: type[models.Model]) -> str:
    return ", ".join(path.replace("__", " ") for path in target.natural_fields)


def _fault_of_plain_value(field: models.Field, value: object) -> str:
    wanted, advice = next((wanted, advice) for kind, wanted, advice in TYPES if isinstance(field, kind))
    if not isinstance(value, wanted) or (wanted is int and isinstance(value, bool)):
        return f"{advice} The file has {_described(value)}."
    if isinstance(value, datetime.datetime) and not _is_a_moment(value):
        return advice
    if isinstance(value, str) and "\0" in value:
        return "The text holds a NUL character."
    try:
        field.clean(value, None)
    except ValidationError as problem:
        return " ".join(problem.messages)
    return ""


def _is_a_moment(value: datetime.datetime) -> bool:
    """Whether a day with a time has its zone, and lies within the calendar in Greenwich too."""
    try:
        return value.tzinfo is not None and bool(value.astimezone(datetime.UTC))
    except OverflowError:
        return False


def _described(value: object) -> str:
    if isinstance(value, bool):
        return f"“{str(value).lower()}”, which is true or false"
    names = {int: "a number", float: "a number", datetime.date: "a date", str: "a text"}
    names |= {datetime.datetime: "a day with a time"}
    if kind := names.get(type(value)):
        return f"“{str(value)[:40]}”, {kind}"
    return "a list" if isinstance(value, list) else "something else"
