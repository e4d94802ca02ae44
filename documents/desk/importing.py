"""A table is imported: each row's fate, and all of it or nothing.

A trial does all that an import does, in a transaction that is rolled back: so what it says is what happens.
"""

import hashlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction

from .. import actions
from ..models import Change, Review, ReviewItem
from . import reviews, roles
from .columns import Thing, said_by_fields
from .history import undone, work
from .states import Difference, differences, mark_of, without_publication
from .table_files import Table
from .tables import RecordResource
from .workbooks import TableRefused

DRAWN = 200
"""How many rows, and how many errors, a report tells one by one."""
_STEPS = 20


class Fate(StrEnum):
    """What becomes of a row; the values are what pages call it."""

    NEW = "new"
    CHANGED = "changed"
    PROPOSED = "correction proposed for review"
    WAITING = "correction that waits for review already"
    CORRECTED = "corrected at once"
    UNCHANGED = "unchanged"
    REFUSED = "error"


@dataclass(frozen=True)
class RowFate:
    """The fate of one row, with what changes."""

    number: int
    name: str
    fate: Fate
    differences: list[Difference] = field(default_factory=list)


@dataclass(frozen=True, order=True)
class Fault:
    """What is wrong with a row (0: the table as a whole), in which column ("" where in none)."""

    number: int
    column: str
    sentence: str

    def __str__(self):
        place = [f"row {self.number}"] * bool(self.number) + [f"column “{self.column}”"] * bool(self.column)
        said = ", ".join(place)
        return f"{said[:1].upper()}{said[1:]}: {self.sentence}" if said else self.sentence


@dataclass
class Report:
    """What an import did, or would do: counts of all rows, and the first of them one by one."""

    total: int = 0
    counts: Counter = field(default_factory=Counter)
    rows: list[RowFate] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    left_out: int = 0  # faults beyond those told
    review: Review | None = None
    is_written: bool = False
    mark: str = ""  # differs where the table meets another state of the record

    @property
    def is_refused(self) -> bool:
        """Whether an error stands in the way."""
        return bool(self.faults)

    @property
    def changes_something(self) -> bool:
        """Whether there is anything to write."""
        return (
            self.total > self.counts[Fate.UNCHANGED] + self.counts[Fate.WAITING] + self.counts[Fate.REFUSED]
        )

    @property
    def needs_why(self) -> bool:
        """Whether it changes what readers have seen."""
        return bool(self.counts[Fate.PROPOSED] or self.counts[Fate.CORRECTED])

    @property
    def told(self) -> list[tuple[str, int]]:
        """Each fate that a row has, with how many rows have it."""
        return [(str(fate), self.counts[fate]) for fate in Fate if self.counts[fate]]

    def add_fault(self, number: int, column: str, sentence: str) -> None:
        """Note what is wrong."""
        if len(self.faults) < DRAWN:
            self.faults.append(Fault(number, column, sentence))
        else:
            self.left_out += 1


class _UndoneError(Exception):
    """Rolls back what was written."""


