"""“What happened next”: only what may follow is offered, and all that belongs to it is entered at once."""

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from documents.models import Change, Review
from opinions.desk.choices import choices_at, context_of, grouped, stage_before
from opinions.desk.steps import StepRefused, enter_step, free_key
from opinions.models import Amendment, Event, Intervention, Opinion, Pledge, Revision
from opinions.stages import RULES, Kind, Stage, may_follow

from . import factory

pytestmark = pytest.mark.django_db


@pytest.fixture
def clerk():
    """Somebody who enters."""
    return factory.make_person("contributors")


@pytest.fixture
def desk(client, clerk):
    """A browser in which the clerk is signed in."""
    client.force_login(clerk)
    return client


def place(opinion: Opinion) -> str:
    return reverse("admin:opinions_opinion_next", args=[opinion.pk])


def step(opinion: Opinion, **given) -> dict:
    """What a browser sends of the form: an event and nothing beside it, unless `given` says more."""
    data = {"event-kind": "submitted", "event-date": "2012-10-10", "event-summary": "It was tabled."}
    data |= {"event-confidence": "high", "revision-confidence": "high"}
    for name in ("actors", "amendments", "stances", "pledges"):
        data |= {f"{name}-TOTAL_FORMS": 2, f"{name}-INITIAL_FORMS": 0}
    return data | {name.replace("__", "-"): value for name, value in given.items()}


def event_of(**given) -> dict:
    """The fields of an event for `enter_step`."""
    return {"kind": "submitted", "date": "2012-10-10", "summary": "It was tabled.", **given}


# --- what is offered ---------------------------------------------------------------------------


@pytest.mark.parametrize("stage", Stage)
def test_what_may_follow_is_offered_first_and_the_rest_is_refused_with_a_reason(stage):
    choices = choices_at(stage)
    allowed = may_follow(stage)
    assert [choice.kind for choice in choices[: len(allowed)]] == allowed
    assert {choice.kind for choice in choices} == set(RULES)
    assert all(bool(choice.refused) == (choice.kind not in allowed) for choice in choices)


def test_choice_says_where_it_leads():
    found = {choice.kind: choice.leads_to for choice in choices_at(Stage.SUBMITTED)}
    assert found[Kind.WITHDRAWN] == "It becomes “withdrawn”."
    assert found[Kind.CITED] == "It stays “submitted”."


def test_stage_counts_drafts_and_not_what_was_withdrawn():
    opinion = factory.make_path("submitted")
    factory.make_event(opinion, "discussed", published=False)
    assert stage_before(opinion) == Stage.DISCUSSION
    gone = factory.make_event(opinion, "adopted", published=False)
    Event.objects.filter(pk=gone.pk).update(withdrawn_at=factory.PUBLISHED)
    assert stage_before(opinion) == Stage.DISCUSSION


def test_stage_before_a_day_leaves_out_what_came_later():
    opinion = factory.make_opinion()
    factory.make_event(opinion, "submitted", date="2012-10-10")
    factory.make_event(opinion, "adopted", date="2013-05-16")
    assert stage_before(opinion, "2012-09-01") == Stage.START
    assert stage_before(opinion, "2012-10-10") == Stage.SUBMITTED
    assert stage_before(opinion, "2013-05-17") == Stage.ADOPTED


@pytest.mark.parametrize("stage", Stage)
def test_every_kind_that_may_follow_is_offered_once_under_a_heading(stage):
    offered = [choice.kind for _, choices in grouped(choices_at(stage)) for choice in choices]
    assert sorted(offered) == sorted(may_follow(stage))
    assert all(choices for _, choices in grouped(choices_at(stage)))


# --- what is prefilled -------------------------------------------------------------------------


def test_context_is_that_of_the_event_entered_last_in_the_process():
    meeting, source = factory.make_meeting(), factory.make_source()
    other = factory.make_opinion(meeting.process)
    factory.make_event(other, meeting=meeting, sources=[source])
    found = context_of(factory.make_opinion(meeting.process))
    assert (found.meeting, found.date, found.sources) == (meeting, meeting.date, [source])


def test_context_is_not_that_of_another_process():
    factory.make_event(meeting=factory.make_meeting())
    found = context_of(factory.make_opinion())
    assert (found.meeting, found.date, found.sources) == (None, "", [])


