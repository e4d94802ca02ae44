"""The file of the whole record in Datasette itself: its tables, what they point to, counts and searches."""

import json
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import closing
from urllib.parse import quote

import pytest

from wtpf_tracker.sqlite_file import write_sqlite
from wtpf_tracker.views_data import RECORD

pytestmark = pytest.mark.django_db
PATIENCE = 60
"""Seconds for Datasette to start."""


def free_port() -> int:
    with closing(socket.socket()) as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


class Served:
    """Datasette with the file, on this machine alone."""

    def __init__(self, path, port):
        self.address = f"http://127.0.0.1:{port}"
        command = [sys.executable, "-m", "datasette", str(path), "--host", "127.0.0.1", "--port", str(port)]
        self.process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def wait(self) -> None:
        for _ in range(PATIENCE * 5):
            assert self.process.poll() is None, "Datasette ended"
            try:
                self.get("/-/versions.json")
                return
            except urllib.error.URLError:
                time.sleep(0.2)
        raise AssertionError("Datasette did not start")

    def get(self, place: str) -> str:
        """What it answers; an error where that is not 200."""
        with urllib.request.urlopen(self.address + place, timeout=30) as answer:  # noqa: S310
            return answer.read().decode()

    def json(self, place: str) -> dict:
        return json.loads(self.get(place))

    def value(self, sql: str):
        """The one value that a query of its users gives."""
        [row] = self.json(f"/wtpf.json?_shape=array&sql={quote(sql)}")
        return next(iter(row.values()))


@pytest.fixture
def datasette(record, tmp_path):
    path = tmp_path / "wtpf.sqlite"
    write_sqlite(RECORD, path)
    served = Served(path, free_port())
    try:
        served.wait()
        yield served
    finally:
        served.process.terminate()
        served.process.wait(10)


def test_datasette_serves_every_table_its_rows_and_what_they_point_to(datasette):
    known = {table["name"]: table for table in datasette.json("/wtpf.json")["tables"]}
    assert {table.name for table in RECORD.tables} <= set(known)
    for table in RECORD.tables:
        page = datasette.get(f"/wtpf/{table.name}")
        assert known[table.name]["count"] == table.visible().count(), table.name
        keys = {key["column"] for key in known[table.name]["foreign_keys"]["outgoing"]}
        assert keys == {f"{name}_id" for name in table.key_names}, table.name
        if known[table.name]["count"]:
            first = datasette.value(f'select min(id) from "{table.name}"')  # noqa: S608 - our own names
            assert "<table" in datasette.get(f"/wtpf/{table.name}/{first}") and "<table" in page
        for name in table.key_names:
            datasette.get(f"/wtpf/{table.name}?_facet={name}_id")


def test_datasette_leads_from_a_version_to_its_text_and_counts_by_it(datasette):
    page = datasette.get("/wtpf/revisions?_facet=opinion_id&_facet=basis")
    assert 'href="/wtpf/opinions/' in page and "facet-results" in page
    facets = datasette.json("/wtpf/revisions.json?_facet=basis")["facet_results"]
    assert sum(each["count"] for each in facets["basis"]["results"]) == datasette.value(
        "select count(*) from revisions"
    )


def test_datasette_answers_queries_over_several_tables(datasette):
    asked = (
        "select count(*) from events join opinions on opinions.id = events.opinion_id "
        "where opinions.outcome = 'adopted'"
    )
    assert datasette.value(asked) > 5
    assert datasette.value("select count(*) from about") > 3
    ties = "select count(*) from documents_sources t join sources s on s.id = t.to_id"
    assert datasette.value(ties) == datasette.value("select count(*) from documents_sources")
