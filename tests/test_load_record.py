"""`load_record`: what is loaded, what is left, what is kept, and how each fault of a file is named."""

import itertools
import textwrap
from pathlib import Path

import pytest
from django.core import serializers
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from documents.imports.faults import FAULTS_SHOWN, RecordRefused
from documents.imports.keys import key_text
from documents.models import LoadedRow, Meeting, Process, Source, Stakeholder
from opinions.models import Event, Opinion, Revision
from wtpf_tracker.doctor import examine
from wtpf_tracker.record import load_record

pytestmark = pytest.mark.django_db

SHOWN = "published_at: 2020-01-01T00:00:00Z"
SMALL = {
    "01-sources.yaml": f"""
        # Two sources.
        - model: documents.source
          fields: {{key: S3, title: Report, kind: official, published: "2013-02-11", {SHOWN}}}
        - model: documents.source
          fields: {{key: U9, title: Article, kind: press, {SHOWN}}}
        """,
    "02-processes.yaml": f"""
        - model: documents.process
          fields:
            slug: wtpf-13
            title: Fifth Forum
            short_title: WTPF-13
            date: 2012-06-05/2013-05-16
            sources: [[S3], [U9]]
            {SHOWN}
        """,
    "11-opinions.yaml": f"""
        - model: opinions.opinion
          fields: {{slug: ixps, title: On exchange points, short_title: IXPs, process: [wtpf-13],
                   sources: [[S3]], {SHOWN}}}
        - model: opinions.revision
          fields:
            opinion: [ixps]
            number: 1
            label: First draft
            basis: summary
            text: Recalls the first thing.
            sources: [[S3]]
            {SHOWN}
        """,
    "13-events.yaml": f"""
        - model: opinions.event
          fields: {{opinion: [ixps], key: submitted-2012-10, kind: submitted, date: 2012-10-10/2012-10-12,
                   summary: It came., revision: [ixps, 1], sources: [[S3]], locator: S3 6.1, {SHOWN}}}
        - model: opinions.event
          fields: {{opinion: [ixps], key: adopted-2013-05, kind: adopted, date: "2013-05-16",
                   summary: It was adopted., sources: [[S3]], {SHOWN}}}
        """,
}
LAST_FILE = "99-more.yaml"


@pytest.fixture
def folder(tmp_path) -> Path:
    """A folder with a small record that is right."""
    path = tmp_path / "fixtures"
    path.mkdir()
    for name, text in SMALL.items():
        write(path, name, text)
    return path


def write(folder: Path, name: str, text: str) -> None:
    (folder / name).write_text(textwrap.dedent(text).lstrip("\n"), encoding="utf-8")


def edit(folder: Path, name: str, old: str, new: str) -> None:
    """Replace words in a file of the folder."""
    text = (folder / name).read_text(encoding="utf-8")
    assert old in text
    (folder / name).write_text(text.replace(old, new), encoding="utf-8")


def dump() -> str:
    """Everything in the database that a load could change."""
    models = (Source, Process, Meeting, Stakeholder, Opinion, Revision, Event, LoadedRow)
    rows = itertools.chain.from_iterable(model.objects.order_by("pk") for model in models)
    return serializers.serialize("json", rows)


def refused(folder: Path, **options) -> list[str]:
    """Load what is refused; return the faults as sentences, after checking that nothing was changed."""
    before = dump()
    with pytest.raises(RecordRefused) as problem:
        load_record(folder, **options)
    assert dump() == before
    return [str(fault).replace(f"{folder}/", "") for fault in problem.value.faults]


def counts(report) -> tuple[int, int, int, int]:
    return report.added, report.changed, report.unchanged, report.kept


# --- loading -----------------------------------------------------------------------------------


def test_record_is_loaded_with_what_follows_from_it(folder):
    assert counts(load_record(folder)) == (7, 0, 0, 0)
    opinion = Opinion.objects.get(slug="ixps")
    assert (opinion.stage, opinion.outcome) == ("adopted", "adopted")
    event = Event.objects.get(key="submitted-2012-10")
    assert (str(event.first_day), str(event.last_day)) == ("2012-10-10", "2012-10-12")
    assert [source.key for source, _ in event.citations] == ["S3"]
    assert event.revision.sha256
    assert examine() == []


