"""Whoever entered a thing does not publish it, by whatever way; and nothing is written past the forms."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from documents.desk import due, intakes, previews, restoring, reviews, withdrawing
from documents.desk.history import work
from documents.desk.states import state_of
from documents.models import Change, Contribution, ContributionFile, Intake, Publishable, Stakeholder
from opinions.models import Event, Opinion

from . import factory
from .signing_in import make_staff, sign_in
from .test_admin import address, event_data, form_data, stakeholder_data
from .test_locks import Rows, everything, who_may

pytestmark = pytest.mark.django_db


@pytest.fixture
def ada():
    """A contributor."""
    return make_staff("ada", "contributors")


@pytest.fixture
def bob():
    """A reviewer."""
    return make_staff("bob", "reviewers")


@pytest.fixture
def desk(client, bob):
    """A browser of the reviewer."""
    return sign_in(client, bob)


def entered(make, *, by, **fields):
    """A draft that `by` entered."""
    row = make(published=False, **fields)
    factory.make_change(row, by=by, act="entered")
    return row


def is_shown(row) -> bool:
    return type(row).objects.get(pk=row.pk).is_published


def choose(desk, row, action="publish_chosen", **more):
    """Let the action of the list be done to one row."""
    data = {"action": action, "_selected_action": [row.pk], **more}
    return desk.post(address(row._meta.label_lower, "changelist"), data, follow=True).content.decode()


def decide(desk, review, **more):
    """Press the button that publishes, on the page of a review."""
    page = f"/admin/documents/review/{review.pk}/change/"
    mark = desk.get(page).context["form"]["mark"].value()
    return desk.post(page, {"mark": mark, "_publish": "", **more})


def save(desk, row, **more):
    """Save the page of a row with something changed."""
    page = address(row._meta.label_lower, "change", row.pk)
    return desk.post(page, form_data(desk.get(page)) | {"why": "So."} | more)


# --- whoever entered it does not publish it ----------------------------------------------------


def test_who_edited_what_another_entered_does_not_publish_it(desk, ada):
    row = entered(factory.make_stakeholder, by=ada)
    review = reviews.ask_review(by=ada, rows=[row])
    assert save(desk, row, name="As Bob has it").status_code == 302
    decide(desk, review)
    assert "You entered or edited" in choose(desk, row)
    assert not is_shown(row)


def test_who_added_a_part_does_not_publish_the_whole(desk, ada):
    row = entered(factory.make_event, by=ada)
    part = {"actors-TOTAL_FORMS": 1, "actors-0-stakeholder": factory.make_stakeholder().pk}
    part |= {"actors-0-role": "speaker", "actors-0-order": 1}
    assert save(desk, row, **part).status_code == 302
    assert row.actors.count() == 1
    assert "You entered or edited" in choose(desk, row)
    assert not is_shown(row)


def test_who_brought_a_file_publishes_neither_it_nor_its_document_with_it(desk, ada):
    row = entered(factory.make_contribution, by=ada)
    review = reviews.ask_review(by=ada, rows=[row])
    data = {"contribution": row.pk, "language": "en", "file": SimpleUploadedFile("a.txt", b"Words.")}
    assert desk.post(address("documents.contributionfile", "add"), data).status_code == 302
    assert "You entered or edited" in choose(desk, row)
    decide(desk, review)
    assert not ContributionFile.objects.published().exists()


def test_review_asked_by_another_account_does_not_launder_ones_own(desk, ada, bob):
    own, other = entered(factory.make_stakeholder, by=bob), entered(factory.make_stakeholder, by=ada)
    review = reviews.ask_review(by=ada, rows=[own, other])
    assert "You entered or edited" in decide(desk, review).content.decode()
    assert not is_shown(own) and not is_shown(other)


def test_correction_one_proposed_is_not_published_by_oneself(desk, ada, bob):
    row = factory.make_stakeholder(name="Old")
    save(desk, row, name="New")
    [item] = reviews.ReviewItem.objects.about(Stakeholder, row.pk)
    assert "You proposed this correction yourself" in decide(desk, item.review).content.decode()
    assert Stakeholder.objects.get(pk=row.pk).name == "Old"


def test_who_brings_back_a_deleted_draft_does_not_publish_it(desk, ada, bob):
    row = entered(factory.make_stakeholder, by=ada)
    pk = row.pk
    with work(by=ada):
        row.delete()
    last = Change.objects.about(Stakeholder, pk).first()
    restoring.restore(last, by=bob, why="It was needed.")
    back = Stakeholder.objects.get(pk=pk)
    assert "You entered or edited" in choose(desk, back) and not is_shown(back)


def test_restoring_a_published_state_of_a_withdrawn_thing_does_not_show_it(desk, bob):
    row = factory.make_stakeholder(name="Seen")
    seen = factory.make_change(row, act="published")
    withdrawing.withdraw(row, by=bob, why="It was wrong.")
    save(desk, row, name="Another")
    page = address("documents.stakeholder", "change_made", row.pk, seen.pk)
    assert desk.post(page, {"why": "Back."}).status_code == 302
    assert Stakeholder.objects.get(pk=row.pk).name == "Seen" and not is_shown(row)
    assert "You entered or edited" in choose(desk, row) and not is_shown(row)


def test_edit_after_approval_for_a_time_is_not_published(desk, ada):
    row = entered(factory.make_stakeholder, by=ada)
    review = reviews.ask_review(by=ada, rows=[row])
    later = timezone.now() + timedelta(days=1)
    reviews.approve(review, by=make_staff("eve", "reviewers"), at=later)
    assert save(desk, row, name="As Bob has it").status_code == 302
    [(_, reason)] = due.publish_due(later + timedelta(hours=1))
    assert "changed after it was approved" in reason and not is_shown(row)


def test_part_added_after_approval_for_a_time_is_not_published(desk, ada):
    row = entered(factory.make_opinion, by=ada)
    review = reviews.ask_review(by=ada, rows=[row])
    later = timezone.now() + timedelta(days=1)
    reviews.approve(review, by=make_staff("eve", "reviewers"), at=later)
    title = {
        "other_titles-TOTAL_FORMS": 1,
        "other_titles-0-title": "Another",
        "other_titles-0-confidence": "low",
    }
    assert save(desk, row, **title).status_code == 302 and row.other_titles.count() == 1
    assert due.publish_due(later + timedelta(hours=1))[0][1] and not is_shown(row)


@pytest.mark.parametrize("mark", ["", "not said", "x", None])
def test_forged_mark_publishes_nothing_unseen(desk, ada, mark):
    review = reviews.ask_review(by=ada, rows=[entered(factory.make_stakeholder, by=ada)])
    data = {"_publish": ""} | ({} if mark is None else {"mark": mark})
    answer = desk.post(f"/admin/documents/review/{review.pk}/change/", data)
    assert answer.status_code == 200 and not Stakeholder.objects.published().exists()


def test_what_happened_next_is_not_published_by_who_entered_it(desk, bob):
    opinion = factory.make_opinion()
    page = address("opinions.opinion", "next", opinion.pk)
    form = desk.get(page).context["form"]
    data = {field.html_name: field.value() or "" for field in form.event}
    data |= {"event-kind": "submitted", "event-date": "2013-01-01", "event-summary": "Sent."}
    data |= event_data(opinion, kind="submitted")
    desk.post(page, data | {"_review": ""})
    for event in Event.objects.all():
        assert "You entered or edited" in choose(desk, event) and not is_shown(event)
    row = entered(factory.make_event, by=bob)
    with pytest.raises(ValidationError):
        reviews.publish_now(by=bob, rows=[row])


def test_withdrawn_thing_that_is_renamed_keeps_the_name_readers_saw(client, ada, bob):
    row = factory.make_opinion(title="As it was", short_title="As it was")
    place = row.get_absolute_url()
    withdrawing.withdraw(row, by=bob, why="It was wrong.")
    assert (
        save(sign_in(Client(), ada), row, title="Unseen words", short_title="Unseen words").status_code == 302
    )
    for page in (place, "/changes/"):
        said = client.get(page).content.decode()
        assert "Unseen words" not in said and "As it was" in said, page


def test_draft_is_not_deleted_where_that_would_take_published_things_along(desk):
    hidden = factory.make_opinion(published=False)
    event = factory.make_event(hidden)
    for answer in (
        desk.post(address("opinions.opinion", "delete", hidden.pk), {"post": "yes"}),
        choose(desk, hidden, "delete_selected", post="yes"),
    ):
        assert Event.objects.filter(pk=event.pk).exists(), answer


# --- fields nobody offered ---------------------------------------------------------------------


def test_fields_that_no_form_offers_are_not_taken(desk):
    moments = {"published_at": "2020-01-01", "published_at_0": "2020-01-01", "published_at_1": "00:00"}
    moments |= {"withdrawn_at": "2020-01-01", "withdrawn_reason": "x"}
    row = factory.make_opinion(published=False)
    title = {
        "other_titles-TOTAL_FORMS": 1,
        "other_titles-0-title": "Another",
        "other_titles-0-confidence": "low",
    }
    title |= {f"other_titles-0-{name}": value for name, value in moments.items()}
    assert save(desk, row, **moments, **title, stage="adopted", id="9").status_code == 302
    row = Opinion.objects.get()
    title = row.other_titles.get()
    assert row.stage == "start"
    assert not any(each.published_at or each.withdrawn_at or each.withdrawn_reason for each in (row, title))


def test_nothing_is_saved_as_new(desk):
    for row in (factory.make_opinion(), factory.make_opinion(published=False)):
        assert save(desk, row, slug="another", title="Another", _saveasnew="").status_code == 403
    assert Opinion.objects.count() == 2 and not Opinion.objects.filter(title="Another").exists()


def test_part_of_another_thing_is_not_taken_over(desk):
    theirs = factory.make_other_title(title="Theirs")
    row = factory.make_opinion(published=False)
    forged = {"other_titles-TOTAL_FORMS": 1, "other_titles-INITIAL_FORMS": 1, "other_titles-0-id": theirs.pk}
    forged |= {
        "other_titles-0-title": "Ours",
        "other_titles-0-opinion": row.pk,
        "other_titles-0-confidence": "low",
    }
    save(desk, row, **forged)
    theirs.refresh_from_db()
    assert theirs.title == "Theirs" and theirs.opinion_id != row.pk


@pytest.mark.parametrize("seen", ["", "x", "0" * 32])
def test_forged_word_on_what_one_saw_overwrites_nothing(desk, ada, seen):
    row = entered(factory.make_stakeholder, by=ada, name="Old")
    assert save(desk, row, name="New", seen=seen).status_code == 200
    assert Stakeholder.objects.get(pk=row.pk).name == "Old"


def test_window_of_its_own_enters_a_draft_and_proposes_corrections(desk):
    data = stakeholder_data(_popup="1", _to_field="id", name="</script><b>", short_name="</script><b>")
    answer = desk.post(address("documents.stakeholder", "add") + "?_popup=1", data)
    assert answer.status_code == 200 and "</script><b>" not in answer.content.decode()
    assert not Stakeholder.objects.get().is_published
    row = factory.make_stakeholder(name="Old")
    assert save(desk, row, name="New", _popup="1").status_code == 200
    assert Stakeholder.objects.get(pk=row.pk).name == "Old"
    [item] = reviews.ReviewItem.objects.about(Stakeholder, row.pk)
    assert item.proposed["fields"]["name"] == "New"


# --- requests from elsewhere -------------------------------------------------------------------


def test_every_address_asks_for_the_token_of_the_form(ada):
    root = sign_in(Client(enforce_csrf_checks=True), make_staff("root", superuser=True))
    doors = {door.route: door for door in Rows().doors()}
    spared = {"login/", "logout/"}
    for door in doors.values():
        answer = root.post(door.address, door.data, headers={"origin": "https://evil.example"})
        assert answer.status_code == 403 or door.route in spared, door.address
    assert root.get("/admin/").status_code == 200
    for route in spared:
        assert root.post(f"/admin/{route}", headers={"origin": "https://evil.example"}).status_code == 403


def test_looking_writes_nothing(desk):
    rows = Rows()
    intakes.read(rows.brought)  # the first look at what was brought keeps what was read
    doors = [door for door in rows.doors() if who_may(door.route) and door.route != "logout/"]
    before = everything()
    for door in doors:
        desk.get(door.address)
    assert everything() == before


# --- files -------------------------------------------------------------------------------------

HOSTILE = {
    "page.html": b"<html><script>alert(1)</script></html>",
    "picture.svg": b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
    "both.pdf": b"%PDF-1.4\n<html><script>alert(1)</script>",
    "both.docx": b"PK\x03\x04<script>alert(1)</script>",
    "plain.txt": b"<script>alert(1)</script>",
    'quoted";x="y.txt': b"x",
    "two\r\nX-Evil: 1.txt": b"x",
    "../../up.txt": b"x",
    "‮txt.exe": b"x",
    "nul\0.txt": b"x",
}


def runs_nowhere(answer) -> bool:
    """Whether an answer is a download that no browser shows, runs or guesses about."""
    kept = answer.headers["Content-Disposition"].startswith("attachment")
    kind = answer.headers["Content-Type"].partition(";")[0]
    harmless = kind in ("application/octet-stream", "application/pdf", "text/plain") or "openxml" in kind
    sandboxed = "sandbox" in answer.headers["Content-Security-Policy"]
    return kept and harmless and sandboxed and answer.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_file_is_a_download_and_nothing_else(desk, name):
    page = "/admin/documents/contribution/enter/"
    desk.post(page, {"files": [SimpleUploadedFile(name, HOSTILE[name])]})
    intake = Intake.objects.get()
    answer = desk.get(f"{page}{intake.pk}/original/")
    assert runs_nowhere(answer) and "X-Evil" not in answer.headers
    intake.name = name.replace("\0", "")  # as a table or the shell might write it
    file = intakes.hand_on(intake, factory.make_contribution())
    answer = desk.get(f"/admin/documents/contributionfile/{file.pk}/download/")
    assert runs_nowhere(answer) and "X-Evil" not in answer.headers
    assert ".." not in file.file.name and Contribution.objects.exists()


def test_link_of_a_preview_ends_with_the_account_that_made_it(client, ada):
    row = entered(factory.make_opinion, by=ada)
    place = f"/preview/{previews.token_of(row, by=ada)}{row.get_absolute_url()}"
    assert client.get(place).status_code == 200
    type(ada).objects.filter(pk=ada.pk).update(is_active=False)
    assert client.get(place).status_code == 410
    assert isinstance(row, Publishable) and state_of(row)["fields"]["published_at"] is None
