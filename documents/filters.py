"""The filters of the lists of documents and stakeholders; what a list shows, its other forms show too."""

from collections import Counter

import django_filters
from django.db.models import Case, Exists, F, OuterRef, Q, Value, When
from django.db.models.functions import Lower

from .facets import Facet, FacetedFilterSet, count_values, having, words_in
from .models import Contribution, Meeting, Process, Stakeholder, Submission
from .ordering import by_symbol

SORTS = ("symbol", "date", "title", "kind")


def words_filter(*columns: str):
    """Return a filter method that keeps rows with every word of the question in one of the columns."""

    def keep(self, rows, name, value):
        for word in words_in(value):
            rows = rows.filter(having(word, *columns))
        return rows

    return keep


def named(model, words: str):
    """Return what gives every visible row of `model` as a choice: its slug and its `words`."""
    return lambda day: list(model.objects.visible(day).values_list("slug", words))


def _years(day) -> list[tuple[str, str]]:
    days = Contribution.objects.visible(day).filter(first_day__isnull=False)
    years = days.order_by("first_day__year").values_list("first_day__year", flat=True).distinct()
    return [(str(year), str(year)) for year in years]


def _submitted(**by) -> Exists:
    return Exists(Submission.objects.visible().filter(contribution=OuterRef("pk"), **by))


def _count_submitters(column: str):
    def count(rows) -> dict:
        seen = Stakeholder.objects.published().values("pk")
        return count_values(
            rows.filter(submissions__stakeholder__in=seen), f"submissions__stakeholder__{column}"
        )

    return count


def _topics(day) -> list[tuple[str, str]]:
    topics = Process._meta.get_field("topics").related_model
    return list(topics.objects.visible(day).values_list("slug", "short_title"))


def _named_by_topics(day, **of) -> list:
    """The published events and texts of topics that name a document: two queries' worth of rows."""
    return [
        Contribution._meta.get_field(name)
        .related_model.objects.visible(day)
        .filter(contribution__isnull=False, opinion__topic__isnull=False, **of)
        .order_by()
        for name in ("events", "revisions")
    ]


class ContributionFilter(FacetedFilterSet):
    """Documents by words, process, meeting, kind, submitter, year, access, topic."""

    q = django_filters.CharFilter(label="Words in the title or symbol", max_length=200, method="keep_words")
    kind = Facet(label="Kind", known=lambda day: Contribution.Kind.choices)
    meeting = Facet(label="Meeting", field_name="meeting__slug", known=named(Meeting, "short_title"))
    topic = Facet(label="Topic", known=_topics, method="keep_topic", count=lambda rows: {})
    category = Facet(
        label="Category of submitter",
        known=lambda day: Stakeholder.Category.choices,
        method="keep_category",
        count=_count_submitters("category"),
    )
    stakeholder = Facet(
        label="Submitter",
        known=named(Stakeholder, "short_name"),
        method="keep_stakeholder",
        count=_count_submitters("slug"),
    )
    year = Facet(label="Year", field_name="first_day__year", known=_years)
    access = Facet(label="Access", known=lambda day: Contribution.Access.choices)
    process = Facet(label="Process", field_name="process__slug", known=named(Process, "short_title"))
    sort = django_filters.ChoiceFilter(
        label="Order",
        choices=[(sign + name, name) for name in SORTS for sign in ("", "-")],
        method="keep_all",
    )

    keep_words = words_filter("title", "symbol")

    class Meta:
        model = Contribution
        fields = []

    def __init__(self, data, *, day=None):
        super().__init__(data, Contribution.objects.visible(day), day=day)
        self.filters["topic"].count = self.count_topics

    def keep_category(self, rows, name, value):
        """Keep documents of which a submitter has the category."""
        return rows.filter(_submitted(stakeholder__category=value))

    def keep_stakeholder(self, rows, name, value):
        """Keep documents that the stakeholder submitted."""
        return rows.filter(_submitted(stakeholder__slug=value))

    def keep_topic(self, rows, name, value):
        """Keep documents that an event or a text of the topic names."""
        events, revisions = _named_by_topics(self.day, opinion__topic__slug=value)
        named = Q(pk__in=events.values("contribution")) | Q(pk__in=revisions.values("contribution"))
        return rows.filter(named)

    def count_topics(self, rows) -> dict:
        """How many of the rows each topic has; a document counts once a topic."""
        events, revisions = (
            named.values_list("opinion__topic__slug", "contribution")
            for named in _named_by_topics(self.day, contribution__in=rows.order_by())
        )
        return dict(Counter(slug for slug, _ in events.union(revisions)))

    def keep_all(self, rows, name, value):
        """Keep every row: the order is not a filter."""
        return rows

    def in_order(self):
        """Return the rows as a list shows them, in the order asked for; sliceable."""
        rows, sort = self.rows().for_list(self.day), self.form.cleaned_data["sort"] or "symbol"
        descending, column = sort.startswith("-"), sort.lstrip("-")
        if column == "symbol":
            return by_symbol(rows, descending=descending)
        column = {"date": F("first_day"), "title": Lower("title"), "kind": F("kind")}[column]
        direction = column.desc(nulls_last=True) if descending else column.asc(nulls_last=True)
        return rows.order_by(direction, "symbol_key", "slug", "pk")


class StakeholderFilter(FacetedFilterSet):
    """Stakeholders by category and words in the name."""

    q = django_filters.CharFilter(label="Words in the name", max_length=200, method="keep_words")
    category = Facet(label="Category", known=lambda day: Stakeholder.Category.choices)

    keep_words = words_filter("name", "short_name")

    class Meta:
        model = Stakeholder
        fields = []

    def __init__(self, data, *, day=None):
        super().__init__(data, Stakeholder.objects.visible(day), day=day)

    def in_order(self):
        """Return the rows as a list shows them: by category, then by name."""
        categories = Stakeholder.Category.values
        places = [When(category=value, then=Value(place)) for place, value in enumerate(categories)]
        rows = self.rows().order_by(Case(*places), Lower("short_name"), "pk")
        return rows.with_document_counts(self.day)
