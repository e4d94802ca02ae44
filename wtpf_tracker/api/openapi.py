"""The OpenAPI 3.1 document, made from what the answers are made from."""

import re

from django.urls import reverse

from documents.api.fields import component
from documents.api.lists import MOST_ROWS, ROWS

from ..search import FACETS
from .catalogue import KINDS
from .examples import examples
from .parameters import AS_OF, PROCESS, filter_parameters, in_path, in_query
from .problems import MEDIA_TYPE, TITLES
from .search import SEARCH
from .shapes import list_of, schemas

INFO = {
    "title": "WTPF Tracker",
    "version": "1",
    "summary": "The path of each opinion of a policy forum, with the source of every fact.",
    "description": "Everything published on the site, to read. Every answer is the same for everybody, has a "
    "strong ETag, and is told as the public could know it on a day with `?as_of=`. Within version 1 members "
    "and parameters are added, and none is taken away or comes to mean something else.",
    "license": {"name": "BSD-3-Clause", "identifier": "BSD-3-Clause"},
}
LIMIT = in_query(
    "limit",
    "How many rows.",
    {"type": "integer", "minimum": 1, "maximum": MOST_ROWS, "default": ROWS},
)
CURSOR = in_query(
    "cursor",
    "Where to go on: as it stands in `next`, the other parameters as they were.",
    {"type": "string", "minLength": 1, "format": "cursor"},
)
_NUMBER = {"schema": {"type": "integer"}}
HEADERS = {
    "ETag": {
        "description": "The state of the answer; send it as If-None-Match.",
        "schema": {"type": "string"},
    },
    "RateLimit-Limit": {"description": "Requests that an address may make in a minute.", **_NUMBER},
    "RateLimit-Remaining": {"description": "How many of them are left.", **_NUMBER},
    "RateLimit-Reset": {"description": "In how many seconds all are there again.", **_NUMBER},
    "Retry-After": {"description": "In how many seconds to ask again.", **_NUMBER},
    "Link": {"description": "The following rows, as rel=next.", "schema": {"type": "string"}},
    "Allow": {"description": "The methods that are answered.", "schema": {"type": "string"}},
}
ONE = "One of them, with its sources and what names it."
WORDS, ITSELF = "Comparison and authorship", "The API itself"
OF_ANSWERS = ("ETag", "RateLimit-Limit", "RateLimit-Remaining", "RateLimit-Reset")
OF_PROBLEMS = {"Problem429": ("Retry-After", *OF_ANSWERS[1:]), "Problem405": ("Allow",)}


def document(site: str) -> dict:
    """Return the whole document; `site` is the address at which it was asked for."""
    given = examples()
    operations = [*_lists_and_ones(), *_others()]
    tags = {operation["tags"][0]: None for _, operation in operations}
    return {
        "openapi": "3.1.0",
        "info": INFO,
        "servers": [{"url": site}],
        "tags": [{"name": name} for name in tags],
        "paths": {path: {"get": _with_examples(one, given)} for path, one in operations},
        "components": {
            "schemas": schemas(),
            "headers": HEADERS,
            "parameters": {"as_of": AS_OF, "limit": LIMIT, "cursor": CURSOR},
            "responses": _responses(),
        },
    }


def _with_examples(operation: dict, given: dict) -> dict:
    values = given.get(operation["operationId"], {})
    parameters = [
        {**one, "example": values[one["name"]]} if one.get("name") in values else one
        for one in operation["parameters"]
    ]
    return {**operation, "parameters": parameters}


def _shared(*names: str) -> list[dict]:
    return [{"$ref": f"#/components/parameters/{name}"} for name in names]


