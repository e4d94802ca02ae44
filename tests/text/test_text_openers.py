"""Openers of preambular and operative parts, and whom they address."""

import pytest

from documents.text.openers import find_opener, order_in_point


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("considering", "considering"),
        ("considering further", "considering further"),
        ("Recognizing also,", "recognizing also"),
        ("recalling", "recalling"),
        ("noting with concern", "noting with concern"),
        ("noting with great satisfaction", "noting with great satisfaction"),
        ("bearing in mind", "bearing in mind"),
        ("taking into account", "taking into account"),
        ("aware", "aware"),
        ("deeply concerned", "deeply concerned"),
        ("considering and recognizing", "considering and recognizing"),
        ("having regard to", "having regard to"),
    ],
)
def test_preambular_opener_alone(text, phrase):
    found = find_opener(text)
    assert (found.phrase, found.part, found.alone) == (phrase, "preambular", True)


@pytest.mark.parametrize(
    ("text", "phrase", "addressee", "alone"),
    [
        ("is of the view", "is of the view", "", True),
        ("is of the view that", "is of the view", "", True),
        ("resolves", "resolves", "", True),
        ("invites Member States", "invites", "Member States", True),
        ("invites Member States to", "invites", "Member States", True),
        (
            "encourages Member States and Sector Members:",
            "encourages",
            "Member States and Sector Members",
            True,
        ),
        (
            "instructs the Director of BDT, in collaboration with the Director of TSB,",
            "instructs",
            "the Director of BDT",
            True,
        ),
        ("resolves to instruct the Secretary-General", "resolves to instruct", "the Secretary-General", True),
        ("Calls upon all States to act;", "calls upon", "all States", False),
        ("further invites governments, within their means, to act", "further invites", "governments", False),
        (
            "requests the contributors to the Forum to report",
            "requests",
            "the contributors to the Forum",
            False,
        ),
        ("Decides to meet again.", "decides", "", False),
        ("encourages the growth of exchange points;", "encourages", "", False),
    ],
)
def test_operative_opener_and_addressee(text, phrase, addressee, alone):
    found = find_opener(text)
    assert (found.phrase, found.part, found.addressee, found.alone) == (phrase, "operative", addressee, alone)


@pytest.mark.parametrize(
    "text", ["Notebook", "the Forum notes", "Invitesx", "resolvesome", "Consideration of items", ""]
)
def test_other_words_are_no_openers(text):
    assert find_opener(text) is None


def test_order_in_a_point():
    assert order_in_point("to instruct the Director of TSB to report") == ("instruct", "the Director of TSB")
    assert order_in_point("to encourage exchange;") == ("", "")
