"""What is sent to whom and when: each thing once, and what a mail server refuses, later or never again."""

import datetime
import re

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from documents.models import Change
from tests import factory
from tests.alerts.at_work import ANN, asked_by, correct, follow, new, withdraw
from tests.alerts.postoffice import LOST_AFTER, LOST_BEFORE, html_of, text_of
from wtpf_tracker.alerts import asking, sending
from wtpf_tracker.alerts.hearing import hear
from wtpf_tracker.alerts.matching import bring_up_to_date
from wtpf_tracker.alerts.models import Alert, Entry, Mail, News, Request, Subject, Subscriber
from wtpf_tracker.alerts.sending import left_half_way, send_alerts

pytestmark = pytest.mark.django_db
HOUR, DAY = datetime.timedelta(hours=1), datetime.timedelta(days=1)


def test_what_is_published_is_told_once(office):
    opinion = factory.make_opinion()
    follow(opinion)
    assert send_alerts().sent == 0
    new(factory.make_event, opinion, "submitted", summary="The draft came in.")
    assert send_alerts().sent == 1
    assert send_alerts().sent == 0
    [message] = office.taken
    assert office.recipients == [ANN]
    assert message["Subject"].endswith("(new)") and "submitted" in message["Subject"]
    assert "The draft came in." in text_of(message) and "The draft came in." in html_of(message)


def test_what_was_there_before_is_not_told(office):
    opinion = factory.make_opinion()
    new(factory.make_event, opinion, "submitted")
    follow(opinion)
    send_alerts()
    assert office.taken == []


def test_nothing_is_sent_when_nothing_changed_for_readers(office):
    opinion = factory.make_opinion()
    event = new(factory.make_event, opinion, "submitted", summary="So.")
    follow(opinion)
    correct(event, record="D10")  # how the record is kept
    correct(event, summary="Otherwise.")
    correct(event, summary="So.")  # and back
    factory.make_event(opinion, "discussed", published=False)
    assert send_alerts().sent == 0
    assert Entry.objects.count() == 0


def test_correction_says_what_was_before_and_after_once(office):
    event = factory.make_event(summary="Nine states spoke.")
    follow(event.opinion)
    correct(event, summary="Ten states spoke.")
    send_alerts()
    send_alerts()
    [message] = office.taken
    said = text_of(message)
    assert "Correction: " in said
    assert "before: Nine states spoke." in said and "now:    Ten states spoke." in said
    assert "<del>Nine states spoke.</del>" in html_of(message)


def test_withdrawal_is_told_with_its_reason(office):
    event = factory.make_event(summary="Hidden words.")
    follow(event.opinion)
    withdraw(event, "It was entered twice.")
    send_alerts()
    send_alerts()
    [message] = office.taken
    assert "Withdrawn: An event" in text_of(message) and "It was entered twice." in text_of(message)
    assert "Hidden words" not in message.as_string()


def test_withdrawal_of_the_thing_itself_is_told(office):
    opinion = factory.make_opinion(title="The vanishing text")
    follow(opinion)
    withdraw(opinion)
    send_alerts()
    assert "Withdrawn: Opinion “Opinion on" in text_of(office.taken[0])


def test_withdrawn_before_the_mail_went_is_not_shown(office):
    opinion, now = factory.make_opinion(), timezone.now()
    follow(opinion, how_often="weekly", now=now)
    event = new(factory.make_event, opinion, "submitted", summary="Hidden words.")
    send_alerts(now)
    withdraw(event)
    send_alerts(now + 8 * DAY)
    [message] = office.taken
    assert "Hidden words" not in message.as_string() and "Withdrawn" in text_of(message)


def test_several_who_follow_one_thing_cost_one_look(office):
    few, many = (factory.make_opinion() for _ in range(2))
    for number in range(2):
        follow(few, f"few{number}@example.org")
    for number in range(12):
        follow(many, f"many{number}@example.org")
    counts = []
    for opinion in (few, many):
        new(factory.make_event, opinion, "submitted")
        with CaptureQueriesContext(connection) as queries:
            send_alerts()
        counts.append(len(queries))
    per_letter = (counts[1] - counts[0]) / 10
    looks = [query["sql"] for query in queries if "opinions_event" in query["sql"]]
    assert len(office.taken) == 14 and per_letter <= 14
    assert len(looks) <= 12


