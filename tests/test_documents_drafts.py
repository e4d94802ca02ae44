"""What is not published is nowhere: not in lists, not in counts, not under a thing that is published."""

import pytest

from documents.models.base import gates
from opinions.models import Event
from tests import factory
from tests.world import make_world

pytestmark = pytest.mark.django_db
UNSEEN = "Unseen words"


def assert_unseen(client, addresses):
    for address in [*addresses, "/changes/"]:
        response = client.get(address)
        assert response.status_code == 200, address
        assert UNSEEN not in response.content.decode(), address


def test_gates_lead_to_all_that_a_row_stands_under():
    assert gates(Event) == ["opinion", "opinion__process"]


def test_draft_rows_of_every_kind_show_nowhere(client):
    world = make_world()
    draft = {"published": False}
    factory.make_contribution([world.stakeholder], meeting=world.meeting, title=UNSEEN, **draft)
    factory.make_session(world.meeting, title=UNSEEN, **draft)
    factory.make_participation(world.meeting, person=UNSEEN, stakeholder=world.stakeholder, **draft)
    factory.make_fact(world.process, meeting=world.meeting, contribution=world.document, text=UNSEEN, **draft)
    factory.make_schedule_item(world.process, step=UNSEEN, meeting=world.meeting, **draft)
    factory.make_stakeholder(name=UNSEEN, short_name=UNSEEN, parent=world.stakeholder, **draft)
    factory.make_event(
        world.opinion, summary=UNSEEN, meeting=world.meeting, contribution=world.document, **draft
    )
    factory.make_revision(world.opinion, label=UNSEEN, contribution=world.document, **draft)
    factory.make_intervention(world.opinion, summary=UNSEEN, stakeholder=world.stakeholder, **draft)
    factory.make_amendment(world.opinion, summary=UNSEEN, proposers=[world.stakeholder], **draft)
    factory.make_pledge(world.opinion, subject=UNSEEN, stakeholders=[world.stakeholder], **draft)
    for doubt in (
        factory.make_discrepancy(world.process, question=UNSEEN, **draft),
        factory.make_gap(world.process, what=UNSEEN, **draft),
    ):
        doubt.contributions.set([world.document])
    assert_unseen(client, world.addresses())


def test_draft_stakeholder_is_not_named_by_what_is_published(client):
    world = make_world()
    hidden = factory.make_stakeholder(name=UNSEEN, short_name=UNSEEN, published=False)
    factory.make_submission(world.document, hidden, order=9)
    factory.make_event(world.opinion, actors=[hidden], meeting=world.meeting, contribution=world.document)
    factory.make_pledge(world.opinion, stakeholders=[hidden], meeting=world.meeting)
    factory.make_amendment(world.opinion, proposers=[hidden], meeting=world.meeting)
    factory.make_intervention(world.opinion, stakeholder=hidden, meeting=world.meeting)
    factory.make_participation(world.meeting, stakeholder=hidden)
    assert_unseen(client, world.addresses())


def test_children_of_a_draft_text_are_hidden(client):
    world = make_world()
    hidden = factory.make_opinion(world.process, title=UNSEEN, short_title=UNSEEN, published=False)
    factory.make_event(hidden, meeting=world.meeting, actors=[world.stakeholder], contribution=world.document)
    factory.make_revision(hidden, contribution=world.document, sponsors=[world.stakeholder])
    factory.make_intervention(hidden, stakeholder=world.stakeholder, meeting=world.meeting)
    factory.make_amendment(hidden, proposers=[world.stakeholder], meeting=world.meeting)
    factory.make_pledge(hidden, subject=UNSEEN, stakeholders=[world.stakeholder], sources=[world.source])
    assert_unseen(client, world.addresses())


def test_draft_meeting_is_not_named_by_its_documents(client):
    world = make_world()
    hidden = factory.make_meeting(process=world.process, title=UNSEEN, short_title=UNSEEN, published=False)
    document = factory.make_contribution([world.stakeholder], meeting=hidden)
    factory.make_pledge(world.opinion, stakeholders=[world.stakeholder], meeting=hidden)
    factory.make_schedule_item(world.process, meeting=hidden)
    assert_unseen(client, [*world.addresses(), document.get_absolute_url()])


def test_documents_of_a_draft_process_have_no_page(client):
    document = factory.make_contribution(process=factory.make_process(published=False))
    assert client.get(f"/documents/{document.symbol}/").status_code == 404


@pytest.mark.parametrize("name", ["meetings", "stakeholders", "processes", "sources"])
def test_page_of_a_draft_is_missing(client, name):
    world = make_world()
    thing = {
        "meetings": world.meeting,
        "stakeholders": world.stakeholder,
        "processes": world.process,
        "sources": world.source,
    }[name]
    thing.published_at = None
    thing.save()
    assert client.get(thing.get_absolute_url()).status_code == 404


@pytest.mark.parametrize("whole", [True, False], ids=["body", "whole body"])
def test_draft_body_is_named_by_no_meeting_and_no_path(client, whole):
    world = make_world()
    hidden = factory.make_body(name=UNSEEN, abbreviation=UNSEEN, published=False)
    body = factory.make_body(parent=hidden) if whole else hidden
    meeting = factory.make_meeting(process=world.process, body=body)
    for kind in ("submitted", "not-advanced"):
        factory.make_event(world.opinion, kind=kind, meeting=meeting, body=body)
    assert_unseen(client, [*world.addresses(), world.opinion.get_absolute_url(), "/", "/opinions/"])
    assert client.get(meeting.get_absolute_url()).status_code == 404
