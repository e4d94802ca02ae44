"""The kinds of things of this app in the API: texts, their versions and paths, positions, doubts."""

from documents.api.fields import Field, array, attribute, component, fields_of, nullable, number, text
from documents.api.resources import Embedded, Resource
from documents.text.structure import paragraphs_of

from . import exports, reading
from .api_cited import INSTRUMENTS
from .filters import OpinionFilter, PledgeFilter, PositionFilter
from .filters_events import (
    AmendmentFilter,
    EventFilter,
    InterventionFilter,
    RelationFilter,
    RevisionFilter,
    TopicFilter,
)
from .stages import Outcome
from .standing import with_last_event, with_standing
from .tables import TABLES
from .texts import words_in

_OF = {table.name: table for table in TABLES}
KEY = {"key": "key"}
UNDER_A_TEXT = {"opinion": "opinion__slug", "key": "key"}


def _with_standing(rows, day):
    return with_last_event(with_standing(rows.with_known_title(day), day), day)


def _adopted_number(row, asked):
    return row.adopted_number if row.known_outcome == Outcome.ADOPTED else ""


def _how(row, asked):
    """The end of the sentence on the whole path, which had not come on a day before it did."""
    ended = (row.known_stage, row.known_outcome) == (row.stage, row.outcome)
    return row.how if ended else ""


def _reading(row, asked):
    """How the accounts are read together today, and so on no other day."""
    return "" if asked.day else row.reading


def _summary(row, asked):
    return reading.summary(row, asked.day)


def _paragraphs(row, asked) -> list[dict]:
    """The keys are those of `extract_text`; the address is that of the paragraph on the site."""
    place = asked.link(row)
    return [
        {
            "number": one.number,
            "label": one.label,
            "kind": one.kind,
            "opener": one.opener,
            "addressee": one.addressee,
            "text": one.text,
            "address": f"{place}#{one.anchor}",
        }
        for one in paragraphs_of(row.text)
    ]


OTHER_TITLES = Embedded(
    "other_titles",
    _OF["other_titles"],
    fields_of(_OF["other_titles"], leave_out="opinion"),
    "OtherTitle",
    "Other titles under which it is known.",
    "opinion",
    alone=True,
)
ACTORS = Embedded(
    "actors",
    _OF["actors"],
    fields_of(_OF["actors"], leave_out="event"),
    "Actor",
    "Who did it, in which part.",
    "event",
)
ACCOUNTS = Embedded(
    "accounts",
    _OF["accounts"],
    fields_of(_OF["accounts"], leave_out="discrepancy"),
    "Account",
    "What the sources say, as far as they were public.",
    "discrepancy",
)