def test_one_letter_has_all_that_a_person_follows(office):
    first, second = (factory.make_opinion() for _ in range(2))
    follow(first), follow(second)
    new(factory.make_event, first, "submitted"), new(factory.make_event, second, "submitted")
    send_alerts()
    [message] = office.taken
    assert message["Subject"] == "2 things you follow: 2 changes"
    assert first.title in text_of(message) and second.title in text_of(message)


# --- when ---------------------------------------------------------------------------------------


def moment(day: int, hour: int, minute: int = 0):
    """A moment of March 2026 in Geneva; the 2nd is a Monday."""
    return datetime.datetime(2026, 3, day, hour, minute, tzinfo=timezone.get_default_timezone())


def test_daily_letter_comes_once_a_day_in_the_morning(office):
    opinion = factory.make_opinion()
    follow(opinion, how_often="daily", now=moment(2, 10))
    new(factory.make_event, opinion, "submitted")
    assert [send_alerts(moment(2, hour)).sent for hour in (11, 23)] == [0, 0]
    assert send_alerts(moment(3, 5, 59)).sent == 0
    assert send_alerts(moment(3, 6)).sent == 1
    new(factory.make_event, opinion, "discussed"), new(factory.make_event, opinion, "agreed")
    assert [send_alerts(moment(3, hour)).sent for hour in (7, 23)] == [0, 0]
    assert send_alerts(moment(4, 9)).sent == 1
    assert office.taken[1]["Subject"].endswith("2 changes")


def test_weekly_letter_comes_on_monday_morning(office):
    opinion = factory.make_opinion()
    follow(opinion, how_often="weekly", now=moment(4, 10))
    new(factory.make_event, opinion, "submitted")
    assert [send_alerts(moment(day, 12)).sent for day in (4, 5, 8)] == [0, 0, 0]
    assert send_alerts(moment(9, 6)).sent == 1
    new(factory.make_event, opinion, "discussed")
    assert [send_alerts(moment(day, 12)).sent for day in (9, 10, 15)] == [0, 0, 0]
    assert send_alerts(moment(16, 7)).sent == 1


def test_day_with_nothing_to_tell_does_not_make_the_next_thing_come_at_once(office):
    opinion = factory.make_opinion()
    follow(opinion, how_often="daily", now=moment(2, 10))
    send_alerts(moment(3, 6))
    new(factory.make_event, opinion, "submitted")
    assert send_alerts(moment(3, 8)).sent == 0
    assert send_alerts(moment(4, 6)).sent == 1


def test_late_commit_with_a_lower_number_is_not_missed(office):
    """A change that is committed after later ones were told, as PostgreSQL allows."""
    opinion = factory.make_opinion()
    follow(opinion)
    late = new(factory.make_event, opinion, "submitted")
    kept = list(Change.objects.filter(announced=False).order_by("pk"))
    Change.objects.filter(announced=False).delete()  # not committed yet
    new(factory.make_event, opinion, "discussed")
    assert send_alerts().sent == 1
    Change.objects.bulk_create(kept)
    assert min(change.pk for change in kept) < Change.objects.order_by("-pk").first().pk
    assert send_alerts().sent == 1
    assert late.get_absolute_url() in text_of(office.taken[1])
    assert late.get_absolute_url() not in text_of(office.taken[0])


# --- refusals -----------------------------------------------------------------------------------


def two_followers(office):
    opinion = factory.make_opinion()
    follow(opinion, ANN), follow(opinion, "bob@example.org")
    return opinion


@pytest.mark.parametrize("answer", ["550 no such user", "452 full", LOST_BEFORE])
def test_one_refused_address_does_not_stop_the_others(office, answer):
    opinion = two_followers(office)
    office.answers[ANN] = answer
    new(factory.make_event, opinion, "submitted")
    report = send_alerts()
    assert (report.sent, report.later) == (1, 1)
    assert office.recipients == ["bob@example.org"]


