"""A state of a text as plain text and as Akoma Ntoso; a text as the picture that links to it show."""

import datetime

from django.utils.text import slugify
from django.views.decorators.http import require_safe

from documents.answers import asked_of, kept
from documents.moments import as_known_on
from documents.questions import BadQuestion, as_of_day, one_or_404
from documents.text.dates import parse_edtf
from documents.text.model import as_text
from documents.text.structure import paragraphs_of
from documents.writing.akoma import akoma
from documents.writing.akoma_meta import About

from . import reading
from .cards import card
from .models import Event, Revision
from .path import path_of
from .pictures import path_pictures
from .references import revision_reference
from .views_cite import text_and_version


@require_safe
def as_plain_text(request, slug, number):
    """The paragraphs, one a line, beneath what they are: a file travels without its page."""
    asked = asked_of(request)
    version = _with_words(slug, number, asked.day)
    reference = revision_reference(version, asked)
    head = [reference.title, f"{version.opinion.process}, version {version.number}, {reference.genre}"]
    head += [", ".join(reference.authors), version.date_in_words, reference.address, *reference.notes]
    lines = [*filter(None, head), "", "-----", "", as_text(paragraphs_of(version.text)), ""]
    return kept(request, "\n".join(lines), "text/plain; charset=utf-8")


@require_safe
def as_akoma(request, slug, number):
    """The text as Akoma Ntoso 3.0."""
    asked = asked_of(request)
    version = _with_words(slug, number, asked.day)
    xml = akoma(_about(version, asked), paragraphs_of(version.text))
    return kept(request, xml, "application/akn+xml; charset=utf-8")


@require_safe
def card_of(request, slug):
    """The picture of a text's path, for those who show links to it."""
    day = as_of_day(request)
    text = one_or_404(reading.opinions, day, slug=slug)
    path = path_of(text, list(Event.objects.visible(day).filter(opinion=text).for_path(day)), day)
    timeline = path_pictures(path.events)["timeline"]
    note = as_known_on(day)
    png = card(text.known_title, path.standing.sentence, path.outcome, timeline, note)
    return kept(request, png, "image/png")


def _with_words(slug: str, number: int, day) -> Revision:
    version = text_and_version(slug, number, day)
    if not paragraphs_of(version.text):
        raise BadQuestion(
            "The text of this version was not found, so there is no file of it. Its page says what is known.",
            status=404,
        )
    return version


def _about(version: Revision, asked) -> About:
    text, reference = version.opinion, revision_reference(version, asked)
    date = parse_edtf(version.date) if version.date else None
    exact = date and date.start and date.start == date.end and date.start.day and not date.start.mark
    said = f"Date of this version: {date.in_words()}." if date else "Date of this version: not known."
    return About(
        name=text.instrument,
        actor=slugify(reference.publisher),
        number=text.slug,
        title=version.title or text.known_title,
        version=version.number,
        begun=text.process.first_day or version.first_day or datetime.date.min,
        dated=date.first_day if exact else None,
        language=version.language,
        authors=tuple((sponsor.slug, sponsor.name) for sponsor in version.sponsors.all()),
        address=reference.address,
        notes=(f"{version.label}.", said, *reference.notes),
    )
