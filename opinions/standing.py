"""Where many texts stand on a day, in two queries however many they are."""

from collections import defaultdict

from django.db.models import Case, CharField, F, OuterRef, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce

from .models import Event, Revision
from .stages import Outcome, Stage, derive


def with_standing(opinions: QuerySet, day=None) -> QuerySet:
    """Annotate `known_stage` and `known_outcome`: as stored, or as the events known on `day` lead to."""
    if day is None:
        return opinions.annotate(known_stage=F("stage"), known_outcome=F("outcome"))
    stages, outcomes = defaultdict(list), defaultdict(list)
    for key, (stage, outcome) in _derived(opinions, day).items():
        stages[str(stage)].append(key)
        outcomes[str(outcome)].append(key)
    return opinions.annotate(
        known_stage=_by_key(stages, Stage.START), known_outcome=_by_key(outcomes, Outcome.OPEN)
    )


def _derived(opinions: QuerySet, day) -> dict[int, tuple[Stage, Outcome]]:
    """The stage and outcome of each opinion on `day`, by primary key."""
    kinds = defaultdict(list)
    for key, kind in Event.objects.visible(day).in_order().values_list("opinion", "kind"):
        kinds[key].append(kind)
    rows = opinions.prefetch_related(None).select_related("process")
    return {row.pk: derive(kinds[row.pk], process_over=row.process.is_over(day)) for row in rows}


def _by_key(groups: dict[str, list[int]], default: str) -> Case:
    cases = [When(pk__in=keys, then=Value(value)) for value, keys in groups.items()]
    return Case(*cases, default=Value(str(default)), output_field=CharField())


def with_last_event(opinions: QuerySet, day=None) -> QuerySet:
    """Annotate `last_event` (EDTF date) and `last_day` of the newest event known on `day`."""
    newest = Event.objects.visible(day).filter(opinion=OuterRef("pk")).order_by("-last_day", "-order", "-pk")
    return opinions.annotate(
        last_event=Subquery(newest.values("date")[:1]), last_day=Subquery(newest.values("last_day")[:1])
    )


def with_known_title(opinions: QuerySet, day=None) -> QuerySet:
    """Annotate `known_title`: the title; on `day` that of the newest version known by then that has one.

    A title may come with the adopted text alone: where no version gives one, the editors' short title stands.
    """
    if day is None:
        return opinions.annotate(known_title=F("title"))
    titled = Revision.objects.visible(day).filter(opinion=OuterRef("pk")).exclude(title="")
    newest = Subquery(titled.order_by("-number").values("title")[:1])
    return opinions.annotate(known_title=Coalesce(newest, F("short_title")))
