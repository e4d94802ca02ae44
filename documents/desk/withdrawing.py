"""What readers saw is taken from them, with a notice in its place; what published facts need stays."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone

from ..models import Change, Publishable
from . import roles
from .history import work
from .states import PUBLICATION, parts_of


def withdraw(row: Publishable, *, by, why: str) -> None:
    """Take the published `row` from the readers; where it stood they are told that, and `why`.

    Raises ValidationError where `by` may not, no reason is given, readers do not see it, or published facts
    rest on it.
    """
    if not roles.may_decide(by):
        raise ValidationError("Only reviewers and administrators withdraw what is published.")
    if not why.strip():
        raise ValidationError("Say why: readers are told, in the place where it stood.")
    with work(by=by, act=Change.Act.WITHDRAWN, why=why):
        row = type(row)._base_manager.select_for_update().get(pk=row.pk)
        if not row.is_published:
            raise ValidationError("Readers do not see this: there is nothing to withdraw.")
        if resting := published_above(row):
            names = "; ".join(f"“{each}”" for each in resting[:5])
            raise ValidationError(f"Published facts need it: {names}. Withdraw or correct those first.")
        row.published_at, row.withdrawn_at, row.withdrawn_reason = (
            None,
            timezone.now().replace(microsecond=0),
            why,
        )
        row.save(update_fields=PUBLICATION)


def published_above(row: Publishable) -> list[models.Model]:
    """Return the published rows that name `row` and do not live under it: they would point at nothing."""
    found = []
    own = {relation.name for relation in parts_of(type(row))}
    for relation in row._meta.related_objects:
        model = relation.related_model
        if not issubclass(model, Publishable) or relation.name in own:
            continue
        if relation.field.name in model.stands_under:
            continue  # it goes out of sight with what it stands under
        found += model._base_manager.filter(**{relation.field.name: row.pk, "published_at__isnull": False})[
            :5
        ]
    return found
