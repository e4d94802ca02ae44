"""Moments are true: a correction of what readers see moves them, and nothing else does."""

import datetime
import importlib

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from lxml import etree

from documents.calendars import entry_of
from documents.corrections import first_published
from documents.desk import reviews
from documents.desk.history import work
from documents.desk.states import state_of
from documents.listings import Asked
from documents.models import ScheduleItem, Source, Stakeholder
from opinions.models import Event
from tests.conftest import FIXTURES
from tests.exports.reading import ATOM, body, entries, feed_of, links

from . import factory
from .test_old_addresses import change, withdraw

pytestmark = pytest.mark.django_db

PUBLISHED = datetime.datetime(2026, 3, 1, 12, tzinfo=datetime.UTC)
NOMINAL = "2020-01-01T00:00:00+00:00"


def moments_of(client, address, row) -> tuple[str, str, str]:
    """(updated of the feed, updated and published of the entry of `row`) as a feed says them."""
    root = feed_of(client, address)
    own = [one for one in root.findall(f"{ATOM}entry") if links([one]) == [row.get_absolute_url()]]
    assert len(own) == 1
    return (
        root.findtext(f"{ATOM}updated"),
        own[0].findtext(f"{ATOM}updated"),
        own[0].findtext(f"{ATOM}published") or "",
    )


def lastmod_of(client, section, row) -> str:
    root = etree.fromstring(client.get(f"/sitemap-{section}.xml").content)
    for url in root:
        found = {etree.QName(each).localname: each.text for each in url}
        if found["loc"].endswith(row.get_absolute_url()):
            return found.get("lastmod", "")
    raise AssertionError(f"{row} is in no sitemap")


# --- a correction is told ----------------------------------------------------------------------


def test_correction_moves_entry_feed_header_order_and_sitemap(client):
    row = factory.make_stakeholder(published_at=PUBLISHED)
    newer = factory.make_stakeholder(published_at=PUBLISHED + datetime.timedelta(days=3))
    address = "/stakeholders.atom"
    assert moments_of(client, address, row)[1:] == ("2026-03-01T12:00:00+00:00",) * 2
    assert links(entries(client, address))[0] == newer.get_absolute_url()
    before = client.get(address)
    row = change(row, summary="Mended.")
    row.refresh_from_db()
    moment = row.corrected_at.isoformat()
    assert moments_of(client, address, row) == (moment, moment, "2026-03-01T12:00:00+00:00")
    assert links(entries(client, address))[0] == row.get_absolute_url()
    after = client.get(address, headers={"if-modified-since": before["Last-Modified"]})
    assert after.status_code == 200 and after["Last-Modified"] > ""
    assert after["Last-Modified"] != before["Last-Modified"]
    assert lastmod_of(client, "stakeholders", row) == row.corrected_at.date().isoformat()


def test_correction_of_the_shipped_record_has_a_true_moment_and_no_made_up_publication(client):
    row = factory.make_event()
    assert moments_of(client, "/changes.atom", row) == (NOMINAL, NOMINAL, "")
    assert "Last-Modified" not in client.get("/changes.atom")
    row = change(row, summary="Mended.")
    row.refresh_from_db()
    feed, entry, published = moments_of(client, "/changes.atom", row)
    assert feed == entry == row.corrected_at.isoformat() and published == ""
    assert "Last-Modified" in client.get("/changes.atom")


def test_correction_of_a_part_counts_as_one_of_the_thing(client):
    row = factory.make_event(published_at=PUBLISHED)
    with work():
        factory.make_actor(row)
        row.actors.create(stakeholder=factory.make_stakeholder())
    row.refresh_from_db()
    assert row.corrected_at


def test_correction_of_a_source_list_counts(client):
    row = factory.make_event(published_at=PUBLISHED)
    with work():
        row.sources.add(factory.make_source())
    row.refresh_from_db()
    assert row.corrected_at


def test_correction_that_waits_counts_once_it_is_published(client):
    row = factory.make_stakeholder(published_at=PUBLISHED)
    author = factory.make_person("contributors")
    state = state_of(row)
    state["fields"]["summary"] = "Mended."
    review = reviews.propose(by=author, row=row, state=state, why="A slip.")
    row.refresh_from_db()
    assert row.corrected_at is None
    reviews.approve(review, by=factory.make_person("reviewers"))
    row.refresh_from_db()
    assert row.corrected_at


def test_fixtures_that_loaddata_brings_are_no_corrections(client):
    """It saves a row before it names its sources: that is how it arrives, and no work of anybody."""
    row = factory.make_stakeholder()
    row.sources.add(factory.make_source())
    row.refresh_from_db()
    assert row.corrected_at is None


def test_page_of_changes_names_corrections(client):
    row = factory.make_stakeholder()
    event = factory.make_event()
    change(event, summary="Mended.")
    said = client.get("/changes/").content.decode()
    assert said.count(", corrected:") == 1 and row.get_absolute_url() not in said
    assert said.index(", corrected:") < said.index("1 January 2020</h2>")


def test_event_that_was_corrected_moves_the_page_of_its_text(client):
    event = factory.make_event()
    assert lastmod_of(client, "opinions", event.opinion) == ""
    event = change(event, summary="Mended.")
    event.refresh_from_db()
    assert lastmod_of(client, "opinions", event.opinion) == event.corrected_at.date().isoformat()
    assert (
        f"{event.corrected_at:%-d %B %Y}" in client.get(f"/opinions/{event.opinion.slug}/").content.decode()
    )


