"""A fact that readers see keeps a source that they see, whatever staff do to the source."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from documents import actions
from documents.models import Fact, Source
from documents.resting import facts_naming
from tests.factory import make_event, make_fact, make_source

pytestmark = pytest.mark.django_db


def form_of(source: Source, **changed) -> dict:
    """Return what the form of `source` sends, with what was `changed`."""
    sent = {field: getattr(source, field) for field in ("key", "title", "kind", "published")}
    return {**sent, "published_at_0": "2020-01-01", "published_at_1": "00:00:00", **changed}


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


def test_list_action_publishes_nothing_on_a_draft_source(admin_client):
    event = make_event(published=False, sources=[make_source(published_at=None)])
    sent = {"action": "publish_chosen", "_selected_action": [event.pk]}
    response = admin_client.post(reverse("admin:opinions_event_changelist"), sent, follow=True)
    assert "cannot be published" in response.content.decode()
    event.refresh_from_db()
    assert not event.is_published


def test_form_publishes_nothing_on_a_draft_source(admin_client):
    fact = make_fact(published=False, sources=[make_source(published_at=None)], text="Words.")
    sent = {"key": fact.key, "process": fact.process_id, "text": "Words.", "confidence": "low"}
    sent |= {"published_at_0": "2020-01-01", "published_at_1": "00:00", "sources": fact.sources.get().pk}
    response = admin_client.post(reverse("admin:documents_fact_change", args=[fact.pk]), sent)
    assert actions.NO_SOURCE in response.context["adminform"].form.errors["sources"]


@pytest.mark.parametrize("page", ["delete", "list"])
@pytest.mark.parametrize("published", [True, False])
def test_source_that_a_fact_names_is_not_deleted(admin_client, page, published):
    source = make_source()
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
    source = make_source()
    admin_client.post(reverse("admin:documents_source_delete", args=[source.pk]), {"post": "yes"})
    assert not Source.objects.exists()


@pytest.mark.parametrize("day", ["", (timezone.localdate() + datetime.timedelta(days=9)).isoformat()])
def test_source_of_published_facts_is_not_hidden(change, day):
    source = make_source()
    make_fact(sources=[source])
    make_event(sources=[source])
    when = {"published_at_0": day, "published_at_1": "00:00" if day else ""}
    response = change(source, **when)
    problems = response.context["adminform"].form.errors["published_at"]
    assert problems == ["2 published facts rest on this source. Unpublish them first."]


def test_source_of_drafts_alone_can_be_hidden(change):
    source = make_source()
    make_fact(sources=[source], published=False)
    assert change(source, published_at_0="", published_at_1="").status_code == 302
    assert not Source.objects.published().filter(pk=source.pk).exists()


def test_source_of_published_facts_can_be_corrected(change):
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
