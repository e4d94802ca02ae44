"""What the record has that is like what is brought: symbols, bytes, titles, texts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.desk.likeness import (
    Shelf,
    files_shelf,
    like_texts,
    like_titles,
    same_bytes,
    same_symbol,
    sketch_missing,
)
from documents.models import Intake, TextSketch
from documents.text.sketches import KEPT, likeness, sketch_of
from opinions.models import Revision
from tests.factory import make_contribution, make_file, make_process, make_revision

pytestmark = pytest.mark.django_db

WORDS = [f"word{number}" for number in range(2_000)]
LONG = " ".join(WORDS)


def said(found) -> list[tuple]:
    return [(one.kind, one.row) for one in found]


# --- symbols and bytes -------------------------------------------------------------------------


@pytest.mark.parametrize("written", ["WTPF-13/16", "wtpf-13/16-E", " WTPF-13/ 16"])
def test_same_symbol_is_found_in_any_spelling(written):
    row = make_contribution(symbol="WTPF-13/16")
    make_contribution(symbol="WTPF-13/160")
    assert said(same_symbol(written)) == [("symbol", row)]


def test_other_revision_of_the_same_document_is_told_apart():
    first = make_contribution(symbol="WTPF-13/16")
    second = make_contribution(process=first.process, symbol="WTPF-13/16(Rev.1)")
    assert said(same_symbol("WTPF-13/16(Rev.1)")) == [("symbol", second), ("family", first)]


def test_no_symbol_is_like_no_other():
    make_contribution(symbol="")
    assert same_symbol(" ") == []


def test_same_bytes_are_found_entered_and_waiting():
    file = make_file(content=b"A draft.")
    waiting = Intake.objects.create(name="again.txt", sha256=file.sha256)
    own = Intake.objects.create(name="mine.txt", sha256=file.sha256)
    assert said(same_bytes(file.sha256, besides=own)) == [("bytes", file), ("waiting", waiting)]
    assert same_bytes("") == same_bytes("0" * 64) == []


# --- titles ------------------------------------------------------------------------------------


def test_title_of_the_same_words_is_found_and_another_is_not():
    row = make_contribution(title="Supporting Capacity Building for the deployment of IPv6")
    make_contribution(title="Supporting the inclusivity of communications for all")
    found = like_titles("Supporting capacity-building for deployment of IPv6 (draft)")
    assert said(found) == [("title", row)]
    assert found[0].percent >= 75


def test_title_of_little_words_is_like_no_other():
    make_contribution(title="The of and")
    assert like_titles("of the") == []


def test_titles_are_compared_in_two_queries(django_assert_num_queries):
    for _ in range(9):
        make_contribution(title="The very same title")
    with django_assert_num_queries(2):
        assert len(like_titles("The very same title")) == 5


# --- texts -------------------------------------------------------------------------------------


def test_like_text_is_found_among_files_and_revisions():
    file = make_file(content=" ".join(WORDS[:-100]).encode())
    revision = make_revision(text=" ".join([*WORDS[:-300], "and", "something", "else"]))
    make_file(content=b"Quite another text that has nothing at all to do with it.")
    found = like_texts(LONG, [files_shelf(), Shelf(Revision.objects.exclude(text=""))])
    assert said(found) == [("text", file), ("text", revision)]
    assert 0.8 < found[0].share <= 1 and 0.7 < found[1].share < 0.95


def test_short_text_is_like_no_other():
    make_file(content=b"Agenda")
    assert like_texts("Agenda", [files_shelf()]) == []


def test_texts_are_sketched_once_and_in_bounded_numbers():
    for number in range(5):
        make_file(content=f"{LONG} {number}".encode())
    assert sketch_missing([files_shelf()], most=3) == 3
    assert sketch_missing([files_shelf()], most=3) == 2
    assert sketch_missing([files_shelf()], most=3) == 0
    assert TextSketch.objects.count() == 5


def test_queries_do_not_grow_with_the_texts(django_assert_num_queries):
    shelves = [files_shelf(), Shelf(Revision.objects.exclude(text=""))]
    for number in range(6):
        make_file(content=f"{LONG} {number}".encode())
        make_revision(text=f"{LONG} {number} of another kind")
    sketch_missing(shelves, most=100)
    with django_assert_num_queries(5):
        assert len(like_texts(LONG, shelves)) == 5


def test_process_of_a_symbol_is_fetched_with_it(django_assert_num_queries):
    make_contribution(symbol="WTPF-13/16", process=make_process(short_title="WTPF-13"))
    with django_assert_num_queries(1):
        assert str(same_symbol("WTPF-13/16")[0].row.process) == "WTPF-13"


# --- sketches ----------------------------------------------------------------------------------


def test_sketch_is_small_whatever_the_text():
    assert len(sketch_of(LONG * 50)) == 8 * KEPT
    assert sketch_of("four words are few") == b""


@given(st.lists(st.sampled_from(WORDS[:40]), max_size=60))
def test_text_is_wholly_like_itself_however_it_is_set(words):
    text = " ".join(words)
    assert sketch_of(text) == sketch_of(f"\n{text.upper()}.\t")
    assert likeness(sketch_of(text), sketch_of(text)) == (1.0 if len(words) >= 5 else 0.0)


@given(st.lists(st.sampled_from(WORDS[:60]), min_size=5), st.lists(st.sampled_from(WORDS[:60]), min_size=5))
def test_likeness_is_the_same_both_ways_and_a_share(left, right):
    one, other = sketch_of(" ".join(left)), sketch_of(" ".join(right))
    assert 0 <= likeness(one, other) == likeness(other, one) <= 1


@pytest.mark.parametrize("kept", [200, 1000, 1800])
def test_estimate_is_near_the_true_share(kept):
    other = " ".join([*WORDS[:kept], *(f"other{number}" for number in range(2_000 - kept))])
    runs = kept - 4
    true = runs / (2 * 1996 - runs)
    assert abs(likeness(sketch_of(LONG), sketch_of(other)) - true) < 0.15
