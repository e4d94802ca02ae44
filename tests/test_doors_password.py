"""Signing in with name and password: who goes where, what is refused, when the door closes, what it says."""

import datetime

import pytest
from axes.models import AccessAttempt
from django.contrib.auth.hashers import MD5PasswordHasher
from django.contrib.auth.models import User
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.utils import timezone

from .signing_in import PASSWORD, make_staff, sign_in

pytestmark = pytest.mark.django_db

LOGIN = "/admin/login/"
INSIDE = "_auth_user_id"


@pytest.fixture(autouse=True)
def _quick_passwords(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


def try_in(client, name="ada", password=PASSWORD, onwards="", **headers):
    """Send the form of signing in; return the answer."""
    return client.post(LOGIN, {"username": name, "password": password, "next": onwards}, **headers)


def fail(client, times, name="ada", **headers):
    """Give a wrong password so many times; return the last answer."""
    for number in range(times):
        answer = try_in(client, name, f"wrong {number}", **headers)
    return answer


def test_contributor_is_in_by_password_alone(client):
    make_staff("ada", "contributors", password=PASSWORD)
    answer = try_in(client)
    assert answer.status_code == 302 and answer.url == "/admin/"
    assert client.get("/admin/").status_code == 200


def test_somebody_in_is_not_asked_again(client):
    sign_in(client, make_staff())
    assert client.get(LOGIN).url == "/admin/"


@pytest.mark.parametrize(
    ("onwards", "leads"),
    [
        ("/admin/opinions/gap/?q=x", "/admin/opinions/gap/?q=x"),
        ("https://evil.example/", "/admin/"),
        ("//evil.example/admin/", "/admin/"),
        ("javascript:alert(1)", "/admin/"),
        ("/\\evil.example", "/admin/"),
    ],
)
def test_next_leads_on_inside_the_site_alone(client, onwards, leads):
    make_staff(password=PASSWORD)
    assert try_in(client, onwards=onwards).url == leads


def test_refusals_do_not_tell_whether_the_name_exists(client):
    make_staff(password=PASSWORD)
    User.objects.create_user("reader", password=PASSWORD)
    User.objects.create_user("gone", password=PASSWORD, is_staff=True, is_active=False)
    tries = [("ada", "wrong"), ("nobody", "wrong"), ("reader", PASSWORD), ("gone", PASSWORD)]
    pages = [try_in(client, name, password) for name, password in tries]
    assert {page.status_code for page in pages} == {200}
    assert len({tuple(page.context["form"].non_field_errors()) for page in pages}) == 1
    assert INSIDE not in client.session


def test_password_of_nobody_is_hashed_as_that_of_somebody(client, monkeypatch):
    hashed = []
    encode = MD5PasswordHasher.encode
    monkeypatch.setattr(MD5PasswordHasher, "encode", lambda *given: hashed.append(given) or encode(*given))
    make_staff(password=PASSWORD)
    made = len(hashed)
    try_in(client, "ada", "wrong")
    for_somebody = len(hashed) - made
    try_in(client, "nobody", "wrong")
    assert len(hashed) - made == 2 * for_somebody


def test_fifth_failure_closes_the_door_to_the_name_from_the_address(client):
    make_staff(password=PASSWORD)
    assert fail(client, 4).status_code == 200
    answer = fail(client, 1)
    assert answer.status_code == 429
    assert 1790 <= int(answer["Retry-After"]) <= 1800
    assert "Try again after" in answer.content.decode() and "in 30 minutes" in answer.content.decode()


def test_right_password_is_not_looked_at_while_the_door_is_closed(client):
    make_staff(password=PASSWORD)
    fail(client, 5)
    assert try_in(client).status_code == 429
    assert INSIDE not in client.session


def test_door_is_closed_to_names_nobody_has_alike(client):
    make_staff(password=PASSWORD)
    known, unknown = fail(client, 6), fail(client, 6, name="nobody")
    assert known.status_code == unknown.status_code == 429


def test_another_name_and_another_address_are_still_let_in(client):
    make_staff("ada", password=PASSWORD)
    make_staff("eve", password=PASSWORD)
    fail(client, 6)
    assert try_in(client, "ada", REMOTE_ADDR="192.0.2.7").status_code == 302
    client.logout()
    assert try_in(client, "eve").status_code == 302


def test_twenty_failures_of_any_names_close_the_door_to_the_address(client):
    make_staff("eve", password=PASSWORD)
    for number in range(19):
        assert fail(client, 1, name=f"name {number}").status_code == 200
    assert fail(client, 1, name="one more").status_code == 429
    assert try_in(client, "eve").status_code == 429


def test_own_account_does_not_buy_more_guesses_from_an_address(client):
    make_staff("eve", password=PASSWORD)
    for number in range(19):
        fail(client, 1, name=f"name {number}")
    assert try_in(client, "eve").status_code == 302
    assert fail(client, 1, name="one more").status_code == 429


def test_success_forgets_the_failures_of_the_name(client):
    make_staff(password=PASSWORD)
    fail(client, 4)
    try_in(client)
    client.logout()
    assert fail(client, 4).status_code == 200


def test_door_opens_after_half_an_hour_and_trying_meanwhile_does_not_put_it_off(client):
    make_staff(password=PASSWORD)
    fail(client, 5)
    AccessAttempt.objects.update(attempt_time=timezone.now() - datetime.timedelta(minutes=29))
    answer = fail(client, 3)
    assert answer.status_code == 429 and int(answer["Retry-After"]) <= 60
    AccessAttempt.objects.update(attempt_time=timezone.now() - datetime.timedelta(minutes=31))
    assert try_in(client).status_code == 302


def test_typed_names_are_not_kept_by_the_throttle(client):
    fail(client, 1, name="my secret password")
    kept = AccessAttempt.objects.values().get()
    assert "secret" not in str(kept)


def test_sender_does_not_choose_the_address(client):
    for number in range(5):
        answer = fail(client, 1, HTTP_X_FORWARDED_FOR=f"192.0.2.{number}")
    assert answer.status_code == 429


def test_proxy_names_the_address_where_one_stands(client, settings):
    settings.BEHIND_PROXY = True
    for number in range(5):
        answer = fail(client, 1, HTTP_X_FORWARDED_FOR=f"10.0.0.{number}, 192.0.2.7")
    assert answer.status_code == 429
    assert fail(client, 1, HTTP_X_FORWARDED_FOR="192.0.2.7, 192.0.2.8").status_code == 200


def test_network_of_ipv6_is_counted_as_one_address(client):
    for number in range(5):
        answer = fail(client, 1, REMOTE_ADDR=f"2001:db8:1:2::{number}")
    assert answer.status_code == 429
    assert fail(client, 1, REMOTE_ADDR="2001:db8:1:3::1").status_code == 200


def test_nobody_gets_in_when_failures_cannot_be_counted(client, settings):
    make_staff(password=PASSWORD)
    settings.AXES_LOCKOUT_PARAMETERS = ["no such thing"]
    with pytest.raises(ValueError, match="no such thing"):
        try_in(client)
    assert INSIDE not in client.session


@pytest.mark.parametrize("password", ["too short", "123456789012345", "1qaz2wsx3edc", "ada.lovelace"])
def test_bad_password_is_refused(password):
    person = User(username="ada.lovelace", email="ada@example.org")
    with pytest.raises(ValidationError):
        validate_password(password, person)


def test_password_of_several_words_is_taken():
    assert validate_password(PASSWORD, User(username="ada")) is None


def test_changed_password_ends_the_other_sessions(client):
    person = sign_in(client, make_staff(password=PASSWORD)) and User.objects.get()
    other = sign_in(type(client)(), person)
    new = {
        "old_password": PASSWORD,
        "new_password1": "five small herons",
        "new_password2": "five small herons",
    }
    assert client.post("/admin/password_change/", new).status_code == 302
    assert client.get("/admin/").status_code == 200
    assert other.get("/admin/").status_code == 302


def test_short_password_is_refused_with_a_sentence_on_the_page(client):
    sign_in(client, make_staff(password=PASSWORD))
    new = {"old_password": PASSWORD, "new_password1": "heron", "new_password2": "heron"}
    assert "at least 12 characters" in client.post("/admin/password_change/", new).content.decode()


def test_first_superuser_of_a_new_installation_can_get_in(client, monkeypatch):
    monkeypatch.setenv("DJANGO_SUPERUSER_PASSWORD", PASSWORD)
    call_command("createsuperuser", username="ada", email="", interactive=False, verbosity=0)
    assert try_in(client).url == "/admin/second-factor/set-up/"
    assert "Install an authenticator app" in client.get("/admin/second-factor/set-up/").content.decode()
