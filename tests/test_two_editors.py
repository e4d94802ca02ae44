"""Two people save one form at the same moment, each from a process of its own: one is refused.

On SQLite the processes share a database file, on PostgreSQL the test database.
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

ROOT = Path(__file__).resolve().parent.parent
BEGINS = """
import django, pathlib, sys, time
django.setup()
from django.test.utils import setup_test_environment
setup_test_environment()  # keeps with each answer what its page was made of
from django.contrib.auth.models import Group, User
from django.test import Client
from documents.models import Change, Source
"""
MAKES = """
ada = User.objects.create(username="ada", is_staff=True)
ada.groups.add(Group.objects.get_or_create(name="contributors")[0])
print(Source.objects.create(key="race", title="One", kind="press").pk)
"""
EDITS = """
pk, name, folder = sys.argv[1], sys.argv[2], pathlib.Path(sys.argv[3])
client = Client()
client.force_login(User.objects.get())
place = f"/admin/documents/source/{pk}/change/"
form = client.get(place).context["adminform"].form
data = {bound.html_name: bound.value() or "" for bound in form} | {"title": name}
(folder / name).touch()
while len(list(folder.iterdir())) < 2:
    time.sleep(0.01)
answer = client.post(place, data)
refused = answer.status_code == 200 and name == answer.context["adminform"].form["title"].value()
print({302: "saved"}.get(answer.status_code, "refused" if refused else "lost"))
"""
LOOKS = """
print(Source.objects.get().title, Change.objects.filter(act="edited").count())
"""
CLEANS = """
Change.objects.all().delete(); Source.objects.all().delete(); User.objects.all().delete()
"""


def _address(tmp_path) -> str:
    if connection.vendor == "sqlite":
        return f"sqlite:///{tmp_path}/shared.sqlite3"
    given = settings.DATABASES["default"] | {"NAME": connection.settings_dict["NAME"]}
    return "postgres://{USER}:{PASSWORD}@{HOST}:{PORT}/{NAME}".format(**given)


@pytest.fixture
def python(tmp_path, transactional_db):
    """Return a function that starts a process with some code and the one database."""
    given = {"PATH": os.environ["PATH"], "DJANGO_SETTINGS_MODULE": "wtpf_tracker.settings", "SECRET_KEY": "x"}
    given |= {"DATABASE_URL": _address(tmp_path), "DEBUG": "true"}  # static files need not be collected
    started = []

    def start(*arguments: str):
        process = subprocess.Popen(
            [sys.executable, *arguments],
            cwd=ROOT, env=given, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )  # fmt: skip
        started.append(process)
        return process

    yield start
    for process in started:
        process.kill()


def said(process) -> str:
    out, errors = process.communicate(timeout=600)
    assert process.returncode == 0, errors
    return out.strip()


def test_of_two_who_save_at_once_one_is_refused_and_loses_nothing(tmp_path, python):
    meeting_place = tmp_path / "ready"
    meeting_place.mkdir()
    said(python("manage.py", "migrate", "--verbosity", "0"))
    pk = said(python("-c", BEGINS + MAKES))
    editors = {name: python("-c", BEGINS + EDITS, pk, name, str(meeting_place)) for name in ("Two", "Three")}
    results = {name: said(process) for name, process in editors.items()}
    stored = said(python("-c", BEGINS + LOOKS))
    said(python("-c", BEGINS + CLEANS))
    assert sorted(results.values()) == ["refused", "saved"]
    assert stored == f"{next(name for name, result in results.items() if result == 'saved')} 1"
