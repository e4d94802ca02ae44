"""Addresses that answer, for the document: names of the first things that the record has."""

from functools import reduce

from documents.api.resources import Resource
from opinions.models import Revision

from .catalogue import KINDS


def examples() -> dict[str, dict[str, object]]:
    """Return values of parameters by operation, where the record has any; one query for each kind."""
    found = {f"one-of-{kind.name}": _of_kind(kind) for kind in KINDS}
    return {**found, **_of_words(), "search": {"q": "internet"}}


def _of_kind(kind) -> dict[str, object]:
    if not isinstance(kind, Resource):
        return {"key": rows[0].key} if (rows := kind.rows({}, None)) else {}
    row = kind.shown().select_related(*_above(kind)).first()
    if row is None:
        return {}
    if kind.at:
        return {"address": row.symbol or f"unnumbered/{row.slug}"}
    return {name: reduce(getattr, way.split("__"), row) for name, way in kind.keys.items()}


def _above(kind: Resource) -> list[str | None]:
    return [way.rpartition("__")[0] for way in kind.keys.values() if "__" in way] or [None]


def _of_words() -> dict[str, dict[str, object]]:
    """Two versions that have words, of one text where it has several."""
    rows = Revision.objects.visible().exclude(text="").order_by("opinion", "number")
    pairs = list(rows.values_list("opinion__slug", "number")[:50])
    slugs = [slug for slug, _ in pairs]
    own = [pair for pair in pairs if slugs.count(pair[0]) > 1] or pairs
    if not own:
        return {}
    (slug, first), (other, second) = own[0], own[min(1, len(own) - 1)]
    return {
        "compare": {"left": f"{slug}:{first}", "right": f"{other}:{second}"},
        "authorship": {"opinion": other, "number": second},
    }
