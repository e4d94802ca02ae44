"""What readers may be told of a correction: public columns alone, and no name that they cannot see."""

from collections.abc import Iterable

from django.db.models import Model

from documents.desk.states import NOTHING, Difference, many_differences, parts_of
from documents.models import Publishable
from documents.tables import TABLES as DOCUMENT_TABLES
from opinions.tables import TABLES as OPINION_TABLES

TABLES = {table.model: table for table in (*DOCUMENT_TABLES, *OPINION_TABLES)}
# How the record is kept rather than what it says; and `locator`, which may name sources that are drafts.
UNTOLD = {"published_at", "corrected_at", "locator", "order", "confidence_note"}

Pair = tuple[dict | None, dict | None]


def told_differences(model: type[Model], pairs: Iterable[Pair]) -> list[list[Difference]]:
    """Return for each (state before, state after) of rows of `model` what readers see otherwise, in words.

    A fixed number of queries for each model that is named.
    """
    pairs = list(pairs)
    if model not in TABLES:
        return [[] for _ in pairs]
    shown = _shown(model, [state for pair in pairs for state in pair if state])
    pruned = [tuple(_pruned(model, state, shown) if state else NOTHING for state in pair) for pair in pairs]
    return many_differences(model, pruned)


def _shown(model, states: list[dict]) -> dict[type, set[int]]:
    """The primary keys, by model, of the rows named in `states` that readers see now; a query a model."""
    named: dict[type, set[int]] = {}
    for state in states:
        _collect(model, state, named)
    return {other: _seen(other, keys) for other, keys in named.items()}


def _collect(model, state: dict, named: dict[type, set[int]]) -> None:
    table = TABLES[model]
    for name in table.key_names:
        value = state["fields"].get(name)
        if isinstance(value, int):
            named.setdefault(table.target(name), set()).add(value)
    for name in table.many_names:
        named.setdefault(table.target(name), set()).update(state["many"].get(name, ()))
    for relation in _told_parts(model):
        for part in state["parts"].get(relation.name, {}).values():
            _collect(relation.related_model, part, named)


def _seen(model, keys: set[int]) -> set[int]:
    return set(TABLES[model].visible().filter(pk__in=keys).values_list("pk", flat=True))


def _told_parts(model) -> list:
    return [relation for relation in parts_of(model) if relation.related_model in TABLES]


def _pruned(model, state: dict, shown: dict[type, set[int]]) -> dict:
    """A state with only what readers see of it."""
    table = TABLES[model]
    fields = {name: state["fields"].get(name) for name in table.columns if name not in UNTOLD}
    for name in table.key_names:
        value = state["fields"].get(name)
        fields[name] = value if value in shown.get(table.target(name), ()) else None
    many = {
        name: [key for key in state["many"].get(name, ()) if key in shown.get(table.target(name), ())]
        for name in table.many_names
    }
    parts = {
        relation.name: {
            key: _pruned(relation.related_model, part, shown)
            for key, part in state["parts"].get(relation.name, {}).items()
            if _is_told(relation.related_model, part, shown)
        }
        for relation in _told_parts(model)
    }
    return {"fields": fields, "many": many, "parts": parts}


def _is_told(model, part: dict, shown: dict[type, set[int]]) -> bool:
    """Whether readers see a part: published where that is asked of it, and all that it names shown."""
    table, fields = TABLES[model], part["fields"]
    if issubclass(model, Publishable) and not fields.get("published_at"):
        return False
    return all(
        fields.get(name) is None or fields[name] in shown.get(table.target(name), ())
        for name in table.key_names
    )
