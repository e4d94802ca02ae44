"""Whatever is sent to the desk, it is no fault of the site: no address of it ever answers 500."""

import pytest
from django.contrib import admin

from .signing_in import make_staff, sign_in
from .test_locks import Rows

pytestmark = pytest.mark.django_db

# fmt: off
# ruff: noqa: E501
BIG = str(10**30)
NO_ROWS = ("0", "-1", str(2**63), "9" * 3000, "%00", "1_00", "%C2%B2")
QUESTIONS = (
    "q=%00", "q=%ff%fe", f"q={'x' * 5000}", "q=%22'%5C", f"p={BIG}", "p=%00", "o=99.-1.x", f"o={BIG}",
    f"id__exact={BIG}", "id__exact=%00", "id__in=,", f"pk__in={BIG}", "_to_field=password", "_popup=%00",
    "_changelist_filters=%00%26x", "kind__exact=%00", "process__id__exact=%00", f"at__year={BIG}", "at__year=0",
    "at__month=13&at__year=2000", "published_at__isempty=%00", "by__id__exact=%00", "gone=%00",
    "&".join(f"a{number}={number}" for number in range(1500)),
)
BEGINNINGS = (f"meeting={BIG}", "contribution=%C2%B2", f"contribution={BIG}", "meeting=%00", "process=x", "_to_field=%00")
MANY_WORDS = ("why", "seen", "comment", "mark", "at", "title", "slug", "text", "note", "code", "next", "key", "kind")
DATA = (
    {"action": "publish_chosen", "_selected_action": ["\0", "9" * 40, "x"], "index": "x"},
    {"action": "delete_selected", "_selected_action": BIG, "post": "yes", "select_across": "\0"},
    dict.fromkeys(MANY_WORDS, "\0"),
    dict.fromkeys(MANY_WORDS, "x" * 100_000) | {"_publish": ""},
    {"actors-TOTAL_FORMS": "9" * 40, "actors-INITIAL_FORMS": "-1", "_more": "actors", "date": "9" * 4000},
    {"other_titles-TOTAL_FORMS": "1", "other_titles-INITIAL_FORMS": "1", "other_titles-0-id": BIG},
    {"opinion": BIG, "process": "x", "meeting": "\0", "sources": ["\0", BIG, "x"], "_save": ""},
    {"days": BIG, "_link": "", "at": "9999-99-99", "number": BIG, "order": "-1", "_send_back": ""},
    {"facts-submitters": [BIG, "\0"], "text-based_on": "²", "look": "", "what": "\0", "first": BIG, "paste": ""},
)
EVENT = "app_label=opinions&model_name=event"
AUTOCOMPLETE = (
    "app_label=%00", EVENT, f"{EVENT}&field_name=%00", f"{EVENT}&field_name=opinion&term=%00",
    f"{EVENT}&field_name=opinion&page={BIG}", "app_label=x&model_name=y&field_name=z",
    "app_label=auth&model_name=user&field_name=password",
)
# fmt: on


@pytest.fixture
def root(client):
    """A browser of a superuser, to whom all pages are open; a fault of the site is an answer."""
    sign_in(client, make_staff("root", superuser=True))
    client.raise_request_exception = False
    return client


def faults(root, requests) -> list:
    """The requests (method, address, data) that the site answers with a fault of its own."""
    found = []
    for method, address, data in requests:
        answer = getattr(root, method)(address, data)
        if answer.status_code >= 500:
            found.append(
                (
                    method,
                    address[:120],
                    str(data)[:80],
                    repr(answer.exc_info[1])[:150] if answer.exc_info else "",
                )
            )
    return found


def test_rows_that_cannot_be_are_not_found(root):
    doors = [door for door in Rows().doors() if "<" in door.route and "popup" not in door.address]
    asked = []
    for door in {door.route: door for door in doors}.values():
        parts = door.address.split("/")
        places = [at for at, part in enumerate(parts) if part.isdigit()]
        for at in places:
            for number in NO_ROWS:
                address = "/".join([*parts[:at], number, *parts[at + 1 :]])
                asked += [("get", address, {}), ("post", address, door.data)]
    assert len(asked) > 1000
    assert faults(root, asked) == []


def test_questions_that_cannot_be_answered_are_refused(root):
    Rows()
    lists = [f"/admin/{model._meta.label_lower.replace('.', '/')}/" for model in admin.site._registry]
    forms = [f"{page}add/" for page in lists] + ["/admin/missing/", "/admin/opinions/opinion/1/next/"]
    asked = [("get", f"{page}?{question}", {}) for page in lists for question in QUESTIONS]
    asked += [("get", f"{page}?{beginning}", {}) for page in forms for beginning in BEGINNINGS]
    asked += [("get", f"/admin/autocomplete/?{question}", {}) for question in AUTOCOMPLETE]
    assert faults(root, asked) == []


def test_forms_full_of_garbage_are_refused(root):
    doors = {door.route: door for door in Rows().doors() if door.route not in ("logout/",)}
    asked = [("post", door.address, data) for door in doors.values() for data in DATA]
    assert faults(root, asked) == []
