"""The whole record as files: each table as CSV, all as JSON lines, all as one SQLite file."""

import json
import sqlite3
from contextlib import closing

import pytest
from django.apps import apps
from django.db import connection, models
from django.test.utils import CaptureQueriesContext

from documents.models import LinkCheck, LoadedRow, Source
from tests.exports.reading import body, csv_rows
from tests.factory import (
    make_contribution,
    make_event,
    make_file,
    make_meeting,
    make_opinion,
    make_pledge,
    make_revision,
    make_source,
    make_stakeholder,
)
from tests.world import make_world
from wtpf_tracker.sqlite_file import write_sqlite
from wtpf_tracker.views_data import RECORD

pytestmark = pytest.mark.django_db
TABLES = {table.name: table for table in RECORD.tables}


@pytest.fixture
def opened(client, tmp_path):
    """Return a function that fetches the SQLite file and opens it."""
    files = []

    def fetched():
        path = tmp_path / f"{len(files)}.sqlite"
        path.write_bytes(b"".join(client.get("/data/wtpf.sqlite").streaming_content))
        files.append(sqlite3.connect(path))
        return files[-1]

    yield fetched
    for file in files:
        file.close()


def lines(client) -> list[dict]:
    return [json.loads(line) for line in body(client.get("/data/all.jsonl")).splitlines()]


def test_every_model_that_holds_facts_has_a_table():
    own = [model for model in apps.get_models() if hasattr(model, "natural_fields")]
    assert {model for model in own if model not in (LoadedRow, LinkCheck)} == {
        table.model for table in RECORD.tables
    }


@pytest.mark.parametrize("name", TABLES)
def test_every_field_of_a_table_is_handed_out_or_left_out_on_purpose(name):
    table = TABLES[name]
    kept_back = {"record", "symbol_key", "column", "published_first", "published_last", "date_history"}
    kept_back |= {"withdrawn_at", "withdrawn_reason"}  # of rows that readers no longer see
    kept_back |= {"text", "file", "extraction_note"} if name == "files" else set()
    fields = {field.name for field in (*table.model._meta.fields, *table.model._meta.many_to_many)}
    assert fields - {"id", "submitters"} - kept_back == set(table.names)


def test_rows_are_the_same_in_every_file(client, opened, record):
    file, told = opened(), lines(client)
    for name in TABLES:
        rows = csv_rows(client, f"/data/{name}.csv")
        here = [line for line in told if line["table"] == name]
        (number,) = file.execute(f'SELECT count(*) FROM "{name}"').fetchone()  # noqa: S608
        assert len(rows) == len(here) == number == TABLES[name].visible().count()
        assert all(list(line) == ["table", *row] for line, row in zip(here, rows, strict=True))


def test_sqlite_file_is_whole(opened, record):
    file = opened()
    assert file.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert file.execute("PRAGMA foreign_key_check").fetchall() == []
    titles = file.execute("SELECT o.slug FROM events e JOIN opinions o ON o.id = e.opinion_id").fetchall()
    assert ("inclusivity",) in titles
    assert file.execute("SELECT count(*) FROM events_sources").fetchone()[0] > 100


