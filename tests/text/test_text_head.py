"""What a document's head says of itself."""

import pytest

from documents.text.head import head_facts
from documents.text.structure import paragraphs_of


def facts(text, name):
    return [fact.value for fact in head_facts(paragraphs_of(text)) if fact.name == name]


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Contribution from Ruritania", ["Ruritania"]),
        ("Joint contribution by Ruritania, Zembla and Graustark", ["Ruritania", "Zembla", "Graustark"]),
        ("Comments on the Third Draft from the United Kingdom", ["United Kingdom"]),
        ("Source: Trinidad and Tobago", ["Trinidad and Tobago"]),
        ("Submitted by: Internet Society, Bulgaria", ["Internet Society, Bulgaria"]),
        ("Report by the Chairman", ["Chairman"]),
        ("NOTE BY THE SECRETARY-GENERAL", ["Secretary-General"]),
        ("Report of the second meeting", []),
        ("Welcome to the Forum", []),
    ],
)
def test_submitters(line, names):
    assert facts(f"{line}\nText that follows.", "submitter") == names


def test_submitter_above_proposals_for_the_work():
    text = "PLENARY MEETING\nRuritania (Kingdom of)\nPROPOSALS FOR THE WORK OF THE CONFERENCE\nText."
    assert facts(text, "submitter") == ["Ruritania (Kingdom of)"]
    assert facts(text, "title") == ["PROPOSALS FOR THE WORK OF THE CONFERENCE"]


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("10 May 2013", "2013-05-10"),
        ("Date: 1 March 2013", "2013-03-01"),
        ("Nov. 3, 2014", "2014-11-03"),
        ("Geneva, 22 May 2013", "2013-05-22"),
        ("21st December 2012", "2012-12-21"),
    ],
)
def test_date(line, date):
    assert facts(f"Some title here\n{line}\nText.", "date") == [date]


@pytest.mark.parametrize(
    "line", ["32 May 2013", "10-12 October 2012", "On 10 May 2013 the group met again there."]
)
def test_no_date(line):
    assert facts(f"Some title here\n{line}\nText.", "date") == []


def test_date_of_the_meeting_is_not_that_of_the_document():
    assert facts("Title here\nGeneva, 14-16 May 2013\nText.", "meeting_date") == ["2013-05-14/2013-05-16"]
    assert facts("Title\nBUSAN, 20 OCTOBER – 7 NOVEMBER 2014\nText.", "meeting_date") == [
        "2014-10-20/2014-11-07"
    ]


@pytest.mark.parametrize(
    ("line", "symbol"),
    [
        ("Document WTPF- 13/16(Rev.1)-E | 22 May 2013", "WTPF-13/16(Rev.1)-E"),
        ("WTPF-IEG/2/14", "WTPF-IEG/2/14"),
        ("Document C13/69-E", "C13/69-E"),
        ("Document 56-E", "56-E"),
        ("A/RES/67/195", "A/RES/67/195"),
    ],
)
def test_symbol(line, symbol):
    assert facts(f"Title\n{line}\nText.", "symbol") == [symbol]


def test_title_joins_its_lines_and_skips_the_name_of_the_event():
    text = (
        "Fifth World Telecommunication/ICT Policy Forum\nREPORT OF THE CHAIRMAN ON\nTHE SECOND MEETING\nText."
    )
    assert facts(text, "title") == ["REPORT OF THE CHAIRMAN ON THE SECOND MEETING"]


def test_title_joins_number_and_subject():
    assert facts("OPINION 3 (Geneva, 2013)\nKeeping local traffic local\nText.", "title") == [
        "OPINION 3 (Geneva, 2013): Keeping local traffic local"
    ]


def test_each_fact_says_where_it_was_found():
    (fact,) = [f for f in head_facts(paragraphs_of("Title here\nWTPF-IEG/2/14\nText.")) if f.name == "symbol"]
    assert (fact.where, fact.quote) == ("paragraph 2", "WTPF-IEG/2/14")


def test_head_that_says_nothing_gives_nothing():
    assert head_facts(paragraphs_of("The General Assembly,\nRecalling its resolution 1,")) == []
    assert head_facts([]) == []