@pytest.mark.parametrize("answer", ["452 full", LOST_BEFORE])
def test_temporary_refusal_is_tried_later_with_growing_intervals(office, answer):
    opinion, now = two_followers(office), timezone.now()
    office.answers[ANN] = answer
    new(factory.make_event, opinion, "submitted")
    send_alerts(now)
    waits = []
    for _ in range(7):
        person = Subscriber.objects.get(address=ANN)
        waits.append(person.next_try - now)
        assert send_alerts(person.next_try - datetime.timedelta(seconds=1)).later == 0
        now = person.next_try
        assert send_alerts(now).later == 1
    assert waits == sorted(waits) and waits[0] == 5 * HOUR / 60 and waits[-1] == DAY
    del office.answers[ANN]
    assert send_alerts(now + DAY).sent == 1
    assert len(office.to(ANN)) == 1
    assert Subscriber.objects.get(address=ANN).next_try is None


def test_message_that_is_tried_again_has_the_same_name(office):
    opinion, now = two_followers(office), timezone.now()
    office.data_answers[ANN] = "451 not now"
    new(factory.make_event, opinion, "submitted")
    assert send_alerts(now).later == 1
    office.data_answers.clear()
    assert send_alerts(now + HOUR).sent == 1
    first, second = office.to(ANN)
    assert first["Message-ID"] == second["Message-ID"] != office.to("bob@example.org")[0]["Message-ID"]


def test_claim_is_one_process_s_alone(office):
    opinion = factory.make_opinion()
    person = follow(opinion).subscriber
    new(factory.make_event, opinion, "submitted")
    hear(), bring_up_to_date()
    first, second = (sending._claim(person.pk, timezone.now(), sending._section) for _ in range(2))
    assert first is not None and second is None
    assert Mail.objects.count() == 1


def test_address_that_refuses_for_good_is_erased_after_three_tries(office):
    opinion, now = two_followers(office), timezone.now()
    office.answers[ANN] = "550 no such user"
    for kind in ("submitted", "discussed", "agreed"):
        new(factory.make_event, opinion, kind)
        send_alerts(now)
        now += DAY
    assert not Subscriber.objects.filter(address=ANN).exists()
    assert office.tries[ANN] == 3 and len(office.to("bob@example.org")) == 3


def test_server_that_refuses_everybody_ends_nobody(office):
    opinion, now = two_followers(office), timezone.now()
    office.answers |= dict.fromkeys((ANN, "bob@example.org"), "550 relaying denied")
    new(factory.make_event, opinion, "submitted")
    for _ in range(5):
        send_alerts(now)
        now += DAY
    assert Subscriber.objects.count() == 2 and office.taken == []
    office.answers.clear()
    assert send_alerts(now).sent == 2


def test_server_that_refuses_us_loses_nothing(office):
    opinion = two_followers(office)
    office.sender_answer = "550 go away"
    new(factory.make_event, opinion, "submitted")
    report = send_alerts()
    assert report.problem == "The mail server refuses mail from us: it answered 550."
    assert not Mail.objects.exists() and Subscriber.objects.filter(tries=0).count() == 2
    office.sender_answer = "250 OK"
    assert send_alerts().sent == 2


def test_no_server_loses_nothing(office, settings):
    opinion, port = two_followers(office), settings.EMAIL_PORT
    new(factory.make_event, opinion, "submitted")
    settings.EMAIL_PORT = 1
    assert "cannot be used" in send_alerts().problem
    settings.EMAIL_PORT = port
    assert send_alerts().sent == 2


