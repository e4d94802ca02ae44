"""On a page of an earlier day, nothing tells what only a later source said."""

import pytest

from tests.factory import (
    make_amendment,
    make_contribution,
    make_intervention,
    make_meeting,
    make_opinion,
    make_pledge,
    make_process,
    make_revision,
    make_schedule_item,
    make_source,
    make_stakeholder,
    make_topic,
)

pytestmark = pytest.mark.django_db

DAY = "?as_of=2013-02-11"
LATER = "told afterwards"


def shown(client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, address
    return response.content.decode()


@pytest.fixture
def sources():
    """A report of October 2012 and one of May 2013: what rests on both is known in February in part."""
    return [make_source(published="2012-10-20"), make_source(published="2013-05-20")]


@pytest.fixture
def retitled(sources):
    """A text of two early versions, whose title came with a third in May 2013."""
    process = make_process(sources=sources)
    topic = make_topic(process, sources=sources)
    title = f"Opinion {LATER}"
    opinion = make_opinion(process, topic=topic, title=title, short_title="Broadband", sources=sources)
    first = make_revision(opinion, title="As first tabled", sources=sources)
    second = make_revision(opinion, based_on=[first], sources=sources)
    make_revision(opinion, based_on=[second], title=title, sources=sources[1:])
    return opinion


@pytest.mark.parametrize(
    "page",
    [
        "/opinions/",
        "{text}",
        "{text}revisions/1/",
        "{text}revisions/1/authorship/",
        "{text}revisions/1/fate/",
        "{text}compare/",
        "{text}compare/1...2/",
        "{process}",
        "{topic}",
    ],
)
def test_later_title_of_a_text_does_not_show(client, retitled, page):
    places = {"text": retitled, "process": retitled.process, "topic": retitled.topic}
    address = page.format(**{name: thing.get_absolute_url() for name, thing in places.items()})
    assert LATER not in shown(client, address + DAY)


@pytest.mark.parametrize("page", ["revisions/1/authorship/", "revisions/1/fate/", "compare/"])
def test_title_of_the_day_shows(client, retitled, page):
    address = retitled.get_absolute_url() + page
    assert "“As first tabled”" in shown(client, address + DAY).replace("</a>", "").replace(
        f'“<a href="{retitled.get_absolute_url()}{DAY}">', "“"
    )
    assert LATER in shown(client, address)


def make_late_things(sources) -> dict:
    """What has words that may look back on its whole path, by the field they stand in; with its page."""
    stakeholder = make_stakeholder(summary=LATER, sources=sources)
    meeting = make_meeting(summary=LATER, sources=sources)
    document = make_contribution([stakeholder], meeting=meeting, sources=sources)
    summed_up = make_contribution(summary=LATER, sources=sources)
    with_end = make_contribution(outcome=LATER, sources=sources)
    changed, planned = make_opinion(sources=sources), make_meeting(sources=sources)
    make_amendment(
        changed,
        fate_note=LATER,
        proposers=[stakeholder],
        contribution=document,
        meeting=planned,
        sources=sources,
    )
    promise = {"note": LATER, "stakeholders": [stakeholder], "meeting": planned, "sources": sources}
    make_pledge(changed, **promise, delivered_by=document, fate="delivered")
    step = make_schedule_item(meeting=planned, outcome=LATER, sources=sources)
    return {
        "stakeholder": stakeholder.get_absolute_url(),
        "meeting": meeting.get_absolute_url(),
        "session": planned.get_absolute_url(),
        "process": make_process(summary=LATER, sources=sources).get_absolute_url(),
        "document": document.get_absolute_url(),
        "summary": summed_up.get_absolute_url(),
        "outcome": with_end.get_absolute_url(),
        "text": changed.get_absolute_url(),
        "pledges": "/pledges/",
        "step": step.process.get_absolute_url(),
    }


@pytest.mark.parametrize(
    "thing",
    [
        "stakeholder",
        "meeting",
        "session",
        "process",
        "document",
        "summary",
        "outcome",
        "text",
        "pledges",
        "step",
    ],
)
def test_words_that_look_back_wait_for_their_last_source(client, sources, thing):
    address = make_late_things(sources)[thing]
    assert LATER in shown(client, address)
    assert LATER in shown(client, f"{address}?as_of=2013-05-20")
    assert LATER not in shown(client, address + DAY)


@pytest.mark.parametrize("page", ["/pledges/", "{text}", "{who}"])
def test_promise_kept_later_is_not_yet_known_to_be_kept(client, sources, page):
    who, text = make_stakeholder(sources=sources), make_opinion(sources=sources)
    kept_by = make_contribution(symbol="WTPF-IEG/3/77", sources=sources[:1])
    make_pledge(text, stakeholders=[who], delivered_by=kept_by, fate="delivered", sources=sources)
    address = page.format(text=text.get_absolute_url(), who=who.get_absolute_url())
    assert "WTPF-IEG/3/77" in shown(client, address)
    assert "WTPF-IEG/3/77" not in shown(client, address + DAY)
    assert "not known on this day" in shown(client, address + DAY).lower()


def test_proposal_taken_up_later_is_not_yet_known_to_be(client, sources):
    text = make_opinion(sources=sources)
    make_amendment(text, fate="accepted", sources=sources)
    assert "<strong>Accepted</strong>" in shown(client, text.get_absolute_url())
    early = shown(client, text.get_absolute_url() + DAY)
    assert "<strong>Accepted</strong>" not in early
    assert "Not known on this day" in early


def test_what_was_said_early_stays(client, sources):
    """Only what may look back is held back: a statement reported early shows with its early source."""
    who = make_stakeholder(sources=sources)
    make_intervention(stakeholder=who, opinion=None, summary="Spoke early.", sources=sources)
    assert "Spoke early." in shown(client, who.get_absolute_url() + DAY)


def test_promises_are_chosen_by_what_was_known_of_them(client):
    early, late = make_source(published="2012-11-30"), make_source(published="2013-06-01")
    make_pledge(fate="delivered", subject="Kept, as was said at once", sources=[early])
    make_pledge(fate="delivered", subject="Kept, as was said later", sources=[early, late])

    def shown(query):
        page = client.get(f"/pledges/{query}").content.decode()
        return ["said at once" in page, "said later" in page]

    assert shown("?fate=delivered") == [True, True]
    assert shown("?fate=delivered&as_of=2012-12-31") == [True, False]
    assert shown("?fate=unknown&as_of=2012-12-31") == [False, True]
    rows = client.get("/pledges.json?fate=unknown&as_of=2012-12-31").getvalue().decode()
    assert "said later" in rows and "said at once" not in rows
