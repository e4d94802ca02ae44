"""What every answer of the API has alike: who may ask, how, how often, and how it is refused."""

from collections.abc import Callable
from functools import wraps

from django.core.exceptions import SuspiciousOperation
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt

from documents.answers import kept
from documents.gone import Gone
from documents.questions import BadQuestion
from documents.writing.rows import as_json

from .limits import spend
from .problems import problem, withdrawn

JSON = "application/json"
METHODS = "GET, HEAD, OPTIONS"
EXPOSED = "ETag, Link, Retry-After, RateLimit-Limit, RateLimit-Remaining, RateLimit-Reset"


def answered(view: Callable) -> Callable:
    """Return the view of an address of the API: `view(request, **keys)` returns what JSON says."""

    @csrf_exempt
    @wraps(view)
    def answer(request, **keys):
        allowance = spend(request)
        if allowance and allowance.is_spent:
            sentence = f"At most {allowance.limit} requests a minute. Ask again in {allowance.reset} seconds."
            response = problem(request, 429, sentence)
        else:
            response = _answer(request, view, keys)
        for name, value in (allowance.headers if allowance else {}).items():
            response.headers[name] = value
        return for_all(response)

    return answer


def _answer(request, view: Callable, keys: dict) -> HttpResponse:
    if request.method == "OPTIONS":
        return HttpResponse(status=204, headers={"Allow": METHODS})
    if request.method not in ("GET", "HEAD"):
        response = problem(request, 405, f"{request.method[:20]} is not answered here. Use one of {METHODS}.")
        response.headers["Allow"] = METHODS
        return response
    if request.headers.get("Accept", "").strip() and not request.accepts(JSON):
        return problem(request, 406, f"Answers are {JSON}. Accept that, or leave the Accept header out.")
    try:
        return _as_json(request, view(request, **keys))
    except BadQuestion as refused:
        return problem(request, refused.status, str(refused))
    except Gone as gone:
        return withdrawn(request, gone.notice)
    except Http404 as missing:
        return problem(request, 404, _sentence(missing))
    except SuspiciousOperation:
        return problem(request, 400, "The address cannot be read. It may have too many parameters.")


def _sentence(missing: Http404) -> str:
    said = str(missing)
    return said if said.endswith(".") else "Nothing of this name is published. The lists say what there is."


def _as_json(request, value: dict) -> HttpResponse:
    response = kept(request, as_json(value) + "\n", JSON)
    if value.get("next"):
        response.headers["Link"] = f'<{value["next"]}>; rel="next"'
    response.headers["Cache-Control"] = "no-cache"  # kept, and asked about each time
    return response


def for_all(response: HttpResponse) -> HttpResponse:
    """Let programs in browsers read an answer, wherever they come from: it is the same for everybody."""
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Access-Control-Allow-Methods"] = METHODS
    response.headers["Access-Control-Allow-Headers"] = "Accept, If-None-Match"
    response.headers["Access-Control-Expose-Headers"] = EXPOSED
    response.headers["Access-Control-Max-Age"] = "86400"
    return response


def is_of_api(request) -> bool:
    """Whether an address is one of the API."""
    return request.path.startswith(reverse("api:index"))


def refused(request, status: int) -> HttpResponse:
    """Return the refusal of what reached no view, or went wrong there."""
    sentences = {
        400: "The request cannot be read. Check the address and the headers.",
        404: "There is no such address. All stand in /api/v1/openapi.json; none ends with a slash.",
        500: "It is not your question. It was noted; try again later.",
    }
    return for_all(problem(request, status, sentences[status]))
