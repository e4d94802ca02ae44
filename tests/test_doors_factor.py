"""The second factor: who must have one, setting it up, codes, recovery codes, removing and resetting it."""

import re

import pytest
from django.contrib.auth.models import Permission, User
from django.core.management import CommandError, call_command
from django_otp.plugins.otp_static.models import StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from wtpf_tracker.doors.factor import check_code, enrol, make_recovery_codes

from .signing_in import PASSWORD, code_of, give_factor, make_staff, sign_in, wrong_code

pytestmark = pytest.mark.django_db

SET_UP, CODE = "/admin/second-factor/set-up/", "/admin/second-factor/code/"
CODES, REMOVE = "/admin/second-factor/recovery-codes/", "/admin/second-factor/remove/"
MUST = [{"groups": ["reviewers"]}, {"groups": ["administrators"]}, {"groups": [], "superuser": True}]
EACH_WHO_MUST = pytest.mark.parametrize("role", MUST, ids=["reviewer", "administrator", "superuser"])


@pytest.fixture(autouse=True)
def _quick_passwords(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


def half_in(client, user):
    """Let the person give the password alone; return the client."""
    client.force_login(user)
    return client


def enrol_on_page(client, **data):
    """Set up a second factor as a person would; return the answer, with the recovery codes."""
    secret = client.get(SET_UP).context["secret"].replace(" ", "")
    key = client.session["second_factor_key"]
    assert secret.isalnum()
    return client.post(SET_UP, {"code": code_of(TOTPDevice(key=key)), **data})


def allow_again(user):
    """Let the time pass that must lie between two wrong codes."""
    TOTPDevice.objects.filter(user=user).update(throttling_failure_count=0)


@EACH_WHO_MUST
def test_those_who_must_are_led_to_set_it_up_first(client, role):
    half_in(client, make_staff("ada", *role["groups"], superuser=role.get("superuser", False)))
    page = client.get("/admin/opinions/gap/", follow=True)
    assert page.redirect_chain[-1][0] == f"{SET_UP}?next=/admin/opinions/gap/"
    assert "data:image/svg+xml;base64," in page.content.decode()


@EACH_WHO_MUST
def test_nobody_must_where_the_setting_is_off(client, settings, role):
    settings.SECOND_FACTOR = False
    half_in(client, make_staff("ada", *role["groups"], superuser=role.get("superuser", False)))
    assert client.get("/admin/").status_code == 200


def test_who_has_a_factor_is_asked_for_it_even_where_the_setting_is_off(client, settings):
    settings.SECOND_FACTOR = False
    user = make_staff("ada", "contributors")
    give_factor(user)
    assert half_in(client, user).get("/admin/", follow=True).redirect_chain[-1][0] == f"{CODE}?next=/admin/"


def test_contributor_is_not_made_to_and_may(client):
    half_in(client, make_staff("ada", "contributors"))
    assert client.get("/admin/").status_code == 200
    assert "With a second factor" in client.get(SET_UP).content.decode()
    assert len(enrol_on_page(client).context["codes"]) == 10
    assert client.get("/admin/").status_code == 200


def test_setting_up_shows_ten_codes_once_and_lets_in(client):
    half_in(client, make_staff("ada", "reviewers"))
    page = enrol_on_page(client, next="/admin/opinions/gap/")
    assert page.context["onwards"] == "/admin/opinions/gap/"
    assert all(re.fullmatch("[a-z2-7]{4} [a-z2-7]{4}", code) for code in page.context["codes"])
    assert len(set(page.context["codes"])) == 10
    assert "no-store" in page["Cache-Control"]
    assert client.get("/admin/").status_code == 200
    assert "second_factor_key" not in client.session


def test_setting_up_with_a_wrong_code_changes_nothing(client):
    half_in(client, make_staff("ada", "reviewers"))
    client.get(SET_UP)
    key = client.session["second_factor_key"]
    page = client.post(SET_UP, {"code": wrong_code(TOTPDevice(key=key))})
    assert "does not belong to the picture" in page.content.decode()
    assert client.session["second_factor_key"] == key
    assert not TOTPDevice.objects.exists()


def test_setting_up_without_having_seen_the_picture_is_refused(client):
    half_in(client, make_staff("ada", "reviewers"))
    client.post(SET_UP, {"code": code_of(TOTPDevice(key=""))})
    assert not TOTPDevice.objects.exists()


def test_key_of_another_session_is_not_shown(client):
    user = make_staff("ada", "reviewers")
    shown = [half_in(type(client)(), user).get(SET_UP).context["secret"] for _ in range(2)]
    assert shown[0] != shown[1]


def test_password_alone_sets_up_no_second_app(client):
    user = make_staff("ada", "reviewers")
    give_factor(user)
    half_in(client, user)
    assert client.get(SET_UP).url == CODE
    assert client.post(SET_UP, {"code": "123456"}).url == CODE
    assert TOTPDevice.objects.count() == 1


def test_one_person_gets_one_app():
    user, device = make_staff(), TOTPDevice(key="00" * 20)
    assert enrol(user, device.key, code_of(device))
    assert enrol(user, device.key, code_of(device)) is None


def test_right_code_lets_in_under_a_new_session_key(client):
    user = make_staff("ada", "reviewers")
    device = give_factor(user)
    before = half_in(client, user).session.session_key
    answer = client.post(CODE, {"code": code_of(device), "next": "/admin/opinions/gap/"})
    assert answer.url == "/admin/opinions/gap/"
    assert client.session.session_key != before
    assert client.get("/admin/").status_code == 200


@pytest.mark.parametrize("typed", ["{0:.3} {0:}", " {0} ", "{0:.3}-{0:}"])
def test_code_is_taken_as_people_type_it(client, typed):
    user = make_staff("ada", "reviewers")
    code = code_of(give_factor(user))
    typed = typed.replace("{0:}", code[3:]) if "{0:.3}" in typed else typed
    assert half_in(client, user).post(CODE, {"code": typed.format(code)}).status_code == 302


def test_wrong_code_is_refused_with_a_sentence(client):
    user = make_staff("ada", "reviewers")
    page = half_in(client, user).get(CODE)  # no factor yet: elsewhere
    assert page.url == SET_UP
    page = client.post(CODE, {"code": wrong_code(give_factor(user))})
    assert "This code is not right" in page.content.decode()
    assert client.get("/admin/").status_code == 302


def test_code_is_taken_once(client):
    user = make_staff("ada", "reviewers")
    code = code_of(give_factor(user))
    assert half_in(client, user).post(CODE, {"code": code}).status_code == 302
    again = half_in(type(client)(), user)
    assert "was used before" in again.post(CODE, {"code": code}).content.decode()
    assert again.get("/admin/").status_code == 302


def test_code_that_set_up_the_factor_does_not_sign_in(client):
    user, device = make_staff(), TOTPDevice(key="11" * 20)
    code = code_of(device)
    assert enrol(user, device.key, code)
    assert check_code(user, code).device is None


def test_old_code_is_refused():
    user = make_staff()
    assert check_code(user, code_of(give_factor(user), steps=-3)).device is None


def test_after_wrong_codes_even_the_right_one_waits(client):
    user = make_staff("ada", "reviewers")
    device = give_factor(user)
    TOTPDevice.objects.update(throttling_failure_count=6)
    half_in(client, user).post(CODE, {"code": wrong_code(device)})
    page = client.post(CODE, {"code": code_of(device)})
    assert "Try again in 64 seconds" in page.content.decode() or "63 seconds" in page.content.decode()
    allow_again(user)
    assert client.post(CODE, {"code": code_of(device)}).status_code == 302


@pytest.mark.parametrize("typed", ["", "x" * 50, "١٢٣٤٥٦", "12345\x00", "-12345", "1e5"])
def test_nonsense_is_no_code(client, typed):
    user = make_staff("ada", "reviewers")
    give_factor(user)
    assert half_in(client, user).post(CODE, {"code": typed}).status_code == 200
    assert client.get("/admin/").status_code == 302


def test_recovery_code_lets_in_once_and_says_how_many_are_left(client):
    user = make_staff("ada", "reviewers")
    give_factor(user)
    code = make_recovery_codes(user)[0]
    page = half_in(client, user).post(CODE, {"code": code.upper()}, follow=True)
    assert "9 of them are left" in page.content.decode()
    again = half_in(type(client)(), user)
    assert "not right, or was used before" in again.post(CODE, {"code": code}).content.decode()


def test_recovery_code_of_another_is_refused(client):
    user, other = make_staff("ada", "reviewers"), make_staff("eve", "reviewers")
    give_factor(user)
    make_recovery_codes(user)
    code = make_recovery_codes(other)[0]
    assert half_in(client, user).post(CODE, {"code": code}).status_code == 200
    assert StaticToken.objects.count() == 20


def test_device_of_another_in_the_session_lets_nobody_in(client):
    user, other = make_staff("ada", "reviewers"), make_staff("eve", "reviewers")
    give_factor(user)
    half_in(client, user)
    session = client.session
    session["otp_device_id"] = give_factor(other).persistent_id
    session.save()
    assert client.get("/admin/").status_code == 302


def test_signing_in_as_another_does_not_keep_the_code_given(client):
    sign_in(client, make_staff("ada", "reviewers"))
    make_staff("eve", "reviewers", password=PASSWORD)
    answer = client.post("/admin/login/", {"username": "eve", "password": PASSWORD})
    assert answer.url == SET_UP
    assert client.get("/admin/").status_code == 302


def test_password_given_again_asks_for_the_code_again(client):
    sign_in(client, make_staff("ada", "reviewers", password=PASSWORD))
    client.post("/admin/login/", {"username": "ada", "password": PASSWORD})
    assert client.get("/admin/").status_code == 302


def test_new_recovery_codes_take_the_place_of_the_old(client):
    user = make_staff("ada", "reviewers", password=PASSWORD)
    sign_in(client, user)
    old = make_recovery_codes(user)
    page = client.post(CODES, {"password": PASSWORD, "code": code_of(give_factor(user))})
    assert not set(page.context["codes"]) & set(old)
    assert check_code(user, old[0].replace(" ", "")).device is None
    assert "10 recovery codes are left" in client.get("/admin/second-factor/").content.decode()


@pytest.mark.parametrize("address", [CODES, REMOVE])
def test_factor_changes_only_with_password_and_code(client, address):
    user = make_staff("ada", "reviewers", password=PASSWORD)
    device = give_factor(user)
    sign_in(client, user)
    wrong = client.post(address, {"password": "wrong", "code": code_of(device)})
    assert "This is not your password" in wrong.content.decode()
    wrong = client.post(address, {"password": PASSWORD, "code": wrong_code(device)})
    assert "This code is not right" in wrong.content.decode()
    assert TOTPDevice.objects.count() == 1 and not StaticToken.objects.exists()


def test_password_cannot_be_guessed_at_an_open_screen(client):
    sign_in(client, make_staff("ada", "reviewers", password=PASSWORD))
    answers = [client.post(REMOVE, {"password": f"wrong {n}", "code": "123456"}) for n in range(5)]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 200, 429]


