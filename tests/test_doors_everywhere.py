"""No address of the desk lets in who gave the password alone; sessions end; the public sees no cookie."""

import time

import pytest
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import URLPattern, get_resolver

from wtpf_tracker.doors.factor import make_recovery_codes

from . import factory
from .signing_in import PASSWORD, code_of, give_factor, make_staff, sign_in

pytestmark = pytest.mark.django_db

# What the door itself answers to those who are not in yet, and must.
OPEN = {"/admin/login/", "/admin/logout/", "/admin/second-factor/code/", "/admin/second-factor/set-up/"}
HOUR = 3600


def addresses(patterns=None, before="/") -> list[str]:
    """Return an address for each route below /admin/, any argument being 1."""
    found = []
    for each in patterns or get_resolver().url_patterns:
        route = f"{before}{each.pattern}"
        if not route.startswith("/admin/"):
            continue
        found += [route] if isinstance(each, URLPattern) else addresses(each.url_patterns, route)
    return found


def filled(route: str) -> str:
    """Return the address of a route: `<path:object_id>` becomes 1, a pattern its first example."""
    if "(?P<app_label>" in route:
        return "/admin/opinions/"
    if "(?P<url>" in route:
        return "/admin/no/such/page/"
    return "/".join("1" if part.startswith("<") else part for part in route.split("/"))


ALL = sorted({filled(route) for route in addresses()} - OPEN)


@pytest.fixture
def stopped(client):
    """A browser whose superuser gave the right password, but no code."""
    user = make_staff(superuser=True)
    give_factor(user)
    client.force_login(user)
    return client


def test_walk_finds_the_addresses_of_the_desk():
    wanted = [
        "password_change/",
        "autocomplete/",
        "jsi18n/",
        "opinions/event/1/history/",
        "auth/user/1/password/",
    ]
    wanted += ["documents/contributionfile/1/enter/", "auth/user/1/reset-second-factor/"]
    assert [f"/admin/{each}" for each in wanted if f"/admin/{each}" not in ALL] == []
    assert len(ALL) > 100
    assert not [address for address in ALL if "<" in address or "(" in address]


@pytest.mark.parametrize("method", ["get", "post"])
def test_every_address_of_the_desk_is_refused_before_the_code(stopped, method):
    for address in ALL:
        answer = getattr(stopped, method)(address)
        assert answer.status_code == 302, address
        assert answer.url.startswith(("/admin/login/", "/admin/second-factor/code/")), (address, answer.url)


def test_every_address_of_the_desk_is_refused_before_a_factor_is_set_up(client):
    client.force_login(make_staff("ada", "administrators"))
    for address in ALL:
        answer = client.get(address)
        assert answer.status_code == 302, address
        assert answer.url.startswith(("/admin/login/", "/admin/second-factor/set-up/")), (address, answer.url)


def test_popup_and_query_do_not_pass_round_the_door(stopped):
    for query in ("_popup=1", "_to_field=id", "next=/admin/"):
        assert stopped.get(f"/admin/opinions/event/add/?{query}").status_code == 302


def test_post_before_the_code_writes_nothing(stopped):
    gap = factory.make_gap()
    stopped.post(f"/admin/opinions/gap/{gap.pk}/delete/", {"post": "yes"})
    stopped.post("/admin/password_change/", {"old_password": "x"})
    assert type(gap).objects.filter(pk=gap.pk).exists()


def test_refusal_keeps_the_address_to_go_on_to(stopped):
    page = stopped.get("/admin/opinions/gap/?q=x", follow=True)
    assert page.context["next"] == "/admin/opinions/gap/?q=x"


@pytest.mark.parametrize("onwards", ["https://evil.example/", "//evil.example", "/\\evil.example"])
def test_code_leads_on_inside_the_site_alone(stopped, onwards):
    user = User.objects.get()
    address = "/admin/second-factor/code/"
    assert stopped.get(address, {"next": onwards}).context["next"] == ""
    assert stopped.post(address, {"code": code_of(give_factor(user)), "next": onwards}).url == "/admin/"


def test_recovery_codes_lead_on_inside_the_site_alone(client):
    client.force_login(make_staff("ada", "reviewers"))
    address = "/admin/second-factor/set-up/"
    client.get(address)
    device = type(give_factor(make_staff("eve")))(key=client.session["second_factor_key"])
    page = client.post(address, {"code": code_of(device), "next": "//evil.example"})
    assert page.context["onwards"] == "/admin/"


