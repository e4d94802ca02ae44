"""Files that staff bring: kept with what was read of them, handed on as downloads, entered as texts."""

import hashlib
import re

import pytest
from django.contrib.auth.models import Permission
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.urls import NoReverseMatch, reverse

from documents import actions as documents_actions
from documents import filetexts, uploads
from documents.desk.states import mark_of, state_of
from documents.models import ContributionFile
from documents.text.media import media_type_of
from opinions.actions import enter_revision, enter_tracked_revisions
from opinions.models import Revision
from tests.factory import (
    make_contribution,
    make_event,
    make_file,
    make_opinion,
    make_revision,
    make_source,
    make_stakeholder,
)
from tests.signing_in import make_staff, sign_in
from tests.text.wordfile import changed, docx, par, run
from tests.world import queries_of

pytestmark = pytest.mark.django_db

WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
TRACKED = docx(
    par("The fifth World Telecommunication/ICT Policy Forum (Geneva, 2013),")
    + par("is of the view")
    + par(run("that Member States ") + changed("del", "should") + changed("ins", "may") + run(" act,"))
    + par("invites Member States to act.")
)
BEFORE = [
    "The fifth World Telecommunication/ICT Policy Forum (Geneva, 2013),",
    "is of the view",
    "that Member States should act,",
    "invites Member States to act.",
]


@pytest.fixture
def staff(client):
    """A browser in which a superuser is signed in."""
    sign_in(client, make_staff(superuser=True))
    return client


def uploaded(staff, contribution, *files, languages="en"):
    """Bring files on the page of their document, as a person would; return the answer."""
    url = reverse("admin:documents_contribution_change", args=[contribution.pk])
    page = staff.get(url)
    form = page.context["adminform"].form
    data = {name: value for name, value in form.initial.items() if value not in (None, False)}
    data |= {"sources": [source.pk for source in contribution.sources.all()]}
    data |= {"seen": mark_of(state_of(contribution))}
    data |= {"submissions-TOTAL_FORMS": 0, "submissions-INITIAL_FORMS": 0}
    data |= {"files-TOTAL_FORMS": len(files), "files-INITIAL_FORMS": 0}
    for number, (name, content) in enumerate(files):
        data[f"files-{number}-file"] = SimpleUploadedFile(name, content, content_type="text/html")
        data[f"files-{number}-language"] = languages
    return staff.post(url, data)


def bring(staff, name, content, **given) -> ContributionFile:
    """One file brought to a new document."""
    contribution = make_contribution(published=False, **given)
    assert uploaded(staff, contribution, (name, content)).status_code == 302
    return contribution.files.get()


# --- bringing files ----------------------------------------------------------------------------


def test_file_is_kept_with_its_hash_and_what_was_read(staff):
    file = bring(staff, "draft.docx", docx(par("considering") + par("a) that it is so,")))
    assert (file.name, file.media_type, file.extraction) == ("draft.docx", WORD_TYPE, "read")
    assert file.text == "considering\na) that it is so,"
    assert file.extraction_note == "Read as a Word file: 2 paragraphs, 6 words."
    with file.file.open("rb") as stored:
        assert hashlib.sha256(stored.read()).hexdigest() == file.sha256


@pytest.mark.parametrize(
    ("name", "content", "sentence", "kind"),
    [
        ("letter.docx", b"MZ\x90\x00" * 9, "The file is a Windows program", "application/octet-stream"),
        ("letter.docx", b"PK\x03\x04 broken", "damaged", "application/zip"),
        ("letter.pdf", b"%PDF-1.4 broken", "PDF", "application/pdf"),
        ("page.html", b"<html><script>alert(1)</script>", "web page", "application/octet-stream"),
    ],
)
def test_refusal_is_kept_as_a_sentence_and_the_type_follows_from_the_bytes(
    staff, name, content, sentence, kind
):
    file = bring(staff, name, content)
    assert (file.extraction, file.text, file.media_type) == ("refused", "", kind)
    assert sentence in file.extraction_note or name == "page.html"
    assert file.extraction_note.endswith(".")


