"""The sentences at the top of the first page."""

import datetime
from types import SimpleNamespace

import pytest

from wtpf_tracker.headline import headline, in_words, standfirst

FEBRUARY = datetime.date(2013, 2, 11)


def adoption(opinion=1, place="International Conference Centre, Geneva"):
    meeting = SimpleNamespace(place=place) if place is not None else None
    return SimpleNamespace(opinion_id=opinion, date_in_words="16 May 2013", meeting=meeting)


@pytest.mark.parametrize(("number", "word"), [(1, "One"), (9, "Nine"), (12, "Twelve"), (13, "13")])
def test_in_words(number, word):
    assert in_words(number) == word


def test_headline_adopted():
    sentence = headline(9, [adoption(number) for number in range(6)], None)
    assert sentence == "Six of nine texts were adopted at Geneva on 16 May 2013"


def test_headline_adopted_once():
    assert headline(2, [adoption()], None) == "One of two texts was adopted at Geneva on 16 May 2013"


def test_headline_without_a_place():
    assert headline(2, [adoption(place=None)], None) == "One of two texts was adopted on 16 May 2013"


def test_headline_none_adopted_by_a_day():
    assert headline(9, [], FEBRUARY) == "Nine texts on the table by 11 February 2013, none adopted yet"


def test_headline_none_adopted_so_far():
    assert headline(1, [], None) == "One text on the table so far, none adopted yet"


def test_headline_nothing_public():
    assert headline(0, [], FEBRUARY) == "Nothing of this negotiation was public yet"


def test_standfirst_counts_topics():
    assert standfirst(9).startswith("Nine topics were on the table.")
    assert standfirst(1).startswith("One topic was on the table.")


def test_standfirst_without_topics():
    assert standfirst(0).startswith("Follow each text")