def test_every_foreign_key_of_the_sqlite_file_has_an_index(opened):
    make_world()
    file = opened()
    tables = [name for (name,) in file.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    for table in tables:
        keys = {row[3] for row in file.execute(f'PRAGMA foreign_key_list("{table}")')}
        indices = [row[1] for row in file.execute(f'PRAGMA index_list("{table}")')]
        first = {file.execute(f'PRAGMA index_info("{name}")').fetchone()[2] for name in indices}
        assert keys <= first, table


def test_sqlite_file_names_the_kinds_of_its_columns(opened):
    make_contribution(late=True)
    make_pledge(section="5")
    file = opened()
    assert file.execute("SELECT late, typeof(late) FROM documents").fetchall() == [(1, "integer")]
    assert file.execute("SELECT first_day, section FROM pledges").fetchall() == [("2012-10-12", "5")]


def test_rows_are_named_by_words_in_files_of_text(client):
    meeting = make_meeting(slug="ieg-2")
    document = make_contribution([make_stakeholder(slug="brazil")], meeting=meeting, slug="d1")
    opinion = make_opinion(slug="ixps")
    make_event(opinion, key="tabled", contribution=document, meeting=meeting)
    make_revision(opinion, based_on=[make_revision(opinion)], sources=[make_source(key="S3")])
    told = {line["table"]: line for line in lines(client)}
    assert told["events"]["opinion"] == "ixps" and told["events"]["meeting"] == "ieg-2"
    assert told["events"]["contribution"] == f"{document.process.slug}/d1"
    assert told["revisions"]["based_on"] == ["ixps/1"] and told["revisions"]["sources"] == ["S3"]
    assert csv_rows(client, "/data/submissions.csv")[0]["stakeholder"] == "brazil"


def test_file_that_readers_may_have_is_listed_without_its_text(client):
    make_file(name="paper.txt", content=b"Words of the file.")
    row = csv_rows(client, "/data/files.csv")[0]
    assert row["name"] == "paper.txt" and row["size"] == "18"
    assert "Words of the file." not in body(client.get("/data/all.jsonl"))


def test_what_points_to_a_draft_points_to_nothing(client, opened):
    source = make_source(key="S3")
    make_event(
        meeting=make_meeting(published=False), sources=[source, make_source(published_at=None, key="S4")]
    )
    row = csv_rows(client, "/data/events.csv")[0]
    assert row["meeting"] == "" and row["sources"] == "S3"
    assert opened().execute("SELECT meeting_id FROM events").fetchall() == [(None,)]


def test_place_in_a_source_that_is_a_draft_is_left_out(client):
    make_source(published_at=None, key="S4")
    make_event(sources=[make_source(key="S3")], locator="S3 6.1; S4 2; S3 7")
    assert csv_rows(client, "/data/events.csv")[0]["locator"] == "S3 6.1; S3 7"


def test_nominal_moment_of_the_shipped_record_is_no_moment_of_publication(client, record):
    assert {line.get("published_at") for line in lines(client)} == {None}


def test_moment_of_publication_is_told_where_it_says_something(client):
    make_source(published_at="2026-03-04T12:00:00Z")
    assert csv_rows(client, "/data/sources.csv")[0]["published_at"] == "2026-03-04T12:00:00Z"


def test_file_asks_the_same_number_of_queries_however_many_rows(client):
    def asked(address):
        with CaptureQueriesContext(connection) as queries:
            body_of(client.get(address))
        return len(queries)

    addresses = ["/data/events.csv", "/data/all.jsonl", "/data/wtpf.sqlite", "/data/"]
    world = make_world()
    before = [asked(address) for address in addresses]
    world.grow(2)
    assert [asked(address) for address in addresses] == before and max(before) <= 80


def body_of(response) -> bytes:
    return b"".join(response.streaming_content) if response.streaming else response.content


def test_large_table_is_read_in_parts(client, monkeypatch):
    monkeypatch.setattr("documents.tables.ROWS_AT_A_TIME", 2)
    for _ in range(5):
        make_source()
    assert len(csv_rows(client, "/data/sources.csv")) == 5


def test_row_that_is_withdrawn_meanwhile_leaves_no_loose_end(tmp_path, monkeypatch):
    make_event(meeting=make_meeting())
    rows = RECORD.rows
    monkeypatch.setattr(
        type(RECORD), "rows", lambda self, table: iter(()) if table.name == "meetings" else rows(table)
    )
    write_sqlite(RECORD, tmp_path / "file")
    with closing(sqlite3.connect(tmp_path / "file")) as file:
        assert file.execute("PRAGMA foreign_key_check").fetchall() == []
        assert file.execute("SELECT count(*), count(meeting_id) FROM events").fetchone() == (1, 0)


@pytest.mark.parametrize("name", ["events.csv", "all.jsonl", "wtpf.sqlite"])
def test_whole_record_is_of_today_alone(client, name):
    response = client.get(f"/data/{name}?as_of=2013-02-11")
    assert response.status_code == 400 and "as it is now" in response.content.decode()


def test_table_that_is_none_is_missing(client):
    assert client.get("/data/users.csv").status_code == 404


def test_page_leads_to_everything(client, record):
    page = client.get("/data/").content.decode()
    links = {part.partition('"')[0] for part in page.split('href="/')[1:]}
    assert {f"data/{name}.csv" for name in TABLES} | {"data/all.jsonl", "data/wtpf.sqlite"} <= links
    for link in links:
        assert client.get(f"/{link.replace('&amp;', '&')}").status_code in (200, 302) or "static" in link
    assert f'<span class="number">{Source.objects.published().count()}</span>' in page


def test_columns_are_fields_of_their_models():
    for table in RECORD.tables:
        for name in table.names:
            field = table.model._meta.get_field(name)
            assert isinstance(field, models.Field)
