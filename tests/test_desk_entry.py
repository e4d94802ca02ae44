"""From a file to rows of the record in one sitting: bringing, proposing, entering, putting aside."""

import hashlib

import pytest
from django.contrib.auth.models import Permission, User
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from documents.desk import intakes
from documents.models import Change, Contribution, ContributionFile, Intake, Review, Source, TextSketch
from opinions.desk.entry import enter_document
from opinions.models import Event, Opinion, Revision
from tests import ieg2
from tests.factory import (
    make_contribution,
    make_event,
    make_file,
    make_opinion,
    make_revision,
    make_stakeholder,
)
from tests.signing_in import make_staff, sign_in
from tests.text.wordfile import changed, docx, par, run
from tests.world import queries_of

pytestmark = pytest.mark.django_db
BEGIN = "admin:documents_contribution_enter"
ONE = "admin:documents_contribution_enter_one"
UK_DRAFT = ieg2.PAPERS[12]
TRACKED = docx(
    par("Document WTPF-IEG/2/40")
    + par("Contribution from the United Kingdom")
    + par("Draft opinion: Supporting made-up things")
    + par("The fifth World Telecommunication/ICT Policy Forum (Geneva, 2013),")
    + par("is of the view")
    + par(run("that Member States ") + changed("del", "should") + changed("ins", "may") + run(" act,"))
    + par("invites Member States to act.")
)


@pytest.fixture
def ada() -> User:
    return make_staff(superuser=True)


@pytest.fixture
def staff(client, ada):
    """A browser in which a superuser is signed in."""
    return sign_in(client, ada)


@pytest.fixture
def ieg2_meeting():
    return ieg2.make_surroundings()


def upload(name="WTPF-IEG-2-13.docx", content=None) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content or ieg2.word_file(UK_DRAFT), content_type="text/html")


def bring(staff, *files) -> Intake:
    """Drop files on the page; return the intake that it leads to."""
    answer = staff.post(reverse(BEGIN), {"files": list(files)})
    assert answer.status_code == 302, answer.content.decode()
    return Intake.objects.get(pk=answer.url.rstrip("/").split("/")[-1])


def filled(staff, intake) -> dict:
    """What the form of an intake sends when nothing in it is touched."""
    data = {}
    for form in staff.get(reverse(ONE, args=[intake.pk])).context["sheet"].forms:
        for bound in form:
            value = bound.value()
            if hasattr(value, "__iter__") and not isinstance(value, str):
                data[bound.html_name] = [getattr(one, "pk", one) for one in value]
            elif value not in (None, False):
                data[bound.html_name] = getattr(value, "pk", value)
    return data


def enter(staff, intake, *, button="draft", **given):
    """Confirm the form of an intake, with what is `given` put in first (`text__label` for text-label)."""
    data = filled(staff, intake) | {name.replace("__", "-"): value for name, value in given.items()}
    data = {name: value for name, value in data.items() if value is not None}
    return staff.post(reverse(ONE, args=[intake.pk]), data | {button: "1"})


# --- bringing ----------------------------------------------------------------------------------


def test_several_files_are_kept_in_the_order_of_their_numbers_and_worked_through(staff):
    first = bring(staff, upload("2-10.txt", b"Ten."), upload("2-9.txt", b"Nine."), upload("2-2.txt", b"Two."))
    assert [one.name for one in Intake.objects.in_order()] == ["2-2.txt", "2-9.txt", "2-10.txt"]
    page = staff.get(reverse(ONE, args=[first.pk])).content.decode()
    assert "1 of 3" in page and "Next: 2-9.txt" in page


