"""The filters of the lists of texts, positions and promises: what they keep, count, refuse and sort."""

import datetime
from urllib.parse import urlencode

import pytest
from django.http import QueryDict

from documents.questions import BadQuestion
from opinions.filters import OpinionFilter, PledgeFilter, PositionFilter
from opinions.models import Intervention, Pledge
from tests.factory import (
    make_adopted_opinion,
    make_event,
    make_intervention,
    make_meeting,
    make_open_process,
    make_opinion,
    make_other_title,
    make_path,
    make_pledge,
    make_process,
    make_revision,
    make_session,
    make_source,
    make_stakeholder,
    make_topic,
    make_withdrawn_opinion,
)

pytestmark = pytest.mark.django_db

DAY = datetime.date(2013, 2, 11)


def ask(query="", day=None):
    return OpinionFilter(QueryDict(query), day=day)


def kept(query="", day=None):
    return set(ask(query, day).rows())


def counts(name, query="", day=None):
    asked = ask(query, day)
    asked.rows()
    facet = next(facet for facet in asked.facets() if facet.name == name)
    return {option.value: option.count for option in facet.options}


def test_filter_without_a_question_keeps_everything():
    opinions = {make_opinion(), make_opinion()}
    assert kept() == opinions and kept("outcome=&q=") == opinions


def test_filter_keeps_drafts_back():
    make_opinion(published=False)
    make_opinion(make_process(published=False))
    assert kept() == set()


def test_filter_by_topic():
    opinion = make_opinion(topic=make_topic(slug="ixps"))
    make_opinion(topic=make_topic())
    assert kept("topic=ixps") == {opinion}


def test_filter_by_outcome_and_stage():
    adopted, withdrawn = make_adopted_opinion(), make_withdrawn_opinion()
    assert kept("outcome=adopted") == {adopted}
    assert kept("stage=withdrawn") == {withdrawn}
    assert kept("outcome=adopted&stage=withdrawn") == set()


def test_filter_by_process_and_instrument():
    opinion = make_opinion(make_process(slug="pp-14"), instrument="resolution")
    make_opinion()
    assert kept("process=pp-14") == kept("instrument=resolution") == {opinion}


def test_filter_by_sponsor_of_any_version():
    brazil = make_stakeholder(slug="brazil")
    opinion = make_revision(sponsors=[make_stakeholder(), brazil]).opinion
    make_revision()
    assert kept("sponsor=brazil") == {opinion}


def test_filter_by_sponsor_leaves_draft_versions_out():
    brazil = make_stakeholder(slug="brazil")
    make_revision(sponsors=[brazil], published=False)
    assert kept("sponsor=brazil") == set() and counts("sponsor") == {}


def test_filter_by_meeting_counts_its_sessions_in():
    forum = make_meeting(slug="forum")
    session = make_session(forum, slug="forum-wg1")
    opinion = make_event(meeting=session).opinion
    make_event(meeting=make_meeting())
    assert kept("meeting=forum") == kept("meeting=forum-wg1") == {opinion}
    assert counts("meeting")["forum"] == 1


def test_filter_by_year_of_an_event_that_spans_two():
    opinion = make_event(date="2012-12/2013-02").opinion
    make_event(date="2014-10-20")
    assert kept("year=2012") == kept("year=2013") == {opinion}
    assert counts("year") == {"2012": 1, "2013": 1, "2014": 1}


def test_filter_by_words_in_any_title():
    opinion = make_opinion(title="Promoting Internet Exchange Points", short_title="IXPs")
    make_other_title(opinion, title="Local traffic")
    make_opinion()
    assert kept("q=exchange+PROMOTING") == kept("q=ixps") == kept("q=traffic") == {opinion}
    assert kept("q=exchange+broadband") == set()


@pytest.mark.parametrize("word", ["égalité", "ÉGALITÉ", "Liberté", "FRATERNITÉ"])
def test_words_are_found_whatever_the_case(word):
    opinion = make_opinion(title="L’Égalité", short_title="La liberté")
    make_other_title(opinion, title="Fraternité")
    make_opinion(title="Egalite, liberte, fraternite")
    assert kept(urlencode({"q": word})) == {opinion}


def test_filter_by_words_leaves_draft_titles_out():
    make_other_title(make_opinion(), title="Local traffic", published=False)
    assert kept("q=traffic") == set()


def test_filters_narrow_together():
    opinion = make_adopted_opinion(topic=make_topic(slug="ixps"))
    make_withdrawn_opinion(topic=opinion.topic)
    assert kept("topic=ixps&outcome=adopted") == {opinion}


@pytest.mark.parametrize(
    "query",
    [
        "outcome=won",
        "stage=x",
        "topic=x",
        "process=x",
        "instrument=x",
        "sponsor=x",
        "meeting=x",
        "year=abc",
        "year=1850",
        "sort=colour",
        "q=%00",
        "outcome=%00",
        f"q={'x' * 201}",
        "outcome=adopted&outcome=open",
    ],
)
def test_filter_refuses_what_it_does_not_know_and_names_it(query):
    with pytest.raises(BadQuestion, match=f"“{query.partition('=')[0]}”"):
        ask(query).rows()


def test_filter_refuses_a_draft_topic():
    make_topic(slug="secret", published=False)
    with pytest.raises(BadQuestion):
        ask("topic=secret").rows()


def test_filter_leaves_other_parameters_alone():
    opinion = make_opinion()
    assert kept("utm=x&page=1&as_of=") == {opinion}


