"""The number beside a choice is the number of rows that the list has with it, whatever else is chosen."""

import json
from itertools import product

import pytest
from django.http import QueryDict

from documents.filters import ContributionFilter, StakeholderFilter
from documents.ordering import by_symbol
from opinions.filters import OpinionFilter
from tests.factory import (
    make_contribution,
    make_event,
    make_meeting,
    make_opinion,
    make_process,
    make_revision,
    make_stakeholder,
    make_topic,
)

pytestmark = pytest.mark.django_db


def assert_counts_hold(filters, question: str) -> int:
    """Choose every option of every facet in turn; return how many there were."""
    asked = filters(QueryDict(question))
    asked.rows()
    options = [(facet.name, option) for facet in asked.facets() for option in facet.options]
    for name, option in options:
        query = QueryDict(question, mutable=True)
        query[name] = option.value
        assert filters(query).rows().distinct().count() == option.count, (question, name, option.value)
    return len(options)


@pytest.fixture
def documents():
    """Documents of two processes, of every mix of kind, access and submitters."""
    submitters = [make_stakeholder(category="member-state"), make_stakeholder(category="sector-member")]
    meetings = [make_meeting(), make_meeting()]
    for number, (kind, access, meeting) in enumerate(
        product(("report", "comments"), ("public", "password"), meetings)
    ):
        document = make_contribution(
            submitters[: number % 3], kind=kind, access=access, meeting=meeting, date=f"{2012 + number % 2}"
        )
        text = make_opinion(topic=make_topic()) if number % 2 else make_opinion()
        make_event(text, contribution=document)
        make_revision(text, contribution=document)


@pytest.mark.parametrize(
    "question", ["", "kind=report", "access=password", "kind=comments&access=public", "year=2013", "q=draft"]
)
def test_counts_of_documents(documents, question):
    assert assert_counts_hold(ContributionFilter, question) > 5


def test_counts_of_documents_by_a_submitter(documents):
    slug = ContributionFilter(QueryDict("")).rows().filter(submissions__isnull=False)[0].submissions.all()[0]
    assert assert_counts_hold(ContributionFilter, f"stakeholder={slug.stakeholder.slug}") > 3


def test_counts_of_stakeholders():
    for category in ("member-state", "member-state", "technical"):
        make_stakeholder(category=category)
    assert assert_counts_hold(StakeholderFilter, "") == 2


@pytest.fixture
def texts():
    """Opinions and resolutions, adopted or not, with events at meetings and their sessions."""
    processes, meeting = [make_process(), make_process()], make_meeting()
    sponsors = [make_stakeholder(), make_stakeholder()]
    for number in range(6):
        text = make_opinion(
            processes[number % 2], instrument=("opinion", "resolution")[number % 2], topic=None
        )
        make_revision(text, sponsors=sponsors[: number % 3])
        make_event(text, "submitted", meeting=meeting if number % 3 else None, date=f"{2012 + number % 2}")
        if number > 2:
            make_event(text, "adopted", date="2013-05-16")


@pytest.mark.parametrize("question", ["", "outcome=adopted", "instrument=resolution", "year=2012"])
def test_counts_of_texts(texts, question):
    assert assert_counts_hold(OpinionFilter, question) > 5


# --- order by symbol ---------------------------------------------------------------------------


def test_slices_of_the_order_are_those_of_the_whole():
    for number in (10, 2, 1, 33):
        make_contribution(symbol=f"WTPF-IEG/2/{number}")
    make_contribution(symbol="")
    rows = by_symbol(ContributionFilter(QueryDict("")).rows())
    whole = rows[:99]
    assert [row.symbol for row in whole] == [*(f"WTPF-IEG/2/{n}" for n in (1, 2, 10, 33)), ""]
    assert [row for start in range(5) for row in rows[start : start + 1]] == whole
    assert len(rows) == 5


def test_other_way_round_those_without_a_symbol_stay_last():
    for symbol in ("WTPF-IEG/2/2", "", "WTPF-IEG/2/10"):
        make_contribution(symbol=symbol)
    rows = by_symbol(ContributionFilter(QueryDict("")).rows(), descending=True)
    assert [row.symbol for row in rows[:9]] == ["WTPF-IEG/2/10", "WTPF-IEG/2/2", ""]


def test_row_deleted_meanwhile_is_passed_over():
    gone, there = make_contribution(), make_contribution()
    rows = by_symbol(ContributionFilter(QueryDict("")).rows())
    type(gone).objects.filter(pk=gone.pk).delete()
    assert rows[:9] == [there]


def test_documents_without_symbol_and_day_come_last_on_every_database(client):
    process = make_process()
    for slug, date in (("b-later", "2013"), ("a-no-day", ""), ("c-earlier", "2012")):
        make_contribution(process=process, symbol="", slug=slug, title=slug, date=date)
    numbered = make_contribution(process=process, title="numbered")
    rows = json.loads(client.get("/documents.json").getvalue())["rows"]
    assert [row["title"] for row in rows] == [numbered.title, "c-earlier", "b-later", "a-no-day"]
