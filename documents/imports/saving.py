"""Checked rows -> rows of the database, through Django's own deserializer, so that `loaddata` agrees."""

from collections.abc import Container

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.core.serializers.base import DEFER_FIELD, DeserializedObject
from django.core.serializers.python import Deserializer
from django.db import DatabaseError, models, transaction

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
        """Save `rows`, then what they name of later ones."""
        for row in rows:
            needed = [name for name in row.source.fields if not is_optional(row.model._meta.get_field(name))]
            if not self._names_absent(row, needed):
                self._store(row)
        for row, names in self._deferred:
            if not self._names_absent(row, names):
                self._store(row)

    def _store(self, row: CheckedRow) -> None:
        """Store one row with what it names, as far as that is there already, or note why not."""
        number = self.index.number(row.model, row.key)
        loaded = deserialized(row, self.index, number=number)
        # Tells Django's checks that the row is not its own duplicate.
        loaded.object._state.adding = number is None
        derived.fill(loaded.object)
        try:
            loaded.object.clean()
            with transaction.atomic():
                loaded.save()
        except (ValidationError, DatabaseError, ValueError) as problem:
            # The database is the judge, Django's slower checks only find the words for its verdict.
            self._note(row, faults_of(row, loaded.object) or [unexplained(row, problem)])
            return
        self.index.add(row.model, row.key, loaded.object.pk)
        if loaded.deferred_fields:
            self._deferred.append((row, [field.name for field in loaded.deferred_fields]))

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

    def _note(self, row: CheckedRow, faults: list[Fault]) -> None:
        self.faults += faults
        if faults:
            self._failed.add(row.name)


def faults_of(row: CheckedRow, loaded: models.Model) -> list[Fault]:
    """Say which of its own rules and of the database's an unsaved row breaks."""
    found = {}
    rules = (lambda known: loaded.clean(), loaded.validate_unique, loaded.validate_constraints)
    for check in rules:
        try:
            # As in Django's full_clean: a field with a fault of its own is not looked at again.
            check(found.keys() - {NON_FIELD_ERRORS})
        except ValidationError as problem:
            problem.update_error_dict(found)
    return [
        row.source.fault(" ".join(ValidationError(said).messages), "" if name == NON_FIELD_ERRORS else name)
        for name, said in found.items()
    ]


def unexplained(row: CheckedRow, problem: Exception) -> Fault:
    """Return the fault of a row that the database refuses although every known rule is kept."""
    reason = str(problem).partition("\n")[0]
    return row.source.fault(f"The database refuses the row: {reason}.")
