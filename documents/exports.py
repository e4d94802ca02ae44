"""The lists of documents, meetings, stakeholders, sources and planned steps: their rows and columns."""

from django.db.models import Prefetch

from .filters import ContributionFilter, StakeholderFilter
from .listings import ADDRESS, FACT, Listing, choice, column, each, linked, once_known
from .models import Meeting, Process, ScheduleItem, Source
from .resting import fact_counts
from .text.natural import natural_key

IN_ORDER_OF_PROCESS = ("process__first_day", "process__slug")


def documents(query, day):
    """The documents that the filters of the query keep."""
    return ContributionFilter(query, day=day).in_order()


def stakeholders(query, day):
    """The stakeholders that the filters of the query keep."""
    return StakeholderFilter(query, day=day).in_order().with_sources()


def meetings(query, day):
    """Every meeting and session, by process and date."""
    parents = Prefetch("parent", Meeting.objects.visible(day))
    rows = Meeting.objects.visible(day).filter(process__in=Process.objects.visible(day))
    rows = rows.select_related("process", "body").prefetch_related(parents).with_sources()
    return rows.order_by(*IN_ORDER_OF_PROCESS, "first_day", "last_day", "hours", "slug")


def schedule(query, day):
    """Every planned step, by process and number."""
    parts = Prefetch("meeting", Meeting.objects.visible(day))
    rows = ScheduleItem.objects.visible(day).filter(process__in=Process.objects.visible(day))
    rows = rows.select_related("process").prefetch_related(parts).with_sources()
    return rows.order_by(*IN_ORDER_OF_PROCESS, "number")


def sources(query, day):
    """Every source by kind and key, with the number of facts that rest on it as `facts`."""
    counts, kinds = fact_counts(day), Source.Kind.values
    found = sorted(Source.objects.visible(day), key=lambda row: (kinds.index(row.kind), natural_key(row.key)))
    for row in found:
        row.facts = counts[row.pk]
    return found


DOCUMENTS = Listing(
    "documents",
    "Documents",
    (
        column("symbol"),
        column("title"),
        choice("kind"),
        each("submitters", lambda row: row.submissions.all(), "stakeholder.short_name"),
        column("submitter_note"),
        column("process", "process.slug"),
        column("meeting", "meeting.slug"),
        column("date"),
        choice("access"),
        column("original_address"),
        column("archived_address"),
        *FACT,
    ),
    documents,
)
STAKEHOLDERS = Listing(
    "stakeholders",
    "Who took part",
    (
        column("slug"),
        column("name"),
        column("short_name"),
        choice("category"),
        column("country"),
        column("documents"),
        column("website", "url"),
        *FACT,
    ),
    stakeholders,
)
MEETINGS = Listing(
    "meetings",
    "Meetings",
    (
        column("slug"),
        column("title"),
        column("process", "process.slug"),
        column("body", "body.name"),
        column("part_of", "parent.slug"),
        column("date"),
        column("hours"),
        column("place"),
        choice("status"),
        *FACT,
    ),
    meetings,
)
SCHEDULE = Listing(
    "schedule",
    "Schedule, planned and actual",
    (
        column("process", "process.slug"),
        column("number"),
        column("step"),
        column("planned", "date"),
        *map(once_known, (column("actual"), choice("fate"), column("outcome"))),
        linked("meeting"),
        *FACT,
    ),
    schedule,
)
SOURCES = Listing(
    "sources",
    "Sources",
    (
        column("key"),
        column("title"),
        choice("kind"),
        column("publisher"),
        column("author"),
        column("published"),
        column("facts"),
        column("original_address", "address"),
        column("archived_address"),
        column("note"),
        ADDRESS,
    ),
    sources,
)
LISTINGS = (DOCUMENTS, STAKEHOLDERS, MEETINGS, SCHEDULE, SOURCES)
