"""The kind of index that the database has; nothing outside asks which."""

from django.db import connection

from . import postgresql, sqlite
from .expression import Expression


def kind_of(vendor: str):
    """Return the module that keeps the index of words in a database of `vendor`."""
    return postgresql if vendor == "postgresql" else sqlite


def create(apps, schema_editor) -> None:
    """Make the empty index; for a migration."""
    for statement in kind_of(schema_editor.connection.vendor).CREATE:
        schema_editor.execute(statement)


def drop(apps, schema_editor) -> None:
    """Take the index away; for a migration."""
    for statement in kind_of(schema_editor.connection.vendor).DROP:
        schema_editor.execute(statement)


def write(rows: list[tuple[int, list[str]]]) -> None:
    """Put (place, tokens) into the index; what stood at the place before is replaced."""
    with connection.cursor() as cursor:
        kind_of(connection.vendor).write(cursor, rows)


def remove(places: list[int]) -> None:
    """Take places out of the index."""
    with connection.cursor() as cursor:
        kind_of(connection.vendor).remove(cursor, places)


def places() -> set[int]:
    """Return every place that is in the index."""
    with connection.cursor() as cursor:
        cursor.execute(kind_of(connection.vendor).PLACES)
        return {place for (place,) in cursor.fetchall()}


def analyse() -> None:
    """Tell the database how the index is filled, after much was written."""
    with connection.cursor() as cursor:
        for statement in kind_of(connection.vendor).ANALYSE:
            cursor.execute(statement)


def find(asked: Expression, columns: str, conditions: str, parameters: list, limit: int) -> list:
    """Return the first `limit` rows (`columns` of entries, called e) that the expression and the conditions
    find, in the order of their places."""
    with connection.cursor() as cursor:
        return kind_of(connection.vendor).find(cursor, asked, columns, conditions, parameters, limit)
