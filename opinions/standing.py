"""Where many texts stand on a day, in two queries however many they are."""

from collections import defaultdict

from django.db.models import Case, CharField, F, OuterRef, QuerySet, Subquery, Value, When

from .models import Event
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
