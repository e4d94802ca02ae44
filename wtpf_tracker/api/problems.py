"""Refusals of the API as application/problem+json (RFC 9457)."""

from http import HTTPStatus

from django.http import HttpResponse
from django.urls import reverse

from documents.gone import Notice
from documents.listings import Asked
from documents.writing.rows import as_json

MEDIA_TYPE = "application/problem+json"
TITLES = {
    400: "The question cannot be answered",
    404: "There is nothing here",
    405: "The API is only read",
    406: "There is no such form",
    410: "Withdrawn",
    429: "Too many requests",
    500: "A fault of this site",
}


def problem(request, status: int, detail: str, **more) -> HttpResponse:
    """Return a refusal: its kind, its sentence, the address that was asked, and `more` members."""
    said = {
        "type": f"{reverse('api:docs')}#problem-{status}",
        "title": TITLES.get(status, HTTPStatus(status).phrase),
        "status": status,
        "detail": detail,
        "instance": request.get_full_path(),
        **more,
    }
    return HttpResponse(as_json(said) + "\n", status=status, content_type=MEDIA_TYPE)


def withdrawn(request, notice: Notice) -> HttpResponse:
    """Return what stands in the place of a withdrawn thing."""
    asked = Asked(request.build_absolute_uri("/").rstrip("/"))
    return problem(
        request,
        410,
        f"“{notice.name}” was withdrawn on {notice.day.day} {notice.day:%B %Y}: {notice.why}",
        kind=notice.kind,
        name=notice.name,
        withdrawn_at=notice.day,
        reason=notice.why,
        remaining=[{"name": str(thing), "address": asked.link(thing)} for thing in notice.remaining],
    )
