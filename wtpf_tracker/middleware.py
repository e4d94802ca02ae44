"""What happens to every answer: the content security policy, and a clear page for bad questions."""

from django.shortcuts import render

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


def bad_questions(get_response):
    """Answer a BadQuestion raised by a view with a page that says what was wrong (status 400 or 404)."""

    def middleware(request):
        return get_response(request)

    def process_exception(request, exception):
        if not isinstance(exception, BadQuestion):
            return None
        return render(request, "bad_question.html", {"problem": exception}, status=exception.status)

    middleware.process_exception = process_exception
    return middleware
