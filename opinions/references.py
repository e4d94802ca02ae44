"""How texts, their versions and events are cited."""

import datetime

from django.db.models import Max

from documents.listings import Asked
from documents.moments import CHANGED_AT, as_known_on
from documents.references import key_of
from documents.writing.reference import PAGE, REPORT, SITE, Reference

from .citation import NOMINAL_DAY, in_words
from .models import Event, Intervention, Opinion, Revision

SUMMARY_NOTE = {
    Revision.Basis.SUMMARY: "Editors’ summary, not the official wording.",
    Revision.Basis.EXCERPT: "Excerpt of the official text.",
    Revision.Basis.NONE: "The text was not found.",
}


def data_day_of(text: Opinion, day=None) -> datetime.date | None:
    """Return the day on which a part of a text's page last changed for readers, None where none says."""
    newest = [text.changed_at]
    for model in (Event, Revision, Intervention):
        rows = model.objects.visible(day).filter(opinion=text).order_by()
        newest.append(rows.aggregate(newest=Max(CHANGED_AT))["newest"])
    days = [moment.date() for moment in newest if moment]
    return max((day for day in days if day > NOMINAL_DAY), default=None)


def opinion_reference(text: Opinion, asked: Asked, data_day: datetime.date | None) -> Reference:
    """Return how to cite the page of a text; `text` has its known title."""
    return Reference(
        key=key_of("wtpf-tracker", text.slug),
        kind=PAGE,
        title=text.known_title,
        address=asked.link(text),
        authors=(SITE,),
        date=data_day.isoformat() if data_day else "",
        publisher=SITE,
        genre=f"{text.get_instrument_display()}, {text.process}",
        notes=_notes(asked, data_day),
    )


def revision_reference(version: Revision, asked: Asked) -> Reference:
    """Return how to cite a state of a text: as its sponsors', with its document's symbol."""
    text = version.opinion
    sponsors = tuple(sponsor.name for sponsor in version.sponsors.all())
    note = SUMMARY_NOTE.get(version.basis, "")
    return Reference(
        key=key_of("wtpf-tracker", text.slug, version.number),
        kind=REPORT,
        title=f"{version.title or text.known_title}: {version.label}",
        address=asked.link(version),
        authors=sponsors,
        date=version.date,
        publisher=text.process.host.partition(",")[0] or text.process.title,
        number=version.contribution.symbol if version.contribution else "",
        genre=version.get_basis_display(),
        language=version.language,
        notes=(*filter(None, [note]), *_notes(asked, _said(version))),
    )


def event_reference(event: Event, asked: Asked) -> Reference:
    """Return how to cite an event: as what this site says of it."""
    day = _said(event)
    return Reference(
        key=key_of("wtpf-tracker", event.opinion.slug, event.key),
        kind=PAGE,
        title=f"{event.opinion.short_title}: {event.get_kind_display()}, {event.date_in_words}",
        address=asked.link(event),
        authors=(SITE,),
        date=day.isoformat() if day else "",
        publisher=SITE,
        genre=f"event, {event.opinion.process}",
        notes=(event.summary, *_notes(asked, day)),
    )


def _said(row) -> datetime.date | None:
    day = row.changed_at.date()
    return day if day > NOMINAL_DAY else None


def _notes(asked: Asked, day: datetime.date | None) -> tuple[str, ...]:
    return tuple(filter(None, [f"Data of {in_words(day)}." if day else "", as_known_on(asked.day)]))