def test_tracked_changes_are_said_with_their_authors(staff):
    file = bring(staff, "draft.docx", TRACKED)
    assert "The file has 2 tracked changes by Anna." in file.extraction_note
    assert "This is the text with all of them accepted" in file.extraction_note
    assert "may act" in file.text and "should" not in file.text


def test_file_over_the_limit_is_kept_and_not_read(monkeypatch):
    monkeypatch.setattr(uploads, "LIMITS", uploads.LIMITS.__class__(file_size=2**20))
    found = documents_actions.describe_upload(SimpleUploadedFile("big.txt", b"a " * 2**20))
    assert found["extraction_note"] == "The file has 2 MB; the limit is 1 MB."
    assert (found["size"], found["text"]) == (2**21, "")


def test_reading_is_done_before_anything_is_locked(staff, monkeypatch):
    inside = []
    read = uploads.read_safely

    def watched(data, name):
        inside.append(len(transaction.get_connection().savepoint_ids))
        return read(data, name)

    monkeypatch.setattr(uploads, "read_safely", watched)
    bring(staff, "draft.txt", b"A draft.")
    assert inside == [0]


def test_same_bytes_are_refused_for_the_same_document_with_a_sentence(staff):
    file = bring(staff, "draft.txt", b"A draft.")
    answer = uploaded(staff, file.contribution, ("again.txt", b"A draft."))
    assert "The document has this very file already." in answer.content.decode()
    assert ContributionFile.objects.count() == 1


def test_same_bytes_given_twice_at_once_are_refused_with_a_sentence(staff):
    contribution = make_contribution(published=False)
    answer = uploaded(staff, contribution, ("one.txt", b"A draft."), ("two.txt", b"A draft."))
    assert "The same file is given twice." in answer.content.decode()
    assert not ContributionFile.objects.exists()


def test_name_that_is_too_long_is_refused_with_a_sentence(staff):
    answer = uploaded(staff, make_contribution(published=False), ("x" * 240 + ".txt", b"A draft."))
    assert "this filename has at most 100 characters" in answer.content.decode()


def test_stored_file_can_be_read_again(staff):
    file = make_file(content=b"A draft.", text="", extraction="not-tried")
    url = reverse("admin:documents_contributionfile_changelist")
    answer = staff.post(url, {"action": "read_chosen_again", "_selected_action": file.pk}, follow=True)
    file.refresh_from_db()
    assert (file.text, file.extraction) == ("A draft.", "read")
    assert "Read: 1. Refused: 0." in answer.content.decode()


def test_lost_bytes_are_a_sentence_when_read_again(staff):
    file = make_file()
    file.file.storage.delete(file.file.name)
    assert documents_actions.read_again([file]) == 0
    assert file.extraction_note == "The bytes of this file are no longer where they were stored."


def test_type_of_a_file_is_never_one_that_a_browser_runs():
    for beginning in (b"<html>", b"<svg>", b"<?xml?>", b"MZ", b"", b"GIF89a"):
        assert media_type_of(beginning) == "application/octet-stream"


# --- handing them on ---------------------------------------------------------------------------


def test_reader_gets_the_bytes_as_a_download(client):
    file = make_file(content=b"A draft.")
    answer = client.get(file.get_absolute_url())
    assert b"".join(answer.streaming_content) == b"A draft."
    assert file.get_absolute_url() == f"/files/{file.sha256}/draft.txt"
    assert answer["Content-Disposition"] == 'attachment; filename="draft.txt"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer["Content-Type"] == "text/plain"


@pytest.mark.parametrize("kind", ["text/html", "image/svg+xml", "application/xhtml+xml"])
def test_type_that_a_browser_could_run_is_not_passed_on(client, kind):
    assert (
        client.get(make_file(media_type=kind).get_absolute_url())["Content-Type"]
        == "application/octet-stream"
    )


