"""Calendars: whole days, stable names, and a change of date as an update of the same event."""

import re

import pytest

from documents.models import Meeting, ScheduleItem
from documents.writing.calendar import calendar
from tests.exports.reading import body
from tests.factory import make_meeting, make_schedule_item, make_session, make_source
from tests.world import make_world, queries_of

pytestmark = pytest.mark.django_db


def unfolded(text: str) -> str:
    return text.replace("\r\n ", "")


def events_of(client, address) -> list[dict]:
    """The events of a calendar: [{"UID": ..., "DTSTART;VALUE=DATE": ...}]."""
    text = unfolded(body(client.get(address)))
    blocks = re.findall(r"BEGIN:VEVENT\r\n(.*?)END:VEVENT", text, re.DOTALL)
    return [dict(line.split(":", 1) for line in block.splitlines()) for block in blocks]


def test_meeting_is_an_event_of_whole_days(client):
    meeting = make_meeting(slug="ieg-2", title="Second meeting", place="Geneva", date="2012-10-10/2012-10-12")
    event = events_of(client, "/meetings.ics")[0]
    assert event["UID"] == f"meeting/{meeting.pk}@wtpf-tracker.example"
    assert event["DTSTART;VALUE=DATE"] == "20121010" and event["DTEND;VALUE=DATE"] == "20121013"
    assert event["SUMMARY"] == "Second meeting" and event["LOCATION"] == "Geneva"
    assert event["URL"] == f"http://testserver{meeting.get_absolute_url()}"
    assert event["STATUS"] == "CONFIRMED" and event["SEQUENCE"] == "0"


def test_meeting_that_no_source_confirms_is_tentative(client):
    make_meeting(status="not-confirmed")
    assert events_of(client, "/meetings.ics")[0]["STATUS"] == "TENTATIVE"


@pytest.mark.parametrize("date", ["2013-02", "2013-02-06~", "2013-02-08/.."])
def test_date_that_names_no_day_is_said(client, date):
    make_meeting(title="Third", date=date)
    assert re.fullmatch(
        r"Third \(.*2013.*\\, day not known\)", events_of(client, "/meetings.ics")[0]["SUMMARY"]
    )


def test_meeting_without_a_date_is_left_out_and_the_calendar_says_so(client):
    make_meeting(date="")
    assert events_of(client, "/meetings.ics") == []
    assert "What has no recorded date is left out." in unfolded(body(client.get("/meetings.ics")))


def test_change_of_date_is_an_update_of_the_same_event(client):
    meeting = make_meeting(date="2030-10-10")
    before = events_of(client, "/meetings.ics")[0]
    meeting.date = "2030-11-10"
    meeting.save()
    after = events_of(client, "/meetings.ics")[0]
    assert after["UID"] == before["UID"] and after["DTSTART;VALUE=DATE"] == "20301110"
    assert (before["SEQUENCE"], after["SEQUENCE"]) == ("0", "1")
    assert after["LAST-MODIFIED"] > before["LAST-MODIFIED"] and after["DTSTAMP"] == after["LAST-MODIFIED"]


def test_deadline_that_moves_is_an_update_too(client):
    item = make_schedule_item(date="2013-02-01", step="Last day for comments")
    for date in ("2013-02-08", "2013-02-15"):
        item.date = date
        item.save()
    event = events_of(client, "/schedule.ics")[0]
    assert event["SEQUENCE"] == "2" and event["SUMMARY"] == "Last day for comments"


def test_other_changes_leave_the_sequence(client):
    meeting = make_meeting()
    meeting.place = "Lisbon"
    meeting.save()
    event = events_of(client, "/meetings.ics")[0]
    assert event["SEQUENCE"] == "0" and event["LOCATION"] == "Lisbon"


def test_row_that_is_loaded_anew_keeps_the_dates_it_had():
    meeting = make_meeting(date="2030-10-10")
    anew = Meeting(pk=meeting.pk, slug=meeting.slug, process=meeting.process, body=meeting.body)
    anew.date, anew.title, anew.published_at = "2030-11-10", "T", meeting.published_at
    anew.save()
    anew.refresh_from_db()
    assert [entry["date"] for entry in anew.date_history] == ["2030-10-10", "2030-11-10"]
    assert anew.date_history[0]["noted"] is None and anew.date_history[1]["noted"]


@pytest.mark.parametrize("model", [Meeting, ScheduleItem])
def test_shipped_rows_have_their_first_date(record, model):
    rows = model.objects.all()
    assert all(row.date_history == [{"date": row.date, "noted": None}] for row in rows) and rows


def test_calendar_is_the_same_when_nothing_changed(client):
    make_world()
    for address in ("/meetings.ics", "/schedule.ics"):
        first = client.get(address)
        assert first["Content-Type"] == "text/calendar; charset=utf-8"
        assert client.get(address).content == first.content
        assert client.get(address, headers={"if-none-match": first["ETag"]}).status_code == 304


def test_one_meeting_has_a_calendar(client):
    meeting, _ = make_meeting(slug="ieg-2"), make_meeting()
    assert [event["UID"] for event in events_of(client, "/meetings/ieg-2.ics")] == [
        f"meeting/{meeting.pk}@wtpf-tracker.example"
    ]
    assert client.get(f"/meetings/{make_session(meeting, published=False).slug}.ics").status_code == 404


def test_draft_is_in_no_calendar(client):
    make_meeting(published=False), make_schedule_item(published=False)
    make_session(make_meeting(published=False))
    assert events_of(client, "/meetings.ics") == events_of(client, "/schedule.ics") == []


def test_calendar_as_of_a_day_tells_nothing_later(client):
    sources = [make_source(published="2012-11-30"), make_source(published="2013-06-01")]
    make_schedule_item(fate="late", outcome="It came in March.", sources=sources)
    text = unfolded(body(client.get("/schedule.ics?as_of=2012-12-31")))
    assert "As the public could know it on 31 December 2012." in text
    assert "March" not in text and "It came in March." in unfolded(body(client.get("/schedule.ics")))


def test_lines_are_short_and_cut_between_letters(client):
    make_meeting(title="Réunion 会議 " * 15)
    content = b"".join([client.get("/meetings.ics").content])
    lines = content.split(b"\r\n")
    assert max(map(len, lines)) <= 75 and all(line.decode() is not None for line in lines)
    assert "Réunion 会議 " * 14 in unfolded(content.decode())


def test_words_cannot_add_lines_of_their_own():
    text = calendar("A;B,C\\D\r\nBEGIN:VEVENT\x0b", "", "https://example.org/ \r\nX:1", [])
    assert r"NAME:A\;B\,C\\D\nBEGIN:VEVENT" in text and text.count("\nBEGIN:") == 0
    assert "URL:https://example.org/X:1\r\n" in text


def test_calendar_asks_the_same_number_of_queries_however_many_rows(client):
    world = make_world()
    before = [queries_of(client, address) for address in ("/meetings.ics", "/schedule.ics")]
    world.grow(2)
    assert [queries_of(client, address) for address in ("/meetings.ics", "/schedule.ics")] == before
