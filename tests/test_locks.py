"""Every address of the desk by every role: what each may open and write, from one table, and nothing else.

The walk goes over the routes as they are. An address that is in no table fails: say who may open it.
"""

from dataclasses import dataclass

import pytest
from django.apps import apps
from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, get_resolver

from documents.desk import intakes, roles
from documents.models import Publishable
from wtpf_tracker.doors.models import DoorEvent
from wtpf_tracker.missing import LACKS

from . import factory
from .signing_in import give_factor, make_staff, sign_in
from .test_admin import MAKERS

pytestmark = pytest.mark.django_db

# Who may: everybody at the door, whoever is in, the three groups, those who decide, administrators, nobody.
OUTSIDE = ("nobody", "reader", "closed", "unverified")
IN = ("staff", "contributor", "reviewer", "administrator")
DOOR = (*OUTSIDE, *IN)
DESK, DECIDERS, ADMINISTRATORS, NONE = IN[1:], IN[2:], IN[3:], ()

# Pages of one model, by what follows its name; one that is missing here is refused to all three groups.
RECORD = {
    "": DESK,
    "add/": DESK,
    "<path:object_id>/": IN,  # leads on to the page of the row, which asks again
    "<path:object_id>/change/": DESK,
    "<path:object_id>/history/": DESK,
    "<path:object_id>/delete/": DESK,
    "<int:pk>/history/<int:change>/": DESK,
    "<int:pk>/withdraw/": DECIDERS,
}


def looked_at(who) -> dict:
    """Who may open the pages of what only the site itself writes."""
    pages = ("", "<path:object_id>/change/", "<path:object_id>/history/")
    closed = ("add/", "<path:object_id>/delete/")
    return dict.fromkeys(pages, who) | dict.fromkeys(closed, NONE) | {"<path:object_id>/": IN}


# What can be looked at there, and not be written.
READ_ONLY = (
    "documents/oldaddress",
    "documents/linkcheck",
    "documents/loadedrow",
    "wtpf_tracker/doorevent",
    "auth/group",
)


# Tables in and out.
TABLES = {"import/": DESK, "export/<str:form>/": DESK}
ENTERING = ("", "<int:pk>/", "<int:pk>/aside/", "<int:pk>/back/", "<int:pk>/original/")
MODELS = {
    "documents/review": looked_at(DESK)
    | {"preview/<str:label>/<int:pk>/": DESK, "<path:object_id>/look/": DESK},
    "documents/change": looked_at(DESK),
    "documents/linkcheck": looked_at(DESK),
    "documents/oldaddress": looked_at(DESK) | {"add/": DECIDERS, "<path:object_id>/delete/": DECIDERS},
    "documents/loadedrow": looked_at(ADMINISTRATORS),
    "wtpf_tracker/doorevent": looked_at(ADMINISTRATORS),
    "auth/group": looked_at(ADMINISTRATORS),
    "auth/user": looked_at(ADMINISTRATORS)
    | {"add/": ADMINISTRATORS, "<id>/password/": ADMINISTRATORS}
    | {"<int:pk>/reset-second-factor/": ADMINISTRATORS},
    "documents/meeting": RECORD | TABLES | {"<int:pk>/happened/": DESK},
    "documents/stakeholder": RECORD | TABLES,
    "opinions/event": RECORD | TABLES,
    "opinions/intervention": RECORD | TABLES,
    "documents/contribution": RECORD | TABLES | {f"enter/{page}": DESK for page in ENTERING},
    "documents/contributionfile": RECORD | {"<path:object_id>/enter/": DESK, "<int:pk>/download/": DESK},
    "opinions/opinion": RECORD | {"<int:pk>/next/": DESK},
}
OTHERS = {
    "login/": DOOR,
    "logout/": DOOR,
    "second-factor/": IN,
    "second-factor/code/": DOOR,
    "second-factor/set-up/": DOOR,
    "second-factor/recovery-codes/": IN,
    "second-factor/remove/": IN,
    "": IN,
    "password_change/": IN,
    "password_change/done/": IN,
    "jsi18n/": IN,
    "autocomplete/": DESK,
    "missing/": IN,
    "missing/<slug:slug>/": DESK,
    "r/<path:content_type_id>/<path:object_id>/": DESK,
    "^(?P<app_label>auth|documents|opinions|wtpf_tracker)/$": DESK,
    "(?P<url>.*)$": NONE,
}


def routes(patterns=None, before="") -> set[str]:
    """Return each route below /admin/, without that."""
    found = set()
    for each in patterns or get_resolver().url_patterns:
        route = f"{before}{each.pattern}"
        if route.startswith("admin/"):
            found |= {route} if isinstance(each, URLPattern) else routes(each.url_patterns, route)
    return {route.removeprefix("admin/") for route in found}


