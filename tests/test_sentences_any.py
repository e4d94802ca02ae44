"""Sentences on any path: whatever happened and whatever is known of when, they are sentences."""

import datetime
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from documents.sentences import counted, document_is, in_this_record, listed, with_article
from opinions.sentences import ASIDE, NO_LENGTH, Step, after_all, duration, standing, stays, when
from opinions.stages import ENDS, OUTCOME_LABELS, STAGE_LABELS, Kind, Stage, derive

DAYS = st.dates(datetime.date(2012, 1, 1), datetime.date(2014, 12, 31))


@st.composite
def dates(draw):
    """An EDTF date of any kind the record uses."""
    first = draw(DAYS)
    last = first + datetime.timedelta(draw(st.integers(0, 90)))
    day, month = first.isoformat(), f"{first:%Y-%m}"
    kinds = [day, f"{day}?", month, f"{month}~", f"{first:%Y}", f"../{day}", f"{day}/.."]
    return draw(st.sampled_from([*kinds, f"{day}/{last.isoformat()}" if last > first else day]))


steps = st.builds(
    Step,
    kind=st.sampled_from([str(kind) for kind in Kind]),
    date=dates(),
    body=st.sampled_from(["", "IEG"]),
    who=st.sampled_from([(), ("Brazil",), ("United Kingdom", "Iran")]),
)
paths = st.lists(steps, max_size=12)


def said_of(path, over, **words):
    stage, outcome = derive((step.kind for step in path), process_over=over)
    return outcome, standing(path, stage=stage, outcome=outcome, **words)


def assert_sentence(text):
    assert text[0].isupper() or text[0].isdigit()
    assert text.endswith(".")
    assert not re.search(r"  | [.,;]|\.\.|,\.|None|Kind|Stage", text), text


@settings(max_examples=300, deadline=None)
@given(paths, st.booleans())
def test_where_any_path_stands_is_a_sentence(path, over):
    _, found = said_of(path, over)
    assert_sentence(found.sentence)


@settings(max_examples=200, deadline=None)
@given(paths, st.booleans())
def test_step_that_decided_is_one_of_the_path(path, over):
    outcome, found = said_of(path, over)
    assert found.decided_by is None or 0 <= found.decided_by < len(path)
    if outcome == "adopted":
        assert path[found.decided_by].kind == "adopted"


@settings(max_examples=200, deadline=None)
@given(paths, st.booleans(), st.sampled_from(["", "as it was", "as it was.", " as it was. "]))
def test_words_of_a_person_stand_once_and_end_once(path, over, how):
    outcome, found = said_of(path, over, how=how, adopted_number="Opinion 2", process="WTPF-13")
    assert_sentence(found.sentence)
    told = bool(how) and outcome not in ("open", "unknown")
    assert found.sentence.count("as it was") == told
    assert ("Opinion 2" in found.sentence) == (outcome == "adopted")


@settings(max_examples=200, deadline=None)
@given(paths)
def test_stays_follow_the_path(path):
    found = stays(path)
    assert all(stay.words == STAGE_LABELS[Stage(stay.stage)] for stay in found)
    assert all(one.stage != other.stage for one, other in zip(found, found[1:], strict=False))
    assert all(stay.length for stay in found[:-1])
    assert not found or found[-1].stage not in ENDS or found[-1].length


@settings(max_examples=200, deadline=None)
@given(paths)
def test_length_of_any_path_is_said_in_known_words(path):
    said = duration(path)
    moving = [step for step in path if step.kind not in ASIDE]
    assert bool(said) == (len(moving) > 1)
    lengths = r"(?:About |At most |At least )?(?:Less than a day|less than a day|\d+ (?:day|month|year)s?"
    pattern = rf"{lengths}(?: and \d+ months?)?) from the first step to the last(?: one known)?"
    assert not said or said == "How long it took is not known" or re.fullmatch(pattern, said, re.I), said


@given(paths)
def test_stage_after_all_is_the_one_that_the_path_leads_to(path):
    stage, _ = derive([step.kind for step in path], process_over=False)
    assert after_all(path) == stage


