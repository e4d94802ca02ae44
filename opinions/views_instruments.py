"""Pages of instruments: what the texts of the record cite, and who cites it."""

from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from documents.questions import BadQuestion, as_of_day, page_of
from documents.text.references import name_of

from . import instruments as citing
from .citation import in_words

ROWS = 100


@require_safe
def instruments(request):
    """Everything that texts and documents cite, with how many do."""
    day = as_of_day(request)
    page = page_of(request, citing.instruments(day), size=ROWS)
    return render(request, "opinions/instruments.html", {"page": page})


@require_safe
def instrument(request, key):
    """One instrument: what the record has of it, and each place where it is cited."""
    day = as_of_day(request)
    found = citing.citing(key, day)
    if not found:
        if day is not None and citing.citing(key):
            raise BadQuestion(
                f"Nothing that was public on {in_words(day)} cites this. Choose a later day, or none.",
                status=404,
            )
        raise Http404("Nothing in this record cites that.")
    own = citing.OwnPages((one.reference for citer in found for one in citer.citations), day)
    words = {
        "name": name_of(key),
        "own": own.all_of(key),
        "texts": sum(citer.is_text for citer in found),
        "documents": sum(not citer.is_text for citer in found),
        "unsure": any(not one.reference.sure for citer in found for one in citer.citations),
        "page": page_of(request, found, size=ROWS),
    }
    return render(request, "opinions/instrument.html", words)
