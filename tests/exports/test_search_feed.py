"""What a search finds as a feed: the hits of the page and its files, the newest publication first."""

import datetime

import pytest

from documents.search import index
from tests.exports.reading import ATOM, body, csv_rows, entries, feed_of, links
from tests.factory import make_event, make_opinion, make_revision
from tests.world import make_world, queries_of

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "question", ["q=internet", 'q="exchange+points"', "q=brazil&kind=event", "q=nothingatall"]
)
@pytest.mark.parametrize("day", ["", "&as_of=2013-02-11"])
def test_feed_has_the_hits_of_the_files(client, record, question, day):
    found = links(entries(client, f"/search.atom?{question}{day}"))
    rows = [
        row["address"].removeprefix("http://testserver")
        for row in csv_rows(client, f"/search.csv?{question}{day}")
    ]
    assert sorted(found) == sorted(set(rows)) and len(set(found)) == len(found)


def test_newest_publication_comes_first(client):
    opinion = make_opinion()
    moments = [datetime.datetime(2026, 3, day, tzinfo=datetime.UTC) for day in (4, 2, 9)]
    for moment in moments:
        make_event(opinion, summary="Walrus seen.", published_at=moment)
    index.rebuild()
    found = entries(client, "/search.atom?q=walrus")
    told = [entry.findtext(f"{ATOM}updated") for entry in found]
    assert told == sorted(told, reverse=True) and len(told) == 3
    assert all(entry.findtext(f"{ATOM}title").startswith("Event: ") for entry in found)


def test_feed_of_a_search_is_whole_and_stays_the_same_when_nothing_changed(client):
    make_revision(text="A walrus & a <b>seal</b>.")
    index.rebuild()
    first = client.get("/search.atom?q=walrus")
    root = feed_of(client, "/search.atom?q=walrus")
    assert root.findtext(f"{ATOM}title") == "Search: walrus – WTPF Tracker"
    ids = [one.text for one in root.iter(f"{ATOM}id")]
    assert len(set(ids)) == len(ids) == 2 and all(one.startswith("tag:") for one in ids)
    assert "&amp;lt;b&amp;gt;" in body(first) or "&lt;b" in root.find(f"{ATOM}entry/{ATOM}summary").text
    again = client.get("/search.atom?q=walrus", headers={"if-none-match": first["ETag"]})
    assert again.status_code == 304


def test_feed_of_a_search_asks_a_fixed_number_of_queries(client):
    world = make_world()
    index.rebuild()
    few = queries_of(client, "/search.atom?q=draft")
    world.grow(3)
    index.rebuild()
    assert queries_of(client, "/search.atom?q=draft") == few <= 10


def test_search_page_leads_to_its_feed(client):
    make_revision(text="A walrus.")
    index.rebuild()
    content = body(client.get("/search/?q=walrus"))
    assert 'type="application/atom+xml" title="Atom" href="/search.atom?q=walrus"' in content
    assert '<a href="/search.alert?q=walrus" type="text/html">e-mail</a>' in content
