"""How to cite a page."""

import datetime
from types import SimpleNamespace

from opinions.citation import citation, data_day

WORDS = {"kind": "opinion", "process": "WTPF-13", "address": "https://example.org/opinions/ixps/"}
DAY = datetime.date(2026, 11, 21)


def test_citation_names_what_it_is_and_where():
    assert citation("On exchange points", day=DAY, **WORDS) == (
        "WTPF Tracker: “On exchange points” (opinion, WTPF-13). Data of 21 November 2026. "
        "https://example.org/opinions/ixps/"
    )


def test_citation_as_of_a_day_says_so():
    text = citation("X", day=DAY, as_of=datetime.date(2013, 2, 11), **WORDS)
    assert "Data of 21 November 2026. As the public could know it on 11 February 2013." in text


def test_citation_without_data_has_no_day():
    assert "Data of" not in citation("X", day=None, **WORDS)


def published(day):
    return SimpleNamespace(changed_at=day and datetime.datetime(2026, 1, day, tzinfo=datetime.UTC))


def test_data_day_is_that_of_the_newest_row():
    assert data_day([published(3)], [published(9), published(4)]) == datetime.date(2026, 1, 9)


def test_data_day_leaves_drafts_out():
    assert data_day([published(None)], []) is None


def test_data_day_leaves_the_nominal_day_of_the_shipped_record_out():
    shipped = SimpleNamespace(changed_at=datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC))
    assert data_day([shipped]) is None
    assert data_day([shipped, published(3)]) == datetime.date(2026, 1, 3)
