"""Answers to what reached no page, or went wrong on one: pages, and what the API says."""

from django.shortcuts import render
from django.views import defaults

from documents.models import Meeting, Process, Source, Stakeholder
from documents.near import MOST, near_words
from opinions.models import Opinion, Topic

from .api.answering import is_of_api, refused

# The first part of an address, what stands under it, and the column that names one.
NAMED = {
    "opinions": (Opinion, "slug"),
    "topics": (Topic, "slug"),
    "meetings": (Meeting, "slug"),
    "stakeholders": (Stakeholder, "slug"),
    "processes": (Process, "slug"),
    "sources": (Source, "key"),
}


def not_found(request, exception=None):
    """Answer 404 with the rows whose names are nearest to the one in the address."""
    if is_of_api(request):
        return refused(request, 404)
    return render(request, "404.html", {"near": _near(request.path)}, status=404)


def bad_request(request, exception=None):
    """Answer 400 to what cannot be read."""
    return refused(request, 400) if is_of_api(request) else defaults.bad_request(request, exception)


def server_error(request):
    """Answer 500 to what went wrong here."""
    return refused(request, 500) if is_of_api(request) else defaults.server_error(request)


def _near(path: str) -> list:
    section, _, rest = path.strip("/").partition("/")
    if section not in NAMED or not rest:
        return []
    model, column = NAMED[section]
    rows = model.objects.published()
    names = {name.casefold(): pk for name, pk in rows.order_by("pk").values_list(column, "pk")[:MOST]}
    keys = [names[name] for name in near_words(rest.partition("/")[0], list(names))]
    found = rows.in_bulk(keys)
    return [found[key] for key in keys]
