"""A withdrawn thing leaves a notice where it stood: 410 with what it was, when and why, and nothing else."""

import pytest
from django.urls import reverse

from documents.desk import reviews, withdrawing
from documents.desk.history import paused
from documents.models import Change, Source

from . import factory
from .signing_in import sign_in
from .test_admin import address

pytestmark = pytest.mark.django_db

WHY = "It was entered twice."


def withdraw(row):
    withdrawing.withdraw(row, by=factory.make_person("reviewers"), why=WHY)
    return row


def make_long_symbol():
    return factory.make_contribution(symbol="WTPF-13/16(Rev.1)-E", summary="Hidden words.")


PAGES = {
    "opinion": lambda: factory.make_opinion(summary="Hidden words."),
    "revision": lambda: factory.make_revision(text="Hidden words.\n\nMore of them."),
    "document": make_long_symbol,
    "unnumbered document": lambda: factory.make_contribution(symbol="", summary="Hidden words."),
    "file": lambda: factory.make_file(content=b"Hidden words."),
    "meeting": lambda: factory.make_meeting(summary="Hidden words."),
    "stakeholder": lambda: factory.make_stakeholder(),
    "process": lambda: factory.make_process(summary="Hidden words."),
    "topic": lambda: factory.make_topic(summary="Hidden words."),
    "source": lambda: factory.make_source(note="Hidden words.") if _has_note() else factory.make_source(),
}


def _has_note():
    return any(field.name == "note" for field in Source._meta.fields)


# --- what readers get --------------------------------------------------------------------------


@pytest.mark.parametrize("kind", PAGES)
def test_withdrawn_page_says_what_it_was_when_and_why_and_nothing_else(client, kind):
    row = PAGES[kind]()
    place = row.get_absolute_url()
    assert client.get(place).status_code == 200
    withdraw(row)
    answer = client.get(place)
    said = answer.content.decode()
    assert answer.status_code == 410 and WHY in said
    assert f"{row.withdrawn_at or type(row).objects.get(pk=row.pk).withdrawn_at:%Y}" in said
    assert "Hidden words" not in said


@pytest.mark.parametrize("kind", PAGES)
def test_page_of_what_was_never_published_is_not_found(client, kind):
    row = PAGES[kind]()
    with paused():
        type(row).objects.filter(pk=row.pk).update(published_at=None)
    answer = client.get(row.get_absolute_url())
    assert answer.status_code == 404 and str(row) not in answer.content.decode()


@pytest.mark.parametrize("kind", PAGES)
def test_withdrawn_thing_is_published_again_through_review(client, kind):
    row = withdraw(PAGES[kind]())
    row.refresh_from_db()
    review = reviews.ask_review(by=factory.make_person("contributors"), rows=[row])
    reviews.approve(review, by=factory.make_person("reviewers"))
    assert client.get(row.get_absolute_url()).status_code == 200
    row.refresh_from_db()
    assert (row.withdrawn_at, row.withdrawn_reason) == (None, "")


def test_other_pages_of_a_withdrawn_revision_are_gone_too(client):
    first, second = factory.make_revision_chain(2)
    withdraw(second)
    slug = first.opinion.slug
    for place in (
        reverse("opinions:authorship", args=[slug, 2]),
        reverse("opinions:fate", args=[slug, 2]),
        reverse("opinions:compare", args=[slug, 1, 2]),
        reverse("opinions:compare_any") + f"?left={slug}:2&right={factory.make_revision().opinion.slug}:1",
    ):
        answer = client.get(place)
        assert answer.status_code == 410, place
        assert f'href="{first.opinion.get_absolute_url()}"' in answer.content.decode()
    assert client.get(reverse("opinions:revision", args=[slug, 3])).status_code == 404


def test_everything_under_a_withdrawn_opinion_is_gone_with_it(client):
    revision = factory.make_revision()
    withdraw(revision.opinion)
    answer = client.get(revision.get_absolute_url())
    assert answer.status_code == 410 and revision.label not in answer.content.decode()


def test_draft_under_a_withdrawn_document_does_not_show_that_it_is_there(client):
    contribution = factory.make_contribution()
    draft = factory.make_file(contribution, published=False)
    withdraw(contribution)
    assert client.get(draft.get_absolute_url()).status_code == 404


