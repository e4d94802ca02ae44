"""The list of documents and that of stakeholders: filters, counts, order, pages."""

import re
from urllib.parse import urlencode

import pytest
from django.http import QueryDict

from documents.filters import ContributionFilter, StakeholderFilter
from documents.questions import BadQuestion
from tests.factory import (
    make_contribution,
    make_event,
    make_meeting,
    make_opinion,
    make_process,
    make_revision,
    make_source,
    make_stakeholder,
    make_topic,
)

pytestmark = pytest.mark.django_db


def asked(query: str, **options) -> ContributionFilter:
    filters = ContributionFilter(QueryDict(query), **options)
    filters.rows()
    return filters


def found(query: str, **options) -> list:
    return list(asked(query, **options).in_order()[:100])


def counts(filters, name: str) -> dict:
    (facet,) = (facet for facet in filters.facets() if facet.name == name)
    return {option.value: option.count for option in facet.options}


@pytest.fixture
def process():
    return make_process(slug="wtpf-13")


def test_symbols_are_sorted_as_they_count(process):
    for symbol in ("WTPF-IEG/2/10", "WTPF-IEG/2/2", "", "ADM-11", "WTPF-IEG/2/9"):
        make_contribution(process=process, symbol=symbol)
    expected = ["ADM-11", "WTPF-IEG/2/2", "WTPF-IEG/2/9", "WTPF-IEG/2/10", ""]
    assert [row.symbol for row in found("")] == expected
    assert [row.symbol for row in found("sort=-symbol")] == [*expected[3::-1], ""]


@pytest.mark.parametrize(
    ("sort", "first"), [("title", "A"), ("-title", "C"), ("date", "B"), ("-date", "A"), ("kind", "C")]
)
def test_list_is_sorted_by_what_the_address_says(sort, first):
    make_contribution(title="A", date="2013-05-01", kind="statement")
    make_contribution(title="B", date="2012-05-01", kind="report")
    make_contribution(title="C", date="", kind="agenda")
    rows = found(f"sort={sort}")
    assert rows[0].title == first
    assert "date" not in sort or rows[-1].title == "C"


def test_kind_access_process_and_year_narrow_the_list(process):
    one = make_contribution(process=process, kind="statement", access="password", date="2012-10")
    make_contribution(kind="report", access="public", date="2013-05-16")
    for query in ("kind=statement", "access=password", "process=wtpf-13", "year=2012"):
        assert found(query) == [one], query
    assert found("kind=statement&year=2013") == []


def test_meeting_narrows_the_list():
    meeting = make_meeting(slug="ieg-2")
    one = make_contribution(meeting=meeting)
    make_contribution(meeting=make_meeting())
    assert found("meeting=ieg-2") == [one]


def test_meeting_without_documents_leaves_none():
    make_meeting(slug="igf-8")
    make_contribution()
    assert found("meeting=igf-8") == []


def test_submitter_and_category_narrow_the_list():
    cisco = make_stakeholder(slug="cisco", category="sector-member")
    one = make_contribution([cisco, make_stakeholder()])
    make_contribution([make_stakeholder()])
    assert found("stakeholder=cisco") == [one]
    assert found("category=sector-member") == [one]
    assert found("category=sector-member&stakeholder=cisco") == [one]


def test_draft_submitter_neither_filters_nor_counts():
    hidden = make_stakeholder(category="expert", published=False)
    make_contribution([hidden])
    assert found("category=expert") == []
    assert "expert" not in counts(asked(""), "category")


@pytest.mark.parametrize("link", [make_event, make_revision])
def test_topic_keeps_documents_that_its_events_and_texts_name(link):
    topic = make_topic(slug="ixps")
    one = make_contribution()
    link(make_opinion(topic=topic), contribution=one)
    link(make_opinion(), contribution=make_contribution())
    assert found("topic=ixps") == [one]
    assert counts(asked(""), "topic") == {"ixps": 1}


def test_topic_counts_a_document_once_and_leaves_out_drafts():
    opinion = make_opinion(topic=make_topic(slug="ixps"))
    one = make_contribution()
    make_event(opinion, contribution=one)
    make_event(opinion, contribution=one)
    make_revision(opinion, contribution=one)
    make_event(opinion, contribution=make_contribution(), published=False)
    assert counts(asked(""), "topic") == {"ixps": 1}
    assert found("topic=ixps") == [one]


def test_every_word_has_to_stand_in_title_or_symbol():
    one = make_contribution(symbol="WTPF-13/7", title="Amendments on broadband")
    make_contribution(symbol="WTPF-13/8", title="Amendments on addresses")
    assert found("q=wtpf-13/7+BROADBAND") == [one]
    assert len(found("q=amendments")) == 2
    assert found("q=broadband+addresses") == []
    assert len(found("q=+")) == 2


def test_percent_and_underscore_are_letters_like_others():
    one = make_contribution(title="100% of it")
    make_contribution(title="100 of it")
    assert found("q=100%25") == [one]
    assert found("q=1_0") == []


@pytest.mark.parametrize("word", ["ÉTUDE", "étude", "ДОКЛАД", "доклад", "ΈΚΘΕΣΗ", "Έκθεση"])
def test_case_makes_no_difference_in_any_script(word):
    document = make_contribution(title="Étude, Доклад, έκθεση")
    make_contribution(title="Etude, Report")
    assert found(urlencode({"q": word})) == [document]