def split(route: str) -> tuple[str, str]:
    """Return the model that a route is about, as app/model, and what follows; "" where it is about none."""
    app, _, rest = route.partition("/")
    model, _, page = rest.partition("/")
    known = f"{app}.{model}" in {each._meta.label_lower for each in apps.get_models()}
    return (f"{app}/{model}", page) if known else ("", route)


def who_may(route: str) -> tuple[str, ...]:
    """Return who may open a route; KeyError where nobody has decided."""
    model, page = split(route)
    if not model:
        return OTHERS[route]
    of_the_record = {each._meta.label_lower.replace(".", "/") for each in roles.record_models()}
    return (MODELS[model] if model in MODELS else {True: RECORD}[model in of_the_record])[page]


def test_every_address_of_the_desk_is_decided_upon():
    undecided = []
    for route in sorted(routes()):
        try:
            who_may(route)
        except KeyError:
            undecided.append(route)
    assert undecided == []
    assert len(routes()) > 180


# --- the walk ----------------------------------------------------------------------------------

FILLED = {
    "login/": ["login/"],
    "(?P<url>.*)$": ["no/such/page/", "opinions/nosuch/1/"],
    "^(?P<app_label>auth|documents|opinions|wtpf_tracker)/$": ["documents/", "opinions/"],
    "missing/<slug:slug>/": [f"missing/{LACKS[0].slug}/"],
    "autocomplete/": [
        "autocomplete/?app_label=opinions&model_name=event&field_name=opinion",
        "autocomplete/?app_label=documents&model_name=contributionfile&field_name=contribution",
    ],
}
WHY = {"why": "To see what happens.", "post": "yes", "comment": "To see.", "_publish": "", "_save": ""}


@dataclass(frozen=True)
class Door:
    """One address of the desk: the route it stands for, what is sent to it by POST, and who may."""

    route: str
    address: str
    data: dict
    published: bool = False

    def opens_for(self, role: str, method: str) -> bool:
        """Whether a person in this role may send such a request."""
        model, page = split(self.route)
        kept = self.published and page == "<path:object_id>/delete/"
        read_only = method == "post" and model in READ_ONLY and page == "<path:object_id>/change/"
        return role in who_may(self.route) and not kept and not read_only


class Rows:
    """A published row and a draft of each model with pages, and what else addresses name."""

    def __init__(self):
        self.author = factory.make_person("contributors", username="author")
        self.by_model = {}
        for label, make in MAKERS.items():
            self.by_model[label] = [make()]
            if issubclass(apps.get_model(label), Publishable):
                draft = make()
                type(draft)._base_manager.filter(pk=draft.pk).update(published_at=None)
                draft.published_at = None
                self.by_model[label].append(draft)
        draft = self.by_model["documents.stakeholder"][1]
        factory.make_review_item(self.by_model["documents.review"][0], object_pk=draft.pk)
        self.by_model["auth.user"] = [factory.make_person("contributors"), self.author]
        self.by_model["auth.group"] = [Group.objects.get(name="contributors")]
        event = DoorEvent.objects.create(what="signed-in", name="author", user=self.author)
        self.by_model["wtpf_tracker.doorevent"] = [event]
        file = ContentFile(b"Brought.", "brought.txt")
        brought = intakes.bring(files=[file], by=self.author)[0]
        aside = intakes.bring_text(text="Pasted.", by=self.author)
        intakes.put_aside(aside)
        self.brought, self.aside = brought, aside
        self.changes = {
            (label, row.pk): factory.make_change(row, by=self.author, act="entered").pk
            for label, rows in self.by_model.items()
            for row in rows
            if type(row) in roles.record_models()
        }

    def doors(self) -> list[Door]:
        """Every address of the desk, of each row, forms also as windows of their own; signing out is last."""
        ends = sorted(routes(), key=lambda route: (route == "logout/", route))
        found = [Door(route, f"/admin/{end}", *more) for route in ends for end, *more in self._of(route)]
        windows = [
            door for door in found if door.route.endswith(("/add/", "/change/")) and not door.published
        ]
        popup = {"_popup": "1", "_to_field": "id"}
        windows = [
            Door(door.route, f"{door.address}?_popup=1&_to_field=id", door.data | popup) for door in windows
        ]
        return [*windows, *found]

    def _of(self, route: str) -> list[tuple]:
        model, page = split(route)
        if not model:
            return [(end, WHY) for end in FILLED.get(route) or self._plain(route)]
        label = model.replace("/", ".")
        if page.startswith("enter/<int:pk>/"):
            pk = self.aside.pk if page.endswith("back/") else self.brought.pk
            return [(f"{model}/{page.replace('<int:pk>', str(pk))}", WHY)]
        if page == "preview/<str:label>/<int:pk>/":
            draft = self.by_model["opinions.opinion"][1]
            return [(f"{model}/preview/opinions.opinion/{draft.pk}/", WHY)]
        if "<" not in page:
            rows = [row.pk for row in self.by_model[label]]
            acts = ["publish_chosen", "delete_selected"] if page == "" else [""]
            return [(route, WHY | {"action": act, "_selected_action": rows}) for act in acts]
        return [
            (f"{model}/{self._filled(label, page, row)}", WHY, getattr(row, "is_published", False))
            for row in self.by_model[label]
        ]

    def _filled(self, label: str, page: str, row) -> str:
        page = page.replace("<str:form>", "csv")
        for argument in ("<path:object_id>", "<int:pk>", "<id>"):
            page = page.replace(argument, str(row.pk))
        return page.replace("<int:change>", str(self.changes.get((label, row.pk))))

    def _plain(self, route: str) -> list[str]:
        if not route.startswith("r/"):
            return [route]
        rows = self.by_model["opinions.opinion"]
        kind = ContentType.objects.get_for_model(type(rows[0])).pk
        return [f"r/{kind}/{row.pk}/" for row in rows]


