"""Paragraphs: kinds, openers, addressees, depth, and that nothing is lost."""

from hypothesis import given
from hypothesis import strategies as st

from documents.text.characters import one_line
from documents.text.model import Block
from documents.text.structure import addressed, paragraphs_of, structured
from tests.text.steps import steps

PREAMBLE = "The fifth World Telecommunication/ICT Policy Forum (Geneva, 2013),\n"


def kinds(text):
    return [p.kind for p in paragraphs_of(text)]


def depths(text):
    return [(p.label, p.depth) for p in paragraphs_of(text)]


def test_every_line_that_is_not_blank_is_one_numbered_paragraph():
    found = paragraphs_of("One.\n\n  \nTwo.\nThree.")
    assert [(p.number, p.text) for p in found] == [(1, "One."), (2, "Two."), (3, "Three.")]


def test_empty_text_has_no_paragraphs():
    assert paragraphs_of(" \n ") == []


def test_anchor_addresses_the_paragraph():
    assert addressed(paragraphs_of("One.\nTwo."))["p2"].text == "Two."


def test_opener_alone_governs_the_points_below():
    found = paragraphs_of("considering further\na) that x;\nb) that y,")
    assert [(p.kind, p.opener, p.label) for p in found] == [
        ("preambular", "considering further", ""),
        ("point", "considering further", "a)"),
        ("point", "considering further", "b)"),
    ]


def test_operative_opener_passes_its_addressee_to_its_points():
    found = paragraphs_of("invites Member States and Sector Members\n1 to act;")
    assert {p.addressee for p in found} == {"Member States and Sector Members"}


def test_order_in_a_point_changes_the_addressee_below_it_only():
    found = paragraphs_of("resolves\n1 to instruct the Director of TSB:\na) to act;\n2 to close.")
    assert [p.addressee for p in found] == ["", "the Director of TSB", "the Director of TSB", ""]


def test_inline_united_nations_openers_after_the_enacting_line():
    text = "The General Assembly,\nRecalling its resolution 1,\n1. Requests the Secretary-General to report."
    found = paragraphs_of(text)
    assert [p.kind for p in found] == ["body", "preambular", "operative"]
    assert (found[2].label, found[2].opener, found[2].addressee) == (
        "1.",
        "requests",
        "the Secretary-General",
    )


def test_participle_in_the_prose_of_a_report_opens_nothing():
    assert kinds("1.2. Noting that time was short, the Chair asked for brevity.") == ["body"]
    assert kinds("Recalling the debate, one delegate asked for more time.") == ["body"]


def test_verb_at_the_start_of_a_heading_opens_nothing():
    assert kinds("1. Welcoming remarks\n1.1. The Chair opened the meeting.") == ["heading", "body"]


def test_nested_points_letters_romans_and_bullets():
    text = "resolves\n1 to act:\na) here:\ni) now;\nii) later;\n• at once;\nb) there;\n2 to rest."
    expected = [("1", 1), ("a)", 2), ("i)", 3), ("ii)", 3), ("•", 4), ("b)", 2), ("2", 1)]
    assert depths(text)[1:] == expected


def test_letter_i_after_h_is_a_letter_and_not_a_roman_one():
    labels = "".join(f"{letter}) that;\n" for letter in "abcdefghijk")
    assert {depth for _, depth in depths("considering\n" + labels)[1:]} == {1}


def test_roman_one_under_h_when_two_follows():
    text = "considering\ng) that;\nh) that:\ni) x;\nii) y;\ni) that;"
    assert depths(text)[1:] == [("g)", 1), ("h)", 1), ("i)", 2), ("ii)", 2), ("i)", 1)]


def test_bis_labels_stay_in_their_list():
    text = "considering\na) that;\nabis) that;\nb) that,\nresolves\n1 to go;\n1bis to stay;\n2 to rest."
    assert [label for label, _ in depths(text) if label] == ["a)", "abis)", "b)", "1", "1bis", "2"]
    assert {depth for label, depth in depths(text) if label} == {1}


def test_new_heading_of_an_annex_ends_the_instrument():
    text = PREAMBLE + "resolves\nto act.\nANNEX 1\nNoting nothing, the annex begins."
    assert kinds(text)[-2:] == ["heading", "body"]


def test_numbers_that_are_no_labels():
    for line in ("2.5 billion people", "14 May 2013 was a Tuesday.", "3 countries objected."):
        assert paragraphs_of(line)[0].label == ""


def test_table_rows_and_footnotes_of_stored_text():
    found = paragraphs_of("1 | Two\n¹ The note.")
    assert [(p.kind, p.label, p.text) for p in found] == [
        ("table", "", "1 | Two"),
        ("footnote", "¹", "The note."),
    ]


def test_heading_level_of_the_file_is_the_depth():
    found = structured([Block("Scope of this text", level=3)])
    assert (found[0].kind, found[0].depth) == ("heading", 3)


def test_opener_styled_as_a_heading_is_an_opener():
    assert structured([Block("considering", level=2)])[0].kind == "preambular"


def test_lines_of_the_head_are_no_headings():
    text = "Geneva, 14-16 May 2013\n10 May 2013\nOriginal: English\nSomething long enough to follow."
    assert set(kinds(text)) == {"body"}


def test_reading_a_stored_text_costs_the_same_for_each_paragraph():
    def cost(points):
        text = "considering\n" + "".join(f"{n} that {'word ' * 40};\n" for n in range(1, points + 1))
        return steps(lambda: paragraphs_of(text)) / points

    assert cost(1000) < 1.5 * cost(100)


LINES = st.lists(
    st.one_of(
        st.sampled_from(
            ["considering", "resolves", "invites Member States", "a) that;", "1 to go;", "i) so,", "• x"]
        ),
        st.text(max_size=60),
    ),
    max_size=25,
)


@given(LINES)
def test_nothing_is_lost_and_nothing_doubled(lines):
    text = "\n".join(lines)
    joined = " ".join(p.line for p in paragraphs_of(text))
    assert "".join(joined.split()) == "".join(one_line(line) for line in text.split("\n")).replace(" ", "")


@given(LINES)
def test_reading_a_text_again_changes_nothing(lines):
    once = paragraphs_of("\n".join(lines))
    again = paragraphs_of("\n".join(p.line for p in once))
    assert [(p.label, p.text) for p in again] == [(p.label, p.text) for p in once]
