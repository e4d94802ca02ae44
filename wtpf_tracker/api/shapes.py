"""The schemas of what the API answers, made from the fields of its kinds."""

from collections.abc import Mapping

from documents.api.fields import DAY, array, component, described, number, text
from documents.api.resources import Kind, Resource
from documents.models import Source
from opinions import api, api_cited, api_words

from .catalogue import KINDS, MOST_RELATED, ties_to
from .problems import TITLES
from .search import SEARCH

ADDRESSES = {
    "self": text("Its address in the API.", format="uri"),
    "address": text("Its address on the site.", format="uri"),
}
COMMON = {
    "Reference": {
        "key": text("Its key, as the files of the whole record have it."),
        "name": text("What it is called."),
        **ADDRESSES,
    },
    "Citation": {
        "key": text("The key of the source."),
        "place": text("Where in the source; empty where it is the whole."),
        "title": text("The title of the source."),
        "kind": text("What sort of source it is.", enum=[*Source.Kind.values]),
        "published": text("When the public could first read it, in EDTF; empty where that is not known."),
        **ADDRESSES,
    },
    "Related": {
        "rows": array(component("Reference"), f"What names this, at most {MOST_RELATED}."),
        "more": {"type": "boolean", "description": "Whether there are more than those."},
    },
}
PROBLEM = {
    "type": text(
        "The kind of refusal; explained at that place of the documentation.", format="uri-reference"
    ),
    "title": text("The kind of refusal in words.", enum=[*TITLES.values()]),
    "status": number("The HTTP status."),
    "detail": text("What happened and what to do, in a sentence."),
    "instance": text("What was asked for."),
}
WITHDRAWN = {
    "kind": text("What it was."),
    "name": text("What it was called."),
    "withdrawn_at": text("When it was withdrawn.", format="date-time"),
    "reason": text("Why."),
    "remaining": array(component("Remaining"), "What it stood under, as far as that is still there."),
}
REMAINING = {"name": text("What it is called."), "address": ADDRESSES["address"]}
INDEX = {
    "title": text("The name and the version."),
    "documentation": text("The documentation, as a page.", format="uri"),
    "openapi": text("This document.", format="uri"),
    "lists": {
        "type": "object",
        "additionalProperties": {"type": "string", "format": "uri"},
        "description": "The address of each list, by its name.",
    },
    "search": text("The search.", format="uri"),
    "compare": text("The comparison of two texts.", format="uri"),
}


def shape(properties: Mapping, words: str = "") -> dict:
    """Return the schema of an object that always has all its members, and may have new ones one day."""
    found = {"type": "object", "properties": dict(properties), "required": [*properties]}
    return described(found, words) if words else found


def row_of(kind: Kind) -> dict:
    """Return the schema of a row of a list."""
    return shape({field.name: field.schema for field in kind.in_lists}, kind.words)


def one_of(kind: Kind) -> dict:
    """Return the schema of one thing, answered alone."""
    properties = {field.name: field.schema for field in kind.fields}
    if isinstance(kind, Resource):
        names = ties_to(kind.table.model)
        words = "What names it, by kind."
        properties["related"] = shape({name: component("Related") for name in names}, words)
    return shape({**properties, "as_of": DAY}, kind.words)


def list_of(kind: Kind) -> dict:
    """Return the schema of a list."""
    page = {"type": ["string", "null"], "format": "uri"}
    return shape(
        {
            "title": text("The name of the list."),
            "address": described(page, "The page with the same question; null where the list has none."),
            "as_of": DAY,
            "note": text("The day in a sentence; else empty."),
            "count": number("How many rows the list has."),
            "next": described(page, "The address of the rows that follow; null where these are the last."),
            "rows": array(component(kind.schema), "The rows, in the order of the page."),
        }
    )


def schemas() -> dict:
    """Return every named schema."""
    found = {"Problem": shape(PROBLEM), "Remaining": shape(REMAINING), "Index": shape(INDEX)}
    found["Withdrawn"] = shape({**PROBLEM, **WITHDRAWN})
    for shapes in (COMMON, api.SHAPES, api_cited.SHAPES, api_words.SHAPES):
        found |= {name: shape(properties) for name, properties in shapes.items()}
    for kind in (*KINDS, SEARCH):
        found[kind.schema] = row_of(kind)
        if kind.path:
            found[f"{kind.schema}InFull"] = one_of(kind)
        for part in getattr(kind, "embedded", ()):
            found[part.schema] = shape({field.name: field.schema for field in part.fields})
    return found
