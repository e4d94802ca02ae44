"""An import whose process is killed at whatever moment has written all of it, or nothing.

Real processes write to a database of their own, on the engine that the other tests run on.
"""

import json
import os
import signal
import subprocess
import sys
import time
import uuid
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from .tables import csv_of

ROOT = Path(__file__).resolve().parent.parent
ROWS = 400
COUNT = """
import json
from documents.models import Change, Review, ReviewItem, Stakeholder
print(json.dumps([model.objects.count() for model in (Stakeholder, Change, Review, ReviewItem)]))
"""
PREPARE = """
from django.contrib.auth.models import User
from documents.desk.history import paused
from documents.models import Source, Stakeholder
with paused():
    User.objects.create(username="clerk")
    source = Source.objects.create(key="S1", title="S", kind="press", published_at="2020-01-01T00:00Z")
    for number in range(20):
        given = {"name": "Old", "short_name": "Old", "category": "other", "published_at": source.published_at}
        row = Stakeholder.objects.create(slug=f"s-{number}", **given)
        row.sources.add(source)
"""
NOTHING = [20, 0, 0, 0]
ALL = [ROWS, ROWS - 20, 1, 20]


@pytest.fixture
def manage(tmp_path, django_db_blocker):
    """Return a function that runs a command of manage.py on a new and prepared database."""
    with django_db_blocker.unblock():
        url, remove = _new_database(tmp_path)
    environment = {**os.environ, "DATABASE_URL": url, "MEDIA_ROOT": str(tmp_path), "SECRET_KEY": "k" * 60}

    def started(*words, **options):
        command = [sys.executable, "manage.py", *map(str, words)]
        return subprocess.Popen(command, cwd=ROOT, env=environment, text=True, **options)

    for words in (("migrate", "-v0"), ("shell", "-v0", "-c", PREPARE), ("rebuild",)):
        assert started(*words).wait() == 0
    yield started
    with django_db_blocker.unblock():
        remove()


def _new_database(folder: Path):
    """The address of a new database on the engine of these tests, and what removes it."""
    if connection.vendor == "sqlite":
        return f"sqlite:///{folder / 'kill.sqlite3'}", lambda: None
    name = f"kill_{uuid.uuid4().hex[:12]}"
    there = settings.DATABASES["default"]
    with connection._nodb_cursor() as cursor:
        cursor.execute(f'CREATE DATABASE "{name}"')

    def remove():
        with connection._nodb_cursor() as cursor:
            cursor.execute(f'DROP DATABASE "{name}" WITH (FORCE)')

    place = f"{there['USER']}:{there['PASSWORD']}@{there['HOST'] or 'localhost'}:{there['PORT'] or 5432}"
    return f"postgres://{place}/{name}", remove


@pytest.fixture
def file(tmp_path) -> Path:
    """A table that corrects twenty published stakeholders and enters all the others."""
    path = tmp_path / "members.csv"
    row = {"name": "New", "short name": "New", "category": "other", "sources": "S1"}
    path.write_bytes(csv_of(*({"slug": f"s-{number}", **row} for number in range(ROWS))))
    return path


def counted(manage) -> list[int]:
    """How many stakeholders, changes, reviews and items of reviews there are."""
    running = manage("shell", "-v0", "-c", COUNT, stdout=subprocess.PIPE)
    return json.loads(running.communicate()[0].splitlines()[-1])


def begin(manage, file):
    """Begin to import the table."""
    words = ("import_table", "stakeholders", file, "--by", "clerk", "--why", "the new list")
    return manage(*words, stderr=subprocess.PIPE, stdout=subprocess.PIPE)


# Where it is killed: after so many lines of progress, and so much later (in seconds).
MOMENTS = [(1, 0), (11, 0.01), (20, 0), (20, 0.05), (20, 0.15), (20, 0.4)]


def test_an_import_that_is_killed_has_written_all_or_nothing(manage, file):
    found = []
    for lines, pause in MOMENTS:
        running = begin(manage, file)
        for _ in range(lines):
            assert "rows looked at" in running.stderr.readline()
        time.sleep(pause)
        running.send_signal(signal.SIGKILL)
        running.communicate()
        found.append(counted(manage))
        assert found[-1] in (NOTHING, ALL)
    assert found[0] == NOTHING
    done = begin(manage, file)
    said = done.communicate()[0]
    assert done.returncode == 0 and counted(manage) == ALL, said
    again = begin(manage, file).communicate()[0]
    assert again == f"Imported: 20 correction that waits for review already, {ROWS - 20} unchanged.\n"
    assert manage("doctor", stdout=subprocess.DEVNULL).wait() == 0


def test_the_command_says_how_far_it_is_and_what_it_did(manage, file):
    said, progress = begin(manage, file).communicate()
    assert said == (
        f"Imported: {ROWS - 20} new, 20 correction proposed for review.\n"
        "The corrections wait for review: “Corrections from members.csv”.\n"
    )
    assert progress.splitlines()[:2] == ["20 of 400 rows looked at ...", "40 of 400 rows looked at ..."]