def test_page_for_readers_does_not_know_who_gave_the_password_alone(stopped):
    answer = stopped.get("/about/")
    assert answer.status_code == 200
    assert not answer.wsgi_request.user.is_authenticated
    assert answer.wsgi_request.person.is_authenticated


def test_signing_out_works_before_the_code(stopped):
    assert stopped.post("/admin/logout/").status_code == 200
    assert stopped.get("/admin/", follow=True).request["PATH_INFO"] == "/admin/login/"


@pytest.mark.parametrize("page", ["", "code/", "set-up/", "recovery-codes/", "remove/"])
def test_pages_of_the_second_factor_ask_for_a_password_first(client, page):
    address = f"/admin/second-factor/{page}"
    assert client.get(address).url == f"/admin/login/?next={address}"
    client.force_login(User.objects.create_user("reader"))
    assert client.get(address).url == f"/admin/login/?next={address}"


@pytest.mark.parametrize("page", ["", "recovery-codes/", "remove/"])
def test_pages_that_change_the_factor_ask_for_the_code_first(stopped, page):
    make_recovery_codes(User.objects.get())
    assert stopped.get(f"/admin/second-factor/{page}").url.startswith("/admin/second-factor/code/")


def aged(client, **seconds):
    """Make the session of a client as old as said."""
    session = client.session
    for name, age in seconds.items():
        session[name] = int(time.time()) - age
    session.save()


@pytest.mark.parametrize(
    ("ages", "status"),
    [
        ({"began": 11 * HOUR, "seen": HOUR}, 200),
        ({"began": 3 * HOUR, "seen": 2 * HOUR + 1}, 302),
        ({"began": 12 * HOUR + 1, "seen": 10}, 302),
    ],
    ids=["in use", "idle", "too long"],
)
def test_session_ends_when_idle_and_after_a_working_day(client, ages, status):
    sign_in(client, make_staff())
    assert client.get("/admin/").status_code == 200
    aged(client, **ages)
    assert client.get("/admin/").status_code == status
    assert Session.objects.exists() == (status == 200)


def test_use_keeps_a_session_from_being_idle(client):
    sign_in(client, make_staff())
    client.get("/admin/")
    aged(client, began=5 * HOUR, seen=HOUR)
    client.get("/admin/")
    assert time.time() - client.session["seen"] < 10
    assert time.time() - client.session["began"] >= 5 * HOUR


def test_session_is_written_at_most_once_a_minute(client):
    sign_in(client, make_staff())
    client.get("/admin/")
    with CaptureQueriesContext(connection) as queries:
        client.get("/admin/")
    assert [each["sql"] for each in queries if "UPDATE" in each["sql"]] == []


def test_age_of_sessions_is_set_by_the_settings(client, settings):
    settings.SESSION_IDLE_AGE = 60
    sign_in(client, make_staff())
    client.get("/admin/")
    aged(client, seen=61)
    assert client.get("/admin/").status_code == 302


def test_typed_code_waits_no_longer_than_the_session(stopped):
    stopped.get("/admin/second-factor/code/")
    aged(stopped, seen=3 * HOUR)
    answer = stopped.post("/admin/second-factor/code/", {"code": code_of(give_factor(User.objects.get()))})
    assert answer.url.startswith("/admin/login/")


@pytest.mark.parametrize("path", ["/", "/about/", "/opinions/", "/documents/", "/no/such/page/"])
def test_page_for_readers_sets_no_cookie_and_reads_no_session(client, path):
    answer = client.get(path)
    assert not answer.cookies
    assert "Cookie" not in answer.get("Vary", "")


def test_page_for_readers_costs_staff_no_query_more(client):
    with CaptureQueriesContext(connection) as anonymous:
        client.get("/about/")
    sign_in(client, make_staff())
    with CaptureQueriesContext(connection) as staff:
        client.get("/about/")
    assert len(staff) == len(anonymous)


def test_pages_of_the_door_are_not_kept_by_browsers(stopped):
    for address in OPEN - {"/admin/logout/", "/admin/second-factor/set-up/"}:
        assert "no-store" in stopped.get(address)["Cache-Control"], address


def test_session_that_ends_is_gone_for_others_who_hold_it(client):
    sign_in(client, make_staff(password=PASSWORD))
    client.get("/admin/")
    held = client.cookies["sessionid"].value
    client.post("/admin/logout/")
    client.cookies["sessionid"] = held
    assert client.get("/admin/").status_code == 302
