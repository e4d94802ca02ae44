"""What an address asks for, checked: days, pages, rows. Any nonsense is answered in a sentence."""

import datetime

import pytest
from django.http import Http404
from django.test import RequestFactory
from hypothesis import given
from hypothesis import strategies as st

from documents.models import Source
from documents.questions import BadQuestion, as_of_day, one_or_404, page_of
from tests.factory import make_source

DAY = datetime.date(2013, 2, 11)


def ask(**question):
    return RequestFactory().get("/", question)


def refused(function, *arguments, **words) -> BadQuestion:
    with pytest.raises(BadQuestion) as said:
        function(*arguments, **words)
    return said.value


def test_no_day_is_now():
    assert as_of_day(ask()) is None
    assert as_of_day(ask(as_of=" ")) is None


@given(st.dates())
def test_any_day_is_read(day):
    assert as_of_day(ask(as_of=day.isoformat())) == day


def test_white_space_around_a_day_is_no_matter():
    assert as_of_day(ask(as_of=" 2013-02-11\t")) == DAY


@pytest.mark.parametrize(
    "text",
    ["soon", "2013-02-30", "20130211", "2013-W07-1", "2013-2-11", "11-02-2013", "2013-02", "٢٠١٣-٠٢-١١"],
)
def test_what_is_no_day_is_refused_with_an_example(text):
    fault = refused(as_of_day, ask(as_of=text))
    assert fault.status == 400
    assert f"“{text}” is not a day." in str(fault)
    assert "?as_of=2013-02-11" in str(fault)


@given(st.text(min_size=1, max_size=60))
def test_any_day_asked_for_is_read_or_refused(text):
    try:
        as_of_day(ask(as_of=text))
    except BadQuestion as fault:
        assert str(fault).isprintable()
        assert len(str(fault)) < 140


def test_long_nonsense_is_quoted_in_part():
    assert "x" * 40 in str(refused(as_of_day, ask(as_of="x" * 90)))
    assert "x" * 41 not in str(refused(as_of_day, ask(as_of="x" * 90)))


def test_letters_that_no_page_may_hold_show_that_they_were_there():
    assert str(BadQuestion("a\0b\x1b\u202ec")) == "a�b��c"


@given(st.integers(0, 400), st.integers(1, 60), st.integers(-3, 450))
def test_pages_hold_every_row_once(rows, size, number):
    found = []
    try:
        for page in range(1, 500):
            found += page_of(ask(page=page), range(rows), size=size)
    except BadQuestion as fault:
        assert fault.status == 404
        assert str(fault).endswith(f"this list ends with page {max(1, -(-rows // size))}.")
    assert found == list(range(rows))


@pytest.mark.parametrize("text", ["", "1"])
def test_first_page_is_the_default(text):
    assert list(page_of(ask(page=text), "abc", size=2)) == ["a", "b"]


def test_empty_list_has_a_first_page():
    assert list(page_of(ask(), [])) == []


@pytest.mark.parametrize("text", ["x", "-1", "1.5", "1e3", "²", "١", "9" * 10, " ", "0x1"])
def test_what_is_no_page_number_is_refused(text):
    assert "is not a page number. Pages are numbered from 1." in str(refused(page_of, ask(page=text), "abc"))


def test_page_nought_is_missing():
    assert refused(page_of, ask(page="0"), "abc").status == 404


@pytest.mark.django_db
def test_row_is_found_by_its_words():
    source = make_source(key="S3")
    make_source(key="S4")
    assert one_or_404(Source.objects.visible, None, key="S3") == source


@pytest.mark.django_db
def test_row_that_is_not_there_is_missing_on_every_day():
    for day in (None, DAY):
        with pytest.raises(Http404):
            one_or_404(Source.objects.visible, day, key="S3")


@pytest.mark.django_db
def test_draft_is_missing_and_not_told_of():
    make_source(key="S3", published_at=None)
    for day in (None, DAY):
        with pytest.raises(Http404):
            one_or_404(Source.objects.visible, day, key="S3")


@pytest.mark.django_db
def test_row_that_came_later_is_said_to():
    make_source(key="S3", published="2013-05-20")
    fault = refused(one_or_404, Source.objects.visible, DAY, key="S3")
    assert fault.status == 404
    assert str(fault).startswith("Nothing on this was public on 11 February 2013")
    assert str(fault).endswith("Choose a later day, or leave the day out.")
