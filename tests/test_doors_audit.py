"""A row and a line of the log for each who came in, went out or was refused; addresses are forgotten."""

import datetime
import logging

import pytest
from django.contrib.auth.models import Permission, User
from django.core.management import call_command
from django.utils import timezone
from django_otp.plugins.otp_totp.models import TOTPDevice

from wtpf_tracker.doors.audit import What, note
from wtpf_tracker.doors.factor import make_recovery_codes
from wtpf_tracker.models import DoorEvent

from .signing_in import PASSWORD, code_of, give_factor, make_staff, sign_in, wrong_code

pytestmark = pytest.mark.django_db

LOGIN, CODE = "/admin/login/", "/admin/second-factor/code/"
SET_UP, REMOVE = "/admin/second-factor/set-up/", "/admin/second-factor/remove/"


@pytest.fixture(autouse=True)
def _quick_passwords(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def ada():
    """A reviewer with a second factor; what led to her is not in the audit."""
    user = make_staff("ada", "reviewers", password=PASSWORD)
    give_factor(user)
    DoorEvent.objects.all().delete()
    return user


def try_in(client, name="ada", password=PASSWORD):
    return client.post(LOGIN, {"username": name, "password": password})


def written() -> list[tuple[str, str]]:
    """Return what the audit says, oldest first: [("ada", "signed-in"), ...]."""
    return list(DoorEvent.objects.order_by("pk").values_list("name", "what"))


def test_way_in_and_out_is_written(client, ada):
    try_in(client)
    client.post(CODE, {"code": code_of(give_factor(ada))})
    client.post("/admin/logout/")
    assert written() == [("ada", "password"), ("ada", "signed-in"), ("ada", "signed-out")]
    assert set(DoorEvent.objects.values_list("user", "address")) == {(ada.pk, "127.0.0.1")}


def test_way_in_by_password_alone_is_one_row(client):
    make_staff("eve", "contributors", password=PASSWORD)
    DoorEvent.objects.all().delete()
    try_in(client, "eve")
    assert written() == [("eve", "signed-in")]


def test_wrong_password_is_written(client, ada):
    try_in(client, password="wrong")
    assert written() == [("ada", "wrong-password")]


def test_name_nobody_has_is_not_written(client, caplog):
    with caplog.at_level(logging.INFO):
        try_in(client, "my secret password")
    assert written() == [("unknown name", "wrong-password")]
    assert "secret" not in caplog.text
    assert DoorEvent.objects.get().user is None


def test_right_password_of_a_stranger_to_the_desk_is_written(client):
    User.objects.create_user("reader", password=PASSWORD)
    DoorEvent.objects.all().delete()
    try_in(client, "reader")
    assert written() == [("reader", "not-staff")]


def test_empty_form_is_no_refusal(client):
    try_in(client, "", "")
    try_in(client, "ada", "")
    assert written() == []


def test_closed_door_is_written_once_and_counted(client, ada):
    for number in range(8):
        try_in(client, password=f"wrong {number}")
    assert written() == [("ada", "wrong-password")] * 4 + [("ada", "locked-out")]
    assert DoorEvent.objects.get(what="locked-out").times == 4


def test_closed_door_is_written_anew_after_an_hour(client, ada):
    for number in range(6):
        try_in(client, password=f"wrong {number}")
    DoorEvent.objects.update(at=timezone.now() - datetime.timedelta(minutes=61))
    try_in(client)
    assert DoorEvent.objects.filter(what="locked-out").count() == 2


def test_wrong_codes_are_written(client, ada):
    client.force_login(ada)
    TOTPDevice.objects.update(throttling_failure_count=4)
    for _ in range(3):
        client.post(CODE, {"code": wrong_code(give_factor(ada))})
    assert written() == [("ada", "wrong-code"), ("ada", "too-many-codes")]
    assert DoorEvent.objects.get(what="too-many-codes").times == 2


def test_used_recovery_code_is_written(client, ada):
    client.force_login(ada)
    client.post(CODE, {"code": make_recovery_codes(ada)[0]})
    assert written() == [("ada", "recovery-code"), ("ada", "signed-in")]


def test_setting_up_is_written(client):
    client.force_login(make_staff("eve", "reviewers"))
    client.get(SET_UP)
    client.post(SET_UP, {"code": code_of(TOTPDevice(key=client.session["second_factor_key"]))})
    assert written() == [("eve", "enrolled"), ("eve", "signed-in")]


def test_removing_and_refused_removing_are_written(client, ada):
    sign_in(client, ada)
    client.post(REMOVE, {"password": "wrong", "code": "123456"})
    client.post(REMOVE, {"password": PASSWORD, "code": code_of(give_factor(ada))})
    assert written() == [("ada", "wrong-password"), ("ada", "removed")]


def test_new_recovery_codes_are_written(client, ada):
    sign_in(client, ada)
    data = {"password": PASSWORD, "code": code_of(give_factor(ada))}
    client.post("/admin/second-factor/recovery-codes/", data)
    assert written() == [("ada", "new-codes")]


def test_reset_says_who_did_it(client, ada):
    sign_in(client, make_staff("root", superuser=True))
    client.post(f"/admin/auth/user/{ada.pk}/reset-second-factor/")
    assert DoorEvent.objects.values_list("what", "name", "by").get() == ("reset", "ada", "root")


def test_changed_password_is_written_however_it_was_changed(ada):
    ada.set_password("five small herons")
    ada.save()
    assert written() == [("ada", "password-changed")]


def test_each_row_is_a_line_of_the_log(client, ada, caplog):
    with caplog.at_level(logging.INFO, logger="wtpf_tracker.doors"):
        try_in(client, password="wrong")
        sign_in(client, make_staff("root", superuser=True))
        client.post(f"/admin/auth/user/{ada.pk}/reset-second-factor/")
    lines = [each.getMessage() for each in caplog.records if each.name == "wtpf_tracker.doors"]
    assert lines == [
        "ada: refused: wrong name or password, from 127.0.0.1",
        "ada: second factor reset by somebody else, by root, from 127.0.0.1",
    ]


def test_addresses_are_forgotten_after_90_days(ada, capsys):
    for days in (89, 91):
        DoorEvent.objects.create(
            what="signed-out", name="ada", address="192.0.2.7", at=timezone.now() - datetime.timedelta(days)
        )
    call_command("forget_addresses")
    assert capsys.readouterr().out == "1 addresses were emptied.\n"
    assert list(DoorEvent.objects.values_list("address", flat=True)) == ["192.0.2.7", None]


def test_signing_in_forgets_old_addresses(ada):
    old = DoorEvent.objects.create(
        what="signed-out", name="ada", address="192.0.2.7", at=timezone.now() - datetime.timedelta(91)
    )
    note(What.SIGNED_IN, user=ada)
    old.refresh_from_db()
    assert old.address is None


def test_rows_outlive_the_person(ada):
    note(What.SIGNED_IN, user=ada)
    ada.delete()
    assert written() == [("ada", "signed-in")]


def test_audit_is_read_by_those_who_may_and_written_by_nobody(client, ada):
    note(What.SIGNED_IN, user=ada)
    root = make_staff("root", "administrators")
    root.user_permissions.add(Permission.objects.get(codename="view_doorevent"))
    sign_in(client, root)
    page = "/admin/wtpf_tracker/doorevent/"
    assert "signed in" in client.get(page).content.decode()
    assert client.get(f"{page}{DoorEvent.objects.get(what='signed-in').pk}/change/").status_code == 200
    assert client.get(f"{page}add/").status_code == 403


def test_superuser_cannot_change_the_audit(client, ada):
    note(What.SIGNED_IN, user=ada)
    row = DoorEvent.objects.get()
    sign_in(client, make_staff("root", superuser=True))
    page = f"/admin/wtpf_tracker/doorevent/{row.pk}/"
    assert client.post(f"{page}change/", {"name": "eve"}).status_code == 403
    assert client.post(f"{page}delete/", {"post": "yes"}).status_code == 403


def test_audit_is_not_for_reviewers(client, ada):
    sign_in(client, ada)
    assert client.get("/admin/wtpf_tracker/doorevent/").status_code == 403


def test_list_of_the_audit_costs_the_same_for_many_rows(client, django_assert_max_num_queries):
    sign_in(client, make_staff("root", superuser=True))
    for number in range(30):
        note(What.SIGNED_OUT, user=User.objects.create_user(f"person {number}"))
    with django_assert_max_num_queries(12):
        client.get("/admin/wtpf_tracker/doorevent/")
