"""What to do with each checked row: add, change, leave, or keep what was entered here since.

The rules, for a row that
- is in the files for the first time and not in the database: added;
- is as the files had it last time: left alone, whatever was done to it here;
- the files have changed, and nobody touched here: changed;
- the files have changed, and somebody edited here: kept, and said so; `overwrite` takes the files';
- was loaded once and deleted here: stays deleted, and said so; `overwrite` brings it back.
Fields that are `frozen` once published are never changed, not even by `overwrite`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum

from django.apps import apps
from django.db import models

from ..models import LoadedRow
from .checking import CheckedRow
from .fingerprints import fingerprint, stored_fingerprint, stored_rows
from .keys import KeyIndex, in_words, key_text
from .saving import deserialized
from .values import foreign_keys

Frozen = Mapping[type[models.Model], Sequence[str]]


class Step(Enum):
    """What to do with a row. RECOGNISE: it is already as the files have it, only nobody noted that."""

    ADD = "add"
    CHANGE = "change"
    LEAVE = "leave"
    RECOGNISE = "recognise"
    KEEP = "keep"


@dataclass
class Plan:
    """Each row with its step, and the sentences for the person who loads."""

    steps: list[tuple[CheckedRow, Step]] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)

    def rows(self, *wanted: Step) -> list[CheckedRow]:
        """Return the rows with one of these steps, in the order of the files."""
        return [row for row, step in self.steps if step in wanted]


def noted_name(row: CheckedRow) -> tuple[str, str]:
    """Return the model and key under which LoadedRow keeps `row`."""
    return row.model._meta.label_lower, key_text(row.key)


class Planner:
    """Looks at what was loaded last and at what the database holds now."""

    def __init__(self, index: KeyIndex, *, overwrite: bool, frozen: Frozen):
        self.index, self.overwrite, self.frozen = index, overwrite, frozen
        self.loaded = {(row.model, row.key): row for row in LoadedRow.objects.all()}
        self._stored: dict[type[models.Model], dict[int, models.Model]] = {}

    def last(self, row: CheckedRow) -> LoadedRow | None:
        """Return what was noted when `row` was last loaded."""
        return self.loaded.get(noted_name(row))

    def plan(self, rows: list[CheckedRow]) -> Plan:
        """Return what to do with `rows`, without doing it."""
        plan = Plan()
        for row in rows:
            step, warning = self._step(row)
            plan.steps.append((row, step))
            if warning:
                plan.warnings.append(f"{row.source.file}, row {row.source.number}: {row} {warning}")
        return plan

    def _step(self, row: CheckedRow) -> tuple[Step, str]:
        last = self.last(row)
        number = self.index.number(row.model, row.key)
        if number is None:
            if last is None or self.overwrite:
                return Step.ADD, ""
            return Step.KEEP, "was deleted here and stays so; --overwrite brings it back."
        if last is not None and last.file_sha256 == row.source.sha256:
            return Step.LEAVE, ""
        return self._step_of_changed(row, last, self._stored_row(row.model, number))

    def _step_of_changed(self, row: CheckedRow, last: LoadedRow | None, stored: models.Model):
        here = stored_fingerprint(stored, self.index)
        wanted = deserialized(row, self.index, number=stored.pk)
        many = {}
        for _, key, name in foreign_keys(row.model, row.source.fields):
            many.setdefault(name, []).append(key)
        if here == fingerprint(wanted.object, many, self.index):
            return Step.RECOGNISE, ""
        if (last is None or here != last.saved_sha256) and not self.overwrite:
            return Step.KEEP, "was edited here, so the file's version was not taken; --overwrite takes it."
        if name := self._frozen_field(stored, wanted.object):
            return Step.KEEP, f"is published, so its {name} is never changed: enter a new row instead."
        return Step.CHANGE, ""

    def _frozen_field(self, stored: models.Model, wanted: models.Model) -> str:
        names = self.frozen.get(type(stored), ())
        if not names or not stored.published_at:
            return ""
        return next((name for name in names if getattr(stored, name) != getattr(wanted, name)), "")

    def _stored_row(self, model: type[models.Model], number: int) -> models.Model:
        if model not in self._stored:
            self._stored[model] = stored_rows(model)
        return self._stored[model][number]

    def missing_from_files(self, named: set[tuple[str, str]]) -> list[str]:
        """Return a sentence for each row that was loaded once, is still here, and is not among `named`."""
        gone = self.loaded.keys() - named
        labels = {label for label, _ in gone}
        return [
            f"{label} {in_words(key)} is no longer in the files; it stays here until somebody deletes it."
            for model in apps.get_models()
            if (label := model._meta.label_lower) in labels
            for key in self.index.keys(model)
            if (label, key_text(key)) in gone
        ]