@pytest.mark.parametrize("name", ["Überblick.txt", 'a"b;.txt', "a%2Fb.txt", "приложение.txt"])
def test_odd_names_are_handed_on_safely(client, name):
    answer = client.get(make_file(name=name).get_absolute_url())
    assert answer.status_code == 200
    assert answer["Content-Disposition"].startswith("attachment; filename")


def test_file_of_a_draft_is_not_found(client):
    file = make_file(make_contribution(published=False))
    assert client.get(file.get_absolute_url()).status_code == 404


def test_file_that_a_draft_and_a_published_document_share_is_found(client):
    make_file(make_contribution(published=False))
    assert client.get(make_file().get_absolute_url()).status_code == 200


def test_wrong_name_wrong_hash_and_lost_bytes_are_not_found(client):
    file = make_file()
    assert client.get(f"/files/{file.sha256}/other.txt").status_code == 404
    assert client.get(f"/files/{'0' * 64}/draft.txt").status_code == 404
    assert client.get("/files/%00/draft.txt").status_code == 404
    file.file.storage.delete(file.file.name)
    assert client.get(file.get_absolute_url()).status_code == 404


def test_file_is_only_read(client):
    assert client.post(make_file().get_absolute_url()).status_code == 405


# --- on the page of the document ---------------------------------------------------------------


def document_page(client, file, query="") -> str:
    return client.get(file.contribution.get_absolute_url() + query).content.decode()


def test_page_shows_the_files_and_the_text_as_numbered_paragraphs(client):
    file = make_file(text="considering\na) that it is so,", extraction_note="Read as plain text.")
    text = document_page(client, file)
    assert f'<a href="{file.get_absolute_url()}" download>draft.txt</a> (en, 8\xa0bytes)' in text
    assert "Read as plain text." in text and file.sha256 in text
    assert re.findall(r'id="(p\d)"', text) == ["p1", "p2"]


def test_page_says_why_a_file_was_not_read(client):
    file = make_file(text="", extraction="refused", extraction_note="The file is empty.")
    assert "Not read: The file is empty." in document_page(client, file)


def test_text_is_escaped(client):
    assert "&lt;script&gt;alert" in document_page(client, make_file(text="<script>alert(1)</script>"))


def test_long_text_is_shown_from_its_beginning(client, monkeypatch):
    monkeypatch.setattr(filetexts, "MOST_PARAGRAPHS", 3)
    text = document_page(client, make_file(text="\n".join(f"Line {number}." for number in range(9))))
    assert "Line 2." in text and "Line 3." not in text
    assert "Only the beginning is shown; the whole is in the file." in text


def test_text_of_very_many_letters_is_not_fetched_whole(client, monkeypatch):
    monkeypatch.setattr(filetexts, "MOST_CHARACTERS", 30)
    text = document_page(client, make_file(text="Line one is here.\nLine two is here.\nLine three."))
    assert "Line one is here." in text and "Line two" not in text
    assert "Only the beginning is shown" in text


def test_texts_of_two_files_have_different_addresses(client):
    document = make_contribution()
    make_file(document, b"One.", name="a.txt")
    make_file(document, b"Deux.", name="b.txt", language="fr")
    text = client.get(document.get_absolute_url()).content.decode()
    assert 'id="p1"' in text and 'id="text-2-p1"' in text and 'lang="fr"' in text


def test_page_as_of_a_day_shows_no_files(client):
    assert "draft.txt" not in document_page(client, make_file(), "?as_of=2013-02-11")


def test_page_asks_the_same_with_three_times_the_files(client):
    document = make_contribution()
    make_file(document, b"One.")
    before = queries_of(client, document.get_absolute_url())
    make_file(document, b"Two.")
    make_file(document, b"Three.")
    assert queries_of(client, document.get_absolute_url()) == before


# --- entering the text -------------------------------------------------------------------------


