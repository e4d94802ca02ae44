"""Our feeds in feedparser and our calendars in icalendar."""

import datetime

import feedparser
import icalendar
import pytest

from documents.models import Meeting, ScheduleItem, Stakeholder
from opinions.models import Opinion, Topic
from tests.exports.reading import body

pytestmark = pytest.mark.django_db
LISTS = ("opinions", "documents", "stakeholders", "meetings", "schedule", "sources", "positions", "pledges")


def feeds() -> list[str]:
    """The address of every feed of the shipped record."""
    lists = [f"/{name}.atom" for name in (*LISTS, "discrepancies", "not-known", "changes")]
    models = (Opinion, Topic, Stakeholder, Meeting)
    rows = [row for model in models for row in model.objects.published()]
    return [*lists, *(f"{row.get_absolute_url().rstrip('/')}.atom" for row in rows)]


def test_feedparser_reads_every_feed(client, record):
    addresses = feeds()
    assert len(addresses) > 100
    for address in addresses:
        read = feedparser.parse(client.get(address).content)
        assert not read.bozo and read.version == "atom10", address
        assert read.feed.title and read.feed.id and read.feed.updated_parsed and read.feed.author
        assert all(one.id and one.link and one.title and one.updated_parsed for one in read.entries)


def test_feedparser_sees_the_question_of_a_filter(client, record):
    read = feedparser.parse(client.get("/opinions.atom?outcome=adopted").content)
    assert 0 < len(read.entries) < len(feedparser.parse(client.get("/opinions.atom").content).entries)
    assert read.feed.link.endswith("/opinions/?outcome=adopted")


@pytest.mark.parametrize(("name", "model"), [("meetings", Meeting), ("schedule", ScheduleItem)])
def test_icalendar_reads_every_event(client, record, name, model):
    read = icalendar.Calendar.from_ical(body(client.get(f"/{name}.ics")))
    events = read.walk("VEVENT")
    dated = model.objects.published().exclude(date="")
    assert len(events) == dated.count() > 5 and not read.errors
    assert len({event["UID"] for event in events}) == len(events)
    for event in events:
        assert not event.errors and event["SUMMARY"] and event.decoded("DTSTAMP").tzinfo
        assert event.decoded("DTEND") > event.decoded("DTSTART") >= datetime.date(2000, 1, 1)


def test_icalendar_gives_back_the_words(client, record):
    read = icalendar.Calendar.from_ical(body(client.get("/schedule.ics")))
    steps = {str(event["SUMMARY"]) for event in read.walk("VEVENT")}
    assert set(ScheduleItem.objects.exclude(date="").values_list("step", flat=True)) & steps
