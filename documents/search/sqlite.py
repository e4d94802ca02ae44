"""The index of words in SQLite: an FTS5 table that keeps the tokens it was given.

It keeps them so that a row can be taken out without knowing what it held.
"""

from collections.abc import Iterable

from .expression import Expression, for_sqlite

TABLE = "documents_searchindex"
CREATE = (
    f"CREATE VIRTUAL TABLE IF NOT EXISTS {TABLE} USING fts5("
    "words, tokenize = \"ascii tokenchars '=~'\", columnsize = 0)",
)
DROP = (f"DROP TABLE IF EXISTS {TABLE}",)
ANALYSE = ("ANALYZE documents_searchentry",)
# FTS5 gives its rows in the order of their keys: the first hits are found without looking at the others.
FIND = (
    "SELECT {columns} FROM documents_searchindex AS i "
    "CROSS JOIN documents_searchentry AS e ON e.place = i.rowid "
    "WHERE documents_searchindex MATCH %s AND {conditions} ORDER BY i.rowid LIMIT %s"
)
PLACES = "SELECT rowid FROM documents_searchindex"


def write(cursor, rows: Iterable[tuple[int, list[str]]]) -> None:
    """Put the tokens of (place, tokens) into the index."""
    cursor.executemany(
        f"INSERT OR REPLACE INTO {TABLE} (rowid, words) VALUES (%s, %s)",  # noqa: S608
        [(place, " ".join(tokens)) for place, tokens in rows],
    )


def remove(cursor, places: list[int]) -> None:
    """Take entries out of the index."""
    cursor.executemany(f"DELETE FROM {TABLE} WHERE rowid = %s", [(place,) for place in places])  # noqa: S608


def find(cursor, asked: Expression, columns: str, conditions: str, parameters: list, limit: int) -> list:
    """Return the first `limit` rows of entries that the expression finds, in the order of their places."""
    cursor.execute(
        FIND.format(columns=columns, conditions=conditions), [for_sqlite(asked), *parameters, limit]
    )
    return cursor.fetchall()
