"""References as CSL-JSON, for citation processors."""

import json

from .reference import REPORT, Reference, numbers


def csl(reference: Reference) -> dict:
    """Return one item of CSL-JSON 1.0; bodies are named whole, as literals."""
    report = reference.kind == REPORT
    item = {
        "id": reference.key,
        "type": "report" if report else "webpage",
        "title": reference.title,
        "author": [{"literal": author} for author in reference.authors],
        "issued": _date(reference),
        "publisher" if report else "container-title": reference.publisher,
        "number": reference.number,
        "genre": reference.genre,
        "language": reference.language,
        "URL": reference.address,
        "note": reference.note,
    }
    return {name: value for name, value in item.items() if value}


def csl_text(references: list[Reference]) -> str:
    """Return references as the text of a CSL-JSON file."""
    return json.dumps([csl(reference) for reference in references], ensure_ascii=False, indent=1) + "\n"


def _date(reference: Reference) -> dict:
    if not reference.points:
        return {}
    about = {"circa": True} if any(point.mark for point in reference.points) else {}
    return {"date-parts": [numbers(point) for point in reference.points], **about}