def test_command_prints_one_line_of_counts(folder, capsys):
    call_command("load_record", str(folder))
    printed = capsys.readouterr()
    assert printed.out == "7 rows: 7 added, 0 changed, 0 unchanged, 0 kept as edited here.\n"
    assert printed.err == ""


def test_loading_twice_changes_nothing_and_writes_nothing(folder):
    load_record(folder)
    before = dump()
    with CaptureQueriesContext(connection) as queries:
        assert counts(load_record(folder)) == (0, 0, 7, 0)
    written = [query["sql"] for query in queries if query["sql"].split()[0] in ("INSERT", "UPDATE", "DELETE")]
    assert written == []
    assert dump() == before


def test_number_of_queries_of_a_second_load_does_not_grow_with_the_rows(folder):
    load_record(folder)
    with CaptureQueriesContext(connection) as few:
        load_record(folder)
    more = "".join(
        f"- model: documents.source\n  fields: {{key: N{number}, title: T, kind: press}}\n"
        for number in range(30)
    )
    write(folder, "01-more.yaml", more)
    load_record(folder)
    with CaptureQueriesContext(connection) as many:
        load_record(folder)
    assert len(many) == len(few)


def said() -> list[str]:
    """What the rows say, without the numbers of a database."""
    natural = {"use_natural_foreign_keys": True, "use_natural_primary_keys": True}
    return [
        serializers.serialize("json", model.objects.all(), **natural) for model in (Process, Event, Opinion)
    ]


def test_loaddata_and_rebuild_give_the_same_rows(folder):
    with transaction.atomic():
        call_command("loaddata", *sorted(folder.iterdir()), verbosity=0)
        call_command("rebuild", verbosity=0)
        by_loaddata = said()
        transaction.set_rollback(True)
    assert not Process.objects.exists()
    load_record(folder)
    assert said() == by_loaddata


def test_rows_that_loaddata_brought_are_recognised(folder):
    call_command("loaddata", *sorted(folder.iterdir()), verbosity=0)
    assert counts(load_record(folder)) == (0, 0, 7, 0)
    edit(folder, "02-processes.yaml", "Fifth Forum", "The Fifth Forum")
    assert counts(load_record(folder)) == (0, 1, 6, 0)


def test_row_may_name_one_that_comes_later_where_it_can_do_without(folder):
    first = """
        - model: documents.stakeholder
          fields: {slug: anatel, name: Anatel, short_name: Anatel, category: other, parent: [brazil]}
        - model: documents.stakeholder
          fields: {slug: brazil, name: Brazil, short_name: Brazil, category: member-state, sources: [[Z1]]}
        - model: documents.source
          fields: {key: Z1, title: Late, kind: press}
        """
    write(folder, LAST_FILE, first)
    assert load_record(folder).added == 10
    assert Stakeholder.objects.get(slug="anatel").parent.slug == "brazil"
    assert Stakeholder.objects.get(slug="brazil").sources.get().key == "Z1"
    assert counts(load_record(folder)) == (0, 0, 10, 0)


def test_comments_and_order_of_fields_do_not_count_as_changes(folder):
    load_record(folder)
    write(
        folder,
        "01-sources.yaml",
        SMALL["01-sources.yaml"].replace("key: U9, title: Article", "title: Article, key: U9"),
    )
    edit(folder, "01-sources.yaml", "# Two sources.", "# Two sources, in another order.")
    assert counts(load_record(folder)) == (0, 0, 7, 0)


# --- changes in the files and here -------------------------------------------------------------


def test_row_that_changed_in_the_files_is_changed(folder):
    load_record(folder)
    edit(folder, "02-processes.yaml", "[[S3], [U9]]", "[[U9]]")
    edit(folder, "02-processes.yaml", "Fifth Forum", "The Fifth Forum")
    assert counts(load_record(folder)) == (0, 1, 6, 0)
    process = Process.objects.get()
    assert process.title == "The Fifth Forum"
    assert [source.key for source in process.sources.all()] == ["U9"]


