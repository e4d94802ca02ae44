"""A fact that readers see keeps a source that they see, whatever staff do to the source."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from documents import actions
from documents.desk.states import mark_of, state_of
from documents.desk.withdrawing import withdraw
from documents.models import Fact, Source
from documents.resting import facts_naming
from tests.factory import make_event, make_fact, make_person, make_source

pytestmark = pytest.mark.django_db


def form_of(source: Source, **changed) -> dict:
    """Return what the form of `source` sends, with what was `changed`."""
    sent = {field: getattr(source, field) for field in ("key", "title", "kind", "published")}
    return {**sent, "seen": mark_of(state_of(source)), "why": "A better word.", **changed}


@pytest.fixture
def change(admin_client):
    """Return a function that sends the form of a source."""

    def send(source, **changed):
        address = reverse("admin:documents_source_change", args=[source.pk])
        return admin_client.post(address, form_of(source, **changed))

    return send


def test_fact_of_a_draft_source_alone_is_not_published():
    fact = make_fact(published=False, sources=[make_source(published_at=None)])
    with pytest.raises(ValidationError, match="a source that readers see"):
        actions.publish(fact)
    assert not Fact.objects.published().exists()


def test_fact_of_a_draft_source_and_another_is_published():
    fact = make_fact(published=False, sources=[make_source(published_at=None), make_source()])
    assert actions.publish(fact) == 1


def test_list_action_publishes_a_draft_source_with_what_rests_on_it_and_says_so_before(admin_client):
    source = make_source(published_at=None, title="The minutes")
    event = make_event(published=False, sources=[source])
    sent = {"action": "publish_chosen", "_selected_action": [event.pk]}
    place = reverse("admin:opinions_event_changelist")
    asked = admin_client.post(place, sent).content.decode()
    assert "The minutes" in asked
    event.refresh_from_db()
    assert not event.is_published
    admin_client.post(place, sent | {"confirmed": "yes"})
    for row in (event, source):
        row.refresh_from_db()
        assert row.is_published


@pytest.mark.parametrize("page", ["delete", "list"])
@pytest.mark.parametrize("published", [True, False])
def test_source_that_a_fact_names_is_not_deleted(admin_client, page, published):
    source = make_source(published_at=None)
    make_fact(sources=[source], published=published, text="Rests on it.")
    if page == "delete":
        address, sent = reverse("admin:documents_source_delete", args=[source.pk]), {}
    else:
        address = reverse("admin:documents_source_changelist")
        sent = {"action": "delete_selected", "_selected_action": [source.pk]}
    response = admin_client.post(address, {**sent, "post": "yes"})
    assert Source.objects.filter(pk=source.pk).exists()
    assert "Rests on it." in response.content.decode()


def test_source_that_no_fact_names_is_deleted(admin_client):
    source = make_source(published_at=None)
    admin_client.post(reverse("admin:documents_source_delete", args=[source.pk]), {"post": "yes"})
    assert not Source.objects.exists()


def test_source_of_published_facts_is_not_withdrawn():
    source = make_source()
    make_fact(sources=[source], text="Rests on it.")
    with pytest.raises(ValidationError, match="Published facts need it: “Rests on it.”"):
        withdraw(source, by=make_person("reviewers"), why="Wrong.")
    assert Source.objects.published().filter(pk=source.pk).exists()


def test_source_of_drafts_alone_is_withdrawn():
    source = make_source()
    make_fact(sources=[source], published=False)
    withdraw(source, by=make_person("reviewers"), why="Wrong.")
    assert not Source.objects.published().filter(pk=source.pk).exists()


def test_source_of_published_facts_can_be_corrected(change, settings):
    settings.ONE_PERSON_DESK = True
    source = make_source()
    make_fact(sources=[source])
    assert change(source, title="A better title").status_code == 302
    source.refresh_from_db()
    assert source.title == "A better title"


def test_key_that_could_not_stand_in_an_address_is_refused(change):
    response = change(make_source(), key="S 3/1")
    assert "key" in response.context["adminform"].form.errors


def test_facts_naming_a_source_are_found_in_every_model_once():
    one, other = make_source(), make_source()
    fact, event = make_fact(sources=[one, other]), make_event(sources=[other], published=False)
    assert set(facts_naming([one, other])) == {fact, event}
    assert facts_naming([one, other], shown=True) == [fact]
    assert facts_naming([one]) == [fact]
