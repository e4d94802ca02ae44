"""Passages that stand in other texts too."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from documents.text.passages import SHORTEST, PassageIndex
from tests.text.steps import steps

AGREED = "the need to build confidence and security in the use of information and communication technologies"


def test_passage_is_found_in_place_and_whatever_its_case():
    index = PassageIndex(
        ["Nothing of the kind stands here at all, really nothing.", f"recalling {AGREED}, and so on"]
    )
    asked = f"Stressing {AGREED.upper()} everywhere"
    (passage,) = index.find(asked)
    assert (passage.paragraph, passage.words) == (1, 15)
    assert asked[passage.start : passage.end] == AGREED.upper()
    assert index.paragraphs[1][passage.stored_start : passage.stored_end] == AGREED


def test_fewer_than_eight_words_are_no_passage():
    words = AGREED.split()
    assert PassageIndex([AGREED]).find(" ".join(words[:7])) == []
    assert len(PassageIndex([AGREED]).find(" ".join(words[:8]))) == 1


def test_shortest_can_be_asked_for():
    assert PassageIndex([AGREED]).find(AGREED, shortest=16) == []


def test_own_paragraphs_can_be_left_out():
    index = PassageIndex([AGREED, AGREED])
    assert [p.paragraph for p in index.find(AGREED, leave_out=range(1))] == [1]


def test_paragraphs_added_later_are_found():
    index = PassageIndex([AGREED])
    assert index.add(AGREED) == 1
    assert [p.paragraph for p in index.find(AGREED)] == [0, 1]


def test_two_passages_of_one_paragraph():
    words = [f"w{n}" for n in range(40)]
    index = PassageIndex([" ".join(words)])
    asked = " ".join([*words[20:32], "other", *words[2:14]])
    assert [(p.words, p.start < 50) for p in index.find(asked)] == [(12, True), (12, False)]


def test_formula_that_stands_everywhere_finds_nothing():
    assert PassageIndex([AGREED] * 500).find(AGREED) == []


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_every_passage_of_eight_words_is_found_wherever_it_stands(data):
    chance = random.Random(data.draw(st.integers(0, 10**6)))
    words = [f"w{chance.randrange(4000)}" for _ in range(60)]
    start = data.draw(st.integers(0, 60 - SHORTEST))
    asked = " ".join(["before", *words[start : start + SHORTEST], "after"])
    found = PassageIndex([" ".join(words)]).find(asked)
    assert any(asked[p.start : p.end] == " ".join(words[start : start + SHORTEST]) for p in found)


@pytest.mark.parametrize("text", ["a " * 8_000, "a b c d e f g h i " * 1_000])
def test_repetition_costs_little(text):
    quarter = text[: len(text) // 4]
    cost = steps(lambda: PassageIndex([text]).find(text))
    assert cost < 8 * steps(lambda: PassageIndex([quarter]).find(quarter))


def test_answer_costs_no_more_where_ten_times_the_paragraphs_are_stored():
    chance = random.Random(5)
    words = [f"w{n}" for n in range(6_000)]
    paragraphs = [" ".join(chance.choices(words, k=40)) for _ in range(20_000)]
    small, large = PassageIndex(paragraphs[:2_000]), PassageIndex(paragraphs)
    asked = paragraphs[77]
    assert small.find(asked) == large.find(asked)  # both are sorted now, as after the first question
    assert steps(lambda: large.find(asked)) < 1.5 * steps(lambda: small.find(asked))
