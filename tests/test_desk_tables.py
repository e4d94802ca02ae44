"""Many at once: each row's fate, errors by row and column, all or nothing, twice changes nothing."""

from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from documents.desk import reviews, withdrawing
from documents.desk.importing import DRAWN, Fate, TableImport
from documents.desk.table_files import FORMATS
from documents.models import Change, Contribution, Meeting, Review, Stakeholder
from opinions.models import Event, Intervention
from wtpf_tracker.doctor import examine
from wtpf_tracker.tables import TABLES

from . import factory
from .tables import exported_rows, exported_table, imported, said, table_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def clerk():
    """Somebody who enters."""
    return factory.make_person("contributors")


def stakeholder(number=1, **fields) -> dict:
    """A row of a table of stakeholders."""
    given = {"slug": f"s-{number}", "name": f"State of {number}", "short name": f"S {number}"}
    return {**given, "category": "member-state", **fields}


def event(opinion, kind="submitted", day="2012-10-10", **fields) -> dict:
    """A row of a table of events."""
    given = {"opinion": opinion.slug, "key": f"{kind}-{day}", "kind": kind, "date": day}
    return {**given, "summary": f"It was {kind}.", **fields}


# --- out and back ------------------------------------------------------------------------------


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("kind", TABLES)
def test_the_whole_record_goes_out_and_comes_back_and_nothing_changes(record, clerk, kind, form):
    changes = Change.objects.count()
    report = imported(kind, exported_table(kind, form), by=clerk, why="back again")
    assert said(report) == []
    assert report.counts == {Fate.UNCHANGED: TABLES[kind].model.objects.count()}
    assert report.total > 30
    assert (Change.objects.count(), Review.objects.count()) == (changes, 0)


@pytest.mark.parametrize("kind", TABLES)
def test_the_whole_record_is_entered_anew_from_its_tables(record, clerk, kind):
    """Every value of every column survives: what was deleted comes back from the table as it was."""
    rows, model = exported_rows(kind), TABLES[kind].model
    keys = [path.partition("__")[0] for path in model.natural_fields]
    changed = {"symbol": ""} if kind == "contributions" else {"out of order reason": "twice"}
    given = {name: value for name, value in changed.items() if name in rows[0]}
    anew = [{**row, **given, keys[-1]: f"{row[keys[-1]]}-x"} for row in rows]
    before = model.objects.count()
    assert said(imported(kind, *anew, by=clerk)) == []
    assert model.objects.count() == 2 * before
    found = {tuple(row[key] for key in keys): row for row in exported_rows(kind)}
    assert [found[tuple(row[key] for key in keys)] for row in anew] == anew


# --- fates -------------------------------------------------------------------------------------


def test_a_new_row_becomes_a_draft_with_its_sources_entered_by_the_person(clerk):
    source = factory.make_source()
    report = imported("stakeholders", stakeholder(sources=source.key), by=clerk, why="the list of members")
    row = Stakeholder.objects.get(slug="s-1")
    assert report.counts == {Fate.NEW: 1} and report.is_written
    assert (row.is_published, list(row.sources.all()), row.confidence) == (False, [source], "medium")
    change = Change.objects.about(Stakeholder, row.pk).get()
    assert (change.act, change.by, change.why) == ("imported", clerk, "table.csv: the list of members")


def test_a_trial_says_the_same_and_writes_nothing(clerk):
    draft = factory.make_stakeholder(slug="s-1", short_name="Old", published=False)
    rows = stakeholder(1), stakeholder(2)
    tried = imported("stakeholders", *rows, by=clerk, trial=True)
    assert (Stakeholder.objects.count(), Change.objects.count()) == (1, 0)
    done = imported("stakeholders", *rows, by=clerk)
    assert (tried.counts, tried.rows, tried.mark) == (done.counts, done.rows, done.mark)
    assert not tried.is_written and done.is_written
    draft.refresh_from_db()
    assert draft.short_name == "S 1"


def test_a_changed_draft_tells_which_fields_from_what_to_what(clerk):
    factory.make_stakeholder(slug="s-1", short_name="Old", published=False)
    report = imported(
        "stakeholders", {"slug": "s-1", "short name": "New", "country": "CH"}, by=clerk, trial=True
    )
    found = [(each.label, each.before, each.after) for each in report.rows[0].differences]
    assert found == [("short name", "Old", "New"), ("country", "", "CH")]


