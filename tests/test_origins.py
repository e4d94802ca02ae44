"""Whose words: graphs of revisions traced over the models, shares, what was lost, what became of words."""

import datetime

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given, settings
from hypothesis import strategies as st

from documents.questions import BadQuestion
from opinions import lineage as lineage_module
from opinions.compare.graph import Graph
from opinions.fate import end_of, fate_of
from opinions.lineage import engine_version, lineage_of
from opinions.models import Revision
from opinions.origins import origins_of
from opinions.shares import STYLES, letter, percent
from tests.factory import (
    make_contribution,
    make_event,
    make_meeting,
    make_official,
    make_opinion,
    make_revision,
    make_source,
    make_stakeholder,
)

pytestmark = pytest.mark.django_db

UK = (
    "Considering that exchange points lower the price of access.\n\nInvites Member States to remove barriers."
)
IRAN = "Recalling the Tunis Agenda in full.\n\nInstructs the Director to report to Council every second year."


@pytest.fixture(autouse=True)
def _empty_cache():
    cache.clear()


def silent(opinion, *based_on, **fields):
    return make_revision(opinion, text="", basis="none", based_on=based_on, **fields)


def origins(revision, day=None):
    return origins_of(lineage_of(revision.opinion, day), revision)


def fate(revision, day=None):
    return fate_of(lineage_of(revision.opinion, day), revision)


def runs(revision, day=None):
    """[(number of the version, words)] over all paragraphs."""
    found = origins(revision, day)
    return [(run.writer.revision.number, run.text) for marked in found.paragraphs for run in marked.runs]


def kinds(revision):
    return [
        (run.outcome.kind, run.outcome.mark, run.text) for p in fate(revision).paragraphs for run in p.runs
    ]


@pytest.fixture
def merge():
    """Two drafts merged, the merged text amended."""
    opinion = make_opinion()
    first = make_official(opinion, UK)
    second = make_official(opinion, IRAN)
    third = make_official(opinion, f"{UK}\n\n{IRAN.splitlines()[2]}", first, second)
    fourth = make_official(opinion, third.text.replace("every second year", "annually"), third)
    return first, second, third, fourth


# --- who wrote which words ---------------------------------------------------------------------


def test_words_of_a_merged_text_belong_to_the_draft_that_had_them(merge):
    assert runs(merge[2]) == [
        (1, UK.splitlines()[0]),
        (1, UK.splitlines()[2]),
        (2, IRAN.splitlines()[2]),
    ]


def test_words_changed_later_belong_to_the_later_version(merge):
    assert (4, "annually.") in runs(merge[3])
    assert (2, "Instructs the Director to report to Council") in runs(merge[3])


def test_runs_of_a_paragraph_joined_give_its_words_back(merge):
    for marked in origins(merge[3]).paragraphs:
        assert " ".join(run.text for run in marked.runs).split() == marked.paragraph.line.split()


def test_run_leads_to_the_paragraph_in_which_its_words_first_stood(merge):
    last = origins(merge[2]).paragraphs[-1].runs[0]
    assert last.address == f"{merge[1].get_absolute_url()}#p2"


def test_words_that_return_after_they_were_dropped_stay_with_who_wrote_them():
    opinion = make_opinion()
    first = make_official(opinion, UK)
    second = make_official(opinion, UK.splitlines()[0], first)
    third = make_official(opinion, UK, second)
    assert {number for number, _ in runs(third)} == {1}


def test_version_without_based_on_that_is_not_the_first_starts_anew():
    opinion = make_opinion()
    make_official(opinion, UK)
    other = make_official(opinion, UK)
    assert {number for number, _ in runs(other)} == {2}


def test_text_written_from_a_text_of_another_opinion_has_its_words():
    theirs = make_official(make_opinion(), UK)
    ours = make_official(make_opinion(), UK, theirs)
    found = origins(ours)
    assert [writer.revision.pk for writer in found.writers] == [theirs.pk]
    assert [row.pk for row in fate(theirs).ends] == [ours.pk]


def test_label_glued_to_its_words_is_not_a_change():
    opinion = make_opinion()
    first = make_official(opinion, "considering\n\na) that it rains often here;")
    second = make_official(opinion, "considering\n\na)that it rains often here;", first)
    assert {number for number, _ in runs(second)} == {1}


def test_version_without_text_is_passed_over_and_named():
    opinion = make_opinion()
    first = make_official(opinion, UK)
    between = silent(opinion, first)
    last = make_official(opinion, f"{UK} Now.", between)
    found = origins(last)
    assert [writer.revision.number for writer in found.writers] == [1, 3]
    assert [row.pk for row in found.silent] == [between.pk]
    assert origins(first).silent == []