def test_bytes_are_kept_with_hash_and_type_by_content(staff):
    content = ieg2.word_file(UK_DRAFT)
    intake = bring(staff, upload(content=content))
    assert intake.sha256 == hashlib.sha256(content).hexdigest()
    assert (intake.size, intake.name) == (len(content), "WTPF-IEG-2-13.docx")
    with intake.file.open("rb") as stored:
        assert stored.read() == content
    intakes.read(intake)
    assert intake.media_type.endswith("wordprocessingml.document")


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [({}, "Choose a file, or drop one on the area."), ({"paste": "1", "text": " "}, "Paste the text first.")],
)
def test_nothing_brought_is_said(staff, sent, sentence):
    page = staff.post(reverse(BEGIN), sent)
    assert sentence in page.content.decode() and not Intake.objects.exists()


def test_too_many_files_at_once_are_refused_with_a_sentence(staff, monkeypatch):
    monkeypatch.setattr(intakes, "MOST_FILES", 1)
    page = staff.post(reverse(BEGIN), {"files": [upload("a.txt", b"A"), upload("b.txt", b"B")]})
    assert "Bring at most 1 files at once." in page.content.decode()


def test_file_that_cannot_be_read_is_kept_and_its_facts_can_be_entered(staff, ieg2_meeting):
    intake = bring(staff, upload("letter.docx", b"MZ\x90\x00" * 9))
    page = staff.get(reverse(ONE, args=[intake.pk])).content.decode()
    assert "The file was not read." in page and "The file is a Windows program" in page
    given = {"title": "A letter", "kind": "information", "slug": "letter", "process": ieg2_meeting.process_id}
    facts = {f"facts__{name}": value for name, value in given.items()}
    enter(staff, intake, sources__own="on", sources__key="letter", text__what="none", **facts)
    file = ContributionFile.objects.get()
    assert (file.extraction, file.media_type, file.text) == ("refused", "application/octet-stream", "")
    assert "Windows program" in file.extraction_note


def test_page_of_what_was_brought_asks_the_same_with_more_of_it(staff):
    bring(staff, upload("a.txt", b"A"))
    before = queries_of(staff, reverse(BEGIN))
    bring(staff, upload("b.txt", b"B"), upload("c.txt", b"C"))
    assert queries_of(staff, reverse(BEGIN)) == before


# --- the page of one document ------------------------------------------------------------------


def test_page_says_where_each_value_was_found(staff, ieg2_meeting):
    page = staff.get(reverse(ONE, args=[bring(staff, upload()).pk])).content.decode()
    for words in (
        "Found in paragraph 1: “Document WTPF-IEG/2/13-E”",
        "Found in paragraph 2: “5 October 2012”",
        "Found in paragraph 4: “Contribution from the UK”",
        "From the symbol: IEG/2 is meeting number 2 of IEG in WTPF-13.",
    ):
        assert words in page
    assert 'id="p7"' in page and "nobody’s wording" in page


def test_page_warns_of_the_same_symbol_bytes_title_and_text(staff, ieg2_meeting):
    same = make_contribution(process=ieg2_meeting.process, symbol=UK_DRAFT.symbol, title=UK_DRAFT.title)
    content = "\n\n".join(
        [f"Document {UK_DRAFT.symbol}", UK_DRAFT.title, *ieg2.draft_lines(UK_DRAFT)]
    ).encode()
    file = make_file(make_contribution(title="Another"), content=content, text="Nothing.")
    alike = make_revision(text="\n".join(ieg2.draft_lines(UK_DRAFT)))
    page = staff.get(reverse(ONE, args=[bring(staff, upload("13.txt", content)).pk])).content.decode()
    assert f'The same symbol: <a href="/admin/documents/contribution/{same.pk}/change/">' in page
    assert f'The very same file: <a href="/admin/documents/contributionfile/{file.pk}/change/">' in page
    assert "A like text (" in page and f"/admin/opinions/revision/{alike.pk}/change/" in page


def test_page_shows_the_comparison_with_the_likest_version(staff, ieg2_meeting):
    earlier = make_revision(
        text="\n".join(ieg2.draft_lines(UK_DRAFT)).replace("nobody should quote", "all may quote")
    )
    sheet = staff.get(reverse(ONE, args=[bring(staff, upload()).pk])).context["sheet"]
    assert sheet.text.initial["based_on"] == [earlier]
    assert (sheet.text.initial["what"], sheet.text.initial["opinion"]) == ("opinion", earlier.opinion)
    assert sheet.drawn.left == earlier
    assert [row.change for row in sheet.drawn.compared.rows].count("edited") == 1


