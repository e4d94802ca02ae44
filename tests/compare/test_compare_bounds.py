"""compare() and trace() on inputs made to be slow: coarser, never quadratic."""

import random

import pytest

from opinions.compare import compare, trace
from opinions.compare.matching import longest_common, matching_blocks
from tests.text.steps import steps


def random_words(count, size, seed=1):
    chance = random.Random(seed)
    vocabulary = [f"w{n}" for n in range(size)]
    return chance.choices(vocabulary, k=count)


def paragraph(count, size, seed=1):
    return " ".join(random_words(count, size, seed))


def assert_linear(function, make, small):
    """Four times the input costs about four times the work; a quadratic step would cost sixteen times."""
    few, many = (steps(lambda size=size: function(*make(size))) for size in (small, 4 * small))
    assert few > small / 10, "too little ran to measure"
    assert many < 6 * few


def with_some_words_changed(size):
    old = random_words(size, 5_000)
    new = ["changed" if place % 300 == 0 else word for place, word in enumerate(old)]
    return [" ".join(old)], [" ".join(new)]


def of_one_formula(size):
    old = [f"that the Administration be invited to consider law {n % 7}" for n in range(size)]
    return old, [f"that the Administration be asked to consider law {n * 3 % 11}" for n in range(size)]


def whole_and_in_parts(size):
    words = random_words(size, 5_000)
    return [" ".join(words)], [" ".join(words[n : n + 20]) for n in range(0, size, 20)]


# --- the work grows with the input, and no faster ---------------------------------------------


def test_work_on_one_paragraph_of_many_words():
    assert_linear(compare, with_some_words_changed, 10_000)


def test_work_on_one_paragraph_of_two_words_in_any_order():
    assert_linear(compare, lambda size: ([paragraph(size, 2)], [paragraph(size, 2, seed=2)]), 5_000)


@pytest.mark.parametrize("vocabulary", [1, 2, 50_000])
def test_work_on_very_many_paragraphs_of_one_word(vocabulary):
    def make(size):
        return random_words(size, vocabulary), random_words(size * 9 // 10, vocabulary, seed=2)

    assert_linear(compare, make, 1_000)


def test_work_on_many_paragraphs_of_one_formula():
    assert_linear(compare, of_one_formula, 150)


def test_work_on_one_paragraph_into_thousands_and_back():
    assert_linear(compare, whole_and_in_parts, 2_000)
    assert_linear(compare, lambda size: whole_and_in_parts(size)[::-1], 2_000)


def test_work_on_a_paragraph_grows_with_its_words_alone():
    def make(size):
        old = [paragraph(100, 3_000, seed) for seed in range(size)]
        return old, [text + " new" for text in old]

    assert_linear(compare, make, 50)


def test_work_of_trace_on_equal_words_that_come_and_go():
    assert_linear(trace, lambda size: [[["a " * (size * (1 + n % 3))] for n in range(9)]], 200)


def test_work_of_trace_on_long_unlike_texts():
    assert_linear(trace, lambda size: [[[paragraph(size, 3, seed)] for seed in range(3)]], 1_500)


# --- very large inputs have their answer -------------------------------------------------------


def test_one_paragraph_of_three_hundred_thousand_words():
    stats = compare(*with_some_words_changed(300_000)).stats
    assert stats.removed == stats.added == 1_000


def test_fifty_thousand_paragraphs_of_two_words_in_any_order():
    old, new = random_words(50_000, 2), random_words(45_000, 2, seed=2)
    stats = compare(old, new).stats
    assert (stats.same + stats.removed, stats.same + stats.added) == (50_000, 45_000)


def test_all_words_equal():
    comparison = compare(["a " * 200_000], ["a " * 150_000])
    assert (comparison.stats.same, comparison.stats.removed) == (150_000, 50_000)


def test_one_word_as_long_as_a_book():
    comparison = compare(["a" * 5_000_000], ["a" * 4_000_000 + " b"])
    assert (comparison.stats.removed, comparison.stats.added) == (1, 2)


@pytest.mark.parametrize("seed", range(5))
def test_blocks_agree_and_ascend(seed):
    a, b = random_words(5_000, 40, seed), random_words(4_000, 40, seed + 50)
    i = j = 0
    for p, q, size in matching_blocks(a, b):
        assert size > 0 and p >= i and q >= j
        assert a[p : p + size] == b[q : q + size]
        i, j = p + size, q + size


def common_length(a, b):
    """The textbook table, for comparison."""
    row = [0] * (len(b) + 1)
    for x in a:
        before = row
        row = [0]
        for n, y in enumerate(b):
            row.append(before[n] + 1 if x == y else max(before[n + 1], row[n]))
    return row[-1]


@pytest.mark.parametrize("seed", range(30))
def test_longest_common_is_longest(seed):
    a, b = random_words(40, 6, seed), random_words(30, 6, seed + 99)
    for x, y in ((a, b), (b, a)):
        assert sum(size for _, _, size in longest_common(x, y)) == common_length(a, b)
