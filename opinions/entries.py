"""What is found of the rows of this app: texts, their paragraphs, topics, events, what was said and asked."""

import datetime
from collections.abc import Iterator
from itertools import pairwise

from django.db.models import Prefetch

from documents.entries import meeting_tags, shown, slug_of, who_tags
from documents.models import Meeting, Source
from documents.search.entries import Entry, register
from documents.search.passages import pieces
from documents.text.structure import paragraphs_of

from .models import (
    Actor,
    Amendment,
    Event,
    Intervention,
    Opinion,
    OtherTitle,
    Pledge,
    Revision,
    Topic,
)


def known_from(row) -> datetime.date | None:
    """Return the first day on which one of the fetched sources of a fact was published."""
    return min(filter(None, (source.published_last for source in row.sources.all())), default=None)


def _with_days(rows):
    return rows.prefetch_related(Prefetch("sources", Source.objects.only("published_last")))


@register(
    Opinion,
    2,
    depends=("revisions", "revisions__sources", "topic"),
    fetch=lambda rows: rows.select_related("topic").prefetch_related(
        Prefetch("revisions", _with_days(Revision.objects.without_text().order_by("number")))
    ),
)
def _opinion(row: Opinion) -> Iterator[Entry]:
    common = {"process": row.process.slug, "opinion": row.slug}
    tags = (("topic", slug_of(row.topic)), ("opinion", row.short_title))
    names = tuple(name for name in (row.short_title, row.adopted_number) if name)
    address = row.get_absolute_url()
    yield Entry("opinion", row.title, address, row.summary, names=names, tags=tags, state="now", **common)
    for title, first, until in _titles(row):
        names = (row.short_title,) if title != row.short_title else ()
        yield Entry(
            "opinion",
            title,
            address,
            names=names,
            tags=tags,
            state="past",
            known_from=first,
            known_until=until,
            **common,
        )


def _titles(row: Opinion) -> Iterator[tuple[str, datetime.date, datetime.date | None]]:
    """Yield (title, first day, day of the next) as the text was called on days gone by; see `standing`."""
    versions = [(day, text) for text in row.revisions.all() if shown(text) and (day := known_from(text))]
    days = sorted({day for day, text in versions if text.title} | {known_from(row)} - {None})
    for day, until in pairwise([*days, None]):
        titles = [text.title for since, text in versions if text.title and since <= day]
        if known_from(row) is not None and day >= known_from(row):
            yield (titles[-1] if titles else row.short_title), day, until


@register(OtherTitle, 3)
def _other_title(row: OtherTitle) -> Iterator[Entry]:
    yield Entry(
        "opinion",
        row.title,
        row.opinion.get_absolute_url(),
        f"Another title of {row.opinion.short_title}.",
        process=row.opinion.process.slug,
        opinion=row.opinion.slug,
    )


@register(Topic, 4)
def _topic(row: Topic) -> Iterator[Entry]:
    common = {"names": (row.short_title,), "process": row.process.slug, "tags": (("topic", row.slug),)}
    yield Entry("topic", row.title, row.get_absolute_url(), row.summary, state="now", **common)
    yield Entry("topic", row.title, row.get_absolute_url(), state="past", **common)


@register(
    Revision,
    7,
    depends=("opinion__revisions", "opinion__topic", "sponsors"),
    fetch=lambda rows: rows.select_related("opinion__process", "opinion__topic").prefetch_related(
        "sponsors", Prefetch("opinion__revisions", Revision.objects.without_text())
    ),
)
def _revision(row: Revision) -> Iterator[Entry]:
    newest = max((other.number for other in row.opinion.revisions.all() if shown(other)), default=0)
    by = who_tags(row.sponsors.all())
    address = row.get_absolute_url()
    for paragraph in paragraphs_of(row.text):
        for text in pieces(paragraph.line):
            yield Entry(
                "paragraph",
                f"{row.opinion.short_title}, version {row.number}: {row.label}",
                f"{address}#{paragraph.anchor}",
                text,
                language=row.language,
                process=row.opinion.process.slug,
                opinion=row.opinion.slug,
                who=by["who"],
                tags=(*by["tags"], *_about(row.opinion), ("instrument", row.opinion.instrument)),
                version=row.number,
                old=row.number < newest,
                date=row.date,
            )


