"""Symbols of documents: all ways to write one give one key, and different documents keep different keys."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.text.symbols import family_key, symbol_key

# key, ways to write it
SAME = [
    (
        "wtpf-ieg/2/10",
        ["WTPF-IEG/2/10", "wtpf-ieg/2/10", "WTPF-IEG/2/10-E", " WTPF-IEG/2/10 ", "WTPF-IEG/2/10/"],
    ),
    (
        "wtpf-13/16rev1",
        ["WTPF-13/16(Rev.1)-E", "WTPF-13/16 (Rev. 1)-E", "WTPF-13/16(REV.1)", "wtpf-13/16rev1"],
    ),
    ("wtpf-13/16rev1", ["WTPF-13/16-rev1", "WTPF-13/16 Rev 1", "WTPF-13/16(Rev.1)-F", "WTPF-13/16(Rev)"]),
    ("wtpf-ieg/3/40rev1", ["WTPF-IEG/3/40(Rev.1)", "WTPF-IEG/3/40 (Rev.1)", "wtpf-ieg/3/40 rev.1"]),
    ("wtpf-ieg/2/info-doc1", ["WTPF-IEG/2/Info-Doc1", "WTPF-IEG/2/INFO-DOC1", "WTPF-IEG/2/Info-Doc1-E"]),
    ("pp14/dt/78", ["PP14/DT/78-E", "PP14/DT/78", "pp14/dt/78-S"]),
    ("adm-11", ["ADM-11", "adm-11", "ADM-11-E"]),
    ("c13/69", ["C13/69-E", "C13/69"]),
    ("dm-12/1003", ["DM-12/1003", "DM-12/ 1003"]),
    ("", ["", "  ", "\t"]),
]


@pytest.mark.parametrize(("key", "ways"), SAME, ids=[row[0] or "empty" for row in SAME])
def test_all_ways_of_one_symbol_give_its_key(key, ways):
    assert {symbol_key(way) for way in ways} == {key}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("WTPF-13/16", "WTPF-13/16(Rev.1)"),
        ("WTPF-13/16(Rev.1)", "WTPF-13/16(Rev.2)"),
        ("WTPF-IEG/2/1", "WTPF-IEG/2/10"),
        ("WTPF-IEG/2/10", "WTPF-IEG/3/10"),
        ("WTPF-13/3", "WTPF-09/3"),
    ],
)
def test_different_documents_keep_different_keys(one, other):
    assert symbol_key(one) != symbol_key(other)


@pytest.mark.parametrize(
    "symbol", ["WTPF-13/16", "WTPF-13/16(Rev.1)-E", "WTPF-13/16 rev 12", "wtpf-13/16(Rev)"]
)
def test_revisions_of_a_document_are_one_family(symbol):
    assert family_key(symbol) == "wtpf-13/16"


@pytest.mark.parametrize("symbol", ["PP14/REVIEW/2", "C13/Preview-1"])
def test_word_that_holds_rev_is_no_revision(symbol):
    assert symbol_key(symbol) == symbol.lower()


CITED = r"[A-Z]{2,5}(-IEG)?-?[0-9]{1,2}/[A-Z]{0,3}/?[0-9]{1,3}( ?\([Rr]ev\.? ?[0-9]?\))?(-[EFS])?"


@given(st.from_regex(CITED, fullmatch=True))
def test_key_of_a_key_is_itself(symbol):
    once = symbol_key(symbol)
    assert symbol_key(once) == once


@given(st.text(max_size=40))
def test_key_has_no_white_space_at_all(symbol):
    assert not any(letter.isspace() for letter in symbol_key(symbol))


@given(st.from_regex(r"(WTPF|PP|C)-?[0-9]{1,2}/[0-9]{1,3}", fullmatch=True), st.integers(1, 99))
def test_revision_of_any_symbol_is_found_however_it_is_written(symbol, number):
    ways = [f"{symbol}(Rev.{number})", f"{symbol}-rev{number}", f"{symbol} Rev {number}-E"]
    assert len({symbol_key(way) for way in ways}) == 1
    assert family_key(ways[0]) == symbol_key(symbol)
