"""Who may work alone: one sender at a time, and one who reads the history; let go when a process dies."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import connection

SENDING, HEARING = 5_718_201, 5_718_202


@contextmanager
def only_sender() -> Iterator[bool]:
    """Yield whether this process is the only one that sends; the database or the system ends that with it."""
    if connection.vendor == "postgresql":
        with _advisory_lock() as got:
            yield got
    elif connection.is_in_memory_db():
        yield True
    else:
        with _file_lock(Path(f"{connection.settings_dict['NAME']}.sending")) as got:
            yield got


@contextmanager
def _advisory_lock() -> Iterator[bool]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [SENDING])
        got = cursor.fetchone()[0]
    try:
        yield got
    finally:
        if got and connection.is_usable():
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [SENDING])


@contextmanager
def _file_lock(path: Path) -> Iterator[bool]:
    with path.open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
            return
        yield True


def hear_alone() -> None:
    """Wait until no other transaction reads the history, and keep others waiting until this one ends.

    On SQLite every transaction that writes has that already.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [HEARING])