class TableImport:
    """One import of a table by a person (`by`) or a command (`by_name`).

    `why` is what the person said of it; `mark` is that of the trial's report, and the import is refused where
    the record has changed since. After `run` has ended, `report` says what was done.
    """

    def __init__(
        self, resource: RecordResource, table: Table, *, name: str, by=None, why: str = "", by_name: str = "",
        trial: bool = True, mark: str = "",
    ):  # fmt: skip
        self.resource, self.table, self.name, self.trial, self.mark = resource, table, name, trial, mark
        self.by, self.by_name, self.why = by, by_name, why.strip()
        self.report = Report(total=len(table.rows))
        self._fates: dict[int, RowFate] = {}
        self._digest = hashlib.sha256()
        self._told = 0

    @property
    def reason(self) -> str:
        """What the history says of each change."""
        return f"{self.name}: {self.why}" if self.why else self.name

    def run(self) -> Iterator[int]:
        """Import, yielding now and then how many rows were looked at. Where the iterator is closed before
        its end, nothing is written.
        """
        try:
            with transaction.atomic():
                with work(by=self.by, by_name=self.by_name, act=Change.Act.IMPORTED, why=self.reason):
                    yield from self._all_rows()
                if self.trial:
                    transaction.set_rollback(True)
        except _UndoneError:
            pass
        except TableRefused as refusal:
            self.report.add_fault(0, "", str(refusal))
        except ValidationError as problem:
            for sentence in problem.messages:
                self.report.add_fault(0, "", sentence)
        self._tell()

    def _all_rows(self) -> Iterator[int]:
        rows = self.resource.understood(self.table)
        step = max(_STEPS, len(rows) // _STEPS)
        for place, (number, row) in enumerate(rows, start=1):
            self._row(number, row)
            if place % step == 0 or place == len(rows):
                yield place
        self._look_at_whole(self.resource.written)
        self._correct()
        self.report.mark = self._digest.hexdigest()
        if self.report.faults:
            raise _UndoneError
        if self.mark and self.mark != self.report.mark:
            raise ValidationError(
                "The record has changed since the trial, so nothing was written. Look at the new trial."
            )

    def _row(self, number: int, row: dict[str, str]) -> None:
        result = self.resource.import_row(row, None, row_number=number)
        if result.errors:
            raise result.errors[0].error
        if result.validation_error is not None:
            self._refuse(number, result.validation_error)
            return
        thing = result.instance
        if not thing.is_changed:
            self._decide(number, thing, Fate.UNCHANGED)
        elif not thing.is_published:
            self._decide(number, thing, Fate.NEW if thing.before is None else Fate.CHANGED)

    def _decide(self, number: int, thing: Thing, fate: Fate) -> None:
        self._digest.update(f"{number} {fate} {mark_of(thing.before)}\n".encode())
        told = thing.before is not None and thing.is_changed and self._told < DRAWN
        self._told += told
        changes = differences(thing.model, thing.before, thing.state) if told else []
        self._fates[number] = RowFate(number, str(thing), fate, changes)

    def _refuse(self, number: int, problem: ValidationError) -> None:
        for column, sentence in said_by_fields(problem, self.resource.fields):
            self.report.add_fault(number, column, sentence)
        self._fates[number] = RowFate(number, "", Fate.REFUSED)

    def _look_at_whole(self, things: list[tuple[int, Thing]]) -> None:
        for number, problem in self.resource.refusals(things):
            self._refuse(number, problem)

    # --- what readers see ----------------------------------------------------------------------

    def _correct(self) -> None:
        """Correct what is published where the person may by themselves; propose it otherwise."""
        waiting = self._waiting()
        wanted = []
        for number, thing in self.resource.corrections:
            if mark_of(without_publication(thing.state)) in waiting.get(thing.pk, ()):
                self._decide(number, thing, Fate.WAITING)
            else:
                wanted.append((number, thing))
        if not wanted:
            return
        if not self.by:
            raise ValidationError(
                f"Row {wanted[0][0]} changes what is published: say who proposes it (--by)."
            )
        direct = settings.ONE_PERSON_DESK and roles.may_decide(self.by)
        rows = self._corrected(wanted, kept=direct)
        for number, thing in wanted:
            if number not in self._fates:
                self._decide(number, thing, Fate.CORRECTED if direct else Fate.PROPOSED)
        if not self.trial and not self.why:
            raise ValidationError("Say why: readers have seen this, and the reason is kept.")
        if not direct and len(rows) == len(wanted):
            changes = [(rows[number], thing.state) for number, thing in wanted]
            self.report.review = reviews.propose_all(
                by=self.by, changes=changes, why=self.reason, title=f"Corrections from {self.name}"
            )

    def _corrected(self, wanted, *, kept: bool) -> dict[int, models.Model]:
        """Write the corrections, to see whether they can stand; undo it unless they are to be `kept`."""
        if kept:
            return self._write_corrections(wanted)
        rows = {}
        try:
            with undone(), work(by=self.by):
                rows = self._write_corrections(wanted)
        except ValidationError:  # what follows from the rows refuses too
            if not self.report.faults:
                raise
        return rows

    def _write_corrections(self, wanted) -> dict[int, models.Model]:
        rows = {}
        for number, thing in wanted:
            try:
                rows[number] = self.resource.write(thing)
                actions.publish(rows[number])  # its sources are looked at, and parts are seen at once
            except ValidationError as problem:
                self._refuse(number, problem)
        self._look_at_whole([each for each in wanted if each[0] not in self._fates])
        return rows

    def _waiting(self) -> dict[int, set[str]]:
        """{primary key: marks of the states that are proposed for it already}."""
        things = {thing.pk for _, thing in self.resource.corrections}
        if not things:
            return {}
        open_states = (Review.State.WAITING, Review.State.SCHEDULED)
        items = ReviewItem.objects.about(self.resource.model, *things).filter(
            review__state__in=open_states, proposed__isnull=False
        )
        found = {}
        for pk, proposed in items.values_list("object_pk", "proposed"):
            found.setdefault(pk, set()).add(mark_of(proposed))
        return found

    # --- what is told --------------------------------------------------------------------------

    def _tell(self) -> None:
        report, fates = self.report, sorted(self._fates.values(), key=lambda row: row.number)
        report.counts = Counter(row.fate for row in fates)
        report.rows = [row for row in fates if row.fate not in (Fate.UNCHANGED, Fate.REFUSED)][:DRAWN]
        report.faults.sort()
        report.is_written = not self.trial and not report.is_refused
        if not report.is_written:
            report.review = None  # it was rolled back with everything else


def run_to_end(work_to_do: TableImport) -> Report:
    """Import without telling how far it is; return the report."""
    for _ in work_to_do.run():
        pass
    return work_to_do.report
