"""Every rule of the record, checked against the database: what is wrong, and how to mend it.

Each check is a function without arguments that yields Ailments. Over a healthy record its number of
queries does not grow with the rows.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from django.apps import apps
from django.db import models
from django.db.models.functions import Now

from documents.derived import models_with_derived_fields, wrong_rows
from documents.desk.unseen import changed_unseen
from documents.models import Change, Publishable, Source, Sourced
from documents.old_addresses import unled
from documents.search.index import differences
from opinions.actions import published_events, published_kinds, unexplained_missteps
from opinions.models import Opinion, Revision
from opinions.stages import derive

from .alerts.sending import left_half_way, said_of

REBUILD = "Run `python manage.py rebuild`."


@dataclass(frozen=True)
class Ailment:
    """One thing wrong with one row, and what mends it; both are sentences."""

    row: str
    what: str
    remedy: str

    def __str__(self):
        return f"{self.row}: {self.what} {self.remedy}"


def examine() -> list[Ailment]:
    """Run every check; return what is wrong, in the order of the checks."""
    return [ailment for check in CHECKS for ailment in check()]


def _name(row: models.Model) -> str:
    return f"{row._meta.verbose_name} {row.pk} “{str(row)[:60]}”"


def _published(model: type[Publishable]) -> models.QuerySet:
    """Return the rows of `model` that are published themselves, whatever they stand under."""
    return model.objects.filter(published_at__lte=Now())


def _models(base: type[models.Model]) -> list[type[models.Model]]:
    return [model for model in apps.get_models() if issubclass(model, base)]


def stages_follow_from_events() -> Iterator[Ailment]:
    """The stored stage and outcome of every opinion are those of its published events."""
    kinds = published_kinds()
    for opinion in Opinion.objects.select_related("process"):
        stage, outcome = derive(kinds[opinion.pk], process_over=opinion.process.is_over())
        if (opinion.stage, opinion.outcome) != (stage, outcome):
            what = f"Stored are “{opinion.stage}” and “{opinion.outcome}”, its events give"
            yield Ailment(_name(opinion), f"{what} “{stage}” and “{outcome}”.", REBUILD)


def events_may_follow() -> Iterator[Ailment]:
    """Every published event may follow where it stands, or gives its reason."""
    paths = defaultdict(list)
    for event in published_events().select_related("opinion"):
        paths[event.opinion_id].append(event)
    for path in paths.values():
        for event, reason in unexplained_missteps(path):
            yield Ailment(_name(event), reason, "Correct its kind or date, or give the reason in the admin.")


def derived_columns_match() -> Iterator[Ailment]:
    """Days, symbol keys and hashes are those of the dates, symbols and texts they were made from."""
    for model in models_with_derived_fields():
        for row, stale, problem in wrong_rows(model):
            if problem:
                yield Ailment(_name(row), problem, "Correct it in the admin.")
            else:
                yield Ailment(_name(row), f"Out of date: {', '.join(stale)}.", REBUILD)


def published_facts_have_sources() -> Iterator[Ailment]:
    """A fact that readers see names at least one source that they see too."""
    visible = _published(Source)
    for model in _models(Sourced):
        seen = _published(model)
        for row in seen.exclude(models.Exists(_sources_of(model))):
            yield Ailment(_name(row), "It is published and has no source.", "Name one, or unpublish it.")
        hidden = _sources_of(model).exclude(source__in=visible)
        for row in seen.filter(models.Exists(hidden)):
            yield Ailment(_name(row), "It is published and names a source that is a draft.", "Publish that.")


def _sources_of(model: type[Sourced]) -> models.QuerySet:
    column = f"{model._meta.model_name}_id"
    return model.sources.through.objects.filter(**{column: models.OuterRef("pk")})


def locators_name_sources() -> Iterator[Ailment]:
    """Every key in a locator is that of one of the fact's sources."""
    for model in _models(Sourced):
        for row in model.objects.exclude(locator="").prefetch_related("sources"):
            keys = {part.split()[0] for part in row.locator.split(";") if part.strip()}
            if strange := sorted(keys - {source.key for source in row.sources.all()}):
                what = f"Its locator names {', '.join(strange)}, which is not among its sources."
                yield Ailment(_name(row), what, "Add the source or correct the locator.")


def parents_are_published() -> Iterator[Ailment]:
    """No published row names a draft."""
    for model in _models(Publishable):
        for field in model._meta.concrete_fields:
            if not field.is_relation or not issubclass(field.related_model, Publishable):
                continue
            shown = _published(field.related_model)
            rows = _published(model).filter(**{f"{field.name}__isnull": False})
            for row in rows.exclude(**{f"{field.name}__in": shown}).select_related(field.name):
                parent = _name(getattr(row, field.name))
                yield Ailment(
                    _name(row), f"It is published, its {parent} is not.", "Publish that, or unpublish this."
                )


def revisions_lead_forward() -> Iterator[Ailment]:
    """No text is based on itself, not even round several others."""
    pairs = set(Revision.based_on.through.objects.values_list("from_revision", "to_revision"))
    while pairs:
        parents, children = {parent for _, parent in pairs}, {child for child, _ in pairs}
        left = {(child, parent) for child, parent in pairs if child in parents and parent in children}
        if left == pairs:
            break
        pairs = left
    circular = {child for child, _ in pairs}
    for row in Revision.objects.filter(pk__in=circular).without_text().select_related("opinion"):
        yield Ailment(_name(row), "It is based on a text that is based on it.", "Correct “based on”.")


def things_are_as_their_history_left_them() -> Iterator[Ailment]:
    """Nothing was changed behind the back of the history, which keeps the state after each change."""
    for change in changed_unseen():
        what = "It is not as its last recorded change left it: it was changed outside the desk."
        if change.after is None:
            what = (
                "Its last recorded change deleted it, and it is there: it was brought back outside the desk."
            )
        yield Ailment(_called(change), what, "Run `python manage.py doctor --note`: the history takes it up.")


def _called(change: Change) -> str:
    return f"{change.model._meta.verbose_name} {change.object_pk} “{change.name[:60]}”"


def old_addresses_lead_somewhere() -> Iterator[Ailment]:
    """Every old address leads to something that readers see, or saw."""
    for note, what in unled():
        yield Ailment(_name(note), what, "Enter it anew at the desk, or restore what it leads to.")


def search_follows_the_record() -> Iterator[Ailment]:
    """Search finds what readers see, as it is now, and nothing else."""
    found = [f"{row}: {what}" for row, what in differences()]
    if found:
        yield Ailment("Search", f"{len(found)} entries differ, the first is {found[0]}", REBUILD)


def mails_were_handed_over() -> Iterator[Ailment]:
    """No e-mail was left half-way by a sender that was stopped."""
    for mail in left_half_way():
        remedy = (
            "The person’s next e-mail says so. Run `python manage.py send_alerts --noted` to take note of it."
        )
        yield Ailment(f"e-mail no. {mail.pk}", said_of(mail), remedy)


CHECKS = (
    stages_follow_from_events,
    events_may_follow,
    derived_columns_match,
    published_facts_have_sources,
    locators_name_sources,
    parents_are_published,
    revisions_lead_forward,
    things_are_as_their_history_left_them,
    old_addresses_lead_somewhere,
    search_follows_the_record,
    mails_were_handed_over,
)
