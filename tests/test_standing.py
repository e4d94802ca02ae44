"""Where many texts stand on a day, and when something last happened to them."""

import datetime

import pytest

from opinions.models import Event, Opinion
from opinions.standing import with_last_event, with_standing
from tests.factory import (
    make_event,
    make_open_process,
    make_opinion,
    make_path,
    make_process,
    make_revision,
    make_source,
)

pytestmark = pytest.mark.django_db

DAY = datetime.date(2013, 2, 11)


def known(opinion, day=None):
    found = with_standing(Opinion.objects.visible(day), day).get(pk=opinion.pk)
    return found.known_stage, found.known_outcome


def two_step_path(process=None):
    """Submitted by what was public on DAY, adopted by what was published later."""
    opinion = make_path("submitted", opinion=make_opinion(process or make_open_process()))
    make_path("adopted", opinion=opinion, sources=[make_source(published="2013-05-20")])
    return opinion


def test_standing_now_is_the_stored_one():
    assert known(two_step_path()) == ("adopted", "adopted")


def test_standing_on_a_day_comes_from_the_events_public_then():
    assert known(two_step_path(), DAY) == ("submitted", "open")


def test_standing_on_a_day_after_the_process_is_unknown():
    assert known(two_step_path(make_process(date="2012-01/2013-01")), DAY) == ("submitted", "unknown")


def test_standing_on_a_day_leaves_draft_events_out():
    opinion = make_path("submitted", opinion=make_opinion(make_open_process()))
    make_event(opinion, "withdrawn", published=False)
    assert known(opinion, DAY) == ("submitted", "open")


def test_standing_on_a_day_without_events():
    opinion = make_opinion(make_open_process())
    assert known(opinion, DAY) == ("start", "open")


def test_standing_takes_the_same_queries_for_many(django_assert_num_queries):
    for _ in range(6):
        two_step_path()
    with django_assert_num_queries(3):
        assert len(with_standing(Opinion.objects.visible(DAY), DAY)) == 6


def test_last_event_is_the_newest_by_its_last_day():
    opinion = make_opinion()
    make_event(opinion, date="2013-02-06/2013-02-08")
    make_event(opinion, date="2013-02-07")
    assert with_last_event(Opinion.objects.all()).get().last_event == "2013-02-06/2013-02-08"


def test_last_event_on_a_day_is_one_public_then():
    opinion = two_step_path()
    first = Event.objects.in_order().first()
    assert with_last_event(Opinion.objects.all(), DAY).get(pk=opinion.pk).last_event == first.date


def test_last_event_of_a_text_without_events():
    make_opinion()
    assert with_last_event(Opinion.objects.all()).get().last_event is None


def titled(opinion, day):
    return Opinion.objects.filter(pk=opinion.pk).with_known_title(day).get().known_title


def test_title_of_a_day_is_that_of_the_newest_version_known():
    early, late = make_source(published="2012-10-20"), make_source(published="2013-05-20")
    opinion = make_opinion(title="As adopted", short_title="Broadband")
    assert titled(opinion, DAY) == "Broadband"
    make_revision(opinion, title="As first tabled", sources=[early])
    make_revision(opinion, title="", sources=[early])
    make_revision(opinion, title="As adopted", sources=[late])
    assert titled(opinion, DAY) == "As first tabled"
    assert titled(opinion, datetime.date(2013, 6, 1)) == titled(opinion, None) == "As adopted"
