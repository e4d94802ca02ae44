"""What a row says in the API: the columns of its table, each with the schema that its documentation gives."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import reduce

from django.db import models

from ..listings import Asked
from ..models import Sourced
from ..moments import is_nominal
from ..tables import Table
from ..templatetags.record import fully_known, known_citations

# What help texts say to whoever types at the desk, and to nobody who reads.
_TO_EDITORS = re.compile(r"(Type|Empty: made|The next free|Write|Names it in addresses|Leave)\b")
_JSON_TYPES = {
    "BooleanField": {"type": "boolean"},
    "DateField": {"type": "string", "format": "date"},
    "DateTimeField": {"type": "string", "format": "date-time"},
}
_WORDS = {
    "date": "When, as exactly as the sources say, in EDTF: `2012-10-10/2012-10-12`, `2013-02`, `2013-02~`. "
    "Empty where it is not known.",
    "first_day": "The first day that the date spans.",
    "last_day": "The last day that the date spans.",
    "confidence": "How far to trust the fact: high, medium or low.",
    "published_at": "When it was published here; null in the record that came with the site.",
    "corrected_at": "When what it says was last corrected here; null where it never was.",
    "slug": "Its name in addresses, permanent.",
    "key": "Its name in addresses, permanent.",
    "sha256": "The SHA-256 of the bytes.",
}
DAY = {
    "type": ["string", "null"],
    "format": "date",
    "description": "The day of `?as_of=`: told is what the public could know then. Null: what is known now.",
}
_LOCATOR = "locator"  # each source says its own place


@dataclass(frozen=True)
class ApiAsked(Asked):
    """Where the API was asked, the day of `?as_of=`, and what names the place of a row in the API."""

    own: Callable[[models.Model], str] = str

    def own_link(self, row: models.Model) -> str:
        """Return the whole address of a row in the API, as of the day."""
        return self.link(self.own(row))


@dataclass(frozen=True)
class Field:
    """A member of a row: its name, its value, its JSON Schema; `alone` where lists do not have it."""

    name: str
    of: Callable[[models.Model, ApiAsked], object]
    schema: Mapping
    alone: bool = False


def values(fields: tuple[Field, ...], row, asked: ApiAsked) -> dict:
    """Return what `fields` say of a row."""
    return {field.name: field.of(row, asked) for field in fields}


def described(schema: Mapping, words: str) -> dict:
    """Return a schema with what it means."""
    return {**schema, "description": words}


def text(words: str, **schema) -> dict:
    """Return the schema of a string."""
    return {"type": "string", "description": words, **schema}


def number(words: str) -> dict:
    """Return the schema of a whole number."""
    return {"type": "integer", "description": words}


def nullable(schema: Mapping) -> dict:
    """Return a schema that takes null too."""
    if isinstance(schema.get("type"), list):
        return dict(schema)
    if "$ref" in schema or "anyOf" in schema or "enum" in schema:
        inner = {name: value for name, value in schema.items() if name != "description"}
        words = {"description": schema["description"]} if "description" in schema else {}
        return {"anyOf": [inner, {"type": "null"}], **words}
    return {**schema, "type": [schema["type"], "null"]}


def array(items: Mapping, words: str) -> dict:
    """Return the schema of a list."""
    return {"type": "array", "items": items, "description": words}


def component(name: str) -> dict:
    """Return the schema that refers to a named one."""
    return {"$ref": f"#/components/schemas/{name}"}


def reference(row: models.Model | None, asked: ApiAsked) -> dict | None:
    """Return what names and links another row: its key as in the data files, and its addresses."""
    if row is None:
        return None
    key = "/".join(map(str, row.natural_key()))
    return {"key": key, "name": str(row), "self": asked.own_link(row), "address": asked.link(row)}


def citations(row: Sourced, asked: ApiAsked) -> list[dict]:
    """Return the sources of a fact as far as they were public, each with the place in it."""
    return [
        {
            "key": source.key,
            "place": place,
            "title": source.title,
            "kind": source.kind,
            "published": source.published,
            "self": asked.own_link(source),
            "address": asked.link(source),
        }
        for source, place in known_citations(row, asked.day)
    ]


SELF = Field("self", lambda row, asked: asked.own_link(row), text("Its address in the API.", format="uri"))
ADDRESS = Field("address", lambda row, asked: asked.link(row), text("Its address on the site.", format="uri"))
SOURCES = Field(
    "sources",
    citations,
    array(component("Citation"), "Where the fact comes from, in the order in which it is cited."),
)


def fields_of(
    table: Table,
    *,
    looks_back: str = "",
    alone: str = "",
    leave_out: str = "",
    instead: Mapping | None = None,
) -> tuple[Field, ...]:
    """Return the fields of a table's rows, in the order and under the names of its columns.

    `looks_back` names those that tell what came of a thing: null until all its sources were public;
    `alone` those that lists leave out; `instead` has functions of (row, asked) for values of another kind.
    """
    left_out = {*leave_out.split(), _LOCATOR}
    found = [_plain(table, name) for name in table.columns if name not in left_out]
    found += [_key(table, name) for name in table.key_names if name not in left_out]
    found += [_many(table, name) for name in table.many_names if name not in (*left_out, "sources")]
    found += [SOURCES] if "sources" in table.many_names else []
    given = {name: replace(field, of=(instead or {}).get(name, field.of)) for name, field in _named(found)}
    back, single = set(looks_back.split()), set(alone.split())
    given |= {name: _once_known(given[name]) for name in back}
    given |= {name: replace(given[name], alone=True) for name in single}
    return tuple(given.values())


def _named(fields: list[Field]) -> list[tuple[str, Field]]:
    return [(field.name, field) for field in fields]


def _once_known(field: Field) -> Field:
    words = f"{field.schema.get('description', '')} Null until all its sources were public.".strip()
    return replace(
        field,
        of=lambda row, asked: field.of(row, asked) if fully_known(row, asked.day) else None,
        schema=described(nullable(field.schema), words),
    )


def _plain(table: Table, name: str) -> Field:
    of = _moment if name == "published_at" else lambda row, asked: getattr(row, name)
    # Of a source, the address on the web; every row has one on the site.
    shown = "original_address" if name == "address" else name
    return Field(shown, of, schema_of(table.model._meta.get_field(name)))


def _moment(row, asked):
    return None if is_nominal(row.published_at) else row.published_at


def _key(table: Table, name: str) -> Field:
    target = table.target(name)
    words = f"The {target._meta.verbose_name} that it names; null where there is none to show."
    schema = described(nullable(component("Reference")), words)
    # What was fetched, as far as readers see it: asking the row would ask the database again.
    return Field(name, lambda row, asked: reference(row._state.fields_cache.get(name), asked), schema)


def _many(table: Table, name: str) -> Field:
    words = f"The {table.target(name)._meta.verbose_name_plural} that it names."
    return Field(
        name,
        lambda row, asked: [reference(one, asked) for one in getattr(row, name).all()],
        array(component("Reference"), words),
    )


def schema_of(field: models.Field) -> dict:
    """Return the JSON Schema of a column, with its words for readers."""
    kind = field.get_internal_type()
    schema = dict(_JSON_TYPES.get(kind, {"type": "integer" if "Integer" in kind else "string"}))
    if field.choices:
        schema["enum"] = [*([""] if field.blank else []), *(str(value) for value, _ in field.flatchoices)]
    schema = nullable(schema) if field.null or kind == "DateTimeField" else schema
    words = _words(field)
    return described(schema, words) if words else schema


def _words(field: models.Field) -> str:
    if field.name in _WORDS:
        return _WORDS[field.name]
    sentences = re.split(r"(?<=[.?!])\s+(?=[A-Z])", str(field.help_text))
    words = " ".join(one for one in sentences if one and not _TO_EDITORS.match(one))
    if field.choices:
        meanings = "; ".join(f"`{value}`: {meaning}" for value, meaning in field.flatchoices if value)
        words = f"{words} {meanings}.".strip()
    return words


def attribute(path: str) -> Callable[[models.Model, ApiAsked], object]:
    """Return what reaches an attribute through others: `attribute("opinion.slug")`."""
    return lambda row, asked: reduce(getattr, path.split("."), row)