def test_no_answer_after_the_end_of_a_message_is_not_sent_again_and_told_next_time(office):
    opinion = factory.make_opinion()
    follow(opinion)
    office.answers[ANN] = LOST_AFTER
    new(factory.make_event, opinion, "submitted")
    report = send_alerts()
    assert report.sent == 0 and len(report.unsure) == 1
    assert left_half_way() == report.unsure
    office.answers.clear()
    assert send_alerts().sent == 0
    new(factory.make_event, opinion, "discussed")
    assert send_alerts().sent == 1
    day = timezone.localtime(report.unsure[0].at)
    assert f"An e-mail of {day.day} {day:%B %Y} may not have arrived." in text_of(office.taken[-1])
    assert "https://tracker.example/changes/" in text_of(office.taken[-1])
    assert not Mail.objects.exists() and left_half_way() == []
    new(factory.make_event, opinion, "agreed")
    send_alerts()
    assert "may not have arrived" not in text_of(office.taken[-1])


# --- confirmations --------------------------------------------------------------------------------


def test_request_is_confirmed_by_one_mail_and_nothing_else_is_sent(office):
    opinion = factory.make_opinion()
    asking.request_alert(
        address=ANN, asked=asked_by(f"/opinions/{opinion.slug}.alert"), how_often="daily", network="192.0.2.1"
    )
    assert send_alerts().confirmations == 1
    new(factory.make_event, opinion, "submitted")
    for day in range(3):
        assert send_alerts(timezone.now() + day * DAY).sent == 0
    [message] = office.taken
    assert message["Subject"].startswith("Please confirm")
    send_alerts(timezone.now() + 4 * DAY)
    assert not Request.objects.exists() and not Alert.objects.exists()


def test_confirmation_that_is_refused_for_now_is_tried_again(office):
    asking.request_alert(address=ANN, asked=asked_by("/changes.alert"), how_often="daily", network=None)
    office.answers[ANN] = "451 later"
    assert send_alerts().later == 1
    office.answers.clear()
    assert send_alerts(timezone.now() + HOUR).confirmations == 1


# --- the tables -----------------------------------------------------------------------------------


@pytest.mark.parametrize("again", ["subject", "alert", "address"])
def test_database_keeps_one_of_each(again):
    alert = follow("/changes.alert")
    with pytest.raises(IntegrityError), transaction.atomic():
        if again == "subject":
            Subject.objects.create(kind="everything", path="/changes")
        elif again == "alert":
            Alert.objects.create(subscriber=alert.subscriber, subject=alert.subject, next_at=timezone.now())
        else:
            Subscriber.objects.create(address=ANN)


def test_what_is_not_needed_any_more_is_erased(office):
    opinion, now = factory.make_opinion(), timezone.now()
    alert = follow(opinion)
    new(factory.make_event, opinion, "submitted")
    send_alerts(now)
    assert News.objects.exists() and Entry.objects.exists()
    send_alerts(now + 61 * DAY)
    assert not News.objects.exists() and not Entry.objects.exists() and Alert.objects.exists()
    asking.stop(alert)
    send_alerts(now + 61 * DAY)
    assert not Subject.objects.exists()


def test_headers_of_a_letter(office):
    opinion = factory.make_opinion(title="A title\nBcc: bob@example.org " + "long " * 40)
    follow(opinion)
    new(factory.make_event, opinion, "submitted", summary="One.\r\n.\r\nRCPT TO:<bob@example.org>\r\n.hidden")
    send_alerts()
    [message] = office.taken
    assert message["Auto-Submitted"] == "auto-generated" and message["To"] == ANN
    assert message["List-Id"] == "WTPF Tracker alerts <alerts.tracker.example>"
    assert message["From"] == "WTPF Tracker <alerts@tracker.example>" and message["Bcc"] is None
    assert message["Date"].datetime.tzinfo is not None and len(message["Subject"]) <= 120
    assert message.get_content_type() == "multipart/alternative"
    assert [part.get_content_type() for part in message.iter_parts()] == ["text/plain", "text/html"]
    assert ". RCPT TO:<bob@example.org> .hidden" in text_of(message)
    assert office.recipients == [ANN] and not message.defects
    foreign = re.findall(r'(?:src|href)="(?!https://tracker\.example/)', html_of(message))
    assert foreign == [] and "<img" not in html_of(message)
    assert max(map(len, office.raw[0].splitlines())) < 200
