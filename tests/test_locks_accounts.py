"""Administrators make accounts; nobody rises above what the groups of the desk hold, or reaches above."""

import pytest
from django.contrib.auth.models import Group, Permission, User

from .signing_in import PASSWORD, make_staff, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def ada():
    return make_staff("ada", "administrators")


@pytest.fixture
def desk(client, ada):
    """A browser of an administrator who is no superuser."""
    return sign_in(client, ada)


def page_of(person) -> str:
    return f"/admin/auth/user/{person.pk}/change/"


def given(person, **more) -> dict:
    """What a browser sends back from the page of a person, with some more."""
    groups = [group.pk for group in person.groups.all()]
    data = {"username": person.username, "is_active": "on", "is_staff": "on", "groups": groups}
    joined = {"date_joined_0": "2020-01-01", "date_joined_1": "00:00:00"}
    return {**data, **joined, **more}


def test_administrator_gives_nobody_more_than_the_groups_of_the_desk(desk, ada):
    everything = [permission.pk for permission in Permission.objects.all()]
    for person in (ada, make_staff("eve", "contributors")):
        data = given(person, is_superuser="on", user_permissions=everything, first_name="Eve")
        assert desk.post(page_of(person), data).status_code == 302
        person = User.objects.get(pk=person.pk)
        assert person.first_name == "Eve"
        assert not person.is_superuser and not person.user_permissions.exists()


def test_administrator_puts_people_into_groups_of_the_desk_alone(desk):
    eve, powers = make_staff("eve"), Group.objects.create(name="powers")
    powers.permissions.set(Permission.objects.filter(codename="delete_user"))
    answer = desk.post(page_of(eve), given(eve, groups=[powers.pk]))
    assert answer.status_code == 200 and not eve.groups.exists()
    assert (
        desk.post(page_of(eve), given(eve, groups=[make_staff("b", "reviewers").groups.get().pk])).status_code
        == 302
    )
    assert [group.name for group in eve.groups.all()] == ["reviewers"]


def test_group_that_somebody_is_in_already_is_kept(desk):
    eve = make_staff("eve", "powers", "contributors")
    assert desk.post(page_of(eve), given(eve, last_name="Y")).status_code == 302
    assert {group.name for group in eve.groups.all()} == {"powers", "contributors"}


def test_new_account_holds_nothing(desk):
    data = {"username": "new", "password1": PASSWORD, "password2": PASSWORD, "usable_password": "true"}
    answer = desk.post(
        "/admin/auth/user/add/", {**data, "is_superuser": "on", "is_staff": "on", "groups": [1, 2, 3]}
    )
    assert answer.status_code == 302
    new = User.objects.get(username="new")
    assert not (new.is_superuser or new.is_staff or new.groups.exists())


def test_account_of_a_superuser_is_closed_to_administrators(desk):
    root = make_staff("root", superuser=True, password=PASSWORD)
    before = User.objects.filter(pk=root.pk).values().get()
    data = {"password1": "x" * 20, "password2": "x" * 20, "usable_password": "true"}
    assert desk.get(page_of(root)).status_code == 200
    assert desk.post(page_of(root), given(root, username="eve", is_active="")).status_code == 403
    for page in (f"/admin/auth/user/{root.pk}/password/", f"/admin/auth/user/{root.pk}/reset-second-factor/"):
        assert desk.post(page, data).status_code == desk.get(page).status_code == 403
    assert User.objects.filter(pk=root.pk).values().get() == before


def test_nobody_deletes_accounts_or_changes_groups(desk, ada):
    eve = make_staff("eve", "contributors")
    group = eve.groups.get()
    chosen = {"action": "delete_selected", "_selected_action": [eve.pk], "post": "yes"}
    desk.post("/admin/auth/user/", chosen)
    desk.post("/admin/auth/group/", {**chosen, "_selected_action": [group.pk]})
    assert desk.post(f"/admin/auth/group/{group.pk}/change/", {"name": "x"}).status_code == 403
    assert desk.post(f"/admin/auth/user/{eve.pk}/delete/", {"post": "yes"}).status_code == 403
    assert User.objects.filter(pk=eve.pk).exists() and Group.objects.get(pk=group.pk).name == "contributors"


def test_superuser_still_gives_what_there_is(client, ada):
    sign_in(client, make_staff("root", superuser=True))
    assert client.post(page_of(ada), given(ada, is_superuser="on")).status_code == 302
    assert User.objects.get(pk=ada.pk).is_superuser


def test_list_of_people_is_not_asked_for_their_passwords(desk, ada):
    for question in ("password__startswith=pbkdf2", "totpdevice__key__startswith=a", "is_superuser__exact=1"):
        assert desk.get(f"/admin/auth/user/?{question}").status_code in (200, 302, 400), question
    assert desk.get("/admin/auth/user/?password__startswith=pbkdf2").status_code == 400
    assert desk.get("/admin/auth/user/?totpdevice__key__startswith=a").status_code == 400
