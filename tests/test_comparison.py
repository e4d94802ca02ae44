"""Comparisons ready to draw: rows with both sides, moves that lead both ways, counts, map, cache, causes."""

import re

import pytest
from django.core.cache import cache
from hypothesis import given
from hypothesis import strategies as st

from documents.text.structure import paragraphs_of
from opinions import comparison
from opinions.causes import steps_between, with_causes
from opinions.comparison import compared, comparison_of
from opinions.drawing.change_map import LENGTH
from opinions.drawing.compared import runs
from opinions.drawing.compared_counts import spans
from opinions.models import Revision
from tests.factory import (
    make_amendment,
    make_event,
    make_opinion,
    make_revision,
    make_revision_chain,
    make_source,
)

SPEECH = [
    "The fifth World Telecommunication/ICT Policy Forum (Geneva, 2013),",
    "considering",
    "a) that broadband networks help economies to grow in every region of the world;",
    "b) that exchange points keep traffic local and lower the cost of access;",
    "c) that addresses of the sixth version of the protocol are plentiful;",
    "d) that governments, firms and civil society each have a role of their own;",
    "invites Member States to remove barriers to the building of networks.",
]


def text_of(paragraphs):
    return "\n\n".join(paragraphs)


def changed(old, new):
    return compared(text_of(old), text_of(new))


def with_paragraph(number, words):
    return [*SPEECH[: number - 1], words, *SPEECH[number:]]


def rows_that_changed(found):
    return [row for row in found.rows if row.number]


def words_of(pieces, *kinds):
    return [word for piece in pieces if piece.kind in kinds for word in piece.text.split()]


# --- rows --------------------------------------------------------------------------------------


def test_row_names_its_place_in_both_texts():
    found = changed(SPEECH, [SPEECH[0], "recalling Resolution 101,", *SPEECH[1:]])
    row = next(row for row in found.rows if row.old and row.old.number == 3)
    assert (row.old.anchor, row.new.anchor, row.new.label, row.change) == ("p3", "p4", "a)", "same")


def test_edited_row_has_its_words_in_pieces():
    found = changed(SPEECH, with_paragraph(4, SPEECH[3].replace("keep", "can keep")))
    (row,) = rows_that_changed(found)
    assert [(piece.kind, piece.text, piece.rank) for piece in row.pieces][:4] == [
        ("same", "b)", "number"),
        ("same", "that exchange points", ""),
        ("added", "can", "word"),
        ("same", "keep traffic local and lower the cost of access;", ""),
    ]


def test_opening_words_stand_apart():
    last = changed(SPEECH, SPEECH).rows[-1]
    assert last.pieces[0].text == "invites" and last.pieces[0].rank == "opener"


def test_punctuation_and_case_are_light():
    found = changed(SPEECH, with_paragraph(4, SPEECH[3].replace(";", ",")))
    (row,) = rows_that_changed(found)
    assert row.is_light and row.rank == "punctuation"
    assert all(piece.is_light for piece in row.pieces if piece.kind != "same")


def test_renumbering_alone_is_no_change():
    found = changed(SPEECH, with_paragraph(4, SPEECH[3].replace("b)", "e)")))
    assert rows_that_changed(found) == []
    (row,) = [row for row in found.rows if words_of(row.pieces, "added")]
    assert row.is_unchanged and [piece.rank for piece in row.pieces][:2] == ["number", "number"]


def test_changes_are_numbered_in_the_order_of_the_rows():
    found = changed(
        SPEECH, [*SPEECH[:3], "z) that a new matter has arisen since the last meeting;", *SPEECH[4:]]
    )
    rows = rows_that_changed(found)
    assert [row.number for row in rows] == [1, 2]
    assert [row.anchor for row in rows] == ["change-1", "change-2"]