def test_looking_again_compares_with_what_is_chosen_and_enters_nothing(staff, ieg2_meeting):
    other = make_revision(text="Quite another text.")
    intake = bring(staff, upload())
    page = enter(staff, intake, button="look", text__based_on=[other.pk])
    assert page.context["sheet"].drawn.left == other
    assert not Contribution.objects.exists() and "Nothing was entered" not in page.content.decode()


def test_page_asks_the_same_with_a_larger_record(staff, ieg2_meeting):
    intake = bring(staff, upload())
    address = reverse(ONE, args=[intake.pk])
    for _ in range(2):
        make_opinion(process=ieg2_meeting.process)
        make_file(make_contribution(meeting=ieg2_meeting), content=b"Some words that are like no other text.")
    queries_of(staff, address)
    before = queries_of(staff, address)
    for number in range(6):
        make_file(
            make_contribution(meeting=ieg2_meeting), content=f"Other words, number {number}, again.".encode()
        )
        make_opinion(process=ieg2_meeting.process)
    queries_of(staff, address)  # makes the sketches that are missing
    assert queries_of(staff, address) == before


def test_names_in_a_file_are_escaped(staff, ieg2_meeting):
    content = docx(par("Contribution from &lt;script&gt;alert(1)&lt;/script&gt;") + par("A title of words"))
    page = staff.get(reverse(ONE, args=[bring(staff, upload("x.docx", content)).pk])).content.decode()
    assert "<script>alert" not in page and "&lt;script&gt;alert" in page


# --- entering ----------------------------------------------------------------------------------


def test_draft_is_entered_whole_as_drafts(staff, ada, ieg2_meeting):
    intake = bring(staff, upload())
    answer = enter(staff, intake)
    row = Contribution.objects.get()
    assert answer.url == reverse("admin:documents_contribution_change", args=[row.pk])
    assert (row.symbol, row.title, row.kind) == (UK_DRAFT.symbol, UK_DRAFT.title, "draft-opinion")
    assert (row.meeting, row.date, row.slug) == (ieg2_meeting, "2012-10-05", "wtpf-ieg-2-13")
    assert [str(one) for one in row.submitters.all()] == ["United Kingdom"]
    revision, event = Revision.objects.get(), Event.objects.get()
    assert revision.text == "\n".join(ieg2.draft_lines(UK_DRAFT))
    assert (revision.contribution, revision.label) == (row, "Draft of the United Kingdom")
    assert (event.kind, event.revision, event.contribution) == ("submitted", revision, row)
    assert (event.summary, event.meeting) == ("The United Kingdom submitted the draft.", ieg2_meeting)
    assert revision.opinion.title == UK_DRAFT.title
    source = Source.objects.get(key="WTPF-IEG-2-13")
    assert list(row.sources.all()) == list(revision.sources.all()) == list(event.sources.all()) == [source]
    for one in (row, revision, event, revision.opinion, source):
        assert not one.is_published


def test_bytes_are_stored_once_and_handed_on(staff, ieg2_meeting):
    intake = bring(staff, upload())
    stored = intake.file.name
    enter(staff, intake)
    intake.refresh_from_db()
    file = ContributionFile.objects.get()
    assert (file.file.name, file.sha256, intake.file.name) == (stored, intake.sha256, "")
    assert (intake.contribution, intake.is_waiting) == (file.contribution, False)
    with file.file.open("rb") as bytes_:
        assert hashlib.sha256(bytes_.read()).hexdigest() == file.sha256