def test_changed_row_of_a_model_that_is_never_published_is_changed(folder):
    state = "{slug: utopia, name: Utopia, short_name: Utopia, category: member-state, sources: [[S3]]}"
    part = "{event: [ixps, submitted-2012-10], stakeholder: [utopia], role: author, order: 1}"
    rows = f"- model: documents.stakeholder\n  fields: {state}\n- model: opinions.actor\n  fields: {part}\n"
    write(folder, LAST_FILE, rows)
    load_record(folder)
    edit(folder, LAST_FILE, "order: 1", "order: 2")
    assert counts(load_record(folder)) == (0, 1, 8, 0)


def test_field_that_left_the_files_becomes_empty(folder):
    load_record(folder)
    edit(folder, "13-events.yaml", "locator: S3 6.1, ", "")
    edit(folder, "13-events.yaml", "revision: [ixps, 1], ", "")
    load_record(folder)
    event = Event.objects.get(key="submitted-2012-10")
    assert (event.locator, event.revision) == ("", None)


def test_changed_event_moves_its_path(folder):
    load_record(folder)
    edit(folder, "13-events.yaml", "kind: adopted", "kind: withdrawn")
    load_record(folder)
    assert Opinion.objects.get().outcome == "withdrawn"


def test_row_edited_here_is_left_while_the_files_stay(folder):
    load_record(folder)
    Process.objects.update(title="Our own words")
    report = load_record(folder)
    assert (counts(report), report.warnings) == ((0, 0, 7, 0), [])
    assert Process.objects.get().title == "Our own words"


def test_row_edited_here_is_kept_when_the_files_change_and_said_so(folder, capsys):
    load_record(folder)
    Process.objects.update(title="Our own words")
    edit(folder, "02-processes.yaml", "Fifth Forum", "The Fifth Forum")
    call_command("load_record", str(folder))
    printed = capsys.readouterr()
    assert "6 unchanged, 1 kept as edited here." in printed.out
    assert "02-processes.yaml, row 1: documents.process [wtpf-13] was edited here" in printed.err
    assert Process.objects.get().title == "Our own words"


def test_source_added_here_counts_as_an_edit(folder):
    load_record(folder)
    Opinion.objects.get().sources.add(Source.objects.get(key="U9"))
    edit(folder, "11-opinions.yaml", "On exchange points", "On Internet exchange points")
    assert counts(load_record(folder)) == (0, 0, 6, 1)


def test_overwrite_takes_the_version_of_the_files(folder):
    load_record(folder)
    Process.objects.update(title="Our own words")
    edit(folder, "02-processes.yaml", "Fifth Forum", "The Fifth Forum")
    assert counts(load_record(folder, overwrite=True)) == (0, 1, 6, 0)
    assert Process.objects.get().title == "The Fifth Forum"
    assert counts(load_record(folder)) == (0, 0, 7, 0)


def test_row_edited_here_to_what_the_files_now_say_is_recognised(folder):
    load_record(folder)
    Process.objects.update(title="The Fifth Forum")
    edit(folder, "02-processes.yaml", "Fifth Forum", "The Fifth Forum")
    assert counts(load_record(folder)) == (0, 0, 7, 0)


def test_row_entered_here_under_the_same_key_is_kept(folder):
    Source.objects.create(key="S3", title="Our own", kind="press")
    report = load_record(folder)
    assert counts(report) == (6, 0, 0, 1)
    assert Source.objects.get(key="S3").title == "Our own"


def test_row_deleted_here_stays_deleted_until_overwrite(folder):
    load_record(folder)
    Event.objects.get(key="adopted-2013-05").delete()
    report = load_record(folder)
    assert counts(report) == (0, 0, 6, 1)
    assert "was deleted here and stays so" in report.warnings[0]
    assert Opinion.objects.get().stage == "submitted"
    assert counts(load_record(folder, overwrite=True)) == (1, 0, 6, 0)
    assert Opinion.objects.get().stage == "adopted"


