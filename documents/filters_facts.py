"""The filters of the lists that have no page of their own: parts in meetings, and further facts."""

from .facets import Facet, FacetedFilterSet
from .filters import named
from .models import Body, ContributionFile, Fact, Meeting, Participation, Process, Stakeholder


class BodyFilter(FacetedFilterSet):
    """Bodies by kind."""

    kind = Facet(label="Kind", known=lambda day: Body.Kind.choices)

    class Meta:
        model = Body
        fields = []


class ParticipationFilter(FacetedFilterSet):
    """Parts in meetings by meeting, stakeholder and role."""

    meeting = Facet(label="Meeting", field_name="meeting__slug", known=named(Meeting, "short_title"))
    stakeholder = Facet(
        label="Stakeholder", field_name="stakeholder__slug", known=named(Stakeholder, "short_name")
    )
    role = Facet(label="Role", known=lambda day: Participation.Role.choices)

    class Meta:
        model = Participation
        fields = []


class FactFilter(FacetedFilterSet):
    """Further facts by process, meeting and stakeholder."""

    process = Facet(label="Process", field_name="process__slug", known=named(Process, "short_title"))
    meeting = Facet(label="Meeting", field_name="meeting__slug", known=named(Meeting, "short_title"))
    stakeholder = Facet(
        label="Stakeholder", field_name="stakeholder__slug", known=named(Stakeholder, "short_name")
    )

    class Meta:
        model = Fact
        fields = []


class FileFilter(FacetedFilterSet):
    """Files of documents by process."""

    process = Facet(
        label="Process", field_name="contribution__process__slug", known=named(Process, "short_title")
    )

    class Meta:
        model = ContributionFile
        fields = []
