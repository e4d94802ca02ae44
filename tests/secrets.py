"""Drafts of every kind with words that no reader may ever see, and all addresses readers come by."""

import html
import re
from urllib.parse import urljoin, urlsplit

from django.apps import apps
from django.core.files.base import ContentFile
from django.db import models

from documents.desk import intakes, reviews, withdrawing
from documents.desk.history import paused, work
from documents.desk.states import kept_fields, state_of
from documents.models import Publishable
from opinions.actions import rebuild_paths

from . import factory
from .world import World, make_world

SECRET = "SECRET-DRAFT"  # noqa: S105
PUBLISHABLE = [model for model in apps.get_models() if issubclass(model, Publishable)]
LINK = re.compile(r'(?:href|src|action)="([^"]*)"')


def secret_texts(row, *spared: str) -> dict:
    """Secret words for each column of `row` in which one types freely, but for the spared ones."""
    found = {}
    for field in kept_fields(type(row)):
        if field.choices or type(field) not in (models.CharField, models.TextField, models.URLField):
            continue
        words = f"{SECRET}-{row._meta.model_name}-{row.pk}"
        if field.name in ("slug", "key"):
            words = f"s-{row.pk}-{SECRET}".lower()
        if isinstance(field, models.URLField):
            words = f"https://example.org/{words}"
        if field.name not in spared and (field.max_length or 1000) >= len(words):
            found[field.name] = words
    return found


def keep_secret(row, *spared: str, **fields) -> None:
    """Write secret words into all texts of `row`, behind the back of the history."""
    for name, value in {**secret_texts(row, *spared), **fields}.items():
        setattr(row, name, value)
    with paused():
        row.save()


def keys() -> dict:
    return {model: set(model._base_manager.values_list("pk", flat=True)) for model in PUBLISHABLE}


def make_drafts(world: World) -> list[Publishable]:
    """Return a secret draft of each kind, tied to all published things that it can be tied to."""
    before = keys()
    world.grow()
    opinion, hidden = world.opinion, factory.make_opinion(world.process)
    factory.make_relation(opinion, hidden)
    factory.make_other_title(opinion)
    factory.make_file(world.document, content=f"{SECRET} of a file".encode(), name=f"{SECRET}.txt")
    process = factory.make_process()
    factory.make_meeting(process=process, body=factory.make_body())
    factory.make_source()
    stranger = factory.make_stakeholder()
    drafts = [model._base_manager.get(pk=pk) for model in PUBLISHABLE for pk in keys()[model] - before[model]]
    for row in drafts:
        keep_secret(row, "sha256", "media_type", "language", "country", published_at=None)
    factory.make_submission(world.document, stranger, order=90)
    factory.make_event(opinion, actors=[stranger], sources=[world.source])
    return drafts


def make_withdrawn() -> list[Publishable]:
    """Return a thing of each kind that readers saw, that was withdrawn, and that has secret words since."""
    rows = [
        factory.make_opinion(),
        factory.make_revision(),
        factory.make_contribution(),
        factory.make_topic(),
    ]
    rows += [
        factory.make_meeting(),
        factory.make_stakeholder(),
        factory.make_process(),
        factory.make_source(),
    ]
    rows += [factory.make_file(name="seen.txt"), factory.make_event(), factory.make_fact()]
    for row in rows:
        withdrawing.withdraw(row, by=factory.make_person("reviewers"), why="It was wrong.")
        row.refresh_from_db()
        keep_secret(row, "slug", "key", "symbol", "sha256", "media_type", "language", "withdrawn_reason")
    return rows


def make_work_at_the_desk(world: World) -> None:
    """Corrections that wait, things brought and not entered, and the history of what was deleted."""
    ada = factory.make_person("contributors", username=f"{SECRET}-ada", first_name=SECRET)
    for row in (world.opinion, world.document, world.meeting, world.stakeholder, world.process):
        state = state_of(row)
        state["fields"] |= secret_texts(row, "slug", "country")
        assert reviews.propose(by=ada, row=row, state=state, why=f"{SECRET} reason")
    intakes.bring(files=[ContentFile(SECRET.encode(), f"{SECRET}.txt")], by=ada, note=SECRET)
    intakes.bring_text(text=SECRET, by=ada)
    with work(by=ada, why=SECRET):
        gone = factory.Source.objects.create(key="gone", title=SECRET, published_at=None)
    with work(by=ada, why=SECRET):
        gone.delete()


def make_secret_world() -> tuple[World, list[Publishable], list[Publishable]]:
    """Return a published world, the drafts and the withdrawn things in it, all with secret words."""
    world = make_world()
    factory.make_file(world.document, name="open.txt")
    drafts = make_drafts(world)
    withdrawn = make_withdrawn()
    make_work_at_the_desk(world)
    rebuild_paths()
    return world, drafts, withdrawn


def links_of(place: str, answer) -> set[str]:
    """The addresses on this site that a page leads to, without what follows a #."""
    found = {answer.headers["Location"]} if "Location" in answer.headers else set()
    if answer.headers.get("Content-Type", "").startswith("text/html") and not answer.streaming:
        found |= {html.unescape(link) for link in LINK.findall(answer.content.decode())}
    found = {urljoin(f"http://testserver{place}", link) for link in found}
    inside = {urlsplit(link) for link in found if link.startswith("http://testserver/")}
    return {link.path + (f"?{link.query}" if link.query else "") for link in inside}


def is_worth_asking(place: str) -> bool:
    """Leave out files of the design, and questions of more than one part: their number has no end."""
    path, _, query = place.partition("?")
    return not path.startswith("/static/") and query.count("=") <= (2 if path == "/compare/" else 1)
