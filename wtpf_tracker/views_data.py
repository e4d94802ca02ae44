"""The page of all data, and the files of the whole record: a CSV for each table, JSON lines, SQLite."""

from pathlib import Path
from tempfile import TemporaryDirectory

from django.http import FileResponse, Http404, StreamingHttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from documents.exports import LISTINGS as DOCUMENT_LISTS
from documents.listings import Listing
from documents.old_addresses import old_addresses
from documents.questions import BadQuestion, as_of_day
from documents.tables import TABLES as DOCUMENT_TABLES
from documents.tables import Record
from documents.writing.rows import as_json, csv_lines
from opinions.exports import LISTINGS as OPINION_LISTS
from opinions.tables import TABLES as OPINION_TABLES

from .sqlite_file import write_sqlite
from .views import NOW

RECORD = Record((*DOCUMENT_TABLES, *OPINION_TABLES))
SQLITE = "application/vnd.sqlite3"


@require_safe
def data(request):
    """Every form in which the record can be had."""
    tables = [(table, table.visible().count()) for table in RECORD.tables]
    lists = [_forms(listing) for listing in (*OPINION_LISTS, *DOCUMENT_LISTS)]
    return render(request, "site/data.html", {"tables": tables, "lists": lists, **NOW})


def _forms(listing: Listing) -> dict:
    """The addresses of a list: of its page, its files and its feed, where it has one."""
    place = f"/{listing.name}"
    feed = f"{place}.atom" if listing.has_feed else ""
    return {
        "title": listing.title,
        "page": f"{place}/",
        "csv": f"{place}.csv",
        "json": f"{place}.json",
        "feed": feed,
    }


@require_safe
def table_csv(request, name):
    """One table as CSV."""
    _now_only(request)
    table = next((table for table in RECORD.tables if table.name == name), None)
    if table is None:
        raise Http404("There is no such table.")
    lines = csv_lines(table.names, (list(row.in_words.values()) for row in RECORD.rows(table)))
    return _csv_file(name, lines)


@require_safe
def moved_csv(request):
    """Every old address that leads to something, and where that is now, for those who keep a copy."""
    _now_only(request)
    return _csv_file("old-addresses", csv_lines(["old_address", "address"], map(list, old_addresses())))


def _csv_file(name: str, lines) -> StreamingHttpResponse:
    answer = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8; header=present")
    answer["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return answer


@require_safe
def json_lines(request):
    """Every row of every table as a line of JSON that begins with the name of its table."""
    _now_only(request)
    lines = (
        f"{as_json({'table': table.name, **row.in_words})}\n"
        for table in RECORD.tables
        for row in RECORD.rows(table)
    )
    return StreamingHttpResponse(lines, content_type="application/jsonl; charset=utf-8")


@require_safe
def sqlite(request):
    """The whole record as an SQLite file, written when it is asked for."""
    _now_only(request)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "wtpf.sqlite"
        write_sqlite(RECORD, path)
        file = path.open("rb")  # stays readable after its folder is gone
    return FileResponse(file, as_attachment=True, filename="wtpf.sqlite", content_type=SQLITE)


def _now_only(request) -> None:
    if as_of_day(request):
        raise BadQuestion(
            "The files of the whole record have it as it is now. Leave the day out, or ask a list or a page "
            "for that day."
        )
