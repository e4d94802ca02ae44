"""Changes that no history saw: made by hand in the database, by `loaddata` or by a bulk write."""

from collections.abc import Iterator
from itertools import groupby

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Max

from ..models import Change
from .history import Work, Written, record
from .states import mark_of, states_of

AT_A_TIME = 200


def changed_unseen() -> Iterator[Change]:
    """Yield the last change of each thing that is not as that change left it; few queries per 200 things."""
    kinds = Change.objects.order_by("content_type").values_list("content_type", flat=True).distinct()
    for kind in kinds:
        model = ContentType.objects.get_for_id(kind).model_class()
        of_kind = Change.objects.filter(content_type=kind).order_by().values("object_pk")
        last = list(of_kind.annotate(last=Max("pk")).order_by("last").values_list("last", flat=True))
        for start in range(0, len(last) if model else 0, AT_A_TIME):
            changes = Change.objects.filter(pk__in=last[start : start + AT_A_TIME]).order_by("pk")
            yield from _differing(model, list(changes))


def _differing(model, changes: list[Change]) -> Iterator[Change]:
    now = states_of(model, [change.object_pk for change in changes])
    for change in changes:
        if mark_of(now.get(change.object_pk)) != mark_of(change.after):
            yield change


@transaction.atomic
def note_unseen(*, why: str = "Changed outside the desk.") -> int:
    """Record what no history saw, as one piece of work by nobody; return of how many things."""
    written = []
    for model, changes in groupby(list(changed_unseen()), key=lambda change: change.model):
        changes = list(changes)
        now = states_of(model, [change.object_pk for change in changes])
        written += [Written(model, one.object_pk, one.after, now.get(one.object_pk)) for one in changes]
        names = {(model, one.object_pk): one.name for one in changes}
        record(Work(by_name="doctor", why=why, names=names), written[-len(changes) :])
    return len(written)
