"""What all tests share: the shipped record loaded once, and folders of their own for files.

A test that asks for `record` runs over the whole shipped record in a transaction of its own, rolled
back at its end; every other test finds an empty database. The record is committed once (a server closes
its connection after each test, and with it any transaction around several), so tests that want it run
after those that do not; where another order is forced, the tables are emptied or filled again.

Property tests draw the same examples at every run, so that a commit is judged alike each time;
`make fuzz` draws new ones.
"""

from pathlib import Path

import hypothesis
import pytest
from django.core.management import call_command

from documents.models import LoadedRow
from tests.signing_in import make_staff, sign_in

hypothesis.settings.register_profile("steady", derandomize=True, deadline=None)
hypothesis.settings.register_profile("fuzz", deadline=None, print_blob=True)
hypothesis.settings.load_profile("steady")

FIXTURES = Path(__file__).resolve().parent.parent / "fixtures"


class ShippedRecord:
    """Whether the record is in the test database, and how it gets there and out."""

    def __init__(self):
        self.blocker = None

    def arrange(self, *, wanted: bool) -> None:
        """Make the record be there, or not; nothing is done before the database exists."""
        if self.blocker is None:
            return
        with self.blocker.unblock():
            there = LoadedRow.objects.exists()
            if wanted and not there:
                call_command("load_record", FIXTURES, verbosity=0)
            elif there and not wanted:
                call_command("flush", interactive=False, verbosity=0)


SHIPPED = ShippedRecord()


def _asks_for(item, *names: str) -> bool:
    return any(name in getattr(item, "fixturenames", ()) for name in names)


def _is_transactional(item) -> bool:
    marker = item.get_closest_marker("django_db")
    return _asks_for(item, "transactional_db", "live_server") or bool(
        marker and marker.kwargs.get("transaction")
    )


def _uses_database(item) -> bool:
    return item.get_closest_marker("django_db") is not None or _asks_for(item, "db", "transactional_db")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items):
    """Let the record be loaded once: first the tests without it, then those with it."""
    items.sort(key=lambda item: 2 if _is_transactional(item) else _asks_for(item, "record"))


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item):
    if _uses_database(item):
        SHIPPED.arrange(wanted=_asks_for(item, "record"))


@pytest.fixture(scope="session")
def _shipped_record(django_db_setup, django_db_blocker):
    SHIPPED.blocker = django_db_blocker
    SHIPPED.arrange(wanted=True)


@pytest.fixture
def record(_shipped_record, db):
    """The shipped record, as `load_record fixtures/` leaves it; what the test changes is undone."""


@pytest.fixture(autouse=True)
def _nothing_published_by_the_clock(settings):
    """No request looks for what is due, so that pages issue the queries of their own only."""
    settings.PUBLISH_DUE_EVERY = 0


@pytest.fixture(autouse=True)
def _as_many_requests_as_tests_make(settings):
    """Nobody counts how often the API is asked; tests of the limit set one."""
    settings.API_REQUESTS_PER_MINUTE = 0


@pytest.fixture(autouse=True)
def _files_of_their_own(settings, tmp_path):
    """Uploads of tests go to a folder that vanishes with them; static files need not be collected first."""
    settings.MEDIA_ROOT = tmp_path / "media"
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": plain}


@pytest.fixture
def admin_client(db, client):
    """A browser of a superuser with password and code given; that of pytest-django gave no code."""
    return sign_in(client, make_staff("admin", superuser=True))