def _about(opinion: Opinion | None) -> tuple[tuple[str, str], ...]:
    """The values of filters that what stands under an opinion has from it."""
    if opinion is None:
        return ()
    return ("topic", slug_of(opinion.topic)), ("opinion", opinion.short_title)


@register(
    Event,
    8,
    depends=("opinion__topic", "meeting", "meeting__parent", "actors", "actors__stakeholder"),
    fetch=lambda rows: rows.select_related(
        "opinion__process", "opinion__topic", "meeting__parent"
    ).prefetch_related(Prefetch("actors", Actor.objects.select_related("stakeholder"))),
)
def _event(row: Event) -> Iterator[Entry]:
    by = who_tags({part.stakeholder_id: part.stakeholder for part in row.actors.all()}.values())
    text = " ".join(filter(None, (row.summary, row.actor_note)))
    yield _on_opinion(row, "event", str(row), text, by, row.opinion)


@register(
    Intervention,
    9,
    depends=("opinion__topic", "meeting", "meeting__parent"),
    # Said at a meeting that may itself be a draft, and whose page is then no address of it.
    fetch=lambda rows: rows.select_related(
        "stakeholder", "opinion__process", "opinion__topic"
    ).prefetch_related(Prefetch("meeting", Meeting.objects.published().select_related("parent", "process"))),
)
def _intervention(row: Intervention) -> Iterator[Entry]:
    by = who_tags([row.stakeholder] if row.stakeholder else [])
    on = f" on {row.opinion.short_title}" if row.opinion else ""
    speaker = str(row.stakeholder or row.speaker)
    title = f"{speaker}{on}" if on else f"{speaker}, statement"
    yield _on_opinion(row, "statement", title, row.summary, by, row.opinion)


@register(
    Amendment,
    10,
    depends=("opinion__topic", "meeting", "meeting__parent", "proposers"),
    fetch=lambda rows: rows.select_related(
        "opinion__process", "opinion__topic", "meeting__parent"
    ).prefetch_related("proposers"),
)
def _amendment(row: Amendment) -> Iterator[Entry]:
    title = f"{row.opinion.short_title}: proposed change"
    text = " ".join(filter(None, (row.summary, row.place, row.wording, row.proposer_note)))
    yield _on_opinion(row, "change", title, text, who_tags(row.proposers.all()), row.opinion)


@register(
    Pledge,
    11,
    depends=("opinion__topic", "meeting", "meeting__parent", "stakeholders"),
    fetch=lambda rows: rows.select_related(
        "opinion__process", "opinion__topic", "meeting__parent", "meeting__process"
    ).prefetch_related("stakeholders"),
)
def _pledge(row: Pledge) -> Iterator[Entry]:
    text = " ".join(filter(None, (row.who_note, row.note)))
    yield _on_opinion(row, "pledge", row.subject, text, who_tags(row.stakeholders.all()), row.opinion)


def _on_opinion(row, kind: str, title: str, text: str, by: dict, opinion: Opinion | None) -> Entry:
    """An entry of a row that may be about an opinion and may have a meeting."""
    process = opinion.process if opinion else row.meeting.process if shown(row.meeting) else None
    return Entry(
        kind,
        title,
        row.get_absolute_url(),
        text,
        process=slug_of(process),
        opinion=opinion.slug if opinion else "",
        meeting=slug_of(row.meeting),
        who=by["who"],
        tags=(*by["tags"], *_about(opinion), *meeting_tags(row.meeting)),
        date=row.date,
    )
