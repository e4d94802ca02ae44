"""Columns of tables: how what somebody typed goes into a cell, and comes back from one.

Columns read and write the state of a thing (see `states`), not the row itself: so one that is unchanged costs
no query, and what is published can be compared without being touched.
"""

from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db import models
from import_export.fields import Field

from ..fields import EdtfField
from ..imports.keys import KeyIndex, key_of
from ..text.dates import parse_edtf
from .states import PUBLICATION, as_json, kept_fields, parts_of, plain_many
from .table_files import normal

YES, NO = "yes", "no"
DIVIDER = ";"


class Names:
    """Rows as cells name them: by their natural key, its words divided by slashes."""

    def __init__(self):
        self._index = KeyIndex()

    def text(self, model: type[models.Model], number: int | None) -> str:
        """Return how a cell names the row with this primary key."""
        return "" if number is None else "/".join(self._index.key(model, number) or ())

    def number(self, model: type[models.Model], text: str) -> int:
        """Return the primary key of the row that a cell names. Raises ValueError with a sentence."""
        found = self._index.number(model, key_of(text.split("/")))
        if found is None:
            kind = model._meta.verbose_name
            raise ValueError(f"There is no {kind} “{text[:100]}” here, nor in a row above this one.")
        return found

    def find(self, model: type[models.Model], key: tuple) -> int | None:
        """Return the primary key of the row with this natural key, or None."""
        return self._index.number(model, key)

    def add(self, model: type[models.Model], key: tuple, number: int) -> None:
        """Note a new row."""
        self._index.add(model, key, number)


@dataclass
class Thing:
    """What a row of a table is about: its state before (None: it is new) and as the table wants it."""

    model: type[models.Model]
    names: Names
    key: tuple = ()
    pk: int | None = None
    before: dict | None = None
    state: dict = field(default_factory=dict)

    @property
    def is_published(self) -> bool:
        """Whether readers see it, or will at a moment that is set."""
        return self.before is not None and self.before["fields"]["published_at"] is not None

    @property
    def is_changed(self) -> bool:
        """Whether the table wants anything of it to be otherwise."""
        return self.before is None or self.state != self.before

    def __str__(self):
        return "/".join(self.key)


def empty_state(model: type[models.Model]) -> dict:
    """Return the state of a row of `model` of which nothing was typed yet."""
    return {
        "fields": {each.name: as_json(each.get_default()) for each in kept_fields(model)},
        "many": {each.name: [] for each in plain_many(model)},
        "parts": {relation.name: {} for relation in parts_of(model)},
    }


class Column(Field):
    """A column of texts; it is named as the form names its field."""

    def __init__(self, of: models.Field):
        super().__init__(attribute=of.name, column_name=of.verbose_name)
        self.of = of

    def save(self, thing, row, is_m2m=False, **kwargs):
        """Take the cell over, unless it says what is there already. Raises ValueError with a sentence."""
        cell = row[self.column_name]
        if cell != normal(self.export(thing)):
            self.put(thing.state, self.read(cell, thing))

    def export(self, thing, **kwargs) -> str:
        """Return what the cell says of `thing`."""
        value = thing.state["fields"][self.attribute]
        return "" if value is None else str(value)

    def read(self, cell: str, thing: Thing):
        """Return the value that the cell means."""
        if not cell and self.of.has_default():
            return as_json(self.of.get_default())
        return cell

    def put(self, state: dict, value) -> None:
        """Write the value into the state."""
        state["fields"][self.attribute] = value

    @property
    def said(self) -> str:
        """Say what the cells hold, for the people who fill them."""
        length = f", at most {self.of.max_length} characters" if self.of.max_length else ""
        return f"Text{length}. {self.of.help_text}".strip()


class ChoiceColumn(Column):
    """One of a few words; what pages call it is understood too."""

    def read(self, cell, thing):
        words = {each.lower(): value for value, label in self.of.flatchoices for each in (label, value)}
        if cell and cell.lower() not in words:
            known = ", ".join(value for value, _ in self.of.flatchoices if value)
            raise ValueError(f"“{cell[:100]}” is none of: {known}.")
        return words.get(cell.lower(), "") if cell else super().read(cell, thing)

    @property
    def said(self):
        return f"One of: {', '.join(value for value, _ in self.of.flatchoices if value)}."


