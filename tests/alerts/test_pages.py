"""The pages of alerts: asking, confirming, looking after them, and that looking alone changes nothing."""

import re
from datetime import timedelta

import pytest
from django.apps import apps
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from documents.search import index
from tests import factory
from tests.alerts.at_work import ANN, asked_by, follow, new
from tests.alerts.postoffice import text_of
from tests.exports.reading import body
from tests.world import make_world, queries_of
from wtpf_tracker.alerts import asking
from wtpf_tracker.alerts.models import Alert, Asking, Entry, Mail, Request, Subject, Subscriber
from wtpf_tracker.alerts.sending import send_alerts
from wtpf_tracker.views_data import RECORD

pytestmark = pytest.mark.django_db
LINK = re.compile(r"https://tracker\.example(/alerts/\S+)")


def ask(client, place: str, address: str = ANN, **given):
    return client.post(place, {"address": address, "how_often": "at-once", **given}, follow=True)


def link_in(message, part: str) -> str:
    """The link of a mail whose address has `part`."""
    return next(link for link in LINK.findall(text_of(message)) if part in link)


def confirmed(client, office, place: str, address: str = ANN, **given) -> str:
    """Ask and confirm as a person does; the address of the page to manage it by."""
    assert ask(client, place, address, **given).status_code == 200
    send_alerts()
    answer = client.post(link_in(office.to(address)[-1], "/confirm/"))
    assert answer.status_code == 302
    return answer["Location"].partition("?")[0]


# --- from the form to the last mail -----------------------------------------------------------------


def test_whole_way_from_the_form_to_the_end(client, office):
    opinion = factory.make_opinion()
    place = f"{opinion.get_absolute_url().rstrip('/')}.alert"
    assert "Alerts by e-mail" in body(client.get(place))
    manage = confirmed(client, office, place, how_often="daily")
    assert Alert.objects.get().how_often == "daily" and not Request.objects.exists()
    page = body(client.get(manage))
    assert ANN in page and opinion.title in page
    client.post(manage, {"act": "change", "alert": Alert.objects.get().pk, "how_often": "at-once"})
    assert Alert.objects.get().how_often == "at-once"
    new(factory.make_event, opinion, "submitted")
    send_alerts()
    assert len(office.taken) == 2
    answer = client.post(manage, {"act": "stop", "alert": Alert.objects.get().pk}, follow=True)
    assert "Your address is erased" in body(answer)
    assert not Subscriber.objects.exists()
    new(factory.make_event, opinion, "discussed")
    assert send_alerts().sent == 0


def test_looking_changes_nothing(client, office):
    opinion = factory.make_opinion()
    ask(client, f"/opinions/{opinion.slug}.alert")
    send_alerts()
    for method in (client.get, client.head, client.get):
        method(link_in(office.taken[0], "/confirm/"))
    assert not Alert.objects.exists()
    client.post(link_in(office.taken[0], "/confirm/"))
    new(factory.make_event, opinion, "submitted")
    send_alerts()
    for link in LINK.findall(text_of(office.taken[1])):
        for method in (client.get, client.head):
            assert method(link).status_code == 200
    assert Alert.objects.count() == 1


def test_one_click_of_a_mail_program_stops_all_without_cookie_or_token_of_a_form(office):
    opinion = factory.make_opinion()
    follow(opinion), follow("/changes.alert")
    new(factory.make_event, opinion, "submitted")
    send_alerts()
    [message] = office.taken
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    link = message["List-Unsubscribe"].strip().strip("<>").removeprefix("https://tracker.example")
    strict = Client(enforce_csrf_checks=True)
    answer = strict.post(link, {"List-Unsubscribe": "One-Click"})
    assert answer.status_code == 200 and not answer.cookies
    assert not Subscriber.objects.exists() and not Alert.objects.exists()
    assert strict.post(link, {"List-Unsubscribe": "One-Click"}).status_code == 404


