"""Drafts beside each other: who is asked what, how strongly, in one row for each addressee."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from opinions import beside as beside_module
from opinions.beside import beside, strength_of
from opinions.models import Revision
from tests.factory import make_opinion, make_revision

pytestmark = pytest.mark.django_db

HEAD = "The fifth World Policy Forum (Geneva, 2013),\n\nconsidering\n\na) that it rains;\n\n"
UK = HEAD + "invites Member States\n\n1 to remove barriers, as appropriate;\n\n2 to share experience."
IRAN = (
    HEAD + "instructs the Director of BDT to report to Council;\n\n"
    "requests Member States to set prices within available resources."
)


def versions(*drafts, basis="official"):
    opinion = make_opinion()
    return [make_revision(opinion, text=text, basis=basis) for text in drafts]


def table(found):
    """{addressee or verb: [[(verb, action) of each draft]]}."""
    return {
        row.addressee or row.verb: [[(one.verb, one.action) for one in cell] for _, cell in row.cells]
        for row in found.rows
    }


def rows_of(found):
    return {row.addressee or row.verb: row for row in found.rows}


def test_same_addressee_stands_in_one_row():
    found = table(beside(versions(UK, IRAN)))
    assert found["Member States"] == [
        [("invites", "to remove barriers, as appropriate;"), ("invites", "to share experience.")],
        [("requests", "to set prices within available resources.")],
    ]


def test_what_only_one_draft_asks_stays_alone():
    row = rows_of(beside(versions(UK, IRAN)))["the Director of BDT"]
    assert [len(requests) for _, requests in row.cells] == [0, 1]
    assert not row.shared
    assert rows_of(beside(versions(UK, IRAN)))["Member States"].shared


def test_ways_of_naming_one_body_are_one_row():
    other = HEAD + "instructs the Director of the Telecommunication Development Bureau to pay for it."
    assert [len(cell) for cell in table(beside(versions(IRAN, other)))["the Director of BDT"]] == [1, 1]


def test_preamble_asks_nothing():
    actions = [
        action for cells in table(beside(versions(UK))).values() for cell in cells for _, action in cell
    ]
    assert actions
    assert not any("rains" in action for action in actions)


def test_request_leads_to_its_paragraph():
    (draft,) = versions(UK)
    _, requests = rows_of(beside([draft]))["Member States"].cells[0]
    assert [one.address for one in requests] == [f"{draft.get_absolute_url()}#p{number}" for number in (5, 6)]


def test_strength_and_what_softens_it_are_named():
    found = rows_of(beside(versions(UK, IRAN)))
    _, (first, second) = found["Member States"].cells[0]
    assert (first.strength.called, [one.name for one in first.qualifiers]) == (
        "an invitation",
        ["as appropriate"],
    )
    assert second.qualifiers == []
    _, (order,) = found["the Director of BDT"].cells[1]
    assert order.strength.called == "a decision or an order"


@pytest.mark.parametrize(
    ("verb", "strength"),
    [
        ("instructs", 4),
        ("instruct", 4),
        ("call upon", 3),
        ("calls upon", 3),
        ("resolves to invite", 4),
        ("invites", 2),
        ("is invited to", 2),
        ("are requested to", 3),
        ("shall", 4),
        ("should", 3),
        ("may", 2),
        ("is of the view", 1),
    ],
)
def test_strength_of_a_verb(verb, strength):
    assert strength_of(verb).strength == strength


def test_strength_of_what_is_no_known_verb_is_not_guessed():
    assert strength_of("sings") is None
    assert strength_of("") is None


def test_requests_of_nobody_stand_in_rows_by_verb_after_those_of_somebody():
    view = HEAD + "is of the view\n\nthat trade helps.\n\n"
    found = beside(versions(view + "resolves\n\nthat it be so.", view + "invites Member States to act now."))
    assert [row.addressee or row.verb for row in found.rows] == [
        "Member States",
        "is of the view",
        "resolves",
    ]
    assert rows_of(found)["is of the view"].shared


def test_summary_is_read_by_the_verb_of_each_clause():
    text = "Recalls that.\n\nConsiders rain.\n\nInvites ITU-T and ITU-D to be active.\n\nCalls for more."
    found = beside(versions(text, basis="summary"))
    assert table(found) == {
        "ITU-T and ITU-D": [[("invites", "to be active.")]],
        "calls for": [[("calls for", "more.")]],
    }
    assert found.summarised


def test_one_draft_stands_beside_the_last_text_written_from_it():
    (draft,) = versions(UK)
    second = make_revision(draft.opinion, text=IRAN, basis="official", based_on=[draft])
    third = make_revision(draft.opinion, text="", basis="none", based_on=[second])
    found = beside([draft, second, third])
    assert (found.drafts, found.competing) == ([draft, second], False)


def test_drafts_that_compete_stand_without_later_texts():
    first, second = versions(UK, IRAN)
    third = make_revision(first.opinion, text=UK, basis="official", based_on=[first, second])
    found = beside([first, second, third])
    assert (found.drafts, found.competing) == ([first, second], True)


def test_draft_without_text_and_draft_without_request_are_named():
    first, second = versions(UK, HEAD)
    third = make_revision(first.opinion, text="", basis="none")
    found = beside([first, second, third])
    assert (found.silent, found.mute) == ([third], [second])


def test_no_version_gives_no_row():
    found = beside([])
    assert (found.drafts, found.rows, found.competing) == ([], [], False)


def test_only_the_beginning_of_an_endless_draft_is_read(monkeypatch):
    monkeypatch.setattr(beside_module, "MOST_PARAGRAPHS", 5)
    (draft,) = versions(UK)
    found = beside([draft])
    assert found.cut == [draft]
    assert len(table(found)["Member States"][0]) == 1


def test_no_query_is_asked_once_versions_are_there():
    versions(UK, IRAN)
    found = list(Revision.objects.published().select_related("opinion").prefetch_related("based_on"))
    with CaptureQueriesContext(connection) as queries:
        beside(found)
    assert len(queries) == 0
