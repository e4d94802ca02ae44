"""Old addresses at the desk: entering one, what is refused and why, and what a thing's page says of them."""

import pytest

from documents.desk.history import paused
from documents.models import OldAddress
from wtpf_tracker.doctor import old_addresses_lead_somewhere

from . import factory
from .signing_in import sign_in
from .test_admin import address, queries_of
from .test_old_addresses import change, leads, notes, withdraw

pytestmark = pytest.mark.django_db

ADD = "/admin/documents/oldaddress/add/"


@pytest.fixture
def reviewer(client):
    sign_in(client, factory.make_person("reviewers", username="eve"))
    return client


def enter(client, path, to, why=""):
    """Enter an old address; return what the page says, empty where it was saved."""
    answer = client.post(ADD, {"path": path, "to": to, "why": why})
    return "" if answer.status_code == 302 else answer.content.decode()


# --- entering ----------------------------------------------------------------------------------


def test_dead_address_of_the_outside_world_leads_on(reviewer):
    row = factory.make_stakeholder()
    assert enter(reviewer, "/ieg/Türkiye page.html", row.get_absolute_url(), "As the old site had it.") == ""
    [note] = OldAddress.objects.all()
    assert (note.by_name, note.why) == ("eve", "As the old site had it.")
    leads(reviewer, "/ieg/T%C3%BCrkiye%20page.html", row.get_absolute_url())
    new = change(row, slug="renamed").get_absolute_url()
    leads(reviewer, "/ieg/T%C3%BCrkiye%20page.html?as_of=2030-01-01", f"{new}?as_of=2030-01-01")


def test_duplicate_that_was_withdrawn_leads_to_the_one_that_was_kept(reviewer):
    kept, twin = factory.make_stakeholder(slug="turkey"), factory.make_stakeholder(slug="turkiye")
    assert "Withdraw that first" in enter(reviewer, "/stakeholders/turkiye/", "/stakeholders/turkey/")
    withdraw(twin)
    assert reviewer.get("/stakeholders/turkiye/").status_code == 410
    assert enter(reviewer, "/stakeholders/turkiye/", "/stakeholders/turkey/", "Entered twice.") == ""
    leads(reviewer, "/stakeholders/turkiye/", "/stakeholders/turkey/")
    leads(reviewer, "/stakeholders/turkiye.atom", "/stakeholders/turkey.atom")
    assert notes() == {"/stakeholders/turkiye/": "/stakeholders/turkey/"}
    page = reviewer.get(address("documents.stakeholder", "change", twin.pk)).content.decode()
    assert "/stakeholders/turkiye/ leads to" in page and "Entered twice." in page
    page = reviewer.get(address("documents.stakeholder", "change", kept.pk)).content.decode()
    assert "/stakeholders/turkiye/ leads here, entered by eve" in page


def test_address_leads_to_a_list_with_its_question(reviewer):
    topic = factory.make_topic()
    to = f"/opinions/?topic={topic.slug}"
    assert enter(reviewer, "/old-list.asp", to) == ""
    leads(reviewer, "/old-list.asp", to)
    assert reviewer.get("/old-list.asp?as_of=2030-01-01")["Location"] == f"{to}&as_of=2030-01-01"
    assert reviewer.get("/old-list.asp/more/").status_code == 404


def test_whole_address_of_this_site_is_understood(reviewer):
    row = factory.make_contribution(symbol="WTPF-13/16(Rev.1)-E")
    assert enter(reviewer, "http://testserver/old/", "http://testserver/d/wtpf-13/16 rev 1") == ""
    leads(reviewer, "/old/", row.get_absolute_url())


def test_target_that_moved_already_is_followed_to_its_thing(reviewer):
    row = factory.make_stakeholder()
    old = row.get_absolute_url()
    change(row, slug="renamed")
    assert enter(reviewer, "/old/", old) == ""
    leads(reviewer, "/old/", "/stakeholders/renamed/")


def test_address_of_a_draft_can_lead_elsewhere_until_readers_see_it(reviewer):
    draft, row = factory.make_stakeholder(published=False), factory.make_stakeholder()
    assert enter(reviewer, draft.get_absolute_url(), row.get_absolute_url()) == ""
    leads(reviewer, draft.get_absolute_url(), row.get_absolute_url())


REFUSED = {
    "other site": ("https://evil.example/x/", "another site"),
    "other site without a scheme": ("//evil.example/x/", "another site"),
    "script": ("javascript:alert(1)", "another site"),
    "backslash": ("/\\evil.example/", "begins with one slash"),
    "no slash": ("opinions/x/", "begins with one slash"),
    "control character": ("/x%0d%0aY/", "begins with one slash"),
    "nul": ("/x%00/", "begins with one slash"),
    "brackets": ("http://[x/", "no address"),
    "too long": ("/" + "x" * 401, "400 characters"),
    "long when quoted": ("/" + "é" * 300, "400 characters"),
    "desk": ("/admin/documents/", "no page of the record"),
    "files of the program": ("/static/css/base.css", "no page of the record"),
    "empty": (" ", "This field is required"),
}


