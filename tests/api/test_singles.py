"""Single things: whole, with what names them; and what is answered where there is none."""

from urllib.parse import quote

import pytest

from opinions.models import Revision
from tests import factory
from tests.api.reading import BASE, HOST, answer, every_address, rows
from tests.exports.test_nothing_unpublished import add_what_has_an_address
from tests.test_withdrawing import WHY, withdraw
from tests.world import make_world, queries_of
from wtpf_tracker.api.catalogue import BY_NAME, TABLED, own_path

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("name", BY_NAME)
def test_each_thing_of_a_list_answers_alone_and_says_the_same(client, record, name):
    for row in rows(client, name)[::7]:
        alone = answer(client, row["self"])
        assert {member: alone[member] for member in row} == row
        assert alone["as_of"] is None


@pytest.mark.parametrize("name", BY_NAME)
def test_links_of_a_day_stay_on_it_and_answer(client, record, name):
    for row in rows(client, name, "?as_of=2013-02-11")[::15]:
        alone = answer(client, row["self"])
        assert alone["as_of"] == "2013-02-11" and {member: alone[member] for member in row} == row


@pytest.mark.parametrize("name", TABLED)
def test_single_asks_the_same_number_of_queries_however_many_name_it(client, name):
    world = make_world()
    add_what_has_an_address(world)
    address = rows(client, name)[0]["self"].removeprefix(HOST)
    before = queries_of(client, address)
    world.grow(2)
    assert queries_of(client, address) == before <= 60


def test_every_address_that_an_answer_gives_is_answered(client):
    world = make_world()
    add_what_has_an_address(world)
    found = set()
    for address in every_address(client):
        found |= set(_addresses(answer(client, address)))
    assert len(found) > 100
    for address in found - {f"{BASE}compare"}:  # which asks for two texts
        assert client.get(address, follow=True).status_code == 200, address


def _addresses(value) -> list[str]:
    """Every address of this site in an answer."""
    if isinstance(value, dict):
        return [one for inner in value.values() for one in _addresses(inner)]
    if isinstance(value, list):
        return [one for inner in value for one in _addresses(inner)]
    return [value.removeprefix(HOST)] if isinstance(value, str) and value.startswith(f"{HOST}/") else []


def test_version_alone_has_its_text_and_paragraphs(client):
    version = factory.make_revision(text="Recalling that all is well,\n\n1. invites Member States to go on.")
    in_list, alone = rows(client, "revisions")[0], answer(client, own_path(version))
    assert "text" not in in_list and "paragraphs" not in in_list
    assert alone["text"] == version.text and alone["words"] == 12
    first, second = alone["paragraphs"]
    assert (first["number"], first["kind"]) == (1, "preambular")
    assert (second["label"], second["opener"], second["addressee"]) == ("1.", "invites", "Member States")
    assert second["address"] == f"{HOST}{version.get_absolute_url()}#p2"


def test_document_has_its_symbol_for_an_address_with_slashes_written_either_way(client):
    document = factory.make_contribution(symbol="WTPF-13/16(Rev.1)")
    for symbol in ("WTPF-13/16(Rev.1)", quote("WTPF-13/16(Rev.1)", safe="")):
        assert answer(client, f"{BASE}documents/{symbol}")["symbol"] == document.symbol
    assert rows(client, "documents")[0]["self"] == f"{HOST}{BASE}documents/WTPF-13/16(Rev.1)"


def test_documents_that_share_a_symbol_are_told_apart_by_their_process(client):
    first = factory.make_contribution(symbol="WTPF-IEG/2/2", title="First")
    second = factory.make_contribution(symbol="WTPF-IEG/2/2", title="Second")
    assert answer(client, f"{BASE}documents/WTPF-IEG/2/2")["title"] == "First"
    there = f"{BASE}documents/WTPF-IEG/2/2?process={second.process.slug}"
    assert answer(client, there)["title"] == "Second"
    assert {row["self"] for row in rows(client, "documents")} == {HOST + own_path(first), HOST + there}


def test_document_without_symbol(client):
    factory.make_contribution(symbol="", slug="best-bits")
    assert answer(client, f"{BASE}documents/unnumbered/best-bits")["slug"] == "best-bits"


