"""Roles: what each group of the desk may do, and what nobody may."""

import pytest
from django.contrib.auth.models import Group, User
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from documents.desk import roles
from documents.models import Change, LinkCheck, LoadedRow, OldAddress
from opinions.models import Event
from tests import factory
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db
EVERYBODY = roles.GROUPS
DECIDERS = ("reviewers", "administrators")

# Who holds which permission; whoever is not named does not.
TABLE = {
    "documents.view_stakeholder": EVERYBODY,
    "documents.add_contribution": EVERYBODY,
    "documents.change_contributionfile": EVERYBODY,
    "documents.add_submission": EVERYBODY,
    "documents.delete_source": EVERYBODY,
    "opinions.view_event": EVERYBODY,
    "opinions.add_event": EVERYBODY,
    "opinions.change_revision": EVERYBODY,
    "opinions.delete_gap": EVERYBODY,
    "documents.view_review": EVERYBODY,
    "documents.view_change": EVERYBODY,
    "documents.view_linkcheck": EVERYBODY,
    "documents.view_oldaddress": EVERYBODY,
    "documents.add_oldaddress": DECIDERS,
    "documents.delete_oldaddress": DECIDERS,
    "documents.change_oldaddress": (),
    "documents.decide_review": DECIDERS,
    "documents.view_loadedrow": ("administrators",),
    "wtpf_tracker.view_doorevent": ("administrators",),
    "wtpf_tracker.delete_doorevent": (),
    "auth.view_user": ("administrators",),
    "auth.add_user": ("administrators",),
    "auth.change_user": ("administrators",),
    "auth.view_group": ("administrators",),
    "auth.delete_user": (),
    "auth.change_group": (),
    "auth.change_permission": (),
    "documents.add_review": (),
    "documents.change_review": (),
    "documents.delete_review": (),
    "documents.change_reviewitem": (),
    "documents.add_change": (),
    "documents.change_change": (),
    "documents.delete_change": (),
    "documents.change_loadedrow": (),
    "documents.delete_loadedrow": (),
    "sessions.view_session": (),
    "contenttypes.change_contenttype": (),
}


@pytest.mark.parametrize("group", EVERYBODY)
@pytest.mark.parametrize("permission", TABLE)
def test_group_holds_what_the_table_says(group, permission):
    assert factory.make_person(group).has_perm(permission) == (group in TABLE[permission])


@pytest.mark.parametrize("permission", TABLE)
def test_person_without_a_group_may_nothing(permission):
    assert not factory.make_person().has_perm(permission)


def test_groups_hold_nothing_beside_the_record_reviews_and_accounts():
    allowed = {model._meta.label_lower for model in roles.record_models()}
    for group in EVERYBODY:
        for permission in roles.permissions_of([group]):
            app, _, name = permission.partition(".")
            thing = f"{app}.{name.partition('_')[2]}"
            assert thing in allowed or permission in TABLE, permission


def test_permissions_name_what_there_is():
    known = {
        f"{model._meta.app_label}.{act}_{model._meta.model_name}"
        for model in (*roles.record_models(), Change, LinkCheck, LoadedRow, OldAddress)
        for act in roles.ACTS
    }
    others = roles.ACCOUNTS | {"documents.view_review", "wtpf_tracker.view_doorevent", roles.DECIDE}
    assert roles.permissions_of(EVERYBODY) <= known | others


def test_groups_are_there_after_migrating():
    factory.make_person(*EVERYBODY)
    assert set(Group.objects.values_list("name", flat=True)) == set(EVERYBODY)


def test_other_groups_give_nothing_of_the_desk():
    assert roles.permissions_of(["editors", "superusers"]) == set()
    assert not factory.make_person("editors").has_perm("opinions.add_event")


def test_account_that_is_closed_may_nothing():
    assert not factory.make_person("administrators", is_active=False).has_perm("opinions.add_event")


def test_several_groups_add_up():
    person = factory.make_person("contributors", "reviewers")
    assert person.has_perm(roles.DECIDE) and person.has_perm("opinions.add_event")


