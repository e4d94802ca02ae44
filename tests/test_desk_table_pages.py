"""The pages on which tables come in and go out: who may, the trial before, what is kept between."""

import io
import re

import pytest
from django.contrib.auth.models import Permission
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from documents.desk import table_uploads
from documents.desk.table_files import BROWSER, FORMATS, read_table
from documents.desk.workbooks import TableRefused
from documents.models import Change, Review, Stakeholder

from . import factory
from .signing_in import make_staff, sign_in
from .tables import csv_of

pytestmark = pytest.mark.django_db
PLACES = (
    "documents_contribution",
    "documents_stakeholder",
    "documents_meeting",
    "opinions_event",
    "opinions_intervention",
)
IMPORT, LIST = "admin:documents_stakeholder_import", "admin:documents_stakeholder_changelist"


@pytest.fixture
def clerk():
    """Somebody who enters."""
    return make_staff("clerk", "contributors")


@pytest.fixture
def desk(client, clerk):
    """A browser in which the clerk is signed in."""
    return sign_in(client, clerk)


def body(response) -> str:
    """What a page says, streamed or not."""
    return (b"".join(response.streaming_content) if response.streaming else response.content).decode()


def row(number=1, **fields) -> dict:
    """A row of a table of stakeholders."""
    given = {"slug": f"s-{number}", "name": f"State {number}", "short name": f"S {number}"}
    return {**given, "category": "member-state", **fields}


def tried(client, *rows, name="list.csv", data=None) -> str:
    """Bring a file; return the page of the trial."""
    file = SimpleUploadedFile(name, csv_of(*rows) if data is None else data)
    return body(client.post(reverse(IMPORT), {"file": file}))


def token_in(page: str) -> str:
    """What the page of a trial sends back when it is confirmed."""
    return re.search(r'name="token" value="([^"]+)"', page)[1]


def confirmed(client, page: str, **fields) -> str:
    """Confirm a trial; return the page that says what was done."""
    return body(client.post(reverse(IMPORT), {"token": token_in(page), **fields}))


def kept_files() -> list[str]:
    """The files between trial and import."""
    return default_storage.listdir(table_uploads.FOLDER)[1]


# --- who may -----------------------------------------------------------------------------------


@pytest.mark.parametrize("place", PLACES)
def test_lists_offer_tables_in_and_out(desk, place):
    page = body(desk.get(reverse(f"admin:{place}_changelist")))
    out = [reverse(f"admin:{place}_export", args=[form]) for form in FORMATS]
    for address, link in [(reverse(f"admin:{place}_import"), ""), *((address, "?") for address in out)]:
        assert f'href="{address}{link}"' in page
        assert desk.get(address).status_code == 200


def test_the_links_out_keep_the_filters_of_the_list(desk):
    page = body(desk.get(f"{reverse(LIST)}?category__exact=other&q=a&p=1"))
    assert (
        f'{reverse("admin:documents_stakeholder_export", args=["csv"])}?category__exact=other&amp;q=a"'
        in page
    )


def test_who_may_only_look_exports_and_does_not_import(client):
    reader = make_staff("reader")
    reader.user_permissions.set(_permissions("view_stakeholder"))
    sign_in(client, reader)
    assert reverse(IMPORT) not in body(client.get(reverse(LIST)))
    assert client.get(reverse(IMPORT)).status_code == 403
    assert client.post(reverse(IMPORT), {"token": "x"}).status_code == 403
    assert client.get(reverse("admin:documents_stakeholder_export", args=["csv"])).status_code == 200


@pytest.mark.parametrize("held", ["add_stakeholder", "change_stakeholder"])
def test_import_needs_both_adding_and_changing(client, held):
    half = make_staff("half")
    half.user_permissions.set(_permissions(held, "view_stakeholder"))
    assert sign_in(client, half).get(reverse(IMPORT)).status_code == 403


def test_who_may_not_look_does_not_export(client):
    nobody = make_staff("nobody")
    address = reverse("admin:documents_stakeholder_export", args=["csv"])
    assert sign_in(client, nobody).get(address).status_code == 403


def test_strangers_are_sent_to_the_door(client):
    for address in (reverse(IMPORT), reverse("admin:documents_stakeholder_export", args=["csv"])):
        assert client.get(address).status_code == 302


