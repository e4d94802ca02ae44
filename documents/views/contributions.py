"""Documents: the list with its filters, and one document under its symbol."""

from urllib.parse import unquote

from django.http import Http404, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ..answers import asked_of
from ..filters import ContributionFilter
from ..gone import refuse_if_gone
from ..models import Contribution
from ..near import near_documents
from ..pages import document_page, facts_on_passwords
from ..questions import as_of_day, not_yet_public, page_of
from ..references import cited, document_reference


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
    found = _asked_for(request, namesakes)
    if found is None:
        _refuse_if_gone(address, request.GET.get("process", ""))
        return _missing(request, address, day)
    if not _is_here(request, found):
        return _to(request, found)
    others = [row for row in namesakes if row != found]
    words = document_page(found, others, day)
    words["reference"] = document_reference(found, asked_of(request))
    return render(request, "documents/contribution.html", words)


@require_safe
def contribution_cited(request, address, ending):
    """How to cite a document, in the format of a reference manager."""
    asked = asked_of(request)
    found = _asked_for(request, _at(address, asked.day))
    if found is None:
        _refuse_if_gone(address, request.GET.get("process", ""))
        return _missing(request, address, asked.day)
    return cited(request, document_reference(found, asked), ending)


@require_safe
def short_address(request, address):
    """`/d/WTPF-IEG/2/10`: short enough to type, leads to the document."""
    day = as_of_day(request)
    found = next(iter(_at(address, day)), None)
    if found is None:
        _refuse_if_gone(address)
    return _to(request, found) if found else _missing(request, address, day)


def document_at_address(address: str, process: str, day) -> Contribution:
    """Return the document at an address, that of a process where one is given.

    Raises Http404 where there is none, BadQuestion (status 404) where it was not known on `day`, Gone where
    it was withdrawn.
    """
    found = _of_process(_at(address, day), process)
    if found is None:
        if day and _of_process(_at(address, None), process):
            raise not_yet_public(day)
        _refuse_if_gone(address, process)
        raise Http404
    return found


def _at(address: str, day) -> list[Contribution]:
    """The documents that share an address, the one that answers at it first."""
    if not address.isprintable() or len(address) > 200:
        return []
    return list(Contribution.objects.visible(day).at(address).for_list(day))


def _asked_for(request, namesakes) -> Contribution | None:
    """The document that is meant: the first, or that of the process in the address."""
    return _of_process(namesakes, request.GET.get("process", ""))


def _of_process(namesakes: list[Contribution], process: str) -> Contribution | None:
    return next((row for row in namesakes if process in ("", row.process.slug)), None)


def _refuse_if_gone(address: str, process: str = "") -> None:
    """Raise Gone where a document of that address was withdrawn."""
    if (address + process).isprintable() and len(address) <= 200:
        rows = Contribution.objects.at(address)
        refuse_if_gone(rows.filter(process__slug=process) if process else rows)


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
