"""Results as plain text for a terminal: what the commands print unless asked for JSON."""

from collections.abc import Sequence

from .authorship import Authorship
from .fates import lost
from .model import Comparison, Op, Row

MARKS = {"same": "{}", "removed": "[-{}-]", "added": "{{+{}+}}"}


def comparison_to_text(comparison: Comparison) -> str:
    """A line of numbers, then a paragraph for each row that changed: [-removed-] and {+added+} words."""
    stats = comparison.stats
    head = (
        f"{comparison.old_words} words became {comparison.new_words}: {stats.same} kept "
        f"({stats.moved} of them moved), {stats.removed} removed, {stats.added} added."
    )
    return "\n\n".join([head, *(_row_text(row) for row in comparison.rows if row.change != "same")])


def _row_text(row: Row) -> str:
    places = [
        f"{side} {place + 1}" for side, place in (("old", row.old), ("new", row.new)) if place is not None
    ]
    return f"{row.change} ({', '.join(places)}): " + " ".join(map(_op_text, row.ops))


def _op_text(op: Op) -> str:
    return MARKS[op.kind].format(op.text)


def authorship_to_text(authorship: Authorship, names: Sequence[str], revision: int = -1) -> str:
    """The shares, then what was lost, of one revision; `names` are the revisions' in their order."""
    revision = range(len(authorship.texts))[revision]
    lines = [f"{names[revision]}: {len(authorship.texts[revision].words)} words"]
    for origin, share in enumerate(authorship.shares(revision)):
        if share:
            lines.append(f"{share:7.1%}  first stood in {names[origin]}")
    for loss in lost(authorship, revision):
        ended = ", ".join(names[r] for r in loss.ended) or "nothing based on it"
        lines.append(f"lost     {names[loss.origin]}: {loss.text!r} (dropped by {ended})")
    return "\n".join(lines)
