"""compare(): how paragraphs are paired and what each row says."""

import pytest

from opinions.compare import compare

CLAUSES = [
    "considering that broadband networks reach fewer than half of all rural households today;",
    "recognizing the work of regional registries on the allocation of number resources;",
    "noting with appreciation the report of the expert group on exchange points;",
    "is of the view that competition lowers the price of international capacity;",
    "invites Member States to share their experience with open procurement rules.",
]


def changes(old, new):
    return [(row.old, row.new, row.change) for row in compare(old, new).rows]


def words(row, kind):
    return [word for op in row.ops if op.kind == kind for word in op.words]


def test_equal_texts_have_only_same_rows():
    assert changes(CLAUSES, CLAUSES) == [(n, n, "same") for n in range(5)]


def test_white_space_is_no_change():
    spaced = ["  " + clause.replace(" ", "\n\t ") for clause in CLAUSES]
    comparison = compare(CLAUSES, spaced)
    assert {row.change for row in comparison.rows} == {"same"}
    assert comparison.stats.added == comparison.stats.removed == 0


def test_paragraph_added_and_removed():
    new = [*CLAUSES[:2], "resolves to hold a second workshop before the end of the period;", *CLAUSES[3:]]
    assert changes(CLAUSES, new) == [
        (0, 0, "same"),
        (1, 1, "same"),
        (2, None, "removed"),
        (None, 2, "added"),
        (3, 3, "same"),
        (4, 4, "same"),
    ]


def test_removed_paragraph_stands_where_it_was():
    assert changes(CLAUSES, CLAUSES[1:])[0] == (0, None, "removed")
    assert changes(CLAUSES, CLAUSES[:-1])[-1] == (4, None, "removed")


def test_edited_words_are_named():
    new = list(CLAUSES)
    new[3] = "is of the view that fair competition reduces the price of international capacity;"
    row = compare(CLAUSES, new).rows[3]
    assert row.change == "edited"
    assert words(row, "removed") == ["lowers"]
    assert words(row, "added") == ["fair", "reduces"]


def test_moved_paragraph():
    new = [*CLAUSES[1:], CLAUSES[0]]
    assert changes(CLAUSES, new)[-1] == (0, 4, "moved")
    assert compare(CLAUSES, new).stats.moved == len(CLAUSES[0].split())


def test_moved_and_edited_paragraph():
    moved = CLAUSES[0].replace("fewer than half", "less than a third")
    assert changes(CLAUSES, [*CLAUSES[1:], moved])[-1] == (0, 4, "moved-edited")


def test_two_short_paragraphs_passed_by_a_long_one_do_not_move():
    new = [CLAUSES[2], CLAUSES[0], CLAUSES[1], *CLAUSES[3:]]
    assert [row.change for row in compare(CLAUSES, new).rows].count("moved") == 1


def test_of_two_neighbours_that_change_places_the_shorter_moved():
    old = ["a much longer paragraph stands here with very many words in it", "a brief one here"]
    assert [(row.old, row.change) for row in compare(old, old[::-1]).rows] == [(1, "moved"), (0, "same")]


def test_renumbering_alone_is_no_change():
    old = [f"{letter}) {clause}" for letter, clause in zip("abcde", CLAUSES, strict=True)]
    new = ["a) an entirely fresh first point about satellites;"]
    new += [f"{letter}) {clause}" for letter, clause in zip("bcdef", CLAUSES, strict=True)]
    comparison = compare(old, new)
    assert [row.change for row in comparison.rows] == ["added", *["same"] * 5]
    assert (comparison.stats.removed, comparison.stats.added) == (0, 8)


def test_bare_numbers_are_numbers_where_they_count():
    old = ["1 to report to the Council", "2 to convene a workshop", "3 to publish the results"]
    new = ["1 to convene a workshop", "2 to publish the results"]
    assert changes(old, new) == [(0, None, "removed"), (1, 0, "same"), (2, 1, "same")]


@pytest.mark.parametrize(
    ("was", "now"), [("a)", "(iv)"), ("2", "2bis"), ("¹", "²"), ("1.2", "1.3"), ("•", "–"), ("1 a)", "2 b)")]
)
def test_numbers_of_all_sorts_are_no_words(was, now):
    old = ["1 first things come first", "1.1 then others", f"{was} {CLAUSES[0]}"]
    new = [*old[:2], f"{now} {CLAUSES[0]}"]
    assert [row.change for row in compare(old, new).rows] == ["same"] * 3


def test_a_lone_number_that_changes_is_an_edit():
    old, new = (
        ["10 countries agreed to the text", "others did not"],
        ["12 countries agreed to the text", "others did not"],
    )
    row = compare(old, new).rows[0]
    assert (row.change, row.rank) == ("edited", "word")


def test_case_has_its_own_rank():
    row = compare(["invites the Internet Society"], ["invites the internet society"]).rows[0]
    assert (row.change, row.rank) == ("edited", "case")
    assert [(op.kind, op.text, op.rank) for op in row.ops] == [
        ("same", "invites the", ""),
        ("removed", "Internet Society", "case"),
        ("added", "internet society", "case"),
    ]


def test_punctuation_has_its_own_rank():
    row = compare(["rights, freedoms and [security]"], ["rights; freedoms and security"]).rows[0]
    assert row.rank == "punctuation"
    assert words(row, "removed") == ["rights,", "[security]"]


def test_a_word_change_outranks_punctuation():
    row = compare(["rights, freedoms and more of it"], ["rights; freedoms and less of it"]).rows[0]
    assert row.rank == "word"


def test_an_added_dash_is_punctuation():
    row = compare(["the Forum met in Geneva"], ["the Forum – met in Geneva"]).rows[0]
    assert row.rank == "punctuation"


def test_whole_phrase_where_most_words_changed():
    old = ["the Forum decides to ask the Director of the Bureau for a report to all members next year"]
    new = ["the Forum decides to thank several of many donors with the usual letter to all members next year"]
    kinds = [op.kind for op in compare(old, new).rows[0].ops]
    assert kinds == ["same", "removed", "added", "same"]


def test_insertion_stands_at_a_sentence():
    old = ["First it met. Then it voted. Then it rose."]
    new = ["First it met. Then it talked. Then it voted. Then it rose."]
    assert words(compare(old, new).rows[0], "added") == ["Then", "it", "talked."]


def test_equal_formulae_keep_their_order():
    old = ["considering", CLAUSES[0], "considering", CLAUSES[1], "considering", CLAUSES[2]]
    new = ["considering", CLAUSES[1], "considering", CLAUSES[2]]
    assert {row.change for row in compare(old, new).rows} == {"same", "removed"}


def test_empty_paragraphs_give_no_row_but_keep_their_number():
    assert changes(["", CLAUSES[0]], [" ", "\n", CLAUSES[0]]) == [(1, 2, "same")]


def test_nothing_and_something():
    assert changes([], []) == []
    assert changes([], CLAUSES[:1]) == [(None, 0, "added")]
    assert changes(CLAUSES[:1], []) == [(0, None, "removed")]


def test_composed_and_decomposed_accents_match():
    row = compare(["le procès café verbal"], ["le proce\u0300s cafe\u0301 verbal"]).rows[0]
    assert (row.change, row.rank) == ("edited", "punctuation")


def test_right_to_left_text():
    old = ["إن المنتدى يدعو الدول الأعضاء إلى التعاون،"]
    new = ["إن المنتدى يشجع الدول الأعضاء إلى التعاون؛"]
    row = compare(old, new).rows[0]
    assert words(row, "removed") == ["يدعو", "التعاون،"]
