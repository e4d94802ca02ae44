"""Tables as files: what spreadsheets write is read, what is hostile is refused, what goes out comes back."""

import datetime
import io
import zipfile

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.desk.table_files import (
    BROWSER,
    EXCEL_CELL,
    FORMATS,
    WRITERS,
    TableLimits,
    guarded,
    normal,
    plain,
    read_table,
)
from documents.desk.workbooks import MOST_PARTS, TableRefused

SMALL = TableLimits(file_size=100_000, rows=5, columns=4, cell=50, expanded=200_000)


def read(data: bytes, limits=BROWSER):
    """The headers and the cells of a file."""
    table = read_table(data, "table.csv", limits)
    return table.headers, [cells for _, cells in table.rows]


def workbook(*rows, formats=()) -> bytes:
    """A workbook with these rows; `formats` are {cell: number format}."""
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    for cell, shown in dict(formats).items():
        book.active[cell].number_format = shown
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


def rezipped(data: bytes, change: dict[str, bytes]) -> bytes:
    """The archive in `data` with these parts put in or in place of its own."""
    held = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as new:
        for name in {**dict.fromkeys(old.namelist()), **change}:
            new.writestr(name, change[name] if name in change else old.read(name))
    return held.getvalue()


# --- what spreadsheets write -------------------------------------------------------------------


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("divider", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_csv_is_read_as_the_programs_write_it(mark, divider, end):
    text = end.join([f"slug{divider}name", f'sao-tome{divider}"São, ""Tomé""; and{end}so on"', ""])
    assert read(mark + text.encode()) == (["slug", "name"], [["sao-tome", 'São, "Tomé"; and\nso on']])


def test_the_line_in_which_excel_names_the_separator_is_no_row():
    table = read_table(b"sep=;\r\nslug;name\r\na;b,c\r\n", "t.csv", BROWSER)
    assert (table.headers, table.rows) == (["slug", "name"], [(3, ["a", "b,c"])])


def test_rows_keep_their_numbers_where_empty_ones_stand_between():
    table = read_table(b"slug,name\n\n,\na,b\n", "t.csv", BROWSER)
    assert table.rows == [(4, ["a", "b"])]


def test_short_rows_are_filled_and_empty_columns_at_the_end_left_out():
    assert read(b"slug,name,,\na\nb,c,,\n") == (["slug", "name"], [["a", ""], ["b", "c"]])


def test_a_workbook_is_read_whatever_its_name():
    assert read(workbook(["slug", "name"], ["a", "b"])) == (["slug", "name"], [["a", "b"]])


@pytest.mark.parametrize(
    ("value", "shown", "text"),
    [
        (datetime.date(2012, 10, 10), "dd/mm/yyyy", "2012-10-10"),
        (
            datetime.datetime(2012, 10, 10, tzinfo=datetime.UTC).replace(tzinfo=None),
            "[$-409]d mmm yyyy",
            "2012-10-10",
        ),
        (datetime.date(2013, 2, 1), "mmm-yy", "2013-02"),
        (datetime.date(2013, 2, 1), 'mmm" day "yy', "2013-02"),
        (2013, "0", "2013"),
        (3.0, "General", "3"),
        (True, "General", "yes"),
        (False, "General", "no"),
        (" x ", "@", "x"),
    ],
)
def test_what_excel_made_of_a_cell_comes_back_as_it_was_meant(value, shown, text):
    found = read(workbook(["a", "b"], [value, "x"], formats=[("A2", shown)]))
    assert found[1] == [[text, "x"]]


# --- out and back ------------------------------------------------------------------------------


@pytest.mark.parametrize("begins", "=+-@\t\r\n'")
def test_nothing_that_goes_out_is_taken_for_a_formula(begins):
    text = f"{begins}=HYPERLINK(1)"
    written = b"".join(WRITERS["csv"](["a"], [[text]])).decode("utf-8-sig")
    assert guarded(text).startswith("'")
    assert f"{guarded(text)}" in written.replace('"', "")
    cell = openpyxl.load_workbook(io.BytesIO(b"".join(WRITERS["xlsx"](["a"], [[text.strip()]])))).active["A2"]
    assert (cell.data_type, cell.value[0]) == ("s", "'")


@given(st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=30))
def test_a_guarded_text_comes_back_exactly(text):
    assert plain(guarded(normal(text))) == normal(text)


@given(st.lists(st.text("ab'=+-@ \n\"\t,;é", max_size=8), min_size=2, max_size=2))
def test_any_cells_go_out_and_come_back(cells):
    cells = ["x", *map(normal, cells)]
    for form in FORMATS:
        written = b"".join(WRITERS[form](["a", "b", "c"], [cells]))
        assert read(written) == (["a", "b", "c"], [cells])