def _permissions(*names):
    return Permission.objects.filter(codename__in=names)


# --- out ---------------------------------------------------------------------------------------


def export(client, form="csv", query="", post=None):
    """The answer, and the slugs in the file that it brings."""
    address = reverse("admin:documents_stakeholder_export", args=[form]) + query
    answer = client.post(reverse(LIST), post) if post else client.get(address)
    table = read_table(b"".join(answer.streaming_content), "t", BROWSER)
    return answer, [cells[0] for _, cells in table.rows]


@pytest.mark.parametrize("form", FORMATS)
def test_an_export_has_what_the_list_shows_with_its_filters(desk, form):
    factory.make_stakeholder(slug="one", short_name="One", category="other", published=False)
    factory.make_stakeholder(slug="two", short_name="Two", category="other")
    factory.make_stakeholder(slug="three", short_name="Two too")
    answer, slugs = export(desk, form, "?category__exact=other&q=two")
    assert slugs == ["two"]
    assert answer["Content-Disposition"].endswith(f'-{timezone.localdate():%Y-%m-%d}.{form}"')
    assert export(desk, form)[1] == ["one", "two", "three"]


@pytest.mark.parametrize("form", FORMATS)
def test_chosen_rows_alone_can_be_exported(desk, form):
    chosen = factory.make_stakeholder(slug="one")
    factory.make_stakeholder()
    post = {"action": f"export_chosen_{form}", "_selected_action": [chosen.pk]}
    assert export(desk, form, post=post)[1] == ["one"]


def test_an_export_of_a_question_that_cannot_be_answered_goes_back_to_the_list(desk):
    address = reverse("admin:documents_stakeholder_export", args=["csv"])
    assert desk.get(f"{address}?colour=red")["Location"] == reverse(LIST)
    assert desk.get(reverse("admin:documents_stakeholder_export", args=["pdf"])).status_code == 404


def test_a_text_that_no_workbook_holds_is_said_on_the_list(desk):
    factory.make_stakeholder(summary="bell\a")
    answer = desk.get(reverse("admin:documents_stakeholder_export", args=["xlsx"]), follow=True)
    assert "has a text that no workbook can hold" in body(answer)


# --- in ----------------------------------------------------------------------------------------


def test_a_file_is_tried_and_imported_when_that_is_confirmed(desk, clerk):
    page = tried(desk, row(1), row(2))
    assert Stakeholder.objects.count() == 0 and len(kept_files()) == 1
    assert "2 of 2 rows looked at" in page
    done = confirmed(desk, page, why="members")
    assert "Done: 2 rows." in done and Stakeholder.objects.count() == 2
    assert kept_files() == []
    assert {(change.by, change.why) for change in Change.objects.all()} == {(clerk, "list.csv: members")}


def test_the_trial_shows_what_changes_and_escapes_it(desk):
    factory.make_stakeholder(slug="s-1", short_name="Old", published=False)
    page = tried(desk, row(1, **{"short name": "<b>New</b>"}))
    assert "<del>Old</del> → <ins>&lt;b&gt;New&lt;/b&gt;</ins>" in re.sub(r"\s+", " ", page)


def test_errors_are_shown_by_row_and_column_and_nothing_is_kept(desk):
    page = tried(desk, row(1), row(2, category="planet"))
    assert "Row 3, column “category”: “planet” is none of" in page
    assert 'name="token"' not in page and kept_files() == []


def test_a_table_that_says_nothing_new_cannot_be_confirmed(desk):
    confirmed(desk, tried(desk, row(1)))
    page = tried(desk, row(1))
    assert "the record says all of this already" in page
    assert 'name="token"' not in page and kept_files() == []


def test_changes_of_what_is_published_need_a_reason_and_become_one_review(desk):
    factory.make_stakeholder(slug="s-1")
    factory.make_stakeholder(slug="s-2")
    page = tried(desk, row(1), row(2))
    again = confirmed(desk, page, why=" ")
    assert Review.objects.count() == 0 and "required" in again
    assert "waits for review" not in page and "proposed for review" in page
    done = confirmed(desk, again, why="the new list")
    assert Review.objects.get().items.count() == 2
    assert "The correction waits for review." in done