def test_context_of_a_meeting_that_is_asked_for():
    meeting = factory.make_meeting(date="2013-02-06/2013-02-08")
    found = context_of(factory.make_opinion(meeting.process), meeting=meeting)
    assert (found.meeting, found.date) == (meeting, "2013-02-06/2013-02-08")
    assert found.sources == list(meeting.sources.all())


def test_context_does_not_go_back_behind_the_last_event_of_the_path():
    meeting = factory.make_meeting(date="2012-10-10")
    opinion = factory.make_opinion(meeting.process)
    factory.make_event(opinion, date="2013-05-14")
    factory.make_event(factory.make_opinion(meeting.process), meeting=meeting)
    assert context_of(opinion).meeting is None


def test_newest_revision_is_proposed_as_what_the_next_is_based_on():
    chain = factory.make_revision_chain(3)
    assert context_of(chain[0].opinion).based_on == chain[-1]


# --- entering ----------------------------------------------------------------------------------


def whole_step(opinion: Opinion, clerk, **given) -> list:
    """Enter an event with one of everything beside it."""
    who, source = factory.make_stakeholder(), factory.make_source()
    parts = {
        "event": event_of(
            sources=[source], meeting=factory.make_meeting(process=opinion.process), locator="p. 2"
        ),
        "actors": [(who, "author")],
        "revision": {"label": "Draft", "text": "Considers.", "basis": "official", "sponsors": [who]},
        "amendments": [{"summary": "Delete it.", "proposers": [who], "fate": "accepted"}],
        "stances": [{"stakeholder": who, "stance": "support", "summary": "Supported it."}],
        "pledges": [{"stakeholders": [who], "subject": "A text on IPv6"}],
    }
    return enter_step(by=clerk, opinion=opinion, **(parts | given))


def test_everything_of_a_step_is_entered_and_tied_together(clerk):
    opinion = factory.make_opinion()
    before = factory.make_revision(opinion)
    event, text, amendment, said, pledge = rows = whole_step(opinion, clerk)
    assert (event.revision, text.number) == (text, 2)
    assert (amendment.revision, amendment.resulting_revision) == (before, text)
    assert [row.meeting for row in (amendment, said, pledge)] == [event.meeting] * 3
    assert {row.date for row in rows} == {"2012-10-10"}
    assert [list(row.sources.all()) for row in rows] == [list(event.sources.all())] * 5
    assert not any(row.is_published for row in rows)


def test_one_step_is_one_piece_of_work_in_the_history(clerk):
    rows = whole_step(factory.make_opinion(), clerk)
    changes = Change.objects.all()
    assert len(changes) == len(rows)
    assert {(change.by, change.act) for change in changes} == {(clerk, "entered")}
    assert len({change.work for change in changes}) == 1


@pytest.mark.parametrize(
    ("given", "part", "number", "sentence"),
    [
        ({"event": event_of(kind="adopted", date="2013-05-16")}, "event", 0, "cannot follow"),
        ({"event": event_of(date="2013-02-30")}, "event", 0, "not in the calendar"),
        (
            {"revision": {"label": "", "text": "Words.", "basis": "official"}},
            "revision",
            0,
            "cannot be blank",
        ),
        ({"amendments": [{"summary": "One."}, {"summary": ""}]}, "amendments", 1, "cannot be blank"),
        ({"stances": [{"summary": "Said."}]}, "stances", 0, "Name the stakeholder"),
        ({"pledges": [{"subject": "x" * 301}]}, "pledges", 0, "at most 300"),
    ],
)
def test_nothing_is_entered_where_a_part_cannot_be(clerk, given, part, number, sentence):
    opinion = factory.make_path("submitted", "withdrawn")
    counts = [model.objects.count() for model in (Event, Revision, Amendment, Intervention, Pledge, Change)]
    parts = {"event": event_of(kind="cited", date="2013-06-01")} | given
    with pytest.raises(StepRefused, match=sentence) as refused:
        whole_step(opinion, clerk, **parts)
    assert (refused.value.part, refused.value.number) == (part, number)
    assert [
        model.objects.count() for model in (Event, Revision, Amendment, Intervention, Pledge, Change)
    ] == counts


def test_event_out_of_order_needs_a_written_reason(clerk):
    opinion = factory.make_path("submitted", "withdrawn")
    event = event_of(kind="adopted", date="2013-05-16")
    with pytest.raises(ValidationError, match="give the reason"):
        enter_step(by=clerk, opinion=opinion, event=event)
    rows = enter_step(
        by=clerk, opinion=opinion, event=event | {"out_of_order_reason": "The report has it so."}
    )
    assert rows[0].kind == "adopted"


