"""Rows as CSV and JSON: what a cell may hold, and that any value comes back as it was."""

import csv
import datetime
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.writing.rows import FORMULA_SIGNS, as_json, cell, csv_lines, json_text

words = st.text(st.characters(blacklist_categories=["Cs"], blacklist_characters="\0"))


def read(lines):
    return list(csv.reader(io.StringIO("".join(lines), newline="")))


@pytest.mark.parametrize("sign", FORMULA_SIGNS)
def test_cell_that_would_be_a_formula_begins_with_an_apostrophe(sign):
    assert cell(f"{sign}SUM(A1)") == f"'{sign}SUM(A1)"


@pytest.mark.parametrize("value", ["a=b", "’tis", "", "1-2"])
def test_other_words_stay_as_they_are(value):
    assert cell(value) == value


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (None, ""),
        (-3, -3),
        (True, "true"),
        (["S3 6.1", "U4"], "S3 6.1; U4"),
        (["=1", "2"], "'=1; 2"),
        (datetime.date(2013, 5, 16), "2013-05-16"),
        (datetime.datetime(2013, 5, 16, 12, tzinfo=datetime.UTC), "2013-05-16T12:00:00Z"),
    ],
)
def test_value_as_a_cell(value, written):
    assert cell(value) == written


@given(st.lists(st.lists(words, min_size=2, max_size=2)))
def test_rows_come_back_from_csv(rows):
    found = read(csv_lines(["a", "b"], rows))
    assert found == [["a", "b"], *[[str(cell(value)) for value in row] for row in rows]]
    assert not any(value.startswith(FORMULA_SIGNS) for row in found for value in row)


def test_csv_is_written_line_by_line():
    def endless():
        while True:
            yield [1]

    lines = csv_lines(["n"], endless())
    assert [next(lines) for _ in range(3)] == ["n\r\n", "1\r\n", "1\r\n"]


@given(st.lists(st.dictionaries(words, words)))
def test_rows_come_back_from_json(rows):
    assert json.loads("".join(json_text({"title": "T"}, rows))) == {"title": "T", "rows": rows}


def test_json_keeps_letters_and_writes_days():
    assert as_json({"é": datetime.date(2013, 5, 16)}) == '{"é": "2013-05-16"}'
