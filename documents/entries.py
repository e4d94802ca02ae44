"""What is found of the rows of this app: stakeholders, processes, meetings, documents, files, sources."""

from collections.abc import Iterable, Iterator

from django.db.models import Prefetch

from .models import Contribution, ContributionFile, Meeting, Process, Source, Stakeholder, Submission
from .search.entries import Entry, register
from .search.passages import passages

SHOWN_PARAGRAPHS = 150
"""Of the first file that was read the page of its document shows as many, each with its address."""


def shown(row):
    """Return a row that another names, or None while it is a draft."""
    return row if row is not None and row.published_at is not None else None


def who_tags(stakeholders: Iterable[Stakeholder]) -> dict:
    """Return how an entry names stakeholders: their slugs, and their names as values of the filter."""
    rows = [row for row in stakeholders if shown(row)]
    names = (("who", name) for row in rows for name in (row.short_name, row.name))
    return {"who": tuple(row.slug for row in rows), "tags": tuple(names)}


def meeting_tags(meeting: Meeting | None) -> tuple[tuple[str, str], ...]:
    """Return the values of the filter that a meeting has beside its slug: its title, what it is part of."""
    if not shown(meeting):
        return ()
    whole = meeting.parent.slug if shown(meeting.parent) else ""
    return ("meeting", meeting.short_title), ("meeting", whole)


def slug_of(row) -> str:
    """Return the slug of a row that readers see, or nothing."""
    return row.slug if shown(row) else ""


def submitters(prefix: str = "") -> Prefetch:
    """Fetch the stakeholders that submitted, in their order."""
    return Prefetch(f"{prefix}submissions", Submission.objects.select_related("stakeholder"))


@register(Stakeholder, 0)
def _stakeholder(row: Stakeholder) -> Iterator[Entry]:
    names = (row.short_name,) if row.short_name != row.name else ()
    named = who_tags([row])
    yield Entry("who", row.name, row.get_absolute_url(), row.summary, names=names, **named)


@register(Process, 1)
def _process(row: Process) -> Iterator[Entry]:
    yield Entry(
        "process",
        row.title,
        row.get_absolute_url(),
        row.summary,
        names=(row.short_title,),
        process=row.slug,
        date=row.date,
    )


@register(Meeting, 5)
def _meeting(row: Meeting) -> Iterator[Entry]:
    parts = (row.place, row.chair if hasattr(row, "chair") else "", row.summary, row.documents_note)
    yield Entry(
        "meeting",
        row.title,
        row.get_absolute_url(),
        " ".join(filter(None, parts)),
        names=(row.short_title,),
        process=row.process.slug,
        meeting=row.slug,
        tags=meeting_tags(row),
        date=row.date,
    )


@register(
    Contribution,
    6,
    depends=("submissions", "submitters", "meeting", "meeting__parent"),
    fetch=lambda rows: (
        rows.with_addresses().select_related("process", "meeting__parent").prefetch_related(submitters())
    ),
)
def _contribution(row: Contribution) -> Iterator[Entry]:
    by = who_tags(part.stakeholder for part in row.submissions.all())
    yield Entry(
        "document",
        str(row),
        row.get_absolute_url(),
        " ".join(filter(None, (row.summary, row.outcome, row.symbol_note))),
        process=row.process.slug,
        meeting=slug_of(row.meeting),
        who=by["who"],
        tags=(*by["tags"], *meeting_tags(row.meeting), ("doc", row.kind)),
        date=row.date,
    )


@register(
    ContributionFile,
    12,
    fact="contribution",
    depends=("contribution__submitters", "contribution__meeting"),
    fetch=lambda rows: rows.select_related(
        "contribution__process", "contribution__meeting__parent"
    ).prefetch_related(submitters("contribution__")),
)
def _file(row: ContributionFile) -> Iterator[Entry]:
    document = row.contribution
    by = who_tags(part.stakeholder for part in document.submissions.all())
    address = document.get_absolute_url() if row.text else ""
    for number, text in passages(row.text):
        yield Entry(
            "passage",
            f"{document}, in {row.name}",
            f"{address}#p{number}" if number <= SHOWN_PARAGRAPHS else f"{address}#files",
            text,
            language=row.language,
            process=document.process.slug,
            meeting=slug_of(document.meeting),
            who=by["who"],
            tags=(*by["tags"], *meeting_tags(document.meeting)),
            date=document.date,
        )


@register(Source, 13)
def _source(row: Source) -> Iterator[Entry]:
    yield Entry(
        "source",
        row.title,
        row.get_absolute_url(),
        ", ".join(filter(None, (row.author, row.publisher, row.note))),
        names=(row.key,),
        date=row.published,
    )