def test_a_column_that_is_absent_leaves_the_field_and_an_empty_cell_empties_it(clerk):
    factory.make_stakeholder(slug="s-1", summary="Keep.", country="CH", published=False)
    imported("stakeholders", {"slug": "s-1", "country": ""}, by=clerk)
    row = Stakeholder.objects.get()
    assert (row.summary, row.country) == ("Keep.", "")


def test_an_empty_cell_where_something_must_stand_means_the_default(clerk):
    imported("stakeholders", stakeholder(confidence=""), by=clerk)
    assert Stakeholder.objects.get().confidence == "medium"


def test_the_same_table_twice_changes_nothing(clerk):
    row = stakeholder(summary="=1+1", country="CH")
    imported("stakeholders", row, by=clerk)
    changes = Change.objects.count()
    assert imported("stakeholders", row, by=clerk).counts == {Fate.UNCHANGED: 1}
    assert Change.objects.count() == changes


def test_a_withdrawn_thing_stays_withdrawn(clerk):
    row = factory.make_stakeholder(slug="s-1")
    withdrawing.withdraw(row, by=factory.make_person("reviewers"), why="never was")
    report = imported("stakeholders", {"slug": "s-1", "summary": "More."}, by=clerk)
    row.refresh_from_db()
    assert report.counts == {Fate.CHANGED: 1}
    assert (row.is_withdrawn, row.is_published, row.summary) == (True, False, "More.")


def test_columns_may_be_called_by_the_names_of_fields_in_any_case(clerk):
    factory.make_stakeholder(slug="s-1", published=False)
    imported("stakeholders", {" Slug": "s-1", "SHORT_NAME": "New"}, by=clerk)
    assert Stakeholder.objects.get().short_name == "New"


# --- relations ---------------------------------------------------------------------------------


def test_submitters_come_in_their_order_with_who_presented(clerk):
    process, one, two = factory.make_process(), factory.make_stakeholder(), factory.make_stakeholder()
    row = {"process": process.slug, "slug": "d-1", "title": "A draft", "kind": "Draft opinion"}
    imported("contributions", {**row, "submitters": f"{two.slug}; {one.slug} (presented)"}, by=clerk)
    found = Contribution.objects.get().submissions.values_list("stakeholder", "order", "presented")
    assert list(found) == [(two.pk, 1, False), (one.pk, 2, True)]


def test_a_submitter_that_stays_is_the_same_row_where_others_change(clerk):
    one, two, three = (factory.make_stakeholder() for _ in range(3))
    draft = factory.make_contribution([one, two], published=False)
    kept = draft.submissions.get(stakeholder=two)
    row = {"process": draft.process.slug, "slug": draft.slug, "submitters": f"{two.slug}; {three.slug}"}
    imported("contributions", row, by=clerk)
    assert [part.stakeholder for part in draft.submissions.all()] == [two, three]
    assert draft.submissions.get(stakeholder=two).pk == kept.pk


def test_actors_come_with_their_part_by_its_word_or_its_name(clerk):
    opinion, one, two = factory.make_opinion(), factory.make_stakeholder(), factory.make_stakeholder()
    actors = f"{one.slug} (author); {two.slug} (presented it); {one.slug}"
    assert said(imported("events", event(opinion, actors=actors), by=clerk)) == []
    found = Event.objects.get().actors.values_list("stakeholder", "role")
    assert list(found) == [(one.pk, "author"), (two.pk, "presenter"), (one.pk, "speaker")]


def test_a_row_may_name_one_above_it(clerk):
    meeting = factory.make_meeting()
    row = {"process": meeting.process.slug, "body": meeting.body.slug, "date": "2013-05", "title": "T"}
    rows = [{**row, "slug": "m-1", "short title": "M", "parent": ""}]
    rows += [{**row, "slug": "m-2", "short title": "N", "parent": "m-1"}]
    assert imported("meetings", *rows, by=clerk).counts == {Fate.NEW: 2}
    assert Meeting.objects.get(slug="m-2").parent.slug == "m-1"


def test_a_row_cannot_name_one_below_it(clerk):
    report = imported("stakeholders", stakeholder(1, parent="s-2"), stakeholder(2, parent=""), by=clerk)
    assert said(report) == [
        "Row 2, column “parent”: There is no stakeholder “s-2” here, nor in a row above this one."
    ]
    assert Stakeholder.objects.count() == 0


