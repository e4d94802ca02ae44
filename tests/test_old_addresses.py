"""Old addresses never die: they lead to where the thing is now, in one step, and tell nothing unpublished."""

from urllib.parse import urlsplit

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from documents.desk import withdrawing
from documents.desk.history import paused, work
from documents.models import OldAddress
from documents.old_addresses import new_address, old_addresses, unled
from documents.text.paths import MOST_CUTS, address_key, cuts

from . import factory

pytestmark = pytest.mark.django_db

WHY = "It was entered twice."


def change(row, **fields):
    """Change a thing as the desk does; return it."""
    with work(by_name="ada"):
        row = type(row).objects.get(pk=row.pk)
        for name, value in fields.items():
            setattr(row, name, value)
        row.save()
    return row


def withdraw(row):
    withdrawing.withdraw(row, by=factory.make_person("reviewers"), why=WHY)


def leads(client, address, to, **asked):
    """Assert that `address` leads to `to` for good, in one step, where something answers."""
    answer = client.get(address, **asked)
    assert (answer.status_code, answer["Location"]) == (301, to), address
    assert client.get(to).status_code == 200, to


def asked_of(client, address) -> list[str]:
    """The queries that an address asks, whatever it answers."""
    with CaptureQueriesContext(connection) as queries:
        client.get(address)
    return [each["sql"] for each in queries.captured_queries]


def notes() -> dict[str, str]:
    return dict(old_addresses())


# --- every kind of thing -----------------------------------------------------------------------

RENAMED = {
    "opinion": (factory.make_opinion, {"slug": "renamed"}),
    "topic": (factory.make_topic, {"slug": "renamed"}),
    "process": (factory.make_process, {"slug": "renamed"}),
    "meeting": (factory.make_meeting, {"slug": "renamed"}),
    "stakeholder": (factory.make_stakeholder, {"slug": "renamed"}),
    "source": (factory.make_source, {"key": "Z99"}),
    "document": (factory.make_contribution, {"symbol": "WTPF-13/16(Rev.1)-E"}),
    "unnumbered document": (lambda: factory.make_contribution(symbol=""), {"slug": "renamed"}),
    "document that got a symbol": (
        lambda: factory.make_contribution(symbol=""),
        {"slug": "renamed", "symbol": "WTPF-13/9"},
    ),
    "document that lost its symbol": (factory.make_contribution, {"symbol": ""}),
    "file": (factory.make_file, {"name": "renamed.txt"}),
    "revision": (factory.make_revision, {"number": 7}),
}


@pytest.mark.parametrize("kind", RENAMED)
def test_old_address_leads_to_the_new_one(client, kind):
    make, changed = RENAMED[kind]
    row = make()
    old = row.get_absolute_url()
    assert client.get(old).status_code == 200
    new = change(row, **changed).get_absolute_url()
    assert old != new
    leads(client, old, new)
    assert client.head(old).status_code == 301
    assert client.post(old).status_code in (404, 405)


@pytest.mark.parametrize("kind", RENAMED)
def test_address_of_a_draft_is_not_noted(client, kind):
    make, changed = RENAMED[kind]
    row = make()
    with paused():
        type(row).objects.filter(pk=row.pk).update(published_at=None)
    old = row.get_absolute_url()
    change(row, **changed)
    assert client.get(old).status_code == 404
    assert not OldAddress.objects.exists()


@pytest.mark.parametrize("kind", RENAMED)
def test_withdrawn_thing_keeps_its_notice_at_its_old_address(client, kind):
    make, changed = RENAMED[kind]
    row = make()
    old = row.get_absolute_url()
    withdraw(row)
    new = change(row, **changed).get_absolute_url()
    for place in (old, new):
        answer = client.get(place)
        assert answer.status_code == 410 and WHY in answer.content.decode(), place


@pytest.mark.parametrize("kind", RENAMED)
def test_what_is_withdrawn_after_it_moved_tells_so_at_both_addresses(client, kind):
    make, changed = RENAMED[kind]
    row = make()
    old = row.get_absolute_url()
    row = change(row, **changed)
    withdraw(row)
    assert client.get(old).status_code == client.get(row.get_absolute_url()).status_code == 410