def test_row_that_left_the_files_stays_and_is_reported(folder):
    load_record(folder)
    edit(folder, "13-events.yaml", SMALL_LAST_EVENT, "")
    report = load_record(folder)
    assert counts(report) == (0, 0, 6, 0)
    assert report.warnings == [
        "opinions.event [ixps, adopted-2013-05] is no longer in the files; "
        "it stays here until somebody deletes it."
    ]
    assert Event.objects.count() == 2


SMALL_LAST_EVENT = textwrap.dedent(SMALL["13-events.yaml"]).lstrip("\n").partition("\n- ")[2]
SMALL_LAST_EVENT = f"- {SMALL_LAST_EVENT}"


def test_published_text_is_never_changed_not_even_by_overwrite(folder):
    load_record(folder)
    edit(folder, "11-opinions.yaml", "the first thing", "another thing")
    for overwrite in (False, True):
        report = load_record(folder, overwrite=overwrite)
        assert counts(report) == (0, 0, 6, 1)
        assert "its text is never changed" in report.warnings[0]
    assert Revision.objects.get().text == "Recalls the first thing."


def test_other_words_of_a_published_revision_are_changed(folder):
    load_record(folder)
    edit(folder, "11-opinions.yaml", "First draft", "The first draft")
    assert counts(load_record(folder)) == (0, 1, 6, 0)
    assert Revision.objects.get().label == "The first draft"


# --- faults ------------------------------------------------------------------------------------

GOOD = "slug: a, name: A, short_name: A, category: other"
ONE_ROW = "# A comment.\n- model: {model}\n  fields:\n    {fields}\n"

