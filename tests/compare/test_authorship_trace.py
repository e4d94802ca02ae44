"""trace(): each word to the revision where it first stood."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from opinions.compare import trace

FIRST = "The Forum is of the view that exchange points lower the cost of traffic for developing countries."
SECOND = "Member States are invited to remove barriers to the building of exchange points in their territory."
THIRD = "The Secretary-General is asked to report on progress to the Council at its session of next year."
RIVAL = "Governments bear the sole responsibility for policy and should decide it among themselves by treaty."


def origins(revisions, parents=None, revision=-1):
    authorship = trace(revisions, parents)
    return authorship.origins(range(len(revisions))[revision])


def words_by(revisions, origin, parents=None):
    authorship = trace(revisions, parents)
    last = len(revisions) - 1
    pairs = zip(authorship.texts[last].words, authorship.origins(last), strict=True)
    return [word for word, writer in pairs if writer == origin]


def test_single_revision_wrote_all():
    assert set(origins([[FIRST, SECOND]])) == {0}


def test_edit_belongs_to_its_revision():
    edited = FIRST.replace("lower the cost", "greatly reduce the price")
    assert words_by([[FIRST], [edited]], 1) == ["greatly", "reduce", "price"]


def test_moved_paragraph_keeps_its_writer():
    assert set(origins([[FIRST, SECOND, THIRD], [THIRD, FIRST, SECOND]])) == {0}


def test_sentence_moved_into_another_paragraph_keeps_its_writer():
    assert set(origins([[f"{FIRST} {THIRD}", SECOND], [FIRST, f"{SECOND} {THIRD}"]])) == {0}


def test_split_and_merge_keep_their_writer():
    assert set(origins([[f"{FIRST} {SECOND}"], [FIRST, SECOND], [f"{FIRST} {SECOND}"]])) == {0}


def test_deleted_paragraph_that_returns():
    assert set(origins([[FIRST, SECOND], [FIRST], [FIRST], [SECOND, FIRST]])) == {0}


def test_deleted_word_that_returns_to_its_place():
    softer = FIRST.replace("lower", "may lower")
    assert set(origins([[FIRST], [softer], [FIRST]])) == {0}
    assert words_by([[softer], [FIRST], [softer]], 0) == softer.split()


def test_replaced_word_that_returns():
    other = FIRST.replace("lower", "raise")
    assert set(origins([[FIRST, SECOND], [other, SECOND], [FIRST, SECOND]])) == {0}


def test_partial_return_keeps_the_other_edit():
    both = FIRST.replace("lower", "raise").replace("traffic", "transit")
    half = FIRST.replace("traffic", "transit")
    assert words_by([[FIRST], [both], [half]], 1) == ["transit"]
    assert words_by([[FIRST], [both], [half]], 2) == []


def test_short_revision_is_not_skipped():
    texts = [[FIRST, SECOND, THIRD], ["Withdrawn."], [FIRST, SECOND, THIRD]]
    authorship = trace(texts)
    assert authorship.origins(1) == [1]
    assert set(authorship.origins(2)) == {0}


def test_empty_revision_is_not_skipped():
    authorship = trace([[FIRST], [], [FIRST]])
    assert authorship.texts[1].words == []
    assert set(authorship.origins(2)) == {0}


def test_letter_case_is_kept():
    loud = FIRST.replace("Forum", "FORUM")
    authorship = trace([[FIRST], [loud]])
    assert authorship.texts[1].words == loud.split()
    assert set(authorship.origins(1)) == {0}


def test_number_of_a_point_is_nobodys_edit():
    assert set(origins([[f"a) {FIRST}", f"b) {SECOND}"], [f"a) {SECOND}"]])) == {0}


def test_merged_words_belong_to_the_draft_that_had_them():
    revisions = [
        [FIRST, SECOND],
        [FIRST, SECOND, THIRD],
        [FIRST, SECOND, RIVAL],
        [FIRST, SECOND, THIRD, RIVAL],
    ]
    parents = [(), (0,), (0,), (1, 2)]
    expected = [0] * len(f"{FIRST} {SECOND}".split()) + [1] * len(THIRD.split()) + [2] * len(RIVAL.split())
    assert origins(revisions, parents) == expected


def test_edits_of_both_drafts_in_one_paragraph():
    one, two = FIRST.replace("lower", "cut"), FIRST.replace("traffic", "transit")
    both = one.replace("traffic", "transit")
    parents = [(), (0,), (0,), (1, 2)]
    assert words_by([[FIRST], [one], [two], [both]], 1, parents) == ["cut"]
    assert words_by([[FIRST], [one], [two], [both]], 2, parents) == ["transit"]
    assert words_by([[FIRST], [one], [two], [both]], 3, parents) == []


def test_words_of_two_drafts_alike_belong_to_the_older():
    parents = [(), (), (0, 1)]
    assert set(origins([[FIRST], [FIRST], [FIRST]], parents)) == {0}


def test_draft_that_is_no_ancestor_gives_nothing():
    assert set(origins([[FIRST], [RIVAL], [RIVAL]], [(), (0,), (0,)])) == {2}


def test_parents_may_come_later_in_the_list():
    assert set(origins([[FIRST], [FIRST]], [(1,), ()], revision=0)) == {1}


def test_copy_is_written_anew():
    assert origins([[FIRST], [FIRST, FIRST]]).count(1) == len(FIRST.split())


def test_formula_written_again_elsewhere_is_new():
    formula = "in accordance with national law and with the Constitution of the Union"
    old = [
        f"Exchange points are built {formula}",
        f"Numbers are given out {formula}",
        f"Names are sold {formula}",
    ]
    new = [*old, f"Satellites are launched {formula}"]
    assert origins([old, new])[-len(new[-1].split()) :] == [1] * len(new[-1].split())


def test_circle_is_refused():
    with pytest.raises(ValueError, match="circle"):
        trace([[FIRST], [FIRST]], [(1,), (0,)])


def test_unknown_parent_is_refused():
    with pytest.raises(ValueError, match="which is not there"):
        trace([[FIRST]], [(4,)])


def test_wrong_number_of_parents_is_refused():
    with pytest.raises(ValueError, match="as many lists of parents"):
        trace([[FIRST], [SECOND]], [()])


def test_shares_add_up():
    shares = trace([[FIRST], [FIRST, SECOND]]).shares(1)
    assert shares[0] == len(FIRST.split()) / len(f"{FIRST} {SECOND}".split())
    assert abs(sum(shares) - 1) < 1e-9


WORDS = st.sampled_from(["a", "b", "c", "the", "of", "rights,", "rights;", "a)", "1.", "Forum", "forum"])
TEXTS = st.lists(st.lists(WORDS, max_size=8).map(" ".join), max_size=4)
GRAPHS = st.lists(st.tuples(TEXTS, st.sets(st.integers(0, 7), max_size=3)), min_size=1, max_size=7)


@settings(max_examples=200, deadline=None)
@given(GRAPHS)
def test_any_graph_keeps_what_must_hold(graph):
    revisions = [text for text, _ in graph]
    parents = [sorted(p for p in row if p < number) for number, (_, row) in enumerate(graph)]
    authorship = trace(revisions, parents)
    for number, text in enumerate(authorship.texts):
        assert text.words == " ".join(revisions[number]).split()
        assert len(set(text.tokens)) == len(text.tokens) == len(text.words)
        lineage = authorship.graph.before[number] | 1 << number
        assert all(lineage >> origin & 1 for origin in authorship.origins(number))


@settings(max_examples=100, deadline=None)
@given(TEXTS, TEXTS)
def test_going_back_gives_every_word_back(one, two):
    authorship = trace([one, two, one])
    restored = authorship.origins(2)
    assert len(restored) == len(authorship.texts[0].words)
    if one == two:
        assert set(restored) <= {0}