def test_event_keeps_the_address_of_its_citation(client):
    event = factory.make_event()
    page = f"/opinions/{event.opinion.slug}/events/{event.key}"
    change(event, key="renamed")
    new = f"/opinions/{event.opinion.slug}/events/renamed"
    assert client.get(f"{page}/")["Location"] == f"{new}/"
    leads(client, f"{page}.bib", f"{new}.bib")


def test_nothing_is_noted_where_nothing_of_the_address_changed(client):
    row = factory.make_stakeholder()
    change(row, name="Another name")
    change(row)
    assert not OldAddress.objects.exists()


def test_thing_saved_outside_of_any_piece_of_work_is_noted_too(client):
    row = factory.make_stakeholder()
    old = row.get_absolute_url()
    row.slug = "renamed"
    row.save()
    leads(client, old, "/stakeholders/renamed/")


# --- what stands below, and other forms --------------------------------------------------------


def test_everything_below_a_text_comes_along(client):
    first, second = factory.make_revision_chain(2)
    opinion = first.opinion
    factory.make_event(opinion, key="begun")
    old, new = f"/opinions/{opinion.slug}", "/opinions/renamed"
    change(opinion, slug="renamed")
    for rest in (
        "/",
        ".bib",
        ".csl.json",
        ".atom",
        ".png",
        "/revisions/2/",
        "/revisions/2/authorship/",
        "/revisions/2/fate/",
        "/revisions/2.txt",
        "/revisions/2.akn.xml",
        "/revisions/2.csl.json",
        "/compare/",
        "/compare/1...2/",
    ):
        leads(client, old + rest, new + rest)
    assert client.get(f"{old}/events/begun/")["Location"] == f"{new}/events/begun/"
    for rest in ("/nothing/", "/revisions/", "/revisions/9/", "/revisions/x/", ".pdf", "/events/none/"):
        answer = client.get(old + rest)
        assert answer.status_code == 404, rest


@pytest.mark.parametrize(("kind", "forms"), [("meeting", (".atom", ".ics")), ("stakeholder", (".atom",))])
def test_other_forms_come_along(client, kind, forms):
    make, changed = RENAMED[kind]
    row = make()
    old = row.get_absolute_url().rstrip("/")
    new = change(row, **changed).get_absolute_url().rstrip("/")
    for form in forms:
        leads(client, old + form, new + form)


def test_question_is_kept(client):
    first, second = factory.make_revision_chain(2)
    slug = first.opinion.slug
    change(first.opinion, slug="renamed")
    for asked in ("?view=side&changes=only", "?as_of=2013-02-11", "?view=side&q=a%26b"):
        leads(client, f"/opinions/{slug}/compare/1...2/{asked}", f"/opinions/renamed/compare/1...2/{asked}")


def test_slash_that_is_missing_costs_no_second_step(client):
    row = factory.make_stakeholder()
    old = row.get_absolute_url()
    change(row, slug="renamed")
    leads(client, old.rstrip("/"), "/stakeholders/renamed/")


def test_version_of_another_number_is_found_in_comparisons_too(client):
    first, second, third = factory.make_revision_chain(3)
    slug = first.opinion.slug
    change(second, number=8)
    leads(client, f"/opinions/{slug}/compare/1...2/", f"/opinions/{slug}/compare/1...8/")
    leads(client, f"/opinions/{slug}/compare/2...3/?view=list", f"/opinions/{slug}/compare/8...3/?view=list")
    leads(client, f"/opinions/{slug}/revisions/2/authorship/", f"/opinions/{slug}/revisions/8/authorship/")
    assert client.get(f"/opinions/{slug}/compare/1...5/").status_code == 404
    change(first.opinion, slug="renamed")
    leads(client, f"/opinions/{slug}/compare/1...2/", "/opinions/renamed/compare/1...8/")
    leads(client, f"/opinions/{slug}/revisions/2.txt", "/opinions/renamed/revisions/8.txt")


def test_version_that_moved_to_another_text_is_found_there(client):
    first, second = factory.make_revision_chain(2)
    other = factory.make_opinion()
    old = second.get_absolute_url()
    change(second, opinion=other, number=1)
    leads(client, old, f"/opinions/{other.slug}/revisions/1/")
    assert client.get(f"/opinions/{first.opinion.slug}/compare/1...2/").status_code == 404


