"""The index of words in PostgreSQL: a tsvector beside each entry, made here, under a GIN index.

It stands in the table of entries, so that a question is answered from one table without a join. The model
does not name it: other databases have no such column.
"""

from collections.abc import Iterable

from .expression import Expression, for_postgresql, has_phrase, positions

ROWS_AT_A_TIME = 500
CREATE = (
    "ALTER TABLE documents_searchentry ADD COLUMN words tsvector",
    # So many words are counted that the planner knows the common ones from the rare.
    "ALTER TABLE documents_searchentry ALTER COLUMN words SET STATISTICS 1000",
    "CREATE INDEX documents_searchentry_words ON documents_searchentry "
    "USING gin (words) WITH (fastupdate = off)",
    # Beginnings of words are looked up by the letters' codes, as in SQLite.
    'ALTER TABLE documents_searchword ALTER COLUMN word TYPE varchar(60) COLLATE "C"',
)
DROP = ("ALTER TABLE documents_searchentry DROP COLUMN words",)
ANALYSE = ("ANALYZE documents_searchentry", "ANALYZE documents_searchword")
FIND = (
    "SELECT {columns} FROM documents_searchentry AS e "
    "WHERE e.words @@ %s::tsquery AND {conditions} ORDER BY {order} LIMIT %s"
)
PLACES = "SELECT place FROM documents_searchentry WHERE words IS NOT NULL"


def write(cursor, rows: Iterable[tuple[int, list[str]]]) -> None:
    """Put the tokens of (place, tokens) beside the entries at these places."""
    rows = [(place, positions(tokens)) for place, tokens in rows]
    for at in range(0, len(rows), ROWS_AT_A_TIME):
        part = rows[at : at + ROWS_AT_A_TIME]
        values = ", ".join(["(%s, %s::tsvector)"] * len(part))
        cursor.execute(
            "UPDATE documents_searchentry AS e SET words = given.words "  # noqa: S608
            f"FROM (VALUES {values}) AS given (place, words) WHERE e.place = given.place",
            [value for row in part for value in row],
        )


def remove(cursor, places: list[int]) -> None:
    """Take the words of entries out of the index; with an entry they go by themselves."""
    cursor.execute("UPDATE documents_searchentry SET words = NULL WHERE place = ANY(%s)", [places])


def find(cursor, asked: Expression, columns: str, conditions: str, parameters: list, limit: int) -> list:
    """Return the first `limit` rows of entries that the expression finds, in the order of their places."""
    # The planner takes a phrase for as common as its words and would read entries in order until it has
    # enough. Sorting by a sum, which no index gives, makes it begin with the index of words.
    order = "e.place + 0" if has_phrase(asked) else "e.place"
    statement = FIND.format(columns=columns, conditions=conditions, order=order)
    cursor.execute(statement, [for_postgresql(asked), *parameters, limit])
    return cursor.fetchall()