class YesNoColumn(Column):
    """Yes or no."""

    def export(self, thing, **kwargs):
        return YES if thing.state["fields"][self.attribute] else NO

    def read(self, cell, thing):
        if cell.lower() not in ("", YES, NO):
            raise ValueError(f"“{cell[:100]}” is neither yes nor no.")
        return cell.lower() == YES if cell else super().read(cell, thing)

    @property
    def said(self):
        return f"{YES} or {NO}. {self.of.help_text}".strip()


class DateColumn(Column):
    """A date of whatever precision."""

    @property
    def said(self):
        return str(self.of.help_text)

    def read(self, cell, thing):
        if cell:
            parse_edtf(cell)
        return super().read(cell, thing)


class NumberColumn(Column):
    """A whole number."""

    def read(self, cell, thing):
        if not cell:
            return super().read(cell, thing)
        if not cell.isascii() or not cell.isdigit() or len(cell) > 9:
            raise ValueError(f"“{cell[:100]}” is not a whole number.")
        return int(cell)

    @property
    def said(self):
        return f"A whole number. {self.of.help_text}".strip()


class RelatedColumn(Column):
    """Another row, by its natural key."""

    def export(self, thing, **kwargs):
        return thing.names.text(self.of.related_model, thing.state["fields"][self.attribute])

    def read(self, cell, thing):
        return thing.names.number(self.of.related_model, cell) if cell else None

    @property
    def said(self):
        return f"{_key_in_words(self.of.related_model)} {self.of.help_text}".strip()


class ManyColumn(Column):
    """Several other rows, by their natural keys."""

    def export(self, thing, **kwargs):
        model, keys = self.of.related_model, thing.state["many"][self.attribute]
        return f"{DIVIDER} ".join(thing.names.text(model, key) for key in keys)

    def read(self, cell, thing):
        model = self.of.related_model
        return sorted({thing.names.number(model, each) for each in divided(cell)})

    def put(self, state, value):
        state["many"][self.attribute] = value

    @property
    def said(self):
        return f"Several divided by semicolons. {_key_in_words(self.of.related_model)}"


def _key_in_words(model) -> str:
    words = "/".join(path.replace("__slug", "").replace("__", " ") for path in model.natural_fields)
    return f"A {model._meta.verbose_name}: {words}."


def divided(cell: str) -> list[str]:
    """Return what a cell names, divided by semicolons."""
    return [part.strip() for part in cell.split(DIVIDER) if part.strip()]


def column_of(of: models.Field) -> Column:
    """Return the column of a field of a model."""
    if of.many_to_many:
        return ManyColumn(of)
    if of.is_relation:
        return RelatedColumn(of)
    if of.flatchoices:
        return ChoiceColumn(of)
    if isinstance(of, models.BooleanField):
        return YesNoColumn(of)
    if isinstance(of, EdtfField):
        return DateColumn(of)
    return NumberColumn(of) if isinstance(of, models.IntegerField) else Column(of)


def columns_of(model: type[models.Model], extra: list[Column]) -> dict[str, Column]:
    """Return the columns of `model` by attribute: first its key, last where it comes from."""
    first = [path.partition("__")[0] for path in model.natural_fields]
    last = ["locator", "confidence", "confidence_note", "record"]
    plain = {each.name: each for each in kept_fields(model) if each.name not in PUBLICATION}
    middle = [name for name in plain if name not in (*first, *last)]
    columns = [column_of(plain[name]) for name in [*first, *middle]]
    columns += [*extra, *map(column_of, plain_many(model)), *(column_of(plain[name]) for name in last)]
    return {column.attribute: column for column in columns}


def said_by_fields(problem: ValidationError, columns: dict[str, Column]) -> list[tuple[str, str]]:
    """Return [(column or "", sentence)] of what is wrong with a row."""
    if not hasattr(problem, "error_dict"):
        return [("", sentence) for sentence in problem.messages]
    return [
        (columns[name].column_name if name in columns else "", sentence)
        for name, found in problem.error_dict.items()
        for sentence in ValidationError(found).messages
    ]
