"""Tables of the record: for each kind of thing its columns, and how a row of a table becomes a thing.

A new row becomes a draft, a draft is changed; a published thing is left as it is, and what the table wants
of it is gathered in `corrections`. Nothing is published, withdrawn or deleted by a table.
"""

from collections.abc import Iterable, Iterator

from django.core.exceptions import ValidationError
from django.db import DatabaseError, models, transaction
from import_export import resources

from ..models import Contribution, Meeting, Stakeholder
from .columns import Column, Names, Thing, columns_of, empty_state
from .part_columns import PartsColumn
from .states import apply_state, states_of, without_publication
from .table_files import Table, TableRefused

ROWS_AT_A_TIME = 500


class RecordResource(resources.Resource):
    """A table of one kind of thing. `kind` is its word in commands and addresses."""

    kind: str
    model: type[models.Model]

    class Meta:
        skip_diff = True  # what differs is told from states
        report_skipped = True
        store_instance = True

    def __init__(self):
        super().__init__()
        self.fields = columns_of(self.model, self.part_columns())
        self.names = Names()
        self.seen: dict[tuple, int] = {}
        self.corrections: list[tuple[int, Thing]] = []
        self.written: list[tuple[int, Thing]] = []
        self._states: dict[int, dict] = {}

    def part_columns(self) -> list[Column]:
        """Return the columns of the rows that belong to a thing."""
        return []

    def get_import_id_fields(self):
        return [path.partition("__")[0] for path in self.model.natural_fields]

    # --- going out -----------------------------------------------------------------------------

    @property
    def headers(self) -> list[str]:
        """The names of the columns, in their order."""
        return [column.column_name for column in self.fields.values()]

    def exported(self, keys: Iterable[int]) -> Iterator[list[str]]:
        """Yield the cells of the rows with these primary keys, in their order; a few queries for each 500."""
        keys = list(keys)
        for start in range(0, len(keys), ROWS_AT_A_TIME):
            some = keys[start : start + ROWS_AT_A_TIME]
            states = states_of(self.model, some)
            for thing in (Thing(self.model, self.names, state=states[key]) for key in some if key in states):
                yield [column.export(thing) for column in self.fields.values()]

    # --- coming in -----------------------------------------------------------------------------

    def understood(self, table: Table) -> list[tuple[int, dict[str, str]]]:
        """Return the rows of `table` as {column: cell}, and prepare for them.

        Columns may be called as on the form or by the names of the fields. Raises TableRefused where one is
        not known, stands there twice, or the key is missing.
        """
        known = {name: each.column_name for each in self.fields.values() for name in _spellings(each)}
        named = [known.get(_spelt(header)) for header in table.headers]
        if None in named:
            header = table.headers[named.index(None)]
            raise TableRefused(
                f"There is no column “{header[:100]}” in a table of {self.kind}. "
                f"The columns are: {', '.join(self.headers)}."
            )
        if twice := next((name for name in named if named.count(name) > 1), None):
            raise TableRefused(f"The column “{twice}” stands there twice.")
        needed = [self.fields[name].column_name for name in self.get_import_id_fields()]
        if missing := [name for name in needed if name not in named]:
            raise TableRefused(
                f"The column “{missing[0]}” is missing: it is needed to know which row is which."
            )
        rows = [(number, dict(zip(named, cells, strict=True))) for number, cells in table.rows]
        self._remember([self.names.find(self.model, self._key_of(row)) for _, row in rows])
        return rows

    def _remember(self, keys: list[int | None]) -> None:
        """Hold the rows with these primary keys until the transaction ends, and take their states."""
        there = sorted({*keys} - {None})
        for start in range(0, len(there), ROWS_AT_A_TIME):
            some = there[start : start + ROWS_AT_A_TIME]
            list(
                self.model._base_manager.select_for_update()
                .filter(pk__in=some)
                .order_by("pk")
                .values_list("pk")
            )
            self._states |= states_of(self.model, some)

    def _key_of(self, row: dict[str, str]) -> tuple:
        """The words of the natural key: those of a related row stand in its own cell."""
        words = []
        for name in self.get_import_id_fields():
            column = self.fields[name]
            cell = row[column.column_name]
            words += cell.split("/") if column.of.is_relation else [cell]
        return tuple(words)

    def get_instance(self, instance_loader, row):
        """Return the thing that a row is about, or None where it is new."""
        key = self._key_of(row)
        pk = self.names.find(self.model, key)
        if pk is None:
            return None
        before = self._states[pk]
        state = {name: dict(values) for name, values in before.items()}
        return Thing(self.model, self.names, key, pk, before, state)

    def init_instance(self, row=None):
        """Return a new thing of which nothing is known yet."""
        return Thing(self.model, self.names, self._key_of(row), state=empty_state(self.model))

    def before_import_row(self, row, *, row_number, **kwargs):
        key = self._key_of(row)
        if key in self.seen:
            raise ValidationError(
                f"This is the same {self.model._meta.verbose_name} as in row {self.seen[key]}."
            )
        self.seen[key] = row_number

    def skip_row(self, instance, original, row, import_validation_errors=None):
        return not import_validation_errors and not instance.is_changed

    def validate_instance(self, instance, import_validation_errors=None, validate_unique=True):
        """Refuse a row with cells that could not be read; other rules are looked at as it is written."""
        if import_validation_errors:
            raise ValidationError(import_validation_errors)

    def save_instance(self, instance, is_create, row, *, row_number, **kwargs):
        """Write a draft now; keep a correction of what is published for later."""
        if instance.is_published:
            self.corrections.append((row_number, instance))
            return
        self.write(instance)
        self.written.append((row_number, instance))

    def save_m2m(self, instance, row, **kwargs):
        """Relations are part of the state, and written with it."""

    def write(self, thing: Thing) -> models.Model:
        """Write what a table wants of a thing; return its row. Raises ValidationError, and writes nothing."""
        try:
            with transaction.atomic():
                row = apply_state(thing.model, thing.pk, without_publication(thing.state))
        except DatabaseError as problem:
            reason = str(problem).partition("\n")[0]
            raise ValidationError(f"The database refuses the row: {reason}.") from problem
        if thing.pk is None:
            thing.pk = row.pk
            self.names.add(thing.model, thing.key, row.pk)
        return row

    def refusals(self, things: list[tuple[int, Thing]]) -> Iterator[tuple[int, ValidationError]]:
        """Yield (row number, why) of what was written and cannot stand together."""
        return iter(())


def _spellings(column: Column) -> set[str]:
    return {_spelt(column.column_name), _spelt(column.attribute)}


def _spelt(header: str) -> str:
    return " ".join(header.lower().replace("_", " ").split())


class ContributionResource(RecordResource):
    """Documents, with who submitted them in their order."""

    kind = "contributions"
    model = Contribution

    def part_columns(self):
        relation = Contribution._meta.get_field("submissions")
        return [PartsColumn(relation, called="submitters", word="presented")]


class StakeholderResource(RecordResource):
    """Who takes part."""

    kind = "stakeholders"
    model = Stakeholder


class MeetingResource(RecordResource):
    """Meetings and their sessions; a session comes after the meeting it is one of."""

    kind = "meetings"
    model = Meeting