def _lists_and_ones():
    base = reverse("api:index")
    for kind in KINDS:
        found = [*filter_parameters(kind), *_shared("as_of", "limit", "cursor")]
        listed = _operation(f"list-{kind.name}", kind.title, kind.words, found, list_of(kind), paged=True)
        yield f"{base}{kind.name}", listed
        if kind.name == "positions":  # each is an intervention
            continue
        more = [PROCESS] if kind.name == "documents" else []
        found = [*in_path(kind), *more, *_shared("as_of")]
        answer = component(f"{kind.schema}InFull")
        yield (
            f"{base}{kind.path}",
            _operation(f"one-of-{kind.name}", kind.title, ONE, found, answer, one=True),
        )


def _others():
    base = reverse("api:index")
    words = [in_query("q", "The words, as in the box of the site.", {"type": "string"})]
    facets = [in_query(name, f"{label}.", {"type": "string"}) for name, label in FACETS.items()]
    found = [*words, *facets, *_shared("as_of", "limit", "cursor")]
    yield f"{base}search", _operation("search", "Search", SEARCH.words, found, list_of(SEARCH), paged=True)
    sides = [
        in_query(
            side,
            f"The {name} text: slug of the opinion, colon, number of the version.",
            _VERSION,
            required=True,
        )
        for side, name in (("left", "old"), ("right", "new"))
    ]
    words = "Two texts compared, as `compare_texts --format json` compares files."
    answer = component("Comparison")
    yield f"{base}compare", _operation("compare", WORDS, words, [*sides, *_shared("as_of")], answer, one=True)
    revisions = next(kind for kind in KINDS if kind.name == "revisions")
    words = "Who first wrote each word of a version, as `trace_words --format json` says it."
    found, answer = [*in_path(revisions), *_shared("as_of")], component("Authorship")
    yield (
        f"{base}{revisions.path}/authorship",
        _operation("authorship", WORDS, words, found, answer, one=True),
    )
    yield base, _operation("index", ITSELF, "Where everything is.", [], component("Index"))
    words = "The document of the API, for programs."
    yield f"{base}openapi.json", _operation("openapi", ITSELF, words, [], {"type": "object"})


_VERSION = {"type": "string", "pattern": "^[-a-zA-Z0-9_]+:[0-9]{1,6}$"}


def _operation(name, tag, summary, parameters, answer, *, paged=False, one=False) -> dict:
    """Return an operation; `one` may be gone, `paged` leads on."""
    headers = {header: {"$ref": f"#/components/headers/{header}"} for header in OF_ANSWERS}
    headers |= {"Link": {"$ref": "#/components/headers/Link"}} if paged else {}
    content = {"application/json": {"schema": answer}}
    responses = {"200": {"description": "What was asked for.", "headers": headers, "content": content}}
    statuses = [400, *([404] if parameters else []), 405, 406, *([410] if one else []), 429, 500]
    responses["304"] = {"$ref": "#/components/responses/NotModified"}
    responses |= {str(status): {"$ref": f"#/components/responses/Problem{status}"} for status in statuses}
    return {
        "operationId": name,
        "tags": [tag],
        "summary": summary,
        "parameters": parameters,
        "responses": responses,
    }


def _responses() -> dict:
    found = {"NotModified": {"description": "You have it already: nothing changed since the ETag you sent."}}
    for status, title in TITLES.items():
        schema = component("Withdrawn" if status == 410 else "Problem")
        names = OF_PROBLEMS.get(f"Problem{status}", OF_ANSWERS[1:])
        found[f"Problem{status}"] = {
            "description": title,
            "headers": {header: {"$ref": f"#/components/headers/{header}"} for header in names},
            "content": {MEDIA_TYPE: {"schema": schema}},
        }
    return found


def operations(found: dict) -> dict[str, tuple[str, dict]]:
    """Return the operations of a document by their names: {name: (path, operation)}."""
    return {item["get"]["operationId"]: (path, item["get"]) for path, item in found["paths"].items()}


def filled(path: str, values: dict[str, str]) -> str:
    """Return a path with the names in braces replaced by values that are written for an address already."""
    return re.sub(r"\{(\w+)\}", lambda one: values[one[1]], path)
