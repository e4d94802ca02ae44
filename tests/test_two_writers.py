"""SQLite with several processes: two write and one reads at the same time, and nobody fails.

Here alone processes of their own share a database file, as those of `make run` do.
"""

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
BEGINS = """
import django, sys
django.setup()
from django.db import transaction
from documents.models import Source
"""
WRITES = """
for number in range(20):
    with transaction.atomic():
        many = Source.objects.count()
        Source.objects.create(key=f"{sys.argv[1]}{number}", title=str(many), kind="press")
"""
READS = """
seen = 0
while seen < 40:
    now = Source.objects.count()
    assert now >= seen, (now, seen)
    seen = now
"""


@pytest.fixture
def python(tmp_path):
    """Return a function that starts a process with some code and the one database file."""
    given = {"PATH": os.environ["PATH"], "DJANGO_SETTINGS_MODULE": "wtpf_tracker.settings", "SECRET_KEY": "x"}
    given["DATABASE_URL"] = f"sqlite:///{tmp_path}/shared.sqlite3"
    started = []

    def start(*arguments: str):
        process = subprocess.Popen(
            [sys.executable, *arguments], cwd=ROOT, env=given, stderr=subprocess.PIPE, text=True
        )
        started.append(process)
        return process

    yield start
    for process in started:
        process.kill()


def finish(process) -> None:
    _, said = process.communicate(timeout=600)
    assert process.returncode == 0, said


def test_two_write_while_one_reads(tmp_path, python):
    finish(python("manage.py", "migrate", "--verbosity", "0"))
    writers = [python("-c", BEGINS + WRITES, name) for name in ("A", "B")]
    reader = python("-c", BEGINS + READS)
    for process in (*writers, reader):
        finish(process)
    with sqlite3.connect(tmp_path / "shared.sqlite3") as database:
        counts = [int(row[0]) for row in database.execute("SELECT title FROM documents_source")]
    # Each writer counted the rows before it added one: no two counted the same, so none overtook another.
    assert sorted(counts) == list(range(40))
