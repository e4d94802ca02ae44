"""The database of the tests, for processes beside this one."""

from pathlib import Path
from urllib.parse import quote

from django.db import connection


def database_for_others(folder: Path) -> str:
    """Return the DATABASE_URL under which other processes see what is committed in the database of the tests.

    That of SQLite is in memory, so it is copied to a file in `folder`.
    """
    given = connection.settings_dict
    if connection.vendor != "sqlite":
        who = quote(given["USER"]) + (f":{quote(given['PASSWORD'])}" if given["PASSWORD"] else "")
        return f"postgres://{who}@{given['HOST']}:{given['PORT'] or 5432}/{given['NAME']}"
    connection.ensure_connection()
    (folder / "site.sqlite3").write_bytes(connection.connection.serialize())
    return f"sqlite:///{folder / 'site.sqlite3'}"
