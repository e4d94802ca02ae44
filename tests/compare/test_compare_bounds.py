"""compare() and trace() on inputs made to be slow: coarser, never quadratic."""

import random
import time

import pytest

from opinions.compare import compare, trace
from opinions.compare.matching import longest_common, matching_blocks

SECONDS = 20
"""Many times what these take; a quadratic step would take hours."""


def seconds_of(function, *arguments):
    start = time.process_time()
    function(*arguments)
    return time.process_time() - start


def random_words(count, size, seed=1):
    chance = random.Random(seed)
    vocabulary = [f"w{n}" for n in range(size)]
    return chance.choices(vocabulary, k=count)


def test_one_paragraph_of_many_words():
    old = random_words(300_000, 5_000)
    new = list(old)
    for place in range(0, len(new), 3_000):
        new[place] = "changed"
    assert seconds_of(compare, [" ".join(old)], [" ".join(new)]) < SECONDS
    stats = compare([" ".join(old)], [" ".join(new)]).stats
    assert stats.removed == stats.added == 100


def test_one_paragraph_of_two_words_in_any_order():
    old, new = random_words(300_000, 2), random_words(300_000, 2, seed=2)
    assert seconds_of(compare, [" ".join(old)], [" ".join(new)]) < SECONDS


@pytest.mark.parametrize("vocabulary", [1, 2, 50_000])
def test_very_many_paragraphs_of_one_word(vocabulary):
    old, new = random_words(50_000, vocabulary), random_words(45_000, vocabulary, seed=2)
    assert seconds_of(compare, old, new) < SECONDS


def test_all_words_equal():
    comparison = compare(["a " * 200_000], ["a " * 150_000])
    assert (comparison.stats.same, comparison.stats.removed) == (150_000, 50_000)


def test_one_word_as_long_as_a_book():
    comparison = compare(["a" * 5_000_000], ["a" * 4_000_000 + " b"])
    assert (comparison.stats.removed, comparison.stats.added) == (1, 2)


def test_many_paragraphs_of_one_formula():
    old = [f"that the Administration be invited to consider law {n % 7}" for n in range(4_000)]
    new = [f"that the Administration be asked to consider law {n * 3 % 11}" for n in range(4_000)]
    assert seconds_of(compare, old, new) < SECONDS


def test_one_paragraph_into_thousands():
    words = random_words(60_000, 5_000)
    parts = [" ".join(words[n : n + 20]) for n in range(0, len(words), 20)]
    assert seconds_of(compare, [" ".join(words)], parts) < SECONDS
    assert seconds_of(compare, parts, [" ".join(words)]) < SECONDS


def test_trace_of_equal_words_that_come_and_go():
    revisions = [["a " * (1_000 * (1 + n % 3))] for n in range(9)]
    assert seconds_of(trace, revisions) < SECONDS


def test_trace_of_long_unlike_texts():
    revisions = [[" ".join(random_words(30_000, 3, seed))] for seed in range(3)]
    assert seconds_of(trace, revisions) < SECONDS


def test_cost_of_a_paragraph_grows_with_its_words_alone():
    small = [" ".join(random_words(100, 3_000, seed)) for seed in range(50)]
    large = [" ".join(random_words(100, 3_000, seed)) for seed in range(500)]
    few = min(seconds_of(compare, small, [p + " new" for p in small]) for _ in range(5))
    many = min(seconds_of(compare, large, [p + " new" for p in large]) for _ in range(3))
    assert many < 40 * few


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
