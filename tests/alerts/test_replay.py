"""The shipped record published fact by fact in order of time, the command run after each: who is told what.

What each must be told is taken from elsewhere: from the feed of the same address, which does not know of
alerts. A clock goes three hours on with each fact.
"""

import datetime
import re
from collections import Counter

import pytest

from documents.desk import reviews
from documents.desk.history import paused
from documents.models import Change
from documents.search import index
from opinions.actions import rebuild_paths
from opinions.models import Amendment, Event, Intervention, Pledge, Relation, Revision
from tests import factory
from tests.alerts.at_work import correct, follow, withdraw
from tests.alerts.postoffice import text_of
from tests.exports.reading import entries, json_of, links
from wtpf_tracker.alerts.sending import send_alerts

pytestmark = pytest.mark.django_db
REPLAYED = (Revision, Event, Intervention, Amendment, Pledge, Relation)
MONDAY = datetime.datetime(2030, 3, 4, 0, 30, tzinfo=datetime.UTC)
STEP = datetime.timedelta(hours=3)
LINK = re.compile(r"https://tracker\.example(/\S+)")
# A text that was withdrawn, one that is merged, one that is brought back, a topic, a stakeholder.
FOLLOWED = {
    "withdrawn": "/opinions/inclusivity",
    "merged": "/opinions/itu-role",
    "brought back": "/opinions/role-of-governments",
    "topic": "/topics/ipv6-adoption",
    "stakeholder": "/stakeholders/brazil",
    "meeting": "/meetings/ieg-3",
}
SIGNIFICANT = "/opinions/multistakeholderism"
PHRASE = "exchange points"


@pytest.fixture
def unpublished(record):
    """The facts of the record, drafts again, in order of time; what they are about is published."""
    with paused():
        for model in REPLAYED:
            model.objects.update(published_at=None)
        rebuild_paths()
    index.rebuild()
    rows = [row for model in REPLAYED for row in model.objects.order_by("pk")]
    place = {model: number for number, model in enumerate(REPLAYED)}
    return sorted(rows, key=lambda row: (_day(row), place[type(row)], getattr(row, "order", 0), row.pk))


def _day(row) -> str:
    return str(getattr(row, "first_day", None) or "2013-06-01")


def told(office, address: str) -> Counter:
    """The addresses of things to which the mails to somebody lead, each as often as it was told."""
    found = Counter()
    for message in office.to(address):
        for line in text_of(message).splitlines():
            if line.startswith("  ") and (link := LINK.search(line)):
                found[link[1]] += 1
    return found


def expected(client, place: str, query: str = "") -> Counter:
    """What of the replayed facts the feed of the same address has."""
    names = tuple(model._meta.model_name for model in REPLAYED if model is not Relation)
    found = Counter()
    for entry in entries(client, f"{place}.atom{query}"):
        name = entry.findtext("{http://www.w3.org/2005/Atom}id").partition(":")[2].split(":", 1)[1]
        if name.startswith(names):
            found[links([entry])[0]] += 1
    return found


def test_replay_of_the_record_tells_each_fact_once(client, office, unpublished):
    for name, place in FOLLOWED.items():
        follow(f"{place}.alert", f"{name.replace(' ', '-')}@example.org", now=MONDAY)
    follow(f"{SIGNIFICANT}.alert?importance=significant", "significant@example.org", now=MONDAY)
    follow(f'/search.alert?q="{PHRASE}"', "phrase@example.org", now=MONDAY)
    follow("/opinions.alert?outcome=adopted", "adopted@example.org", now=MONDAY)
    for often in ("daily", "weekly"):
        follow(f"{FOLLOWED['withdrawn']}.alert", f"{often}@example.org", often, now=MONDAY)
    before = set(_found(client))
    reviewer, now = factory.make_person("reviewers"), MONDAY
    for row in unpublished:
        now += STEP
        reviews.publish_now(by=reviewer, rows=[row])
        send_alerts(now)
    number = len(office.taken)
    for days in (1, 8):
        send_alerts(now + datetime.timedelta(days=days))
    later = office.recipients[number:]
    assert set(later) <= {"daily@example.org", "weekly@example.org"}

    for name, place in FOLLOWED.items():
        to = f"{name.replace(' ', '-')}@example.org"
        if name != "merged":
            assert told(office, to) == expected(client, place), name
    assert told(office, "significant@example.org") == expected(client, SIGNIFICANT, "?importance=significant")
    assert set(told(office, "phrase@example.org")) == set(_found(client)) - before
    adopted = json_of(client, "/opinions.json?outcome=adopted")["rows"]
    assert told(office, "adopted@example.org") == Counter(
        row["address"].removeprefix("http://testserver") for row in adopted
    )
    at_once = expected(client, FOLLOWED["withdrawn"])
    assert told(office, "daily@example.org") == told(office, "weekly@example.org") == at_once
    _check_when(office, MONDAY, now)
    # The text that goes on in another is followed there from the day that is known.
    relation = Relation.objects.get(origin__slug="itu-role", kind="continues-in")
    merged = told(office, "merged@example.org")
    assert merged[relation.target.get_absolute_url()] == 1
    assert set(merged) >= set(expected(client, FOLLOWED["merged"])) and set(merged.values()) == {1}
    assert not Change.objects.filter(announced=False).exists()


def _found(client) -> list[str]:
    """Where the phrase is found."""
    rows = json_of(client, f'/search.json?q="{PHRASE}"')["rows"]
    return [row["address"].removeprefix("http://testserver") for row in rows]


