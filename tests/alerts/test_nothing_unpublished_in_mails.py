"""A marked draft of every model is tied to all that is published: no mail of any alert has the mark."""

import pytest

from documents.desk import reviews
from documents.models import Publishable
from documents.search import index
from tests import factory
from tests.alerts.at_work import correct, edit, follow, withdraw
from tests.exports.drafts import MARK, plant
from tests.exports.test_nothing_unpublished import add_what_has_an_address
from tests.secrets import make_work_at_the_desk
from tests.world import make_world
from wtpf_tracker.alerts.matching import FINDERS
from wtpf_tracker.alerts.models import Entry, Subject
from wtpf_tracker.alerts.sending import send_alerts
from wtpf_tracker.alerts.subjects import LISTS

pytestmark = pytest.mark.django_db


def follow_all(world) -> None:
    """Follow one subject of every kind, and every list."""
    things = (world.opinion, world.stakeholder, world.meeting, factory.make_topic(world.process))
    for thing in things:
        follow(thing)
    version = world.opinion.revisions.published().order_by("number").first()
    follow(f"{version.get_absolute_url().rstrip('/')}.alert?p=1")
    for place in ("/changes.alert", "/search.alert?q=it", f"/search.alert?q={MARK}"):
        follow(place)
    for name in LISTS:
        follow(f"/{name}.alert")
    assert {subject.kind for subject in Subject.objects.all()} == set(FINDERS)


def texts(office) -> str:
    return (
        "\n".join(message.as_string() for message in office.taken).lower()
        + "\n".join(part.get_content() for message in office.taken for part in message.iter_parts()).lower()
    )


def test_mark_of_no_draft_is_in_any_mail(office):
    world = make_world()
    add_what_has_an_address(world)
    follow_all(world)
    drafts = plant(world)
    for row in drafts.values():  # whoever works on drafts is nobody's news
        edit(row)
    world.grow(1)  # published, and tied to drafts by what `plant` does
    tied = [world.opinion.events.order_by("-pk").first(), world.opinion.revisions.order_by("-pk").first()]
    event, version = tied
    correct(event, meeting=drafts["meeting"].pk, contribution=drafts["contribution"].pk, summary="Otherwise.")
    edit(version, note="Noted.", contribution=drafts["contribution"])
    version.sponsors.add(drafts["stakeholder"]), version.based_on.add(drafts["revision"])
    version.sources.add(drafts["source"])
    correct(world.meeting, title="Named anew")
    draft = factory.make_event(
        world.opinion, meeting=drafts["meeting"], published=False, summary="So it was."
    )
    factory.make_actor(draft, drafts["stakeholder"])
    reviews.publish_now(by=factory.make_person("reviewers"), rows=[draft])
    index.rebuild()
    assert send_alerts().sent == 1
    said = texts(office)
    assert "otherwise." in said and "named anew" in said and "so it was." in said
    assert MARK.lower() not in said.replace(f"search for “{MARK.lower()}”", "")
    told = {(entry.model._meta.model_name, entry.object_pk) for entry in Entry.objects.all()}
    assert not told & {(name, row.pk) for name, row in drafts.items()}


def test_what_the_desk_does_with_drafts_is_in_no_mail(office):
    world = make_world()
    follow_all(world)
    make_work_at_the_desk(world)
    row = factory.make_event(world.opinion, published=False, summary="SECRET-DRAFT of an event")
    edit(row, summary="SECRET-DRAFT again")
    assert send_alerts().sent == 0


def test_what_was_edited_after_it_was_withdrawn_is_in_no_mail(office):
    rows = [factory.make_opinion(), factory.make_stakeholder(), factory.make_meeting(), factory.make_event()]
    rows += [
        factory.make_revision(),
        factory.make_contribution(),
        factory.make_source(),
        factory.make_topic(),
    ]
    follow("/changes.alert")
    for row in rows:
        if hasattr(row, "slug") and f"/{row._meta.model_name}s" in row.get_absolute_url():
            follow(row)
    for row in rows:
        withdraw(row)
        name = "title" if hasattr(row, "title") else "name" if hasattr(row, "name") else "summary"
        edit(row, **{name: MARK}, **({"short_title": MARK} if hasattr(row, "short_title") else {}))
        assert isinstance(row, Publishable)
    assert send_alerts().sent == 1
    assert "withdrawn" in texts(office) and MARK.lower() not in texts(office)


def test_fact_under_a_draft_is_told_when_that_is_published(office):
    opinion = factory.make_opinion(published=False)
    follow("/changes.alert")
    reviewer = factory.make_person("reviewers")
    event = factory.make_event(opinion, published=False, summary="So it was.")
    edit(event, published_at=factory.PUBLISHED)
    assert send_alerts().sent == 0
    reviews.publish_now(by=reviewer, rows=[opinion])
    assert send_alerts().sent == 1 and "So it was." in office.taken[0].as_string()
    assert send_alerts().sent == 0
