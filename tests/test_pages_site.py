"""Pages about the site: what it is, what was published last, and what leads nowhere."""

import datetime
import re

import pytest
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.template.loader import render_to_string
from django.urls import path

from tests.factory import (
    make_contribution,
    make_event,
    make_fact,
    make_intervention,
    make_meeting,
    make_opinion,
    make_source,
    make_stakeholder,
)
from tests.test_pages_documents import words
from wtpf_tracker import urls as site
from wtpf_tracker.published import PublishedRows

pytestmark = pytest.mark.django_db


def day(number: int) -> datetime.datetime:
    return datetime.datetime(2021, 1, number, tzinfo=datetime.UTC)


def test_about_explains_what_pages_link_to(client):
    content = client.get("/about/").content.decode()
    for anchor in ("sources", "confidence", "summaries", "dates", "as-of", "cite", "errors"):
        assert f'id="{anchor}"' in content


def test_about_counts_what_is_published(client):
    make_fact(published=False)
    make_contribution([make_stakeholder()], sources=[make_source()])
    content = client.get("/about/").content.decode()
    assert '<strong class="number">1</strong> document</li>' in content
    assert '<strong class="number">0</strong> events</li>' in content


def test_about_defines_each_degree_of_confidence(client):
    text = words(client.get("/about/"))
    assert re.search(r"High ?An official document.* Medium ?One secondary source.* Low ?Our reading", text)


def test_changes_newest_publication_first_then_newest_happening():
    old = make_event(date="2013-05-16", published_at=day(1))
    new = make_meeting(date="2012-06-05", published_at=day(3))
    newer = make_contribution(date="2013-03-15", published_at=day(3), process=new.process)
    rows = [row for _, _, row in PublishedRows()[0:50]]
    assert [row for row in rows if row in (old, new, newer)] == [newer, new, old]


def test_changes_leave_out_drafts_and_what_stands_under_them():
    draft = make_opinion(published=False)
    event = make_event(draft)
    make_fact(published=False)
    rows = PublishedRows()
    shown = [row for _, _, row in rows[0:500]]
    assert draft not in shown
    assert event not in shown
    assert len(rows) == len(shown)


def test_changes_come_in_pages_and_by_day(client):
    for number in range(60):
        make_source(title=f"Source number {number}", published_at=day(1 + number // 30))
    first, second = words(client.get("/changes/")), words(client.get("/changes/?page=2"))
    assert "2 January 2021" in first
    assert "1 January 2021" in second
    assert "2 January 2021" not in second


def test_changes_say_a_statement_in_full_and_lead_to_it(client):
    said = make_intervention(summary="It spoke of many things. " * 9)
    content = client.get("/changes/").content.decode()
    assert said.summary.strip() in content
    assert f'href="{said.get_absolute_url()}"' in content


def test_no_change_yet(client):
    assert "Nothing has been published yet." in words(client.get("/changes/"))


@pytest.mark.parametrize(
    ("make", "wrong"),
    [
        (lambda: make_meeting(slug="ieg-2"), "/meetings/ieg2/"),
        (lambda: make_stakeholder(slug="cisco"), "/stakeholders/sisco/"),
        (lambda: make_source(key="U36"), "/sources/U361/"),
        (lambda: make_opinion(slug="inclusivity"), "/opinions/inclusiveness/"),
    ],
)
def test_missing_page_suggests_the_nearest_name(client, make, wrong):
    thing = make()
    response = client.get(wrong)
    assert response.status_code == 404
    assert f'href="{thing.get_absolute_url()}"' in response.content.decode()


def test_missing_page_does_not_suggest_drafts(client):
    make_meeting(slug="ieg-2", published=False)
    assert "Did you mean" not in words(client.get("/meetings/ieg2/"))


def test_missing_page_without_anything_near_leads_to_the_lists(client):
    content = client.get("/nothing/of/the/kind/").content.decode()
    for address in ("/documents/", "/opinions/", "/meetings/", "/stakeholders/", "/"):
        assert f'href="{address}"' in content


def test_missing_page_names_what_was_asked_escaped(client):
    content = client.get("/documents/<script>alert(1)</script>/").content.decode()
    assert "<script>" not in content
    assert "&lt;script&gt;" in content


def fail(request):
    raise {"400": SuspiciousOperation, "403": PermissionDenied, "500": ZeroDivisionError}[request.GET["as"]]


@pytest.mark.parametrize(
    ("status", "words_"),
    [(400, "cannot be read"), (403, "Not for you to see"), (500, "Something went wrong here")],
)
def test_each_failure_has_its_page(client, monkeypatch, settings, status, words_):
    monkeypatch.setattr(site, "urlpatterns", [*site.urlpatterns, path("fail/", fail)])
    settings.ROOT_URLCONF = type("Urls", (), {"urlpatterns": site.urlpatterns, "handler404": site.handler404})
    client.raise_request_exception = False
    response = client.get(f"/fail/?as={status}")
    assert response.status_code == status
    assert words_ in response.content.decode()


def test_page_of_a_fault_needs_no_database(django_assert_num_queries):
    with django_assert_num_queries(0):
        content = render_to_string("500.html")
    assert "{%" not in content
    assert 'href="/"' in content
