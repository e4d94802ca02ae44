"""Addresses of comparisons, and what changed between two values of a field."""

from django import template
from django.urls import reverse

from ..comparison import MOST_KEPT_WORDS, compared

register = template.Library()


@register.simple_tag
def comparison_of(left, right) -> str:
    """`{% comparison_of earlier later as place %}`: where two revisions are compared."""
    if left.opinion_id == right.opinion_id:
        return reverse("opinions:compare", args=[left.opinion.slug, left.number, right.number])
    sides = f"left={left.opinion.slug}:{left.number}&right={right.opinion.slug}:{right.number}"
    return f"{reverse('opinions:compare_any')}?{sides}"


SHORT = 6
"""Values of no more words than these are read faster beside each other than word by word."""


@register.simple_tag
def changed_rows(before: str, after: str) -> list:
    """`{% changed_rows difference.before difference.after as rows %}`: the paragraphs in which words changed.

    Empty where the values are better shown as they are: short, very long, or one of them empty.
    """
    sizes = [len(text.split()) for text in (before, after)]
    if min(sizes) <= SHORT or sum(sizes) > MOST_KEPT_WORDS:
        return []
    return [row for row in compared(before, after).rows if not row.is_unchanged and not row.is_gone]
