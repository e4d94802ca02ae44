"""Positions as rows and columns."""

from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from opinions.matrix import matrix


@dataclass(frozen=True)
class Said:
    who: str
    what: str
    words: str = ""


def arrange(positions):
    return matrix(
        positions, who=lambda one: one.who, what=lambda one: one.what, column_order=str, row_order=str
    )


def test_matrix_puts_each_position_in_its_cell():
    found = arrange([Said("Brazil", "B"), Said("Access", "A")])
    assert found.columns == ["A", "B"] and [row.who for row in found.rows] == ["Access", "Brazil"]
    assert found.rows[1].cells == [("A", []), ("B", [Said("Brazil", "B")])]


def test_matrix_keeps_several_positions_in_one_cell():
    first, second = Said("Brazil", "A", "first"), Said("Brazil", "A", "second")
    assert arrange([first, second]).rows[0].cells == [("A", [first, second])]


def test_matrix_of_nothing():
    found = arrange([])
    assert found.columns == [] and found.rows == []


@given(st.lists(st.builds(Said, st.sampled_from("xyz"), st.sampled_from("ABC"), st.text(max_size=3))))
def test_matrix_loses_nothing_and_is_full(positions):
    found = arrange(positions)
    assert all(len(row.cells) == len(found.columns) for row in found.rows)
    shown = [one for row in found.rows for _, cell in row.cells for one in cell]
    assert sorted(map(repr, shown)) == sorted(map(repr, positions))