def test_excerpt_keeps_the_changes_and_the_words_around_them():
    long = "that " + " ".join(f"word{n}" for n in range(40)) + " and so it goes on;"
    found = compared(long, long.replace("word20", "other"))
    (row,) = rows_that_changed(found)
    text = " ".join(piece.text for piece in row.excerpt)
    assert text == (
        "… word12 word13 word14 word15 word16 word17 word18 word19 word20 other "
        "word21 word22 word23 word24 word25 word26 word27 word28 …"
    )


def test_split_and_merge_name_the_paragraph_they_came_from():
    whole = SPEECH[2][:-1] + ", " + SPEECH[3][3:]
    apart = [*SPEECH[:2], SPEECH[2], SPEECH[3], *SPEECH[4:]]
    joined = [*SPEECH[:2], whole, *SPEECH[4:]]
    split = [row for row in changed(joined, apart).rows if row.change == "split"]
    assert [(row.old.number, row.new.number) for row in split] == [(3, 3), (3, 4)]
    merged = [row for row in changed(apart, joined).rows if row.change == "merged"]
    assert [(row.old.number, row.new.number) for row in merged] == [(3, 3), (4, 3)]


# --- moves -------------------------------------------------------------------------------------

MOVED = [*SPEECH[:2], *SPEECH[3:6], SPEECH[2], SPEECH[6]]


def test_move_leads_both_ways():
    found = changed(SPEECH, MOVED)
    here = next(row for row in found.rows if row.moved)
    there = next(row for row in found.rows if row.is_gone)
    assert (here.partner, there.partner) == (there.anchor, here.anchor) == ("from-3", "change-1")
    assert here.old.number == 3 and here.new.number == 6


def test_mark_of_a_move_stands_where_the_paragraph_stood():
    found = changed(SPEECH, MOVED)
    place = next(n for n, row in enumerate(found.rows) if row.is_gone)
    assert found.rows[place - 1].old.number == 2 and found.rows[place + 1].old.number == 4
    assert found.rows[place].opening.startswith("that broadband networks") and not found.rows[place].pieces


def test_moved_and_edited_paragraph_keeps_its_edits():
    edited = [line.replace("in every region of the world", "everywhere") for line in MOVED]
    here = next(row for row in changed(SPEECH, edited).rows if row.moved)
    assert here.change == "moved-edited" and words_of(here.pieces, "added") == ["everywhere;"]


# --- nothing lost, nothing doubled -------------------------------------------------------------

word = st.sampled_from(["that", "the", "Internet,", "role;", "a)", "1.", "ITU", "Role", "of", "networks"])
paragraph = st.lists(word, max_size=9).map(" ".join)
texts = st.lists(paragraph, max_size=9).map(text_of)


@given(texts, texts)
def test_rows_hold_every_word_of_both_texts_once(old, new):
    rows = compared(old, new).rows
    was = [word for row in rows for word in words_of(row.pieces, "same", "removed")]
    now = [word for row in rows for word in words_of(row.pieces, "same", "added")]
    assert sorted(was) == sorted(old.split())
    assert now == new.split()


@given(texts, texts)
def test_each_moved_paragraph_has_one_mark_and_anchors_are_unique(old, new):
    rows = compared(old, new).rows
    anchors = [row.anchor for row in rows if row.anchor]
    assert len(anchors) == len(set(anchors))
    assert all(row.partner in anchors for row in rows if row.moved or row.is_gone)
    assert {row.old.number for row in rows if row.moved} == {row.old.number for row in rows if row.is_gone}


@given(texts, texts)
def test_map_marks_lie_within_the_strip_and_do_not_overlap(old, new):
    marks = compared(old, new).marks
    assert all(mark.y >= 0 and mark.y + mark.length <= LENGTH + 0.2 for mark in marks)
    assert all(a.y + a.length <= b.y + 0.2 for a, b in zip(marks, marks[1:], strict=False))


# --- in numbers and words ----------------------------------------------------------------------


def test_counts_in_words():
    new = [line.replace("lower the cost", "cut costs") for line in MOVED]
    assert changed(SPEECH, new).counts.in_words() == (
        "2 words added, 3 removed, 1 paragraph moved, 5 unchanged."
    )