def test_event_of_the_past_that_would_strand_a_later_one_is_refused(clerk):
    opinion = factory.make_opinion()
    factory.make_event(opinion, "submitted", date="2012-10-10")
    factory.make_event(opinion, "agreed", date="2013-02-08")
    with pytest.raises(StepRefused, match="After it, “agreed” of 8 February 2013 could not stand"):
        enter_step(by=clerk, opinion=opinion, event=event_of(kind="withdrawn", date="2012-12-01"))


def test_drafts_are_followed_by_drafts(clerk):
    opinion = factory.make_opinion()
    for kind, date in (("submitted", "2012-10-10"), ("agreed", "2013-02-08"), ("adopted", "2013-05-16")):
        enter_step(by=clerk, opinion=opinion, event=event_of(kind=kind, date=date))
    assert [event.kind for event in opinion.events.in_order()] == ["submitted", "agreed", "adopted"]
    opinion.refresh_from_db()
    assert opinion.stage == "start"  # readers see none of it


def test_keys_are_free_within_what_they_are_unique_in(clerk):
    one, other = factory.make_opinion(), factory.make_opinion()
    factory.make_amendment(one, key="change")
    factory.make_pledge(one, key="change")
    assert free_key(Amendment, "change", one) == "change-2"
    assert free_key(Amendment, "change", other) == "change"
    assert free_key(Pledge, "change", other) == "change-2"


def test_two_stances_of_one_stakeholder_get_two_keys(clerk):
    who = factory.make_stakeholder()
    stances = [{"stakeholder": who, "summary": f"Said {word}."} for word in ("one", "two")]
    rows = whole_step(factory.make_opinion(), clerk, stances=stances)
    keys = [row.key for row in rows if isinstance(row, Intervention)]
    assert len(set(keys)) == 2


# --- the page ----------------------------------------------------------------------------------


def test_page_offers_what_may_follow_and_prefills_the_context(desk):
    opinion = factory.make_path("submitted")
    meeting = factory.make_meeting(process=opinion.process, date="2013-02-06/2013-02-08")
    page = desk.get(place(opinion), {"meeting": meeting.slug}).content.decode()
    offered, _, refused = page.partition("What cannot follow while it is “submitted”")
    assert 'value="withdrawn"' in offered
    assert 'value="reintroduced"' in refused
    assert 'value="2013-02-06/2013-02-08"' in page
    assert f'<option value="{meeting.pk}" selected' in page


def test_step_is_entered_as_a_draft(desk):
    opinion = factory.make_opinion()
    source = factory.make_source()
    answer = desk.post(place(opinion), step(opinion, event__sources=[source.pk]), follow=True)
    event = opinion.events.get()
    assert (event.is_published, list(event.sources.all())) == (False, [source])
    assert "Entered as a draft" in answer.content.decode()


def test_step_is_sent_to_review_with_all_that_belongs_to_it(desk):
    opinion, who = factory.make_opinion(), factory.make_stakeholder()
    data = step(opinion, revision__label="Draft", revision__text="Considers.", revision__basis="official")
    data |= {
        "stances-0-stakeholder": who.pk,
        "stances-0-summary": "Supported it.",
        "stances-0-stance": "support",
    }
    data |= {"actors-1-stakeholder": who.pk, "actors-1-role": "author", "actors-0-role": "speaker"}
    answer = desk.post(place(opinion), data | {"_review": "1"})
    assert answer.status_code == 302, answer.context["form"].rows["stances"].errors
    review = Review.objects.get()
    assert {item.model for item in review.items.all()} == {Event, Revision, Intervention}
    assert [(actor.stakeholder, actor.role) for actor in opinion.events.get().actors.all()] == [
        (who, "author")
    ]


def test_next_one_can_follow_at_once(desk):
    opinion = factory.make_opinion()
    answer = desk.post(place(opinion), step(opinion) | {"_another": "1"})
    assert answer.url == place(opinion)


def test_refused_event_keeps_everything_that_was_typed(desk):
    opinion = factory.make_path("submitted", "withdrawn")
    data = step(opinion, event__kind="adopted", event__date="2013-05-16", revision__text="Many words.")
    data |= {"revision-label": "Draft", "revision-basis": "official", "pledges-0-subject": "A text on IPv6"}
    answer = desk.post(place(opinion), data)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "“adopted” cannot follow while the text is “withdrawn”." in page
    assert "Many words." in page
    assert 'value="A text on IPv6"' in page
    assert opinion.events.count() == 2


