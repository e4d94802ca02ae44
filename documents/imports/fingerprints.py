"""One number for what a row says, to see whether it was edited since it was loaded.

Derived columns and primary keys do not count; other rows count by their natural keys, so that a record
that was moved to another database is recognised there.
"""

import datetime
import hashlib
import json
from collections.abc import Iterable, Mapping

from django.db import models

from .keys import Key, KeyIndex
from .values import settable_fields


def fingerprint(row: models.Model, many: Mapping[str, Iterable[Key]], index: KeyIndex) -> str:
    """Return the SHA-256 of the plain fields and foreign keys of `row` and of `many` {field: keys}."""
    said = {}
    for field in settable_fields(type(row)):
        if field.many_to_many:
            said[field.name] = sorted(many.get(field.name, ()))
        elif field.is_relation:
            said[field.name] = index.key(field.related_model, getattr(row, field.attname))
        else:
            said[field.name] = _plain(field.value_from_object(row))
    return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()


def _plain(value: object) -> object:
    if isinstance(value, datetime.datetime):
        return value.astimezone(datetime.UTC).isoformat()
    return value if value is None or isinstance(value, bool | int) else str(value)


def stored_rows(model: type[models.Model]) -> dict[int, models.Model]:
    """Return all rows of `model` by primary key, with what `stored_fingerprint` reads, in few queries."""
    names = [field.name for field in settable_fields(model) if field.many_to_many]
    return {row.pk: row for row in model._default_manager.order_by().prefetch_related(*names)}


def stored_fingerprint(row: models.Model, index: KeyIndex) -> str:
    """Return the fingerprint of a row of `stored_rows`."""
    many = {
        field.name: [index.key(field.related_model, other.pk) for other in getattr(row, field.name).all()]
        for field in settable_fields(type(row))
        if field.many_to_many
    }
    return fingerprint(row, many, index)
