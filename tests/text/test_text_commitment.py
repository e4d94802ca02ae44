"""Strength of commitment and its changes."""

import pytest

from documents.text.commitment import all_strength_changes, markers, profile, strength_changes
from documents.text.structure import paragraphs_of


def only(text):
    return paragraphs_of(text)[0]


def changes(old, new):
    return [(c.direction, c.rule) for c in strength_changes(only(old), only(new))]


@pytest.mark.parametrize(
    ("old", "new", "direction"),
    [
        ("States shall act.", "States should act.", "weaker"),
        ("States should act.", "States shall act.", "stronger"),
        ("States should act.", "States may act.", "weaker"),
        ("States may act.", "States may wish to act.", "weaker"),
        ("States must act.", "States may act.", "weaker"),
        ("instructs the Council to act", "invites the Council to act", "weaker"),
        ("invites States to act", "urges States to act", "stronger"),
        ("States shall act.", "States shall not act.", "reversed"),
        ("States shall act.", "States shall act, as appropriate.", "weaker"),
        ("States act where possible.", "States act.", "stronger"),
        ("to promote it", "to consider promoting it", "weaker"),
        ("States shall act.", "States shall act within available resources.", "weaker"),
    ],
)
def test_change_of_strength(old, new, direction):
    assert [found for found, _ in changes(old, new)] == [direction]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("States shall act.", "States must act."),
        ("States shall act.", "States shall act at once."),
        ("On 14 May they met.", "On 14 April they met."),
        ("States shall act.", "States act."),
        ("invites States to act", "encourages States to act"),
    ],
)
def test_no_change_of_strength(old, new):
    assert changes(old, new) == []


def test_rule_is_a_sentence_that_names_both_words():
    ((_, rule),) = changes("States shall act.", "States should act.")
    assert rule == "“shall” became “should”: an obligation became a recommendation."


def test_markers_have_their_place_and_the_verb_comes_first():
    paragraph = only("invites Member States to act, as appropriate;")
    assert [(m.kind, m.name) for m in markers(paragraph)] == [
        ("verb", "invites"),
        ("qualifier", "as appropriate"),
    ]
    assert all(paragraph.text[m.start : m.end] == m.words for m in markers(paragraph))


def test_profile_counts_the_markers_of_a_text():
    text = paragraphs_of("resolves\n1 that x shall act;\n2 that y may act;\n3 that z shall rest.")
    assert profile(text) == {"resolves": 1, "shall": 2, "may": 1}


def test_changes_over_aligned_pairs():
    pairs = list(zip(paragraphs_of("a shall\nb may"), paragraphs_of("a should\nb may"), strict=True))
    assert [(old.number, change.direction) for old, _, change in all_strength_changes(pairs)] == [
        (1, "weaker")
    ]
