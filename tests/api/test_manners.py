"""How the API answers: entity tags, readers from elsewhere, refusals, limits; the same for everybody."""

import pytest
from django.core.cache import caches
from django.test import Client

from tests import factory
from tests.api.reading import BASE, answer, examples
from tests.exports.test_nothing_unpublished import add_what_has_an_address
from tests.signing_in import make_staff, sign_in
from tests.world import make_world
from wtpf_tracker.api import limits, views

pytestmark = pytest.mark.django_db
LIST = f"{BASE}opinions"


@pytest.fixture
def whole():
    add_what_has_an_address(make_world())


@pytest.fixture
def ten_a_minute(settings, monkeypatch):
    """Ten requests a minute, in a minute that stands still at its twentieth second."""
    settings.API_REQUESTS_PER_MINUTE = 10
    monkeypatch.setattr(limits, "now", lambda: 60_020.0)
    caches["limits"].clear()


def test_every_answer_has_a_strong_tag_by_which_it_is_not_sent_again(client, whole):
    for address in examples().values():
        first = client.get(address)
        assert first["ETag"].startswith('"') and first["Cache-Control"] == "no-cache"
        again = client.get(address, headers={"if-none-match": first["ETag"]})
        assert again.status_code == 304 and again.content == b"" and again["ETag"] == first["ETag"], address
        assert again["Access-Control-Allow-Origin"] == "*"


def test_tag_changes_with_the_record(client):
    first = client.get(LIST)
    factory.make_opinion()
    second = client.get(LIST, headers={"if-none-match": first["ETag"]})
    assert second.status_code == 200 and second["ETag"] != first["ETag"]


def test_head_says_what_get_says_without_its_words(client, whole):
    get, head = client.get(LIST), client.head(LIST)
    assert head.status_code == 200 and head.content == b""
    assert {name: head[name] for name in ("ETag", "Content-Length")} == {
        name: get[name] for name in ("ETag", "Content-Length")
    }


@pytest.mark.parametrize(
    "address", [LIST, f"{BASE}opinions/nothing", f"{BASE}nothing", f"{LIST}?limit=x", BASE]
)
def test_programs_in_browsers_may_read_it_from_anywhere(client, address):
    response = client.get(address, headers={"origin": "https://elsewhere.example"})
    assert response["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in response
    exposed = response["Access-Control-Expose-Headers"].split(", ")
    assert {"ETag", "Link", "Retry-After", "RateLimit-Limit", "RateLimit-Remaining"} <= set(exposed)


def test_browser_may_ask_first(client):
    asked = {"origin": "https://elsewhere.example", "access-control-request-method": "GET"}
    response = client.options(LIST, headers=asked)
    assert response.status_code == 204 and response["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"
    assert "If-None-Match" in response["Access-Control-Allow-Headers"] and response["Allow"]


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "TRACE", "QUERY"])
def test_api_is_only_read(method):
    client = Client(enforce_csrf_checks=True)
    for address in (LIST, f"{BASE}opinions/x", f"{BASE}search", f"{BASE}openapi.json"):
        response = client.generic(method, address)
        assert response.status_code == 405 and response["Allow"] == "GET, HEAD, OPTIONS"
        assert response["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize(
    ("accept", "status"),
    [
        ("", 200),
        ("*/*", 200),
        ("application/json", 200),
        ("application/*;q=0.1", 200),
        ("text/html,application/xhtml+xml,*/*;q=0.8", 200),
        ("application/json;q=0", 406),
        ("text/html", 406),
        ("application/problem+json", 406),
        ("nonsense", 406),
        (";;;,q=x", 406),
    ],
)
def test_form_of_the_answer_is_agreed(client, accept, status):
    assert client.get(LIST, headers={"accept": accept}).status_code == status


def test_address_that_is_none_is_answered_as_a_problem(client):
    said = answer(client, f"{BASE}nothing/", 404)
    assert said["type"] == "/api/v1/docs#problem-404" and said["instance"] == f"{BASE}nothing/"
    assert client.get("/nothing/")["Content-Type"].startswith("text/html")


def test_fault_of_ours_is_a_problem_and_tells_nothing(monkeypatch):
    def fail(request):
        raise RuntimeError("secret words")

    client = Client(raise_request_exception=False)
    monkeypatch.setattr(views, "asked_here", fail)
    response = client.get(LIST)
    assert response.status_code == 500 and response["Content-Type"] == "application/problem+json"
    assert response["Access-Control-Allow-Origin"] == "*" and "secret" not in response.content.decode()


