"""Answers that are files and feeds: lists as CSV and JSON, rows as Atom, texts of other formats."""

import hashlib
from collections.abc import Sequence

from django.http import HttpResponse, StreamingHttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import http_date

from .atom import FeedPage, feed, items_of
from .listings import Asked, Listing, in_chunks, number_of
from .moments import CHANGED_AT, as_known_on, last_changed
from .ordering import InOrder
from .questions import as_of_day, page_of
from .writing.rows import csv_lines, json_text

ATOM = "application/atom+xml; charset=utf-8"
NOMINAL_NOTE = (
    "Entries that came with the site carry one nominal moment, 1 January 2020, which is not that of their "
    "publication."
)


def asked_of(request) -> Asked:
    """Return where a list was asked, and as of which day; BadQuestion where that is no day."""
    return Asked(request.build_absolute_uri("/").rstrip("/"), as_of_day(request))


def page_address(request, listing: str) -> str:
    """Return the whole address of the page of a list, with the same question."""
    query = request.META.get("QUERY_STRING", "")
    return request.build_absolute_uri(f"/{listing}/{f'?{query}' if query else ''}")


def as_csv(request, listing: Listing) -> StreamingHttpResponse:
    """Return all rows that the page with the same question has, as CSV.

    As of a day, the name of the file and a last column say which.
    """
    asked = asked_of(request)
    rows = in_chunks(listing.rows(request.GET, asked.day))
    names, known = listing.names, []
    if asked.day:
        names, known = [*names, "as_of"], [asked.day.isoformat()]
    lines = csv_lines(names, ([*listing.values(row, asked), *known] for row in rows))
    name = "-".join([listing.name, *(["as-of", *known] if known else [])])
    answer = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8; header=present")
    answer["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return answer


def as_json(request, listing: Listing) -> StreamingHttpResponse:
    """Return all rows that the page with the same question has, as one JSON object."""
    asked = asked_of(request)
    rows = listing.rows(request.GET, asked.day)
    head = {
        "title": listing.title,
        "address": page_address(request, listing.name),
        "as_of": asked.day,
        "note": as_known_on(asked.day),
        "count": number_of(rows),
    }
    objects = (dict(zip(listing.names, listing.values(row, asked), strict=True)) for row in in_chunks(rows))
    return StreamingHttpResponse(json_text(head, objects), content_type="application/json")


def as_atom(request, listing: Listing) -> HttpResponse:
    """Return the rows that the page with the same question has as a feed, the newest change first."""
    rows = newest_first(listing.rows(request.GET, as_of_day(request)))
    return feed_answer(request, listing.title, rows, page_address(request, listing.name))


def newest_first(rows):
    """Return published rows in the order of their publication or last correction, the newest first."""
    if isinstance(rows, list):
        return sorted(rows, key=lambda row: (row.changed_at, row.pk), reverse=True)
    rows = rows.rows if isinstance(rows, InOrder) else rows
    return rows.order_by(CHANGED_AT.desc(), "-pk")


def feed_answer(
    request, title: str, rows: Sequence, web_page: str, about=None, items=items_of
) -> HttpResponse:
    """Return a page of `rows` as a feed, `about` a row or none; `items` makes its entries, by default those
    of published rows. 304 where the reader has it already."""
    asked = asked_of(request)
    page = page_of(request, rows)
    words = " ".join(filter(None, [as_known_on(asked.day), NOMINAL_NOTE]))
    about = FeedPage(title, words, request.build_absolute_uri(), web_page, _neighbours(request, page), about)
    entries = list(page)
    return kept(request, feed(about, entries, asked, items), ATOM, last_changed(entries))


def _neighbours(request, page) -> dict[str, str]:
    numbers = {"previous": page.number - 1, "next": page.number + 1}
    found = {}
    for relation, number in numbers.items():
        if 1 <= number <= page.paginator.num_pages:
            query = request.GET.copy()
            query["page"] = number
            found[relation] = request.build_absolute_uri(f"{request.path}?{query.urlencode()}")
    return found


def kept(request, text: str | bytes, media_type: str, changed=None) -> HttpResponse:
    """Return `text`, or 304 to whom has it already; `changed` is when it last did, where that is known."""
    answer = HttpResponse(text, content_type=media_type)
    etag = f'"{hashlib.sha256(answer.content).hexdigest()[:32]}"'
    answer["ETag"] = etag
    if changed:
        answer["Last-Modified"] = http_date(changed.timestamp())
    moment = int(changed.timestamp()) if changed else None
    return get_conditional_response(request, etag, moment, answer)
