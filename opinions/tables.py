"""The tables of texts, events, positions and doubts in which the record is handed out."""

from django.db.models import QuerySet

from documents.tables import Table

from .models import (
    Account,
    Actor,
    Amendment,
    Discrepancy,
    Event,
    Gap,
    Intervention,
    Opinion,
    OtherTitle,
    Pledge,
    Relation,
    Revision,
    Topic,
)

ABOUT = "opinions topics meetings contributions stakeholders"


def _shown_actors() -> QuerySet:
    return Actor.objects.visible().filter(event__in=Event.objects.published().values("pk"))


TABLES = (
    Table("topics", Topic, "slug number title short_title summary", "process"),
    Table(
        "opinions",
        Opinion,
        "slug instrument title short_title adopted_number order how summary stage outcome",
        "process topic",
    ),
    Table("other_titles", OtherTitle, "title used_by", "opinion"),
    Table(
        "revisions",
        Revision,
        "number label title sponsor_note text sha256 basis language note",
        "opinion contribution",
        "sponsors based_on",
    ),
    Table(
        "events",
        Event,
        "key kind order hours date_note summary actor_note out_of_order_reason",
        "opinion meeting body contribution revision",
    ),
    Table("actors", Actor, "role order", "event stakeholder", shown=_shown_actors),
    Table(
        "interventions",
        Intervention,
        "key speaker report_section stance declared summary",
        "stakeholder meeting opinion contribution",
    ),
    Table(
        "amendments",
        Amendment,
        "key place wording summary proposer_note fate fate_note",
        "opinion revision meeting contribution resulting_revision",
        "proposers",
    ),
    Table(
        "pledges",
        Pledge,
        "key who_note section subject fate note",
        "opinion meeting delivered_by",
        "stakeholders",
    ),
    Table("relations", Relation, "kind summary", "origin target"),
    Table("discrepancies", Discrepancy, "key question reading", "process", ABOUT),
    Table("accounts", Account, "number says", "discrepancy"),
    Table("gaps", Gap, "key kind what", "process", ABOUT),
)