def people() -> dict[str, object]:
    """One person of each role; None is nobody."""
    return {
        "nobody": None,
        "reader": make_staff("reader"),
        "closed": make_staff("closed", "administrators"),
        "unverified": make_staff("unverified", "reviewers"),
        "staff": make_staff("staff"),
        "contributor": make_staff("contributor", "contributors"),
        "reviewer": make_staff("reviewer", "reviewers"),
        "administrator": make_staff("administrator", "administrators"),
    }


def browser_of(role: str, person) -> Client:
    """A browser in which the person is signed in as far as the role gets."""
    client = Client()
    if role == "unverified":
        give_factor(person)
        client.force_login(person)
    elif person is not None:
        sign_in(client, person)
    if role == "reader":
        type(person).objects.filter(pk=person.pk).update(is_staff=False)
    if role == "closed":
        type(person).objects.filter(pk=person.pk).update(is_active=False)
    return client


def is_refused(answer) -> bool:
    """Whether an answer shows and does nothing: refused, not found, or led to the door."""
    away = ("/admin/login/", "/admin/second-factor/code/", "/admin/second-factor/set-up/")
    leads_away = answer.status_code == 302 and (answer.url.startswith(away) or answer.url == "/admin/")
    return leads_away or answer.status_code in (403, 404, 405)


def is_welcome(answer) -> bool:
    """Whether an answer comes from the page itself; it may say that it is not for this method."""
    return answer.status_code in (200, 302, 405, 422) and (
        answer.status_code == 405 or not is_refused(answer)
    )


def is_kept_apart(answer) -> bool:
    """Whether no other page may frame an answer, and nobody keeps a copy of it."""
    framed = (
        answer.headers["X-Frame-Options"] == "DENY" and "frame" in answer.headers["Content-Security-Policy"]
    )
    download = answer.streaming and "sandbox" in answer.headers["Content-Security-Policy"]
    return (framed or download) and "no-store" in answer.headers["Cache-Control"]


def everything() -> dict:
    """All rows of all models, without the notes of the door on who came."""
    noted = ("sessions.session", "wtpf_tracker.doorevent", "otp_totp.totpdevice")
    models = [model for model in apps.get_models() if model._meta.label_lower not in noted]
    return {model: list(model._base_manager.order_by("pk").values()) for model in models}


def sent(client, door: Door, method: str):
    """The answer to one request to an address."""
    return client.get(door.address) if method == "get" else client.post(door.address, door.data)


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("role", DOOR)
def test_each_role_opens_what_the_table_says_and_writes_nothing_elsewhere(role, method):
    doors = [door for door in Rows().doors() if who_may(door.route) != DOOR]
    client = browser_of(role, people()[role])
    before = everything()
    closed = [door for door in doors if not door.opens_for(role, method)]
    answers = [(door.address, sent(client, door, method)) for door in closed]
    assert [(place, one.status_code) for place, one in answers if not is_refused(one)] == []
    assert everything() == before
    for door in doors:
        if door.opens_for(role, method):
            with transaction.atomic():
                answer = sent(client, door, method)
                transaction.set_rollback(True)
            assert is_welcome(answer), (door.address, answer.status_code, answer.headers.get("Location"))
            assert is_kept_apart(answer), door.address


def test_walk_goes_to_hundreds_of_addresses():
    doors = Rows().doors()
    assert len({door.address for door in doors}) > 300
    assert {door.route for door in doors} == routes()
    assert any(door.published for door in doors) and not all(door.published for door in doors)


@pytest.mark.parametrize("role", DOOR)
def test_door_itself_answers_everybody(role):
    client = browser_of(role, people()[role])
    for route in (route for route in sorted(routes()) if who_may(route) == DOOR and route != "logout/"):
        for answer in (
            client.get(f"/admin/{route}"),
            client.post(f"/admin/{route}", {"next": "//evil.example"}),
        ):
            assert answer.status_code in (200, 302), route
            assert "evil" not in answer.headers.get("Location", "").partition("?")[0]