def test_counts_keep_punctuation_apart_from_words():
    found = changed(SPEECH, with_paragraph(4, SPEECH[3].replace(";", ",")))
    assert (found.counts.added, found.counts.removed, found.counts.light) == (0, 0, 1)
    assert found.counts.in_words() == "1 change of punctuation or letter case only, 6 paragraphs unchanged."


def test_counts_of_equal_texts():
    assert changed(SPEECH, SPEECH).counts.in_words() == "The two are the same, word for word."


def test_map_in_words():
    found = changed(
        SPEECH, [*SPEECH[:2], SPEECH[3], "z) that a matter nobody spoke of has arisen;", *SPEECH[4:]]
    )
    assert found.where == (
        "Changes stand in paragraph 4 of the right-hand text; paragraph 3 of the left-hand text was removed."
    )


def test_map_tells_kinds_apart_by_place():
    found = changed(
        SPEECH, [*SPEECH[:2], SPEECH[3], "z) that a matter nobody spoke of has arisen;", *SPEECH[4:]]
    )
    places = {mark.kind: (mark.x, mark.width) for mark in found.marks}
    assert places["removed"] == (0, 9) and places["added"] == (11, 9)


def test_spans_draw_neighbours_together():
    assert spans([4, 1, 5, 6, 9]) == ["1", "4–6", "9"]


def test_runs_cut_where_something_begins_to_change():
    found = changed(SPEECH, with_paragraph(4, SPEECH[3].replace("keep", "can keep")))
    assert [(run.unchanged, len(run.rows)) for run in runs(found.rows)] == [(True, 3), (False, 1), (True, 3)]
    assert runs(found.rows)[0].words == "3 unchanged paragraphs, 1 to 3"
    assert runs(found.rows[:1])[0].words == "1 unchanged paragraph, 1"


def test_rows_have_the_numbers_of_the_page_of_the_text():
    numbers = [paragraph.number for paragraph in paragraphs_of(text_of(SPEECH))]
    assert [row.new.number for row in changed([], SPEECH).rows] == numbers


# --- the cache ---------------------------------------------------------------------------------


@pytest.fixture
def counted(monkeypatch, settings):
    """An empty cache, and a list that grows with each comparison that is computed."""
    settings.CACHES = {
        "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "own"}
    }
    cache.clear()
    computed = []
    real = comparison.compared
    monkeypatch.setattr(
        comparison, "compared", lambda old, new: computed.append((old, new)) or real(old, new)
    )
    return computed


def pair(old=SPEECH, new=MOVED):
    return Revision(text=text_of(old)), Revision(text=text_of(new))


def test_pair_is_computed_once(counted):
    assert comparison_of(*pair()) == comparison_of(*pair())
    assert len(counted) == 1


def test_pair_the_other_way_round_is_another(counted):
    left, right = pair()
    assert comparison_of(left, right) != comparison_of(right, left)
    assert len(counted) == 2


def test_another_engine_computes_anew(counted, monkeypatch):
    comparison_of(*pair())
    monkeypatch.setattr(comparison, "ENGINE", comparison.ENGINE + 1)
    comparison_of(*pair())
    assert len(counted) == 2


def test_stale_stored_hash_never_gives_another_texts_comparison(counted):
    first = comparison_of(Revision(text="One.", sha256="0"), Revision(text="Two.", sha256="0"))
    second = comparison_of(Revision(text="One.", sha256="0"), Revision(text="Three.", sha256="0"))
    assert first != second


def test_cache_off_is_only_slower(counted, settings):
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}
    assert comparison_of(*pair()) == comparison_of(*pair())
    assert len(counted) == 2


def test_very_long_pair_is_not_kept(counted, monkeypatch):
    monkeypatch.setattr(comparison, "MOST_KEPT_WORDS", 10)
    comparison_of(*pair())
    comparison_of(*pair())
    assert len(counted) == 2


# --- causes ------------------------------------------------------------------------------------


def facts(steps):
    return [cause.fact for cause in steps.causes]


