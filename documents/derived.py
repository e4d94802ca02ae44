"""Columns that follow from another column of the same row: fill them, find the stale ones, mend them.

`save` and `bulk_create` fill them by themselves; `loaddata`, `update` and hands in the database do not.
"""

from collections.abc import Iterator

from django.apps import apps
from django.db import models

from .fields import DerivedMixin

ROWS_AT_A_TIME = 500


def derived_fields(model: type[models.Model]) -> list[models.Field]:
    """Return the derived columns of `model`, in the order they are declared."""
    return [field for field in model._meta.concrete_fields if isinstance(field, DerivedMixin)]


def models_with_derived_fields() -> list[type[models.Model]]:
    """Return every installed model that has a derived column."""
    return [model for model in apps.get_models() if derived_fields(model)]


def fill(row: models.Model) -> list[str]:
    """Set the derived columns of `row` from what they follow from, without saving.

    Returns the names of the columns whose value changed. Raises ValueError with a sentence where the
    value they follow from cannot be read.
    """
    changed = []
    for field in derived_fields(type(row)):
        before = getattr(row, field.attname)
        if field.pre_save(row, add=False) != before:
            changed.append(field.name)
    return changed


def wrong_rows(model: type[models.Model]) -> Iterator[tuple[models.Model, list[str], str]]:
    """Yield (row, names of its stale columns, problem) for the rows of `model` that need mending.

    The stale columns are right in the row and not saved. A row from whose value nothing can be derived
    comes with no names and a sentence that says why.
    """
    for row in model._default_manager.order_by("pk"):
        try:
            changed, problem = fill(row), ""
        except ValueError as unreadable:
            changed, problem = [], str(unreadable)
        if changed or problem:
            yield row, changed, problem


def rebuild_columns() -> int:
    """Mend the derived columns of every row of every model; return how many rows were mended."""
    mended = 0
    for model in models_with_derived_fields():
        rows = [row for row, changed, _ in wrong_rows(model) if changed]
        names = [field.name for field in derived_fields(model)]
        mended += model._default_manager.bulk_update(rows, names, batch_size=ROWS_AT_A_TIME)
    return mended
