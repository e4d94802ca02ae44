"""fates() and lost(): until when words lived and where they ended; graphs by name; JSON and text."""

import json

import pytest

from opinions.compare import (
    authorship_to_json,
    authorship_to_text,
    compare,
    comparison_to_json,
    comparison_to_text,
    fates,
    lost,
    names_of,
    parents_by_name,
    trace,
)

KEPT = "Exchange points lower the cost of traffic for all developing countries and their users."
GONE = "Human rights apply online as they do offline and every State shall respect them."


def test_words_that_stand_at_the_end_have_not_ended():
    assert {(fate.until, fate.ended) for fate in fates(trace([[KEPT], [KEPT]]), 0)} == {((1,), ())}


def test_words_end_where_they_are_dropped():
    found = fates(trace([[KEPT, GONE], [KEPT, GONE], [KEPT], [KEPT]]), 0)
    assert {(fate.until, fate.ended) for fate in found[len(KEPT.split()) :]} == {((1,), (2,))}


def test_words_that_return_live_on():
    found = fates(trace([[KEPT, GONE], [KEPT], [KEPT, GONE]]), 0)
    assert {(fate.until, fate.ended) for fate in found} == {((2,), ())}


def test_fate_in_two_drafts():
    authorship = trace([[KEPT, GONE], [KEPT, GONE], [KEPT]], [(), (0,), (0,)])
    assert fates(authorship, 0)[-1].until == (1,)
    authorship = trace([[KEPT, GONE], [KEPT, GONE], [KEPT], [KEPT]], [(), (0,), (0,), (1, 2)])
    fate = fates(authorship, 0)[-1]
    assert (fate.until, fate.ended) == ((1,), (2, 3))


def test_words_dropped_in_one_draft_and_alive_in_another_say_where():
    authorship = trace([[KEPT, GONE], [KEPT, GONE], [KEPT]], [(), (0,), (0,)])
    assert (fates(authorship, 0)[-1].until, fates(authorship, 0)[-1].ended) == ((1,), (2,))
    (run,) = lost(authorship, 2)
    assert (run.text, run.until, run.ended) == (GONE, (1,), (2,))


def test_draft_that_dropped_words_which_the_merged_text_has_again_ended_nothing():
    authorship = trace([[KEPT, GONE], [KEPT, GONE], [KEPT], [KEPT, GONE]], [(), (0,), (0,), (1, 2)])
    assert {(fate.until, fate.ended) for fate in fates(authorship, 0)} == {((3,), ())}
    (run,) = lost(authorship, 2)
    assert (run.text, run.until, run.ended) == (GONE, (3,), ())


def test_fates_say_who_wrote_each_word():
    found = fates(trace([[KEPT], [KEPT, GONE]]), 1)
    assert [fate.origin for fate in found] == [0] * len(KEPT.split()) + [1] * len(GONE.split())


def test_lost_words_come_in_runs():
    softer = GONE.replace("shall respect", "may consider")
    (run,) = lost(trace([[KEPT, GONE], [KEPT, softer]]), 1)
    assert (run.origin, run.text, run.until, run.ended) == (0, "shall respect", (0,), (1,))


def test_lost_words_of_a_draft_that_was_passed_over():
    (run,) = lost(trace([[KEPT], [KEPT, GONE], [KEPT]], [(), (0,), (0,)]), 2)
    assert (run.origin, run.text, run.ended) == (1, GONE, ())


def test_nothing_is_lost_between_equal_texts():
    assert lost(trace([[KEPT], [KEPT]]), 1) == []


def test_authorship_json_has_its_keys():
    result = authorship_to_json(trace([[GONE, KEPT], [KEPT, "Adopted."]]))
    assert list(result) == ["words", "shares", "lost"]
    assert result["words"][-1] == {"word": "Adopted.", "origin": 1}
    assert list(result["shares"]) == ["0", "1"]
    assert abs(sum(result["shares"].values()) - 1) < 1e-9
    assert result["lost"] == [{"origin": 0, "text": GONE, "until": [0], "ended": [1]}]
    assert json.loads(json.dumps(result)) == result


def test_authorship_json_of_an_earlier_revision():
    assert len(authorship_to_json(trace([[GONE], [KEPT]]), 0)["words"]) == len(GONE.split())


def test_authorship_text_names_revisions():
    text = authorship_to_text(trace([[GONE, KEPT], [KEPT]]), ["first.txt", "last.txt"])
    assert "100.0%  first stood in first.txt" in text
    assert "(dropped by last.txt)" in text


def test_comparison_json_has_its_keys():
    result = comparison_to_json(compare([KEPT, GONE], [KEPT]))
    assert list(result) == ["old_words", "new_words", "stats", "rows"]
    assert list(result["stats"]) == ["same", "added", "removed", "moved"]
    assert result["rows"][1] == {
        "old": 1,
        "new": None,
        "change": "removed",
        "ops": [{"op": "removed", "text": GONE + " "}],
    }
    assert json.loads(json.dumps(result)) == result


def test_comparison_text_marks_words():
    text = comparison_to_text(compare([KEPT], [KEPT.replace("lower", "raise")]))
    assert "edited (old 1, new 1): Exchange points [-lower-] {+raise+} the cost" in text
    assert "14 words became 14: 13 kept (0 of them moved), 1 removed, 1 added." in text


def test_graph_by_name():
    names = names_of(["drafts/R1", "drafts/R2", "R3"])
    assert parents_by_name(names, {"R3": ["R1", "R2"], "R2": []}) == [(), (), (0, 1)]


def test_revision_without_a_place_in_the_graph_follows_the_one_before():
    assert parents_by_name(["R1", "R2", "R3"], {"R3": ["R1"]}) == [(), (0,), (0,)]


@pytest.mark.parametrize("graph", [{"R9": ["R1"]}, {"R2": ["R9"]}])
def test_unknown_name_in_a_graph_is_refused(graph):
    with pytest.raises(ValueError, match="names R9"):
        parents_by_name(["R1", "R2"], graph)
