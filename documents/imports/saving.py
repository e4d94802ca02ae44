"""Checked rows -> rows of the database, through Django's own deserializer, so that `loaddata` agrees."""

from collections.abc import Container

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.core.serializers.base import DEFER_FIELD, DeserializedObject
from django.core.serializers.python import Deserializer
from django.db import DatabaseError, models

from .. import derived
from .checking import CheckedRow, is_optional
from .faults import Fault
from .keys import Key, KeyIndex, in_words, key_of
from .values import foreign_keys, settable_fields


class IndexedDeserializer(Deserializer):
    """Django's deserializer, finding the rows that a row names in memory instead of by a query each."""

    def __init__(self, rows: list[dict], index: KeyIndex):
        super().__init__(rows, handle_forward_references=True)
        self.index = index

    def _handle_fk_field_node(self, field, value):
        return None if value is None else self._number(field, value)

    def _handle_m2m_field_node(self, field, value):
        numbers = [self._number(field, words) for words in value]
        return DEFER_FIELD if DEFER_FIELD in numbers else numbers

    def _number(self, field, words):
        number = self.index.number(field.related_model, key_of(words))
        return DEFER_FIELD if number is None else number


def deserialized(row: CheckedRow, index: KeyIndex, *, number: int | None) -> DeserializedObject:
    """Return `row` as an unsaved object, to be stored under the primary key `number` or as a new one.

    Of a row that is stored already, what the file leaves out becomes empty or its default.
    """
    data = {"model": row.source.model, "fields": row.source.fields}
    if number is not None:
        empty = {field.name: [] for field in settable_fields(row.model) if field.many_to_many}
        data |= {"pk": number, "fields": empty | row.source.fields}
    return next(iter(IndexedDeserializer([data], index)))


class Saver:
    """Saves rows in their order and collects what is wrong with them; the caller rolls back on faults."""

    def __init__(self, index: KeyIndex):
        self.index = index
        self.faults: list[Fault] = []
        self._failed: set[tuple[type[models.Model], Key]] = set()
        # Rows stored without what they name of later ones, and the fields that lack it.
        self._deferred: list[tuple[CheckedRow, list[str]]] = []

    def save(self, rows: list[CheckedRow]) -> None:
        """Save `rows`, then what they name of later ones. Stops where the database itself refuses a row."""
        for row in rows:
            if not self._save(row):
                return
        for row, names in self._deferred:
            if not self._names_absent(row, names) and not self._store(row):
                return

    def _save(self, row: CheckedRow) -> bool:
        """Save one row or note why not; return whether the database can go on."""
        needed = [name for name in row.source.fields if not is_optional(row.model._meta.get_field(name))]
        return self._names_absent(row, needed) or self._store(row)

    def _store(self, row: CheckedRow) -> bool:
        """Check and store one row with what it names, as far as that is there already."""
        number = self.index.number(row.model, row.key)
        loaded = deserialized(row, self.index, number=number)
        # Tells Django's checks that the row is not its own duplicate.
        loaded.object._state.adding = number is None
        if self._note(row, faults_of(row, loaded.object)):
            return True
        try:
            loaded.save()
        except (DatabaseError, ValueError) as problem:
            reason = str(problem).partition("\n")[0]
            self._note(row, [row.source.fault(f"The database refuses the row: {reason}.")])
            return False
        self.index.add(row.model, row.key, loaded.object.pk)
        if loaded.deferred_fields:
            self._deferred.append((row, [field.name for field in loaded.deferred_fields]))
        return True

    def _names_absent(self, row: CheckedRow, names: Container[str]) -> bool:
        """Whether fields among `names` name rows that are not there; noted where those have no fault."""
        absent = [
            (target, key, name)
            for target, key, name in foreign_keys(row.model, row.source.fields)
            if name in names and self.index.number(target, key) is None
        ]
        faults = [
            row.source.fault(f"{in_words(key)} was deleted here; --overwrite brings it back.", name)
            for target, key, name in absent
            if (target, key) not in self._failed
        ]
        self._note(row, faults)
        if absent:
            self._failed.add(row.name)
        return bool(absent)

    def _note(self, row: CheckedRow, faults: list[Fault]) -> bool:
        """Keep `faults` of `row`; return whether there are any."""
        self.faults += faults
        if faults:
            self._failed.add(row.name)
        return bool(faults)


def faults_of(row: CheckedRow, loaded: models.Model) -> list[Fault]:
    """Fill the derived columns of an unsaved row and check its own rules and the database's."""
    derived.fill(loaded)
    found = {}
    for check in (loaded.clean, loaded.validate_unique, loaded.validate_constraints):
        try:
            check()
        except ValidationError as problem:
            problem.update_error_dict(found)
    return [
        row.source.fault(" ".join(ValidationError(said).messages), "" if name == NON_FIELD_ERRORS else name)
        for name, said in found.items()
    ]
