"""Putting a thing back into an earlier state: a draft at once, what readers see as a proposal."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import models, transaction

from ..actions import publish
from ..models import Change, Review
from . import reviews, roles
from .history import paused, work
from .states import (
    Difference,
    apply_state,
    differences,
    mark_of,
    state_of,
    without_publication,
)


@dataclass(frozen=True)
class Restored:
    """What restoring did: the thing as it is now, and the review in which it waits where readers see it."""

    row: models.Model
    review: Review | None = None


def state_to_restore(change: Change) -> dict:
    """Return the state after `change`; the one before it where it was a deletion."""
    return without_publication(change.after or change.before)


def what_would_differ(change: Change) -> list[Difference]:
    """Return what restoring the state of `change` would make other than it is now."""
    now = state_of(change.model(pk=change.object_pk))
    return differences(change.model, now and without_publication(now), state_to_restore(change))


def restore(change: Change, *, by, why: str) -> Restored:
    """Bring the thing of `change` back to the state it had after it (before it, where it was deleted).

    A draft is written at once; for what readers see this proposes a correction, unless `by` may publish it
    alone. Raises ValidationError with sentences where no reason is given, nothing differs, or a rule of
    today or a thing that is gone stands against it; then nothing is done.
    """
    if not why.strip():
        raise ValidationError("Say why: the reason is kept with the change.")
    with work(by=by, act=Change.Act.RESTORED, why=why):
        row = change.model._base_manager.select_for_update().filter(pk=change.object_pk).first()
        state = state_to_restore(change)
        if row and mark_of(without_publication(state_of(row))) == mark_of(state):
            raise ValidationError("Nothing differs from this state now.")
        seen = getattr(row, "is_published", False)
        if seen and roles.refusal_to_publish(by, [], asked_by=by.pk):
            _rehearse(change, state)
            return Restored(row, reviews.propose(by=by, row=row, state=state, why=why))
        row = apply_state(change.model, change.object_pk, state)
        if seen:
            publish(row)  # parts that come back are seen at once, like the rest of it
    return Restored(row)


def _rehearse(change: Change, state: dict) -> None:
    """Write `state` and undo it: only to hear what stands against it."""
    with paused(), transaction.atomic():
        apply_state(change.model, change.object_pk, state)
        transaction.set_rollback(True)