# model, fields in one line, the field at fault, words of the reason
BAD_FIELDS = [
    ("documents.stakeholder", f"{GOOD}, slogan: x", "slogan", "documents.stakeholder has no such field"),
    ("documents.stakeholder", f"{GOOD}, summry: x", "summry", "Is “summary” meant?"),
    ("documents.stakeholder", "slug: a, name: A, category: other", "short_name", "The field is missing"),
    ("documents.stakeholder", f"{GOOD}, country: NO", "country", "“false”, which is true or false"),
    ("documents.stakeholder", f"{GOOD}, country: Norway", "country", "at most 2 characters"),
    ("documents.stakeholder", f"{GOOD}, country: ''\n    summary: 12", "summary", "“12”, a number"),
    ("documents.stakeholder", f"{GOOD}, summary: 2013-02-11", "summary", "“2013-02-11”, a date"),
    ("documents.stakeholder", f"{GOOD}, summary: [x]", "summary", "The file has a list"),
    ("documents.stakeholder", f"{GOOD}, summary: ", "summary", "The value is empty"),
    ("documents.stakeholder", f'{GOOD}, summary: "\\0"', "summary", "NUL"),
    ("documents.stakeholder", GOOD.replace("other", "kings"), "category", "'kings' is not a valid choice"),
    (
        "documents.stakeholder",
        GOOD.replace("slug: a", "slug: A b"),
        "slug",
        "small letters, digits and hyphens",
    ),
    ("documents.stakeholder", f"{GOOD}, url: nowhere", "url", "Enter a valid URL"),
    ("documents.stakeholder", f"{GOOD}, id: 7", "id", "not given in files"),
    ("documents.stakeholder", f"{GOOD}, {SHOWN}", "sources", "A published fact has at least one source"),
    ("documents.stakeholder", f"{GOOD}, {SHOWN}, sources: []", "sources", "at least one source"),
    (
        "documents.stakeholder",
        f"{GOOD}, sources: [[S3]], published_at: 2020-01-01",
        "published_at",
        "Write day and time",
    ),
    (
        "documents.stakeholder",
        f"{GOOD}, sources: [[S3]], published_at: 2020-01-01T10:00:00",
        "published_at",
        "with the zone",
    ),
    (
        "documents.stakeholder",
        f"{GOOD}, sources: [[S3]], published_at: 2020-13-01",
        "published_at",
        "cannot be read",
    ),
    ("documents.stakeholder", f"{GOOD}, parent: 7", "parent", "Name the stakeholder by its key: [slug]"),
    ("documents.stakeholder", f"{GOOD}, parent: a", "parent", "Name the stakeholder by its key"),
    ("documents.stakeholder", f"{GOOD}, parent: [a, b]", "parent", "Name the stakeholder by its key"),
    (
        "documents.stakeholder",
        f"{GOOD}, parent: [nobody]",
        "parent",
        "[nobody] names no documents.stakeholder",
    ),
    ("documents.stakeholder", f"{GOOD}, parent: [a]", "", "cannot be a part of itself"),
    (
        "documents.stakeholder",
        f"{GOOD}, sources: S3",
        "sources",
        "Write a list of keys, each a list: [[key]]",
    ),
    ("documents.stakeholder", f"{GOOD}, sources: [S3]", "sources", "Name the source by its key: [key]"),
    ("documents.stakeholder", f"{GOOD}, sources: [[S3], [S3]]", "sources", "The same row is named twice"),
    (
        "documents.stakeholder",
        f"{GOOD}, sources: [[S33]]",
        "sources",
        "names no documents.source. Is [S3] meant?",
    ),
    ("documents.scheduleitem", "process: [wtpf-13], number: one, step: x", "number", "Write a whole number"),
    (
        "documents.scheduleitem",
        "process: [wtpf-13], number: -1, step: x",
        "number",
        "greater than or equal to 0",
    ),
    ("documents.scheduleitem", "process: [wtpf-13], number: true, step: x", "number", "Write a whole number"),
    (
        "documents.scheduleitem",
        "process: [wtpf-13], number: 1, step: x, date: 2013-13",
        "date",
        "in the calendar",
    ),
    (
        "documents.scheduleitem",
        "process: [wtpf-13], number: 1, step: x, actual: soon",
        "actual",
        "is not a date",
    ),
    (
        "documents.scheduleitem",
        "process: [wtpf-13], number: 1, step: x, first_day: '2013'",
        "first_day",
        "follows",
    ),
    (
        "documents.contribution",
        "process: [wtpf-13], slug: x, title: X, kind: report, submitters: [[a]]",
        "submitters",
        "Give these as rows of documents.submission",
    ),
    (
        "documents.participation",
        "key: x, meeting: [ieg-1], role: spoke",
        "meeting",
        "names no documents.meeting",
    ),
    (
        "opinions.opinion",
        "slug: x, title: X, short_title: X, process: [wtpf-13], stage: adopted",
        "stage",
        "follows",
    ),
    ("opinions.opinion", "slug: x, title: X, short_title: X, process: null", "process", "The value is empty"),
    (
        "opinions.revision",
        "opinion: [ixps], number: 2, basis: none, label: x, text: Words.",
        "basis",
        "This revision has a text",
    ),
    ("opinions.revision", "opinion: [ixps], number: 2, label: x, basis: summary", "text", "Give the text"),
    ("opinions.event", "opinion: [ixps], key: x, kind: cited, summary: x", "date", "Say when it happened"),
    (
        "opinions.event",
        "opinion: [ixps], key: x, kind: vanished, summary: x, date: '2013'",
        "kind",
        "valid choice",
    ),
    (
        "opinions.relation",
        "origin: [ixps], target: [ixps], kind: cited-by",
        "",
        "cannot be related to itself",
    ),
]


@pytest.mark.parametrize(("model", "fields", "name", "reason"), BAD_FIELDS, ids=itertools.count(1))
def test_bad_field_is_named_with_its_place_and_reason(folder, model, fields, name, reason):
    write(folder, LAST_FILE, ONE_ROW.format(model=model, fields=fields.replace(", ", "\n    ")))
    lists = {"[ixps\n    ": "[ixps, ", "[a\n    b]": "[a, b]", "[[S3]\n    [S3]]": "[[S3], [S3]]"}
    for split, whole in lists.items():
        if split in (folder / LAST_FILE).read_text():
            edit(folder, LAST_FILE, split, whole)
    [fault] = refused(folder)
    assert fault.startswith(f"{LAST_FILE}, row 1, line ")
    assert reason in fault
    if name and "missing" not in reason and name in fields:
        lines = (folder / LAST_FILE).read_text().splitlines()
        line = next(number for number, text in enumerate(lines, 1) if text.strip().startswith(f"{name}:"))
        assert f", line {line}" in fault


