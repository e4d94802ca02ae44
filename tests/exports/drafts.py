"""A marked draft of every model, tied to what is published in every way there is."""

from django.apps import apps
from django.db import models

from documents.models import Publishable
from documents.models.base import validate_slug_path
from tests import factory
from tests.world import World

MARK = "Zzunseen"
SLUG = MARK.lower()
# What makes a row of each model; those of which a draft must be a fact about the world take it.
MAKERS = {
    "source": lambda world: factory.make_source(published_at=None),
    "process": lambda world: factory.make_process(published=False),
    "body": lambda world: factory.make_body(published=False),
    "stakeholder": lambda world: factory.make_stakeholder(published=False, parent=world.stakeholder),
    "meeting": lambda world: factory.make_session(world.meeting, published=False),
    "participation": lambda world: factory.make_participation(
        world.meeting, stakeholder=world.stakeholder, person="P", published=False
    ),
    "contribution": lambda world: factory.make_contribution(
        [world.stakeholder], meeting=world.meeting, replaces=world.document, published=False
    ),
    "contributionfile": lambda world: factory.make_file(
        world.document, name=f"{MARK}.txt", content=MARK.encode(), published=False
    ),
    "scheduleitem": lambda world: factory.make_schedule_item(
        world.process, meeting=world.meeting, published=False
    ),
    "fact": lambda world: factory.make_fact(
        world.process, meeting=world.meeting, contribution=world.document, published=False
    ),
    "topic": lambda world: factory.make_topic(world.process, published=False),
    "opinion": lambda world: factory.make_opinion(world.process, published=False),
    "othertitle": lambda world: factory.make_other_title(world.opinion, published=False),
    "revision": lambda world: factory.make_revision(
        world.opinion, contribution=world.document, sponsors=[world.stakeholder], published=False
    ),
    "event": lambda world: factory.make_event(
        world.opinion, meeting=world.meeting, contribution=world.document, published=False
    ),
    "intervention": lambda world: factory.make_intervention(
        world.opinion, stakeholder=world.stakeholder, meeting=world.meeting, published=False
    ),
    "amendment": lambda world: factory.make_amendment(
        world.opinion, proposers=[world.stakeholder], meeting=world.meeting, published=False
    ),
    "pledge": lambda world: factory.make_pledge(
        world.opinion, stakeholders=[world.stakeholder], meeting=world.meeting, published=False
    ),
    "relation": lambda world: factory.make_relation(world.opinion, published=False),
    "discrepancy": lambda world: factory.make_discrepancy(
        world.process, opinions=[world.opinion], published=False
    ),
    "account": lambda world: factory.make_account(
        factory.make_discrepancy(world.process, opinions=[world.opinion]), published=False
    ),
    "gap": lambda world: factory.make_gap(world.process, opinions=[world.opinion], published=False),
}


def publishable_models() -> list[str]:
    """The names of all models whose rows are published one by one."""
    return [model._meta.model_name for model in apps.get_models() if issubclass(model, Publishable)]


def plant(world: World) -> dict[str, models.Model]:
    """Make a marked draft of every model and tie what is published to each; return the drafts by model."""
    drafts = {name: _marked(make(world)) for name, make in MAKERS.items()}
    factory.make_file(drafts["contribution"], name=f"{MARK}.txt", content=MARK.encode())
    _tie_what_stands_alone(world, drafts)
    _tie_what_stands_beneath(world, drafts)
    return drafts


def _marked(row: models.Model) -> models.Model:
    """Write the mark into every field of a row that holds words of ours."""
    for field in row._meta.concrete_fields:
        words = field.get_internal_type() in ("CharField", "TextField") and not field.choices
        if not words or not field.editable or type(field).__module__.startswith("documents.fields"):
            continue
        if validate_slug_path in field.validators or field.name in ("slug", "key"):
            setattr(row, field.name, f"{SLUG}-{row.pk}")
        elif (field.max_length or 1000) >= 20 and field.name not in ("locator", "sha256"):
            setattr(row, field.name, f"{MARK} {field.name}"[: field.max_length])
    row.save()
    return row


def _tie_what_stands_alone(world: World, drafts: dict) -> None:
    """Published rows that name drafts in fields by which they do not stand or fall."""
    places = {"meeting": drafts["meeting"], "contribution": drafts["contribution"]}
    sources = {"sources": [world.source, drafts["source"]], "locator": f"{world.source.key} 1; {SLUG} 2"}
    revision = factory.make_revision(
        world.opinion,
        contribution=drafts["contribution"],
        based_on=[drafts["revision"]],
        sponsors=[drafts["stakeholder"]],
        **sources,
    )
    factory.make_event(
        world.opinion,
        actors=[drafts["stakeholder"]],
        body=drafts["body"],
        revision=drafts["revision"],
        **places,
        **sources,
    )
    factory.make_intervention(world.opinion, stakeholder=world.stakeholder, **places, **sources)
    alone = factory.make_intervention(
        stance="", stakeholder=None, speaker="Somebody", meeting=drafts["meeting"]
    )
    alone.opinion = None
    alone.save()
    factory.make_amendment(
        world.opinion,
        revision=drafts["revision"],
        resulting_revision=revision,
        proposers=[drafts["stakeholder"]],
        **places,
    )
    factory.make_pledge(
        world.opinion,
        meeting=drafts["meeting"],
        stakeholders=[drafts["stakeholder"]],
        delivered_by=drafts["contribution"],
        fate="delivered",
    )
    factory.make_contribution(
        [drafts["stakeholder"]],
        meeting=drafts["meeting"],
        replaces=drafts["contribution"],
        process=world.process,
    )
    factory.make_schedule_item(world.process, meeting=drafts["meeting"])
    factory.make_stakeholder(parent=drafts["stakeholder"])
    factory.make_fact(world.process, body=drafts["body"])
    factory.make_opinion(world.process, topic=drafts["topic"])
    for doubt in (factory.make_discrepancy(world.process), factory.make_gap(world.process)):
        doubt.opinions.set([drafts["opinion"]])
        doubt.topics.set([drafts["topic"]])
        doubt.meetings.set([drafts["meeting"]])
        doubt.contributions.set([drafts["contribution"]])
        doubt.stakeholders.set([drafts["stakeholder"]])


def _tie_what_stands_beneath(world: World, drafts: dict) -> None:
    """Published rows under drafts, which readers do not see either, marked too."""
    beneath = [
        factory.make_event(drafts["opinion"], meeting=world.meeting),
        factory.make_revision(drafts["opinion"], contribution=world.document),
        factory.make_intervention(drafts["opinion"], stakeholder=world.stakeholder),
        factory.make_intervention(world.opinion, stakeholder=drafts["stakeholder"]),
        factory.make_pledge(drafts["opinion"], stakeholders=[world.stakeholder]),
        factory.make_relation(world.opinion, drafts["opinion"]),
        factory.make_session(drafts["meeting"]),
        factory.make_contribution(process=drafts["process"]),
        factory.make_topic(drafts["process"]),
        factory.make_account(drafts["discrepancy"]),
        factory.make_participation(drafts["meeting"]),
        factory.make_body(parent=drafts["body"]),
    ]
    for row in beneath:
        _marked(row)
