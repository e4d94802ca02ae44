"""Every kind of thing in the API, and how they lead to each other."""

from functools import cache

from django.db import models
from django.urls import reverse

from documents.answers import asked_of
from documents.api.fields import ApiAsked, reference
from documents.api.kinds import RESOURCES as OF_DOCUMENTS
from documents.api.resources import Resource, named
from opinions.api import RESOURCES as OF_TEXTS
from opinions.instruments import Cited

MOST_RELATED = 200
KINDS = (*OF_TEXTS, *OF_DOCUMENTS)
BY_NAME = {kind.name: kind for kind in KINDS}
TABLED = {kind.name: kind for kind in KINDS if isinstance(kind, Resource) and kind.name != "positions"}
BY_MODEL = {kind.table.model: kind for kind in TABLED.values()}


def own_path(row) -> str:
    """Return the address of a row in the API, without the host."""
    return reverse("api:index") + _place(row)


def _place(row) -> str:
    kind = BY_NAME["instruments"] if isinstance(row, Cited) else BY_MODEL[type(row)]
    return kind.place(row)


def asked_here(request) -> ApiAsked:
    """Return where the API was asked, and as of which day; BadQuestion where that is no day."""
    asked, base = asked_of(request), reverse("api:index")
    return ApiAsked(asked.site, asked.day, lambda row: base + _place(row))


@cache
def ties_to(model: type[models.Model]) -> dict[str, tuple[Resource, str]]:
    """Return the kinds whose rows name rows of `model`: {name of the member: (kind, field)}.

    The member has the name of the kind; where that has several such fields or is the same kind, with the
    field after it.
    """
    found = {}
    for kind in TABLED.values():
        names = [*kind.table.key_names, *kind.table.many_names]
        fields = [name for name in names if kind.table.target(name) is model]
        plain = len(fields) == 1 and kind.table.model is not model
        found |= {kind.name if plain else f"{kind.name}_{name}": (kind, name) for name in fields}
    return found


def related(kind: Resource, row: models.Model, asked: ApiAsked) -> dict:
    """Return what names `row`, at most MOST_RELATED of each kind; a fixed number of queries for each."""
    found = {}
    for member, (other, field) in ties_to(kind.table.model).items():
        rows = named(other.shown(asked.day), asked.day, other.naming).filter(**{field: row})
        rows = list(rows[: MOST_RELATED + 1])
        more = len(rows) > MOST_RELATED
        found[member] = {"rows": [reference(one, asked) for one in rows[:MOST_RELATED]], "more": more}
    return found
