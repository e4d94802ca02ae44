"""Two versions of a value, with the words marked that are in one and not in the other."""

from django import template

from ..compare import compare

register = template.Library()
MOST_LETTERS = 60_000
"""Longer texts, of both sides together, stand unmarked: a page of several must answer soon."""


@register.inclusion_tag("admin/word_changes.html")
def word_changes(before: str, after: str) -> dict:
    """`{% word_changes before after %}`: two cells of a table, removed and added words marked.

    Paragraphs that did not change are left out of long texts.
    """
    if not before or not after or len(before) + len(after) > MOST_LETTERS:
        return {"plain": True, "before": before, "after": after}
    if before.split() == after.split():
        after = f"{after}\n(only spaces or line ends differ)"
        return {"plain": True, "before": before, "after": after}
    rows = compare(_lines(before), _lines(after)).rows
    sides = [_side(rows, kept, folded=len(rows) > 3) for kept in ("removed", "added")]
    return {"before": sides[0], "after": sides[1]}


def _lines(text: str) -> list[str]:
    return [line for line in text.splitlines() if line.strip()]


def _side(rows, kept: str, *, folded: bool) -> list[list]:
    """The paragraphs of one side as runs of words; an empty one stands for what did not change."""
    found = []
    for row in rows:
        ops = [op for op in row.ops if op.kind in ("same", kept)]
        if folded and all(op.kind == "same" for op in row.ops):
            if not found or found[-1]:
                found.append([])
        elif ops:
            found.append([(op.kind, op.text) for op in ops])
    return found
