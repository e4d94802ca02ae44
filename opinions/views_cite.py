"""Texts, their versions and events in the formats of reference managers."""

from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from documents.answers import asked_of
from documents.questions import one_or_404
from documents.references import cited

from . import reading
from .models import Event
from .references import data_day_of, event_reference, opinion_reference, revision_reference


def text_and_version(slug: str, number: int, day):
    """Return a version of a text, its text with the title known on the day; Http404 where there is none."""
    text = one_or_404(reading.opinions, day, slug=slug)
    version = one_or_404(lambda day: reading.revisions(day).filter(opinion=text), day, number=number)
    version.opinion = text
    return version


@require_safe
def opinion(request, slug, ending):
    """How to cite the page of a text."""
    asked = asked_of(request)
    text = one_or_404(reading.opinions, asked.day, slug=slug)
    return cited(request, opinion_reference(text, asked, data_day_of(text, asked.day)), ending)


@require_safe
def revision(request, slug, number, ending):
    """How to cite one state of a text."""
    asked = asked_of(request)
    return cited(request, revision_reference(text_and_version(slug, number, asked.day), asked), ending)


@require_safe
def event(request, slug, key, ending):
    """How to cite an event."""
    asked = asked_of(request)
    return cited(request, event_reference(_event(slug, key, asked.day), asked), ending)


@require_safe
def event_page(request, slug, key):
    """An event stands on the page of its text, at its anchor."""
    asked = asked_of(request)
    return redirect(asked.link(_event(slug, key, asked.day)), permanent=True)


def _event(slug: str, key: str, day) -> Event:
    def rows(day):
        return Event.objects.visible(day).filter(opinion=text).select_related("opinion__process")

    text = one_or_404(reading.opinions, day, slug=slug)
    return one_or_404(rows, day, key=key)
