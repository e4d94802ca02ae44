"""Every list as page, CSV, JSON and feed: the same question, the same rows."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from documents.exports import LISTINGS as DOCUMENT_LISTS
from opinions.exports import INSTRUMENTS
from opinions.exports import LISTINGS as OPINION_LISTS
from tests.exports.reading import ATOM, HOST, body, csv_rows, entries, feed_of, json_of, links
from tests.factory import (
    make_adopted_opinion,
    make_contribution,
    make_event,
    make_opinion,
    make_process,
    make_revision,
    make_schedule_item,
    make_source,
    make_stakeholder,
    make_topic,
)
from tests.world import make_world

pytestmark = pytest.mark.django_db

LISTINGS = {listing.name: listing for listing in (*DOCUMENT_LISTS, *OPINION_LISTS)}
WITH_FEED = [name for name, listing in LISTINGS.items() if listing.has_feed]
# What on the page of a list is the address of a row, or the anchor that its address ends in.
ROWS = {
    "opinions": r'<th scope="row"><a href="(/opinions/[^"]+)"',
    "documents": r'<th scope="row" class="title"><a href="([^"]+)"',
    "stakeholders": r'<li><a href="(/stakeholders/[^"?]+/[^"]*)">',
    "meetings": r'<a href="(/meetings/[^"]+)"',
    "schedule": r'<tr id="(step-[^"]+)"',
    "sources": r'<th scope="row"><a href="(/sources/[^"]+)"',
    "positions": r'(?:href="[^"]*#|id=")(said-[^"]+)"',
    "pledges": r'<tr id="(pledge-[^"]+)"',
    "discrepancies": r'<article class="discrepancy" id="([^"]+)"',
    "not-known": r'<li[^>]*id="(gap-[^"]+)"',
    "instruments": r'href="(/instruments/[^"]+/)"',
}
QUESTIONS = {
    "opinions": ["?outcome=adopted", "?sort=-title", "?as_of=2012-12-31", "?q=nothing+of+the+kind"],
    "documents": ["?access=password", "?sort=date&kind=report", "?q=internet&as_of=2013-02-11"],
    "stakeholders": ["?category=member-state", "?q=a"],
    "positions": ["?category=civil-society"],
    "pledges": ["?fate=delivered"],
}
ASKED = [(name, question) for name in LISTINGS for question in ["", *QUESTIONS.get(name, [])]]


def on_the_page(client, name, question) -> set[str]:
    """What the page of a list, with all its further pages, shows as rows."""
    found, address = set(), f"/{name}/{question}"
    while address:
        content = body(client.get(address)).replace("&amp;", "&")
        main = content[content.index("<main") : content.index("</main>")]
        found |= set(re.findall(ROWS[name], main))
        following = re.search(r'<a rel="next" href="([^"]+)"', main)
        address = f"/{name}/{following[1]}" if following else ""
    return found


def as_shown(name, address) -> str:
    """An address as the page has it: without the host, or its anchor alone."""
    address = address.removeprefix(HOST)
    return address.partition("#")[2] if not ROWS[name].count("(/") and name != "documents" else address


@pytest.mark.parametrize(("name", "question"), ASKED)
def test_forms_of_a_list_have_the_rows_of_its_page(client, record, name, question):
    rows = json_of(client, f"/{name}.json{question}")["rows"]
    cells = csv_rows(client, f"/{name}.csv{question}")
    shown = [as_shown(name, row["address"]) for row in rows]
    assert set(shown) == on_the_page(client, name, question) and len(set(shown)) == len(shown)
    assert [row["address"] for row in cells] == [row["address"] for row in rows]
    if name in WITH_FEED:
        fed = links(entries(client, f"/{name}.atom{question}"))
        assert sorted(HOST + link for link in fed) == sorted(row["address"] for row in rows)


@pytest.mark.parametrize("name", LISTINGS)
def test_a_form_asks_the_same_number_of_queries_however_many_rows(client, name):
    world = make_world()
    endings = ["csv", "json", *(["atom"] if name in WITH_FEED else [])]
    body(client.get(f"/{name}.csv"))  # what texts cite is remembered
    before = [queries(client, f"/{name}.{ending}") for ending in endings]
    world.grow(2)
    body(client.get(f"/{name}.csv"))
    assert [queries(client, f"/{name}.{ending}") for ending in endings] == before
    assert max(before) <= 30


def queries(client, address) -> int:
    with CaptureQueriesContext(connection) as asked:
        body(client.get(address))
    return len(asked)


@pytest.mark.parametrize("name", LISTINGS)
def test_page_leads_to_its_forms_with_the_same_question(client, name):
    content = client.get(f"/{name}/?as_of=2013-02-11&page=1").content.decode()
    assert (
        f'<link rel="alternate" type="text/csv" title="CSV" href="/{name}.csv?as_of=2013-02-11">' in content
    )
    assert f'<a href="/{name}.json?as_of=2013-02-11" type="application/json">JSON</a>' in content
    assert (f"/{name}.atom" in content) == LISTINGS[name].has_feed


@pytest.mark.parametrize("name", LISTINGS)
def test_columns_have_names_of_their_own(name):
    names = LISTINGS[name].names
    assert len(set(names)) == len(names) and names[-1] == "address"


def test_computed_list_has_no_feed(client):
    assert client.get(f"/{INSTRUMENTS.name}.atom").status_code == 404


@pytest.mark.parametrize("ending", ["csv", "json", "atom"])
@pytest.mark.parametrize("question", ["outcome=nonsense", "as_of=yesterday", "outcome=open&outcome=open"])
def test_form_refuses_what_the_page_refuses(client, ending, question):
    assert client.get(f"/opinions/?{question}").status_code == 400
    response = client.get(f"/opinions.{ending}?{question}")
    assert response.status_code == 400 and "problem" in response.content.decode()


def test_form_is_only_read(client):
    assert client.post("/opinions.csv").status_code == 405


def test_ending_that_no_list_has_is_missing(client):
    assert client.get("/opinions.exe").status_code == 404


def test_file_says_as_of_which_day(client):
    make_opinion()
    response = client.get("/opinions.csv?as_of=2013-02-11")
    assert response["Content-Disposition"] == 'attachment; filename="opinions-as-of-2013-02-11.csv"'
    assert csv_rows(client, "/opinions.csv?as_of=2013-02-11")[0]["as_of"] == "2013-02-11"
    assert "as_of" not in csv_rows(client, "/opinions.csv")[0]
    told = json_of(client, "/opinions.json?as_of=2013-02-11")
    assert told["note"] == "As the public could know it on 11 February 2013." and told["count"] == 1
    subtitle = feed_of(client, "/opinions.atom?as_of=2013-02-11").find(f"{ATOM}subtitle").text
    assert subtitle.startswith("As the public could know it on 11 February 2013.")


def test_title_is_the_one_known_on_the_day(client):
    early, late = make_source(published="2012-11-30"), make_source(published="2013-06-01")
    opinion = make_adopted_opinion(title="The final title", short_title="IXPs", sources=[early])
    make_revision(opinion, title="The first title", sources=[early])
    make_revision(opinion, title="The final title", sources=[late])
    row = json_of(client, "/opinions.json?as_of=2012-12-31")["rows"][0]
    assert row["title"] == "The first title"
    for ending in ("csv", "json", "atom"):
        assert "The final title" not in body(client.get(f"/opinions.{ending}?as_of=2012-12-31"))
        assert "The final title" in body(client.get(f"/opinions.{ending}"))


def test_number_of_an_adopted_text_is_empty_before_it_was(client):
    early, late = make_source(published="2012-11-30"), make_source(published="2013-06-01")
    opinion = make_opinion(adopted_number="Opinion 5", sources=[early])
    make_event(opinion, "submitted", sources=[early])
    make_event(opinion, "adopted", sources=[late])
    row = json_of(client, "/opinions.json?as_of=2012-12-31")["rows"][0]
    assert row["adopted_number"] == "" and row["outcome"] != "adopted"
    assert json_of(client, "/opinions.json")["rows"][0]["adopted_number"] == "Opinion 5"


def test_topic_that_is_a_draft_is_not_named(client):
    process = make_process()
    make_opinion(process, topic=make_topic(process, published=False))
    assert json_of(client, "/opinions.json")["rows"][0]["topic"] is None


def test_what_came_of_a_step_is_not_told_before_all_its_sources_were_public(client):
    sources = [make_source(published="2012-11-30"), make_source(published="2013-06-01")]
    make_schedule_item(fate="late", outcome="It came late.", actual="2013-03-01", sources=sources)
    then = json_of(client, "/schedule.json?as_of=2012-12-31")["rows"][0]
    assert then["fate"] is None and then["actual"] is None
    assert "late" not in body(client.get("/schedule.atom?as_of=2012-12-31"))
    assert json_of(client, "/schedule.json")["rows"][0]["fate"] == "later than planned"


def test_sources_of_a_row_stand_with_their_places(client):
    source = make_source(key="S3")
    make_contribution(sources=[source], locator="S3 6.1; S9 2", confidence="high")
    row = json_of(client, "/documents.json")["rows"][0]
    assert row["sources"] == ["S3 6.1"] and row["confidence"] == "high"


def test_source_of_a_later_day_is_left_out(client):
    early, late = make_source(published="2012-11-30"), make_source(published="2013-06-01")
    make_contribution(sources=[early, late])
    row = json_of(client, "/documents.json?as_of=2012-12-31")["rows"][0]
    assert row["sources"] == [early.key]


def test_file_holds_more_rows_than_are_fetched_at_once(client, monkeypatch):
    monkeypatch.setattr("documents.listings.ROWS_AT_A_TIME", 2)
    for _ in range(5):
        make_contribution([make_stakeholder()])
    assert len(csv_rows(client, "/documents.csv")) == 5
    assert len(csv_rows(client, "/stakeholders.csv")) == 5


def test_feed_comes_in_pages(client):
    for _ in range(51):
        make_stakeholder()
    assert len(links(entries(client, "/stakeholders.atom?category=member-state"))) == 51
    assert client.get("/stakeholders.atom?page=3").status_code == 404
