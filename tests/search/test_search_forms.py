"""The hits of a search as CSV and JSON: those of the page, in its order, with the same choices."""

import csv
import io
import json
import re

import pytest

from documents.search import index
from tests.factory import make_event, make_opinion, make_process, make_source

pytestmark = pytest.mark.django_db


@pytest.fixture
def hits():
    """Twenty-five texts and a draft with a word in common, and an event that has it too."""
    process = make_process()
    for number in range(25):
        make_opinion(process, title=f"Broadband {number:02}", short_title=f"Broadband {number:02}")
    make_opinion(process, title="Broadband unseen", published=False)
    make_event(make_opinion(process), summary="Broadband was discussed.")
    index.rebuild()


def whole(answer) -> str:
    return b"".join(answer.streaming_content).decode("utf-8-sig")


def on_pages(client, query: str) -> list[str]:
    """The addresses of the hits of every page."""
    found = []
    for number in (1, 2):
        content = client.get(f"/search/?{query}&page={number}").content.decode()
        part = content[content.index('<ol class="hits"') : content.index("</ol>")]
        found += re.findall(r'<h2[^>]*><a href="([^"]+)"', part) or re.findall(
            r'<li><[^>]*>\s*<a href="([^"]+)"', part
        )
        if 'rel="next"' not in content:
            break
    return found


@pytest.mark.parametrize("query", ["q=broadband", "q=broadband&kind=opinion", "q=broadband+-05"])
def test_csv_and_json_have_the_hits_of_the_page_in_order(client, hits, query):
    rows = list(csv.DictReader(io.StringIO(whole(client.get(f"/search.csv?{query}")))))
    found = json.loads(whole(client.get(f"/search.json?{query}")))
    places = [row["address"].removeprefix("http://testserver") for row in rows]
    assert places == [row["address"].removeprefix("http://testserver") for row in found["rows"]]
    assert places == on_pages(client, query)
    assert found["count"] == len(rows) > 20


def test_rows_say_what_was_found_and_where(client, hits):
    found = json.loads(whole(client.get("/search.json?q=discussed")))
    assert [(row["kind"], row["title"].split(":")[0]) for row in found["rows"]][0][0] == "event"
    assert "discussed" in found["rows"][0]["excerpt"]


def test_no_question_has_no_rows(client, hits):
    assert json.loads(whole(client.get("/search.json")))["rows"] == []


def test_what_was_not_known_on_a_day_is_no_row(client):
    make_opinion(title="Broadband later", sources=[make_source(published="2013-05-16")])
    index.rebuild()
    assert json.loads(whole(client.get("/search.json?q=broadband")))["count"] == 1
    assert json.loads(whole(client.get("/search.json?q=broadband&as_of=2013-02-11")))["count"] == 0


def test_bad_day_is_said(client):
    assert client.get("/search.csv?q=broadband&as_of=soon").status_code == 400


def test_page_leads_to_its_other_forms(client, hits):
    content = client.get("/search/?q=broadband&kind=opinion").content.decode()
    for ending in ("csv", "json"):
        assert f'href="/search.{ending}?q=broadband&amp;kind=opinion"' in content