@pytest.mark.parametrize("spelling", ["wtpf-13/16 rev 1", "WTPF-13/16(REV.1)", "WTPF-13/16(Rev.1)-E"])
@pytest.mark.parametrize("beginning", ["/documents/", "/d/"])
def test_withdrawn_document_is_gone_under_any_spelling(client, beginning, spelling):
    withdraw(make_long_symbol())
    answers = [
        client.get(beginning + spelling, follow=True),
        client.get(f"{beginning}{spelling}/", follow=True),
    ]
    assert {answer.status_code for answer in answers} <= {404, 410}
    assert 410 in {answer.status_code for answer in answers}


def test_namesake_in_another_process_answers_where_one_was_withdrawn(client):
    gone, kept = (factory.make_contribution(symbol="WTPF-IEG/2/5") for _ in range(2))
    withdraw(gone)
    assert kept.title in client.get("/documents/WTPF-IEG/2/5/", follow=True).content.decode()
    asked = client.get("/documents/WTPF-IEG/2/5/", {"process": gone.process.slug})
    assert asked.status_code == 410
    assert kept.title not in asked.content.decode()


def test_withdrawn_page_of_a_day_is_gone_too(client):
    row = withdraw(factory.make_stakeholder())
    assert client.get(row.get_absolute_url(), {"as_of": "2013-01-01"}).status_code == 410


def test_reason_is_shown_and_not_obeyed(client):
    row = factory.make_stakeholder(short_name="<b>State</b>")
    withdrawing.withdraw(row, by=factory.make_person("reviewers"), why="<script>why</script>")
    said = client.get(row.get_absolute_url()).content.decode()
    assert "<script>why" not in said and "<b>State" not in said


# --- the page of changes -----------------------------------------------------------------------


def test_changes_tell_of_withdrawn_facts_without_saying_what_they_said(client):
    withdraw(factory.make_intervention(summary="Hidden words."))
    said = client.get("/changes/").content.decode()
    assert "A statement" in said and WHY in said and "Hidden words" not in said


def test_changes_tell_nothing_of_what_readers_never_saw(client):
    process = factory.make_process(published_at=None)
    withdraw(factory.make_meeting(process=process, title="Secret meeting", short_title="Secret"))
    assert "Secret" not in client.get("/changes/").content.decode()


def test_event_that_is_withdrawn_moves_the_path(client):
    opinion = factory.make_path("submitted", "adopted")
    withdraw(opinion.events.get(kind="adopted"))
    opinion.refresh_from_db()
    assert opinion.stage == "submitted"


# --- the page of the desk ----------------------------------------------------------------------


@pytest.fixture
def reviewer(client):
    sign_in(client, factory.make_person("reviewers", username="eve"))
    return client


def page(row):
    return address(row._meta.label_lower, "withdraw", row.pk)


def test_page_withdraws_with_a_reason_and_history_keeps_it(reviewer):
    row = factory.make_stakeholder()
    assert "what they see now" in reviewer.get(page(row)).content.decode()
    assert reviewer.post(page(row), {"why": WHY}).status_code == 302
    change = Change.objects.about(type(row), row.pk).first()
    assert (change.act, change.by_name, change.why) == ("withdrawn", "eve", WHY)


def test_page_refuses_without_a_reason(reviewer):
    row = factory.make_stakeholder()
    assert "Say why" in reviewer.post(page(row), {"why": " "}).content.decode()
    row.refresh_from_db()
    assert row.is_published


def test_page_names_what_rests_on_the_thing_and_refuses(reviewer):
    state = factory.make_stakeholder()
    proposed = factory.make_amendment(proposers=[state])
    listed = reviewer.get(page(state)).content.decode()
    assert address("opinions.amendment", "change", proposed.pk) in listed and 'name="why"' not in listed
    reviewer.post(page(state), {"why": WHY})
    state.refresh_from_db()
    assert state.is_published


def test_source_on_which_facts_rest_is_not_withdrawn(reviewer):
    row = factory.make_stakeholder()
    source = row.sources.get()
    assert "Published facts need it" in reviewer.post(page(source), {"why": WHY}).content.decode()
    source.refresh_from_db()
    assert source.is_published


def test_contributor_may_not_withdraw(client):
    client.force_login(factory.make_person("contributors"))
    row = factory.make_stakeholder()
    assert client.post(page(row), {"why": WHY}).status_code == 403
    assert page(row) not in client.get(address("documents.stakeholder", "change", row.pk)).content.decode()


def test_draft_and_nothing_have_nothing_to_withdraw(reviewer):
    row = factory.make_stakeholder(published=False)
    assert "there is nothing to withdraw" in reviewer.get(page(row)).content.decode()
    assert reviewer.get(address("documents.stakeholder", "withdraw", 987654)).status_code == 404
