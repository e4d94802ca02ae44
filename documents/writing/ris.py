"""References as RIS, for reference managers."""

from .reference import REPORT, Reference


def ris(reference: Reference) -> str:
    """Return one record; each value stands on a line of its own."""
    first = reference.points[0] if reference.points else None
    lines = [
        ("TY", "RPRT" if reference.kind == REPORT else "ELEC"),
        ("ID", reference.key),
        ("TI", reference.title),
        *(("AU", author) for author in reference.authors),
        ("PY", str(first.year) if first else ""),
        ("DA", _date(reference)),
        ("PB", reference.publisher),
        ("SN", reference.number),
        ("M3", reference.genre),
        ("LA", reference.language),
        ("UR", reference.address),
        ("N1", reference.note),
    ]
    text = "".join(f"{tag}  - {' '.join(value.split())}\r\n" for tag, value in lines if value)
    return f"{text}ER  - \r\n"


def _date(reference: Reference) -> str:
    """Year/month/day/other: the other part says a date that is not one day."""
    if not reference.points:
        return ""
    first = reference.points[0]
    parts = [f"{first.year:04}", *(f"{number:02}" if number else "" for number in (first.month, first.day))]
    exact = len(reference.points) == 1 and not first.mark
    return "/".join([*parts, "" if exact else reference.read_date.in_words()])
