"""Tables as files: the bytes of a CSV or XLSX file to rows of texts, and back; every step has its limit.

Cells are texts without white space at their ends. A cell that a spreadsheet would take for a formula goes out
with an apostrophe before it, and comes back without.
"""

import csv
import datetime
import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

import openpyxl
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from ..text.limits import MEBIBYTE, in_words
from .workbooks import TableRefused, formulas_in

CSV, XLSX = FORMATS = ("csv", "xlsx")
MEDIA_TYPES = {
    CSV: "text/csv; charset=utf-8",
    XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
EXCEL_CELL = 32_767  # characters; Excel cuts the rest off without a word
EXCEL_ROWS = 1_048_576
_FORMULA = re.compile(r"['\s]*[=+\-@\t\r\n]")
_DIVIDERS = ",;\t"


@dataclass(frozen=True)
class TableLimits:
    """How much of a table is read."""

    file_size: int
    rows: int
    expanded: int  # bytes that a workbook may unpack to
    columns: int = 100
    cell: int = 100_000  # characters


# SQLite has one writer: while a page tries or imports a table, others wait to save. Seconds are bearable.
BROWSER = TableLimits(file_size=5 * MEBIBYTE, rows=1_000, expanded=48 * MEBIBYTE)
COMMAND = TableLimits(file_size=50 * MEBIBYTE, rows=50_000, expanded=400 * MEBIBYTE)


@dataclass(frozen=True)
class Table:
    """A table: the headers, and the rows that say something, each with its number in the spreadsheet."""

    headers: list[str]
    rows: list[tuple[int, list[str]]]


def read_table(data: bytes, name: str, limits: TableLimits) -> Table:
    """Return the table in `data`, a file called `name`. Raises TableRefused."""
    if len(data) > limits.file_size:
        raise TableRefused(
            f"The file has {in_words(len(data))}; the limit here is {in_words(limits.file_size)}. "
            "Send it in parts, or have it imported with the command `import_table`."
        )
    rows = _xlsx_rows(data, limits) if data[:2] == b"PK" else _csv_rows(data, name, limits)
    return _table(rows, limits)


def _table(rows: Iterable[list[str]], limits: TableLimits) -> Table:
    """The first row that says something is the headers'."""
    numbered = ((number, row) for number, row in enumerate(rows, start=1) if any(row))
    _, headers = next(numbered, (0, []))
    while headers and not headers[-1]:
        headers = headers[:-1]
    if not headers:
        raise TableRefused("The file is empty: its first row has to name the columns.")
    if len(headers) > limits.columns:
        raise TableRefused(f"The table has more than {limits.columns} columns. Is it the right file?")
    kept = [(number, _fitted(number, row, headers)) for number, row in islice(numbered, limits.rows + 1)]
    if len(kept) > limits.rows:
        raise TableRefused(
            f"The table has more than {limits.rows:,} rows. "
            "Send it in parts, or have it imported with the command `import_table`."
        )
    for number, row in kept:
        if any(len(cell) > limits.cell for cell in row):
            raise TableRefused(f"Row {number}: a cell has more than {limits.cell:,} characters.")
    return Table(headers, kept)


def _fitted(number: int, row: list[str], headers: list[str]) -> list[str]:
    if any(row[len(headers) :]):
        raise TableRefused(
            f"Row {number} has more cells than there are columns. Is a separator inside a cell not quoted?"
        )
    return [*row, *[""] * (len(headers) - len(row))][: len(headers)]


# --- CSV ---------------------------------------------------------------------------------------


def _csv_rows(data: bytes, name: str, limits: TableLimits) -> Iterator[list[str]]:
    text = _decoded(data, name)
    first, _, rest = text.partition("\n")
    divider = ""
    if first.lower().startswith("sep=") and len(first.strip()) == 5:  # a line that Excel writes for itself
        divider, text = first[4], f"\n{rest}"
    divider = divider or max(_DIVIDERS, key=re.sub(r'"[^"]*"', "", first).count)
    before = csv.field_size_limit(limits.cell * 4)
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=divider, strict=True):
            yield [plain(cell) for cell in row]
    except csv.Error as problem:
        raise TableRefused(
            f"The file is not a whole CSV file ({problem}). Save it again as “CSV UTF-8”."
        ) from None
    finally:
        csv.field_size_limit(before)


def _decoded(data: bytes, name: str) -> str:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise TableRefused(
            f"“{name[:80]}” is neither CSV in UTF-8 nor XLSX. Save it as “CSV UTF-8” or as an Excel workbook."
        ) from None
    if "\0" in text:
        raise TableRefused(f"“{name[:80]}” is not a text file. Save it as “CSV UTF-8” or as a workbook.")
    return text


