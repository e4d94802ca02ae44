"""Which facts rest on which source, whatever their model: found among all models derived from Sourced."""

from collections import Counter
from dataclasses import dataclass

from django.apps import apps
from django.db.models import Count, Prefetch, QuerySet
from django.db.models.functions import Now

from .kinds import kind_words
from .models import Confidence, Publishable, Source, Sourced

# The first of these that a fact has is the sentence that stands for it.
SENTENCES = ("summary", "says", "text", "subject", "step", "what", "note")


@dataclass(frozen=True)
class RestingFact:
    """A fact as the page of its source lists it."""

    name: str
    sentence: str
    where: str  # the address at which it shows
    place: str  # its place in the source
    confidence: str


def sourced_models() -> list[type[Sourced]]:
    """Return every model whose rows are facts with sources."""
    return [model for model in apps.get_models() if issubclass(model, Sourced)]


def facts_naming(sources, *, shown: bool = False) -> list[Sourced]:
    """Return every fact that names one of `sources`, or only those that are published; a query a model."""
    found = []
    for model in sourced_models():
        rows = model.objects.filter(sources__in=sources).distinct()
        found += rows.filter(published_at__lte=Now()) if shown else rows
    return found


def fact_counts(day=None) -> Counter:
    """Return how many published facts rest on each source, by the source's primary key; a query a model."""
    counts = Counter()
    for model in sourced_models():
        rows = model.objects.visible(day).order_by().values_list("sources").annotate(number=Count("pk"))
        counts.update({source: number for source, number in rows if source})
    return counts


def facts_by_model(source: Source, day=None) -> list[tuple[str, list[RestingFact]]]:
    """Return what rests on a source, [(kind of fact in the plural, facts), ...].

    Two queries a model, and one for each tie to rows that may be drafts.
    """
    groups = []
    for model in sourced_models():
        rows = _with_ties(model.objects.for_links(day).filter(sources=source), day)
        facts = [_resting(row, source) for row in rows.with_sources()]
        if facts:
            groups.append((kind_words(model, many=True), facts))
    return groups


def _with_ties(rows: QuerySet, day) -> QuerySet:
    """Fetch the rows that each row points to: those it stands under, and of the others what readers see."""
    ties = [field for field in rows.model._meta.fields if field.many_to_one]
    loose = [
        field
        for field in ties
        if issubclass(field.related_model, Publishable) and field.name not in rows.model.stands_under
    ]
    seen = [Prefetch(field.name, field.related_model.objects.for_links(day)) for field in loose]
    return rows.select_related(*(field.name for field in ties if field not in loose)).prefetch_related(*seen)


def in_full(row) -> tuple[str, str]:
    """Return what to call a row, and the sentence it carries where its name is not that sentence."""
    name = str(row)
    sentence = next(filter(None, (getattr(row, field, "") for field in SENTENCES)), "")
    if sentence and sentence[:60] in name:  # the name is the sentence, cut: say it once and whole
        name, sentence = name[: name.index(sentence[:60])] + sentence, ""
    return name, sentence


def _resting(row: Sourced, source: Source) -> RestingFact:
    name, sentence = in_full(row)
    place = dict(row.citations).get(source, "")
    return RestingFact(name, sentence, row.get_absolute_url(), place, Confidence(row.confidence).label)