@pytest.mark.parametrize(
    "word", ["(.*)", "[a-z]", "a|b", "^", "$", "\\d", "***:", "(?i)", "x{2}", "\\", ".", "?"]
)
def test_signs_are_letters_like_others(word):
    one = make_contribution(title=f"Remarks on {word} here")
    make_contribution(title="Remarks on ab and xx here, 100")
    assert found(urlencode({"q": word})) == [one]


def test_stakeholders_are_found_whatever_the_case():
    found_one = make_stakeholder(name="Émirats arabes unis", short_name="EAU")
    assert list(StakeholderFilter(QueryDict(urlencode({"q": "éMIRATS"}))).rows()) == [found_one]


def test_counts_are_over_what_the_other_filters_leave():
    make_contribution(kind="report", access="password")
    make_contribution(kind="report", access="public")
    make_contribution(kind="agenda", access="public")
    filters = asked("kind=report")
    assert counts(filters, "access") == {"password": 1, "public": 1}
    assert counts(filters, "kind") == {"report": 2, "agenda": 1}


def test_count_is_what_the_list_has_when_the_choice_is_made(record):
    filters = asked("process=wtpf-13")
    others = [facet for facet in filters.facets() if facet.name != "process"]
    choices = [(facet.name, option) for facet in others for option in facet.options[:4]]
    assert len(choices) > 20
    for name, option in choices:
        assert len(found(f"process=wtpf-13&{name}={option.value}")) == option.count, (name, option)


def test_choice_that_would_leave_none_is_not_offered_unless_chosen():
    make_contribution(kind="report")
    assert counts(asked(""), "kind") == {"report": 1}
    assert counts(asked("kind=agenda"), "kind") == {"report": 1, "agenda": 0}


def test_chosen_filters_say_what_they_are_and_how_to_leave_them_out():
    make_meeting(slug="ieg-2", short_title="IEG 2")
    filters = asked("meeting=ieg-2&q=x&page=3&sort=title&as_of=2013-02-11")
    (q, meeting) = sorted(filters.chosen(), key=lambda one: one.label, reverse=True)
    assert (meeting.label, meeting.words) == ("Meeting", "IEG 2")
    assert meeting.query == "q=x&sort=title&as_of=2013-02-11"
    assert q.words == "x"


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("kind=nonsense", "kind"),
        ("meeting=nowhere", "meeting"),
        ("year=1999999", "year"),
        ("sort=colour", "sort"),
        ("access=%00", "access"),
        ("q=%00", "q"),
        ("q=" + "x" * 201, "q"),
        ("stakeholder='", "stakeholder"),
    ],
)
def test_unknown_value_is_refused_by_name(query, name):
    with pytest.raises(BadQuestion, match=f"“{name}”"):
        asked(query)


def test_parameter_given_twice_is_refused():
    with pytest.raises(BadQuestion, match="more than once"):
        asked("kind=report&kind=agenda")


def test_unknown_parameter_is_left_alone():
    make_contribution()
    assert len(found("colour=blue&utm_source=x")) == 1


def test_as_of_a_day_the_list_has_what_was_known(client):
    early = make_contribution(sources=[make_source(published="2012-11-14")])
    make_contribution(sources=[make_source(published="2013-05-22")])
    make_contribution(sources=[make_source(published="")])
    content = client.get("/documents/?as_of=2013-02-11").content.decode()
    assert re.findall(r"(\d+) document\w? in the record", content) == ["1"]
    assert f"{early.get_absolute_url()}?as_of=2013-02-11" in content
    assert '<input type="hidden" name="as_of" value="2013-02-11">' in content


def test_list_comes_in_pages(client):
    process = make_process()
    for _ in range(51):
        make_contribution(process=process)
    first, second = (client.get(f"/documents/?page={number}").content.decode() for number in (1, 2))
    assert first.count('<th scope="row"') == 50
    assert second.count('<th scope="row"') == 1
    assert 'rel="prev" href="?page=1"' in second


def test_page_after_the_last_is_missing(client):
    response = client.get("/documents/?page=2")
    assert response.status_code == 404
    assert "ends with page 1" in response.content.decode()


def test_list_without_any_document_says_so(client):
    content = client.get("/documents/?q=nothing").content.decode()
    assert "No document has all of these" in content


def test_headings_sort_and_keep_the_filters(client):
    make_contribution(kind="report")
    content = client.get("/documents/?kind=report&sort=title").content.decode()
    assert 'href="?kind=report&amp;sort=-title"' in content
    assert 'aria-sort="ascending"' in content


def test_stakeholders_by_category_and_words():
    cisco = make_stakeholder(name="Cisco", category="sector-member")
    make_stakeholder(name="Brazil")
    assert list(StakeholderFilter(QueryDict("category=sector-member")).rows()) == [cisco]
    assert list(StakeholderFilter(QueryDict("q=CISC")).rows()) == [cisco]


def test_stakeholders_stand_under_their_category_with_their_documents(client):
    cisco = make_stakeholder(short_name="Cisco", name="Cisco Systems", category="sector-member")
    make_contribution([cisco])
    make_contribution([cisco], published=False)
    make_stakeholder(short_name="Brazil", name="Brazil")
    main = client.get("/stakeholders/").content.decode().partition("<main")[2]
    content = main.partition("</form>")[2]
    assert content.index("Member State") < content.index("Brazil") < content.index("Sector Member")
    assert re.search(r"Cisco</a> <span[^>]*>Cisco Systems, 1 document<", content)
