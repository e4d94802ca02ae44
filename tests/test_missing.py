"""What the record lacks: each kind finds what it names and nothing else, and counts what it finds."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from documents.models import Body, Contribution, Meeting, Process, Source, Stakeholder
from opinions.models import Event, Gap, Opinion
from tests import factory
from tests.world import make_world
from wtpf_tracker.lacks import count_lacks, of_process, ways_to_process
from wtpf_tracker.missing import BY_SLUG, GROUPS, LACKS

pytestmark = pytest.mark.django_db


def everything(model):
    return model.objects.all()


def published(model):
    return model.objects.published()


def count_of(slug: str, rows_of=everything):
    [count] = count_lacks([BY_SLUG[slug]], rows_of)
    return count


def rows_of_kind(slug: str, rows_of=everything) -> list:
    """The rows that lack it; as many as were counted."""
    count = count_of(slug, rows_of)
    found = count[0:1000]
    assert len(found) == len(count) == count.number
    return [one.row for one in found]


# --- each kind: what makes a row of it, and what does not ------------------------------------------


def unsourced_event():
    return factory.make_event(published=False, sources=[])


def with_file():
    return factory.make_file().contribution


def document_dated(date):
    return factory.make_contribution(date=date)


def source_linked(address):
    return factory.make_source(address=address)


def dead_source(field="address"):
    factory.make_dead_link("https://dead.invalid/")
    return factory.make_source(**{"address": "", field: "https://dead.invalid/"})


def living_source():
    address = f"https://alive.invalid/{factory.next_number()}"
    factory.make_dead_link(address, status="answers", failing_since=None, failed_last=None)
    return source_linked(address)


def source_failing_once():
    address = f"https://once.invalid/{factory.next_number()}"
    day = datetime.date(2020, 1, 1)
    factory.make_dead_link(address, failing_since=day, failed_last=day)
    return source_linked(address)


def silent_stakeholder():
    factory.make_dead_link("https://home.invalid/")
    return factory.make_stakeholder(url="https://home.invalid/")


def lost_text():
    return factory.make_path("submitted", opinion=factory.make_opinion())


def still_open():
    return factory.make_path("submitted", opinion=factory.make_opinion(factory.make_open_process()))


def open_only_in_its_column():
    opinion = lost_text()
    Opinion.objects.filter(pk=opinion.pk).update(outcome="open")
    return opinion


LACKING = [
    ("outcomes", lost_text),
    ("outcomes", open_only_in_its_column),
    ("pledges", factory.make_pledge),
    ("fates", factory.make_amendment),
    ("fates", factory.make_schedule_item),
    ("readings", factory.make_discrepancy),
    ("gaps", factory.make_gap),
    ("documents", lambda: factory.make_contribution(access="not-located")),
    ("files", factory.make_contribution),
    ("texts", factory.make_revision),
    ("texts", lambda: factory.make_revision(basis="excerpt")),
    ("texts", lambda: factory.make_revision(basis="none", text="")),
    ("links", dead_source),
    ("links", lambda: dead_source("archived_address")),
    ("links", lambda: dead_source("other_addresses")),
    ("links", silent_stakeholder),
    *(
        ("inexact-dates", lambda date=date: document_dated(date))
        for date in ("2013-02", "2013", "2013-02~", "2013-02-08~", "2013-02-08?", "../2013-05-14")
    ),
    ("inexact-dates", lambda: document_dated("2013-02-08/..")),
    ("inexact-dates", lambda: document_dated("2013-02/2013-03")),
    ("inexact-dates", lambda: factory.make_event(date="2013-02")),
    ("inexact-dates", lambda: factory.make_meeting(date="2013-02")),
    ("inexact-dates", lambda: factory.make_revision(date="2013-02")),
    ("no-dates", lambda: document_dated("")),
    ("no-dates", lambda: factory.make_pledge(date="")),
    ("source-days", lambda: factory.make_source(published="")),
    ("confidence", lambda: factory.make_fact(confidence="low")),
    ("confidence", lambda: factory.make_event(confidence="low")),
    ("unsourced-events", unsourced_event),
    ("unsourced", lambda: factory.make_fact(sources=[], published=False)),
    ("unsourced", lambda: factory.make_discrepancy(accounts=0) and account_without_source()),
]
WHOLE = [
    ("outcomes", still_open),
    ("outcomes", factory.make_adopted_opinion),
    ("pledges", lambda: factory.make_pledge(fate="not-delivered")),
    ("fates", lambda: factory.make_amendment(fate="noted")),
    ("fates", lambda: factory.make_schedule_item(fate="kept")),
    ("readings", lambda: factory.make_discrepancy(reading="We follow the report.")),
    ("documents", lambda: factory.make_contribution(access="password")),
    ("files", with_file),
    ("texts", lambda: factory.make_revision(basis="official")),
    ("links", living_source),
    ("links", source_failing_once),
    ("links", factory.make_source),
    ("inexact-dates", lambda: document_dated("2013-02-08")),
    ("inexact-dates", lambda: document_dated("2013-02-08/2013-02-10")),
    ("inexact-dates", lambda: document_dated("")),
    ("no-dates", lambda: document_dated("2013")),
    ("source-days", lambda: factory.make_source(published="2013")),
    ("confidence", lambda: factory.make_fact(confidence="medium")),
    ("unsourced-events", factory.make_event),
    ("unsourced", factory.make_fact),
    ("unsourced", unsourced_event),
]


def account_without_source():
    return factory.make_account(factory.make_discrepancy(accounts=0), sources=[], published=False)


@pytest.mark.parametrize(("slug", "make"), LACKING, ids=[slug for slug, _ in LACKING])
def test_row_that_lacks_it_is_found(slug, make):
    row = make()
    assert row in rows_of_kind(slug)


@pytest.mark.parametrize(("slug", "make"), WHOLE, ids=[slug for slug, _ in WHOLE])
def test_row_that_does_not_lack_it_is_left_out(slug, make):
    row = make()
    assert row not in rows_of_kind(slug)


def test_every_kind_is_tried_here():
    assert {slug for slug, _ in LACKING} == set(BY_SLUG)
    assert {slug for slug, _ in WHOLE} == set(BY_SLUG) - {"gaps"}


def test_every_kind_is_declared_whole():
    for lack in LACKS:
        assert lack.group in GROUPS
        assert lack.explains.endswith(".") and lack.mends.endswith(".")
        assert lack.parts and all(lack.unit)
    assert len(BY_SLUG) == len(LACKS)


def test_drafts_are_not_among_what_readers_are_told():
    draft = factory.make_pledge(published=False)
    shown = factory.make_pledge()
    assert rows_of_kind("pledges", published) == [shown]
    assert rows_of_kind("pledges") == [draft, shown]


def test_row_under_a_draft_is_not_among_what_readers_are_told():
    factory.make_event(factory.make_opinion(published=False), date="2013-02")
    assert rows_of_kind("inexact-dates", published) == []


# --- counting --------------------------------------------------------------------------------------


def test_count_is_of_how_many_there_are():
    factory.make_event(date="2013-02")
    factory.make_event()
    count = count_of("inexact-dates")
    [events] = [part for part in count.parts if part.part.model is Event]
    assert (events.number, events.whole, events.words) == (1, 2, "events")
    assert (count.number, count.whole, count.unit, count.percent) == (1, 2, "dates", 50.0)


def test_count_of_one_says_so():
    factory.make_pledge()
    assert count_of("pledges").unit == "promise"


def test_links_are_counted_among_those_looked_at():
    factory.make_source()
    dead_source()
    living_source()
    count = count_of("links")
    assert (count.number, count.whole) == (1, 2)


def test_row_with_two_dead_links_and_two_sources_counts_once():
    for address in ("https://a.invalid/", "https://b.invalid/"):
        factory.make_dead_link(address)
    sources = [factory.make_source(address="") for _ in range(2)]
    factory.make_contribution(
        original_address="https://a.invalid/", archived_address="https://b.invalid/", sources=sources
    )
    assert count_of("links").number == 1


def test_questions_have_no_share():
    factory.make_gap()
    assert not count_of("gaps").is_share
    assert count_of("pledges").is_share


def test_nothing_of_nothing():
    count = count_of("pledges")
    assert (count.number, count.whole, count.percent, count[0:5]) == (0, 0, 0.0, [])


def test_counting_asks_once_a_model_however_many_rows(django_assert_num_queries):
    world = make_world()
    models = {part.model for lack in LACKS for part in lack.parts}
    with django_assert_num_queries(len(models)):
        count_lacks(LACKS, published)
    world.grow(2)
    with django_assert_num_queries(len(models)):
        count_lacks(LACKS, published)


# --- rows ------------------------------------------------------------------------------------------


def mixed():
    """Three events, two documents and two meetings dated by month."""
    rows = [factory.make_event(date="2013-02") for _ in range(3)]
    rows += [factory.make_contribution(date="2013-03") for _ in range(2)]
    return rows + [factory.make_meeting(date="2013-04") for _ in range(2)]


@pytest.mark.parametrize("size", [1, 2, 3, 5, 100])
def test_pages_hold_every_row_once_whatever_their_size(size):
    rows = mixed()
    count = count_of("inexact-dates")
    pages = [count[start : start + size] for start in range(0, len(count), size)]
    assert all(len(page) <= size for page in pages)
    found = [one.row for page in pages for one in page]
    assert sorted(map(repr, found)) == sorted(map(repr, rows))


def test_page_asks_only_for_the_kinds_it_shows():
    mixed()
    count = count_of("inexact-dates")
    with CaptureQueriesContext(connection) as queries:
        count[0:3]
    assert len(queries) == 1


def test_row_says_what_it_is_and_more_of_it_once():
    factory.make_event(date="2013-02")
    factory.make_contribution(date="2013-03", title="Draft", symbol="")
    event, document = count_of("inexact-dates")[0:2]
    assert (event.kind, event.kinds, event.more) == ("event", "events", "")
    assert "February 2013" in event.name
    assert (document.name, document.more) == ("Draft", "March 2013")


def test_row_with_a_dead_link_says_which_and_why():
    dead_source("other_addresses")
    [one] = count_of("links")[0:5]
    assert one.more == "https://dead.invalid/: Nothing is there any more (404)."


def test_question_is_named_whole_and_begins_as_a_sentence():
    factory.make_gap(what="who wrote it. " * 20)
    [one] = count_of("gaps")[0:5]
    assert one.name == "Who wrote it. " + "who wrote it. " * 19


def test_names_and_addresses_ask_nothing_more(django_assert_num_queries):
    mixed()
    found = count_of("inexact-dates")[0:10]
    with django_assert_num_queries(0):
        assert all(one.name and one.row.get_absolute_url() for one in found)


# --- processes -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "make",
    [
        lambda process: factory.make_event(factory.make_opinion(process)),
        lambda process: factory.make_opinion(process),
        lambda process: factory.make_contribution(process=process),
        lambda process: factory.make_pledge(factory.make_opinion(process)),
        lambda process: factory.make_pledge(meeting=factory.make_meeting(process=process)),
        lambda process: factory.make_account(factory.make_discrepancy(process, accounts=0)),
        lambda process: factory.make_participation(factory.make_meeting(process=process)),
        lambda process: factory.make_relation(factory.make_opinion(process)),
        lambda process: process,
    ],
)
def test_row_belongs_to_its_process(make):
    process, other = factory.make_process(), factory.make_process()
    row = make(process)
    rows = type(row).objects.all()
    assert row in of_process(rows, process)
    assert row not in of_process(rows, other)
    assert row in of_process(rows, None)


@pytest.mark.parametrize("make", [factory.make_source, factory.make_stakeholder, factory.make_body])
def test_what_belongs_to_no_process_is_left_out(make):
    row = make()
    assert not of_process(type(row).objects.all(), factory.make_process()).exists()


def test_every_other_model_belongs_to_a_process():
    models = {part.model for lack in LACKS for part in lack.parts} - {Process}
    assert {model for model in models if not ways_to_process(model)} == {Source, Stakeholder, Body}


def test_what_a_row_must_name_decides():
    process, other = factory.make_process(), factory.make_process()
    event = factory.make_event(factory.make_opinion(process), meeting=factory.make_meeting(process=other))
    assert event in of_process(Event.objects.all(), process)
    assert event not in of_process(Event.objects.all(), other)


# --- the shipped record ----------------------------------------------------------------------------


def test_record_lacks_what_it_is_known_to_lack(record):
    counts = {count.lack.slug: count for count in count_lacks(LACKS, published)}
    assert counts["documents"].whole == Contribution.objects.published().count()
    assert counts["gaps"].number == Gap.objects.published().count()
    assert counts["source-days"].whole == Source.objects.published().count()
    assert counts["unsourced"].number == counts["unsourced-events"].number == 0
    assert 0 < counts["inexact-dates"].number < counts["inexact-dates"].whole


def test_record_is_of_its_processes(record):
    for model in (Meeting, Event):
        rows = [of_process(model.objects.all(), process).count() for process in Process.objects.all()]
        assert sum(rows) == model.objects.count()