def _check_when(office, first, last) -> None:
    """No more than one letter a day, or a week."""
    days = (last - first).days + 9
    assert 2 <= len(office.to("daily@example.org")) <= days
    assert 1 <= len(office.to("weekly@example.org")) <= days // 7 + 1


def test_text_that_is_merged_and_brought_back_is_followed(client, office):
    first, second, third = (factory.make_opinion(title=f"Text {name}") for name in "ABC")
    follow(first)
    sent = []

    def tell(row):
        reviews.publish_now(by=factory.make_person("reviewers"), rows=[row])
        assert send_alerts().sent in (0, 1)
        sent.append([text_of(message) for message in office.taken[sum(map(len, sent)) :]])
        return sent[-1]

    def event(opinion, kind="discussed"):
        return factory.make_event(opinion, kind, published=False)

    assert tell(event(second)) == []
    [merged] = tell(factory.make_relation(first, second, kind="merged-into", published=False))
    assert "Goes on: “Text A” was merged into “Text B”." in merged
    assert "From now on this alert follows “Text B” too." in merged
    [about] = tell(event(second, "commented"))
    assert "“Text A” was merged into “Text B”. This alert follows it there." in about
    [back] = tell(factory.make_relation(second, third, kind="reintroduced-as", published=False))
    assert "“Text B” was reintroduced as “Text C”." in back
    assert len(tell(event(third))) == 1
    assert tell(factory.make_relation(third, first, kind="continues-in", published=False)) != []  # a circle
    assert len(tell(event(first))) == 1
    withdraw(Relation.objects.get(kind="merged-into"))
    send_alerts()
    assert "Withdrawn: A relation between texts" in text_of(office.taken[-1])
    number = len(office.taken)
    tell(event(third, "commented"))
    assert len(office.taken) == number


def test_loading_the_shipped_record_is_no_news(record, office):
    follow("/changes.alert")
    assert Change.objects.filter(act="loaded").exists()
    assert send_alerts().sent == 0 and not Change.objects.filter(announced=False).exists()


def test_what_load_record_corrects_later_is_news(record, office):
    event = Event.objects.filter(opinion__slug="ixps").first()
    follow("/opinions/ixps.alert")
    correct(event, summary="Otherwise.")
    assert send_alerts().sent == 1


def test_words_of_a_paragraph_are_followed_into_later_versions(office):
    opinion = factory.make_opinion(title="Text A")
    first = factory.make_official(
        opinion, "Recalling the first decision,\n\ninvites all members to share it."
    )
    follow(f"{first.get_absolute_url().rstrip('/')}.alert?p=2")
    follow(f"{first.get_absolute_url().rstrip('/')}.alert?p=1", "bob@example.org")

    def later(text, *based_on):
        row = factory.make_official(opinion, text, *based_on, published=False)
        reviews.publish_now(by=factory.make_person("reviewers"), rows=[row])
        send_alerts()
        return row

    second = later("Recalling the first decision,\n\ninvites all states to share it.", first)
    assert "5 of 6 words of the paragraph stand in it. Gone: “members”" in text_of(
        office.to("ann@example.org")[0]
    )
    assert "All 4 words of the paragraph stand in it." in text_of(office.to("bob@example.org")[0])
    later("Entirely other things were said here by somebody.", second)
    assert "None of the 6 words of the paragraph stands in it any more." in text_of(
        office.to("ann@example.org")[1]
    )
    later("Something of its own.")  # written from nothing
    assert len(office.taken) == 4


@pytest.mark.parametrize(
    ("address", "make"),
    [
        ("/opinions", lambda: factory.make_opinion),
        ("/documents", lambda: factory.make_contribution),
        ("/stakeholders", lambda: factory.make_stakeholder),
        ("/meetings", lambda: factory.make_meeting),
        ("/pledges", lambda: factory.make_pledge),
        ("/not-known", lambda: factory.make_gap),
        ("/discrepancies", lambda: factory.make_discrepancy),
        ("/schedule", lambda: factory.make_schedule_item),
        ("/positions", lambda: factory.make_intervention),
    ],
)
def test_alert_of_a_list_tells_the_rows_that_its_other_forms_have_more(client, office, address, make):
    before = {row["address"] for row in json_of(client, f"{address}.json")["rows"]}
    follow(f"{address}.alert")
    row = make()(published=False)
    reviews.publish_now(by=factory.make_person("reviewers"), rows=[row])
    send_alerts()
    after = {row["address"] for row in json_of(client, f"{address}.json")["rows"]}
    assert after - before
    assert set(told(office, "ann@example.org")) == {
        one.removeprefix("http://testserver") for one in after - before
    }
    withdraw(row)
    send_alerts()
    assert {row["address"] for row in json_of(client, f"{address}.json")["rows"]} == before
    assert "Withdrawn" in text_of(office.taken[-1]) and len(office.taken) == 2


def test_text_that_comes_into_a_filtered_list_and_leaves_it_is_told(office):
    opinion = factory.make_path("submitted", opinion=factory.make_opinion(factory.make_open_process()))
    follow("/opinions.alert?outcome=adopted"), follow("/opinions.alert?outcome=open", "bob@example.org")
    event = factory.make_event(opinion, "adopted", published=False)
    reviews.publish_now(by=factory.make_person("reviewers"), rows=[event])
    send_alerts()
    assert "Now in this list: Opinion or other text: " in text_of(office.to("ann@example.org")[0])
    assert "No longer in this list: " in text_of(office.to("bob@example.org")[0])
