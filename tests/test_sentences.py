"""The sentences on a path: where it stands, how long it stood there, how long it took."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opinions.sentences import Stay, Step, duration, standing, stays, when
from opinions.stages import Kind, derive


def say(*steps, over=True, **words):
    """The sentence on a path of (kind, date) or Step, as the pages compose it."""
    path = [step if isinstance(step, Step) else Step(*step) for step in steps]
    stage, outcome = derive((step.kind for step in path), process_over=over)
    return standing(path, stage=stage, outcome=outcome, **words)


@pytest.mark.parametrize(
    ("date", "words"),
    [
        ("2013-05-16", "on 16 May 2013"),
        ("2013-02", "in February 2013"),
        ("2012", "in 2012"),
        ("2013-02~", "about February 2013"),
        ("2013-05-16?", "on 16 May 2013 (uncertain)"),
        ("../2013-05-14", "on 14 May 2013 or earlier"),
        ("2013-02-08/..", "on 8 February 2013 or later"),
        ("2013-02-06/2013-02-08", "between 6 and 8 February 2013"),
        ("2013-05-30/2013-06-02", "between 30 May and 2 June 2013"),
        ("2012-12/2013-02", "between December 2012 and February 2013"),
        ("2012-12-30/2013-01-02", "between 30 December 2012 and 2 January 2013"),
        ("2012/2013", "between 2012 and 2013"),
    ],
)
def test_when_says_a_date_in_a_sentence(date, words):
    assert when(date) == words


def test_standing_adopted_with_number_and_how():
    path = [("submitted", "2012-10-10"), ("agreed", "2013-02-07"), ("adopted", "2013-05-16")]
    found = say(*path, adopted_number="Opinion 2", how="with the word “relevant” added")
    assert found.sentence == "Adopted on 16 May 2013 as Opinion 2, with the word “relevant” added."
    assert found.decided_by == 2


def test_standing_adopted_without_number():
    assert say(("submitted", "2012"), ("adopted", "2013-05-16")).sentence == "Adopted on 16 May 2013."


def test_standing_adopted_is_decided_by_the_adoption_though_it_was_cited_later():
    found = say(("submitted", "2012"), ("adopted", "2013-05-16"), ("cited", "2014-11"))
    assert found.decided_by == 1


def test_standing_how_with_a_full_stop_ends_in_one():
    found = say(("submitted", "2012"), ("adopted", "2013-05-16"), how="as it was.")
    assert found.sentence == "Adopted on 16 May 2013, as it was."


def test_standing_withdrawn():
    found = say(("submitted", "2012-10"), ("withdrawn", "2013-02-06/2013-02-08"))
    assert found.sentence == "Withdrawn between 6 and 8 February 2013."
    assert found.decided_by == 1


def test_standing_withdrawn_says_how():
    found = say(("submitted", "2012-10"), ("withdrawn", "2013-02-07"), how="for want of agreement")
    assert found.sentence == "Withdrawn on 7 February 2013, for want of agreement."


def test_standing_left_aside_says_by_whom():
    found = say(("submitted", "2012-10"), Step("not-advanced", "2013-02", body="IEG"))
    assert found.sentence == "Not adopted. Left aside by the IEG in February 2013."


def test_standing_without_consensus():
    found = say(("submitted", "2012-10"), ("no-consensus", "2013-05-16"))
    assert found.sentence == "Not adopted. No consensus on 16 May 2013."


REFERRED = [
    Step("submitted", "2013-02"),
    Step("not-advanced", "2013-02-06/2013-02-08", body="IEG"),
    Step("reintroduced", "../2013-05-15", who=("Brazil",)),
    Step("no-consensus", "2013-05-16"),
    Step("referred", "2013-05-16"),
]


def test_standing_referred_tells_every_turn():
    found = say(*REFERRED)
    assert found.sentence == (
        "Not adopted. Left aside by the IEG between 6 and 8 February 2013, brought back by Brazil on "
        "15 May 2013 or earlier, no consensus on 16 May 2013; referred elsewhere."
    )
    assert found.decided_by == 4


def test_standing_referred_says_how():
    assert say(*REFERRED, how="to several forums").sentence.endswith(
        "; referred elsewhere, to several forums."
    )


def test_standing_referred_at_once():
    found = say(("submitted", "2013-02"), ("referred", "2013-05-16"))
    assert found.sentence == "Not adopted. Referred elsewhere on 16 May 2013."


def test_standing_of_turns_alike_in_a_row_the_last_counts():
    found = say(("submitted", "2012"), ("no-consensus", "2013-05-15"), ("no-consensus", "2013-05-16"))
    assert found.sentence == "Not adopted. No consensus on 16 May 2013."


def test_standing_says_one_date_once_in_a_row():
    found = say(
        ("submitted", "2012"), ("no-consensus", "2013-02"), Step("not-advanced", "2013-02", body="IEG")
    )
    assert found.sentence == "Not adopted. No consensus in February 2013, left aside by the IEG."


def test_standing_brought_back_by_two():
    path = [Step("submitted", "2012"), Step("withdrawn", "2013-01")]
    path += [Step("reintroduced", "2013-02", who=("Chile", "Peru")), Step("withdrawn", "2013-03")]
    assert "brought back by Chile and Peru in February 2013" in say(*path).sentence


def test_standing_open_says_since_when_the_stage_lasts():
    found = say(
        ("submitted", "2012-10-01"),
        ("deferred", "2012-10-10/2012-10-12"),
        ("commented", "2012-12"),
        over=False,
    )
    assert found.sentence == "Open: deferred (since 10–12 October 2012)."
    assert found.decided_by == 1


def test_standing_open_without_events():
    found = say(over=False)
    assert found.sentence == "Open: nothing is recorded of it yet." and found.decided_by is None


def test_standing_unknown_says_the_last_step_and_that_the_process_ended():
    path = [("announced", "2013-02-06/2013-02-08"), ("background", "2013-05-14")]
    found = say(*path, process="WTPF-13", process_end="2012-01-31/2013-05-16")
    assert found.sentence == (
        "Not known how it ended. Last recorded: announced between 6 and 8 February 2013. "
        "WTPF-13 ended on 16 May 2013."
    )
    assert found.decided_by == 0


def test_standing_unknown_without_events():
    assert say().sentence == "Not known how it ended. Nothing is recorded of it but its name."


@given(st.lists(st.sampled_from(list(Kind)), max_size=12), st.booleans())
def test_standing_says_something_of_any_path(kinds, over):
    steps = [Step(kind, f"2013-01-{day:02}", "IEG", ("Brazil",)) for day, kind in enumerate(kinds, 1)]
    found = say(*steps, over=over, process="F", process_end="2013")
    assert found.sentence.endswith(".") and found.sentence[0].isupper() and ".." not in found.sentence
    assert found.decided_by is None or 0 <= found.decided_by < len(steps)
    assert len(stays(steps)) <= len(steps)


def test_stays_between_two_days():
    found = stays([Step("submitted", "2013-02-01"), Step("withdrawn", "2013-02-07")])
    assert found == [Stay("submitted", "submitted", "1 February 2013", "6 days")]


def test_stays_are_about_so_long_where_a_date_is_a_span():
    found = stays([Step("submitted", "2012-10-10/2012-10-12"), Step("withdrawn", "2013-02-06/2013-02-08")])
    assert [stay.length for stay in found] == ["about 4 months"]


def test_stays_within_one_meeting_are_at_most_as_long():
    span = "2012-10-10/2012-10-12"
    found = stays([Step("submitted", span), Step("deferred", span), Step("withdrawn", "2012-10-12")])
    assert [stay.length for stay in found] == ["at most 2 days", "at most 2 days"]


def test_stays_on_one_day():
    found = stays([Step("submitted", "2013-05-16"), Step("adopted", "2013-05-16")])
    assert [stay.length for stay in found] == ["less than a day"]


def test_stays_of_an_unclear_date_are_about_so_long():
    found = stays([Step("submitted", "2013-02-01~"), Step("withdrawn", "2013-02-07")])
    assert [stay.length for stay in found] == ["about 6 days"]


def test_stays_of_a_stage_that_lasts_have_no_length():
    found = stays([Step("submitted", "2013-02-01"), Step("commented", "2013-02-03")])
    assert found == [Stay("submitted", "submitted", "1 February 2013", "")]


def test_stays_leave_the_end_out():
    found = stays([Step("submitted", "2013-02-01"), Step("adopted", "2013-05-16"), Step("cited", "2014")])
    assert [stay.stage for stay in found] == ["submitted"]


def test_duration_to_the_end():
    steps = [Step("submitted", "2012-10-10"), Step("adopted", "2013-05-16"), Step("cited", "2014-11")]
    assert duration(steps) == "7 months from the first step to the last"


def test_duration_of_a_path_without_end():
    steps = [Step("submitted", "2013-02-01"), Step("discussed", "2013-02-07")]
    assert duration(steps) == "6 days from the first step to the last one known"


def test_duration_needs_two_steps():
    assert duration([Step("submitted", "2013-02-01"), Step("cited", "2014")]) == ""


@pytest.mark.parametrize(
    ("begun", "ended", "length"),
    [
        ("../2013-02-01", "2013-05-01", "at least 3 months"),
        ("2013-02-01", "../2013-05-01", "at most 3 months"),
        ("2013-02-01", "2013-05-01/..", "at least 3 months"),
        ("2013-02-01/..", "2013-05-01", "at most 3 months"),
        ("../2013-02-06", "2013-02-06", "for a time that is not known"),
        ("../2013-02-01", "../2013-05-01", "for a time that is not known"),
    ],
)
def test_stays_between_limits(begun, ended, length):
    assert [stay.length for stay in stays([Step("submitted", begun), Step("withdrawn", ended)])] == [length]


def test_duration_that_no_date_tells():
    steps = [Step("submitted", "../2013-02-06"), Step("withdrawn", "../2013-02-06")]
    assert duration(steps) == "How long it took is not known"
