"""The filters of the lists that have no page of their own: topics, versions, events, changes, statements."""

from django.db.models import Q

from documents.facets import Facet, FacetedFilterSet
from documents.filters import named
from documents.models import Meeting, Process, Stakeholder

from .models import Amendment, Event, Intervention, Opinion, Relation, Revision, Stance, Topic
from .stages import KIND_LABELS


def _of_text() -> Facet:
    return Facet(label="Text", field_name="opinion__slug", known=named(Opinion, "short_title"))


def _of_process() -> Facet:
    return Facet(label="Process", field_name="opinion__process__slug", known=named(Process, "short_title"))


def _at_meeting() -> Facet:
    return Facet(label="Meeting", field_name="meeting__slug", known=named(Meeting, "short_title"))


def _by(label: str, path: str) -> Facet:
    return Facet(label=label, field_name=path, known=named(Stakeholder, "short_name"))


class TopicFilter(FacetedFilterSet):
    """Topics by process."""

    process = Facet(label="Process", field_name="process__slug", known=named(Process, "short_title"))

    class Meta:
        model = Topic
        fields = []


class RevisionFilter(FacetedFilterSet):
    """Versions by text, process, who tabled them, and what their text is."""

    opinion = _of_text()
    process = _of_process()
    sponsor = _by("Tabled by", "sponsors__slug")
    basis = Facet(label="What the text is", known=lambda day: Revision.Basis.choices)

    class Meta:
        model = Revision
        fields = []


class EventFilter(FacetedFilterSet):
    """Events by text, process, kind and meeting."""

    opinion = _of_text()
    process = _of_process()
    kind = Facet(label="Kind", known=lambda day: [(str(one), words) for one, words in KIND_LABELS.items()])
    meeting = _at_meeting()

    class Meta:
        model = Event
        fields = []


class AmendmentFilter(FacetedFilterSet):
    """Proposed changes by text, process, meeting and who proposed them."""

    opinion = _of_text()
    process = _of_process()
    meeting = _at_meeting()
    proposer = _by("Proposed by", "proposers__slug")

    class Meta:
        model = Amendment
        fields = []


class InterventionFilter(FacetedFilterSet):
    """Statements by text, process, who made them, their category, stance and meeting."""

    opinion = _of_text()
    process = _of_process()
    stakeholder = _by("By whom", "stakeholder__slug")
    category = Facet(
        label="Category of stakeholder",
        field_name="stakeholder__category",
        known=lambda day: Stakeholder.Category.choices,
    )
    stance = Facet(label="Stance", known=lambda day: Stance.choices)
    meeting = _at_meeting()

    class Meta:
        model = Intervention
        fields = []


class RelationFilter(FacetedFilterSet):
    """Relations by one of their two texts, and by kind."""

    opinion = Facet(label="Text, either of the two", known=named(Opinion, "short_title"), method="keep_text")
    kind = Facet(label="Kind", known=lambda day: Relation.Kind.choices)

    class Meta:
        model = Relation
        fields = []

    def keep_text(self, rows, name, value):
        """Keep relations of the text, either way."""
        return rows.filter(Q(origin__slug=value) | Q(target__slug=value))
