"""The settings as the environment gives them, each read by a process of its own."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from wtpf_tracker.secret import read_or_make_secret_key

ROOT = Path(__file__).resolve().parent.parent
SHOWS = """
import json
from django.conf import settings
print(json.dumps({name: getattr(settings, name) for name in NAMES}, default=str))
"""


def settings_of(*names: str, root: Path = ROOT, **environment) -> dict:
    """Return the settings `names` of a process started with nothing but `environment`."""
    given = {"PATH": os.environ["PATH"], "DJANGO_SETTINGS_MODULE": "wtpf_tracker.settings"}
    if root == ROOT:
        given["SECRET_KEY"] = "for this test alone"  # noqa: S105
    code = SHOWS.replace("NAMES", repr(names))
    shown = subprocess.run(
        [sys.executable, "-W", "error", "-c", code],
        cwd=root,
        env={**given, **environment},
        capture_output=True,
        text=True,
    )
    assert shown.returncode == 0, shown.stderr
    return json.loads(shown.stdout)


@pytest.fixture
def elsewhere(tmp_path):
    """The project in a folder whose name is not one for an address."""
    folder = tmp_path / "wtpf #2? 100%25 é"
    folder.mkdir()
    shutil.copytree(ROOT / "wtpf_tracker", folder / "wtpf_tracker")
    return folder


def test_nothing_given_is_safe_on_ones_own_machine():
    shown = settings_of("DEBUG", "ALLOWED_HOSTS", "HTTPS", "SECURE_PROXY_SSL_HEADER")
    assert shown == {
        "DEBUG": False,
        "ALLOWED_HOSTS": ["127.0.0.1", "localhost", "[::1]"],
        "HTTPS": False,
        "SECURE_PROXY_SSL_HEADER": None,
    }


def test_https_secures_cookies_and_remembers():
    names = ["SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "SECURE_SSL_REDIRECT", "SECURE_HSTS_PRELOAD"]
    assert all(settings_of(*names, HTTPS="on").values())


def test_proxy_is_believed_only_where_one_is_named():
    shown = settings_of("SECURE_PROXY_SSL_HEADER", BEHIND_PROXY="on")
    assert shown["SECURE_PROXY_SSL_HEADER"] == ["HTTP_X_FORWARDED_PROTO", "https"]


@pytest.mark.parametrize("given", [{}, {"DATABASE_URL": ""}], ids=["none", "empty"])
def test_database_lies_in_the_folder_whatever_its_name(elsewhere, given):
    database = settings_of("DATABASES", root=elsewhere, **given)["DATABASES"]["default"]
    assert database["ENGINE"] == "django.db.backends.sqlite3"
    assert database["NAME"] == str(elsewhere / "db.sqlite3")
    assert database["OPTIONS"]["transaction_mode"] == "IMMEDIATE"


def test_database_of_the_environment_is_taken():
    shown = settings_of("DATABASES", DATABASE_URL="postgres://ada:p%23w@db.example:5433/wtpf")
    database = shown["DATABASES"]["default"]
    assert database["ENGINE"] == "django.db.backends.postgresql"
    assert [database[part] for part in ("NAME", "PASSWORD", "PORT")] == ["wtpf", "p#w", 5433]


def test_secret_key_is_made_once_and_for_the_owner_alone(elsewhere):
    first = settings_of("SECRET_KEY", root=elsewhere)["SECRET_KEY"]
    assert settings_of("SECRET_KEY", root=elsewhere)["SECRET_KEY"] == first
    assert len(first) > 50
    assert (elsewhere / "secret_key.txt").stat().st_mode & 0o777 == 0o600
    assert [path.name for path in elsewhere.glob("secret_key*")] == ["secret_key.txt"]


def test_secret_key_of_two_that_start_together_is_that_of_the_first(tmp_path, monkeypatch):
    path = tmp_path / "secret_key.txt"

    def other_was_first(own, whole):
        path.write_text("the first one's\n")
        raise FileExistsError

    monkeypatch.setattr(os, "link", other_was_first)
    assert read_or_make_secret_key(path) == "the first one's"


def test_fault_is_written_to_the_log_with_its_place(tmp_path):
    code = """
import django
from django.conf import settings
settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
django.setup()
from django.core.management import call_command
from django.test import Client
from wtpf_tracker import urls
call_command("migrate", verbosity=0)
def fails(request):
    raise ZeroDivisionError("on purpose")
urls.urlpatterns[1].callback = fails
client = Client(raise_request_exception=False, headers={"host": "localhost"})
assert client.get("/about/").status_code == 500
assert client.get("/no/such/page/").status_code == 404
assert client.get("/", headers={"host": "evil.example"}).status_code == 400
"""
    given = {"PATH": os.environ["PATH"], "DJANGO_SETTINGS_MODULE": "wtpf_tracker.settings", "SECRET_KEY": "x"}
    given |= {"DATABASE_URL": f"sqlite:///{tmp_path}/db", "PUBLISH_DUE_EVERY": "0"}
    run = subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=given, capture_output=True, text=True)
    assert run.returncode == 0, run.stderr
    assert "ERROR django.request: Internal Server Error: /about/" in run.stderr
    assert "ZeroDivisionError: on purpose" in run.stderr
    assert "such" not in run.stderr
    assert "evil" not in run.stderr
