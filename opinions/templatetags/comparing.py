"""Addresses of comparisons."""

from django import template
from django.urls import reverse

register = template.Library()


@register.simple_tag
def comparison_of(left, right) -> str:
    """`{% comparison_of earlier later as place %}`: where two revisions are compared."""
    if left.opinion_id == right.opinion_id:
        return reverse("opinions:compare", args=[left.opinion.slug, left.number, right.number])
    sides = f"left={left.opinion.slug}:{left.number}&right={right.opinion.slug}:{right.number}"
    return f"{reverse('opinions:compare_any')}?{sides}"
