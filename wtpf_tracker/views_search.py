"""Search: the page with its hits, and suggestions while typing, as a page and as JSON."""

from django.core.paginator import EmptyPage
from django.http import HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from documents.questions import BadQuestion, as_of_day

from .search import FACETS, document_at, search, suggestions
from .tries import FEW, stakeholders_like, tries

LONGEST_BEGINNING = 100


@require_safe
def search_page(request):
    """What a question finds; the symbol of a document leads to it."""
    day, query = as_of_day(request), request.GET.dict()
    document = None if any(query.get(name) for name in FACETS) else document_at(query.get("q", ""), day)
    if document is not None and not query.get("page"):
        return HttpResponseRedirect(_with_day(document.get_absolute_url(), day))
    results = _results(query, day)
    few = not results.question.asks_nothing and len(results.found) <= FEW
    context = {
        "results": results,
        "query": query.get("q", ""),
        "like": stakeholders_like(results.question, day) if few else [],
        "tries": tries(query, results.question, day) if few and not results.found.rows else [],
    }
    return render(request, "site/search.html", context)


@require_safe
def suggest_page(request):
    """What may be meant by the beginning of a question, as a list of links."""
    day, text = as_of_day(request), request.GET.get("q", "")[:LONGEST_BEGINNING]
    return render(request, "site/suggest.html", {"query": text, "hits": suggestions(text, day)})


@require_safe
def suggest_json(request):
    """The same for the box: {"suggestions": [{"title", "kind", "address"}]}."""
    day, text = as_of_day(request), request.GET.get("q", "")[:LONGEST_BEGINNING]
    found = [
        {"title": hit.name, "kind": hit.kind, "address": _with_day(hit.address, day)}
        for hit in suggestions(text, day)
    ]
    return JsonResponse({"suggestions": found})


def _results(query: dict, day):
    text = query.get("page", "1") or "1"
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        raise BadQuestion(f"“{text[:40]}” is not a page number. Pages are numbered from 1.")
    try:
        return search(query, day, int(text))
    except EmptyPage:
        raise BadQuestion(f"There is no page {int(text)}: the list of hits is shorter.", status=404) from None


def _with_day(address: str, day) -> str:
    """An address with the day that was asked for, its fragment kept."""
    if day is None:
        return address
    place, _, fragment = address.partition("#")
    joint = "&" if "?" in place else "?"
    return f"{place}{joint}as_of={day.isoformat()}{'#' if fragment else ''}{fragment}"