def test_permissions_of_a_person_are_asked_for_once():
    person = User.objects.get(pk=factory.make_person("reviewers").pk)
    with CaptureQueriesContext(connection) as queries:
        for permission in TABLE:
            person.has_perm(permission)
    assert len(queries) <= 3


# --- the second pair of eyes -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("group", "may"), [("contributors", False), ("reviewers", True), ("administrators", True)]
)
def test_who_publishes_what_another_entered(group, may):
    row = factory.make_stakeholder(published=False)
    factory.make_change(row, by=factory.make_person("contributors"), act="entered")
    assert (roles.refusal_to_publish(factory.make_person(group), [row]) == "") == may


@pytest.mark.parametrize("group", DECIDERS)
def test_nobody_publishes_ones_own(group, settings):
    person, row = factory.make_person(group), factory.make_stakeholder(published=False)
    factory.make_change(row, by=person, act="entered")
    assert "somebody else has to publish it" in roles.refusal_to_publish(person, [row])
    settings.ONE_PERSON_DESK = True
    assert roles.refusal_to_publish(person, [row]) == ""


def test_superuser_does_not_publish_ones_own_either():
    person = factory.make_person(is_superuser=True)
    row = factory.make_stakeholder(published=False)
    factory.make_change(row, by=person, act="entered")
    assert roles.refusal_to_publish(person, [row])


def test_one_person_desk_gives_a_contributor_nothing(settings):
    settings.ONE_PERSON_DESK = True
    assert roles.refusal_to_publish(factory.make_person("contributors"), [])


def test_authors_are_asked_for_in_a_query_a_kind():
    rows = [factory.make_stakeholder(published=False) for _ in range(3)]
    rows += [factory.make_event(published=False) for _ in range(3)]
    people = [factory.make_person() for _ in rows]
    for row, person in zip(rows, people, strict=True):
        factory.make_change(row, by=person, act="entered")
    with CaptureQueriesContext(connection) as queries:
        assert roles.authors_of(rows) == {person.pk for person in people}
    assert len(queries) == 2


# --- on the pages ------------------------------------------------------------------------------


@pytest.mark.parametrize("group", EVERYBODY)
def test_first_page_says_what_waits_and_in_which_role_one_is_here(client, group):
    sign_in(client, factory.make_person(group))
    page = client.get(reverse("admin:index")).content.decode()
    assert "What waits" in page and f"You are here as {group[:-1]}." in page
    assert ("Waits for you" in page) == (group in DECIDERS)


def test_first_page_of_somebody_without_a_role_says_nothing_of_the_queue(client):
    sign_in(client, factory.make_person())
    assert "What waits" not in client.get(reverse("admin:index")).content.decode()


@pytest.mark.parametrize("group", EVERYBODY)
def test_list_offers_publishing_to_those_who_decide(client, group):
    factory.make_event(published=False)
    sign_in(client, factory.make_person(group))
    page = client.get(reverse("admin:opinions_event_changelist")).content.decode()
    assert ("publish_chosen" in page) == (group in DECIDERS) and "review_chosen" in page


def test_contributor_who_forges_the_action_publishes_nothing(client):
    event = factory.make_event(published=False)
    sign_in(client, factory.make_person("contributors"))
    data = {"action": "publish_chosen", "_selected_action": [event.pk]}
    client.post(reverse("admin:opinions_event_changelist"), data)
    assert not Event.objects.published().exists()


def test_save_by_anybody_is_a_draft(client):
    for group in EVERYBODY:
        sign_in(client, factory.make_person(group))
        data = {"slug": group, "name": group, "short_name": group, "category": "member-state"}
        client.post(reverse("admin:documents_stakeholder_add"), {**data, "confidence": "high"})
    assert (
        roles.record_models()
        and len(rows := list(factory.Stakeholder.objects.filter(slug__in=EVERYBODY))) == 3
    )
    assert not any(row.is_published for row in rows)