@pytest.mark.parametrize("page", ["", "stop/", "confirm/"])
def test_forged_token_opens_nothing(client, office, page):
    person = follow("/changes.alert").subscriber
    for token in (person.key, f"{person.key}~", f"{person.key}~AAAA", "x~y", "~", "%00", "é"):
        for method in (client.get, client.post):
            assert method(f"/alerts/{page}{token}/").status_code == 404
    assert Subscriber.objects.count() == 1


def test_token_of_one_page_does_not_open_another(client, office):
    ask(client, "/changes.alert")
    send_alerts()
    token = link_in(office.taken[0], "/confirm/").split("/")[3]
    assert client.post(f"/alerts/stop/{token}/").status_code == 404
    assert client.get(f"/alerts/{token}/").status_code == 404


def test_token_ends_with_the_address(client, office):
    manage = confirmed(client, office, "/changes.alert")
    client.post(manage, {"act": "erase"})
    again = confirmed(client, office, "/changes.alert")
    assert again != manage and client.get(manage).status_code == 404


def test_nobody_changes_the_alert_of_somebody_else(client, office):
    manage, other = confirmed(client, office, "/changes.alert"), follow("/changes.alert", "bob@example.org")
    for act in ("stop", "change"):
        sent = {"act": act, "alert": other.pk, "how_often": "weekly"}
        assert client.post(manage, sent).status_code == 400
    other.refresh_from_db()
    assert other.how_often == "at-once"


@pytest.mark.parametrize("number", ["", "x", "9" * 30, "-1", "1; drop"])
def test_nonsense_for_an_alert_is_refused(client, office, number):
    manage = confirmed(client, office, "/changes.alert")
    assert client.post(manage, {"act": "stop", "alert": number}).status_code == 400


def test_asking_again_for_the_same_changes_how_often(client, office):
    confirmed(client, office, "/changes.alert", how_often="weekly")
    confirmed(client, office, "/changes.alert", how_often="daily")
    assert Alert.objects.get().how_often == "daily"


def test_significant_events_alone(client, office):
    opinion = factory.make_opinion()
    confirmed(client, office, f"/opinions/{opinion.slug}.alert", importance="significant")
    assert Subject.objects.get().query == "importance=significant"
    new(factory.make_event, opinion, "discussed"), new(factory.make_event, opinion, "commented")
    assert send_alerts().sent == 0 or "commented" not in text_of(office.taken[-1])
    new(factory.make_event, opinion, "adopted")
    assert send_alerts().sent == 1


# --- what is kept of an address ------------------------------------------------------------------------


def rows_with(words: str) -> list[str]:
    """Every table of the database that has `words` in some row."""
    found = []
    for model in apps.get_models(include_auto_created=True):
        for row in model._base_manager.values():
            if words in str(row).lower():
                found.append(model._meta.label)
    return found


def test_erased_address_is_nowhere(client, office, caplog, capfd):
    opinion = factory.make_opinion()
    manage = confirmed(client, office, f"/opinions/{opinion.slug}.alert")
    ask(client, "/changes.alert", ANN.upper())
    office.answers[ANN] = "550 no such user ann@example.org"
    new(factory.make_event, opinion, "submitted")
    send_alerts()
    assert rows_with("ann@example.org")
    client.post(manage, {"act": "erase"})
    assert rows_with("ann@") == []
    assert "ann@" not in caplog.text and "ann@" not in "".join(capfd.readouterr())
    assert not Mail.objects.exists()


def test_requester_s_network_is_kept_apart_from_the_address_and_for_a_day(client, office):
    ask(client, "/changes.alert")
    assert set(rows_with("127.0.0.1")) == {"wtpf_tracker.Asking"}
    send_alerts(timezone.now() + timedelta(days=1, hours=1))
    assert not Asking.objects.exists()


