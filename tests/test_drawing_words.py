"""Measuring and breaking words for the pictures."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opinions.drawing.words import break_lines, fit, time_in_words, width_of

DAY = datetime.date(2012, 10, 10)


def test_width_of_nothing_is_zero():
    assert width_of("", 13) == 0


def test_width_of_wide_letters_exceeds_narrow_ones():
    assert width_of("WWWW", 13) > width_of("illi", 13)


def test_fit_keeps_what_fits():
    assert fit("agreed", 200, 13) == "agreed"


def test_fit_cuts_with_an_ellipsis():
    assert fit("Donaudampfschifffahrt", 60, 13).endswith("…")


def test_break_lines_breaks_between_words():
    assert break_lines("happened elsewhere", 80, 13) == ["happened", "elsewhere"]


def test_break_lines_says_that_more_was_there():
    lines = break_lines("one two three four five six", 40, 13, most=2)
    assert len(lines) == 2 and lines[-1].endswith("…")


def test_break_lines_of_nothing_is_one_empty_line():
    assert break_lines("", 40, 13) == [""]


@given(st.text(max_size=120), st.integers(20, 300), st.integers(1, 4))
def test_break_lines_never_exceeds_room_or_lines(text, room, most):
    lines = break_lines(text, room, 13, most=most)
    assert 1 <= len(lines) <= most
    assert all(width_of(line, 13) <= room for line in lines)


@given(st.text(alphabet="abc ", max_size=60))
def test_break_lines_loses_no_word_where_there_is_room(text):
    assert " ".join(break_lines(text, 600, 13, most=99)).split() == text.split()


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (0, ""),
        (-3, ""),
        (1, "1 day"),
        (44, "44 days"),
        (45, "1 month"),
        (118, "4 months"),
        (365, "1 year"),
        (520, "1 year and 5 months"),
        (740, "2 years"),
    ],
)
def test_time_in_words(days, words):
    assert time_in_words(DAY, DAY + datetime.timedelta(days)) == words
