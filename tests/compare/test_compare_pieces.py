"""compare(): paragraphs split and merged."""

from opinions.compare import compare

FIRST = "The Secretary-General shall convene the expert group twice before the Forum opens in Geneva."
SECOND = "Its members serve in their personal capacity and meet in public whenever the rooms allow it."
OTHER = "Nothing in this opinion changes the rights of administrations under the Radio Regulations."


def rows(old, new):
    return [(row.old, row.new, row.change) for row in compare(old, new).rows]


def test_split_gives_a_row_for_each_piece():
    assert rows([f"{FIRST} {SECOND}", OTHER], [FIRST, SECOND, OTHER]) == [
        (0, 0, "split"),
        (0, 1, "split"),
        (1, 2, "same"),
    ]


def test_merge_gives_a_row_for_each_piece():
    assert rows([FIRST, SECOND, OTHER], [f"{FIRST} {SECOND}", OTHER]) == [
        (0, 0, "merged"),
        (1, 0, "merged"),
        (2, 1, "same"),
    ]


def test_split_with_edits_keeps_each_word_in_its_piece():
    comparison = compare(
        [f"{FIRST} {SECOND}"], [FIRST.replace("twice", "three times"), SECOND.replace("public", "private")]
    )
    first, second = comparison.rows
    assert [op.text for op in first.ops if op.kind == "added"] == ["three times"]
    assert [op.text for op in second.ops if op.kind == "removed"] == ["public"]


def test_numbers_given_by_a_split_are_numbers():
    comparison = compare(
        [f"1. {FIRST} {SECOND}", f"2. {OTHER}"], [f"1. {FIRST}", f"2. {SECOND}", f"3. {OTHER}"]
    )
    assert [row.change for row in comparison.rows] == ["split", "split", "same"]
    assert {op.rank for row in comparison.rows for op in row.ops} == {"", "number"}


def test_split_with_a_paragraph_put_between():
    fresh = "Between the two stands a paragraph that nobody had seen in any earlier draft."
    assert rows([f"{FIRST} {SECOND}"], [FIRST, fresh, SECOND]) == [
        (0, 0, "split"),
        (None, 1, "added"),
        (0, 2, "split"),
    ]


def test_text_in_one_paragraph_split_into_all_its_parts():
    parts = [
        f"Clause number {n} speaks of subject s{n} and of matter m{n} in its own words w{n}."
        for n in range(30)
    ]
    comparison = compare([" ".join(parts)], parts)
    assert [row.change for row in comparison.rows] == ["split"] * 30
    assert comparison.stats.added == comparison.stats.removed == 0


def test_copy_of_a_paragraph_is_added_not_split():
    assert (
        rows([FIRST, OTHER], [FIRST, FIRST, OTHER]).count((None, 1, "added"))
        + rows([FIRST, OTHER], [FIRST, FIRST, OTHER]).count((None, 0, "added"))
        == 1
    )


def test_pieces_of_a_moved_paragraph_are_marked_as_moved():
    others = [f"Clause number {n} speaks of subject s{n} and of matter m{n}." for n in range(5)]
    comparison = compare([f"{FIRST} {SECOND}", *others], [*others, FIRST, SECOND])
    assert [(row.change, row.moved) for row in comparison.rows[-2:]] == [("split", True), ("split", True)]
