"""The parameters of the API as its document has them: filters with the values that they know now."""

from documents.api.resources import Kind
from documents.facets import Facet

MOST_VALUES = 500
"""A filter that knows more values than these is described without them."""
WORDS_OF_KEYS = {
    "slug": "Its name in addresses.",
    "key": "Its name in addresses.",
    "opinion": "The slug of the text.",
    "process": "The slug of the process.",
    "number": "Its number.",
    "address": "The symbol, such as `WTPF-IEG/2/10`, its slashes as they are or as `%2F`; or "
    "`unnumbered/` and the slug.",
    "sha256": "The SHA-256 of its bytes.",
    "name": "The name of the file.",
    "origin": "The slug of the one text.",
    "target": "The slug of the other text.",
    "kind": "What the one is to the other.",
}


def in_query(name: str, words: str, schema: dict, *, required: bool = False) -> dict:
    """Return a parameter of the query."""
    return {"name": name, "in": "query", "description": words, "required": required, "schema": schema}


AS_OF = in_query(
    "as_of",
    "A day: the answer is what the public could know then, by the publication dates of the sources.",
    # Forms write the day that nobody chose as an empty one.
    {"type": "string", "anyOf": [{"format": "date"}, {"maxLength": 0}]},
)
PROCESS = in_query("process", "The slug of the process, where several have the symbol.", {"type": "string"})


def in_path(kind: Kind) -> list[dict]:
    """Return the parameters in the address of one thing."""
    return [
        {
            "name": name,
            "in": "path",
            "required": True,
            "description": WORDS_OF_KEYS[name],
            "schema": _written(name),
        }
        for name in kind.keys
    ]


def _written(name: str) -> dict:
    if name == "number":
        return {"type": "integer", "minimum": 0}
    return {"type": "string", "minLength": 1}


def filter_parameters(kind: Kind) -> list[dict]:
    """Return the filters of a list with their values; a query for each filter by rows of the record."""
    filters = kind.filters.base_filters if kind.filters else {}
    return [_filter(name, one) for name, one in filters.items()]


def _filter(name: str, one) -> dict:
    label = str(one.label)
    if isinstance(one, Facet):
        return _choice(name, label, one.known(None))
    if choices := one.extra.get("choices"):
        return _choice(name, label, choices)
    schema = {"type": "string", "pattern": r"^[^\u0000]*$", "maxLength": one.extra["max_length"]}
    return in_query(name, f"{label}.", schema)


def _choice(name: str, label: str, choices) -> dict:
    known = {str(value): str(words) for value, words in choices}
    schema = {"type": "string"}
    if len(known) <= MOST_VALUES:
        # Nothing chosen is a choice too: so do forms write it.
        schema = {"type": "string", "enum": ["", *known], "x-words": known}
    return in_query(name, f"{label}.", schema)
