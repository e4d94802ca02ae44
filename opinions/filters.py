"""The filters of lists: one query string asks a page, and later a feed or file, for the same rows."""

import datetime
from collections import Counter

import django_filters
from django.db.models import F, Q
from django.db.models.functions import Lower

from documents.facets import Facet, FacetedFilterSet, count_values, having, words_in
from documents.filters import named
from documents.models import Meeting, Process, Stakeholder

from .models import Event, Intervention, Opinion, OtherTitle, Pledge, Revision, Topic
from .stages import OUTCOME_LABELS, STAGE_LABELS
from .standing import with_last_event, with_standing

SORTS = {
    "title": [Lower("known_title")],
    "process": [F("process__first_day"), F("process__slug"), F("order")],
    "last_event": [F("last_day")],
    "outcome": [F("known_outcome"), Lower("known_title")],
}


def _years(day) -> list[tuple[str, str]]:
    """The years from the first recorded event to the last."""
    days = Event.objects.visible(day).order_by().values_list("first_day", "last_day")
    years = sorted({year for first, last in days for year in range(first.year, last.year + 1)})
    return [(str(year), str(year)) for year in years]


class OpinionFilter(FacetedFilterSet):
    """Opinions by process, subject, end, stage, sponsor, meeting, kind of text, year and words."""

    q = django_filters.CharFilter(label="Words in the title", max_length=200, method="keep_words")
    topic = Facet(label="Topic", field_name="topic__slug", known=named(Topic, "short_title"))
    outcome = Facet(
        label="How it ended",
        field_name="known_outcome",
        known=lambda day: [(str(value), words) for value, words in OUTCOME_LABELS.items()],
    )
    stage = Facet(
        label="Stage",
        field_name="known_stage",
        known=lambda day: [(str(value), words) for value, words in STAGE_LABELS.items()],
    )
    sponsor = Facet(label="Tabled by", known=named(Stakeholder, "short_name"), method="keep_sponsor")
    meeting = Facet(label="Meeting", known=named(Meeting, "short_title"), method="keep_meeting")
    process = Facet(label="Process", field_name="process__slug", known=named(Process, "short_title"))
    instrument = Facet(label="Kind of text", known=lambda day: Opinion.Instrument.choices)
    year = Facet(label="Year", known=_years, method="keep_year")
    sort = django_filters.ChoiceFilter(
        label="Order",
        choices=[(sign + name, name) for name in SORTS for sign in ("", "-")],
        method="keep_all",
    )

    class Meta:
        model = Opinion
        fields = []

    def __init__(self, data, *, day=None):
        rows = with_standing(Opinion.objects.visible(day).with_known_title(day), day)
        super().__init__(data, with_last_event(rows, day), day=day)
        self._events = Event.objects.visible(day).order_by()
        self._texts = Revision.objects.visible(day).order_by()
        for name in ("sponsor", "meeting", "year"):
            self.filters[name].count = getattr(self, f"count_{name}")

    def keep_words(self, rows, name, value):
        """Keep texts that have every word in one of their titles."""
        others = OtherTitle.objects.visible(self.day)
        for word in words_in(value):
            elsewhere = others.filter(having(word, "title")).values("opinion")
            rows = rows.filter(having(word, "known_title", "short_title") | Q(pk__in=elsewhere))
        return rows

    def keep_sponsor(self, rows, name, value):
        """Keep texts of which the stakeholder tabled a version."""
        return rows.filter(pk__in=self._texts.filter(sponsors__slug=value).values("opinion"))

    def count_sponsor(self, rows) -> dict:
        """How many of the rows each stakeholder tabled a version of."""
        texts = self._texts.filter(opinion__in=rows.order_by().values("pk"))
        pairs = texts.values_list("sponsors__slug", "opinion").distinct()
        return Counter(slug for slug, _ in pairs if slug)

    def keep_meeting(self, rows, name, value):
        """Keep texts with an event at the meeting or at one of its sessions."""
        there = Q(meeting__slug=value) | Q(meeting__parent__slug=value)
        return rows.filter(pk__in=self._events.filter(there).values("opinion"))

    def count_meeting(self, rows) -> dict:
        """How many of the rows were at each meeting; one at a session was at the whole meeting too."""
        events = self._events.filter(opinion__in=rows.order_by().values("pk"), meeting__isnull=False)
        places = events.values_list("opinion", "meeting__slug", "meeting__parent__slug").distinct()
        seen = {(slug, opinion) for opinion, *slugs in places for slug in slugs if slug}
        return Counter(slug for slug, _ in seen)

    def keep_year(self, rows, name, value):
        """Keep texts with an event in the year, or in a span that touches it."""
        first, last = datetime.date(int(value), 1, 1), datetime.date(int(value), 12, 31)
        events = self._events.filter(first_day__lte=last, last_day__gte=first)
        return rows.filter(pk__in=events.values("opinion"))

    def count_year(self, rows) -> dict:
        """How many of the rows have an event in each year."""
        events = self._events.filter(opinion__in=rows.order_by().values("pk"))
        spans = events.values_list("opinion", "first_day", "last_day").distinct()
        seen = {
            (str(year), opinion)
            for opinion, first, last in spans
            for year in range(first.year, last.year + 1)
        }
        return Counter(year for year, _ in seen)

    def keep_all(self, rows, name, value):
        """Keep every row: the order is not a filter."""
        return rows

    def in_order(self):
        """Return the rows in the order asked for; what has no value comes last whichever way."""
        rows, sort = self.rows(), self.form.cleaned_data["sort"]
        rows = rows.select_related("process")
        if not sort:
            return rows.order_by("process__first_day", "process__slug", "order", "slug")
        down = sort.startswith("-")
        keys = SORTS[sort.lstrip("-")]
        ways = [key.desc(nulls_last=True) if down else key.asc(nulls_last=True) for key in keys]
        return rows.order_by(*ways, "process", "order", "slug")


class PositionFilter(FacetedFilterSet):
    """What was said, by the process of the text and the category of who said it."""

    process = Facet(label="Process", field_name="opinion__process__slug", known=named(Process, "short_title"))
    category = Facet(
        label="Category of stakeholder",
        field_name="stakeholder__category",
        known=lambda day: Stakeholder.Category.choices,
    )

    class Meta:
        model = Intervention
        fields = []


class PledgeFilter(FacetedFilterSet):
    """Promised texts, by who promised and whether they came."""

    stakeholder = Facet(label="Who promised", known=named(Stakeholder, "short_name"), method="keep_who")
    fate = Facet(label="Whether it came", field_name="known_fate", known=lambda day: Pledge.Fate.choices)

    class Meta:
        model = Pledge
        fields = []

    def __init__(self, data, queryset, *, day=None):
        super().__init__(data, queryset.with_known_fate(day), day=day)
        self.filters["stakeholder"].count = lambda rows: count_values(rows, "stakeholders__slug")

    def keep_who(self, rows, name, value):
        """Keep what the stakeholder promised, alone or with others."""
        return rows.filter(stakeholders__slug=value)