@given(dates())
def test_any_date_stands_in_a_sentence(date):
    said = when(date)
    assert said.startswith(("on ", "in ", "about ", "between "))
    assert re.search(r"\b\d{4}\b", said)


def test_every_outcome_can_be_said():
    ends = {
        "adopted": "adopted",
        "withdrawn": "withdrawn",
        "not-adopted": "no-consensus",
        "referred": "referred",
    }
    for kind in ends.values():
        outcome, found = said_of([Step("submitted", "2012"), Step(kind, "2013-05-16")], over=True)
        assert ends[outcome] == kind
        assert "16 May 2013" in found.sentence
    assert said_of([Step("submitted", "2012")], over=True)[0] == "unknown"
    assert said_of([Step("submitted", "2012")], over=False)[0] == "open"
    assert {*ends, "unknown", "open"} == {str(outcome) for outcome in OUTCOME_LABELS}


@pytest.mark.parametrize(
    ("begun", "ended", "length"),
    [
        ("2013-02-01", "2013-02-04", "3 days"),
        ("2013-02-01", "2013-02-01", "less than a day"),
        ("2013-02-01/2013-02-03", "2013-02-02", "at most 1 day"),
        ("2013-02", "2013-04", "about 2 months"),
        ("2013-02-01?", "2013-02-04", "about 3 days"),
        ("../2013-02-01", "2013-02-11", "at least 10 days"),
        ("2013-02-01", "2013-02-11/..", "at least 10 days"),
        ("2013-02-01/..", "2013-02-11", "at most 10 days"),
        ("2013-02-01", "../2013-02-11", "at most 10 days"),
        ("../2013-02-01", "../2013-02-11", NO_LENGTH),
        ("2013-02-01/..", "2013-02-11/..", NO_LENGTH),
        ("../2013-02-11", "2013-02-01", NO_LENGTH),
    ],
)
def test_length_of_a_stay_says_no_more_than_its_dates(begun, ended, length):
    path = [Step("submitted", begun), Step("withdrawn", ended)]
    assert [stay.length for stay in stays(path)] == [length]


# --- sentences on documents --------------------------------------------------------------------

names = st.text(st.characters(categories=("L",)), min_size=1, max_size=12)


@given(st.lists(names, max_size=6))
def test_list_of_names_has_every_name_in_order(some):
    joined = listed(some)
    assert [part for part in re.split(r", | and ", joined) if part] == some
    assert joined.count(" and ") == (len(some) > 1)


@given(names)
def test_article_is_put_before_a_name_and_changes_nothing_else(name):
    assert with_article(name) in (name, f"the {name}")


@given(st.integers(0, 10**6))
def test_one_is_singular(number):
    assert counted(number, "text", "texts").endswith("text" if number == 1 else "texts")
    assert counted(number, "text", "texts").startswith(str(number) if number else "no ")


@given(st.lists(st.integers(0, 3), max_size=4))
def test_what_there_is_none_of_is_left_out(numbers):
    said = in_this_record(*(counted(number, "text", "texts") for number in numbers))
    assert said.count("text") == sum(map(bool, numbers))
    assert said.endswith(".")


@pytest.mark.parametrize("meeting", ["", "IEG 2"])
@pytest.mark.parametrize("when_", ["", "15 May 2013"])
@pytest.mark.parametrize("date", ["", "1 May 2013"])
def test_document_says_one_date_at_most(meeting, when_, date):
    said = document_is("draft opinion", ["United Kingdom"], meeting, when_, date)
    assert said.startswith("Draft opinion from the United Kingdom")
    assert said.count("May 2013") <= 1
    assert ("dated" in said) == bool(date and not when_)


def test_date_that_a_meeting_has_in_its_name_is_not_said_again():
    said = document_is("report", [], "Working Group 2, 15 May 2013", "15 May 2013", "1 May 2013")
    assert said == "Report for Working Group 2, 15 May 2013"


def test_information_is_a_paper():
    assert document_is("information", [], "", "", "") == "Information paper"