# text of a file, the line at fault, words of the reason
BAD_FILES = [
    ("- model: documents.source\n  fields: {key: [}\n", 2, "The YAML cannot be read"),
    ("- model: documents.source\n fields: x\n", 2, "The YAML cannot be read"),
    ("model: documents.source\nfields: {}\n", 1, "A file is a list of rows"),
    ("only words\n", 1, "A file is a list of rows"),
    ("- documents.source\n", 1, "A row has two parts"),
    ("- []\n", 1, "A row has two parts"),
    ("- model: documents.source\n", 1, "The row has no “fields”"),
    ("- fields: {}\n", 1, "The row has no “model”"),
    ("- model: documents.source\n  pk: 3\n  fields: {}\n", 2, "“pk” is neither"),
    ("- model: documents.source\n  fields: [key]\n", 2, "“fields” gives each field its value"),
    ("- model: 3\n  fields: {}\n", 1, "“model” is an app and a model"),
    ("- model: documents.sources\n  fields: {}\n", 1, "Is “documents.source” meant?"),
    ("- model: auth.user\n  fields: {username: x}\n", 1, "“auth.user” is no model of the record"),
    ("- model: documents.loadedrow\n  fields: {}\n", 1, "is no model of the record"),
    ("- model: documents.linkcheck\n  fields: {}\n", 1, "is no model of the record"),
    ("- model: documents.source\n  fields:\n    key: a\n    key: b\n", 4, "“key” appears twice"),
    (
        "- model: documents.source\n  fields:\n    key: !!python/object:os.x {}\n",
        3,
        "The value cannot be read",
    ),
    ("- model: documents.source\n  fields:\n    key: &a [*a]\n", 3, "The value cannot be read"),
    ("- model: documents.source\n  fields:\n    key: *nowhere\n", 3, "The YAML cannot be read"),
    ("- {model: documents.source, fields: {}}\n---\n- {}\n", 2, "The YAML cannot be read"),
    ("- \x07\n", 0, "The YAML cannot be read"),
    ("[" * 5000, 0, "The YAML cannot be read"),
]


@pytest.mark.parametrize(("text", "line", "reason"), BAD_FILES, ids=itertools.count(1))
def test_bad_file_is_named_with_the_line_and_reason(folder, text, line, reason):
    (folder / LAST_FILE).write_text(text)
    [fault] = refused(folder)[:1]
    assert fault.startswith(LAST_FILE)
    assert reason in fault
    assert f", line {line}" in fault or line == 0


def test_file_that_is_no_text_is_named_with_its_line(folder):
    (folder / LAST_FILE).write_bytes(b"# fine\n- model: \xff\xfe\n")
    assert refused(folder) == [f"{LAST_FILE}, line 2: The file is not in UTF-8."]


def test_file_that_cannot_be_read_is_named(folder):
    (folder / LAST_FILE).mkdir()
    assert refused(folder) == [f"{LAST_FILE}: The file cannot be read: Is a directory."]


def test_empty_file_is_no_fault(folder):
    write(folder, LAST_FILE, "# Nothing yet.\n")
    assert load_record(folder).added == 7


def test_folder_without_files_is_refused(tmp_path):
    assert refused(tmp_path) == [f"{tmp_path}: The folder holds no .yaml file."]


def test_folder_that_is_not_there_is_refused(tmp_path):
    assert refused(tmp_path / "nowhere")[0].endswith("There is no such folder.")


def test_same_key_twice_in_the_files_is_refused_and_the_first_place_named(folder):
    write(folder, LAST_FILE, "- model: documents.source\n  fields: {key: S3, title: X, kind: press}\n")
    [fault] = refused(folder)
    assert "[S3] is already in 01-sources.yaml, row 1." in fault


def test_row_that_names_a_later_one_it_needs_is_refused(folder):
    (folder / "13-events.yaml").rename(folder / "03-events.yaml")
    faults = refused(folder)
    assert len(faults) == 2
    assert "03-events.yaml, row 1, line 2, field “opinion”: [ixps] comes later in the files" in faults[0]