TOPICS = Resource(
    name="topics",
    title="Topics",
    schema="Topic",
    words="Subjects on the table of a process, under which drafts compete.",
    table=_OF["topics"],
    own_fields=fields_of(_OF["topics"], instead={"summary": _summary}),
    path="topics/{slug}",
    keys={"slug": "slug"},
    filters=TopicFilter,
)
OPINIONS = Resource(
    name="opinions",
    title="Opinions and other texts",
    schema="Opinion",
    words="Texts under negotiation, from their first draft to their end.",
    table=_OF["opinions"],
    own_fields=(
        *fields_of(
            _OF["opinions"],
            instead={
                "title": attribute("known_title"),
                "stage": attribute("known_stage"),
                "outcome": attribute("known_outcome"),
                "adopted_number": _adopted_number,
                "how": _how,
                "summary": _summary,
            },
        ),
        Field("last_event", attribute("last_event"), nullable(text("The date of its last event, in EDTF."))),
    ),
    path="opinions/{slug}",
    keys={"slug": "slug"},
    listing=exports.OPINIONS,
    filters=OpinionFilter,
    embedded=(OTHER_TITLES,),
    fetch=_with_standing,
)
REVISIONS = Resource(
    name="revisions",
    title="Versions of texts",
    schema="Revision",
    words="States of a text, never edited once published. The list has them without their text.",
    table=_OF["revisions"],
    own_fields=(
        *fields_of(_OF["revisions"], alone="text"),
        Field(
            "words", lambda row, asked: words_in(row.text), number("How many words the text has."), alone=True
        ),
        Field(
            "paragraphs",
            _paragraphs,
            array(component("Paragraph"), "The numbered paragraphs of the text."),
            alone=True,
        ),
    ),
    path="opinions/{opinion}/revisions/{number}",
    keys={"opinion": "opinion__slug", "number": "number"},
    filters=RevisionFilter,
    gates=("opinion",),
)
EVENTS = Resource(
    name="events",
    title="Events",
    schema="Event",
    words="What happened to a text, in order. Events alone change where it stands.",
    table=_OF["events"],
    own_fields=fields_of(_OF["events"]),
    path="opinions/{opinion}/events/{key}",
    keys=UNDER_A_TEXT,
    filters=EventFilter,
    gates=("opinion",),
    embedded=(ACTORS,),
)
AMENDMENTS = Resource(
    name="amendments",
    title="Proposed changes",
    schema="Amendment",
    words="Changes that somebody proposed to a text, and their fate.",
    table=_OF["amendments"],
    own_fields=fields_of(_OF["amendments"], looks_back="fate fate_note resulting_revision"),
    path="opinions/{opinion}/amendments/{key}",
    keys=UNDER_A_TEXT,
    filters=AmendmentFilter,
    gates=("opinion",),
)
_INTERVENTION = fields_of(_OF["interventions"])
INTERVENTIONS = Resource(
    name="interventions",
    title="Statements",
    schema="Intervention",
    words="What stakeholders said or wrote, with a stance on a text or none.",
    table=_OF["interventions"],
    own_fields=_INTERVENTION,
    path="interventions/{key}",
    keys=KEY,
    filters=InterventionFilter,
    gates=("opinion", "stakeholder"),
    naming=("opinion", "stakeholder", "meeting"),
)
POSITIONS = Resource(
    name="positions",
    title="Positions: who wanted what",
    schema="Intervention",
    words="The statements that have a stance, or are on no single text: the rows of the page of positions.",
    table=_OF["interventions"],
    own_fields=_INTERVENTION,
    path="interventions/{key}",
    keys=KEY,
    listing=exports.POSITIONS,
    filters=PositionFilter,
)
PLEDGES = Resource(
    name="pledges",
    title="Promised texts",
    schema="Pledge",
    words="Texts that somebody promised, and whether they came.",
    table=_OF["pledges"],
    own_fields=fields_of(_OF["pledges"], looks_back="fate note delivered_by"),
    path="pledges/{key}",
    keys=KEY,
    listing=exports.PLEDGES,
    filters=PledgeFilter,
    gates=("opinion",),
)
RELATIONS = Resource(
    name="relations",
    title="Relations between texts",
    schema="Relation",
    words="What one text (`origin`) is to another (`target`).",
    table=_OF["relations"],
    own_fields=fields_of(_OF["relations"]),
    path="relations/{origin}/{target}/{kind}",
    keys={"origin": "origin__slug", "target": "target__slug", "kind": "kind"},
    filters=RelationFilter,
    gates=("origin", "target"),
)
DISCREPANCIES = Resource(
    name="discrepancies",
    title="Where sources disagree",
    schema="Discrepancy",
    words="Questions on which sources disagree, with each account.",
    table=_OF["discrepancies"],
    own_fields=fields_of(_OF["discrepancies"], instead={"reading": _reading}),
    path="discrepancies/{key}",
    keys=KEY,
    listing=exports.DISCREPANCIES,
    embedded=(ACCOUNTS,),
)
GAPS = Resource(
    name="gaps",
    title="What is not known",
    schema="Gap",
    words="What no source found gives; said of the record as it is, so of no other day.",
    table=_OF["gaps"],
    own_fields=fields_of(_OF["gaps"]),
    path="gaps/{key}",
    keys=KEY,
    listing=exports.GAPS,
)
RESOURCES = (
    TOPICS,
    OPINIONS,
    REVISIONS,
    EVENTS,
    AMENDMENTS,
    INTERVENTIONS,
    POSITIONS,
    PLEDGES,
    RELATIONS,
    DISCREPANCIES,
    GAPS,
    INSTRUMENTS,
)
SHAPES = {
    "Paragraph": {
        "number": number("Its number, from 1; `#p3` addresses it on the site."),
        "label": text("Its own number in the text, such as “a)”; else empty."),
        "kind": text(
            "Its part in the text.",
            enum=["heading", "preambular", "operative", "point", "footnote", "table", "body"],
        ),
        "opener": text("The phrase that governs it, such as “considering further”."),
        "addressee": text("Whom that phrase addresses, as written."),
        "text": text("Its words, without the label."),
        "address": text("Where it stands on the site.", format="uri"),
    }
}
