"""When what readers see was last corrected: a column kept in the transaction of the correction itself."""

import datetime
from collections.abc import Iterable

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils import timezone

from .desk.history import Written
from .desk.states import without_publication
from .models import Change, Publishable
from .moments import is_nominal


def note_corrections(written: Iterable[Written]) -> None:
    """Note the moment for each thing that readers saw before a piece of work and see otherwise after it.

    What is published by it begins anew: nothing of it was corrected yet. Costs two queries a model at most.
    """
    corrected: dict[type, list[int]] = {}
    begun: dict[type, list[int]] = {}
    for thing in written:
        if not issubclass(thing.model, Publishable) or not _is_public(thing.after):
            continue
        if not _is_public(thing.before):
            begun.setdefault(thing.model, []).append(thing.pk)
        elif without_publication(thing.before) != without_publication(thing.after):
            corrected.setdefault(thing.model, []).append(thing.pk)
    # Whole seconds, as of publication: databases keep and compare fractions of a second differently.
    for found, moment in ((corrected, timezone.now().replace(microsecond=0)), (begun, None)):
        for model, keys in found.items():
            model._base_manager.filter(pk__in=keys).update(corrected_at=moment)


def _is_public(state: dict | None) -> bool:
    return bool(state and state["fields"]["published_at"])


def first_published(rows: Iterable[Publishable]) -> dict[tuple, datetime.datetime]:
    """Return {(model, primary key): when readers first saw it} of those of `rows` of which that is known.

    Of what was withdrawn and published again, the history may know. One query for all of them.
    """
    known = {(type(row), row.pk): row.published_at for row in rows if not is_nominal(row.published_at)}
    first, again = {}, set()
    for kind, pk, at, withdrawn in _publications(known):
        key = ContentType.objects.get_for_id(kind).model_class(), pk
        if withdrawn:
            again.add(key)
        else:
            first.setdefault(key, at.replace(microsecond=0))
    return {key: first.get(key, moment) for key, moment in known.items() if key in first or key not in again}


def _publications(things: Iterable[tuple[type, int]]) -> Iterable[tuple]:
    """(content type, primary key, moment, when it had been withdrawn before or None), the oldest first."""
    keys: dict[type, list[int]] = {}
    for model, pk in things:
        keys.setdefault(model, []).append(pk)
    about = models.Q(pk__in=[])
    for model, pks in keys.items():
        about |= models.Q(content_type=ContentType.objects.get_for_model(model), object_pk__in=pks)
    changes = Change.objects.filter(about, act=Change.Act.PUBLISHED).order_by("at", "pk")
    return changes.values_list("content_type", "object_pk", "at", "before__fields__withdrawn_at")