def test_version_without_text_has_no_origins_and_no_fate():
    revision = silent(make_opinion())
    assert origins(revision) is None
    assert fate(revision) is None


def test_draft_is_never_used():
    opinion = make_opinion()
    first = make_official(opinion, UK)
    draft = make_official(opinion, UK, first, published=False)
    last = make_official(opinion, f"{UK} Now.", draft)
    assert {number for number, _ in runs(last)} == {3}
    assert fate(first).later == []


def test_version_published_later_is_left_out_as_of_an_earlier_day():
    opinion = make_opinion()
    first = make_official(opinion, UK, sources=[make_source(published="2012-11-30")])
    make_official(opinion, f"{UK} Now.", first, sources=[make_source(published="2013-05-20")])
    assert fate(first, datetime.date(2013, 1, 1)).later == []
    assert len(fate(first).later) == 1


def test_circle_is_a_clear_refusal():
    opinion = make_opinion()
    first = make_official(opinion, UK)
    second = make_official(opinion, UK, first)
    first.based_on.add(second)
    with pytest.raises(BadQuestion, match="in a circle"):
        lineage_of(opinion)


def test_circle_of_versions_without_text_ends():
    opinion = make_opinion()
    first, second = silent(opinion), silent(opinion)
    first.based_on.add(second)
    second.based_on.add(first)
    third = make_official(opinion, UK, second)
    assert {number for number, _ in runs(third)} == {3}


def test_summaries_excerpts_and_other_languages_on_the_way_are_named():
    opinion = make_opinion()
    summary = make_revision(opinion, text="Recalls it.")
    excerpt = make_revision(opinion, text="Rappelle.", basis="excerpt", language="fr", based_on=[summary])
    last = make_official(opinion, UK, excerpt)
    doubts = origins(last).doubts
    assert [row.pk for row in doubts.summaries] == [summary.pk]
    assert [row.pk for row in doubts.excerpts] == [excerpt.pk]
    assert [row.pk for row in doubts.foreign] == [excerpt.pk]
    assert origins(summary).doubts.excerpts == []


# --- shares ------------------------------------------------------------------------------------


def test_shares_add_up_to_the_text(merge):
    found = origins(merge[3])
    assert found.words == len(merge[3].text.split())
    for shares in (found.writers, found.by_group, found.by_document, found.by_meeting, found.by_day):
        assert sum(share.words for share in shares) == found.words


def test_joint_draft_counts_once_as_joint():
    opinion = make_opinion()
    saudi, emirates = make_stakeholder(), make_stakeholder()
    first = make_official(opinion, UK, sponsors=[saudi, emirates])
    second = make_official(opinion, f"{UK}\n\n{IRAN}", first, sponsors=[saudi])
    shares = origins(second).by_group
    assert sorted(len(share.things) for share in shares) == [1, 2]
    assert {frozenset(share.things) for share in shares} == {frozenset([saudi, emirates]), frozenset([saudi])}


def test_two_versions_of_one_document_count_together():
    opinion, document = make_opinion(), make_contribution()
    first = make_official(opinion, UK, contribution=document)
    second = make_official(opinion, f"{UK}\n\n{IRAN}", first, contribution=document)
    (share,) = origins(second).by_document
    assert (share.things, share.letters, share.percent) == ((document,), "A, B", "100%")


def test_document_that_is_a_draft_is_not_named():
    document = make_contribution(published=False)
    (share,) = origins(make_official(make_opinion(), UK, contribution=document)).by_document
    assert (share.things, share.name) == ((), "no document is recorded")


def test_meeting_is_that_of_the_document_else_of_the_first_event():
    opinion, asked, seen = make_opinion(), make_meeting(), make_meeting()
    first = make_official(opinion, UK, contribution=make_contribution(meeting=asked))
    second = make_official(opinion, f"{UK}\n\n{IRAN}", first)
    for revision in (first, second):
        make_event(opinion, revision=revision, meeting=seen)
    assert [writer.meeting for writer in origins(second).writers] == [asked, seen]


def test_bar_is_filled_without_gaps(merge):
    pieces = origins(merge[3]).bar
    assert pieces[0].start == "0.000%"
    assert pieces[-1].end == "100.000%"
    assert all(left.end == right.start for left, right in zip(pieces, pieces[1:], strict=False))


def test_writers_beyond_the_last_style_have_their_letter_alone():
    opinion = make_opinion()
    chain = []
    words = ["alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta", "iota", "kappa"]
    for count in range(1, len(words) + 1):
        text = " ".join(f"The {word} clause governs {word} matters." for word in words[:count])
        chain.append(make_official(opinion, text, *chain[-1:]))
    writers = origins(chain[-1]).writers
    assert [writer.letter for writer in writers] == list("ABCDEFGHIJ")
    assert [writer.style for writer in writers] == [*range(1, STYLES + 1), 0, 0]
    assert (len(origins(chain[-1]).leading), origins(chain[-1]).further) == (3, 7)


