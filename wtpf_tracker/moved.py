"""Old addresses answer with a redirect to the new one, or with the notice of what was withdrawn."""

from urllib.parse import quote, unquote

from django.http import HttpResponsePermanentRedirect, QueryDict
from django.shortcuts import render
from django.utils.http import escape_leading_slashes

from documents.gone import Gone
from documents.models import Contribution
from documents.old_addresses import new_address
from documents.places import match_of, shown_at

CLOSED = ("/admin/", "/preview/", "/static/", "/api/")
"""What begins like this has no old addresses: the desk, previews, files of the program, what programs ask."""

DOCUMENTS = "/documents/"
"""What begins like this names the process of a document by itself where it has to."""

NAMING = {
    "topic": ("/topics/{}/", "slug"),
    "process": ("/processes/{}/", "slug"),
    "meeting": ("/meetings/{}/", "slug"),
    "stakeholder": ("/stakeholders/{}/", "slug"),
    "sponsor": ("/stakeholders/{}/", "slug"),
    "left": ("/opinions/{}/revisions/{}/", "slug", "number"),
    "right": ("/opinions/{}/revisions/{}/", "slug", "number"),
}
"""Parameters that name a thing by what stands in its address: that address, and those words of its route."""


def old_addresses(get_response):
    """Where an answer is that nothing is found, or is there any more, look whether its address is an old one.

    So is one that is found and asks for the texts of a topic that has another name by now (status 400).
    """

    def middleware(request):
        response = get_response(request)
        if response.status_code not in (400, 404, 410) or request.method not in ("GET", "HEAD"):
            return response
        if request.path_info.startswith(CLOSED):
            return response
        try:
            place = _leads_to(request, response.status_code)
        except Gone as gone:
            if response.status_code == 410:
                return response
            return render(request, "410.html", {"notice": gone.notice}, status=410)
        return _moved(place) if place and place != request.get_full_path() else response

    return middleware


def _leads_to(request, status: int) -> str | None:
    """The address, with its query, to which one leads at which nothing is found; None where nowhere."""
    query, renamed = request.GET.copy(), False
    if any("\0" in word for word in (request.path_info, *query.values())):  # no database holds that letter
        return None
    for name in NAMING:
        if (value := query.get(name)) and (word := _renamed(name, value)):
            query[name], renamed = word, True
    # With `status` 400 there is something at the address, and it was asked wrongly.
    asked = query.get("process", "")
    new = None if status == 400 else new_address(request.path_info, asked)
    if new is None and renamed:
        found = shown_at(request.path_info, asked)
        new = found.get_absolute_url() if isinstance(found, Contribution) else quote(request.path)
    if new is None:
        return None
    if new.startswith(DOCUMENTS):
        query.pop("process", None)
    return _with(new, query)


def _renamed(name: str, value: str) -> str | None:
    """The present value of a parameter whose value names a thing by an old address; None where it is none."""
    pattern, *words = NAMING[name]
    parts = value.split(":", len(words) - 1)
    if len(parts) != len(words) or not all(parts) or "/" in value:
        return None
    new = new_address(pattern.format(*parts))
    match = match_of(unquote(new.partition("?")[0])) if new else None
    if match is None or not all(word in match.kwargs for word in words):
        return None
    return ":".join(str(match.kwargs[word]) for word in words)


def _with(address: str, query: QueryDict) -> str:
    """`address` with `query` beside what it asks already, before its anchor."""
    place, mark, anchor = address.partition("#")
    asked = query.urlencode(safe=":")
    joined = f"{place}{'&' if '?' in place else '?'}{asked}" if asked else place
    return joined + mark + anchor


def _moved(place: str):
    response = HttpResponsePermanentRedirect(escape_leading_slashes(place))
    # A new thing may take the old address one day: browsers ask again instead of going on for ever.
    response["Cache-Control"] = "no-cache"
    return response