def test_removing_the_factor_leads_those_who_must_to_a_new_one(client):
    user = make_staff("ada", "reviewers", password=PASSWORD)
    sign_in(client, user)
    make_recovery_codes(user)
    data = {"password": PASSWORD, "code": code_of(give_factor(user))}
    page = client.post(REMOVE, data, follow=True)
    assert page.request["PATH_INFO"] == SET_UP
    assert not TOTPDevice.objects.exists() and not StaticToken.objects.exists()
    assert client.get("/admin/").status_code == 302


def test_contributor_without_the_factor_goes_on_working(client):
    user = make_staff("ada", "contributors", password=PASSWORD)
    sign_in(client, user)
    page = client.post(REMOVE, {"password": PASSWORD, "code": code_of(give_factor(user))}, follow=True)
    assert "Your second factor was removed" in page.content.decode()


def reset_address(user) -> str:
    return f"/admin/auth/user/{user.pk}/reset-second-factor/"


def an_administrator(name="root"):
    user = make_staff(name, "administrators")
    user.user_permissions.set(Permission.objects.filter(codename__in=["change_user", "view_user"]))
    return user


def test_administrator_resets_the_factor_of_another(client):
    user = make_staff("ada", "reviewers")
    give_factor(user)
    make_recovery_codes(user)
    sign_in(client, an_administrator())
    assert reset_address(user) in client.get(f"/admin/auth/user/{user.pk}/change/").content.decode()
    assert client.get(reset_address(user)).status_code == 200
    assert TOTPDevice.objects.filter(user=user).exists()
    assert client.post(reset_address(user)).status_code == 302
    assert not TOTPDevice.objects.filter(user=user).exists() and not StaticToken.objects.exists()


