"""What every page's template can name."""

from documents.questions import BadQuestion, as_of_day


def page(request) -> dict:
    """Return the day of `?as_of=` and the query that carries it along in links (empty without one)."""
    try:
        day = as_of_day(request)
    except BadQuestion:
        day = None
    return {"as_of": day, "as_of_query": f"?as_of={day.isoformat()}" if day else ""}