@pytest.mark.parametrize("address", ["/about/", f"{BASE}opinions"])
def test_request_that_django_refuses_is_answered_in_the_form_of_its_place(client, address):
    response = client.get(address, headers={"host": "elsewhere.example"})
    expected = "application/problem+json" if address.startswith(BASE) else "text/html; charset=utf-8"
    assert response.status_code == 400 and response["Content-Type"] == expected


def test_more_parameters_than_django_reads_are_a_problem(client, settings):
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 5
    said = answer(client, f"{LIST}?{'&'.join(f'a{number}=1' for number in range(10))}", 400)
    assert "too many parameters" in said["detail"]


def test_answer_is_the_same_for_whoever_asks_and_sets_no_cookie(client, whole):
    editor = sign_in(Client(), make_staff("editor", superuser=True))
    for address in examples().values():
        plain, known = client.get(address), editor.get(address)
        assert plain.content == known.content and plain["ETag"] == known["ETag"]
        assert not plain.cookies and not known.cookies
        assert "Cookie" not in plain.get("Vary", "")


def test_limit_is_told_and_kept(client, ten_a_minute):
    for used in range(1, 11):
        response = client.get(LIST)
        assert response.status_code == 200
        assert (response["RateLimit-Limit"], response["RateLimit-Remaining"]) == ("10", str(10 - used))
        assert response["RateLimit-Reset"] == "40" and "Retry-After" not in response
    response = client.get(LIST)
    assert response.status_code == 429 and response["Content-Type"] == "application/problem+json"
    assert response["Retry-After"] == "40" and response["Access-Control-Allow-Origin"] == "*"
    assert response.json()["detail"] == "At most 10 requests a minute. Ask again in 40 seconds."
    assert client.get("/opinions/").status_code == 200


def test_next_minute_begins_anew(client, ten_a_minute, monkeypatch):
    assert [client.get(LIST).status_code for _ in range(11)][-1] == 429
    monkeypatch.setattr(limits, "now", lambda: 60_060.0)
    assert client.get(LIST)["RateLimit-Remaining"] == "9"


def test_refusals_and_what_was_had_already_count_too(client, ten_a_minute):
    tag = client.get(LIST)["ETag"]
    assert client.get(LIST, headers={"if-none-match": tag})["RateLimit-Remaining"] == "8"
    assert client.get(f"{BASE}opinions/nothing")["RateLimit-Remaining"] == "7"
    assert client.post(LIST)["RateLimit-Remaining"] == "6"


def test_each_address_has_its_own_and_a_network_of_ipv6_one_together(ten_a_minute):
    def left(address: str) -> str:
        return Client(REMOTE_ADDR=address).get(LIST)["RateLimit-Remaining"]

    assert [left("192.0.2.1"), left("192.0.2.2"), left("192.0.2.1")] == ["9", "9", "8"]
    assert [left("2001:db8::1"), left("2001:db8::2"), left("2001:db8:1::1")] == ["9", "8", "9"]


def test_who_has_no_address_is_not_counted(ten_a_minute):
    response = Client(REMOTE_ADDR="").get(LIST)
    assert response.status_code == 200 and "RateLimit-Limit" not in response


def test_nobody_is_refused_while_the_cache_is_away(client, ten_a_minute, settings, caplog):
    away = {"BACKEND": "django.core.cache.backends.filebased.FileBasedCache", "LOCATION": "/dev/null/away"}
    settings.CACHES = {**settings.CACHES, "limits": away}
    statuses = {client.get(LIST).status_code for _ in range(12)}
    assert statuses == {200} and "nobody is refused meanwhile" in caplog.text


def test_counts_have_room_for_so_many_addresses_and_no_more(settings, ten_a_minute):
    few = {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "few",
        "OPTIONS": {"MAX_ENTRIES": 20},
    }
    settings.CACHES = {**settings.CACHES, "limits": few}
    for number in range(100):
        Client(REMOTE_ADDR=f"192.0.2.{number}").get(f"{BASE}opinions/nothing")
    assert len(caches["limits"]._cache) <= 20


def test_without_a_limit_nothing_is_counted(client):
    assert "RateLimit-Limit" not in client.get(LIST)
