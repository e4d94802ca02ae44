"""The table of events: what may follow what, where each event leads, how a path ends."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opinions.stages import (
    ENDS,
    KIND_LABELS,
    OUTCOME_LABELS,
    RULES,
    STAGE_LABELS,
    Kind,
    Outcome,
    Stage,
    after,
    derive,
    may_follow,
    missteps,
    refusal,
    walk,
)

PATHS = st.lists(st.sampled_from(Kind), max_size=12)

# path, stage, outcome once the process is over
KNOWN = [
    ([], "start", "unknown"),
    (["announced"], "announced", "unknown"),
    (["submitted"], "submitted", "unknown"),
    (["submitted", "presented", "discussed", "deferred"], "deferred", "unknown"),
    (["submitted", "submitted", "consolidated", "agreed", "forwarded", "adopted"], "adopted", "adopted"),
    (["submitted", "discussed", "withdrawn"], "withdrawn", "withdrawn"),
    (["submitted", "not-advanced"], "not-advanced", "not-adopted"),
    (
        ["submitted", "not-advanced", "reintroduced", "discussed", "no-consensus", "referred"],
        "referred",
        "referred",
    ),
    (["submitted", "discussed", "no-consensus"], "no-consensus", "not-adopted"),
    (["submitted", "adopted", "cited", "published"], "adopted", "adopted"),
    (["submitted", "forwarded", "amended", "adopted"], "adopted", "adopted"),
    (["submitted", "withdrawn", "background"], "withdrawn", "withdrawn"),
]


@pytest.mark.parametrize(
    ("kinds", "stage", "outcome"), KNOWN, ids=["-".join(row[0]) or "nothing" for row in KNOWN]
)
def test_path_has_its_stage_and_outcome(kinds, stage, outcome):
    assert derive(kinds, process_over=True) == (stage, outcome)
    assert missteps(kinds) == []


@pytest.mark.parametrize("kinds", [[], ["submitted"], ["submitted", "agreed", "forwarded"]])
def test_path_without_an_end_is_open_while_its_process_goes_on(kinds):
    assert derive(kinds, process_over=False)[1] == Outcome.OPEN
    assert derive(kinds, process_over=True)[1] == Outcome.UNKNOWN


def test_path_that_ended_keeps_its_outcome_while_the_process_goes_on():
    assert derive(["submitted", "withdrawn"], process_over=False)[1] == Outcome.WITHDRAWN


@pytest.mark.parametrize(
    ("kinds", "places"),
    [
        (["adopted"], [0]),
        (["submitted", "withdrawn", "agreed"], [2]),
        (["submitted", "adopted", "withdrawn"], [2]),
        (["forwarded", "submitted"], [0]),
        (["submitted", "reintroduced"], [1]),
        (["submitted", "withdrawn", "amended", "adopted"], [2, 3]),
    ],
)
def test_event_that_may_not_follow_is_found(kinds, places):
    assert [step.index for step in missteps(kinds)] == places


def test_refusal_says_what_stands_and_what_may_follow():
    sentence = refusal(Stage.WITHDRAWN, Kind.ADOPTED)
    assert sentence.startswith("“adopted” cannot follow while the text is “withdrawn”.")
    assert "reintroduced" in sentence
    assert sentence.endswith("give the reason.")


def test_event_that_may_follow_is_not_refused():
    assert refusal(Stage.SUBMITTED, Kind.DISCUSSED) == ""


def test_table_has_a_rule_and_a_label_for_everything():
    assert set(RULES) == set(KIND_LABELS) == set(Kind)
    assert set(STAGE_LABELS) == set(Stage)
    assert set(OUTCOME_LABELS) == set(Outcome)
    assert set(ENDS) <= set(Stage)


def test_every_stage_can_be_reached_and_every_stage_goes_on():
    reached = {Stage.START}
    for _ in Stage:
        reached |= {after(stage, kind) for stage in reached for kind in may_follow(stage)}
    assert reached == set(Stage)
    assert all(may_follow(stage) for stage in Stage)


def test_nothing_but_reintroduction_or_referral_moves_a_failed_text():
    for stage in (Stage.WITHDRAWN, Stage.NOT_ADVANCED, Stage.NO_CONSENSUS):
        moving = {kind for kind in may_follow(stage) if after(stage, kind) != stage}
        assert moving == {Kind.REINTRODUCED, Kind.REFERRED}


def test_nothing_moves_an_adopted_text():
    assert {after(Stage.ADOPTED, kind) for kind in may_follow(Stage.ADOPTED)} == {Stage.ADOPTED}


def test_stage_and_rule_agree_for_every_pair():
    for stage, kind in itertools.product(Stage, Kind):
        assert (kind in may_follow(stage)) == (refusal(stage, kind) == "")


@given(PATHS, st.booleans())
def test_any_path_has_a_stage_and_an_outcome(kinds, over):
    stage, outcome = derive(kinds, process_over=over)
    assert stage == (walk(kinds) or [Stage.START])[-1]
    assert outcome in OUTCOME_LABELS
    assert outcome != (Outcome.OPEN if over else Outcome.UNKNOWN)


@given(PATHS)
def test_path_of_allowed_events_has_no_misstep(choices):
    stage, kinds = Stage.START, []
    for choice in choices:
        allowed = may_follow(stage)
        kinds.append(allowed[list(Kind).index(choice) % len(allowed)])
        stage = after(stage, kinds[-1])
    assert missteps(kinds) == []


@given(PATHS, PATHS)
def test_what_follows_never_changes_the_stages_before(first, more):
    assert walk(first + more)[: len(first)] == walk(first)
