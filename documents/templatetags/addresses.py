"""Tags that make links: addresses that carry the day of `?as_of=` along."""

from urllib.parse import urlsplit, urlunsplit

from django import template

register = template.Library()


@register.simple_tag(takes_context=True)
def address(context, thing) -> str:
    """`<a href="{% address event %}">`: where a row, or an address given as text, shows; as of the same day.

    The day goes before the anchor and beside any query the address already has.
    """
    place = thing if isinstance(thing, str) else thing.get_absolute_url()
    day = context.get("as_of")
    if not day:
        return place
    parts = urlsplit(place)
    query = "&".join(filter(None, [parts.query, f"as_of={day.isoformat()}"]))
    return urlunsplit(parts._replace(query=query))