# --- errors ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fields", "column", "words"),
    [
        ({"category": "planet"}, "category", "“planet” is none of: member-state, sector-member"),
        ({"category": ""}, "category", "cannot be blank"),
        ({"name": ""}, "name", "cannot be blank"),
        ({"short name": "x" * 61}, "short name", "at most 60"),
        ({"slug": "Nobody Here"}, "slug", "small letters"),
        ({"country": "Switzerland"}, "country", "at most 2"),
        ({"country": "ch"}, "", "two capital letters"),
        ({"url": "javascript:alert(1)"}, "url", "valid URL"),
        ({"sources": "S999"}, "sources", "There is no source “S999” here"),
        ({"confidence": "certain"}, "confidence", "none of: high, medium, low"),
    ],
)
def test_an_error_names_row_and_column(clerk, fields, column, words):
    good = stakeholder(1) | {name: "" for name in fields if name not in stakeholder()}
    report = imported("stakeholders", good, {**good, "slug": "s-2", **fields}, by=clerk)
    assert [(fault.number, fault.column) for fault in report.faults] == [(3, column)]
    assert words in report.faults[0].sentence
    assert Stakeholder.objects.count() == 0


@pytest.mark.parametrize(
    ("fields", "column", "words"),
    [
        ({"late": "perhaps"}, "late", "neither yes nor no"),
        ({"date": "10/10/2012"}, "date", "10/10/2012"),
        ({"submitters": "nobody"}, "submitters", "There is no stakeholder “nobody” here"),
        ({"submitters": "s-1; s-1 (presented)"}, "submitters", "stands there twice"),
        ({"submitters": "s-1 (sang)"}, "submitters", "should be “(presented)”"),
        ({"submitters": "s-1 ((presented)"}, "submitters", "cannot be read"),
        ({"meeting": "nowhere"}, "meeting", "There is no meeting “nowhere” here"),
        ({"replaces": "d-0"}, "replaces", "There is no contribution “d-0” here"),
        ({"process": "nowhere"}, "process", "There is no process “nowhere” here"),
    ],
)
def test_an_error_of_a_document_names_its_column(clerk, fields, column, words):
    process = factory.make_process()
    factory.make_stakeholder(slug="s-1")
    row = {"process": process.slug, "slug": "d-1", "title": "A draft", "kind": "comments", **fields}
    report = imported("contributions", row, by=clerk)
    assert [(fault.number, fault.column) for fault in report.faults] == [(2, column)]
    assert words in report.faults[0].sentence


def test_a_symbol_that_another_document_has_is_refused(clerk):
    there = factory.make_contribution(symbol="WTPF-IEG/2/10")
    row = {"process": there.process.slug, "slug": "d-1", "title": "T", "kind": "comments"}
    report = imported("contributions", {**row, "symbol": "wtpf-ieg/2/10"}, by=clerk)
    assert said(report) == ["Row 2: This process already has a document of that symbol."]


def test_a_number_that_is_none_is_refused(clerk):
    report = imported("events", event(factory.make_opinion(), order="first"), by=clerk)
    assert said(report) == ["Row 2, column “order”: “first” is not a whole number."]


def test_the_same_thing_in_two_rows_is_refused(clerk):
    report = imported("stakeholders", stakeholder(1), stakeholder(1, name="Other"), by=clerk)
    assert said(report) == ["Row 3: This is the same stakeholder as in row 2."]


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (
            stakeholder(colour="red"),
            "There is no column “colour” in a table of stakeholders. The columns are: slug",
        ),
        (stakeholder() | {"Name": "Again"}, "The column “name” stands there twice."),
        ({"name": "Nobody"}, "The column “slug” is missing"),
        (stakeholder(published_at="2012-01-01"), "There is no column “published_at”"),
    ],
)
def test_columns_that_are_not_known_are_refused_by_name(clerk, row, words):
    report = imported("stakeholders", row, by=clerk)
    assert [words in sentence for sentence in said(report)] == [True]
    assert Stakeholder.objects.count() == 0


def test_all_rows_with_errors_are_counted_and_the_first_are_told(clerk):
    rows = [stakeholder(number, category="planet") for number in range(DRAWN + 50)]
    report = imported("stakeholders", *rows, by=clerk, trial=True)
    assert (len(report.faults), report.left_out) == (DRAWN, 50)
    assert report.counts == {Fate.REFUSED: DRAWN + 50}


def test_one_error_in_the_last_row_undoes_all_others(clerk):
    rows = [stakeholder(number) for number in range(50)]
    report = imported("stakeholders", *rows, stakeholder(50, category="planet"), by=clerk)
    assert (report.is_written, len(report.faults)) == (False, 1)
    assert (Stakeholder.objects.count(), Change.objects.count()) == (0, 0)