def test_text_and_version_that_change_in_one_piece_of_work_are_found(client):
    revision = factory.make_revision()
    opinion, old = revision.opinion, revision.get_absolute_url()
    with work():
        opinion.slug, revision.number = "renamed", 4
        opinion.save()
        revision.save()
    leads(client, old, "/opinions/renamed/revisions/4/")


# --- names in the question ---------------------------------------------------------------------


@pytest.mark.parametrize("address", ["/opinions/", "/opinions.csv", "/opinions.atom"])
def test_filter_by_a_name_that_changed_leads_to_the_present_one(client, address):
    topic = factory.make_topic()
    factory.make_opinion(topic=topic)
    old = topic.slug
    change(topic, slug="renamed")
    leads(client, f"{address}?topic={old}&sort=title", f"{address}?topic=renamed&sort=title")


def test_comparison_of_any_two_texts_follows_both(client):
    left, right = factory.make_revision(), factory.make_revision()
    names = [f"{each.opinion.slug}:1" for each in (left, right)]
    change(left.opinion, slug="renamed")
    change(right, number=3)
    leads(
        client,
        f"/compare/?left={names[0]}&right={names[1]}",
        f"/compare/?left=renamed:1&right={right.opinion.slug}:3",
    )


@pytest.mark.parametrize("value", ["no", "a:b:c", "../x", "/", "x" * 999, "%00", "é:1", ":", ":1", "a:"])
@pytest.mark.parametrize("name", ["topic", "left", "process"])
def test_name_that_never_was_leads_nowhere(client, name, value):
    place = {"topic": "/opinions/", "left": "/compare/", "process": "/documents/X/1/"}[name]
    asked = {name: value, "right": "x:1"} if name == "left" else {name: value}
    assert client.get(place, asked).status_code in (400, 404)


# --- documents ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "spelling", ["WTPF-13/16(Rev.1)", "wtpf-13/16 rev 1", "WTPF-13/16(REV.1)-E", "WTPF-13/16rev1"]
)
@pytest.mark.parametrize("beginning", ["/documents/{}/", "/d/{}", "/documents/{}", "/documents/{}.bib"])
def test_old_symbol_is_found_in_any_spelling(client, beginning, spelling):
    row = factory.make_contribution(symbol="WTPF-13/16(Rev.1)-E")
    change(row, symbol="WTPF-13/17")
    answer = client.get(beginning.format(spelling))
    ending = ".bib" if beginning.endswith(".bib") else "/"
    assert (answer.status_code, answer["Location"]) == (301, f"/documents/WTPF-13/17{ending}")


def test_document_of_the_same_symbol_in_another_process_answers_first(client):
    first, second = (factory.make_contribution(symbol="WTPF-IEG/2/5") for _ in range(2))
    change(first, symbol="WTPF-IEG/2/50")
    assert client.get("/documents/WTPF-IEG/2/5/").status_code == 200
    slug = first.process.slug
    leads(
        client,
        f"/documents/WTPF-IEG/2/5/?process={slug}&as_of=2030-01-01",
        "/documents/WTPF-IEG/2/50/?as_of=2030-01-01",
    )
    change(second, symbol="WTPF-IEG/2/51")
    leads(client, f"/documents/WTPF-IEG/2/5/?process={second.process.slug}", "/documents/WTPF-IEG/2/51/")


def test_document_that_needed_its_process_in_the_address_is_found_by_it(client):
    first, second = (factory.make_contribution(symbol="WTPF-IEG/2/5") for _ in range(2))
    old = second.get_absolute_url()
    assert old.endswith(f"?process={second.process.slug}")
    change(second, symbol="WTPF-IEG/2/6")
    leads(client, old, "/documents/WTPF-IEG/2/6/")
    assert client.get("/documents/WTPF-IEG/2/5/").status_code == 200


def test_process_that_was_renamed_is_followed_in_addresses_of_documents(client):
    first, second = (factory.make_contribution(symbol="WTPF-IEG/2/5") for _ in range(2))
    old = second.get_absolute_url()
    change(second.process, slug="renamed")
    leads(client, old, "/documents/WTPF-IEG/2/5/?process=renamed")
    plain = first.process.slug
    change(first.process, slug="renamed-too")
    leads(client, f"/documents/WTPF-IEG/2/5/?process={plain}", "/documents/WTPF-IEG/2/5/")


