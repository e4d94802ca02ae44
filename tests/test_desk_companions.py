"""What is reviewed with a fact: the drafts it rests on; and the way from one review to the next."""

import pytest
from django.urls import reverse

from documents.desk.reviews import approve, ask_review
from documents.models import Source

from . import factory
from .signing_in import make_staff, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def ada():
    return make_staff("ada", "contributors")


@pytest.fixture
def bob():
    return make_staff("bob", "reviewers")


def test_source_that_is_a_draft_is_published_with_the_fact_that_names_it(ada, bob):
    source = factory.make_source(published_at=None)
    pledge = factory.make_pledge(sources=[source], published=False)
    review = ask_review(by=ada, rows=[pledge])
    assert review.items.count() == 2
    approve(review, by=bob)
    source.refresh_from_db()
    assert source.is_published


def test_stakeholder_who_is_a_draft_is_reviewed_with_the_document(ada):
    somebody = factory.make_stakeholder(published=False)
    document = factory.make_contribution([somebody], published=False)
    pks = [item.object_pk for item in ask_review(by=ada, rows=[document]).items.all()]
    assert somebody.pk in pks


def test_source_that_was_withdrawn_does_not_come_back_with_a_fact(ada):
    source = factory.make_source()
    fact = factory.make_stakeholder(sources=[source], published=False)
    Source.objects.filter(pk=source.pk).update(published_at=None, withdrawn_at=factory.PUBLISHED)
    assert ask_review(by=ada, rows=[fact]).items.count() == 1


def test_publishing_can_lead_on_to_the_next_review_and_at_last_to_the_queue(client, ada, bob):
    first, second = (ask_review(by=ada, rows=[factory.make_stakeholder(published=False)]) for _ in range(2))
    places = [reverse("admin:documents_review_change", args=[one.pk]) for one in (first, second)]
    sign_in(client, bob)
    mark = client.get(places[0]).context["form"].initial["mark"]
    assert client.post(places[0], {"_publish_next": "1", "mark": mark}).url == places[1]
    mark = client.get(places[1]).context["form"].initial["mark"]
    queue = reverse("admin:documents_review_changelist")
    assert client.post(places[1], {"_publish_next": "1", "mark": mark}).url == queue