def test_addresses_are_in_no_export_and_in_no_admin():
    own = {Alert, Asking, Entry, Mail, Request, Subject, Subscriber}
    assert not own & {table.model for table in RECORD.tables}
    assert not own & set(admin.site._registry)


def test_no_cookie_is_set_and_no_page_is_kept(client, office):
    manage = confirmed(client, office, "/changes.alert")
    for place in ("/changes.alert", "/alerts/asked/", manage):
        answer = client.get(place)
        assert not answer.cookies and "no-store" in answer["Cache-Control"]
        assert answer["Referrer-Policy"] == "no-referrer" and "noindex" in answer["X-Robots-Tag"]


# --- limits -------------------------------------------------------------------------------------


def test_page_answers_the_same_whether_an_address_is_known(client, office):
    follow("/changes.alert", "known@example.org")
    answers = [ask(client, "/changes.alert", address) for address in ("known@example.org", "new@example.org")]
    assert answers[0].content == answers[1].content
    assert [answer.redirect_chain for answer in answers] == [[("/alerts/asked/", 302)]] * 2


def test_one_address_gets_three_confirmations_a_day_whoever_asks(office):
    for number in range(9):
        address = ["ann@example.org", "ANN@example.org", "ann+x@example.org"][number % 3]
        answer = ask(Client(REMOTE_ADDR=f"192.0.2.{number}"), "/changes.alert", address)
        assert "Look into your mail" in body(answer)
    send_alerts()
    assert len(office.taken) == 3


def test_one_network_asks_ten_times_an_hour(office):
    client = Client(REMOTE_ADDR="2001:db8::1")
    for number in range(10):
        assert ask(client, "/changes.alert", f"p{number}@example.org").status_code == 200
    neighbour = Client(REMOTE_ADDR="2001:db8::ffff")
    refused = ask(neighbour, "/changes.alert", "p11@example.org")
    assert refused.status_code == 429 and "Try again tomorrow" in refused.content.decode()
    assert ask(Client(REMOTE_ADDR="2001:db8:1::1"), "/changes.alert", "p12@example.org").status_code == 200
    assert Request.objects.count() == 11


def test_ten_thousand_waiting_requests_are_enough(client, office, monkeypatch):
    monkeypatch.setattr(asking, "MOST_WAITING", 1)
    ask(client, "/changes.alert")
    assert ask(client, "/changes.alert", "bob@example.org").status_code == 429


# --- addresses ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (" Ann@Example.ORG ", "Ann@example.org"),
        ("ann@bücher.example", "ann@xn--bcher-kva.example"),
        ("ann+list@example.org", "ann+list@example.org"),
    ],
)
def test_address_is_kept_as_mail_servers_know_it(typed, kept):
    assert asking.cleaned_address(typed) == kept


@pytest.mark.parametrize(
    "typed",
    ["", "ann", "ann@", "@example.org", "jörg@example.org", "ann@example.org\nBcc: bob@example.org",
     "ann@example.org,bob@example.org", "a b@example.org", f"{'a' * 250}@example.org", "ann@exa mple.org",
     "Ann <ann@example.org>", "ann@example.org\x00"],
)  # fmt: skip
def test_what_is_no_address_is_refused_with_a_sentence(client, office, typed):
    answer = ask(client, "/changes.alert", typed)
    assert 'class="alert-error"' in body(answer)
    send_alerts()
    assert office.taken == [] and not Request.objects.exists()


@given(st.text(max_size=60))
def test_any_text_is_an_address_or_refused(text):
    try:
        address = asking.cleaned_address(text)
    except ValidationError as problem:
        assert problem.messages[0].endswith(".")
    else:
        assert address.isascii() and address.isprintable() and " " not in address


def test_mail_to_a_domain_of_another_script_arrives(client, office):
    ask(client, "/changes.alert", "ann@bücher.example")
    send_alerts()
    assert office.recipients == ["ann@xn--bcher-kva.example"]


# --- one query string, many forms -----------------------------------------------------------------------

