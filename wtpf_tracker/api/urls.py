"""Addresses of the API; those of version 1 stay as they are."""

import re

from django.urls import path

from . import docs, views
from .catalogue import KINDS

app_name = "api"
# How the names in an address are written, where not as slugs.
CONVERTERS = {"number": "int", "address": "path", "name": "str"}


def route(place: str, *, paths: bool = False) -> str:
    """Return the route of an address with names in braces; with `paths` the last name may have slashes."""
    kind_of = {**CONVERTERS, **({"key": "path"} if paths else {})}
    return re.sub(r"\{(\w+)\}", lambda one: f"<{kind_of.get(one[1], 'slug')}:{one[1]}>", place)


urlpatterns = [
    path("", views.index, name="index"),
    path("openapi.json", views.openapi, name="openapi"),
    path("docs", docs.docs, name="docs"),
    path("docs/open/<slug:operation>", docs.open_answer, name="docs-open"),
    path("search", views.search, name="search"),
    path("compare", views.compare, name="compare"),
    path("opinions/<slug:opinion>/revisions/<int:number>/authorship", views.authorship, name="authorship"),
    *(path(kind.name, views.list_of(kind), name=kind.name) for kind in KINDS),
    *(
        path(
            route(kind.path, paths=kind.name == "instruments"), views.one_of(kind), name=f"one-of-{kind.name}"
        )
        for kind in KINDS
        if kind.name != "positions"  # each is an intervention
    ),
]
