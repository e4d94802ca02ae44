"""Submitters whom the record does not know are entered with their document, or left out on purpose."""

import pytest

from documents.models import Change, Contribution, Review, Stakeholder
from opinions.models import Event, Opinion, Revision
from tests import ieg2
from tests.factory import make_person, make_process, make_stakeholder
from tests.signing_in import sign_in
from tests.test_desk_entry import bring, enter, filled, upload

pytestmark = pytest.mark.django_db
JOINT, UK_DRAFT = ieg2.PAPERS[4], ieg2.PAPERS[12]


@pytest.fixture
def staff(client):
    """A browser in which a contributor is signed in; the record knows a process and nobody who takes part."""
    make_process(short_title="WTPF-13")
    return sign_in(client, make_person("contributors"))


def brought(staff, paper):
    return bring(staff, upload(f"{paper.number}.docx", ieg2.word_file(paper)))


def test_stranger_is_entered_with_the_document_and_waits_in_its_review(staff):
    enter(staff, brought(staff, UK_DRAFT), button="review", facts__stranger_0="member-state")
    uk = Stakeholder.objects.get()
    assert (uk.name, uk.short_name, uk.slug, uk.category) == ("UK", "UK", "uk", "member-state")
    document = Contribution.objects.get()
    assert list(document.submitters.all()) == list(Revision.objects.get().sponsors.all()) == [uk]
    assert list(uk.sources.all()) == list(document.sources.all()) and not uk.is_published
    assert uk.pk in [item.object_pk for item in Review.objects.get().items.all()]
    event = Change.objects.about(Event, Event.objects.get().pk).get()
    assert Change.objects.about(Stakeholder, uk.pk).get().work == event.work


def test_strangers_stand_where_the_document_names_them(staff):
    make_stakeholder(name="Internet Society (ISOC)", short_name="ISOC")
    given = {"facts__stranger_0": "technical", "facts__stranger_2": "technical"}
    enter(staff, brought(staff, JOINT), **given)
    submissions = Contribution.objects.get().submissions.order_by("order")
    assert [str(one.stakeholder) for one in submissions] == ["ICANN", "ISOC", "NRO"]


def test_stranger_of_one_document_is_known_in_the_next(staff):
    enter(staff, brought(staff, UK_DRAFT), facts__stranger_0="member-state")
    second = brought(staff, ieg2.PAPERS[14])
    assert not any("stranger" in name for name in filled(staff, second))


def test_nothing_is_chosen_and_nothing_entered_until_it_is(staff):
    intake = brought(staff, UK_DRAFT)
    page = enter(staff, intake)
    assert "or leave it out." in page.content.decode()
    assert not Contribution.objects.exists() and not Stakeholder.objects.exists()
    enter(staff, intake, facts__stranger_0="left-out")
    assert Contribution.objects.get().submitters.count() == Stakeholder.objects.count() == 0


def test_names_that_are_not_in_the_record_stand_in_what_is_proposed(staff):
    data = filled(staff, brought(staff, UK_DRAFT))
    assert data["text-label"] == "Draft of the UK"
    assert data["event-summary"] == "The UK submitted the draft."


def test_address_of_a_stranger_is_one_that_is_free(staff):
    make_stakeholder(slug="uk", name="University of Kent", short_name="Kent")
    enter(staff, brought(staff, UK_DRAFT), facts__stranger_0="member-state")
    assert Stakeholder.objects.filter(slug="uk-2").exists()


def test_draft_of_a_report_begins_a_report(staff):
    intake = brought(staff, ieg2.PAPERS[1])
    new = {"text__what": "new", "text__new_title": "The report", "text__new_short_title": "Report"}
    enter(staff, intake, facts__stranger_0="secretariat", **new)
    assert Opinion.objects.get().instrument == "report"


def test_name_like_one_of_the_record_is_not_passed_over(staff):
    make_stakeholder(name="United Kingdoms of Nowhere", short_name="Nowhere")
    intake = brought(staff, ieg2.PAPERS[2])
    assert "Nowhere" in enter(staff, intake).content.decode() and not Contribution.objects.exists()
    enter(staff, intake, facts__stranger_0="member-state")
    assert str(Contribution.objects.get().submitters.get()) == "United Kingdom"


def test_stranger_who_was_entered_elsewhere_meanwhile_is_that_one(staff):
    intake = brought(staff, UK_DRAFT)
    uk = make_stakeholder(name="United Kingdom", short_name="UK")
    enter(staff, intake, facts__submitters=None, facts__stranger_0="member-state")
    assert list(Contribution.objects.get().submitters.all()) == [uk]


def test_two_halves_of_one_name_are_that_name(staff):
    make_stakeholder(name="United Kingdom", short_name="United Kingdom")
    data = filled(staff, brought(staff, ieg2.PAPERS[13]))
    assert len(data["facts-submitters"]) == 1 and "facts-stranger_1" not in data