def test_document_alone_has_its_submitters_and_files(client):
    who = factory.make_stakeholder(short_name="Brazil")
    document = factory.make_contribution([who])
    file = factory.make_file(document, name="paper.txt")
    alone = answer(client, own_path(document))
    assert alone["submissions"][0]["stakeholder"]["name"] == "Brazil"
    told = alone["files"][0]
    assert (told["name"], told["sha256"], told["size"]) == ("paper.txt", file.sha256, file.size)
    assert told["address"] == HOST + file.get_absolute_url()
    assert answer(client, own_path(file))["contribution"]["self"] == HOST + own_path(document)


def test_opinion_leads_to_all_that_names_it(client):
    world = make_world()
    add_what_has_an_address(world)
    related = answer(client, own_path(world.opinion))["related"]
    names = ("revisions", "events", "amendments", "interventions", "pledges", "relations_origin")
    assert all(related[name]["rows"] and not related[name]["more"] for name in names)
    texts = [row["self"] for row in related["revisions"]["rows"]]
    assert texts == [HOST + own_path(row) for row in Revision.objects.filter(opinion=world.opinion)]


def test_only_so_many_of_what_names_a_thing_are_told(client, monkeypatch):
    monkeypatch.setattr("wtpf_tracker.api.catalogue.MOST_RELATED", 2)
    opinion = factory.make_opinion()
    for _ in range(3):
        factory.make_event(opinion)
    events = answer(client, own_path(opinion))["related"]["events"]
    assert len(events["rows"]) == 2 and events["more"]


def test_instrument_says_who_cites_it_and_what_the_record_has_of_it(client, record):
    cited = max(rows(client, "instruments"), key=lambda row: row["texts"])
    alone = answer(client, cited["self"])
    assert len(alone["cited_by"]) == cited["texts"] + cited["documents"] > 1
    assert all(one["citations"] and one["citations"][0]["words"] for one in alone["cited_by"])
    assert answer(client, alone["cited_by"][0]["self"])


@pytest.mark.parametrize(
    "place",
    [
        "opinions/nothing",
        "opinions/nothing/revisions/1",
        "opinions/nothing/events/x",
        "documents/WTPF/99",
        "documents/unnumbered/x",
        "instruments/nothing",
        "sources/S999",
        "schedule/nothing/1",
        "relations/a/b/cited-by",
        f"files/{'0' * 64}/x.txt",
        f"opinions/nothing/revisions/{10**30}",
        "topics/%00",
        "nothing/at/all",
        "opinions/",
    ],
)
def test_thing_that_there_is_not_is_missing(client, db, place):
    said = answer(client, f"{BASE}{place}", 404)
    assert said["status"] == 404 and said["title"] == "There is nothing here"


def test_what_was_not_public_on_the_day_is_missing_and_says_so(client):
    late = factory.make_source(published="2013-06-01")
    rows = [
        make(sources=[late])
        for make in (factory.make_opinion, factory.make_contribution, factory.make_meeting)
    ]
    for row in rows:
        said = answer(client, f"{own_path(row)}?as_of=2012-12-31", 404)
        assert said["detail"].startswith("Nothing on this was public on 31 December 2012")


def test_withdrawn_thing_is_gone_with_its_notice(client):
    opinion = factory.make_opinion(title="Withdrawn text", short_title="Withdrawn text")
    event, document = factory.make_event(opinion), factory.make_contribution(title="A paper", symbol="W/1")
    places = [own_path(row) for row in (opinion, event, document)]
    for row in (opinion, document):
        withdraw(row)
    for place in places:
        said = answer(client, place, 410)
        assert said["title"] == "Withdrawn" and said["reason"] == WHY
        assert WHY in said["detail"] and said["withdrawn_at"].endswith("Z")
    said = answer(client, places[0], 410)
    assert said["kind"] == "opinion" and said["name"] == "Withdrawn text"
    process = opinion.process
    assert said["remaining"] == [{"name": str(process), "address": HOST + process.get_absolute_url()}]
    assert rows(client, "opinions") == rows(client, "documents") == rows(client, "events") == []
