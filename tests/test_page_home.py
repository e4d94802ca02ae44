"""The first page: every text as a line, every line a link, the same facts in words."""

import pytest

from tests.factory import (
    make_adopted_opinion,
    make_body,
    make_event,
    make_gap,
    make_meeting,
    make_opinion,
    make_path,
    make_process,
    make_revision,
    make_source,
    make_stakeholder,
    make_topic,
    make_withdrawn_opinion,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def process():
    process = make_process(short_title="WTPF-13")
    body = make_body(abbreviation="IEG")
    make_meeting(process=process, body=body, column="IEG 2", date="2012-10-10/2012-10-12")
    make_meeting(process=process, body=body, column="IEG 3", date="2013-02-06/2013-02-08")
    return process


def page(client, query=""):
    response = client.get("/" + query)
    assert response.status_code == 200
    return response.content.decode()


def test_home_without_any_record(client):
    assert "Nothing of this negotiation was public yet" in page(client)


def test_home_shows_each_text_with_its_end(client, process):
    make_adopted_opinion(process=process, short_title="Exchange points", adopted_number="Opinion 1")
    make_withdrawn_opinion(process=process, short_title="Inclusivity")
    text = page(client)
    assert "adopted: Opinion 1" in text and "Inclusivity" in text and "withdrawn" in text


def test_home_line_is_a_link(client, process):
    opinion = make_adopted_opinion(process=process)
    assert f'<a href="{opinion.get_absolute_url()}" class="row is-adopted"' in page(client)


def test_home_keeps_drafts_back(client, process):
    make_adopted_opinion(process=process)
    make_opinion(process=process, short_title="Not out yet", published=False)
    assert "Not out yet" not in page(client)


def test_home_keeps_draft_events_back(client, process):
    opinion = make_opinion(process=process)
    make_path("submitted", opinion=opinion)
    make_event(opinion, "adopted", published=False)
    assert "is-adopted" not in page(client).split("legend")[0]


def test_home_escapes_titles(client, process):
    make_adopted_opinion(process=process, short_title="<script>alert(1)</script>")
    text = page(client)
    assert "<script>" not in text and "&lt;script&gt;" in text


def test_home_names_the_authors_of_drafts(client, process):
    opinion = make_opinion(process=process)
    draft = make_revision(opinion, sponsors=[make_stakeholder(short_name="Ruritania")])
    make_event(opinion, "submitted", revision=draft)
    assert "Ruritania" in page(client)


def test_home_as_of_leaves_later_facts_out(client, process):
    early, late = make_source(published="2012-10-20"), make_source(published="2013-05-20")
    opinion = make_opinion(process=process, sources=[early], short_title="Broadband")
    make_path("submitted", opinion=opinion, sources=[early])
    make_event(opinion, "adopted", date="2013-05-16", sources=[late])
    text = page(client, "?as_of=2013-02-11")
    assert "none adopted yet" in text and "Broadband" in text and ">open" in text
    assert "11 February 2013" in text


def test_home_as_of_before_everything(client, process):
    make_adopted_opinion(process=process)
    assert "Nothing was public yet on this day" in page(client, "?as_of=1999-01-01")


def test_home_as_of_is_carried_to_the_texts(client, process):
    opinion = make_adopted_opinion(process=process)
    assert f'href="{opinion.get_absolute_url()}?as_of=2014-01-01"' in page(client, "?as_of=2014-01-01")


@pytest.mark.parametrize("day", ["yesterday", "2013-02-30", "20130211", "2013-2-1", "9" * 400])
def test_home_refuses_what_is_not_a_day(client, day):
    response = client.get("/", {"as_of": day})
    assert response.status_code == 400 and "is not a day" in response.content.decode()


def test_home_counts_topics(client, process):
    make_topic(process)
    make_adopted_opinion(process=process)
    assert "One topic was on the table" in page(client)


def test_home_names_no_draft_beside_what_is_published(client, process):
    hidden = {"published": False}
    opinion = make_opinion(process=process, short_title="Broadband")
    draft = make_revision(opinion, sponsors=[make_stakeholder(short_name="Nowhereland", **hidden)])
    make_event(opinion, "submitted", revision=draft)
    there = make_meeting(process=process, place="Hall, Hiddentown", **hidden)
    make_event(opinion, "adopted", date="2013-05-16", meeting=there)
    make_opinion(process=make_process(title="Process of drafts"), **hidden)
    text = page(client)
    assert "Broadband" in text and "was adopted on 16 May 2013" in text
    for unseen in ("Nowhereland", "Hiddentown", "Process of drafts"):
        assert unseen not in text


def test_home_as_of_names_no_later_process_author_or_open_question(client, process):
    early, late = make_source(published="2012-10-20"), make_source(published="2013-05-20")
    opinion = make_opinion(process=process, sources=[early])
    author = make_stakeholder(short_name="Lateland", sources=[late])
    draft = make_revision(opinion, sponsors=[author], label="First draft", sources=[early])
    make_event(opinion, "submitted", revision=draft, sources=[early])
    make_opinion(process=make_process(title="Later process", date="2014-10", sources=[late]))
    make_gap(process, what="who voted in May")
    now, then = page(client), page(client, "?as_of=2013-02-11")
    for late_words in ("Lateland", "Later process", "ho voted in May"):
        assert late_words in now and late_words not in then


def test_home_queries_do_not_grow(client, process, django_assert_num_queries):
    def fill(number):
        for _ in range(number):
            opinion = make_adopted_opinion(process=process)
            sponsor = make_stakeholder()
            draft = make_revision(opinion, sponsors=[sponsor])
            make_event(opinion, "submitted", revision=draft, actors=[sponsor])

    fill(2)
    with django_assert_num_queries(17, exact=False) as counted:
        page(client)
    before = len(counted)
    fill(6)
    with django_assert_num_queries(before):
        page(client)


def test_home_answers_get_and_head_only(client):
    assert client.post("/").status_code == 405
    assert client.head("/").status_code == 200


def test_home_has_a_form_to_choose_the_day(client, process):
    make_adopted_opinion(process=process)
    text = page(client, "?as_of=2013-02-11")
    assert '<input type="date" id="day" name="as_of" required value="2013-02-11">' in text
    assert text.count('class="day"') == 1


def test_home_leaves_out_what_merely_happened_meanwhile(client, process):
    opinion = make_opinion(process=process, short_title="Broadband")
    make_event(opinion, "submitted", date="2012-10-10")
    make_event(opinion, "background", date="2015")
    text = page(client)
    assert "Broadband: submitted" in text and "meanwhile" not in text


def test_home_table_says_what_came_before_a_meeting(client, process):
    opinion = make_opinion(process=process)
    for kind in ("submitted", "commented"):
        make_event(opinion, kind, date="2013-01-10")
    assert "submitted and commented on beforehand" in page(client)


def test_home_names_the_process(client, process):
    make_adopted_opinion(process=process)
    assert f'<a href="{process.get_absolute_url()}">{process.title}</a>' in page(client)
