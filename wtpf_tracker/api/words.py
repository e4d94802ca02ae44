"""The schemas of the API in words, as its page tells them."""

from collections.abc import Mapping
from dataclasses import dataclass

TYPES = {
    "string": "text",
    "integer": "number",
    "number": "number",
    "boolean": "true or false",
    "array": "list",
    "object": "object",
    "null": "null",
}
FORMATS = {"date": "day", "date-time": "moment", "uri": "address", "uri-reference": "address"}


@dataclass(frozen=True)
class Told:
    """A member of an answer: what it is, the name of the shape that it has or its parts have, what it means;
    `alone` where lists do not have it."""

    name: str
    type: str
    shape: str
    words: str
    alone: bool = False

    @property
    def pieces(self) -> list[tuple[str, bool]]:
        """The words in pieces, each with whether it stands between backticks."""
        return [(piece, bool(place % 2)) for place, piece in enumerate(self.words.split("`")) if piece]


def fields_of(schema: Mapping, in_lists: Mapping | None = None) -> list[Told]:
    """Return the members of an object in words; `in_lists` is the schema of the same thing in a list."""
    listed = in_lists["properties"] if in_lists else schema["properties"]
    return [
        Told(name, type_of(one), shape_of(one), one.get("description", ""), name not in listed)
        for name, one in schema["properties"].items()
    ]


def type_of(schema: Mapping) -> str:
    """Return the type of a schema in words; empty where it is a named shape alone."""
    if "anyOf" in schema:
        return " or ".join(filter(None, map(type_of, schema["anyOf"])))
    if "$ref" in schema:
        return ""
    types = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    names = [
        FORMATS.get(schema.get("format"), TYPES[one]) if one == "string" else TYPES[one] for one in types
    ]
    return " or ".join(names)


def shape_of(schema: Mapping) -> str:
    """Return the name of the shape that a value has, or each one of a list; empty where it has none."""
    for one in (schema, schema.get("items", {}), *schema.get("anyOf", ())):
        if "$ref" in one:
            return schema_name(one)
    return ""


def schema_name(reference: Mapping) -> str:
    """Return the name in a reference to a schema."""
    return reference["$ref"].rpartition("/")[2]


def schema_named(response: Mapping) -> str:
    """Return the name of the schema of an answer, empty where it has none of its own."""
    schema = response["content"]["application/json"]["schema"]
    return schema_name(schema) if "$ref" in schema else ""
