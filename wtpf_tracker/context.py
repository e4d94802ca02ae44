"""What every page's template can name."""

from django.core.exceptions import SuspiciousOperation

from documents.questions import BadQuestion, as_of_day


def page(request) -> dict:
    """Return the day of `?as_of=` and the query that carries it along in links (empty without one)."""
    try:
        day = as_of_day(request)
    # An address with more parameters than Django reads is refused already: its page is being drawn here.
    except (BadQuestion, SuspiciousOperation):
        day = None
    return {"as_of": day, "as_of_query": f"?as_of={day.isoformat()}" if day else ""}
