"""Tags for the head of a page: what catalogues, reference managers and search engines read."""

from django import template
from django.utils.safestring import SafeString

from ..calendars import names_days
from ..text.dates import Point, parse_edtf
from ..writing.reference import REPORT, Reference, numbers
from ..writing.rows import as_json

register = template.Library()


@register.filter
def slashed(reference: Reference) -> str:
    """`{{ reference|slashed }}`: the date as reference managers want it, `2013/05/16`; empty for none."""
    return "/".join(_digits(reference.points[0])) if reference.points else ""


def _digits(point: Point) -> list[str]:
    return [f"{number:02}" for number in numbers(point)]


@register.filter
def json_ld(reference: Reference, description: str = "") -> SafeString:
    """`{{ reference|json_ld:sentence }}`: the page in the words of schema.org, for a script element."""
    report = reference.kind == REPORT
    said = {
        "@type": "Report" if report else "WebPage",
        "name": reference.title,
        "url": reference.address,
        "description": description or reference.note,
        "author": [_body(author) for author in reference.authors],
        "publisher": _body(reference.publisher),
        "datePublished": "-".join(_digits(reference.points[0])) if reference.points else "",
        "reportNumber": reference.number if report else "",
        "genre": reference.genre,
        "inLanguage": reference.language,
    }
    return _in_script(said)


@register.filter
def event_ld(meeting) -> SafeString:
    """`{{ meeting|event_ld }}`: a meeting whose days are known as an event of schema.org, else nothing."""
    if not meeting.date or not names_days(parse_edtf(meeting.date)):
        return SafeString("")
    said = {
        "@type": "Event",
        "name": meeting.title,
        "startDate": meeting.first_day.isoformat(),
        "endDate": meeting.last_day.isoformat(),
        "location": {"@type": "Place", "name": meeting.place, "address": meeting.place}
        if meeting.place
        else None,
        "organizer": _body(meeting.body.name),
    }
    return _in_script(said)


def _body(name: str) -> dict:
    return {"@type": "Organization", "name": name}


def _in_script(said: dict) -> SafeString:
    """Write what is said as JSON that no page can take for markup."""
    kept = {"@context": "https://schema.org"} | {name: value for name, value in said.items() if value}
    return SafeString(as_json(kept).translate({ord(letter): f"\\u{ord(letter):04x}" for letter in "<>&"}))
