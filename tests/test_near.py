"""What may have been meant: near symbols, near names, bounded work; natural order; composed sentences."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.near import MOST, near_documents, near_words
from documents.sentences import counted, document_is, ending, in_this_record, listed
from documents.templatetags.addresses import address
from documents.templatetags.wording import breakable, stopped, within
from documents.text.natural import natural_key
from tests.factory import make_contribution
from tests.text.steps import steps


@pytest.mark.parametrize(
    ("first", "second"),
    [("WTPF-IEG/2/2", "WTPF-IEG/2/10"), ("U9", "u10"), ("S3", "U1"), ("", "a"), ("a", "a1"), ("2", "a")],
)
def test_natural_order(first, second):
    assert natural_key(first) < natural_key(second)


@given(st.lists(st.text(max_size=30)))
def test_any_texts_can_be_sorted_naturally(texts):
    assert len(sorted(texts, key=natural_key)) == len(texts)


@given(st.integers(0, 10**12), st.integers(0, 10**12))
def test_numbers_within_words_sort_by_their_value(first, second):
    assert (natural_key(f"x/{first}") < natural_key(f"x/{second}")) == (first < second)


def test_near_words_best_first():
    assert near_words("IEG2", ["ieg-3", "ieg-2", "forum"])[0] == "ieg-2"
    assert near_words("ieg-2", ["forum", "ieg-3", "ieg-2"])[0] == "ieg-2"
    assert near_words("zzz", ["forum"]) == []


def test_near_words_work_no_harder_for_a_longer_question():
    names = [f"a-name-of-some-length-{number}" for number in range(MOST)]
    short, long = ("a-name-of-some-length-" * times for times in (20, 200))
    assert steps(lambda: near_words(long, names)) <= 1.1 * steps(lambda: near_words(short, names))


def test_near_words_work_is_a_little_for_each_name_and_no_more():
    alike = [f"wtpf-ieg/2/{number}" for number in range(MOST)]
    few, many = (
        steps(lambda names=names: near_words("wtpf-ieg/2/1o", names)) for names in (alike[:500], alike)
    )
    assert (many - few) / (len(alike) - 500) < 8
    assert few < 30_000
    assert steps(lambda: near_words("wtpf-ieg/2/1o", alike * 3)) <= 1.1 * many


@pytest.mark.parametrize(
    "typed", ["wtpf-ieg/2/1o", "wtpf-ieg2/10", "wtpfieg/2/10", "wptf-ieg/2/10", "ieg/2/10"]
)
def test_near_words_finds_what_was_mistyped_among_many(typed):
    others = [f"wtpf-{year}/{number}" for year in (1, 9, 13) for number in range(200)]
    assert "wtpf-ieg/2/10" in near_words(typed, [*others, "wtpf-ieg/2/10", "wtpf-ieg/2/14"])


@given(st.text(max_size=12), st.lists(st.text(max_size=12), max_size=60))
def test_near_words_are_some_of_those_it_was_given(word, words):
    near = near_words(word, words)
    assert set(near) <= set(words)
    assert len(near) <= 6


@given(st.text(min_size=2, max_size=20).map(str.casefold), st.lists(st.text(max_size=20), max_size=30))
def test_word_that_is_there_is_the_nearest(word, words):
    assert near_words(word, [*words, word])[0] == word


@pytest.mark.django_db
def test_near_documents_are_of_the_family_first():
    revision = make_contribution(symbol="WTPF-13/16(Rev.1)-E")
    make_contribution(symbol="WTPF-13/6")
    assert near_documents("wtpf-13/16")[0] == revision
    assert near_documents("\0" * 500) == []


def test_lists_of_names():
    assert [listed(["A", "B", "C"][:number]) for number in range(4)] == ["", "A", "A and B", "A, B and C"]


def test_counts_in_words():
    assert [counted(number, "text", "texts") for number in (0, 1, 12)] == ["no texts", "1 text", "12 texts"]
    assert in_this_record("no texts", "1 document") == "In this record: 1 document."
    assert in_this_record("no texts") == "This record names it, and nothing more."


@pytest.mark.parametrize(
    ("outcome", "number", "words"),
    [
        ("adopted", "Opinion 5", "was adopted as Opinion 5"),
        ("adopted", "", "was adopted"),
        ("referred", "", "was not adopted and was referred elsewhere"),
        ("unknown", "", "ended in a way that is not known"),
    ],
)
def test_ending(outcome, number, words):
    assert ending(outcome, number) == words


def test_every_outcome_has_its_own_ending():
    outcomes = ["adopted", "withdrawn", "not-adopted", "referred", "open", "unknown"]
    assert len({ending(outcome, "") for outcome in outcomes}) == 6


@pytest.mark.parametrize(
    ("given_", "sentence"),
    [
        (("report", [], "", "", ""), "Report"),
        (
            ("report", ["A", "B"], "IEG 2", "10 October 2012", "2012"),
            "Report from A and B for IEG 2 (10 October 2012)",
        ),
        (("report", [], "IEG 2", "", "2012"), "Report for IEG 2, dated 2012"),
    ],
)
def test_what_a_document_is(given_, sentence):
    assert document_is(*given_) == sentence


def test_sentences_end_with_one_stop():
    assert [stopped(text) for text in ("It is", "It is.", "Is it?", "")] == ["It is.", "It is.", "Is it?", ""]
    assert within("A text on ENUM.") == "A text on ENUM"


def test_breakable_heading_is_escaped():
    assert breakable("A/<b>/C") == "A/<wbr>&lt;b&gt;/<wbr>C"


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        ("/a/", "/a/?as_of=2013-02-11"),
        ("/a/#b", "/a/?as_of=2013-02-11#b"),
        ("/a/?process=x", "/a/?process=x&as_of=2013-02-11"),
    ],
)
def test_address_carries_the_day(place, expected):
    assert address({"as_of": datetime.date(2013, 2, 11)}, place) == expected
    assert address({}, place) == place