def test_letters_go_on_after_z():
    assert [letter(number) for number in (0, 25, 26, 51, 52)] == ["A", "Z", "AA", "AZ", "BA"]


def test_percent_never_claims_all_or_nothing_wrongly():
    assert [percent(words, 1000) for words in (0, 1, 374, 999, 1000)] == [
        "0%",
        "under 1%",
        "37%",
        "over 99%",
        "100%",
    ]


# --- what was lost -----------------------------------------------------------------------------


def test_lost_words_name_where_they_last_stood_and_where_they_were_dropped(merge):
    (first,) = [loss for loss in origins(merge[3]).lost if "every second year" in str(loss.passages)]
    passage = next(passage for passage in first.passages if "every second year" in passage.text)
    assert [row.number for row in passage.until] == [3]
    assert [row.number for row in passage.ended] == [4]


def test_words_of_drafts_off_the_way_are_not_lost_here(merge):
    make_official(merge[0].opinion, "Something quite different was also on the table.")
    assert {loss.revision.number for loss in origins(merge[3]).lost} == {2}
    assert origins(merge[0]).lost == []


def test_lost_words_that_another_line_keeps_say_so():
    opinion = make_opinion()
    first = make_official(opinion, UK)
    keeps = make_official(opinion, UK, first)
    drops = make_official(opinion, UK.splitlines()[0], first)
    ((passage,),) = [loss.passages for loss in origins(drops).lost]
    assert [row.pk for row in passage.elsewhere] == [keeps.pk]


def test_only_the_longest_lost_passages_are_shown_and_the_rest_counted(monkeypatch):
    monkeypatch.setattr("opinions.origins.PASSAGES", 1)
    opinion = make_opinion()
    first = make_official(
        opinion, "Alpha beta gamma delta stays here because nobody minds, until omega came along today."
    )
    second = make_official(opinion, "Alpha stays here because nobody minds, until came along today.", first)
    (loss,) = origins(second).lost
    assert [passage.text for passage in loss.passages] == ["beta gamma delta"]
    assert (loss.words, loss.hidden) == (4, 1)


# --- what became of words ----------------------------------------------------------------------


def test_words_stand_or_end_with_the_step_that_dropped_them(merge):
    assert kinds(merge[1]) == [
        ("ended", "3", IRAN.splitlines()[0]),
        ("stands", "", "Instructs the Director to report to Council"),
        ("ended", "4", "every second year."),
    ]


def test_fate_totals_add_up(merge):
    found = fate(merge[1])
    assert sum(outcome.words for outcome in found.outcomes) == found.words == len(IRAN.split())
    assert found.standing == 7
    assert found.merged


def test_step_that_ended_words_leads_to_both_texts_compared(merge):
    outcome = next(outcome for outcome in fate(merge[1]).outcomes if outcome.mark == "4")
    assert outcome.address == f"{merge[0].opinion.get_absolute_url()}compare/3...4/"


def test_words_dropped_in_one_line_and_kept_in_another_say_both():
    opinion = make_opinion()
    first = make_official(opinion, UK)
    make_official(opinion, UK, first)
    make_official(opinion, UK.splitlines()[0], first)
    assert [kind for kind, _, _ in kinds(first)] == ["stands", "parted"]
    (parted,) = [outcome for outcome in fate(first).outcomes if outcome.kind == "parted"]
    assert [row.number for row in parted.until] == [1, 2]
    assert [row.number for row in parted.ended] == [3]


def test_events_of_the_step_are_named(merge):
    make_event(merge[0].opinion, "agreed", revision=merge[2])
    make_event(merge[0].opinion, "discussed", revision=merge[2], published=False)
    outcome = next(outcome for outcome in fate(merge[1]).outcomes if outcome.mark == "3")
    assert [event.kind for event in outcome.events] == ["agreed"]


def test_words_of_a_text_followed_only_by_texts_not_found_have_no_known_fate():
    opinion = make_opinion()
    first = make_official(opinion, UK)
    between = silent(opinion, first)
    silent(opinion, between)
    found = fate(first)
    assert found.later == []
    assert [row.number for row in found.silent] == [2, 3]


