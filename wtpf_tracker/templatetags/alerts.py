"""Filters for mails."""

from django import template

from ..alerts.tokens import whole as whole_address

register = template.Library()


@register.filter
def whole(place: str) -> str:
    """`{{ told.address|whole }}`: an address on this site with its beginning."""
    return whole_address(place)


@register.filter
def one_line(text: str) -> str:
    """`{{ told.words|one_line }}`: words without breaks, which cannot look like other parts of a mail."""
    return " ".join(str(text).split())
