"""Pages of words: who wrote those of a text, and what became of them."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from documents.questions import as_of_day, one_or_404, page_of

from . import reading
from .fate import fate_of
from .lineage import lineage_of
from .origins import origins_of

PARAGRAPHS = 200
"""Paragraphs of a text on one page; longer texts go on on the next."""


@require_safe
def authorship(request, slug, number):
    """A text with the writer of each of its words."""
    return _words_page(request, slug, number, origins_of, "opinions/authorship.html")


@require_safe
def fate(request, slug, number):
    """A text with what became of each of its words."""
    return _words_page(request, slug, number, fate_of, "opinions/fate.html")


def _words_page(request, slug, number, result_of, template):
    day = as_of_day(request)
    text = one_or_404(reading.opinions, day, slug=slug)
    versions = list(reading.revision_names(day).filter(opinion=text))
    version = one_or_404(reading.revisions, day, opinion=text, number=number)
    found = result_of(lineage_of(text, day), version)
    words = {
        "opinion": text,
        "revision": version,
        "found": found,
        "page": page_of(request, found.paragraphs if found else [], size=PARAGRAPHS),
        "versions": [other for other in versions if other.number != number],
    }
    return render(request, template, words)