def test_counts_are_over_the_rows_of_the_other_filters():
    topic = make_topic(slug="ixps")
    make_adopted_opinion(topic=topic)
    make_withdrawn_opinion(topic=topic)
    make_withdrawn_opinion()
    assert counts("outcome", "topic=ixps") == {"adopted": 1, "withdrawn": 1}
    assert counts("topic", "outcome=adopted") == {"ixps": 1}


def test_counts_do_not_shrink_by_the_filter_itself():
    make_adopted_opinion()
    make_withdrawn_opinion()
    assert counts("outcome", "outcome=adopted") == {"adopted": 1, "withdrawn": 1}


def test_counts_take_each_text_once():
    brazil, meeting = make_stakeholder(slug="brazil"), make_meeting(slug="ieg")
    opinion = make_opinion()
    for _ in range(3):
        make_revision(opinion, sponsors=[brazil])
        make_event(opinion, meeting=meeting)
    assert counts("sponsor") == {"brazil": 1} and counts("meeting") == {"ieg": 1}


def test_counts_agree_with_what_the_filter_keeps():
    meeting = make_meeting(slug="ieg")
    for kind in ("submitted", "submitted", "withdrawn"):
        make_revision(make_path(kind, meeting=meeting), sponsors=[make_stakeholder()])
    asked = ask()
    asked.rows()
    for facet in asked.facets():
        for option in facet.options:
            assert len(kept(f"{facet.name}={option.value}")) == option.count, facet.name


def test_chosen_filters_say_how_to_leave_them_out():
    make_adopted_opinion()
    asked = ask("outcome=adopted&sort=title&page=2")
    asked.rows()
    (chosen,) = asked.chosen()
    assert (chosen.label, chosen.words, chosen.query) == ("How it ended", "adopted", "sort=title")


def titles(sort):
    return [opinion.title for opinion in ask(f"sort={sort}").in_order()]


def test_sorted_by_title_whatever_the_case():
    for title in ("b", "C", "a"):
        make_opinion(title=title)
    assert titles("title") == ["a", "b", "C"] and titles("-title") == ["C", "b", "a"]


def test_sorted_by_last_event_without_one_last():
    make_opinion(title="none")
    make_event(make_opinion(title="old"), date="2012-10-10")
    make_event(make_opinion(title="new"), date="2013-05-16")
    assert titles("last_event") == ["old", "new", "none"]
    assert titles("-last_event") == ["new", "old", "none"]


def test_sorted_by_outcome_and_by_process():
    make_withdrawn_opinion(process=make_process(date="2014-10"), title="late")
    make_adopted_opinion(process=make_process(date="2012-10"), title="early")
    assert titles("outcome") == titles("process") == titles("") == ["early", "late"]
    assert titles("-process") == ["late", "early"]


def moved_on():
    """A text that was open by what was public on DAY, and adopted by what came later."""
    opinion = make_path("submitted", opinion=make_opinion(make_open_process()))
    return make_path("adopted", opinion=opinion, sources=[make_source(published="2013-05-20")])


def test_outcome_as_of_a_day_is_that_of_the_day():
    opinion = moved_on()
    assert kept("outcome=open", DAY) == {opinion} and kept("outcome=adopted", DAY) == set()
    assert kept("outcome=adopted") == {opinion}


def test_counts_as_of_a_day_are_those_of_the_day():
    moved_on()
    assert counts("outcome", day=DAY) == {"open": 1} and counts("stage", day=DAY) == {"submitted": 1}


def test_sponsor_as_of_a_day_is_one_known_then():
    brazil = make_stakeholder(slug="brazil")
    make_revision(sponsors=[brazil], sources=[make_source(published="2013-05-20")])
    assert kept("sponsor=brazil", DAY) == set() and len(kept("sponsor=brazil")) == 1


@pytest.mark.parametrize("day", [None, DAY])
def test_filter_asks_as_much_for_many_rows(day, django_assert_max_num_queries):
    for _ in range(12):
        make_revision(moved_on(), sponsors=[make_stakeholder()])
    with django_assert_max_num_queries(18):
        asked = ask("outcome=open" if day else "outcome=adopted", day)
        assert len(asked.in_order()) == 12 and asked.facets()


def positions(query):
    return PositionFilter(QueryDict(query), Intervention.objects.visible())


def test_positions_by_process_and_category():
    opinion = make_opinion(make_process(slug="pp-14"))
    state = make_intervention(opinion, stakeholder=make_stakeholder(category="member-state"))
    society = make_intervention(stakeholder=make_stakeholder(category="civil-society"))
    assert set(positions("process=pp-14").rows()) == {state}
    assert set(positions("category=civil-society").rows()) == {society}


def test_positions_refuse_an_unknown_category():
    with pytest.raises(BadQuestion, match="category"):
        positions("category=robots").rows()


def promises(query):
    return PledgeFilter(QueryDict(query), Pledge.objects.visible())


def test_pledges_by_any_of_those_who_promised():
    cisco, other = make_stakeholder(slug="cisco"), make_stakeholder()
    joint = make_pledge(stakeholders=[cisco, other])
    make_pledge(stakeholders=[other])
    assert set(promises("stakeholder=cisco").rows()) == {joint}


def test_pledges_by_fate_with_counts():
    make_pledge(fate="delivered")
    lost = make_pledge(fate="not-delivered")
    asked = promises("fate=not-delivered")
    assert set(asked.rows()) == {lost}
    assert {option.value: option.count for option in asked.facets()[1].options} == {
        "delivered": 1,
        "not-delivered": 1,
    }
