"""Every page of the site for search engines, with the day on which it last changed where that is known."""

import datetime

from django.contrib.sitemaps import Sitemap
from django.db.models import Max, OuterRef, QuerySet, Subquery
from django.urls import reverse

from documents.models import Contribution, Meeting, Process, Source, Stakeholder
from documents.moments import CHANGED_AT, is_nominal
from opinions.models import Event, Intervention, Opinion, Revision, Topic

LISTS = (
    "home",
    "about",
    "changes",
    "data",
    *(f"documents:{name}" for name in ("contributions", "meetings", "schedule", "stakeholders", "sources")),
    *(f"opinions:{name}" for name in ("opinions", "positions", "pledges", "discrepancies", "gaps")),
    "opinions:instruments",
)


class Lists(Sitemap):
    """The first page, the lists, the pages about the site."""

    def items(self):
        return LISTS

    def location(self, item):
        return reverse(item)


class Rows(Sitemap):
    """The pages of published rows of one model, dated by the newest of the moments named in `moments`."""

    limit = 2000
    moments = ("changed_at",)

    def __init__(self, rows):
        self.rows = rows

    def items(self) -> QuerySet:
        return self.rows()

    def lastmod(self, item) -> datetime.datetime | None:
        """The newest moment that says something: the nominal one of the shipped record does not."""
        found = [getattr(item, name) for name in self.moments]
        return max((moment for moment in found if not is_nominal(moment)), default=None)


class Texts(Rows):
    """The pages of texts, which change with their events, versions and what was said of them."""

    moments = ("changed_at", "event_at", "revision_at", "intervention_at")


def _texts() -> QuerySet:
    parts = {"event_at": Event, "revision_at": Revision, "intervention_at": Intervention}
    newest = {name: _newest(model) for name, model in parts.items()}
    return Opinion.objects.published().annotate(**newest).order_by("pk")


def _newest(model) -> Subquery:
    rows = model.objects.published().filter(opinion=OuterRef("pk")).order_by().values("opinion")
    return Subquery(rows.annotate(newest=Max(CHANGED_AT)).values("newest"))


def _of(model):
    return lambda: model.objects.published().order_by("pk")


SITEMAPS = {
    "lists": Lists(),
    "opinions": Texts(_texts),
    "versions": Rows(
        lambda: Revision.objects.published().without_text().select_related("opinion").order_by("pk")
    ),
    "topics": Rows(_of(Topic)),
    "documents": Rows(lambda: Contribution.objects.for_links().order_by("pk")),
    "meetings": Rows(_of(Meeting)),
    "stakeholders": Rows(_of(Stakeholder)),
    "processes": Rows(_of(Process)),
    "sources": Rows(_of(Source)),
}