def test_other_document_below_an_old_symbol_is_not_made_up(client):
    change(factory.make_contribution(symbol="WTPF-13/16"), symbol="WTPF-13/17")
    assert client.get("/documents/WTPF-13/16/Add.1/").status_code == 404


# --- chains, circles, and who wins -------------------------------------------------------------


def test_chain_is_one_step(client):
    row = factory.make_stakeholder()
    places = [row.get_absolute_url()]
    for number in range(12):
        row = change(row, slug=f"name-{number}")
        places.append(row.get_absolute_url())
    for place in places[:-1]:
        leads(client, place, places[-1])


def test_name_taken_back_answers_and_the_other_leads_to_it(client):
    row = factory.make_stakeholder(slug="first")
    change(row, slug="second")
    change(row, slug="first")
    assert client.get("/stakeholders/first/").status_code == 200
    leads(client, "/stakeholders/second/", "/stakeholders/first/")
    assert notes() == {"/stakeholders/second/": "/stakeholders/first/"}


def test_two_that_changed_names_answer_each_at_its_own(client):
    one, two = factory.make_stakeholder(slug="one"), factory.make_stakeholder(slug="two")
    change(one, slug="between"), change(two, slug="one"), change(one, slug="two")
    assert one.name in client.get("/stakeholders/two/").content.decode()
    assert two.name in client.get("/stakeholders/one/").content.decode()
    leads(client, "/stakeholders/between/", "/stakeholders/two/")
    assert list(notes()) == ["/stakeholders/between/"]


def test_new_thing_that_takes_an_old_address_wins_once_readers_see_it(client):
    row = factory.make_stakeholder(slug="name")
    change(row, slug="renamed")
    other = factory.make_stakeholder(slug="name", published=False)
    leads(client, "/stakeholders/name/", "/stakeholders/renamed/")
    assert notes()
    with paused():
        type(other).objects.filter(pk=other.pk).update(published_at=factory.PUBLISHED)
    assert client.get("/stakeholders/name/").status_code == 200
    assert not notes()


def test_new_thing_at_an_old_address_wins_on_days_before_it_was_known_too(client):
    row = factory.make_stakeholder(slug="name")
    change(row, slug="renamed")
    factory.make_stakeholder(slug="name")
    assert client.get("/stakeholders/name/?as_of=2001-01-01").status_code == 404


def test_last_to_have_had_an_address_is_where_it_leads(client):
    one, two = factory.make_stakeholder(slug="name"), factory.make_stakeholder()
    change(one, slug="one"), change(two, slug="name"), change(two, slug="two")
    leads(client, "/stakeholders/name/", "/stakeholders/two/")


# --- nothing unpublished -----------------------------------------------------------------------


def test_thing_under_a_draft_is_not_told_of(client):
    opinion = factory.make_opinion()
    old = opinion.get_absolute_url()
    change(opinion, slug="secret-name")
    with paused():
        type(opinion.process).objects.update(published_at=None)
    answer = client.get(old)
    assert answer.status_code == 404 and "secret" not in answer.content.decode()
    assert notes() == {}


def test_draft_version_below_an_old_address_is_not_told_of(client):
    revision = factory.make_revision(published=False)
    slug = revision.opinion.slug
    change(revision.opinion, slug="renamed")
    for rest in ("revisions/1/", "revisions/9/"):
        assert client.get(f"/opinions/{slug}/{rest}").status_code == 404
    assert not any("revisions" in old for old in notes())


def test_withdrawn_version_below_an_old_address_has_its_notice(client):
    first, second = factory.make_revision_chain(2)
    slug = first.opinion.slug
    change(first.opinion, slug="renamed")
    withdraw(second)
    assert client.get(f"/opinions/{slug}/revisions/2/").status_code == 410
    leads(client, f"/opinions/{slug}/revisions/1/", "/opinions/renamed/revisions/1/")


def test_everything_below_a_withdrawn_and_renamed_text_has_its_notice(client):
    revision = factory.make_revision()
    slug = revision.opinion.slug
    withdraw(revision.opinion)
    change(revision.opinion, slug="renamed")
    for rest in ("/", "/revisions/1/", ".bib", "/compare/"):
        answer = client.get(f"/opinions/{slug}{rest}")
        assert answer.status_code == 410 and revision.label not in answer.content.decode(), rest


