"""Where things stand: which pages are those of one thing, what is found at an address, and what was there.

Each app names its pages here, by their routes.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db import models
from django.urls import Resolver404, ResolverMatch, resolve

from . import derived
from .desk.states import kept_fields
from .models import (
    Contribution,
    ContributionFile,
    Meeting,
    Named,
    Process,
    Publishable,
    Source,
    Stakeholder,
)


def _own_page(row: Named) -> str:
    return row.get_absolute_url()


def _nothing_below(row: Named) -> Iterable[str]:
    return ()


@dataclass(frozen=True)
class Place:
    """The page of each row of a model: its route, and the rows that the words of the route name.

    `made_of` are the fields whose change gives a row another address.
    """

    model: type[Publishable]
    route: str
    made_of: tuple[str, ...]
    named: Callable[..., models.QuerySet]
    address: Callable[[Named], str] = _own_page
    below: Callable[[Named], Iterable[str]] = _nothing_below
    """What stands below the address of a row: `revisions/2/`."""


PLACES: dict[str, Place] = {}
"""By route."""


def stands_at(*places: Place) -> None:
    """Make `places` known."""
    PLACES.update({place.route: place for place in places})


def by_fields(model: type[models.Model], **fields: str) -> Callable[..., models.QuerySet]:
    """Return what finds the rows of `model` by the words of a route: `by_fields(Opinion, slug="slug")`."""
    return lambda **words: model.objects.filter(**{fields[name]: word for name, word in words.items()})


def _documents(address: str, process: str = "") -> models.QuerySet:
    rows = Contribution.objects.at(address)
    return rows.filter(process__slug=process) if process else rows


stands_at(
    Place(Process, "documents:process", ("slug",), by_fields(Process, slug="slug")),
    Place(Meeting, "documents:meeting", ("slug",), by_fields(Meeting, slug="slug")),
    Place(Stakeholder, "documents:stakeholder", ("slug",), by_fields(Stakeholder, slug="slug")),
    Place(Source, "documents:source", ("key",), by_fields(Source, key="key")),
    Place(Contribution, "documents:contribution", ("symbol", "slug", "process"), _documents),
    Place(
        ContributionFile,
        "documents:file",
        ("name",),
        by_fields(ContributionFile, sha256="sha256", name="name"),
    ),
)


def place_of(model: type[models.Model]) -> Place | None:
    """Return where rows of `model` stand; None where they have no page of their own."""
    return next((place for place in PLACES.values() if place.model is model), None)


def match_of(path: str) -> ResolverMatch | None:
    """Return the route of a path and its words, None where there is none."""
    try:
        return resolve(path)
    except Resolver404:
        return None


def rows_at(path: str, process: str = "") -> models.QuerySet | None:
    """Return the rows, drafts too, whose page is at `path`; None where the path is that of no thing.

    `process` is that of `?process=`, which tells documents of one symbol apart.
    """
    match = match_of(path)
    place = PLACES.get(match.view_name) if match else None
    if place is None:
        return None
    words = {"process": process} if process and place.model is Contribution else {}
    return place.named(**match.kwargs, **words)


def shown_at(path: str, process: str = "") -> Publishable | None:
    """Return what readers find at `path`, None where that is nothing, or no thing."""
    rows = rows_at(path, process)
    return None if rows is None else rows.filter(pk__in=rows.model.objects.published().values("pk")).first()


def row_in(model: type[models.Model], pk: int, state: dict) -> models.Model:
    """Return the row of `model` as a state of it has it, unsaved; what it names is that of today."""
    row = model(pk=pk)
    for field in kept_fields(model):
        if field.name in state["fields"]:
            setattr(row, field.attname, field.to_python(state["fields"][field.name]))
    derived.fill(row)
    return row
