"""Nothing lost and nothing doubled: joining the rows gives both texts back."""

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from opinions.compare import compare, comparison_to_json

SMALL = ["a", "b", "c", "the", "of", "and", "that", "a)", "1.", "2", "–", "50%", "(new)"]
WORDS = st.sampled_from([*SMALL, "rights,", "rights;", "States", "states", "Forum", "invites"])
PARAGRAPHS = st.lists(st.lists(WORDS, max_size=14).map(" ".join), max_size=9)


def words(texts):
    return " ".join(texts).split()


def joined(rows, kinds):
    return [word for row in rows for op in row.ops if op.kind in kinds for word in op.words]


def assert_joins(old, new):
    comparison = compare(old, new)
    assert joined(comparison.in_old_order(), ("same", "removed")) == words(old)
    assert joined(comparison.in_new_order(), ("same", "added")) == words(new)
    stats = comparison.stats
    assert stats.same + stats.removed == comparison.old_words == len(words(old))
    assert stats.same + stats.added == comparison.new_words == len(words(new))
    assert stats.moved <= stats.same
    return comparison


@settings(max_examples=400, deadline=None)
@given(PARAGRAPHS, PARAGRAPHS)
def test_any_two_texts_join(old, new):
    assert_joins(old, new)


@settings(max_examples=200, deadline=None)
@given(PARAGRAPHS, st.randoms(use_true_random=False))
def test_a_text_and_its_rearrangement_join(old, chance):
    assert_joins(old, rearranged(old, chance))


@settings(max_examples=100, deadline=None)
@given(st.lists(st.text(max_size=40), max_size=6), st.lists(st.text(max_size=40), max_size=6))
def test_any_characters_join(old, new):
    assert_joins(old, new)


@settings(max_examples=100, deadline=None)
@given(PARAGRAPHS, PARAGRAPHS)
def test_json_joins_by_plain_concatenation(old, new):
    rows = comparison_to_json(compare(old, new))["rows"]
    for side, kind, text in (("old", "removed", old), ("new", "added", new)):
        ordered = sorted((row for row in rows if row[side] is not None), key=lambda row: row[side])
        pieces = [op["text"] for row in ordered for op in row["ops"] if op["op"] in ("same", kind)]
        assert "".join(pieces).split() == words(text)


@settings(max_examples=100, deadline=None)
@given(PARAGRAPHS)
def test_a_text_beside_itself_has_no_change(text):
    comparison = assert_joins(text, text)
    assert {row.change for row in comparison.rows} <= {"same"}


def test_long_rearranged_texts_join():
    chance = random.Random(5)
    vocabulary = [f"w{n}" for n in range(300)] + ["the", "of"] * 40
    for _ in range(20):
        old = [" ".join(chance.choices(vocabulary, k=chance.randint(1, 60))) for _ in range(40)]
        new = old
        for _ in range(4):
            new = rearranged(new, chance)
        comparison = assert_joins(old, new)
        assert {"split", "merged"} & {row.change for row in comparison.rows}


def rearranged(text, chance):
    """Paragraphs dropped, moved, joined, cut and edited."""
    new = [paragraph for paragraph in text if chance.random() < 0.9]
    for _ in range(max(1, len(new) // 4)):
        if len(new) > 1:
            new.insert(chance.randrange(len(new)), new.pop(chance.randrange(len(new))))
            at = chance.randrange(len(new) - 1)
            new[at : at + 2] = [f"{new[at]} {new[at + 1]}"]
        if new:
            at = chance.randrange(len(new))
            parts = new[at].split()
            cut = chance.randint(0, len(parts))
            new[at : at + 1] = [" ".join(parts[:cut]), " ".join([*parts[cut:], "new"])]
    return new
