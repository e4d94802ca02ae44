"""“What happened here”: events of several texts, and pledges, entered of one meeting at once."""

import re
from pathlib import Path

import pytest
from django.urls import reverse

from documents.models import Change, Review
from opinions.desk.choices import sources_of
from opinions.desk.happenings import texts_at
from opinions.models import Event, Opinion, Pledge

from . import factory
from .signing_in import sign_in
from .world import queries_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting():
    return factory.make_meeting(slug="ieg-2", short_title="IEG 2")


@pytest.fixture
def desk(client):
    """A browser in which a contributor is signed in."""
    return sign_in(client, factory.make_person("contributors"))


def place(meeting) -> str:
    return reverse("admin:documents_meeting_happened", args=[meeting.pk])


def draft_at(meeting, **fields) -> Opinion:
    """An opinion whose draft came to the meeting."""
    opinion = factory.make_opinion(meeting.process, **fields)
    document = factory.make_contribution(meeting=meeting)
    factory.make_event(opinion, "submitted", date="2012-10-05", contribution=document)
    return opinion


def filled(meeting, **given) -> dict:
    """What a browser sends of the page, with what is `given` put in (`text1_0__kind` for text1-0-kind)."""
    data = {"shared-date": meeting.date, "shared-confidence": "high", "shared-locator": "S3 6"}
    data |= {"shared-sources": [row.pk for row in meeting.sources.all()]}
    data |= {"pledges-TOTAL_FORMS": 5, "pledges-INITIAL_FORMS": 0, "_draft": "1"}
    return data | {name.replace("__", "-"): value for name, value in given.items()}


def line(opinion, number=0, *, kind="discussed", summary="It was talked about.", **more) -> dict:
    """What is typed into a line of a text."""
    said = {"kind": kind, "summary": summary, **more}
    return {f"text{opinion.pk}-{number}-{name}": value for name, value in said.items()}


def sentences(answer) -> str:
    return " ".join(answer.content.decode().split())


# --- which texts -------------------------------------------------------------------------------


def test_texts_of_a_meeting_have_an_event_or_a_document_there(meeting):
    submitted = draft_at(meeting)
    discussed = factory.make_event(meeting=meeting, published=False).opinion
    revision = factory.make_revision(contribution=factory.make_contribution(meeting=meeting))
    factory.make_event(meeting=factory.make_meeting())
    assert set(texts_at(meeting)) == {submitted, discussed, revision.opinion}


def test_what_was_withdrawn_brings_no_text_to_a_meeting(meeting):
    event = factory.make_event(meeting=meeting)
    Event.objects.filter(pk=event.pk).update(withdrawn_at=factory.PUBLISHED, published_at=None)
    assert texts_at(meeting) == []


def test_only_what_may_follow_is_offered_and_what_could_follow_that(desk, meeting):
    opinion = draft_at(meeting)
    first, then = desk.get(place(meeting)).context["form"].texts[0].forms
    kinds = [[value for value, _ in one.fields["kind"].choices] for one in (first, then)]
    assert "discussed" in kinds[0] and "reintroduced" not in kinds[0]
    assert "reintroduced" in kinds[1]
    assert opinion.short_title in sentences(desk.get(place(meeting)))


def test_sources_are_those_of_what_was_told_of_the_meeting_last(meeting):
    report = factory.make_source()
    factory.make_event(meeting=meeting, sources=[report])
    factory.make_event(meeting=meeting, contribution=factory.make_contribution(meeting=meeting))
    assert sources_of(meeting) == [report]


def test_sources_are_at_first_those_of_the_meeting(desk, meeting):
    draft_at(meeting)
    page = desk.get(place(meeting)).context["form"]
    assert page.shared["sources"].value() == [row.pk for row in meeting.sources.all()]
    assert page.shared["date"].value() == meeting.date


# --- entering ----------------------------------------------------------------------------------


def test_several_events_and_pledges_are_entered_at_once(desk, meeting):
    uk = factory.make_stakeholder()
    one, other = draft_at(meeting), draft_at(meeting)
    data = filled(meeting) | line(one, who=[uk.pk], role="speaker", locator="S3 6.1")
    data |= line(one, 1, kind="deferred", summary="Put off.") | line(
        other, kind="presented", summary="Shown."
    )
    data |= {"pledges-0-subject": "A text.", "pledges-0-stakeholders": [uk.pk], "pledged-text": other.pk}
    assert desk.post(place(meeting), data).url == place(meeting)
    entered = Event.objects.filter(meeting=meeting, published_at=None).order_by("pk")
    assert [(row.opinion, row.kind, row.locator) for row in entered] == [
        (one, "discussed", "S3 6.1"), (one, "deferred", "S3 6"), (other, "presented", "S3 6"),
    ]  # fmt: skip
    assert [(actor.stakeholder, actor.role) for actor in entered[0].actors.all()] == [(uk, "speaker")]
    pledge = Pledge.objects.get()
    assert (pledge.opinion, pledge.meeting, pledge.date) == (other, meeting, meeting.date)
    assert list(pledge.sources.all()) == list(entered[0].sources.all()) == list(meeting.sources.all())
    assert Change.objects.filter(act="entered").values("work").distinct().count() == 1


