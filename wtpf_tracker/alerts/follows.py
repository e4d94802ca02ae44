"""A text that was merged into another, brought back as another or goes on in another is followed there."""

from documents.models.base import PublishedQuerySet
from opinions.models import Opinion, Relation

GOES_ON = {
    Relation.Kind.MERGED_INTO: "was merged into",
    Relation.Kind.REINTRODUCED_AS: "was reintroduced as",
    Relation.Kind.CONTINUES_IN: "continues in",
}
MOST = 50
"""Texts into which one is followed."""


def ways_on(opinion: Opinion) -> list[Relation]:
    """Return the relations by which a text goes on, in the order in which one meets them; each text once."""
    found, seen, nearest = [], {opinion.pk}, [opinion.pk]
    while nearest and len(seen) < MOST:
        rows = _published().filter(origin__in=nearest).order_by("pk")
        new = [row for row in rows if row.target_id not in seen]
        nearest = list(dict.fromkeys(row.target_id for row in new))
        found += [next(row for row in new if row.target_id == pk) for pk in nearest]
        seen.update(nearest)
    return found


def _published() -> PublishedQuerySet:
    return Relation.objects.published().filter(kind__in=list(GOES_ON)).select_related("origin", "target")


def texts_of(opinion: Opinion) -> list[Opinion]:
    """Return a text and all in which it goes on."""
    return [opinion, *(row.target for row in ways_on(opinion))]


def in_words(relation: Relation) -> str:
    """Return the sentence that says how a text goes on."""
    origin, target = relation.origin.title, relation.target.title
    return f"“{origin}” {GOES_ON[Relation.Kind(relation.kind)]} “{target}”."
