"""Dates as the record writes them: what is read, which days they span, how they are said."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.text.dates import parse_edtf

DAYS = st.dates(min_value=datetime.date(1000, 1, 1), max_value=datetime.date(9999, 12, 31))
MARKS = st.sampled_from(["", "~", "?", "%"])

# text, first day, last day, in words
READ = [
    ("2012-10-10", "2012-10-10", "2012-10-10", "10 October 2012"),
    ("2013-02", "2013-02-01", "2013-02-28", "February 2013"),
    ("2012-02", "2012-02-01", "2012-02-29", "February 2012"),
    ("1900-02", "1900-02-01", "1900-02-28", "February 1900"),
    ("2000-02", "2000-02-01", "2000-02-29", "February 2000"),
    ("2012", "2012-01-01", "2012-12-31", "2012"),
    ("0001", "0001-01-01", "0001-12-31", "1"),
    ("2013-02~", "2013-02-01", "2013-02-28", "about February 2013"),
    ("2013-02-06?", "2013-02-06", "2013-02-06", "6 February 2013 (uncertain)"),
    ("2013%", "2013-01-01", "2013-12-31", "about 2013 (uncertain)"),
    ("2012-10-10/2012-10-12", "2012-10-10", "2012-10-12", "10–12 October 2012"),
    ("2012-10-10/2012-10-10", "2012-10-10", "2012-10-10", "10 October 2012"),
    ("2012-09-30/2012-10-02", "2012-09-30", "2012-10-02", "30 September – 2 October 2012"),
    ("2012-12-30/2013-01-02", "2012-12-30", "2013-01-02", "30 December 2012 – 2 January 2013"),
    ("2012-06/2012-10", "2012-06-01", "2012-10-31", "June–October 2012"),
    ("2012-06/2012-06-15", "2012-06-01", "2012-06-15", "June – 15 June 2012"),
    ("2012/2013", "2012-01-01", "2013-12-31", "2012 – 2013"),
    ("2012-10~/2012-11", "2012-10-01", "2012-11-30", "about October 2012 – November 2012"),
    ("../2013-05-14", "2013-05-14", "2013-05-14", "14 May 2013 or earlier"),
    ("../2013-02", "2013-02-01", "2013-02-28", "February 2013 or earlier"),
    ("2013-02-08/..", "2013-02-08", "2013-02-08", "8 February 2013 or later"),
    ("2013~/..", "2013-01-01", "2013-12-31", "about 2013 or later"),
]


@pytest.mark.parametrize(("text", "first", "last", "words"), READ, ids=[row[0] for row in READ])
def test_date_is_read(text, first, last, words):
    date = parse_edtf(text)
    assert date.first_day == datetime.date.fromisoformat(first)
    assert date.last_day == datetime.date.fromisoformat(last)
    assert date.in_words() == words


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "..",
        "/",
        "../",
        "/..",
        "../..",
        "2013-02-08/",
        "/2013-02-08",
        "2013-2-8",
        "13-02-08",
        "20130208",
        "8 February 2013",
        "2013-02-08T10:00",
        "2013-02-08/2013-02-09/2013-02-10",
        "2013-21",
        "201X",
        "-2013",
        "12013",
        "~2013",
        "2013~~",
        " 2013",
        "2013\n",
        "٢٠١٣",
        "2013-02-08 ",
    ],
)
def test_what_is_no_date_is_refused_with_a_sentence(text):
    with pytest.raises(ValueError, match=r"(?s)^“.*” (is not a date|names a day)") as problem:
        parse_edtf(text)
    assert str(problem.value).endswith(".")


@pytest.mark.parametrize(
    "text", ["2013-02-29", "2013-00", "2013-13", "2013-04-31", "2013-01-00", "0000", "0000-01"]
)
def test_day_that_is_not_in_the_calendar_is_refused(text):
    with pytest.raises(ValueError, match="not in the calendar"):
        parse_edtf(text)


@pytest.mark.parametrize("text", ["2013-02-09/2013-02-08", "2013/2012", "2013-03/2013-02-28"])
def test_span_that_ends_before_it_begins_is_refused(text):
    with pytest.raises(ValueError, match="ends before it begins"):
        parse_edtf(text)


def test_long_nonsense_is_not_repeated_whole():
    with pytest.raises(ValueError, match="not a date") as problem:
        parse_edtf("x" * 10_000)
    assert len(str(problem.value)) < 400


@given(DAYS, MARKS)
def test_any_day_spans_itself(day, mark):
    date = parse_edtf(f"{day.isoformat()}{mark}")
    assert date.first_day == date.last_day == day
    assert str(day.year) in date.in_words()


@given(DAYS)
def test_month_ends_where_the_next_begins(day):
    last = parse_edtf(day.isoformat()[:7]).last_day
    assert last.month == day.month
    assert last == datetime.date.max or (last + datetime.timedelta(days=1)).day == 1


@given(st.lists(DAYS, min_size=2, max_size=2).map(sorted))
def test_span_holds_its_days(days):
    date = parse_edtf("/".join(day.isoformat() for day in days))
    assert [date.first_day, date.last_day] == days


@given(st.text(alphabet="0123456789-/.~?% x", max_size=24))
def test_any_text_is_read_or_refused_with_a_sentence(text):
    try:
        date = parse_edtf(text)
    except ValueError as problem:
        assert str(problem).startswith("“")
    else:
        assert date.first_day <= date.last_day
        assert date.in_words()
