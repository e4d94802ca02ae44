"""The documentation of the API as a page: made from its document, with a form that opens each answer."""

from dataclasses import dataclass
from urllib.parse import quote, urlencode

from django.http import Http404, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_safe

from documents.questions import BadQuestion

from ..views import NOW
from .openapi import document, filled, operations
from .problems import TITLES
from .search import SEARCH
from .words import fields_of, schema_named

MOST_CHOICES = 120
"""A filter that knows more values than these is a box to type in."""
TWICE_TOLD = {"Index"}


@dataclass(frozen=True)
class Input:
    """One parameter as a form has it: `kind` is select, date, number or text; `choices` [(value, words)]."""

    name: str
    words: str
    kind: str
    required: bool
    value: object
    choices: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Operation:
    """An operation as the page has it; `example` is an address that answers, where the record has one."""

    name: str
    path: str
    words: str
    inputs: list[Input]
    example: str


@require_safe
def docs(request):
    """Every operation with a form, what the members of answers mean, and how questions are refused."""
    found = document(request.build_absolute_uri("/").rstrip("/"))
    schemas = found["components"]["schemas"]
    groups: dict[str, dict] = {}
    for name, (path, operation) in operations(found).items():
        group = groups.setdefault(operation["tags"][0], {"operations": [], "name": name})
        group["operations"].append(_operation(found, name, path, operation))
        schema = schema_named(operation["responses"]["200"])
        if schema in schemas and schema not in TWICE_TOLD:  # that of one thing has all that its list has
            group["fields"] = fields_of(schemas[schema], schemas.get(schema.removesuffix("InFull")))
    groups[SEARCH.title]["fields"] = fields_of(schemas[SEARCH.schema])
    told = {schema_named(one["responses"]["200"]) for _, one in operations(found).values()}
    told |= {name.removesuffix("InFull") for name in told} | {SEARCH.schema}
    words = {
        "groups": groups,
        "shapes": [
            (name, fields_of(one))
            for name, one in schemas.items()
            if name not in told and "properties" in one
        ],
        "problems": [(status, title) for status, title in TITLES.items()],
        "site": found["servers"][0]["url"],
        "limit": found["components"]["parameters"]["limit"]["schema"],
        **NOW,
    }
    return render(request, "site/api.html", words)


@require_safe
def open_answer(request, operation):
    """Lead from a form of the page to the answer it asks for."""
    found = document(request.build_absolute_uri("/").rstrip("/"))
    if operation not in operations(found):
        raise Http404("The API has no such operation.")
    path, asked = operations(found)[operation]
    names = [one["name"] for one in parameters_of(found, asked)]
    given = {name: request.GET[name].strip() for name in names if request.GET.get(name, "").strip()}
    in_path = {one["name"] for one in asked["parameters"] if one.get("in") == "path"}
    if missing := sorted(in_path - given.keys()):
        raise BadQuestion(f"Fill in “{missing[0]}”: it is a part of the address.")
    parts = {name: _part(given.pop(name)) for name in in_path}
    query = urlencode(given, safe=":")
    return HttpResponseRedirect(filled(path, parts) + (f"?{query}" if query else ""))


def _part(value: str) -> str:
    """A part of an address: the slashes of a symbol stay, and nothing leads out of the API."""
    if {".", ".."} & set(value.split("/")):
        raise BadQuestion(f"“{value[:40]}” is no name that the record could have.")
    return quote(value, safe="/()")


def parameters_of(found: dict, operation: dict) -> list[dict]:
    """Return the parameters of an operation, those that all share among them."""
    shared = found["components"]["parameters"]
    return [
        shared[one["$ref"].rpartition("/")[2]] if "$ref" in one else one for one in operation["parameters"]
    ]


def _operation(found: dict, name: str, path: str, operation: dict) -> Operation:
    parameters = [one for one in parameters_of(found, operation) if one["name"] != "cursor"]
    return Operation(
        name,
        path,
        operation["summary"],
        [_input(one) for one in parameters],
        example_of(path, parameters_of(found, operation)),
    )


def example_of(path: str, parameters: list[dict]) -> str:
    """Return an address that answers; empty where the record has nothing to show."""
    needed = [one for one in parameters if one["required"] or "example" in one]
    if any("example" not in one for one in needed):
        return ""
    parts = {one["name"]: quote(str(one["example"]), safe="/()") for one in needed if one["in"] == "path"}
    query = {one["name"]: one["example"] for one in needed if one["in"] == "query"}
    return filled(path, parts) + (f"?{urlencode(query, safe=':')}" if query else "")


def _input(one: dict) -> Input:
    schema, value = one["schema"], one.get("example", "")
    words = schema.get("x-words") or {choice: choice for choice in schema.get("enum", []) if choice}
    kind = {"integer": "number"}.get(schema["type"], "text")
    kind = "date" if {"format": "date"} in schema.get("anyOf", []) else kind
    if words and len(words) <= MOST_CHOICES:
        return Input(one["name"], one["description"], "select", one["required"], value, tuple(words.items()))
    return Input(one["name"], one["description"], kind, one["required"], value)