@pytest.mark.parametrize(
    "place", ["//evil.example/opinions/", "/\\evil.example/", "/opinions/%0d%0aX:1/", "/%00/"]
)
def test_no_address_leads_to_another_site(client, place):
    topic = factory.make_topic()
    old = topic.slug
    change(topic, slug="renamed")
    answer = client.get(f"{place}?topic={old}")
    assert not urlsplit(answer.get("Location", "")).netloc
    assert answer.status_code in (301, 400, 404)


# --- what it costs -----------------------------------------------------------------------------


def test_page_that_is_found_costs_nothing_more(client):
    row = factory.make_stakeholder()
    change(factory.make_stakeholder(), slug="renamed")
    queries = asked_of(client, row.get_absolute_url())
    assert not any("oldaddress" in query for query in queries)


def test_address_that_leads_nowhere_costs_one_query_more(client):
    for number in range(5):
        change(factory.make_stakeholder(), slug=f"renamed-{number}")
    queries = [query for query in asked_of(client, "/stakeholders/nobody/") if "oldaddress" in query]
    assert len(queries) == 1


def test_redirect_costs_as_many_queries_however_many_notes_there_are(client):
    rows = [factory.make_stakeholder() for _ in range(6)]
    change(rows[0], slug="renamed-0")
    asked_of(client, rows[0].get_absolute_url())  # what kinds of things there are is asked once
    few = len(asked_of(client, rows[0].get_absolute_url()))
    for number, row in enumerate(rows[1:], start=1):
        change(row, slug=f"renamed-{number}")
    assert len(asked_of(client, rows[3].get_absolute_url())) <= few <= 10


# --- all of them -------------------------------------------------------------------------------


def test_all_old_addresses_lead_where_the_site_leads(client):
    first, second = factory.make_revision_chain(2)
    factory.make_event(first.opinion)
    change(first.opinion, slug="renamed")
    change(second, number=5)
    change(factory.make_contribution(symbol="WTPF-13/16(Rev.1)"), symbol="WTPF-13/17")
    change(factory.make_source(), key="Z1")
    found = notes()
    assert len(found) > 10
    for old, new in found.items():
        assert client.get(old)["Location"] == new, old
        assert client.get(new).status_code in (200, 301), new


def test_notes_that_lead_to_something_are_sound_and_others_are_named():
    row, gone = factory.make_stakeholder(), factory.make_stakeholder()
    for each in (row, gone):
        change(each, slug=f"renamed-{each.pk}")
    withdraw(row)
    assert list(unled()) == []
    type(gone).objects.filter(pk=gone.pk).update(published_at=None)
    [(note, what)] = unled()
    assert note.object_pk == gone.pk and "never saw" in what


# --- paths -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "key"),
    [
        ("/opinions/ixps/", "/opinions/ixps"),
        ("/documents/WTPF-13/16(Rev.1)-E/", "/documents/wtpf-13/16rev1"),
        ("/d/wtpf-13/16 rev 1", "/documents/wtpf-13/16rev1"),
        ("/d/WTPF-13/16/?process=p", "/documents/wtpf-13/16?process=p"),
        ("/documents/unnumbered/Some-Thing/", "/documents/unnumbered/Some-Thing"),
        ("/", ""),
        ("", ""),
    ],
)
def test_key_of_a_path(path, key):
    assert address_key(path) == key


def test_path_is_cut_at_what_stands_below():
    assert list(cuts("/opinions/x/revisions/2.akn.xml"))[:4] == [
        ("/opinions/x/revisions/2.akn.xml", ""),
        ("/opinions/x/revisions/2.akn", ".xml"),
        ("/opinions/x/revisions/2", ".akn.xml"),
        ("/opinions/x/revisions", "/2.akn.xml"),
    ]


@given(st.text(max_size=60).map(lambda text: f"/{text}"))
def test_any_path_is_cut_into_what_it_was(path):
    found = list(cuts(path))
    assert 1 <= len(found) <= MOST_CUTS + 1
    assert all(
        path == beginning + rest or (rest == "" and path.rstrip("/") == beginning)
        for beginning, rest in found
    )
    address_key(path)


@given(st.text(alphabet="/.abc?#%é\\ \0", max_size=30).map(lambda text: f"/{text}"))
def test_any_path_leads_nowhere_where_nothing_was(path):
    assert new_address(path) is None