@pytest.mark.django_db
def test_causes_are_the_steps_of_all_texts_in_between():
    first, second, third = make_revision_chain(3)
    event = make_event(first.opinion, "revised", revision=second)
    change = make_amendment(first.opinion, resulting_revision=third)
    make_event(first.opinion, "submitted", revision=first)
    assert facts(steps_between(first, third)) == [event, change]
    assert facts(steps_between(second, third)) == [change]


@pytest.mark.django_db
def test_causes_follow_every_branch_that_was_merged():
    opinion = make_opinion()
    left, other = make_revision(opinion), make_revision(opinion)
    merged = make_revision(opinion, based_on=[left, other])
    brought = make_event(opinion, "submitted", revision=other)
    event = make_event(opinion, "consolidated", revision=merged)
    make_event(opinion, "submitted", revision=left)
    assert facts(steps_between(left, merged)) == [brought, event]


@pytest.mark.django_db
def test_texts_that_were_not_written_from_each_other_have_no_cause():
    opinion = make_opinion()
    left, right = make_revision(opinion), make_revision(opinion)
    make_event(opinion, "submitted", revision=right)
    steps = steps_between(left, right)
    assert (steps.causes, steps.joined, steps.backwards) == ([], False, False)


@pytest.mark.django_db
def test_backwards_comparison_has_no_cause_and_says_so():
    first, second = make_revision_chain(2)
    make_event(first.opinion, "revised", revision=second)
    steps = steps_between(second, first)
    assert (steps.causes, steps.joined, steps.backwards) == ([], False, True)


@pytest.mark.django_db
def test_draft_causes_and_draft_texts_in_between_are_no_causes():
    first, second, third = make_revision_chain(3)
    make_event(first.opinion, "revised", revision=third, published=False)
    assert facts(steps_between(first, third)) == []
    Revision.objects.filter(pk=second.pk).update(published_at=None)
    assert not steps_between(first, third).joined


@pytest.mark.django_db
def test_causes_of_a_later_day_are_left_out(django_assert_max_num_queries):
    first, second = make_revision_chain(2)
    make_event(first.opinion, "revised", revision=second, sources=[make_source(published="2013-05-20")])
    day = make_source().published_last
    assert steps_between(first, second, day).causes == []
    assert len(steps_between(first, second).causes) == 1


def caused(old, new, **amendments):
    """The rows that changed, with causes: amendments of these wordings, and one event."""
    first, second = make_revision_chain(2)
    for key, wording in amendments.items():
        make_amendment(first.opinion, key=key, wording=wording, resulting_revision=second)
    make_event(first.opinion, "revised", key="event", revision=second)
    rows = with_causes(changed(old, new).rows, steps_between(first, second).causes)
    return [[cause.fact.key for cause in row.causes] for row in rows if row.number]


TWICE = with_paragraph(4, SPEECH[3].replace("keep", "can keep"))
TWICE = [line.replace("of their own", "of its own, and relevant, to play") for line in TWICE]


@pytest.mark.django_db
def test_change_that_has_the_words_of_an_amendment_was_caused_by_it():
    assert caused(SPEECH, TWICE, turkey="relevant") == [["event"], ["turkey"]]


@pytest.mark.django_db
def test_amendment_whose_words_stand_nowhere_may_be_the_cause_of_any_change():
    assert caused(SPEECH, TWICE, turkey="", india="nowhere at all") == [["turkey", "india", "event"]] * 2


@pytest.mark.django_db
def test_words_of_an_amendment_are_found_as_whole_words():
    assert caused(SPEECH, TWICE, turkey="rele") == [["turkey", "event"]] * 2


@pytest.mark.django_db
def test_unchanged_rows_have_no_cause():
    first, second = make_revision_chain(2)
    make_event(first.opinion, "revised", revision=second)
    rows = with_causes(changed(SPEECH, TWICE).rows, steps_between(first, second).causes)
    assert all(row.causes == () for row in rows if not row.number)
    assert re.fullmatch(r"cause-1", rows[3].causes[0].anchor)