@pytest.mark.parametrize("text", ["x" * (EXCEL_CELL + 1), "bell\a"])
def test_what_a_workbook_cannot_hold_is_refused_and_not_cut(text):
    with pytest.raises(TableRefused, match="Row 2 has a text that no workbook can hold"):
        list(WRITERS["xlsx"](["a"], [[text]]))
    assert read(b"".join(WRITERS["csv"](["a"], [[text]])))[1] == [[text]]


# --- what is refused ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "The file is empty"),
        (b"\n\n,,\n", "The file is empty"),
        (b"a" * 100_001, "The file has 97 KB; the limit here is 97 KB"),
        (b"a,b,c,d,e\n", "more than 4 columns"),
        (b"a\n" + b"x\n" * 6, "more than 5 rows"),
        (b"a\n" + b"x" * 51, "Row 2: a cell has more than 50 characters"),
        (b"a,b\n1,2,3\n", "Row 2 has more cells than there are columns"),
        (b'a,b\n"1,2\n', "not a whole CSV file"),
        ("São".encode("latin-1"), "neither CSV in UTF-8 nor XLSX"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "neither CSV in UTF-8 nor XLSX"),
        (b"a\0b", "not a text file"),
        (b"PK\x03\x04 not really", "damaged, or no Excel workbook"),
    ],
)
def test_a_file_that_is_no_table_is_refused_with_a_sentence(data, words):
    with pytest.raises(TableRefused, match=words):
        read(data, SMALL)


def test_a_workbook_with_more_rows_or_columns_than_allowed_is_refused():
    with pytest.raises(TableRefused, match="more than 5 rows"):
        read(workbook(["a"], *(["x"] for _ in range(6))), SMALL)
    with pytest.raises(TableRefused, match="Row 1 has more than 4 cells"):
        read(workbook([*"abcde"]), SMALL)


@pytest.mark.parametrize(("place", "words"), [("XFD2", "more than 100 cells"), ("A1048576", "")])
def test_a_cell_at_the_far_end_of_a_sheet_is_not_lost(place, words):
    book = openpyxl.Workbook()
    book.active["A1"], book.active[place] = "slug", "x"
    held = io.BytesIO()
    book.save(held)
    if not words:
        assert read_table(held.getvalue(), "t.xlsx", BROWSER).rows == [(1_048_576, ["x"])]
        return
    with pytest.raises(TableRefused, match=words):
        read(held.getvalue())


def test_a_row_number_that_no_sheet_has_costs_no_work():
    far = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
    far += b'<row r="1"><c r="A1" t="inlineStr"><is><t>slug</t></is></c></row>'
    far += b'<row r="99999999999"><c r="A99999999999"><v>1</v></c></row></sheetData></worksheet>'
    assert read(rezipped(workbook(["slug"]), {"xl/worksheets/sheet1.xml": far})) == (["slug"], [])


def test_an_archive_that_unpacks_to_too_much_is_refused():
    bomb = rezipped(workbook(["a"]), {"xl/bomb.xml": b"0" * 300_000})
    assert len(bomb) < SMALL.file_size
    with pytest.raises(TableRefused, match="unpacks to more than"):
        read(bomb, SMALL)


def test_an_archive_of_too_many_parts_is_refused():
    many = rezipped(workbook(["a"]), {f"xl/{number}.xml": b"" for number in range(MOST_PARTS)})
    with pytest.raises(TableRefused, match="more than 1,000 parts"):
        read(many)


@pytest.mark.parametrize("encoding", ["ascii", "utf-16"])
def test_a_workbook_that_declares_a_document_type_is_refused(encoding):
    entity = '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><sst>&b;</sst>'.encode(encoding)
    with pytest.raises(TableRefused, match="document type"):
        read(rezipped(workbook(["a"]), {"xl/sharedStrings.xml": entity}))


def test_a_workbook_with_macros_is_refused():
    with pytest.raises(TableRefused, match="macros"):
        read(rezipped(workbook(["a"]), {"xl/vbaProject.bin": b"x"}))


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "[Content_Types].xml"])
def test_a_damaged_workbook_is_refused(part):
    with pytest.raises(TableRefused, match="damaged, or"):
        read(rezipped(workbook(["a"], ["b"]), {part: b"<worksheet><sheetData><row"}))


def test_an_archive_that_is_no_workbook_is_refused():
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("letter.txt", "hello")
    with pytest.raises(TableRefused, match="damaged, or"):
        read(held.getvalue())


def test_a_formula_without_a_value_is_refused_and_not_read_as_empty():
    with pytest.raises(TableRefused, match="Row 2: a formula has no value yet"):
        read(workbook(["a", "b"], ["x", "=A2"]))


def test_an_error_of_the_spreadsheet_is_refused():
    with pytest.raises(TableRefused, match=r"Row 2: the spreadsheet shows an error \(#REF!\)"):
        read(workbook(["a"], ["#REF!"]))