def test_all_changes_of_one_entry_are_one_piece_of_work_of_its_person(staff, ada, ieg2_meeting):
    enter(staff, bring(staff, upload()))
    changes = Change.objects.filter(by=ada)
    assert {change.content_type.model for change in changes} == {
        "source", "contribution", "contributionfile", "opinion", "revision", "event",
    }  # fmt: skip
    assert len({change.work for change in changes}) == 1
    assert changes[0].why == "Entered from WTPF-IEG-2-13.docx."


def test_sending_to_review_puts_all_that_was_entered_into_one_review(staff, ada, ieg2_meeting):
    enter(staff, bring(staff, upload()), button="review")
    review = Review.objects.get()
    assert (review.asked_by, review.state) == (ada, "waiting")
    kinds = [item.content_type.model for item in review.items.all()]
    assert sorted(kinds) == ["contribution", "contributionfile", "event", "opinion", "revision", "source"]


def test_next_of_those_brought_follows(staff, ieg2_meeting):
    first = bring(staff, upload(), upload("WTPF-IEG-2-14.docx", ieg2.word_file(ieg2.PAPERS[13])))
    second = Intake.objects.get(name="WTPF-IEG-2-14.docx")
    assert enter(staff, first).url == reverse(ONE, args=[second.pk])
    assert enter(staff, second).url.startswith("/admin/documents/contribution/")


def test_submitters_keep_the_order_of_the_document(staff, ieg2_meeting):
    make_stakeholder(name="Avanti", short_name="Avanti")
    content = docx(
        par("Joint contribution from Nominet, Cisco and Avanti") + par("A title of words", style="H1")
    )
    enter(staff, bring(staff, upload("x.docx", content)), facts__kind="comments")
    names = [str(one.stakeholder) for one in Contribution.objects.get().submissions.all()]
    assert names == ["Nominet", "Cisco", "Avanti"]


def test_one_of_several_who_may_be_meant_is_chosen(staff, ieg2_meeting):
    rows = [
        make_stakeholder(name=f"{word} of Nowhere", short_name=f"N {word}") for word in ("Republic", "State")
    ]
    content = docx(par("Contribution from Nowhere") + par("A title of words", style="H1"))
    intake = bring(staff, upload("x.docx", content))
    enter(staff, intake, facts__kind="comments", facts__stranger_0=f"this-{rows[1].pk}")
    assert list(Contribution.objects.get().submitters.all()) == [rows[1]]


def test_tracked_changes_are_entered_as_two_versions(staff, ieg2_meeting):
    intake = bring(staff, upload("tracked.docx", TRACKED))
    sheet = staff.get(reverse(ONE, args=[intake.pk])).context["sheet"]
    assert sheet.drawn.left.label == "Before the tracked changes"
    enter(staff, intake)
    before, after = Revision.objects.order_by("number")
    assert "should act" in before.text and "may act" in after.text
    assert (list(after.based_on.all()), after.contribution) == ([before], Contribution.objects.get())
    assert before.contribution is None


def test_tracked_changes_to_a_known_version_are_based_on_it(staff, ieg2_meeting):
    text = "\n".join(
        ["Document WTPF-IEG/2/40", "Contribution from the United Kingdom",
         "Draft opinion: Supporting made-up things",
         "The fifth World Telecommunication/ICT Policy Forum (Geneva, 2013),", "is of the view",
         "that Member States should act,", "invites Member States to act."]
    )  # fmt: skip
    earlier = make_revision(text=text)
    intake = bring(staff, upload("tracked.docx", TRACKED))
    enter(staff, intake)
    assert list(earlier.opinion.revisions.get(number=2).based_on.all()) == [earlier]


def test_pasted_text_is_entered_without_a_file(staff, ieg2_meeting):
    text = "Document WTPF-IEG/2/41\n\nContribution from the UK\n\nAgenda of made-up things"
    answer = staff.post(reverse(BEGIN), {"paste": "1", "text": text})
    intake = Intake.objects.get()
    assert answer.url == reverse(ONE, args=[intake.pk])
    enter(staff, intake)
    row = Contribution.objects.get()
    assert (row.symbol, row.kind, row.files.count()) == ("WTPF-IEG/2/41", "agenda", 0)
    intake.refresh_from_db()
    assert intake.pasted == text