def test_event_that_may_not_follow_is_refused_with_its_place(folder):
    edit(folder, "13-events.yaml", "kind: submitted", "kind: withdrawn")
    faults = refused(folder)
    assert faults[0].startswith("13-events.yaml, row 1, line 2, field “kind”: “withdrawn” cannot follow")
    assert [fault.partition(", line")[0] for fault in faults] == [
        "13-events.yaml, row 1",
        "13-events.yaml, row 2",
    ]


def test_event_that_may_not_follow_is_loaded_with_a_reason(folder):
    edit(folder, "13-events.yaml", "kind: submitted", "out_of_order_reason: So it was., kind: withdrawn")
    edit(folder, "13-events.yaml", "kind: adopted", "out_of_order_reason: So it was., kind: adopted")
    assert load_record(folder).added == 7


def test_second_document_of_one_symbol_is_refused(folder):
    rows = "".join(
        "- model: documents.contribution\n  fields: "
        f"{{process: [wtpf-13], slug: {slug}, symbol: {symbol}, title: X, kind: report}}\n"
        for slug, symbol in (("a", "WTPF-13/16(Rev.1)-E"), ("b", "wtpf-13/16rev1"))
    )
    write(folder, LAST_FILE, rows)
    [fault] = refused(folder)
    assert fault.startswith(f"{LAST_FILE}, row 2, line 3: ")
    assert "already has a document of that symbol" in fault


def test_all_faults_of_a_run_are_reported_together(folder):
    edit(folder, "01-sources.yaml", "kind: press", "kind: rumour")
    edit(folder, "13-events.yaml", "kind: adopted", "knd: adopted")
    rows = ONE_ROW.format(
        model="opinions.revision", fields="opinion: [ixps]\n    number: 2\n    label: x\n    basis: summary"
    )
    write(folder, LAST_FILE, rows)
    (folder / "98-broken.yaml").write_text("- [}\n")
    faults = refused(folder)
    assert [fault.partition(",")[0] for fault in faults] == [
        "01-sources.yaml",
        "13-events.yaml",
        "13-events.yaml",
        "98-broken.yaml",
    ]


def test_rows_that_name_a_bad_row_are_not_blamed(folder):
    edit(folder, "11-opinions.yaml", "slug: ixps,", "slug: ixps, order: x,")
    faults = refused(folder)
    assert len(faults) == 1
    assert "field “order”" in faults[0]


def test_rows_that_name_a_row_refused_by_its_own_rules_are_not_blamed(folder):
    edit(folder, "11-opinions.yaml", "text: Recalls the first thing.", "text: ' '")
    faults = refused(folder)
    assert len(faults) == 1
    assert "field “text”" in faults[0]


def test_changed_row_that_needs_one_deleted_here_is_refused(folder):
    load_record(folder)
    Event.objects.all().delete()
    Revision.objects.all().delete()
    Opinion.objects.all().delete()
    edit(folder, "13-events.yaml", "It came.", "It came in time.")
    write(folder, LAST_FILE, "- model: opinions.othertitle\n  fields: {opinion: [ixps], title: Other}\n")
    [fault] = refused(folder)
    assert "[ixps] was deleted here; --overwrite brings it back." in fault
    assert load_record(folder, overwrite=True).added == 5


def test_no_more_faults_are_printed_than_can_be_read(folder, capsys):
    row = "- model: documents.source\n  fields: {key: 1}\n"
    write(folder, LAST_FILE, row * 40)
    with pytest.raises(CommandError) as problem:
        call_command("load_record", str(folder))
    lines = str(problem.value).splitlines()
    assert lines[0] == "Nothing was loaded: 159 faults in the files."
    assert len(lines) == FAULTS_SHOWN + 2
    assert lines[-1].strip() == "... and 109 more."


def test_command_ends_with_status_1_and_leaves_the_database_empty(folder):
    edit(folder, "13-events.yaml", "kind: adopted", "kind: lost")
    with pytest.raises(CommandError) as problem:
        call_command("load_record", str(folder))
    assert problem.value.returncode == 1
    assert not Source.objects.exists()


def test_text_of_a_long_key_stays_within_its_column_and_its_own():
    one, other = key_text(("a", "x" * 400)), key_text(("a", "x" * 401))
    assert len(one) == len(other) == 300
    assert one != other
