"""The kinds of things of this app in the API: who negotiates, when, with which papers, from which sources."""

from urllib.parse import quote

from .. import exports
from ..filters import ContributionFilter, StakeholderFilter
from ..filters_facts import BodyFilter, FactFilter, FileFilter, ParticipationFilter
from ..tables import TABLES
from ..views.contributions import document_at_address
from .fields import Field, fields_of, text
from .resources import Embedded, Resource

_OF = {table.name: table for table in TABLES}
SLUG = {"slug": "slug"}
KEY = {"key": "key"}


def _download(row, asked):
    return asked.link(row)


def _document_place(row) -> str:
    """The symbol is the address, as on the site."""
    place = quote(f"documents/{row.symbol or f'unnumbered/{row.slug}'}", safe="/:()")
    return f"{place}?process={row.process.slug}" if row.address_taken else place


def _document(resource: Resource, keys, day):
    found = document_at_address(keys["address"], keys.get("process", ""), day)
    return resource.full(resource.shown(day), day, alone=True).get(pk=found.pk)


FILES = Embedded(
    "files",
    _OF["files"],
    (
        *fields_of(_OF["files"], leave_out="contribution"),
        Field("address", _download, text("Where its bytes are.", format="uri")),
    ),
    "FileOfDocument",
    "Its files; none as of a day, as nobody knows since when the public had them.",
    "contribution",
    alone=True,
)
SUBMITTERS = Embedded(
    "submissions",
    _OF["submissions"],
    fields_of(_OF["submissions"], leave_out="contribution"),
    "Submission",
    "Who submitted it, in the order of its head, and whether they presented it.",
    "contribution",
)

PROCESSES = Resource(
    name="processes",
    title="Processes",
    schema="Process",
    words="Negotiations from first call to last decision.",
    table=_OF["processes"],
    own_fields=fields_of(_OF["processes"], looks_back="summary"),
    path="processes/{slug}",
    keys=SLUG,
)
BODIES = Resource(
    name="bodies",
    title="Bodies",
    schema="Body",
    words="Who meets: experts groups, plenaries, working groups, committees.",
    table=_OF["bodies"],
    own_fields=fields_of(_OF["bodies"], looks_back="summary"),
    path="bodies/{slug}",
    keys=SLUG,
    filters=BodyFilter,
)
MEETINGS = Resource(
    name="meetings",
    title="Meetings",
    schema="Meeting",
    words="Bodies at a time and place; a session has the larger meeting as its parent.",
    table=_OF["meetings"],
    own_fields=fields_of(_OF["meetings"], looks_back="summary"),
    path="meetings/{slug}",
    keys=SLUG,
    listing=exports.MEETINGS,
)
STAKEHOLDERS = Resource(
    name="stakeholders",
    title="Who took part",
    schema="Stakeholder",
    words="States, members, organisations, companies, the secretariat, chairs: who submits or speaks.",
    table=_OF["stakeholders"],
    own_fields=fields_of(_OF["stakeholders"], looks_back="summary"),
    path="stakeholders/{slug}",
    keys=SLUG,
    listing=exports.STAKEHOLDERS,
    filters=StakeholderFilter,
)
DOCUMENTS = Resource(
    name="documents",
    title="Documents",
    schema="Document",
    words="Papers submitted to or issued by a meeting, under their symbols.",
    table=_OF["documents"],
    own_fields=fields_of(_OF["documents"], looks_back="summary outcome"),
    path="documents/{address}",
    keys={"address": "symbol"},
    listing=exports.DOCUMENTS,
    filters=ContributionFilter,
    embedded=(SUBMITTERS, FILES),
    find=_document,
    at=_document_place,
)
FILES_OF_ALL = Resource(
    name="files",
    title="Files",
    schema="File",
    words="The files of documents; none as of a day, as nobody knows since when the public had them.",
    table=_OF["files"],
    own_fields=fields_of(_OF["files"]),
    path="files/{sha256}/{name}",
    keys={"sha256": "sha256", "name": "name"},
    filters=FileFilter,
    fetch=lambda rows, day: rows.without_text(),
)
PARTICIPATIONS = Resource(
    name="participations",
    title="Parts in meetings",
    schema="Participation",
    words="Who was at a meeting, in which role.",
    table=_OF["participations"],
    own_fields=fields_of(_OF["participations"]),
    path="participations/{key}",
    keys=KEY,
    filters=ParticipationFilter,
    gates=("meeting",),
    naming=("stakeholder",),
)
SCHEDULE = Resource(
    name="schedule",
    title="Schedule, planned and actual",
    schema="PlannedStep",
    words="Steps that a process planned (`date`), and what came of them.",
    table=_OF["schedule"],
    own_fields=fields_of(_OF["schedule"], looks_back="actual actual_first_day fate outcome"),
    path="schedule/{process}/{number}",
    keys={"process": "process__slug", "number": "number"},
    listing=exports.SCHEDULE,
    gates=("process",),
)
FACTS = Resource(
    name="facts",
    title="Further facts",
    schema="Fact",
    words="Sentences about a process that are neither a meeting, a document nor a step of a text’s path.",
    table=_OF["facts"],
    own_fields=fields_of(_OF["facts"]),
    path="facts/{key}",
    keys=KEY,
    filters=FactFilter,
    gates=("process",),
)
SOURCES = Resource(
    name="sources",
    title="Sources",
    schema="Source",
    words="What was read: official papers, articles, list posts, transcripts.",
    table=_OF["sources"],
    own_fields=fields_of(_OF["sources"]),
    path="sources/{key}",
    keys=KEY,
    listing=exports.SOURCES,
)
RESOURCES = (
    PROCESSES,
    BODIES,
    MEETINGS,
    STAKEHOLDERS,
    DOCUMENTS,
    FILES_OF_ALL,
    PARTICIPATIONS,
    SCHEDULE,
    FACTS,
    SOURCES,
)
