"""Tags that make links: addresses that carry the day of `?as_of=` along, and other forms of a page."""

from django import template

from ..addresses import on_day

register = template.Library()

# Other forms of a page: the ending of the address, what it is called, its media type.
FORMS = {
    "csv": ("CSV", "text/csv"),
    "json": ("JSON", "application/json"),
    "atom": ("Atom", "application/atom+xml"),
    "ics": ("iCalendar", "text/calendar"),
    "bib": ("BibTeX", "application/x-bibtex"),
    "ris": ("RIS", "application/x-research-info-systems"),
    "csl.json": ("CSL-JSON", "application/vnd.citationstyles.csl+json"),
    "txt": ("text", "text/plain"),
    "akn.xml": ("Akoma Ntoso", "application/akn+xml"),
    "alert": ("e-mail", "text/html"),
}


@register.simple_tag(takes_context=True)
def address(context, thing) -> str:
    """`<a href="{% address event %}">`: where a row, or an address as text, shows; as of the same day."""
    place = thing if isinstance(thing, str) else thing.get_absolute_url()
    return on_day(place, context.get("as_of"))


@register.inclusion_tag("includes/other_forms.html", takes_context=True)
def other_forms(context, what: str, endings: str) -> dict:
    """`{% other_forms "This list" "csv json atom" %}`: a line that links the other forms of this page."""
    return {"what": what, "forms": _forms(context["request"], endings)}


@register.inclusion_tag("includes/alternates.html", takes_context=True)
def alternates(context, endings: str) -> dict:
    """`{% alternates "csv json atom" %}`: what programs read of the other forms, for the head of the page."""
    return {"forms": _forms(context["request"], endings)}


def _forms(request, endings: str) -> list[tuple]:
    """Return [(address, name, media type)]: this page's address with the last slash become an ending."""
    query = request.GET.copy()
    query.pop("page", None)
    asked = f"?{query.urlencode()}" if query else ""
    return [(f"{request.path.rstrip('/')}.{ending}{asked}", *FORMS[ending]) for ending in endings.split()]