def test_administrator_resets_neither_the_own_nor_that_of_a_superuser(client):
    own, above = an_administrator(), make_staff("ada", superuser=True)
    give_factor(above)
    sign_in(client, own)
    assert client.post(reset_address(own)).status_code == client.post(reset_address(above)).status_code == 403
    assert TOTPDevice.objects.count() == 2
    assert reset_address(above) not in client.get(f"/admin/auth/user/{above.pk}/change/").content.decode()


def test_reviewer_resets_nobody(client):
    user = make_staff("ada", "reviewers")
    sign_in(client, make_staff("eve", "reviewers"))
    assert client.post(reset_address(user)).status_code == 403


def test_command_resets_the_factor_of_the_only_administrator(capsys):
    user = make_staff("ada", superuser=True)
    give_factor(user)
    call_command("reset_second_factor", "ada")
    assert not TOTPDevice.objects.exists()
    with pytest.raises(CommandError, match="Nobody signs in as “eve”"):
        call_command("reset_second_factor", "eve")


def test_keys_and_recovery_codes_have_no_page_at_the_desk(client):
    sign_in(client, make_staff(superuser=True))
    assert client.get("/admin/otp_totp/totpdevice/").status_code == 404
    assert client.get("/admin/otp_static/staticdevice/").status_code == 404
    assert User.objects.count() == 1
