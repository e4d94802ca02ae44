"""Rows of files -> rows known to be right as far as files alone can tell: models, fields, types, keys."""

import difflib
from dataclasses import dataclass, field

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db import models

from ..models import LinkCheck, LoadedRow, Named, Sourced
from .faults import Fault
from .keys import Key, KeyIndex, in_words, key_of, key_parts
from .reading import FileRow
from .values import fault_of_value, foreign_keys, is_required, settable_fields


@dataclass(frozen=True)
class CheckedRow:
    """A row whose model, fields, types and keys are right."""

    source: FileRow
    model: type[models.Model]
    key: Key

    @property
    def name(self) -> tuple[type[models.Model], Key]:
        """What tells this row from every other."""
        return self.model, self.key

    def __str__(self):
        return f"{self.model._meta.label_lower} {in_words(self.key)}"


@dataclass
class Checked:
    """What came of checking: the good rows in order, the faults, and which rows the bad ones would be."""

    rows: list[CheckedRow] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    refused: set[tuple[type[models.Model], Key]] = field(default_factory=set)


def check_rows(rows: list[FileRow], index: KeyIndex) -> Checked:
    """Check all rows and how they name each other; `index` knows the rows of the database."""
    result, first_places = Checked(), {}
    known = []
    for row in rows:
        model, faults = _model_of(row)
        key = None
        if model:
            faults = _faults_of_fields(row, model)
            key = _key_of_row(row, model)
            if key and (twin := first_places.setdefault((model, key), row)) is not row:
                faults.append(
                    row.fault(f"The row {in_words(key)} is already in {twin.file}, row {twin.number}.")
                )
        result.faults += faults
        if faults and key:
            result.refused.add((model, key))
        elif not faults:
            known.append(CheckedRow(row, model, key))
    order = {name: place for place, name in enumerate(first_places)}
    for row in known:
        _check_references(row, order, index, result)
    return result


def _check_references(row: CheckedRow, order: dict, index: KeyIndex, result: Checked) -> None:
    """Add `row` to the good rows, or its faults where it names what is not there (yet)."""
    faults, blocked = [], False
    needed_at_once = {name for name, word in key_parts(row.model) if word is not None}
    for target, key, name in foreign_keys(row.model, row.source.fields):
        if index.number(target, key) is not None:
            continue
        place = order.get((target, key))
        blocked |= (target, key) in result.refused
        if place is None:
            faults.append(row.source.fault(_names_nothing(target, key, order, index), name))
        elif place >= order[row.name] and (
            name in needed_at_once or not is_optional(row.model._meta.get_field(name))
        ):
            faults.append(
                row.source.fault(f"{in_words(key)} comes later in the files: move this row below it.", name)
            )
    if faults or blocked:
        result.faults += faults
        result.refused.add(row.name)
    else:
        result.rows.append(row)


def is_optional(reference: models.Field) -> bool:
    """Whether a row can be saved before what `reference` names."""
    return reference.many_to_many or reference.null


def _names_nothing(target: type[models.Model], key: Key, order: dict, index: KeyIndex) -> str:
    label = target._meta.label_lower
    known = {in_words(other): None for model, other in order if model is target}
    known |= dict.fromkeys(map(in_words, index.keys(target)))
    close = difflib.get_close_matches(in_words(key), known, n=1)
    return f"{in_words(key)} names no {label}." + (f" Is {close[0]} meant?" if close else "")


def _model_of(row: FileRow) -> tuple[type[models.Model] | None, list[Fault]]:
    """Return the model a row names, or None and the fault."""
    loadable = {
        model._meta.label_lower: model
        for model in apps.get_models()
        if issubclass(model, Named) and model not in (LinkCheck, LoadedRow)
    }
    if model := loadable.get(row.model.lower()):
        return model, []
    close = difflib.get_close_matches(row.model.lower(), loadable, n=1)
    hint = f" Is “{close[0]}” meant?" if close else ""
    return None, [row.fault(f"“{row.model[:60]}” is no model of the record.{hint}")]


def _faults_of_fields(row: FileRow, model: type[models.Model]) -> list[Fault]:
    settable = {each.name: each for each in settable_fields(model)}
    faults = []
    for name, value in row.fields.items():
        if name not in settable:
            faults.append(row.fault(_unknown_field(model, name, settable), name))
        elif reason := fault_of_value(settable[name], value):
            faults.append(row.fault(reason, name))
    for name, each in settable.items():
        if name not in row.fields and is_required(each):
            faults.append(row.fault(f"The field is missing: every {model._meta.verbose_name} has one.", name))
    if issubclass(model, Sourced) and row.fields.get("published_at") and not row.fields.get("sources"):
        faults.append(
            row.fault("A published fact has at least one source: name it by its key, [[S3]].", "sources")
        )
    return faults


def _unknown_field(model: type[models.Model], name: str, settable: dict) -> str:
    try:
        known = model._meta.get_field(name)
    except FieldDoesNotExist:
        close = difflib.get_close_matches(name, settable, n=1)
        hint = f" Is “{close[0]}” meant?" if close else ""
        return f"{model._meta.label_lower} has no such field.{hint}"
    if isinstance(known, models.ManyToManyField):
        return f"Give these as rows of {known.remote_field.through._meta.label_lower}."
    return "This field is not given in files: it follows from others."


def _key_of_row(row: FileRow, model: type[models.Model]) -> Key | None:
    """Return the natural key of a row, or None where its fields do not give one."""
    words = []
    for name, word in key_parts(model):
        value = row.fields.get(name, model._meta.get_field(name).get_default())
        if word is None:
            words.append(value)
        elif isinstance(value, list) and word < len(value):
            words.append(value[word])
    if len(words) < len(model.natural_fields):
        return None
    return key_of(words) if all(isinstance(word, str | int) and word != "" for word in words) else None
