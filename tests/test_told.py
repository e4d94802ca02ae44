"""A sentence that names who did something does not have the name before it again."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.models import Stakeholder
from documents.sentences import name_first
from documents.templatetags.wording import naming
from opinions.models import Event, Intervention
from tests.factory import (
    make_contribution,
    make_event,
    make_intervention,
    make_meeting,
    make_stakeholder,
)

UK = {"name": "United Kingdom", "short_name": "UK"}


@pytest.mark.parametrize(
    ("sentence", "named", "rest"),
    [
        ("The United Kingdom said so.", "The United Kingdom", " said so."),
        ("UK said so.", "UK", " said so."),
        ("The UK, with others, said so.", "The UK", ", with others, said so."),
        ("the United Kingdom’s delegate spoke.", "the United Kingdom", "’s delegate spoke."),
    ],
)
def test_sentence_is_split_after_its_name(sentence, named, rest):
    assert name_first(sentence, UK.values()) == (named, rest)


@pytest.mark.parametrize(
    "sentence", ["", "The", "Ukraine said so.", "He, the United Kingdom, said so.", "UKs", "The UK2"]
)
def test_sentence_that_begins_otherwise_is_not_split(sentence):
    assert name_first(sentence, UK.values()) is None


def test_longest_name_is_taken():
    assert name_first("ISOC Bulgaria wrote.", ["ISOC", "ISOC Bulgaria"]) == ("ISOC Bulgaria", " wrote.")


def test_no_name_splits_nothing():
    assert name_first("The Chair spoke.", ["", "The "]) is None


@given(st.text(max_size=40), st.lists(st.text(max_size=10), max_size=3))
def test_split_sentence_is_whole(sentence, names):
    found = name_first(sentence, names)
    assert found is None or "".join(found) == sentence


@pytest.mark.parametrize(
    "summary", ["The Internet Society wrote.", "ISOC wrote.", "Internet Society (ISOC) wrote."]
)
def test_name_short_name_and_name_without_its_brackets_count(summary):
    isoc = Stakeholder(name="Internet Society (ISOC)", short_name="ISOC")
    assert naming(summary, isoc)[1] == " wrote."


def test_who_is_not_named_has_no_name_to_split_after():
    assert naming("Delegates asked.", "") is None
    assert naming("Delegates asked", "delegates (not named)") == ("Delegates", " asked.")


# --- on pages ----------------------------------------------------------------------------------


def line(client, thing) -> str:
    response = client.get(thing.get_absolute_url())
    assert response.status_code == 200
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", "", response.content.decode().partition("<main")[2]))


def said(**fields) -> Intervention:
    document = make_contribution(meeting=make_meeting())
    return make_intervention(meeting=document.meeting, contribution=document, **fields)


@pytest.mark.django_db
@pytest.mark.parametrize("place", ["meeting", "contribution"])
def test_statement_names_who_made_it_once(client, place):
    row = said(summary="The United Kingdom said so.", stakeholder=make_stakeholder(**UK))
    text = line(client, getattr(row, place))
    assert "2012. The United Kingdom said so. On" in text
    assert "UK: The" not in text


@pytest.mark.django_db
def test_name_in_the_sentence_leads_to_the_stakeholder(client):
    uk = make_stakeholder(**UK)
    row = said(summary="The United Kingdom said so", stakeholder=uk)
    content = client.get(row.meeting.get_absolute_url() + "?as_of=2013-01-01").content.decode()
    assert f'<a href="{uk.get_absolute_url()}?as_of=2013-01-01">The United Kingdom</a> said so.' in content


@pytest.mark.django_db
def test_statement_that_names_nobody_first_has_the_name_before_it(client):
    row = said(summary="It said so.", stakeholder=make_stakeholder(**UK))
    assert "UK: It said so." in line(client, row.meeting)


@pytest.mark.django_db
def test_person_who_spoke_is_named_after_the_name(client):
    row = said(summary="The UK said so.", stakeholder=make_stakeholder(**UK), speaker="A. Smith")
    assert "The UK (A. Smith) said so." in line(client, row.meeting)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("summary", "shown"),
    [
        ("Delegates asked.", "Delegates (not named) asked."),
        ("It was asked.", "Delegates (not named): It was asked."),
    ],
)
def test_speaker_without_a_name_is_said_once(client, summary, shown):
    row = said(summary=summary, stakeholder=None, speaker="delegates (not named)")
    assert shown in line(client, row.meeting)


@pytest.mark.django_db
def test_page_of_the_stakeholder_keeps_the_sentence(client):
    uk = make_stakeholder(**UK)
    said(summary="The United Kingdom said so.", stakeholder=uk)
    assert "2012. The United Kingdom said so." in line(client, uk)


def acted(*actors, summary) -> Event:
    document = make_contribution(meeting=make_meeting())
    given = {"contribution": document, "meeting": document.meeting, "date": "2012-10-10"}
    return make_event(actors=actors, summary=summary, **given)


@pytest.mark.django_db
def test_event_names_its_one_actor_once(client):
    event = acted(make_stakeholder(**UK), summary="The United Kingdom tabled it.")
    assert "Submitted: The United Kingdom tabled it." in line(client, event.meeting)
    assert "submitted. The United Kingdom tabled it." in line(client, event.contribution)


@pytest.mark.django_db
def test_event_names_several_actors_before_its_sentence(client):
    event = acted(make_stakeholder(**UK), make_stakeholder(short_name="Iran"), summary="The UK tabled it.")
    assert re.search(r"Submitted \((UK, Iran|Iran, UK)\): The UK tabled it\.", line(client, event.meeting))


@pytest.mark.django_db
def test_event_whose_sentence_begins_otherwise_names_its_actor(client):
    event = acted(make_stakeholder(**UK), summary="It was tabled.")
    assert "Submitted (UK): It was tabled." in line(client, event.meeting)
    assert "submitted (UK). It was tabled." in line(client, event.contribution)


@pytest.mark.django_db
def test_names_and_sentences_are_escaped(client):
    row = said(summary="<b>Bad</b> said <i>so</i>.", stakeholder=make_stakeholder(short_name="<b>Bad</b>"))
    content = client.get(row.meeting.get_absolute_url()).content.decode()
    assert "&lt;b&gt;Bad&lt;/b&gt;</a> said &lt;i&gt;so&lt;/i&gt;." in content


@pytest.mark.django_db
def test_no_page_of_the_record_says_a_name_twice_in_a_row(client, record):
    rows = Intervention.objects.published().exclude(meeting=None).select_related("meeting")
    for meeting in {row.meeting for row in rows}:
        text = line(client, meeting)
        assert not re.search(r"\b([A-Z]\w+(?: [A-Z]\w+)?): The \1\b", text), meeting