@pytest.mark.parametrize("kind", REFUSED)
def test_garbage_is_refused_with_a_sentence_on_both_sides(reviewer, kind):
    text, reason = REFUSED[kind]
    row = factory.make_stakeholder()
    assert reason in enter(reviewer, text, row.get_absolute_url())
    assert reason in enter(reviewer, "/old/", text)
    assert not OldAddress.objects.exists()


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("/", "The first page"),
        ("/opinions/", "has a page at"),
        ("/opinions", "has a page at"),
        ("/about/", "has a page at"),
        ("/old/?id=7", "Leave out what follows"),
        ("/old/#part", "Leave out what follows"),
    ],
)
def test_address_at_which_something_answers_is_refused(reviewer, path, reason):
    assert reason in enter(reviewer, path, factory.make_stakeholder().get_absolute_url())


@pytest.mark.parametrize("to", ["/nothing/here/", "/stakeholders/nobody/", "/opinions/nothing/revisions/1/"])
def test_target_that_readers_do_not_find_is_refused(reviewer, to):
    assert '<ul class="errorlist"' in enter(reviewer, "/old/", to)
    assert not OldAddress.objects.exists()


def test_draft_and_what_was_withdrawn_are_no_targets_and_not_told_of(reviewer):
    draft, gone = factory.make_stakeholder(published=False, name="Secret"), factory.make_stakeholder()
    withdraw(gone)
    change(gone, slug="renamed")
    for place in (draft.get_absolute_url(), gone.get_absolute_url(), "/stakeholders/renamed/"):
        said = enter(reviewer, "/old/", place)
        assert "Readers find no thing" in said and "Secret" not in said


def test_address_that_is_noted_already_is_refused(reviewer):
    row = factory.make_stakeholder()
    old = row.get_absolute_url()
    change(row, slug="renamed")
    assert "is noted already, and leads to" in enter(
        reviewer, old, factory.make_stakeholder().get_absolute_url()
    )


def test_new_note_of_the_site_takes_the_place_of_one_that_was_entered(reviewer):
    row, other = factory.make_stakeholder(), factory.make_stakeholder()
    factory.make_old_address(row, path="/stakeholders/name/")
    change(change(other, slug="name"), slug="again")
    leads(reviewer, "/stakeholders/name/", "/stakeholders/again/")
    assert OldAddress.objects.get(key="/stakeholders/name").by_name == ""


# --- who may, and what cannot be undone --------------------------------------------------------


def test_contributor_looks_and_does_not_enter(client):
    sign_in(client, factory.make_person("contributors"))
    row = factory.make_stakeholder()
    assert client.get("/admin/documents/oldaddress/").status_code == 200
    assert client.get(ADD).status_code == 403
    assert ADD not in client.get(address("documents.stakeholder", "change", row.pk)).content.decode()


def test_what_the_site_noted_stays_and_what_was_entered_can_be_deleted(reviewer):
    row = factory.make_stakeholder()
    change(row, slug="renamed")
    noted, entered = OldAddress.objects.get(), factory.make_old_address(row)
    for note, status in ((noted, 403), (entered, 302)):
        page = f"/admin/documents/oldaddress/{note.pk}/delete/"
        assert reviewer.post(page, {"post": "yes"}).status_code == status
    assert list(OldAddress.objects.all()) == [noted]


# --- what the pages show -----------------------------------------------------------------------


def test_page_of_a_thing_offers_to_lead_to_it_or_away_from_it(reviewer):
    row = factory.make_stakeholder()
    page = reviewer.get(address("documents.stakeholder", "change", row.pk)).content.decode()
    assert "Lead an old address here" in page and "No other address leads here." in page
    withdraw(row)
    page = reviewer.get(address("documents.stakeholder", "change", row.pk)).content.decode()
    assert "Lead its address elsewhere" in page
    form = reviewer.get(f"{ADD}?path={row.get_absolute_url()}").content.decode()
    assert f'value="{row.get_absolute_url()}"' in form


def test_list_names_things_and_costs_the_same_for_many(reviewer):
    row = factory.make_stakeholder()
    factory.make_old_address(row)
    factory.make_old_address(content_type=None, object_pk=None, leads_to="/opinions/")
    few = queries_of(reviewer, "/admin/documents/oldaddress/")
    for _ in range(8):
        factory.make_old_address(row)
        factory.make_old_address()
    page = reviewer.get("/admin/documents/oldaddress/").content.decode()
    assert row.short_name in page and address("documents.stakeholder", "change", row.pk) in page
    assert queries_of(reviewer, "/admin/documents/oldaddress/") == few


# --- the doctor, and the file ------------------------------------------------------------------


def test_doctor_names_what_leads_to_nothing():
    row = factory.make_stakeholder()
    note = factory.make_old_address(row)
    factory.make_old_address(content_type=None, object_pk=None, leads_to="/opinions/?topic=x#y")
    assert list(old_addresses_lead_somewhere()) == []
    wrong = factory.make_old_address(content_type=None, object_pk=None, leads_to="/nothing/here/")
    with paused():
        type(row).objects.filter(pk=row.pk).update(published_at=None)
    found = {ailment.row: ailment.what for ailment in old_addresses_lead_somewhere()}
    assert {str(note.pk), str(wrong.pk)} == {name.split()[2] for name in found}
    assert "where this site has no page" in " ".join(found.values())


def test_file_has_every_old_address_with_its_new_one(client):
    row = factory.make_stakeholder()
    old = row.get_absolute_url()
    change(row, slug="renamed")
    answer = client.get("/data/old-addresses.csv")
    text = b"".join(answer.streaming_content).decode()
    assert text.splitlines() == ["old_address,address", f"{old},/stakeholders/renamed/"]
    assert client.get("/data/old-addresses.csv?as_of=2013-02-11").status_code == 400
    assert "/data/old-addresses.csv" in client.get("/data/").content.decode()
