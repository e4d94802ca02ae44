"""A form that is sent after a session has ended is kept, and sent with one click by its person."""

import time

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from lxml import html

from documents.models import Stakeholder
from wtpf_tracker.doors.kept import KEPT, MOST_CHARACTERS

from . import factory
from .signing_in import PASSWORD, code_of, give_factor, make_staff, sign_in

pytestmark = pytest.mark.django_db

ADD = "/admin/documents/stakeholder/add/"
TYPED = {
    "name": "Ruritania <b>&",
    "short_name": "Ruritania",
    "category": "member-state",
    "confidence": "high",
    "note": "One\r\nTwo",
    "_save": "Save",
}


@pytest.fixture
def ada(client):
    """A contributor who is in, in `client`."""
    person = make_staff("ada", "contributors", password=PASSWORD)
    sign_in(client, person)
    client.get("/admin/")
    return person


def end_session(client):
    session = client.session
    session["seen"] = int(time.time()) - 24 * 3600
    session.save()


def sent_too_late(client, path=ADD, **given):
    """What the desk answers to a form that is sent after the session has ended."""
    end_session(client)
    return client.post(path, {**TYPED, "sources": [factory.make_source().pk], **given})


def come_back(client, person):
    """Sign in again in the same browser, with password and code."""
    client.post("/admin/login/", {"username": person.username, "password": PASSWORD})
    client.post("/admin/second-factor/code/", {"code": code_of(give_factor(person))})
    assert client.get("/admin/").status_code == 200


def kept_fields(page) -> dict:
    """The fields of the form that the page offers to send, by name."""
    found = html.fromstring(page.content.decode()).find_class("kept-form")
    return {name: value for form in found for name, value in form.form_values()}


def test_what_was_typed_is_offered_and_saved_with_one_click(client, ada):
    answer = sent_too_late(client)
    assert answer.status_code == 302 and answer.url.startswith("/admin/login/")
    assert not Stakeholder.objects.exists()
    come_back(client, ada)
    fields = kept_fields(client.get(ADD))
    assert {name: fields[name] for name in ("name", "category")} == {
        "name": TYPED["name"],
        "category": TYPED["category"],
    }
    answer = client.post(ADD, fields)
    assert answer.status_code == 302, html.fromstring(answer.content).xpath("//*[@class='errorlist']//text()")
    assert Stakeholder.objects.get().name == TYPED["name"]
    assert kept_fields(client.get(ADD)) == {}


def test_it_is_shown_on_its_own_page_only(client, ada):
    sent_too_late(client)
    come_back(client, ada)
    assert kept_fields(client.get("/admin/")) == {}
    assert kept_fields(client.get(f"{ADD}?x=1")) == {}
    assert kept_fields(client.get(ADD))


def test_nobody_else_sees_it(client, ada):
    sent_too_late(client)
    come_back(client, make_staff("bob", "contributors", password=PASSWORD))
    assert kept_fields(client.get(ADD)) == {}


def test_it_is_not_shown_before_the_code_is_given(client, ada):
    sent_too_late(client)
    client.post("/admin/login/", {"username": "ada", "password": PASSWORD})
    assert b"Ruritania" not in client.get(ADD, follow=True).content


def test_signing_out_forgets_it(client, ada):
    sent_too_late(client)
    come_back(client, ada)
    client.post("/admin/logout/")
    assert KEPT not in client.session


def test_names_of_files_are_said_and_not_their_bytes(client, ada):
    sent_too_late(client, file=SimpleUploadedFile("minutes.txt", b"secret words"))
    come_back(client, ada)
    page = client.get(ADD).content.decode()
    assert "choose minutes.txt again" in page and "secret words" not in page


@pytest.mark.parametrize("path", ["/admin/password_change/", "/admin/auth/user/add/"])
def test_passwords_are_not_kept(client, ada, path):
    sent_too_late(client, path, password1="a secret of mine")
    assert KEPT not in client.session


def test_what_is_too_long_is_not_kept(client, ada):
    sent_too_late(client, note="x" * MOST_CHARACTERS)
    assert KEPT not in client.session


def test_stranger_leaves_nothing_in_a_session(client):
    client.post(ADD, TYPED)
    assert KEPT not in client.session


def test_form_of_another_site_is_refused_as_ever(ada):
    browser = Client(enforce_csrf_checks=True)
    sign_in(browser, ada)
    end_session(browser)
    assert browser.post(ADD, TYPED).status_code == 403
    assert KEPT not in browser.session
