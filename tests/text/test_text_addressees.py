"""Who is asked to do what."""

import pytest

from documents.text.addressees import asks, by_addressee, party_key
from documents.text.structure import paragraphs_of


def asked(text):
    return [(a.addressee, a.verb, a.action) for a in asks(paragraphs_of(text))]


def test_points_below_an_operative_opener():
    assert asked("invites Member States\n1 to act;\n2 to report,") == [
        ("Member States", "invites", "to act;"),
        ("Member States", "invites", "to report,"),
    ]


def test_operative_sentence():
    text = "The General Assembly,\n1. Requests the Secretary-General, with help, to report;"
    assert asked(text) == [("the Secretary-General", "requests", "with help, to report;")]


def test_order_in_a_point_and_its_sub_points():
    text = "resolves\n1 to instruct the Director of TSB:\na) to act;\nb) to rest;\n"
    text += "2 to instruct the Council to look."
    assert asked(text) == [
        ("the Director of TSB", "instruct", "to act;"),
        ("the Director of TSB", "instruct", "to rest;"),
        ("the Council", "instruct", "to look."),
    ]


def test_subject_of_should_is_asked():
    text = "is of the view\n1 that Member States should:\na) act;\nb) rest;\n2 that it should be so."
    assert asked(text) == [
        ("Member States", "should", "act;"),
        ("Member States", "should", "rest;"),
        ("", "is of the view", "that it should be so."),
    ]


def test_preamble_asks_nobody():
    assert asked("considering\na) that Member States should act,") == []


def test_parties_are_told_apart_but_names_with_and_are_not_cut():
    (ask,) = asks(paragraphs_of("invites Member States, Sector Members and the private sector\nto act."))
    assert ask.parties == ("Member States", "Sector Members", "the private sector")
    (ask,) = asks(paragraphs_of("invites the Commission on Science and Technology for Development\nto act."))
    assert ask.parties == ("the Commission on Science and Technology for Development",)


def test_party_key_joins_the_ways_of_naming():
    assert party_key("the Director of BDT") == party_key(
        "Director of the Telecommunication Development Bureau"
    )
    assert party_key("all Member States") == party_key("Member States")
    assert party_key("Member States") != party_key("Sector Members")


def test_drafts_beside_each_other():
    drafts = {
        "A": paragraphs_of("invites Member States\nto act."),
        "B": paragraphs_of("invites all Member States\nto rest.\ninstructs the Director of TSB\nto look."),
    }
    rows = by_addressee(drafts)
    assert list(rows) == ["Member States", "the Director of TSB"]
    assert [a.action for a in rows["Member States"]["B"]] == ["to rest."]
    assert "A" not in rows["the Director of TSB"]


@pytest.mark.parametrize(
    "statement",
    [
        "that every effort should be made to connect all;",
        "that exchange points should be established at national level;",
        "that these efforts, steps and means should not be neglected;",
        "the needs of users must always be fully met;",
        "that due account shall be taken of costs;",
        "assistance may be given to countries;",
        "it should be done;",
    ],
)
def test_passive_statement_asks_nobody_by_name(statement):
    ((addressee, verb, action),) = asked(f"is of the view\n1 {statement}")
    assert (addressee, verb, action) == ("", "is of the view", statement)


@pytest.mark.parametrize(
    ("statement", "addressee", "verb", "action"),
    [
        (
            "that Member States should be encouraged to act;",
            "Member States",
            "should",
            "be encouraged to act;",
        ),
        ("that operators should be aware of costs;", "operators", "should", "be aware of costs;"),
        ("that ITU should be open to all;", "ITU", "should", "be open to all;"),
        ("that Member States are invited to act;", "Member States", "are invited to", "act;"),
        ("that the Council may be required to act;", "the Council", "may", "be required to act;"),
    ],
)
def test_statement_that_asks_a_party_names_it(statement, addressee, verb, action):
    assert asked(f"is of the view\n1 {statement}") == [(addressee, verb, action)]


def test_passive_far_down_a_long_statement_costs_nothing_more():
    text = "is of the view\n1 that Member States should " + "very " * 20_000 + "be made"
    ((addressee, _, _),) = asked(text)
    assert addressee == "Member States"
