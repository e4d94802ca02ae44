"""What every page's template can name."""

from functools import partial

from django.core.exceptions import SuspiciousOperation

from documents.questions import BadQuestion, as_of_day

from .doors.kept import kept_form


def page(request) -> dict:
    """Return the day of `?as_of=`, the query that carries it along in links (empty without one), what the
    banner of a preview says (see `preview`), and a form that was sent too late (see `doors.kept`)."""
    try:
        day = as_of_day(request)
    # An address with more parameters than Django reads is refused already: its page is being drawn here.
    except (BadQuestion, SuspiciousOperation):
        day = None
    query = f"?as_of={day.isoformat()}" if day else ""
    return {
        "as_of": day,
        "as_of_query": query,
        "preview": getattr(request, "preview", None),
        "kept_form": partial(kept_form, request),
    }