def test_what_changed_since_the_trial_is_not_overwritten(desk):
    draft = factory.make_stakeholder(slug="s-1", published=False)
    page = tried(desk, row(1))
    draft.summary = "Meanwhile."
    draft.save()
    refused = confirmed(desk, page)
    assert "The record has changed since the trial" in refused
    again = confirmed(desk, refused, _again="1")
    assert Stakeholder.objects.get().short_name != "S 1"
    assert "Done: 1 row." in confirmed(desk, again)


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("a.csv", b"", "empty"),
        ("a.csv", "São".encode("latin-1"), "neither CSV in UTF-8 nor XLSX"),
        ("a.xlsx", b"PK\3\4", "damaged, or no Excel workbook"),
        ("a.csv", b"a\n" + b"x\n" * (BROWSER.rows + 1), f"more than {BROWSER.rows:,} rows"),
        ("a.csv", b"x" * (BROWSER.file_size + 1), "the limit here is 5 MB"),
    ],
)
def test_a_file_that_is_no_table_is_refused_on_the_form(desk, name, data, words):
    page = tried(desk, name=name, data=data)
    assert words in page and "Nothing was tried." in page


def test_a_column_that_is_not_known_is_refused_by_name(desk):
    assert "There is no column “colour”" in tried(desk, row(1, colour="red"))


def test_a_trial_is_confirmed_by_who_made_it_and_nobody_else(desk, client):
    page = tried(desk, row(1))
    sign_in(client, make_staff("other", "contributors"))
    answer = client.post(reverse(IMPORT), {"token": token_in(page)}, follow=True)
    assert "is no longer there, or is not yours" in body(answer)
    assert Stakeholder.objects.count() == 0


def test_a_trial_of_one_kind_is_not_confirmed_as_another(desk):
    page = tried(desk, row(1))
    answer = desk.post(reverse("admin:documents_meeting_import"), {"token": token_in(page)}, follow=True)
    assert "is no longer there, or is not yours" in body(answer)


@pytest.mark.parametrize("spoil", ["forged", "replaced", "gone", "confirmed twice"])
def test_only_the_file_of_the_trial_is_imported(desk, spoil):
    page = tried(desk, row(1))
    token, path = token_in(page), f"{table_uploads.FOLDER}/{kept_files()[0]}"
    if spoil == "confirmed twice":
        confirmed(desk, page)
        Stakeholder.objects.all().delete()
    elif spoil != "forged":
        default_storage.delete(path)
    if spoil == "replaced":
        default_storage.save(path, io.BytesIO(csv_of(row(2))))
    answer = desk.post(reverse(IMPORT), {"token": token + "x" * (spoil == "forged")}, follow=True)
    assert "Bring it again." in body(answer)
    assert Stakeholder.objects.count() == 0


def test_files_that_nobody_confirmed_are_cleared_away(desk, monkeypatch):
    tried(desk, row(1))
    monkeypatch.setattr(table_uploads, "KEPT_FOR", -table_uploads.KEPT_FOR)
    tried(desk, row(2))
    assert len(kept_files()) == 1


def test_a_token_grows_old(clerk, monkeypatch):
    path = table_uploads.keep(b"a")
    token = table_uploads.token_of(path, b"a", user=clerk, kind="events", name="a.csv")
    assert table_uploads.kept(token, user=clerk, kind="events")[1] == b"a"
    monkeypatch.setattr(table_uploads, "KEPT_FOR", -table_uploads.KEPT_FOR)
    with pytest.raises(TableRefused):
        table_uploads.kept(token, user=clerk, kind="events")


def test_pages_keep_to_the_content_security_policy(desk):
    for page in (body(desk.get(reverse(IMPORT))), tried(desk, row(1)), body(desk.get(reverse(LIST)))):
        assert not re.search(
            r"<style|\sstyle=|<script(?![^>]*\ssrc=)(?![^>]*application/json)|\son\w+=", page
        )


def test_a_failure_of_ours_is_said_and_nothing_is_written(desk, monkeypatch):
    page = tried(desk, row(1))
    monkeypatch.setattr("documents.desk.importing.mark_of", lambda state: 1 / 0)
    assert "Something failed on our side. Nothing was written." in confirmed(desk, page)
    assert Stakeholder.objects.count() == 0
