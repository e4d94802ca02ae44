"""Lists of the API: all that is published, in the order of the pages, in a fixed number of queries."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from documents.search import index
from opinions.models import Intervention
from tests import factory
from tests.api.reading import BASE, HOST, NAMES, answer, rows
from tests.exports.reading import json_of
from tests.exports.test_list_forms import ASKED
from tests.exports.test_nothing_unpublished import add_what_has_an_address
from tests.world import make_world, queries_of
from wtpf_tracker.api.catalogue import BY_NAME, TABLED
from wtpf_tracker.views_data import RECORD

pytestmark = pytest.mark.django_db
# The lists whose page has another name.
ON_THE_SITE = {"not-known": "gaps"}
TOLD_INSIDE = {"submissions", "other_titles", "actors", "accounts"}


@pytest.mark.parametrize(("page", "question"), ASKED)
def test_same_question_gives_the_rows_of_the_page_in_its_order(client, record, page, question):
    there = json_of(client, f"/{page}.json{question}")
    here = rows(client, ON_THE_SITE.get(page, page), question)
    assert [row["address"] for row in here] == [row["address"] for row in there["rows"]]
    part = answer(client, f"{BASE}{ON_THE_SITE.get(page, page)}{question}")
    assert part["count"] == there["count"] and part["as_of"] == there["as_of"]
    assert (part["address"], part["note"]) == (there["address"], there["note"])


@pytest.mark.parametrize(
    "question", ["?q=human+rights", "?q=internet&kind=document", "?q=ipv6&as_of=2013-02-11"]
)
def test_search_finds_what_the_page_finds(client, record, question):
    index.rebuild()
    there = json_of(client, f"/search.json{question}")["rows"]
    here = rows(client, "search", question)
    assert here and [row["address"] for row in here] == [row["address"] for row in there]
    assert [row["excerpt"] for row in here] == [row["excerpt"] for row in there]


def test_every_published_row_of_every_table_is_in_a_list_or_inside_another():
    assert {table.name for table in RECORD.tables} == TABLED.keys() | TOLD_INSIDE
    inside = {part.table.name for kind in TABLED.values() for part in kind.embedded}
    assert inside >= TOLD_INSIDE


@pytest.mark.parametrize("name", TABLED)
def test_list_has_the_rows_of_the_files_of_the_record(client, record, name):
    table = TABLED[name].table
    expected = list(RECORD.rows(table))
    found = rows(client, name)
    assert len(found) == len(expected) == len({row["self"] for row in found})
    kept_back = {"locator", "text", "address"}  # told by the sources, by single things, under another name
    plain = [column for column in table.columns if column not in kept_back]
    assert sorted(str([row[column] for column in plain]) for row in found) == sorted(
        str([_plain(row.values[column]) for column in plain]) for row in expected
    )


def _plain(value):
    return value.isoformat() if hasattr(value, "isoformat") else value


@pytest.mark.parametrize("name", NAMES)
def test_list_asks_the_same_number_of_queries_however_many_rows(client, name):
    world = make_world()
    add_what_has_an_address(world)
    answer(client, f"{BASE}{name}")  # what texts cite is remembered
    before = [queries_of(client, f"{BASE}{name}{question}") for question in ("", "?as_of=2013-06-01")]
    world.grow(3)
    factory.make_file(world.document, name="second.txt", content=b"Another.")
    answer(client, f"{BASE}{name}")
    after = [queries_of(client, f"{BASE}{name}{question}") for question in ("", "?as_of=2013-06-01")]
    assert after == before
    assert max(before) <= 21  # of sources the list counts the facts, a query for each kind of fact


def test_second_part_asks_as_many_queries_as_the_first(client):
    world = make_world()
    world.grow(3)
    first = f"{BASE}events?limit=2"
    following = answer(client, first)["next"]
    assert queries_of(client, following.removeprefix(HOST)) == queries_of(client, first)


def test_list_of_opinions_asks_no_more_than_its_page(client):
    make_world().grow(4)
    with CaptureQueriesContext(connection) as of_page:
        json_of(client, "/opinions.json")
    assert queries_of(client, f"{BASE}opinions") <= len(of_page)


def test_rows_have_the_members_that_are_declared(client, record):
    for name, kind in BY_NAME.items():
        names = [field.name for field in kind.in_lists]
        assert all(list(row) == names for row in rows(client, name)), name
        assert len(set(names)) == len(names)


def test_facts_name_their_sources_with_the_place_in_each(client):
    source = factory.make_source(key="S3", title="Report of the Chair")
    factory.make_event(sources=[source], locator="S3 6.1; S9 2", confidence="high")
    row = rows(client, "events")[0]
    assert row["confidence"] == "high" and "locator" not in row
    cited = row["sources"][0]
    assert (cited["key"], cited["place"], cited["title"]) == ("S3", "6.1", "Report of the Chair")
    assert (cited["self"], cited["address"]) == (f"{HOST}{BASE}sources/S3", f"{HOST}/sources/S3/")


def test_every_fact_has_sources_and_confidence(client, record):
    for name, kind in TABLED.items():
        if "sources" in kind.table.many_names:
            assert all(row["sources"] and row["confidence"] for row in rows(client, name)), name
        elif name not in ("sources", "files"):  # their accounts have them, or nobody knows
            assert name in ("discrepancies", "gaps")
    assert all(account["sources"] for row in rows(client, "discrepancies") for account in row["accounts"])


def test_as_of_a_day_links_carry_the_day_and_later_sources_are_left_out(client):
    early, late = factory.make_source(published="2012-11-30"), factory.make_source(published="2013-06-01")
    factory.make_event(sources=[early, late])
    row = rows(client, "events", "?as_of=2012-12-31")[0]
    assert [one["key"] for one in row["sources"]] == [early.key]
    assert row["self"].endswith("?as_of=2012-12-31") and "as_of=2012-12-31" in row["opinion"]["self"]
    assert len(rows(client, "events")[0]["sources"]) == 2


@pytest.mark.parametrize(
    ("make", "name", "told"),
    [
        (
            lambda **of: factory.make_schedule_item(fate="late", outcome="Late.", **of),
            "schedule",
            {"fate", "outcome"},
        ),
        (
            lambda **of: factory.make_pledge(fate="not-delivered", note="It did not.", **of),
            "pledges",
            {"fate", "note"},
        ),
        (
            lambda **of: factory.make_amendment(fate="accepted", fate_note="So.", **of),
            "amendments",
            {"fate", "fate_note"},
        ),
        (
            lambda **of: factory.make_contribution(summary="S", outcome="O", **of),
            "documents",
            {"summary", "outcome"},
        ),
        (lambda **of: factory.make_meeting(summary="S", **of), "meetings", {"summary"}),
        (lambda **of: factory.make_stakeholder(summary="S", **of), "stakeholders", {"summary"}),
        (lambda **of: factory.make_process(summary="S", **of), "processes", {"summary"}),
    ],
)
def test_what_came_of_a_thing_is_null_until_all_its_sources_were_public(client, make, name, told):
    sources = [factory.make_source(published="2012-11-30"), factory.make_source(published="2013-06-01")]
    row = make(sources=sources)
    address = f"{HOST}{row.get_absolute_url()}"
    now = next(one for one in rows(client, name) if one["address"] == address)
    then = rows(client, name, "?as_of=2012-12-31")
    then = next(one for one in then if one["address"].replace("?as_of=2012-12-31", "") == address)
    assert all(now[member] for member in told)
    assert all(then[member] is None for member in told)


def test_text_is_told_as_it_stood_on_the_day(client):
    early, late = factory.make_source(published="2012-11-30"), factory.make_source(published="2013-06-01")
    opinion = factory.make_opinion(
        title="Last title", short_title="IXPs", adopted_number="Opinion 5", summary="In the end adopted.",
        how="in its original form", sources=[early, late],
    )  # fmt: skip
    factory.make_revision(opinion, title="First title", sources=[early])
    factory.make_event(opinion, "submitted", sources=[early])
    factory.make_event(opinion, "adopted", sources=[late])
    then, now = rows(client, "opinions", "?as_of=2012-12-31")[0], rows(client, "opinions")[0]
    assert (then["title"], then["outcome"], then["adopted_number"]) == ("First title", "open", "")
    assert then["summary"] == then["how"] == ""
    assert (now["title"], now["outcome"], now["adopted_number"]) == ("Last title", "adopted", "Opinion 5")
    assert now["summary"] and now["how"]


def test_gaps_and_our_readings_are_of_no_other_day(client):
    factory.make_gap()
    doubt = factory.make_discrepancy(reading="Both may be right.")
    factory.make_account(doubt)
    assert rows(client, "gaps") and rows(client, "gaps", "?as_of=2013-06-01") == []
    assert rows(client, "discrepancies")[0]["reading"]
    assert rows(client, "discrepancies", "?as_of=2013-06-01")[0]["reading"] == ""


def test_what_stands_under_an_unknown_text_is_not_told_of_the_day(client):
    early, late = factory.make_source(published="2012-11-30"), factory.make_source(published="2013-06-01")
    opinion = factory.make_opinion(sources=[late])
    for make in (
        factory.make_event,
        factory.make_revision,
        factory.make_amendment,
        factory.make_intervention,
    ):
        make(opinion, sources=[early])
    for name in ("events", "revisions", "amendments", "interventions", "positions"):
        assert rows(client, name) and rows(client, name, "?as_of=2012-12-31") == []


@pytest.mark.parametrize(
    ("name", "question", "kept"),
    [
        ("events", "?opinion={opinion}", 1),
        ("events", "?meeting={meeting}", 1),
        ("events", "?kind=deferred", 1),
        ("events", "?kind=adopted", 0),
        ("revisions", "?sponsor={stakeholder}", 1),
        ("revisions", "?opinion={opinion}&basis=none", 0),
        ("amendments", "?proposer={stakeholder}", 1),
        ("interventions", "?stakeholder={stakeholder}&stance=oppose", 1),
        ("interventions", "?category=civil-society", 1),
        ("relations", "?opinion={opinion}", 1),
        ("participations", "?meeting={meeting}&role=spoke", 1),
        ("facts", "?stakeholder={stakeholder}", 1),
        ("topics", "?process={process}", 1),
        ("bodies", "?kind=plenary", 1),
    ],
)
def test_filters_of_lists_without_a_page(client, name, question, kept):
    who, meeting = factory.make_stakeholder(category="civil-society"), factory.make_meeting()
    topic = factory.make_topic(meeting.process)
    opinion = factory.make_opinion(topic=topic)
    factory.make_event(opinion, "submitted", meeting=meeting)
    factory.make_event(kind="deferred")
    factory.make_revision(opinion, sponsors=[who])
    factory.make_revision()
    factory.make_amendment(opinion, proposers=[who])
    factory.make_amendment()
    factory.make_intervention(opinion, stakeholder=who, stance="oppose")
    factory.make_intervention(stance="support")
    factory.make_relation(factory.make_opinion(), opinion)
    factory.make_relation()
    factory.make_participation(meeting, stakeholder=who)
    factory.make_participation(meeting, person="P", role="chair")
    factory.make_fact(stakeholder=who)
    factory.make_fact()
    factory.make_topic()
    factory.make_body(kind="plenary")
    names = {"opinion": opinion.slug, "meeting": meeting.slug, "stakeholder": who.slug}
    found = rows(client, name, question.format(**names, process=topic.process.slug))
    assert len(found) == kept < len(rows(client, name))


def test_positions_are_some_of_the_interventions(client, record):
    said, positions = rows(client, "interventions"), rows(client, "positions")
    addresses = {row["self"] for row in said}
    assert {row["self"] for row in positions} < addresses
    assert len(addresses) == Intervention.objects.published().count()


@pytest.mark.parametrize(
    "question", ["outcome=nonsense", "as_of=yesterday", "outcome=open&outcome=open", "colour=red"]
)
def test_question_that_cannot_be_is_refused_in_a_sentence(client, question):
    factory.make_opinion()
    said = answer(client, f"{BASE}opinions?{question}", 400)
    assert said["status"] == 400 and said["detail"].endswith((".", "cursor.")) and len(said["detail"]) > 30
    assert said["instance"] == f"{BASE}opinions?{question}"


def test_parameter_that_is_empty_asks_for_nothing(client):
    factory.make_opinion()
    assert len(rows(client, "opinions", "?q=&outcome=&topic=&sort=&as_of=")) == 1


def test_value_of_a_later_day_is_missing_on_an_earlier_one(client):
    late = factory.make_process(sources=[factory.make_source(published="2013-06-01")])
    said = answer(client, f"{BASE}opinions?process={late.slug}&as_of=2012-12-31", 404)
    assert "was not public on 31 December 2012" in said["detail"]
    assert client.get(f"/opinions/?process={late.slug}&as_of=2012-12-31").status_code == 404