def test_same_event_of_several_texts_is_typed_once(desk, meeting):
    one, other, third = draft_at(meeting), draft_at(meeting), draft_at(meeting)
    data = filled(meeting, together__kind="deferred", together__summary="Put off.")
    desk.post(place(meeting), data | line(one) | {"together-texts": [one.pk, other.pk]})
    kinds = Event.objects.filter(meeting=meeting).values_list("opinion", "kind")
    assert sorted(kinds) == sorted([(one.pk, "discussed"), (one.pk, "deferred"), (other.pk, "deferred")])
    assert not third.events.filter(meeting=meeting).exists()


def test_all_of_it_waits_in_one_review(desk, meeting):
    opinion = draft_at(meeting)
    data = filled(meeting, pledges__0__subject="A text.", _review="1") | line(opinion)
    desk.post(place(meeting), data)
    assert Review.objects.get().title == "What happened at IEG 2"
    assert Review.objects.get().items.count() == 2


def test_text_without_a_document_here_gets_a_line(desk, meeting):
    opinion = factory.make_opinion(meeting.process)
    answer = desk.post(place(meeting), filled(meeting, shared__others=[opinion.pk], _more="texts"))
    assert [text.opinion for text in answer.context["form"].texts] == [opinion]
    data = filled(meeting, shared__others=[opinion.pk]) | line(opinion, kind="announced")
    desk.post(place(meeting), data)
    assert Event.objects.get(meeting=meeting).opinion == opinion


def test_pledge_by_nobody_named_for_no_text_is_entered(desk, meeting):
    data = filled(meeting, pledges__0__subject="A text.", pledges__0__who_note="a delegate")
    desk.post(place(meeting), data)
    pledge = Pledge.objects.get()
    assert (pledge.opinion, pledge.who_note, pledge.key) == (None, "a delegate", "ieg-2-a-text")


def test_more_lines_of_pledges_keep_what_was_typed(desk, meeting):
    answer = desk.post(place(meeting), filled(meeting, pledges__0__subject="A text.", _more="pledges"))
    rows = answer.context["form"].pledges
    assert (len(rows), rows[0]["subject"].value()) == (15, "A text.")


# --- refusing ----------------------------------------------------------------------------------


def test_nothing_is_entered_where_one_line_cannot_stand(desk, meeting):
    one, other = draft_at(meeting), draft_at(meeting)
    data = filled(meeting, pledges__0__subject="A text.", together__summary="It was adopted again.")
    data |= line(one, kind="adopted") | {"together-kind": "adopted", "together-texts": [one.pk, other.pk]}
    answer = desk.post(place(meeting), data)
    assert answer.status_code == 422
    assert f"{one.short_title}:" in str(answer.context["form"].together.errors)
    assert not Event.objects.filter(meeting=meeting).exists() and not Pledge.objects.exists()


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("pledges-0-section", "2.3", "Say what was promised."),
        ("together-kind", "deferred", "Tick the texts."),
        ("together-summary", "Put off.", "Choose what happened."),
        ("shared-date", "soon", "soon"),
    ],
)
def test_half_filled_line_says_what_is_missing(desk, meeting, name, value, sentence):
    draft_at(meeting)
    draft_at(meeting)
    answer = desk.post(place(meeting), filled(meeting) | {name: value})
    assert answer.status_code == 422 and sentence in sentences(answer)


def test_empty_form_says_that_nothing_is_filled_in(desk, meeting):
    assert "Nothing is filled in yet" in sentences(desk.post(place(meeting), filled(meeting)))


def test_sources_are_asked_for(desk, meeting):
    opinion = draft_at(meeting)
    answer = desk.post(place(meeting), filled(meeting, shared__sources=[]) | line(opinion))
    assert answer.context["form"].shared.errors.keys() == {"sources"}


# --- the page ----------------------------------------------------------------------------------


def test_page_asks_as_much_for_one_text_as_for_many(desk, meeting):
    draft_at(meeting)
    few = queries_of(desk, place(meeting))
    for _ in range(4):
        draft_at(meeting)
    assert queries_of(desk, place(meeting)) == few < 20


def test_form_of_a_meeting_leads_to_the_page(desk, meeting):
    form = desk.get(reverse("admin:documents_meeting_change", args=[meeting.pk])).content.decode()
    assert f'href="{place(meeting)}"' in form


def test_page_is_not_for_readers_and_not_of_a_meeting_that_is_not_there(client, desk, meeting):
    meeting_gone = place(meeting).replace(str(meeting.pk), "999999")
    assert desk.get(meeting_gone).status_code == 404
    desk.logout()
    assert desk.get(place(meeting)).status_code == 302
    nobody = sign_in(client, factory.make_person())
    assert nobody.get(place(meeting)).status_code == 403


def test_paper_for_clerks_shows_only_pictures_that_are_there():
    folder = Path(__file__).resolve().parents[1] / "docs"
    shown = re.findall(r"\]\((desk/[\w-]+\.png)\)", (folder / "desk.md").read_text(encoding="utf-8"))
    assert shown and sorted(shown) == sorted(f"desk/{path.name}" for path in (folder / "desk").glob("*.png"))
    assert all((folder / name).stat().st_size < 120_000 for name in shown)
