"""The answers of the API: its beginning, lists, single things, comparison, authorship and search."""

from collections.abc import Callable

from django.http import QueryDict
from django.urls import reverse

from documents.api.fields import values
from documents.api.lists import OF_EVERY_ANSWER, OF_EVERY_LIST, parameters_of, part_of, refuse_unknown
from documents.api.resources import Kind, Resource
from documents.moments import as_known_on
from opinions import api_words

from ..search import FACETS
from .answering import answered
from .catalogue import KINDS, asked_here, related
from .openapi import document
from .search import SEARCH

SEARCHED = ("q", *FACETS, *OF_EVERY_LIST)


@answered
def index(request) -> dict:
    """Where everything is."""
    refuse_unknown(request.GET, ())
    place = request.build_absolute_uri(reverse("api:index"))
    return {
        "title": "WTPF Tracker, API version 1",
        "documentation": f"{place}docs",
        "openapi": f"{place}openapi.json",
        "lists": {kind.name: f"{place}{kind.name}" for kind in KINDS},
        "search": f"{place}search",
        "compare": f"{place}compare",
    }


@answered
def openapi(request) -> dict:
    """The document of the API."""
    refuse_unknown(request.GET, ())
    return document(request.build_absolute_uri("/").rstrip("/"))


def list_of(kind: Kind) -> Callable:
    """Return the view of the list of a kind."""

    @answered
    def view(request) -> dict:
        refuse_unknown(request.GET, parameters_of(kind))
        return _list(request, kind)

    return view


def one_of(kind: Kind) -> Callable:
    """Return the view of one thing of a kind."""
    more = ("process",) if kind.name == "documents" else ()

    @answered
    def view(request, **keys) -> dict:
        refuse_unknown(request.GET, (*more, *OF_EVERY_ANSWER))
        asked = asked_here(request)
        row = kind.one(keys | {name: request.GET.get(name, "") for name in more}, asked)
        found = values(kind.fields, row, asked)
        if isinstance(kind, Resource):
            found["related"] = related(kind, row, asked)
        return {**found, "as_of": asked.day}

    return view


@answered
def search(request) -> dict:
    """What a question finds."""
    refuse_unknown(request.GET, SEARCHED)
    return _list(request, SEARCH)


@answered
def compare(request) -> dict:
    """How one text became another."""
    refuse_unknown(request.GET, (*api_words.SIDES, *OF_EVERY_ANSWER))
    asked = asked_here(request)
    return {**api_words.comparison(request.GET, asked), "as_of": asked.day}


@answered
def authorship(request, opinion, number) -> dict:
    """Who first wrote each word of a text."""
    refuse_unknown(request.GET, OF_EVERY_ANSWER)
    asked = asked_here(request)
    return {**api_words.authorship(opinion, number, asked), "as_of": asked.day}


def _list(request, kind: Kind) -> dict:
    asked = asked_here(request)
    part = part_of(kind, request.GET, asked)
    return {
        "title": kind.title,
        "address": _page(request, kind) if kind.listing else None,
        "as_of": asked.day,
        "note": as_known_on(asked.day),
        "count": part.count,
        "next": _next(request, part.next) if part.next else None,
        "rows": part.rows,
    }


def _without(query: QueryDict, *names: str) -> QueryDict:
    query = query.copy()
    for name in names:
        query.pop(name, None)
    return query


def _page(request, kind: Kind) -> str:
    """The page with the same question."""
    query = _without(request.GET, "limit", "cursor").urlencode()
    return request.build_absolute_uri(f"/{kind.listing.name}/{f'?{query}' if query else ''}")


def _next(request, cursor: str) -> str:
    query = _without(request.GET, "cursor")
    query["cursor"] = cursor
    return request.build_absolute_uri(f"{request.path}?{query.urlencode()}")
