"""Pages of stakeholders and sources: what somebody did, and what rests on a source."""

import re

import pytest

from documents.resting import fact_counts, facts_by_model, in_full, sourced_models
from tests.factory import (
    make_account,
    make_adopted_opinion,
    make_amendment,
    make_contribution,
    make_discrepancy,
    make_event,
    make_fact,
    make_intervention,
    make_meeting,
    make_open_process,
    make_opinion,
    make_other_title,
    make_participation,
    make_pledge,
    make_relation,
    make_revision,
    make_source,
    make_stakeholder,
)
from tests.test_pages_documents import words
from tests.world import make_world

pytestmark = pytest.mark.django_db


def get(client, thing, query="") -> str:
    response = client.get(thing.get_absolute_url() + query)
    assert response.status_code == 200
    return words(response)


def test_stakeholder_shows_what_it_submitted_said_promised_and_proposed(client):
    cisco = make_stakeholder(name="Cisco")
    make_contribution([cisco], title="Editing points")
    make_pledge(stakeholders=[cisco, make_stakeholder(short_name="UK")], subject="A text on ENUM.")
    make_intervention(stakeholder=cisco, summary="It asked for a split.")
    make_amendment(proposers=[cisco], summary="A comma moved", fate_note="Nobody objected.")
    make_event(actors=[cisco], summary="It spoke first.")
    text = get(client, cisco)
    assert "In this record: 1 document, 1 promised text, 1 statement, 1 proposed change." in text
    assert "Cisco" in text
    assert re.search(r"State \d+, UK: A text on ENUM\. Whether it came: not known\.", text)
    assert "A comma moved. Proposed by" in text
    assert "What came of it: not known. Nobody objected." in text
    for said in ("Editing points", "It asked for a split.", "It spoke first."):
        assert said in text


def test_stakeholder_of_whom_nothing_is_recorded_says_so(client):
    assert "This record names it, and nothing more." in get(client, make_stakeholder())


def test_stances_stand_text_by_text_each_once(client):
    state = make_stakeholder()
    opinion = make_adopted_opinion(short_title="Broadband", adopted_number="Opinion 2")
    for stance, declared in (("amend", True), ("amend", True), ("support", False)):
        make_intervention(opinion, stance, stakeholder=state, declared=declared)
    still_open = make_opinion(make_open_process(), short_title="Exchange points")
    make_intervention(still_open, "support", stakeholder=state)
    text = get(client, state)
    wanted = "Broadband, which was adopted as Opinion 2: wants a change, support (our reading)."
    assert wanted in text
    assert "Exchange points, which has not ended: support." in text


def test_meetings_of_a_stakeholder_are_those_it_was_at_wrote_to_or_spoke_at(client):
    state, others = make_stakeholder(), [make_meeting(short_title=f"Round {n}") for n in "ABC"]
    make_participation(others[0], stakeholder=state)
    make_contribution([state], meeting=others[1])
    make_intervention(stakeholder=state, meeting=others[2])
    make_meeting(short_title="Round D")
    text = get(client, state)
    assert re.search(r"Meetings( ?Round [ABC],?){3}", text)
    assert "Round D" not in text


def test_actor_with_two_roles_is_named_once(client):
    state = make_stakeholder(short_name="Saudi Arabia")
    event = make_event(actors=[state])
    event.actors.create(stakeholder=state, role="presenter", order=2)
    assert "(Saudi Arabia)" in get(client, state)


def test_parts_and_whole_lead_to_each_other(client):
    whole = make_stakeholder(name="The Registries")
    part = make_stakeholder(name="One Registry", parent=whole)
    assert "Parts One Registry" in get(client, whole).replace("Parts", "Parts ")
    assert "The Registries" in get(client, part)


def test_what_cisco_promised_in_october_2012(client, record):
    text = words(client.get("/stakeholders/cisco/"))
    promised = text[text.index("What it promised") : text.index("What it submitted")]
    for subject in ("ENUM", "ccTLDs", "quality of service"):
        assert subject in promised
    assert promised.count("10–12 October 2012. ") == 3
    assert promised.count("Whether it came: not known") == 3