# --- XLSX --------------------------------------------------------------------------------------


def _xlsx_rows(data: bytes, limits: TableLimits) -> Iterator[list[str]]:
    try:
        formulas = formulas_in(data, limits.expanded)
        values = _cells(data, data_only=True)
        # A formula that no spreadsheet has worked out yet reads as an empty cell: look which they are.
        written = _cells(data, data_only=False) if formulas else None
        for number, row in enumerate(values, start=1):
            beside = next(written) if written else row
            if any(cell.value is not None for cell in row[limits.columns :]):
                raise TableRefused(
                    f"Row {number} has more than {limits.columns} cells. Is it the right file?"
                )
            cells = zip(row[: limits.columns], beside[: limits.columns], strict=True)
            yield [_text(cell, formula, number) for cell, formula in cells]
    except (TableRefused, MemoryError, RecursionError):
        raise
    except Exception as problem:
        raise TableRefused(
            "The file is damaged, or is no Excel workbook. Open it, save it again and send that copy."
        ) from problem


def _cells(data: bytes, *, data_only: bool) -> Iterator[tuple]:
    """The rows of the first sheet, each as long as it is; where rows are missing they are empty."""
    book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=data_only, keep_links=False)
    try:
        sheet = book.worksheets[0]
        sheet.reset_dimensions()  # what the sheet says of its size is not to be trusted
        yield from sheet.iter_rows(max_row=EXCEL_ROWS)
    finally:
        book.close()


def _text(cell, formula, number: int) -> str:
    value = cell.value
    if cell.data_type == "e":
        raise TableRefused(f"Row {number}: the spreadsheet shows an error ({value}). Mend it there first.")
    if value is None and formula.value is not None:
        raise TableRefused(f"Row {number}: a formula has no value yet. Put values in place of formulas.")
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime.datetime | datetime.date):
        return _day(value, cell.number_format)
    return "" if value is None else plain(str(value))


def _day(value: datetime.date, shown_as: str) -> str:
    """What Excel made of a date: the day, or the month where it shows no day."""
    shown = re.sub(r"\[[^]]*\]|\"[^\"]*\"|\\.", "", shown_as or "").lower()
    return f"{value:%Y-%m-%d}" if "d" in shown or "y" not in shown else f"{value:%Y-%m}"


# --- cells -------------------------------------------------------------------------------------


def normal(text: str) -> str:
    """Return `text` with one kind of line end and no white space around it: how cells are compared."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def plain(cell: str) -> str:
    """Return what a cell of a file says, without the apostrophe that `guarded` gave it."""
    return normal(cell[1:] if cell.startswith("'") and _FORMULA.match(cell[1:]) else cell)


def guarded(text: str) -> str:
    """Return `text` so that no spreadsheet takes it for a formula; `plain` gives it back."""
    return f"'{text}" if _FORMULA.match(text) else text


# --- writing -----------------------------------------------------------------------------------


def written_csv(headers: list[str], rows: Iterable[list[str]]) -> Iterator[bytes]:
    """Yield the bytes of a CSV file; a mark at its beginning tells Excel that it is UTF-8."""
    held = io.StringIO(newline="")
    writer = csv.writer(held)
    held.write("\ufeff")
    for row in [headers], rows:
        for cells in row:
            writer.writerow([guarded(cell) for cell in cells])
            yield held.getvalue().encode()
            held.seek(0)
            held.truncate()


def written_xlsx(headers: list[str], rows: Iterable[list[str]]) -> Iterator[bytes]:
    """Yield the bytes of a workbook of texts. Raises TableRefused where it cannot hold one of them."""
    rows = [headers, *rows]
    for number, row in enumerate(rows, start=1):
        if any(len(guarded(text)) > EXCEL_CELL or ILLEGAL_CHARACTERS_RE.search(text) for text in row):
            raise TableRefused(f"Row {number} has a text that no workbook can hold. Export as CSV instead.")
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Table")
    sheet.freeze_panes = "A2"
    for row in rows:
        sheet.append([_cell(sheet, text) for text in row])
    held = io.BytesIO()
    book.save(held)
    yield held.getvalue()


def _cell(sheet, text: str) -> WriteOnlyCell:
    cell = WriteOnlyCell(sheet, guarded(text))
    cell.number_format = "@"  # a text stays a text: 2013-02 does not become a day
    return cell


WRITERS = {CSV: written_csv, XLSX: written_xlsx}
