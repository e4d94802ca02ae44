"""What every answer gets: the content security policy, and clear pages for bad questions and what is gone."""

from django.db import DataError
from django.shortcuts import render

from documents.gone import Gone
from documents.questions import BadQuestion

# Everything a page needs comes from this site; nothing runs or draws from inside the page itself.
POLICY = "; ".join(
    [
        "default-src 'none'",
        "style-src 'self'",
        "script-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    ]
)


def content_security_policy(get_response):
    """Add the Content-Security-Policy header to every answer that does not bring its own."""

    def middleware(request):
        response = get_response(request)
        response.headers.setdefault("Content-Security-Policy", POLICY)
        return response

    return middleware


# What Django says where the admin hands on words that can be no number of a row, or no words of a database.
NO_VALUE = ("expected a number but got", "invalid literal for int()", "cannot contain NUL", "NaN to integer")
NOT_A_VALUE = BadQuestion(
    "The desk was sent a number or a word that no row of the record can have. Nothing was changed. Go back, "
    "and choose from what the page offers."
)


def is_no_value(exception: Exception) -> bool:
    """Whether the database, or Django before it, refused a value because no column could ever hold it."""
    said = str(exception)
    by_words = isinstance(exception, ValueError) and any(words in said for words in NO_VALUE)
    return isinstance(exception, OverflowError | DataError) or by_words


def bad_questions(get_response):
    """Answer a BadQuestion raised by a view with a page that says what was wrong (status 400 or 404).

    Where it raised Gone, the page says what was there and why it was withdrawn (status 410). The admin does
    not check all that is sent to it: what could be no value of the record is a bad question there.
    """

    def middleware(request):
        return get_response(request)

    def process_exception(request, exception):
        if isinstance(exception, Gone):
            return render(request, "410.html", {"notice": exception.notice}, status=410)
        if request.path_info.startswith("/admin/") and is_no_value(exception):
            exception = NOT_A_VALUE
        if not isinstance(exception, BadQuestion):
            return None
        return render(request, "bad_question.html", {"problem": exception}, status=exception.status)

    middleware.process_exception = process_exception
    return middleware