def test_every_kind_of_fact_is_found_under_its_source():
    source = make_source()
    world = make_world()
    opinion, one = make_opinion(sources=[source]), {"sources": [source]}
    make_other_title(opinion, **one)
    make_relation(opinion, make_opinion(), **one)
    make_account(make_discrepancy(accounts=0), **one)
    make_fact(**one)
    make_revision(opinion, **one)
    assert {model.__name__ for model in sourced_models()} >= {"Account", "Fact", "Revision", "Event"}
    found = facts_by_model(source)
    assert sum(len(facts) for _, facts in found) == fact_counts()[source.pk] == 6
    assert fact_counts()[world.source.pk] > 10


def test_draft_rests_on_nothing():
    source = make_source()
    make_fact(sources=[source], published=False)
    assert fact_counts()[source.pk] == 0
    assert facts_by_model(source) == []


def test_facts_of_a_source_have_their_place_and_lead_to_where_they_show(client):
    source = make_source(key="S3")
    meeting = make_meeting(sources=[source], locator="U1 2; S3 6.1", confidence="high")
    content = client.get(source.get_absolute_url()).content.decode()
    assert f'<a href="{meeting.get_absolute_url()}">' in content
    assert "At 6.1; confidence high." in content


def test_cut_name_is_given_in_full():
    said = make_intervention(
        summary="It asked for this. " * 20, stakeholder=make_stakeholder(short_name="UK")
    )
    assert in_full(said) == ("UK: " + said.summary, "")


def test_source_says_when_it_was_published_and_how_that_is_known(client):
    source = make_source(published="2012-11-14?", published_note="By its own annex.", other_addresses="")
    assert "14 November 2012 (uncertain). By its own annex." in get(client, source)
    assert "Published Not known" in get(client, make_source(published="")).replace("Published", "Published ")


def test_sources_stand_by_kind_in_the_order_of_their_numbers_with_counts(client):
    for key in ("U10", "U9", "U2"):
        make_source(key=key, kind="press")
    ninth = make_source(key="S9", kind="official")
    make_fact(sources=[ninth])
    text = words(client.get("/sources/"))
    places = [text.index(key) for key in ("Official document", "S9", "Press", "U2", "U9", "U10")]
    assert places == sorted(places)
    assert re.search(r"S9 Report \d+ not stated 30 November 2012 1 ", text)


def test_source_counts_as_of_a_day_are_of_that_day(client):
    early, late = make_source(published="2012-11-14"), make_source(published="2013-05-22")
    make_fact(sources=[early, late])
    make_fact(sources=[late])
    assert fact_counts()[late.pk] == 2
    assert late.title not in words(client.get("/sources/?as_of=2013-02-11"))


def test_documents_without_symbol_stand_in_quotation_marks_where_something_was_said(client):
    state = make_stakeholder()
    make_intervention(
        stakeholder=state, contribution=make_contribution(symbol="", slug="x", title="A plain title")
    )
    make_intervention(stakeholder=state, contribution=make_contribution(symbol="WTPF-IEG/2/7"))
    text = get(client, state)
    assert "In “A plain title”." in text and "In WTPF-IEG/2/7." in text


def test_text_of_a_stakeholder_says_which_version_it_was_and_how_the_text_ended(client):
    state = make_stakeholder()
    opinion = make_adopted_opinion(short_title="Broadband")
    make_revision(opinion, label="Merged draft")
    make_revision(opinion, label="State draft", sponsors=[state])
    text = re.sub(r"\s+", " ", get(client, state))
    assert re.search(r"State draft ?: version 2 of Broadband ?, adopted", text)


def test_proposers_whom_no_source_names_are_said_in_a_sentence(client):
    state = make_stakeholder()
    make_amendment(proposers=[], proposer_note="not named", meeting=(meeting := make_meeting()))
    assert "Who proposed it: not named." in words(client.get(meeting.get_absolute_url()))
    assert "Who proposed it" not in get(client, state)
