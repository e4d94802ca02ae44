"""What can be wrong with the files of a record, said so that the writer of a file can mend it."""

from dataclasses import dataclass

FAULTS_SHOWN = 50


@dataclass(frozen=True, order=True)
class Fault:
    """One thing wrong: in which file, row and line (both from 1; 0: the file as a whole), field, and why."""

    file: str
    row: int
    line: int
    field: str
    reason: str

    def __str__(self):
        place = self.file
        if self.row:
            place += f", row {self.row}"
        if self.line:
            place += f", line {self.line}"
        if self.field:
            place += f", field “{self.field}”"
        return f"{place}: {self.reason}"


class RecordRefused(Exception):
    """The files cannot be loaded; `faults` says why, in the order of files and rows. Nothing was changed."""

    def __init__(self, faults: list[Fault]):
        self.faults = sorted(faults)
        super().__init__(len(faults))

    def __str__(self):
        return "\n".join(
            [
                f"Nothing was loaded: {counted(len(self.faults), 'fault')} in the files.",
                *bounded([f"  {fault}" for fault in self.faults], "  ... and {} more."),
            ]
        )


def bounded(lines: list[str], rest: str) -> list[str]:
    """Return the first lines, as many as can be read at once, and `rest` with the number left out."""
    left = len(lines) - FAULTS_SHOWN
    return lines if left <= 0 else [*lines[:FAULTS_SHOWN], rest.format(left)]


def counted(number: int, noun: str) -> str:
    """Return `1 row` or `2 rows`."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
