"""Loads a folder of fixtures: rows -> checked rows -> plan -> saved, all or nothing."""

from dataclasses import dataclass, field
from pathlib import Path

from django.db import models, transaction

from ..models import LoadedRow
from .checking import CheckedRow, check_rows
from .faults import RecordRefused
from .fingerprints import stored_fingerprint, stored_rows
from .keys import KeyIndex
from .planning import Frozen, Planner, Step, noted_name
from .reading import read_folder
from .saving import Saver

ROWS_AT_A_TIME = 500


@dataclass
class Report:
    """What a load did: numbers of rows, sentences to read, and the rows it wrote."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0
    kept: int = 0
    warnings: list[str] = field(default_factory=list)
    written: list[CheckedRow] = field(default_factory=list)


@transaction.atomic
def load(folder: Path, *, overwrite: bool = False, frozen: Frozen | None = None) -> Report:
    """Load the YAML fixtures of `folder` into the database; a second time changes nothing.

    `frozen` names the fields of each model that are never changed once a row is published. What is
    derived from several rows (stages, outcomes) is left to the caller. Raises RecordRefused with every
    fault that could be found; then nothing is changed.
    """
    rows, faults = read_folder(folder)
    index = KeyIndex()
    checked = check_rows(rows, index)
    planner = Planner(index, overwrite=overwrite, frozen=frozen or {})
    plan = planner.plan(checked.rows)
    saver = Saver(index)
    saver.save(plan.rows(Step.ADD, Step.CHANGE))
    if found := faults + checked.faults + saver.faults:
        raise RecordRefused(found)
    _note_loaded(plan.rows(Step.ADD, Step.CHANGE, Step.RECOGNISE), planner, index)
    return Report(
        added=len(plan.rows(Step.ADD)),
        changed=len(plan.rows(Step.CHANGE)),
        unchanged=len(plan.rows(Step.LEAVE, Step.RECOGNISE)),
        kept=len(plan.rows(Step.KEEP)),
        warnings=plan.warnings + planner.missing_from_files({noted_name(row) for row in checked.rows}),
        written=plan.rows(Step.ADD, Step.CHANGE),
    )


def _note_loaded(rows: list[CheckedRow], planner: Planner, index: KeyIndex) -> None:
    """Note for each row what the file and the database hold now."""
    stored: dict[type[models.Model], dict[int, models.Model]] = {}
    notes = []
    for row in rows:
        if row.model not in stored:
            stored[row.model] = stored_rows(row.model)
        label, key = noted_name(row)
        note = planner.last(row) or LoadedRow(model=label, key=key)
        note.file_sha256 = row.source.sha256
        note.saved_sha256 = stored_fingerprint(stored[row.model][index.number(row.model, row.key)], index)
        notes.append(note)
    LoadedRow.objects.bulk_create([note for note in notes if note.pk is None], ROWS_AT_A_TIME)
    LoadedRow.objects.bulk_update(
        [note for note in notes if note.pk is not None], ["file_sha256", "saved_sha256"], ROWS_AT_A_TIME
    )