def test_facts_alone_are_entered(staff, ieg2_meeting):
    source = Source.objects.first()
    staff.post(reverse(BEGIN), {"facts": "1"})
    given = {"title": "A lost paper", "kind": "comments", "slug": "lost", "process": ieg2_meeting.process_id}
    facts = {f"facts__{name}": value for name, value in given.items()}
    enter(staff, Intake.objects.get(), text__what="none", sources__sources=[source.pk], **facts)
    row = Contribution.objects.get()
    assert (row.title, row.access, list(row.sources.all())) == ("A lost paper", "not-located", [source])


# --- refusals ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"facts__title": ""}, "This field is required."),
        ({"facts__date": "soon"}, "is not a date the record can hold"),
        ({"facts__slug": "Not A Slug"}, "Use small letters, digits and hyphens only."),
        ({"text__what": "opinion"}, "Fill this in, or say that the document is no text."),
        ({"text__new_title": ""}, "Fill this in, or say that the document is no text."),
        ({"text__last": "99"}, "Choose paragraphs in order, from 1 to 14."),
        ({"text__first": "9", "text__last": "8"}, "Choose paragraphs in order, from 1 to 14."),
        ({"event__summary": ""}, "Fill this in, or take the tick away."),
        ({"sources__key": ""}, "Give the source a key, or take the tick away."),
        ({"sources__own": None}, "Name a source: without one this can never be published."),
        ({"text__based_on": ["999"]}, "is not one of the available choices"),
    ],
)
def test_refusal_is_a_sentence_and_nothing_is_lost(staff, ieg2_meeting, given, sentence):
    intake = bring(staff, upload())
    page = enter(staff, intake, **{"facts__summary": "Typed with care.", **given})
    words = page.content.decode()
    assert sentence in words and "Nothing was entered." in words and "Typed with care." in words
    intake.refresh_from_db()
    assert intake.is_waiting and intake.file
    assert not any(model.objects.exists() for model in (Contribution, Opinion, Revision, Event))


def test_same_symbol_in_the_process_is_refused_beside_the_field(staff, ieg2_meeting):
    make_contribution(process=ieg2_meeting.process, symbol="wtpf-ieg/2/13-E", title="There before")
    page = enter(staff, bring(staff, upload()))
    assert page.context["sheet"].facts.errors["symbol"] == [
        "WTPF-13 has a document of that symbol: “There before”."
    ]


def test_event_that_may_not_follow_undoes_all_and_says_why(staff, ieg2_meeting):
    opinion = make_opinion(process=ieg2_meeting.process, title=UK_DRAFT.title)
    for kind in ("submitted", "agreed", "adopted"):
        make_event(opinion, kind, date="2012-10-01")
    intake = bring(staff, upload())
    assert not staff.get(reverse(ONE, args=[intake.pk])).context["sheet"].event.initial["wanted"]
    page = enter(staff, intake, event__wanted="on")
    assert "“submitted” cannot follow while the text is “adopted”" in page.content.decode()
    assert not Revision.objects.exists() and Intake.objects.get().is_waiting


def test_key_of_a_source_that_is_there_proposes_that_source(staff, ieg2_meeting):
    source = Source.objects.create(key="WTPF-IEG-2-13", title="There", kind="official")
    intake = bring(staff, upload())
    initial = staff.get(reverse(ONE, args=[intake.pk])).context["sheet"].sources.initial
    assert (initial["own"], initial["sources"]) == (False, [source])
    enter(staff, intake)
    assert list(Contribution.objects.get().sources.all()) == [source]


def test_what_is_entered_is_not_entered_twice(staff, ieg2_meeting):
    intake = bring(staff, upload())
    data = filled(staff, intake) | {"draft": "1"}
    for _ in range(2):
        staff.post(reverse(ONE, args=[intake.pk]), data)
    assert Contribution.objects.count() == 1