def test_calendar_tells_of_a_correction_and_counts_only_dates():
    item = factory.make_schedule_item(published_at=PUBLISHED)
    change(item, outcome="It came.")
    item = ScheduleItem.objects.get(pk=item.pk)
    entry = entry_of(item, Asked("https://example.org"))
    assert (entry.changed, entry.sequence) == (item.corrected_at, 0)


def test_table_has_the_moment(client):
    change(factory.make_stakeholder(), summary="Mended.")
    text = body(client.get("/data/stakeholders.csv"))
    assert "corrected_at" in text.splitlines()[0]
    assert f"{Stakeholder.objects.get().corrected_at:%Y-%m-%d}" in text


# --- first publication -------------------------------------------------------------------------


def test_first_publication_is_that_before_it_was_withdrawn(client):
    row = factory.make_stakeholder(published=False)
    review = reviews.ask_review(by=factory.make_person("contributors"), rows=[row])
    reviews.approve(review, by=factory.make_person("reviewers"))
    row.refresh_from_db()
    first = row.published_at
    withdraw(row)
    row = change(row, summary="Mended.")
    review = reviews.ask_review(by=factory.make_person("contributors"), rows=[row])
    reviews.approve(review, by=factory.make_person("reviewers"))
    row.refresh_from_db()
    assert row.corrected_at is None
    Stakeholder.objects.filter(pk=row.pk).update(published_at=PUBLISHED + datetime.timedelta(days=400))
    row.refresh_from_db()
    [known] = first_published([row]).values()
    assert abs(known - first) <= datetime.timedelta(seconds=1)


def test_first_publication_of_what_was_withdrawn_from_the_shipped_record_is_not_known():
    row = factory.make_stakeholder()
    withdraw(row)
    row.refresh_from_db()
    review = reviews.ask_review(by=factory.make_person("contributors"), rows=[row])
    reviews.approve(review, by=factory.make_person("reviewers"))
    row.refresh_from_db()
    assert first_published([row]) == {}


def test_feed_asks_as_many_queries_however_many_entries_it_has(client):
    for make in (factory.make_event, factory.make_pledge):
        make(published_at=PUBLISHED)

    def queries():
        with CaptureQueriesContext(connection) as found:
            assert client.get("/changes.atom").status_code == 200
        return len(found)

    queries()  # what kinds of things there are is asked once
    few = queries()
    for make in (factory.make_event, factory.make_pledge) * 6:
        change(make(published_at=PUBLISHED), date="2012-10-13")
    assert queries() == few


def test_identifiers_stay_when_a_thing_is_renamed_and_none_is_given_twice(client):
    event = factory.make_event(factory.make_opinion(slug="name"))

    def ids(place):
        return [each.text for each in feed_of(client, place).iter(f"{ATOM}id")]

    before = ids("/opinions/name.atom"), ids("/opinions.atom")
    change(event.opinion, slug="renamed")
    change(event, key="renamed-too")
    after = ids("/opinions/renamed.atom"), ids("/opinions.atom")
    assert [sorted(each) for each in after] == [sorted(each) for each in before]
    factory.make_opinion(slug="name")
    assert len(set(ids("/opinions.atom"))) == 3
    assert not set(ids("/opinions/name.atom")) & set(after[0])


# --- nothing is announced ----------------------------------------------------------------------


def test_what_changes_nothing_moves_nothing(client):
    row, draft = factory.make_event(published_at=PUBLISHED), factory.make_event(published=False)
    before = client.get("/changes.atom").content
    with work():
        row.save()
        row.sources.set(row.sources.all())
    row.save()
    change(row)
    change(draft, summary="Mended.")
    call_command("rebuild", verbosity=0)
    assert client.get("/changes.atom").content == before
    assert not Event.objects.exclude(corrected_at=None).exists()


def test_loading_the_record_again_moves_nothing(client, record):
    call_command("load_record", FIXTURES, verbosity=0)
    call_command("rebuild", verbosity=0)
    root = feed_of(client, "/changes.atom")
    assert {one.text for one in root.iter(f"{ATOM}updated")} == {NOMINAL}
    assert not root.findall(f".//{ATOM}published")
    assert not Source.objects.exclude(corrected_at=None).exists()
    assert not Event.objects.exclude(corrected_at=None).exists()


# --- records of before -------------------------------------------------------------------------


def test_upgrade_takes_the_moments_from_the_history():
    row, other = factory.make_stakeholder(), factory.make_stakeholder()
    draft = factory.make_stakeholder(published=False)
    for each in (row, draft):
        change(each, summary="Mended.")
    moment = Stakeholder.objects.get(pk=row.pk).corrected_at
    Stakeholder.objects.update(corrected_at=None)
    migration = importlib.import_module("opinions.migrations.0004_corrections")
    migration.take_from_history(apps, None)
    found = dict(Stakeholder.objects.values_list("pk", "corrected_at"))
    assert abs(found[row.pk] - moment) <= datetime.timedelta(seconds=1)
    assert found[other.pk] is found[draft.pk] is None