LISTS = ["opinions", "documents", "stakeholders", "meetings", "schedule", "sources", "positions", "pledges"]
LISTS += ["discrepancies", "not-known"]


@pytest.mark.parametrize("name", LISTS)
def test_list_leads_to_its_alert_with_the_same_question(client, office, name):
    make_world()
    content = body(client.get(f"/{name}/?page=1"))
    assert f'<a href="/{name}.alert" type="text/html">e-mail</a>' in content
    assert client.get(f"/{name}.alert").status_code == 200


def test_things_and_searches_lead_to_their_alerts(client, office):
    world = make_world()
    index.rebuild()
    topic = factory.make_topic(world.process)
    for thing in (world.opinion, world.stakeholder, world.meeting, topic):
        place = thing.get_absolute_url().rstrip("/")
        assert f'href="{place}.alert"' in body(client.get(f"{place}/"))
        assert client.get(f"{place}.alert").status_code == 200
    assert 'href="/search.alert?q=draft"' in body(client.get("/search/?q=draft"))
    version = world.opinion.revisions.get()
    place = version.get_absolute_url().rstrip("/")
    assert f'href="{place}.alert"' in body(client.get(f"{place}/"))
    assert f'href="{place}.alert?p=2"' in body(client.get(f"{place}.alert"))
    assert "Paragraph 2 of" in body(client.get(f"{place}.alert?p=2"))


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/opinions.alert?outcome=nonsense", 400),
        ("/opinions.alert?outcome=open&outcome=open", 400),
        ("/changes.alert?importance=great", 400),
        ("/search.alert", 400),
        ("/search.alert?q=the", 200),
        ("/opinions.alert?q=" + "x" * 600, 400),
        ("/opinions/nothing.alert", 404),
        ("/instruments.alert", 404),
    ],
)
def test_alert_refuses_what_the_page_refuses(client, office, address, status):
    assert client.get(address).status_code == status
    assert client.post(address, {"address": ANN, "how_often": "daily"}).status_code in (status, 302)


def test_day_gone_by_is_left_out_and_said(client, office):
    assert "The day in the address" in body(client.get("/opinions.alert?as_of=2013-02-11")).replace(
        "the day in", "The day in"
    )
    ask(client, "/opinions.alert?as_of=2013-02-11&page=2&sort=title")
    assert Request.objects.get().query == ""


def test_without_a_mail_server_the_page_says_so_and_leads_to_the_feed(client, office, settings):
    opinion = factory.make_opinion()
    settings.SENDS_MAIL = False
    place = f"/opinions/{opinion.slug}"
    content = body(client.get(f"{place}.alert"))
    assert "Alerts are not sent here" in content and f'href="{place}.atom"' in content
    assert "Alerts are not sent here" in body(ask(client, f"{place}.alert"))
    assert not Request.objects.exists()


def test_pages_ask_few_queries_however_much_there_is(client, office):
    world = make_world()
    places = ["/changes.alert", "/opinions.alert", "/documents.alert"]
    places += [f"{row.get_absolute_url().rstrip('/')}.alert" for row in (world.opinion, world.meeting)]
    before = [queries_of(client, place) for place in places]
    world.grow(2)
    assert [queries_of(client, place) for place in places] == before
    assert max(before) <= 10


def test_page_of_alerts_asks_a_fixed_number_for_each(client, office):
    manage = confirmed(client, office, "/changes.alert")
    few = queries_of(client, manage)
    for _ in range(3):
        follow(factory.make_opinion())
    assert queries_of(client, manage) <= few + 3 * 3


def test_long_question_costs_little(client, office):
    for place in (f"/search.alert?q={'a ' * 3000}", f"/opinions/x.alert?importance={'y' * 5000}"):
        with CaptureQueriesContext(connection) as queries:
            assert client.get(place).status_code in (400, 404)
        assert len(queries) <= 4, place[:40]
    assert asked_by("/changes.alert").title == "All changes"
