"""Pages of meetings, processes, schedule: who met when, what came of it."""

import re

import pytest

from tests.factory import (
    make_adopted_opinion,
    make_body,
    make_contribution,
    make_event,
    make_fact,
    make_intervention,
    make_meeting,
    make_opinion,
    make_participation,
    make_process,
    make_schedule_item,
    make_session,
    make_source,
    make_stakeholder,
)
from tests.test_pages_documents import words
from tests.world import make_world

pytestmark = pytest.mark.django_db


def get(client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, address
    return response.content.decode()


def test_meetings_stand_under_their_process_by_date_with_their_sessions(client):
    process = make_process(title="The Forum process")
    forum = make_meeting(process=process, title="The Forum", date="2013-05-14/2013-05-16")
    make_session(forum, title="Opening", date="2013-05-14")
    make_meeting(process=process, title="First experts", date="2012-06-05")
    text = words(client.get("/meetings/"))
    places = [text.index(name) for name in ("The Forum process", "First experts", "The Forum,", "Opening")]
    assert places == sorted(places)


def test_process_of_most_meetings_stands_first_else_in_the_order_of_time(client):
    early, late = make_process(title="Early", date="2009"), make_process(title="Late", date="2014")
    large = make_process(title="Large", date="2011/2013")
    for process in (late, early, large, large):
        make_meeting(process=process)
    make_process(title="Without any", date="2001")
    text = words(client.get("/meetings/"))
    places = [text.index(name) for name in ("Large", "Early", "Late")]
    assert places == sorted(places)
    assert "Without any" not in text


def test_meetings_nobody_knows_yet_count_for_nothing(client):
    later = {"sources": [make_source(published="2013-06-01")]}
    early, late = (make_process(title=title, date=title[:4]) for title in ("2009 talks", "2011 talks"))
    make_meeting(process=early)
    for _ in range(2):
        make_meeting(process=late, **later)
    make_meeting(process=late)
    assert words(client.get("/meetings/")).index("2011 talks") < words(client.get("/meetings/")).index(
        "2009 t"
    )
    text = words(client.get("/meetings/?as_of=2013-02-11"))
    assert text.index("2009 talks") < text.index("2011 talks")


def test_bodies_can_be_linked(client):
    body = make_body(slug="ieg", name="Informal Experts Group", participation="Anybody.")
    assert body.get_absolute_url() == "/meetings/#body-ieg"
    assert 'id="body-ieg"' in get(client, "/meetings/")


def test_meeting_says_what_it_was(client):
    meeting = make_meeting(place="Geneva", hours="9:30–12:30")
    make_participation(meeting, person="Petko Kantchev", stakeholder=None, role="chair")
    text = words(client.get(meeting.get_absolute_url()))
    assert "10–12 October 2012 (9:30–12:30), Geneva." in text
    assert re.search(r"Chair Petko Kantchev", text)


def test_what_is_not_known_of_a_meeting_is_said(client):
    text = words(client.get(make_meeting(date="", status="not-confirmed").get_absolute_url()))
    assert "Date not found, place not found. No source confirms that it was held." in text
    assert "Chair not found" in text
    assert "No source found names who was there." in text


def test_decisions_stand_text_by_text_with_those_of_sessions(client):
    forum = make_meeting()
    session = make_session(forum)
    opinion = make_adopted_opinion(short_title="Broadband")
    make_event(opinion, "discussed", meeting=session, summary="Debated at length.")
    make_event(opinion, "cited", meeting=forum, summary="Cited at once.")
    text = words(client.get(forum.get_absolute_url()))
    assert text.count("Broadband") == 1
    assert text.index("Debated at length.") < text.index("Cited at once.")
    assert "Cited at once." not in words(client.get(session.get_absolute_url()))


def test_who_was_there_are_those_with_a_role_and_those_who_submitted_or_spoke(client):
    meeting = make_meeting()
    make_participation(meeting, stakeholder=make_stakeholder(short_name="Observer One"), role="observer")
    make_contribution([make_stakeholder(short_name="Submitter Two")], meeting=meeting)
    make_intervention(stakeholder=make_stakeholder(short_name="Speaker Three"), meeting=meeting)
    text = words(client.get(meeting.get_absolute_url()))
    assert "Observer One: observer" in text
    assert re.search(r"Submitted a document or spoke: (Speaker Three|Submitter Two), ", text)


def test_statement_on_no_text_has_its_anchor_where_its_address_leads(client):
    for where in ({"stakeholder": make_stakeholder()}, {"stakeholder": None, "speaker": "A delegate"}):
        said = make_intervention(stance="", meeting=make_meeting(), **where)
        said.opinion = None
        said.save()
        place, _, anchor = said.get_absolute_url().partition("#")
        assert f'id="{anchor}"' in get(client, place)


def test_session_leads_back_to_its_meeting(client):
    forum = make_meeting(short_title="WTPF-13")
    content = get(client, make_session(forum).get_absolute_url())
    assert f'<a href="{forum.get_absolute_url()}">WTPF-13</a>' in content


def test_page_of_everything_has_every_anchor_once(client):
    world = make_world()
    for address in world.addresses():
        ids = re.findall(r' id="([^"]+)"', get(client, address))
        assert len(ids) == len(set(ids)), address


def test_schedule_sets_planned_beside_actual(client):
    item = make_schedule_item(step="Report posted", actual="2013-03-15", fate="late", outcome="Posted.")
    text = words(client.get("/schedule/"))
    assert "1 February 2013 Report posted" in text
    assert "15 March 2013 Later than planned. Posted." in text
    assert f'id="step-{item.process.slug}-{item.number}"' in get(client, "/schedule/")


def test_step_of_which_nothing_is_known_says_so(client):
    make_schedule_item()
    assert "date not found Not known" in words(client.get("/schedule/"))


def test_step_as_of_a_day_does_not_tell_what_came_later(client):
    early, late = make_source(published="2012-11-14"), make_source(published="2013-03-20")
    step = {"step": "Report posted", "actual": "2013-03-15", "fate": "late", "outcome": "Posted."}
    make_schedule_item(**step, sources=[early, late])
    text = words(client.get("/schedule/?as_of=2012-12-01"))
    assert "Report posted" in text and "not known on this day" in text
    assert "Posted" not in text and "15 March" not in text
    assert "15 March 2013" in words(client.get("/schedule/?as_of=2013-04-01"))


def test_process_shows_its_texts_documents_and_facts(client):
    process = make_process(title="Fifth Forum")
    make_adopted_opinion(process=process, title="On exchange points", adopted_number="Opinion 1")
    make_contribution(process=process, kind="report")
    make_contribution(process=process, kind="report")
    fact = make_fact(process, text="It meets every four years.")
    content = get(client, process.get_absolute_url())
    text = words(client.get(process.get_absolute_url()))
    assert "In this record: 1 text, 2 documents." in text
    assert "On exchange points: adopted as Opinion 1" in text
    assert f'href="/documents/?process={process.slug}&amp;kind=report">report</a>' in content
    assert f'id="fact-{fact.key}"' in content


def test_body_of_a_process_is_one_that_met_in_it(client):
    meeting = make_meeting(body=make_body(name="Experts who met"))
    make_body(name="Strangers")
    text = words(client.get(meeting.process.get_absolute_url()))
    assert "Experts who met" in text
    assert "Strangers" not in text


def test_meeting_not_known_on_the_day_is_missing_and_says_so(client):
    meeting = make_meeting(sources=[make_source(published="2013-05-22")])
    response = client.get(f"{meeting.get_absolute_url()}?as_of=2013-02-11")
    assert response.status_code == 404
    assert "Nothing on this was public on 11 February 2013" in words(response)


def test_links_keep_the_day(client):
    known = {"sources": [make_source(published="2012-11-14")]}
    meeting = make_meeting(**known)
    make_event(make_opinion(**known), meeting=meeting, **known)
    content = get(client, f"{meeting.get_absolute_url()}?as_of=2013-02-11")
    assert re.search(r'href="/opinions/[^"]*\?as_of=2013-02-11#event-', content)
