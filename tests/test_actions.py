"""Writes that touch several rows: publishing, entering events, bringing paths up to date."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from documents import actions as documents_actions
from documents.models import Fact
from opinions import actions
from opinions.models import Actor, Event, Opinion

from . import factory

pytestmark = pytest.mark.django_db


def stands(opinion: Opinion) -> tuple[str, str]:
    """Return the stage and outcome as stored."""
    opinion.refresh_from_db()
    return opinion.stage, opinion.outcome


# --- publishing --------------------------------------------------------------------------------


def test_publish_shows_drafts_and_counts_them():
    fact = factory.make_fact(published=False)
    assert documents_actions.publish(fact, factory.make_fact()) == 1
    assert Fact.objects.published().count() == 2


def test_publish_without_a_source_is_refused_and_publishes_nothing():
    good, bad = (
        factory.make_fact(published=False),
        factory.make_fact(published=False, sources=[], text="Alone."),
    )
    with pytest.raises(ValidationError, match="“Alone.”: A fact without a source cannot be published"):
        documents_actions.publish(good, bad)
    assert not Fact.objects.published().exists()


def test_publish_needs_no_source_where_a_row_has_none_to_give():
    source = factory.make_source(published_at=None)
    assert documents_actions.publish(source, factory.make_gap(published=False)) == 2
    assert source.is_published


def test_publish_at_a_moment_to_come_hides_until_then():
    fact = factory.make_fact(published=False)
    documents_actions.publish(fact, at=timezone.now() + datetime.timedelta(days=1))
    assert not fact.is_published
    assert not Fact.objects.published().exists()


def test_publish_keeps_the_day_of_what_is_published():
    fact = factory.make_fact()
    assert documents_actions.publish(fact) == 0
    fact.refresh_from_db()
    assert fact.published_at == factory.PUBLISHED


def test_unsourced_facts_of_one_model_are_found_by_one_query():
    facts = [factory.make_fact(sources=[]) for _ in range(4)]
    with CaptureQueriesContext(connection) as queries:
        assert documents_actions.without_source(*facts) == facts
    assert len(queries) == 1


def test_publishing_an_event_moves_its_path():
    event = factory.make_event(published=False)
    assert stands(event.opinion)[0] == "start"
    documents_actions.publish(event)
    assert stands(event.opinion)[0] == "submitted"


def test_publishing_an_event_that_may_not_follow_is_refused():
    opinion = factory.make_path("submitted", "withdrawn")
    event = factory.make_event(opinion, "adopted", published=False)
    with pytest.raises(ValidationError, match="“adopted” cannot follow"):
        documents_actions.publish(event)
    assert not Event.objects.get(pk=event.pk).is_published
    assert stands(opinion)[0] == "withdrawn"


def test_events_that_may_follow_each_other_are_published_together():
    opinion = factory.make_path("submitted", "adopted", published=False)
    documents_actions.publish(*opinion.events.all())
    assert stands(opinion) == ("adopted", "adopted")


# --- paths -------------------------------------------------------------------------------------


def test_rebuild_path_says_whether_anything_changed():
    opinion = factory.make_path("submitted", "adopted")
    Opinion.objects.update(stage="start", outcome="open")
    opinion.refresh_from_db()
    assert actions.rebuild_path(opinion) is True
    assert actions.rebuild_path(opinion) is False
    assert stands(opinion) == ("adopted", "adopted")


def test_drafts_do_not_move_a_path():
    opinion = factory.make_path("submitted")
    factory.make_event(opinion, "adopted", published=False)
    actions.rebuild_path(opinion)
    assert stands(opinion)[0] == "submitted"


def test_events_count_in_the_order_of_their_days_and_then_of_their_order():
    opinion = factory.make_opinion()
    factory.make_event(opinion, "withdrawn", date="2013-02-08")
    factory.make_event(opinion, "discussed", date="2013-02-06", order=2)
    factory.make_event(opinion, "submitted", date="2013-02-06", order=1)
    assert stands(opinion) == ("withdrawn", "withdrawn")


@pytest.mark.parametrize(
    ("last_day", "outcome"),
    [("2999", "open"), ("", "open"), ("2013-05-16", "unknown")],
    ids=["goes on", "no last day", "over"],
)
def test_path_without_an_end_is_open_or_not_known(last_day, outcome):
    opinion = factory.make_path(
        "submitted", opinion=factory.make_opinion(factory.make_process(date=last_day))
    )
    assert stands(opinion) == ("submitted", outcome)


@pytest.mark.parametrize(("days_ago", "outcome"), [(0, "open"), (1, "unknown")])
def test_process_goes_on_through_its_last_day(days_ago, outcome):
    last_day = timezone.localdate() - datetime.timedelta(days=days_ago)
    opinion = factory.make_opinion(factory.make_process(date=last_day.isoformat()))
    assert stands(opinion) == ("start", outcome)


def test_path_of_a_draft_opinion_is_kept_up_to_date_too():
    opinion = factory.make_path("submitted", opinion=factory.make_opinion(published=False))
    assert stands(opinion)[0] == "submitted"


def test_rebuild_paths_takes_as_many_queries_for_many_as_for_one():
    opinions = [factory.make_path("submitted", "agreed", "adopted") for _ in range(6)]
    Opinion.objects.update(stage="start")
    with CaptureQueriesContext(connection) as queries:
        assert actions.rebuild_paths() == 6
    assert len([query for query in queries if "SAVEPOINT" not in query["sql"]]) == 3
    assert {stands(opinion)[0] for opinion in opinions} == {"adopted"}


def test_rebuild_paths_writes_nothing_where_all_is_right():
    factory.make_path("submitted")
    with CaptureQueriesContext(connection) as queries:
        assert actions.rebuild_paths() == 0
    assert not [query for query in queries if query["sql"].startswith("UPDATE")]


# --- entering events ---------------------------------------------------------------------------


def entered(opinion: Opinion, **given) -> Event:
    """Enter an event of 14 May 2013, published and with a source unless it says otherwise."""
    words = {"kind": "submitted", "date": "2013-05-14", "summary": "It happened."}
    words |= {"sources": [factory.make_source()], "published_at": factory.PUBLISHED}
    return actions.add_event(opinion=opinion, **{**words, **given})


def test_add_event_enters_everything_and_moves_the_path():
    opinion, chair, state = factory.make_opinion(), factory.make_stakeholder(), factory.make_stakeholder()
    event = entered(
        opinion, actors=[(state, "author"), (chair, "chair")], locator="S3 6.1", confidence="high"
    )
    assert stands(opinion)[0] == "submitted"
    assert event.is_published
    assert (event.locator, event.confidence, event.sources.count()) == ("S3 6.1", "high", 1)
    assert list(event.actors.values_list("stakeholder", "role")) == [
        (state.pk, "author"),
        (chair.pk, "chair"),
    ]


def test_add_event_as_a_draft_leaves_the_path():
    opinion = factory.make_opinion()
    entered(opinion, published_at=None, sources=[])
    assert stands(opinion)[0] == "start"
    assert opinion.events.count() == 1


def test_add_event_names_it_by_kind_and_month():
    opinion = factory.make_opinion()
    keys = [
        entered(opinion).key,
        entered(opinion).key,
        entered(opinion).key,
        entered(opinion, key="mine").key,
    ]
    assert keys == ["submitted-2013-05", "submitted-2013-05-2", "submitted-2013-05-3", "mine"]


def test_add_event_refuses_what_may_not_follow():
    opinion = factory.make_path("submitted", "withdrawn")
    with pytest.raises(ValidationError, match="“adopted” cannot follow while the text is “withdrawn”"):
        entered(opinion, kind="adopted")
    assert opinion.events.count() == 2


def test_add_event_takes_what_may_not_follow_with_a_reason():
    opinion = factory.make_path("submitted", "withdrawn")
    entered(opinion, kind="adopted", out_of_order_reason="The report has it so.")
    assert stands(opinion) == ("adopted", "adopted")


def test_add_event_looks_at_where_its_date_puts_it():
    opinion = factory.make_path("submitted", "withdrawn")
    entered(opinion, kind="discussed", date="2012-10-10", order=5)
    assert stands(opinion)[0] == "withdrawn"
    with pytest.raises(ValidationError, match="“agreed” cannot follow while the text is “not begun”"):
        entered(opinion, kind="agreed", date="2012-10-01")


def test_add_event_refuses_what_would_strand_a_later_one():
    opinion = factory.make_path("submitted", "adopted")
    with pytest.raises(ValidationError, match="After it, “adopted” of 11 October 2012 could not stand"):
        entered(opinion, kind="withdrawn", date="2012-10-10", order=1)


def test_add_event_does_not_answer_for_earlier_missteps():
    opinion = factory.make_path("adopted")
    assert entered(opinion, kind="cited").kind == "cited"


def test_add_event_without_a_source_cannot_be_published_and_leaves_nothing():
    opinion = factory.make_opinion()
    with pytest.raises(ValidationError, match="A fact without a source"):
        entered(opinion, sources=[], actors=[(factory.make_stakeholder(), "author")])
    assert not Event.objects.exists()
    assert not Actor.objects.exists()


@pytest.mark.parametrize(
    ("field", "given"),
    [
        ("date", {"date": "2013-13"}),
        ("date", {"date": ""}),
        ("kind", {"kind": "vanished"}),
        ("summary", {"summary": ""}),
        ("confidence", {"confidence": "total"}),
    ],
)
def test_add_event_refuses_a_wrong_field_and_names_it(field, given):
    with pytest.raises(ValidationError) as problem:
        entered(factory.make_opinion(), **given)
    assert list(problem.value.message_dict) == [field]


def test_add_event_refuses_a_revision_of_another_text():
    with pytest.raises(ValidationError, match="The revision belongs to another text"):
        entered(factory.make_opinion(), revision=factory.make_revision())


# --- files -------------------------------------------------------------------------------------


def test_upload_is_described_from_its_bytes():
    upload = SimpleUploadedFile("a.txt", b"abc", content_type="text/plain")
    said = documents_actions.describe_upload(upload)
    assert (said["name"], said["size"], said["media_type"]) == ("a.txt", 3, "text/plain")
    assert said["sha256"].startswith("ba7816bf8f01cfea")
    assert upload.read() == b"abc"


def test_same_bytes_are_one_file_of_a_document_and_another_of_the_next():
    stored = factory.make_file()
    assert documents_actions.has_file(stored.contribution, stored.sha256)
    assert not documents_actions.has_file(factory.make_contribution(), stored.sha256)