def entering(staff, file, **given):
    """Fill in the form that enters the text of `file`; return the answer."""
    url = reverse("admin:documents_contributionfile_enter", args=[file.pk])
    form = staff.get(url).context["form"]
    data = {}
    for bound in form:
        value = bound.value()
        if hasattr(value, "__iter__") and not isinstance(value, str):
            data[bound.html_name] = [getattr(one, "pk", one) for one in value]
        elif value not in (None, False):
            data[bound.html_name] = getattr(value, "pk", value)
    return staff.post(url, data | given)


def test_tracked_file_is_entered_as_two_revisions_with_pages_of_their_own(staff):
    sponsor, opinion = make_stakeholder(), make_opinion()
    file = bring(staff, "draft.docx", TRACKED, submitters=[sponsor])
    answer = entering(
        staff, file, opinion=opinion.pk, both="on", label_before="First draft", label="Second draft",
        sponsors=[sponsor.pk],
    )  # fmt: skip
    before, after = opinion.revisions.all()
    assert answer.url == reverse("admin:opinions_revision_change", args=[after.pk])
    assert before.text.split("\n") == BEFORE
    assert after.text == file.text == before.text.replace("should", "may")
    assert (list(after.based_on.all()), list(before.based_on.all())) == ([before], [])
    assert (list(after.sponsors.all()), list(before.sponsors.all())) == ([sponsor], [])
    documents_actions.publish(file.contribution, *opinion.revisions.all())
    staff.logout()
    for revision, word in ((before, "should"), (after, "may")):
        page = staff.get(revision.get_absolute_url())
        assert page.status_code == 200
        assert re.findall(r'id="(p\d)"', page.content.decode()) == ["p1", "p2", "p3", "p4"]
        assert word in page.content.decode()
    assert staff.get(reverse("opinions:compare", args=[opinion.slug, 1, 2])).status_code == 200
    assert staff.get(reverse("opinions:authorship", args=[opinion.slug, 2])).status_code == 200


def test_form_proposes_what_the_document_says(staff):
    sponsor, opinion = make_stakeholder(), make_opinion()
    file = bring(staff, "draft.txt", b"considering\n\nthat it is so,", submitters=[sponsor])
    make_event(opinion, contribution=file.contribution)
    form = staff.get(reverse("admin:documents_contributionfile_enter", args=[file.pk])).context["form"]
    assert form.initial["opinion"] == opinion
    assert list(form.initial["sponsors"]) == [sponsor]
    assert (form.initial["first"], form.initial["last"]) == (1, 2)
    assert "both" not in form.fields


def test_form_proposes_the_revision_that_the_changes_were_made_to(staff):
    earlier = make_revision(text="\n".join(BEFORE))
    file = bring(staff, "draft.docx", TRACKED)
    entering(staff, file, opinion=earlier.opinion.pk)
    assert list(earlier.opinion.revisions.get(number=2).based_on.all()) == [earlier]


def test_part_of_a_file_is_entered_and_stays_a_draft(staff):
    file = bring(staff, "draft.txt", b"Document 1\n\nconsidering\n\nthat it is so,")
    opinion = make_opinion()
    entering(staff, file, opinion=opinion.pk, first=2)
    revision = opinion.revisions.get()
    assert revision.text == "considering\nthat it is so,"
    assert (revision.contribution, revision.is_published) == (file.contribution, False)


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"first": 3, "last": 2}, "Choose paragraphs in order, from 1 to 4."),
        ({"last": 9}, "Choose paragraphs in order, from 1 to 4."),
        ({"last": ""}, "This field is required."),
        ({"first_before": ""}, "Choose paragraphs in order, from 1 to"),
        ({"label_before": ""}, "Say what the text before the changes is called."),
        ({"opinion": ""}, "This field is required."),
        ({"basis": "none"}, "Select a valid choice."),
    ],
)
def test_form_refuses_with_a_sentence_and_enters_nothing(staff, given, sentence):
    file = bring(staff, "draft.docx", TRACKED)
    filled = {"opinion": make_opinion().pk, "both": "on", "label_before": "First"}
    page = entering(staff, file, **filled | given)
    assert page.status_code == 200
    assert sentence in page.content.decode()
    assert not Revision.objects.exists()