def test_an_import_that_is_left_in_the_middle_writes_nothing(clerk):
    done = TableImport(
        TABLES["stakeholders"](),
        table_of(*(stakeholder(number) for number in range(50))),
        name="t",
        by=clerk,
        trial=False,
    )
    running = done.run()
    assert next(running) == 20 and Stakeholder.objects.count() == 20
    running.close()
    assert (Stakeholder.objects.count(), Change.objects.count()) == (0, 0)
    imported("stakeholders", stakeholder(1), by=clerk)  # and the next is work of its own
    assert Change.objects.get().why == "table.csv"


# --- events ------------------------------------------------------------------------------------


def test_events_of_one_table_follow_each_other_whatever_their_rows_order(clerk):
    opinion = factory.make_opinion()
    rows = [event(opinion, "adopted", "2013-05-16"), event(opinion, "agreed", "2013-02-06"), event(opinion)]
    assert imported("events", *rows, by=clerk).counts == {Fate.NEW: 3}
    opinion.refresh_from_db()
    assert opinion.stage == "start"  # drafts move nothing


def test_an_event_that_may_not_follow_is_refused_unless_it_says_why(clerk):
    opinion = factory.make_opinion()
    row = event(opinion, "reintroduced")
    report = imported("events", row, by=clerk)
    assert [(fault.number, fault.column) for fault in report.faults] == [(2, "kind")]
    assert Event.objects.count() == 0
    assert not said(imported("events", {**row, "out of order reason": "The record has it so."}, by=clerk))


def test_an_event_after_which_an_older_one_cannot_stand_is_refused(clerk):
    opinion = factory.make_path("submitted", "discussed")
    report = imported("events", event(opinion, "adopted", "2012-10-10", order="5"), by=clerk)
    assert report.faults and report.faults[0].number == 2
    assert Event.objects.count() == 2


def test_an_old_event_out_of_order_is_not_the_fault_of_a_table(clerk):
    opinion = factory.make_path("reintroduced")
    factory.make_opinion()
    report = imported(
        "stances", {"key": "k", "opinion": opinion.slug, "speaker": "X", "summary": "S"}, by=clerk
    )
    assert said(report) == [] and Intervention.objects.count() == 1
    other = factory.make_opinion()
    assert said(imported("events", event(other), by=clerk)) == []


# --- what readers see --------------------------------------------------------------------------


def test_changes_of_published_rows_wait_in_one_review(clerk):
    rows = [factory.make_stakeholder(slug=f"s-{number}", short_name="Old") for number in range(3)]
    report = imported(
        "stakeholders", *(stakeholder(number) for number in range(4)), by=clerk, why="the new list"
    )
    assert report.counts == {Fate.PROPOSED: 3, Fate.NEW: 1}
    review = Review.objects.get()
    assert (review.items.count(), review.asked_by, review.note) == (3, clerk, "table.csv: the new list")
    rows[0].refresh_from_db()
    assert rows[0].short_name == "Old"
    assert [change.object_pk for change in Change.objects.all()] == [Stakeholder.objects.get(slug="s-3").pk]
    reviews.approve(review, by=factory.make_person("reviewers"))
    assert set(
        Stakeholder.objects.filter(slug__in=["s-0", "s-1", "s-2"]).values_list("short_name", flat=True)
    ) == {
        "S 0",
        "S 1",
        "S 2",
    }


def test_a_correction_that_waits_already_is_not_proposed_again(clerk):
    one, two = factory.make_stakeholder(), factory.make_stakeholder()
    there = factory.make_contribution([one])
    row = {"process": there.process.slug, "slug": there.slug, "submitters": f"{two.slug}; {one.slug}"}
    imported("contributions", row, by=clerk, why="wrong")
    assert imported("contributions", row, by=clerk, why="wrong").counts == {Fate.WAITING: 1}
    assert Review.objects.count() == 1
    reviews.approve(Review.objects.get(), by=factory.make_person("reviewers"))
    assert [part.stakeholder for part in there.submissions.all()] == [two, one]
    assert imported("contributions", row, by=clerk).counts == {Fate.UNCHANGED: 1}


def test_a_correction_needs_a_reason_and_a_person(clerk):
    factory.make_stakeholder(slug="s-1")
    assert said(imported("stakeholders", stakeholder(), by=clerk)) == [
        "Say why: readers have seen this, and the reason is kept."
    ]
    report = imported("stakeholders", stakeholder(), by_name="import_table", why="so")
    assert said(report) == ["Row 2 changes what is published: say who proposes it (--by)."]
    assert Review.objects.count() == 0


