"""Tables for the tests: rows as dictionaries to files, and an import as a function."""

import csv
import io

from documents.desk.importing import Report, TableImport, run_to_end
from documents.desk.table_files import COMMAND, WRITERS, Table, read_table
from wtpf_tracker.tables import TABLES


def table_of(*rows: dict[str, str]) -> Table:
    """A table of these rows; all have the columns of the first. The first of them is row 2."""
    headers = list(rows[0])
    return Table(headers, [(number, [row[name] for name in headers]) for number, row in enumerate(rows, 2)])


def csv_of(*rows: dict[str, str]) -> bytes:
    """The bytes of a CSV file of these rows."""
    held = io.StringIO(newline="")
    writer = csv.DictWriter(held, rows[0])
    writer.writeheader()
    writer.writerows(rows)
    return held.getvalue().encode()


def imported(kind: str, *rows, trial=False, **options) -> Report:
    """Import rows (dictionaries, or one Table) as a table of this kind; return the report."""
    table = rows[0] if isinstance(rows[0], Table) else table_of(*rows)
    return run_to_end(TableImport(TABLES[kind](), table, name="table.csv", trial=trial, **options))


def exported(kind: str, form="csv") -> bytes:
    """The bytes of all rows of this kind as a table."""
    resource = TABLES[kind]()
    keys = resource.model.objects.values_list("pk", flat=True)
    return b"".join(WRITERS[form](resource.headers, resource.exported(keys)))


def exported_table(kind: str, form="csv") -> Table:
    """All rows of this kind, sent out and read again."""
    return read_table(exported(kind, form), f"table.{form}", COMMAND)


def exported_rows(kind: str) -> list[dict[str, str]]:
    """All rows of this kind as dictionaries, by the columns' names."""
    table = exported_table(kind)
    return [dict(zip(table.headers, cells, strict=True)) for _, cells in table.rows]


def said(report: Report) -> list[str]:
    """The errors of a report as the pages say them."""
    return [str(fault) for fault in report.faults]