def test_of_two_who_enter_it_at_once_the_second_is_told(staff, ada, ieg2_meeting):
    intake = bring(staff, upload())
    stale = Intake.objects.get(pk=intake.pk)
    enter(staff, intake)
    with pytest.raises(ValidationError, match="entered it or put it aside meanwhile"):
        enter_document(by=ada, intake=stale, contribution=Contribution(process=ieg2_meeting.process))
    assert Contribution.objects.count() == ContributionFile.objects.count() == 1


# --- putting aside, permissions, bytes ---------------------------------------------------------


def test_putting_aside_asks_keeps_the_bytes_and_can_be_undone(staff):
    intake = bring(staff, upload())
    aside = reverse("admin:documents_contribution_enter_aside", args=[intake.pk])
    assert "Nothing is deleted" in staff.get(aside).content.decode()
    assert Intake.objects.get().is_waiting
    staff.post(aside)
    assert not Intake.objects.get().is_waiting
    assert staff.get(reverse(ONE, args=[intake.pk])).url == reverse(BEGIN)
    assert "Put aside: 1" in staff.get(reverse(BEGIN)).content.decode()
    staff.post(reverse("admin:documents_contribution_enter_back", args=[intake.pk]))
    assert Intake.objects.get().is_waiting and Intake.objects.get().file


def test_pages_need_the_permission_to_enter_documents(client):
    user = make_staff("eve")
    sign_in(client, user)
    assert client.get(reverse(BEGIN)).status_code == 403
    user.user_permissions.add(Permission.objects.get(codename="add_contribution"))
    assert client.get(reverse(BEGIN)).status_code == 200
    client.logout()
    assert client.get(reverse(BEGIN)).status_code == 302


def test_person_who_may_not_enter_opinions_is_told_so(client, ieg2_meeting):
    user = make_staff("eve")
    user.user_permissions.add(Permission.objects.get(codename="add_contribution"))
    sign_in(client, user)
    page = enter(client, bring(client, upload()))
    assert "You may not enter a new revision." in page.content.decode()


def test_contributor_enters_and_sends_to_review(client, ieg2_meeting):
    cleo = make_staff("cleo", "contributors")
    enter(sign_in(client, cleo), bring(client, upload()), button="review")
    assert Review.objects.get().asked_by == cleo


def test_original_of_what_waits_is_a_download_that_runs_nothing(staff):
    intake = bring(staff, upload("page.docx", b"<html><script>alert(1)</script>"))
    answer = staff.get(reverse("admin:documents_contribution_enter_original", args=[intake.pk]))
    assert answer["Content-Disposition"] == 'attachment; filename="page.docx"'
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"


def test_bytes_of_a_draft_are_a_download_for_staff_alone(staff, client):
    file = make_file(make_contribution(published=False), content=b"A draft.", published=False)
    address = reverse("admin:documents_contributionfile_download", args=[file.pk])
    answer = staff.get(address)
    assert b"".join(answer.streaming_content) == b"A draft."
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer["Content-Disposition"].startswith("attachment")
    client.logout()
    assert client.get(address).status_code == 302
    assert client.get(file.get_absolute_url()).status_code == 404


def test_bytes_need_the_permission_to_see_files(client):
    sign_in(client, make_staff("eve"))
    address = reverse("admin:documents_contributionfile_download", args=[make_file().pk])
    assert client.get(address).status_code == 403


@pytest.mark.parametrize("place", ["admin:index", "admin:documents_contribution_changelist"])
def test_first_page_and_list_of_documents_lead_to_the_page(staff, place):
    assert f'href="{reverse(BEGIN)}"' in staff.get(reverse(place)).content.decode()


def test_sketches_are_made_for_texts_of_the_record(staff, ieg2_meeting):
    make_revision(text="Some words that stand in a text of the record.")
    staff.get(reverse(ONE, args=[bring(staff, upload()).pk]))
    assert TextSketch.objects.count() == 1