def test_error_of_a_row_stands_at_that_row(desk):
    opinion, who = factory.make_opinion(), factory.make_stakeholder()
    answer = desk.post(place(opinion), step(opinion) | {"stances-1-stakeholder": who.pk})
    form = answer.context["form"].rows["stances"][1]
    assert form.errors["summary"] == ["Say it in a sentence of your own."]
    assert not opinion.events.exists()


def test_more_rows_are_given_and_nothing_typed_is_lost(desk):
    opinion = factory.make_opinion()
    data = step(opinion, event__summary="It was tabled again.") | {"_more": "stances"}
    answer = desk.post(place(opinion), data)
    assert len(answer.context["form"].rows["stances"].forms) == 4
    assert "It was tabled again." in answer.content.decode()
    assert not opinion.events.exists()


def test_what_may_follow_on_a_date_is_shown_without_entering_or_losing_anything(desk):
    opinion = factory.make_opinion()
    factory.make_event(opinion, "submitted", date="2012-10-10")
    factory.make_event(opinion, "adopted", date="2013-05-16")
    data = step(opinion, event__date="2012-11", event__summary="", pledges__0__subject="A text on IPv6")
    answer = desk.post(place(opinion), data | {"_follow": "1"})
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "Where the text stood on that day (November 2012): <b>submitted</b>" in page
    assert 'value="A text on IPv6"' in page
    assert "errorlist" not in page
    assert opinion.events.count() == 2


def test_date_that_cannot_be_read_is_said_when_asked_what_may_follow(desk):
    opinion = factory.make_path("submitted")
    answer = desk.post(place(opinion), step(opinion, event__date="2013-02-30") | {"_follow": "1"})
    page = answer.content.decode()
    assert "names a day that is not in the calendar" in page
    assert "Where the text stands now: <b>submitted</b>" in page


def test_asking_for_more_rows_complains_of_nothing(desk):
    opinion = factory.make_opinion()
    data = step(opinion, event__summary="", stances__0__summary="Said.") | {"_more": "stances"}
    assert "errorlist" not in desk.post(place(opinion), data).content.decode()


def test_errors_are_listed_with_ways_to_their_fields(desk):
    opinion, who = factory.make_opinion(), factory.make_stakeholder()
    data = step(opinion, event__summary="", event__kind="") | {"stances-1-stakeholder": who.pk}
    page = desk.post(place(opinion), data).content.decode()
    for way in ("#kinds", "#id_event-summary", "#id_stances-1-summary"):
        assert f'<a href="{way}">' in page
    assert 'id="kinds"' in page


def test_first_button_of_the_form_enters_a_draft(desk):
    page = desk.get(place(factory.make_opinion())).content.decode().partition('class="next"')[2]
    first = page.index('type="submit"')
    assert 'value="Enter as a draft"' in page[first : first + 120]


@pytest.mark.parametrize("total", ["10000000", "-1", "x", ""])
def test_rows_are_bounded_whatever_is_asked(desk, total):
    opinion = factory.make_opinion()
    for more in ({}, {"_more": "stances"}):
        answer = desk.post(place(opinion), step(opinion) | {"stances-TOTAL_FORMS": total} | more)
        assert answer.status_code in (302, 422)
    assert opinion.events.count() <= 1


def test_page_is_closed_to_who_may_not_enter(client):
    opinion = factory.make_opinion()
    assert client.get(place(opinion)).status_code == 302
    client.force_login(factory.make_person())
    assert client.get(place(opinion)).status_code == 403


def test_opinion_that_is_not_there_is_not_found(desk):
    assert desk.get(reverse("admin:opinions_opinion_next", args=[10**9])).status_code == 404


def test_queries_of_the_page_do_not_grow_with_the_path(desk):
    opinion = factory.make_revision(factory.make_path("submitted")).opinion
    desk.get(place(opinion))
    with CaptureQueriesContext(connection) as few:
        desk.get(place(opinion))
    for _ in range(5):
        factory.make_event(opinion, "discussed", actors=[factory.make_stakeholder()])
        factory.make_revision(opinion)
    with CaptureQueriesContext(connection) as many:
        desk.get(place(opinion))
    assert len(many) == len(few) <= 20
