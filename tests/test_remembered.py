"""Results of texts that are kept: computed once, the oldest forgotten, asked for in one query."""

import pytest

from opinions.remembered import Remembered, numbered_lines, texts_of
from tests.factory import make_revision

pytestmark = pytest.mark.django_db


@pytest.fixture
def seen():
    return []


@pytest.fixture
def lengths(seen):
    def compute(text):
        seen.append(text)
        return len(text)

    return Remembered(compute, 2)


def test_result_is_that_of_the_text(lengths):
    row = make_revision(text="Recalls it.")
    assert lengths.of([row]) == {row.sha256: 11}


def test_text_is_computed_once_however_often_it_is_asked_for(lengths, seen, django_assert_num_queries):
    first, second = make_revision(text="Recalls it."), make_revision(text="Recalls it.")
    lengths.of([first, second])
    with django_assert_num_queries(0):
        lengths.of([second])
    assert seen == ["Recalls it."]


def test_unknown_texts_are_asked_for_in_one_query(lengths, django_assert_num_queries):
    rows = [make_revision() for _ in range(5)]
    with django_assert_num_queries(1):
        assert len(lengths.of(rows)) == 5


def test_oldest_asked_for_is_forgotten_first(lengths, seen):
    one, two, three = (make_revision(text=text) for text in ("One.", "Two.", "Three."))
    for row in (one, two, one, three, one, two):
        lengths.of([row])
    assert seen == ["One.", "Two.", "Three.", "Two."]


def test_text_that_is_gone_is_left_out(lengths):
    row = make_revision(text="Recalls it.")
    type(row).objects.filter(pk=row.pk).delete()
    assert lengths.of([row]) == {}


def test_texts_by_their_hashes():
    row = make_revision(text="Recalls it.")
    assert texts_of([row.sha256, row.sha256, "no such hash"]) == {row.sha256: "Recalls it."}


def test_lines_are_numbered_as_paragraphs_are():
    assert list(numbered_lines(" Recalls\tit.\n\n \n1. Invites all.\n")) == [
        (1, "Recalls it."),
        (2, "1. Invites all."),
    ]
