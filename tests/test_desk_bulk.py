"""Publishing many rows at once: what would be done is shown first, and all of it is done or nothing."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from documents.desk.bulk import plan_of
from documents.desk.history import work
from documents.models import Change, Review, Stakeholder
from opinions.models import Event, Opinion

from . import factory
from .signing_in import make_staff, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def reviewer():
    """Somebody who publishes what others entered."""
    return make_staff("rosa", "reviewers")


@pytest.fixture
def desk(client, reviewer):
    """A browser in which the reviewer is signed in."""
    return sign_in(client, reviewer)


def listed(model) -> str:
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")


def choose(rows, action="publish_chosen", **more) -> dict:
    return {"action": action, "_selected_action": [row.pk for row in rows], **more}


def drafts(number: int, **given) -> list[Stakeholder]:
    return [factory.make_stakeholder(published=False, **given) for _ in range(number)]


# --- the plan ----------------------------------------------------------------------------------


def test_plan_of_drafts_that_may_be_published(reviewer):
    rows = drafts(2)
    plan = plan_of(rows, by=reviewer)
    assert [one.row for one in plan.rows] == rows
    assert plan.may_go
    assert not any(one.refusals or one.waits_for for one in plan.rows)


def test_plan_publishes_nothing_and_leaves_no_trace(reviewer):
    event = factory.make_event(published=False)
    plan = plan_of([event], by=reviewer)
    assert plan.may_go
    assert not event.is_published
    assert not Event.objects.published().exists()
    assert Opinion.objects.get().stage == "start"
    assert not Change.objects.exists()


def test_plan_names_what_has_no_source(reviewer):
    good, bad = drafts(1)[0], drafts(1, sources=[])[0]
    plan = plan_of([good, bad], by=reviewer)
    assert [bool(one.refusals) for one in plan.rows] == [False, True]
    assert plan.rows[1].refusals == ["It has no source that readers see."]
    assert not plan.may_go


def test_plan_names_what_the_person_entered(reviewer, settings):
    with work(by=reviewer):
        own = Stakeholder.objects.create(slug="s", name="S", short_name="S", category="other")
        own.sources.set([factory.make_source()])
    plan = plan_of([own, *drafts(1)], by=reviewer)
    assert [len(one.refusals) for one in plan.rows] == [1, 0]
    assert "yourself" in plan.rows[0].refusals[0]
    assert not plan.may_go
    settings.ONE_PERSON_DESK = True
    assert plan_of([own], by=reviewer).may_go


def test_plan_says_what_readers_wait_for(reviewer):
    opinion = factory.make_opinion(published=False)
    event = factory.make_event(opinion, published=False)
    plan = plan_of([event], by=reviewer)
    assert plan.rows[0].waits_for == [opinion]
    assert plan.may_go


def test_plan_waits_for_nothing_that_is_published_with_it(reviewer):
    process = factory.make_process(published=False)
    topics = [factory.make_topic(process, published=False) for _ in range(2)]
    assert [one.waits_for for one in plan_of(topics, by=reviewer).rows] == [[process]] * 2
    body = factory.make_body(published=False, parent=factory.make_body(published=False))
    assert [one.waits_for for one in plan_of([body, body.parent], by=reviewer).rows] == [[], []]


def test_plan_refuses_an_event_that_may_not_follow(reviewer):
    opinion = factory.make_path("submitted", "withdrawn")
    event = factory.make_event(opinion, "adopted", published=False)
    plan = plan_of([event], by=reviewer)
    assert not plan.may_go
    assert "cannot follow" in plan.refusals[0]


def test_plan_of_what_readers_see_already(reviewer):
    row = factory.make_stakeholder()
    plan = plan_of([row], by=reviewer)
    assert (plan.rows, plan.seen, plan.may_go) == ([], [row], False)


def test_files_go_with_their_document(reviewer):
    document = factory.make_contribution(published=False)
    file = factory.make_file(document, published=False)
    assert [one.row for one in plan_of([document], by=reviewer).rows] == [document, file]


# --- the page ----------------------------------------------------------------------------------


def test_nothing_is_published_before_it_is_confirmed(desk):
    rows = drafts(2)
    page = desk.post(listed(Stakeholder), choose(rows))
    assert page.status_code == 200
    assert "Publish now" in page.content.decode()
    assert all(str(row) in page.content.decode() for row in rows)
    assert not Stakeholder.objects.published().exists()


def test_confirmed_rows_are_published(desk):
    rows = drafts(2)
    page = desk.post(listed(Stakeholder), choose(rows, confirmed="Publish now"), follow=True)
    assert "Published now: 2." in page.content.decode()
    assert Stakeholder.objects.published().count() == 2


def test_all_that_match_can_be_chosen(desk):
    rows = drafts(2)
    data = choose(rows[:1], select_across="1")
    assert 'name="select_across" value="1"' in desk.post(listed(Stakeholder), data).content.decode()
    desk.post(listed(Stakeholder), data | {"confirmed": "yes"})
    assert Stakeholder.objects.published().count() == 2


def test_page_offers_no_button_where_something_is_against_it(desk):
    rows = [*drafts(1), *drafts(1, sources=[])]
    page = desk.post(listed(Stakeholder), choose(rows)).content.decode()
    assert "It has no source that readers see." in page
    assert "Publish now" not in page


def test_nothing_is_published_where_one_cannot_be_whatever_is_confirmed(desk):
    rows = [*drafts(1), *drafts(1, sources=[])]
    desk.post(listed(Stakeholder), choose(rows, confirmed="yes"))
    assert not Stakeholder.objects.published().exists()


def test_publishing_is_offered_only_to_who_may(client, desk):
    rows = drafts(1)
    assert "publish_chosen" in desk.get(listed(Stakeholder)).content.decode()
    sign_in(client, make_staff("carl", "contributors"))
    page = client.get(listed(Stakeholder)).content.decode()
    assert "publish_chosen" not in page
    assert "review_chosen" in page
    client.post(listed(Stakeholder), choose(rows, confirmed="yes"))
    assert not Stakeholder.objects.published().exists()


def test_chosen_rows_are_sent_to_review_together(desk):
    rows = [*drafts(2), factory.make_stakeholder()]
    desk.post(listed(Stakeholder), choose(rows, "review_chosen"))
    assert Review.objects.get().items.count() == 2


@pytest.mark.parametrize("action", ["publish_chosen", "review_chosen"])
def test_more_rows_than_can_be_looked_through_are_refused(desk, monkeypatch, action):
    monkeypatch.setattr("documents.admin_bulk.MOST", 2)
    page = desk.post(listed(Stakeholder), choose(drafts(3), action, confirmed="yes"), follow=True)
    assert "Choose fewer." in page.content.decode()
    assert not Stakeholder.objects.published().exists()
    assert not Review.objects.exists()


def test_names_are_escaped(desk):
    row = factory.make_stakeholder(published=False, short_name="<b>Sudan</b>")
    assert "<b>Sudan" not in desk.post(listed(Stakeholder), choose([row])).content.decode()


def test_queries_of_the_page_grow_little_with_the_rows(desk):
    url, first = listed(Stakeholder), drafts(1)
    desk.post(url, choose(first))
    counts = []
    for rows in (drafts(2), drafts(12)):
        with CaptureQueriesContext(connection) as queries:
            desk.post(url, choose(rows))
        counts.append(len(queries))
    assert counts[1] - counts[0] <= 10 * 12