def test_a_correction_that_could_not_be_published_is_an_error_of_its_row(clerk):
    factory.make_stakeholder(slug="s-1")
    report = imported("stakeholders", stakeholder(sources=""), by=clerk, why="so")
    assert report.faults[0].number == 2 and "without a source" in report.faults[0].sentence
    assert Review.objects.count() == 0


def test_a_correction_of_an_event_that_could_not_stand_so_is_an_error(clerk):
    opinion = factory.make_path("submitted", "agreed", "adopted")
    first = opinion.events.first()
    row = {"opinion": opinion.slug, "key": first.key, "kind": "reintroduced"}
    report = imported("events", row, by=clerk, why="so")
    assert [(fault.number, fault.column) for fault in report.faults][0] == (2, "kind")
    first.refresh_from_db()
    assert first.kind == "submitted"


def test_at_a_one_person_desk_a_correction_is_written_at_once(settings):
    settings.ONE_PERSON_DESK = True
    editor = factory.make_person("reviewers")
    there = factory.make_stakeholder(slug="s-1", short_name="Old")
    assert imported("stakeholders", stakeholder(), by=editor, why="so").counts == {Fate.CORRECTED: 1}
    there.refresh_from_db()
    assert (there.short_name, there.is_published, Review.objects.count()) == ("S 1", True, 0)
    change = Change.objects.get()
    assert (change.act, change.by) == ("imported", editor)


def test_who_imported_may_not_publish_it():
    editor, other = factory.make_person("reviewers"), factory.make_person("reviewers")
    source = factory.make_source()
    imported("stakeholders", stakeholder(sources=source.key), by=editor)
    review = reviews.ask_review(by=editor, rows=[Stakeholder.objects.get()])
    assert "yourself" in reviews.refusal(editor, review)
    assert reviews.refusal(other, review) == ""


def test_an_import_is_refused_where_the_record_changed_since_its_trial(clerk):
    draft = factory.make_stakeholder(slug="s-1", published=False)
    tried = imported("stakeholders", stakeholder(), by=clerk, trial=True)
    draft.summary = "Somebody else was here."
    draft.save()
    report = imported("stakeholders", stakeholder(), by=clerk, mark=tried.mark)
    assert said(report) == [
        "The record has changed since the trial, so nothing was written. Look at the new trial."
    ]
    draft.refresh_from_db()
    assert draft.short_name != "S 1"


# --- the whole, and how much work it is --------------------------------------------------------


def test_the_record_is_sound_after_an_import(record, clerk):
    rows = exported_rows("events")
    changed = [{**row, "summary": f"{row['summary']} Indeed."} for row in rows]
    report = imported("events", *changed, by=clerk, why="so")
    assert report.counts == {Fate.PROPOSED: len(rows)}
    reviews.approve(Review.objects.get(), by=factory.make_person("reviewers"))
    assert examine() == []
    assert imported("events", *changed, by=clerk).counts == {Fate.UNCHANGED: len(rows)}


def queries_of(number: int, first: int, **options) -> int:
    """How many queries the import of so many new stakeholders takes."""
    source = factory.make_source()
    rows = [stakeholder(first + each, sources=source.key) for each in range(number)]
    with CaptureQueriesContext(connection) as found:
        imported("stakeholders", *rows, **options)
    return len(found)


def test_the_work_grows_with_the_rows_by_a_small_factor(clerk):
    few, many = queries_of(10, 1000, by=clerk), queries_of(110, 2000, by=clerk)
    assert (many - few) / 100 < 20


def test_rows_that_stay_as_they_are_cost_no_queries(clerk):
    queries_of(110, 1, by=clerk)
    rows = exported_rows("stakeholders")
    with CaptureQueriesContext(connection) as few:
        imported("stakeholders", *rows[:10], by=clerk)
    with CaptureQueriesContext(connection) as many:
        imported("stakeholders", *rows, by=clerk)
    assert len(many) == len(few)


def test_the_guide_lists_every_column_of_every_table():
    guide = (Path(__file__).resolve().parent.parent / "docs" / "tables.md").read_text(encoding="utf-8")
    for kind, resource in TABLES.items():
        section = guide.partition(f"### {kind}\n")[2].partition("### ")[0]
        assert [line.split(" | ")[0] for line in section.splitlines() if line.startswith("| ")][1:] == [
            f"| {name}" for name in resource().headers
        ]