def test_button_stands_on_files_that_were_read_and_the_action_leads_there(staff):
    file, refused = make_file(), make_file(extraction="refused", text="")
    place = reverse("admin:documents_contributionfile_enter", args=[file.pk])
    for one, shown in ((file, True), (refused, False)):
        page = staff.get(reverse("admin:documents_contributionfile_change", args=[one.pk]))
        assert ("Enter its text as a revision" in page.content.decode()) == shown
    chosen = {"action": "enter_text", "_selected_action": file.pk}
    assert staff.post(reverse("admin:documents_contributionfile_changelist"), chosen).url == place


def test_action_asks_for_one_file(staff):
    chosen = {"action": "enter_text", "_selected_action": [make_file().pk, make_file(content=b"x").pk]}
    url = reverse("admin:documents_contributionfile_changelist")
    assert "Choose one file" in staff.post(url, chosen, follow=True).content.decode()


def test_file_that_cannot_be_read_leads_back_with_a_sentence(staff):
    file = make_file(content=b"MZ", name="x.docx")
    url = reverse("admin:documents_contributionfile_enter", args=[file.pk])
    assert (
        "The file was not read. The file is a Windows program" in staff.get(url, follow=True).content.decode()
    )


def test_entering_needs_permission(client):
    user = make_staff("eve")
    user.user_permissions.add(Permission.objects.get(codename="view_contributionfile"))
    sign_in(client, user)
    url = reverse("admin:documents_contributionfile_enter", args=[make_file().pk])
    assert client.get(url).status_code == 403


def test_missing_file_is_not_found(staff):
    assert staff.get(reverse("admin:documents_contributionfile_enter", args=[999])).status_code == 404
    with pytest.raises(NoReverseMatch):
        reverse("admin:documents_contributionfile_enter")


# --- the function beneath ----------------------------------------------------------------------


def entered(opinion=None, **given) -> Revision:
    words = {
        "label": "Draft",
        "text": "considering\nthat it is so,",
        "basis": "official",
        "date": "2012-10-01",
    }
    return enter_revision(opinion=opinion or make_opinion(), **words | given)


def test_revisions_are_numbered_on_from_the_last():
    earlier = make_revision(number=7)
    assert entered(earlier.opinion).number == 8
    assert entered().number == 1


def test_revision_is_entered_with_all_that_belongs_to_it():
    source, sponsor, earlier = make_source(), make_stakeholder(), make_revision()
    found = entered(earlier.opinion, sources=[source], sponsors=[sponsor], based_on=[earlier], language="fr")
    assert list(found.sources.all()) == [source]
    assert (list(found.sponsors.all()), list(found.based_on.all())) == ([sponsor], [earlier])
    assert (found.language, found.is_published) == ("fr", False)


def test_text_that_its_parent_has_already_is_refused():
    earlier = make_revision()
    with pytest.raises(ValidationError, match="has the very same text"):
        entered(earlier.opinion, text=earlier.text, based_on=[earlier])
    assert earlier.opinion.revisions.count() == 1


@pytest.mark.parametrize("given", [{"text": ""}, {"basis": "none"}, {"basis": "rumour"}, {"date": "soon"}])
def test_wrong_field_is_refused_and_nothing_entered(given):
    with pytest.raises(ValidationError):
        entered(**given)
    assert not Revision.objects.exists()


def test_neither_text_is_entered_where_the_second_cannot_be():
    with pytest.raises(ValidationError):
        enter_tracked_revisions(
            before={"label": "A", "text": "One."},
            opinion=make_opinion(),
            label="B",
            text="",
            basis="official",
        )
    assert not Revision.objects.exists()
