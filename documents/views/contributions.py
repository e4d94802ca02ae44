"""Documents: the list with its filters, and one document under its symbol."""

from urllib.parse import unquote

from django.http import HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ..filters import ContributionFilter
from ..models import Contribution
from ..near import near_documents
from ..pages import document_page, facts_on_passwords
from ..questions import as_of_day, page_of


@require_safe
def contributions(request):
    """The list of documents: filtered, sorted, in pages."""
    day = as_of_day(request)
    filters = ContributionFilter(request.GET, day=day)
    page = page_of(request, filters.in_order())
    context = {"page": page, "filters": filters, "facets": filters.facets(), "chosen": filters.chosen()}
    if filters.form.cleaned_data["access"] == Contribution.Access.PASSWORD:
        context["on_passwords"] = facts_on_passwords(day)
    else:
        locked = Contribution.objects.visible(day).filter(access=Contribution.Access.PASSWORD)
        context["locked"] = locked.exists()
    return render(request, "documents/contributions.html", context)


@require_safe
def contribution(request, address):
    """One document; another spelling of its symbol leads to the address that the record has."""
    day = as_of_day(request)
    namesakes = _at(address, day)
    asked = request.GET.get("process", "")
    found = next((row for row in namesakes if asked in ("", row.process.slug)), None)
    if found is None:
        return _missing(request, address, day)
    if not _is_here(request, found):
        return _to(request, found)
    others = [row for row in namesakes if row != found]
    return render(request, "documents/contribution.html", document_page(found, others, day))


@require_safe
def short_address(request, address):
    """`/d/WTPF-IEG/2/10`: short enough to type, leads to the document."""
    day = as_of_day(request)
    found = next(iter(_at(address, day)), None)
    return _to(request, found) if found else _missing(request, address, day)


def _at(address: str, day) -> list[Contribution]:
    """The documents that share an address, the one that answers at it first."""
    if not address.isprintable() or len(address) > 200:
        return []
    return list(Contribution.objects.visible(day).at(address).for_list(day))


def _is_here(request, found) -> bool:
    path, _, query = found.get_absolute_url().partition("?")
    asked = request.GET.get("process", "")
    return unquote(path) == request.path and query == (f"process={asked}" if asked else "")


def _to(request, found) -> HttpResponse:
    query = request.GET.copy()
    query.pop("process", None)
    place = found.get_absolute_url()
    rest = query.urlencode()
    return HttpResponsePermanentRedirect(place + (("&" if "?" in place else "?") + rest if rest else ""))


def _missing(request, address: str, day) -> HttpResponse:
    known_now = bool(day) and any(_at(address, None))
    context = {"near": near_documents(address, day), "asked": address[:80], "known_later": known_now}
    return render(request, "404.html", context, status=404)
