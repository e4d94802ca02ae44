"""How documents are cited, and the answers that say so in the formats of reference managers."""

import re

from django.http import HttpResponse

from .answers import kept
from .listings import Asked
from .models import Contribution
from .moments import as_known_on
from .writing.bibtex import bibtex
from .writing.csl import csl_text
from .writing.reference import REPORT, SITE, Reference
from .writing.ris import ris

FORMATS = {
    "bib": (bibtex, "application/x-bibtex; charset=utf-8"),
    "ris": (ris, "application/x-research-info-systems; charset=utf-8"),
    "csl.json": (lambda one: csl_text([one]), "application/vnd.citationstyles.csl+json; charset=utf-8"),
}


def cited(request, reference: Reference, ending: str) -> HttpResponse:
    """Return a reference in the format of an ending: `bib`, `ris` or `csl.json`."""
    write, media_type = FORMATS[ending]
    return kept(request, write(reference), media_type)


def key_of(*parts) -> str:
    """Return a key that every format takes: `key_of("WTPF-13/16(Rev.1)")` is `WTPF-13-16-Rev-1`."""
    return re.sub(r"[^A-Za-z0-9]+", "-", "-".join(map(str, parts))).strip("-")


def document_reference(document: Contribution, asked: Asked) -> Reference:
    """Return how to cite a document: as its submitters' paper, with where this record has it."""
    authors = tuple(part.stakeholder.name for part in document.submissions.all())
    kept_at = document.original_address or document.archived_address
    notes = [
        f"{document.symbol_note}." if document.symbol_note and not document.symbol else "",
        f"Kept at {kept_at}" if kept_at else "",
        f"Recorded by {SITE}.",
        as_known_on(asked.day),
    ]
    kind = document.get_kind_display()
    return Reference(
        key=key_of(document.process.slug, document.symbol or document.slug),
        kind=REPORT,
        title=document.title,
        address=asked.link(document),
        authors=authors,
        date=document.date,
        publisher=document.process.host.partition(",")[0] or document.process.title,
        number=document.symbol,
        genre=kind[:1].upper() + kind[1:],
        notes=tuple(filter(None, notes)),
    )