@pytest.mark.parametrize(
    ("parents", "held", "end"),
    [
        ([[], [0], [1]], 0b111, ((), (2,), True)),
        ([[], [0], [1]], 0b011, ((2,), (1,), False)),
        ([[], [0], [1]], 0b101, ((), (2,), True)),  # dropped and back
        ([[], [0], [0, 1]], 0b101, ((), (2,), True)),  # came round the text that lacks it
        ([[], [0], [0]], 0b011, ((2,), (0, 1), True)),
        ([[], [0], [0, 1], [1]], 0b0101, ((1,), (0, 2), True)),  # back in a merge, gone on the other line
        ([[], [0], [1], [2]], 0b0101, ((3,), (2,), False)),
    ],
)
def test_end_of_words_in_small_graphs(parents, held, end):
    assert end_of(Graph(parents), 0, held) == end


@settings(deadline=None, max_examples=200)
@given(st.data())
def test_every_last_text_that_lacks_words_is_explained(data):
    size = data.draw(st.integers(2, 7))
    parents = [[]] + [
        sorted(data.draw(st.sets(st.integers(0, place - 1), min_size=1, max_size=2)))
        for place in range(1, size)
    ]
    held = data.draw(st.integers(0, 2**size - 1)) | 1
    graph = Graph(parents)
    lacking = [r for r in range(size) if not graph.children[r] and not held >> r & 1]
    end = end_of(graph, 0, held)
    assert bool(end.ended) == bool(lacking)
    assert end.kept == any(held >> r & 1 for r in range(size) if r and not graph.children[r])
    assert not any(held >> r & 1 for r in end.ended)


# --- cost --------------------------------------------------------------------------------------


def test_graph_is_traced_once(merge, monkeypatch):
    before = runs(merge[3])
    monkeypatch.setattr(lineage_module, "trace", None)
    assert runs(merge[3]) == before
    assert fate(merge[1]).standing == 7


def test_new_version_is_traced_anew(merge):
    runs(merge[3])
    fifth = make_official(merge[0].opinion, "Quite new.", merge[3])
    assert runs(fifth) == [(5, "Quite new.")]


def test_new_edge_is_traced_anew():
    opinion = make_opinion()
    first, second = make_official(opinion, UK), make_official(opinion, UK)
    assert {number for number, _ in runs(second)} == {2}
    second.based_on.add(first)
    assert {number for number, _ in runs(second)} == {1}


def test_what_is_kept_is_named_after_the_state_of_the_code(merge, monkeypatch):
    runs(merge[3])
    monkeypatch.setattr(lineage_module, "engine_version", lambda: "another")
    monkeypatch.setattr(lineage_module, "trace", None)
    with pytest.raises(TypeError):
        runs(merge[3])
    assert len(engine_version()) == 16


def test_queries_do_not_grow_with_the_graph(merge):
    def grow():
        fields = {"contribution": make_contribution(meeting=make_meeting()), "sponsors": [make_stakeholder()]}
        make_event(opinion, revision=make_official(opinion, UK, merge[2], **fields), meeting=make_meeting())

    def asked():
        with CaptureQueriesContext(connection) as queries:
            origins(merge[3])
        return len(queries)

    opinion = merge[0].opinion
    grow()
    few = asked()
    for _ in range(6):
        grow()
    assert asked() == few == 8


def test_long_text_is_traced_as_far_as_the_limit_and_says_so(monkeypatch):
    monkeypatch.setattr(lineage_module, "MOST_WORDS", 10)
    opinion = make_opinion()
    first = make_official(opinion, "one two three four\n\nfive six seven eight nine")
    second = make_official(opinion, "one two three", first)
    found = origins(second)
    assert [row.pk for row in found.doubts.cut] == [first.pk]
    assert (fate(first).words, fate(first).left_out) == (5, 4)


def test_text_of_too_many_paragraphs_is_traced_in_part(monkeypatch):
    monkeypatch.setattr(lineage_module, "MOST_PARAGRAPHS", 2)
    found = origins(make_official(make_opinion(), "one two\n\nthree\n\nfour five six"))
    assert (found.words, found.left_out) == (3, 3)


def test_one_paragraph_without_end_is_cut(monkeypatch):
    monkeypatch.setattr(lineage_module, "MOST_WORDS", 1000)
    found = origins(make_official(make_opinion(), "word " * 100_000))
    assert (found.words, found.left_out) == (1000, 99_000)


def test_no_single_text_takes_the_room_of_all(monkeypatch):
    monkeypatch.setattr(lineage_module, "MOST_OF_ONE", 2)
    found = origins(make_official(make_opinion(), "one two three"))
    assert (found.words, found.left_out) == (2, 1)


def test_shipped_record_traces_every_text(record):
    seen = 0
    for revision in Revision.objects.published().select_related("opinion"):
        found = origins(revision)
        assert (found is None) == (not revision.text)
        if found:
            assert found.words == len(revision.text.split())
            assert fate(revision).words == found.words
            seen += 1
    assert seen > 20
