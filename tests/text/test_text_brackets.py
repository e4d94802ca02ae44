"""Square brackets as data, and what became of them."""

from documents.text.brackets import Place, brackets, brackets_of, fates
from documents.text.structure import paragraphs_of


def held(text):
    return [(b.kind, b.text) for b in brackets_of(text).found]


def fate(old, new):
    return [(f.fate, f.chosen) for f in fates(brackets_of(old), brackets_of(new))]


def test_bracket_has_place_text_and_depth():
    (bracket,) = brackets_of("to [promote] it").found
    assert (bracket.start, bracket.end, bracket.text, bracket.depth) == (
        Place(1, 3),
        Place(1, 11),
        "promote",
        1,
    )


def test_nested_brackets_come_outermost_first():
    assert [(b.text, b.depth) for b in brackets_of("[a [b] c]").found] == [("a [b] c", 1), ("b", 2)]


def test_bracket_over_two_paragraphs():
    (bracket,) = brackets(paragraphs_of("One [begins.\nIt ends] here.")).found
    assert (bracket.start, bracket.end, bracket.text) == (Place(1, 4), Place(2, 7), "begins.\nIt ends")


def test_unclosed_and_stray_brackets_are_told():
    found = brackets_of("one] two [three")
    assert found.stray == (Place(1, 3),)
    assert [(b.text, b.end) for b in found.found] == [("three", None)]
    assert not found.balanced
    assert brackets_of("[one] two").balanced


def test_what_is_not_under_negotiation():
    text = "[...] […] [12] [1, 3] [sic] [emphasis added] [Note: this] [wording]"
    assert [kind for kind, _ in held(text)] == [
        "ellipsis", "ellipsis", "number", "number", "remark", "remark", "remark", "wording",
    ]  # fmt: skip
    assert [b.text for b in brackets_of(text).wording] == ["wording"]


def test_alternatives_inside_one_bracket():
    assert brackets_of("[shall/should]").found[0].alternatives == ("shall", "should")
    assert brackets_of("[work with ITU / take note]").found[0].alternatives == ("work with ITU", "take note")


def test_slash_of_a_name_is_no_alternative():
    for text in ("[telecommunication/ICT]", "[and/or]", "[IPv4/IPv6]"):
        assert brackets_of(text).found[0].alternatives == ()


def test_alternatives_side_by_side():
    found = brackets_of("to [help] [ask] / [Option 3: urge] them [and others]").found
    assert [b.alternatives for b in found] == [("help", "ask", "urge")] * 3 + [()]


def test_kept_opened_and_changed():
    assert fate("a [b c d e] f", "a [b c d e] f [new words]") == [("kept", ""), ("opened", "")]
    assert fate("a [b c d e] f", "a [b c x e] f") == [("changed", "")]


def test_closed_with_text_kept_or_dropped():
    assert fate("they [really] act now", "they really act now") == [("closed, text kept", "")]
    assert fate("they [really] act now", "they act now") == [("closed, text dropped", "")]


def test_chosen_alternative_is_named():
    assert fate("States [shall/should] act", "States should act") == [("closed, text kept", "should")]
    both = fate("States act [with care] [at once] now", "States act at once now")
    assert both == [("closed, text dropped", "at once"), ("closed, text kept", "at once")]


def test_none_and_very_deep_brackets():
    assert brackets_of("none").found == ()
    deep = brackets_of("[" * 60 + "x" + "]" * 60)
    assert (len(deep.found), deep.balanced) == (60, True)


def test_nested_brackets_all_closed_with_their_text_kept():
    assert fate("States [act [at once] now] and", "States act at once now and") == [
        ("closed, text kept", ""),
        ("closed, text kept", ""),
    ]


def test_outer_bracket_kept_where_the_inner_was_dropped():
    assert fate("States [act [at once] now] and", "States act now and") == [
        ("closed, text kept", ""),
        ("closed, text dropped", ""),
    ]


def test_outer_bracket_dropped_with_all_that_it_held():
    assert (
        fate("States [act [at once] now] and rest", "States and rest") == [("closed, text dropped", "")] * 2
    )


def test_outer_bracket_closed_and_inner_changed_is_not_the_outer_changed():
    old, new = "they [will [act with care] soon] rest", "they will [act with great care] soon rest"
    assert fate(old, new)[1] == ("changed", "")
    assert fate(old, new)[0][0].startswith("closed")


def test_bracket_in_a_bracket_of_the_same_words():
    assert fate("they [[really act]] now", "they [really act] now") == [
        ("kept", ""),
        ("closed, text kept", ""),
    ]


def test_inner_bracket_opened_changes_the_outer_one_in_nothing():
    assert fate("a [b c d e] f", "a [b [c d] e] f") == [("kept", ""), ("opened", "")]


def test_nothing_stands_where_a_bracket_held_only_brackets():
    assert fate("they [[really]] act now", "they act now") == [("closed, text dropped", "")] * 2
