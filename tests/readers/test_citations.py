"""Our citations in the libraries that read them: pybtex, rispy and the citation processor citeproc-py."""

import io
import json
import warnings
from dataclasses import replace

import pybtex.database
import pytest
import rispy
from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON

from documents.models import Contribution
from documents.writing.bibtex import bibtex
from documents.writing.csl import csl_text
from documents.writing.ris import ris
from opinions.models import Event, Opinion, Revision
from tests.exports.reading import body
from tests.exports.test_citations import PAPER

pytestmark = pytest.mark.django_db


def addresses() -> list[str]:
    """The address, without ending, of everything in the shipped record that can be cited."""
    events = Event.objects.published().select_related("opinion")
    rows = [*Opinion.objects.published(), *Revision.objects.published().select_related("opinion")]
    rows += Contribution.objects.for_links()
    plain = [row.get_absolute_url() for row in rows]
    plain = [place.replace("/?", "{}?") if "?" in place else f"{place.rstrip('/')}{{}}" for place in plain]
    return [*plain, *(f"/opinions/{event.opinion.slug}/events/{event.key}{{}}" for event in events)]


def read(client, ending):
    places = addresses()
    assert len(places) > 200
    return [body(client.get(place.format(f".{ending}"))) for place in places]


def test_bibtex_reads_every_citation(client, record):
    found = pybtex.database.parse_string("\n".join(read(client, "bib")), "bibtex")
    assert len(found.entries) == len(addresses())
    assert all(entry.fields["title"] and entry.fields["url"] for entry in found.entries.values())


def test_bibtex_gives_back_what_was_written():
    entry = pybtex.database.parse_string(bibtex(PAPER), "bibtex").entries[PAPER.key]
    assert [str(person) for person in entry.persons["author"]] == [f"{{{name}}}" for name in PAPER.authors]
    assert entry.fields["number"] == PAPER.number and entry.fields["date"] == PAPER.date


def test_ris_reads_every_citation(client, record):
    entries = [rispy.loads(text)[0] for text in read(client, "ris")]
    assert all(entry["title"] and entry["urls"] for entry in entries)


def test_ris_gives_back_what_was_written():
    entry = rispy.loads(ris(PAPER))[0]
    assert entry["title"] == PAPER.title and entry["authors"] == list(PAPER.authors)
    assert entry["year"] == "2012" and entry["publisher"] == "ITU"


def bibliography(items: list) -> list[str]:
    """What a citation processor makes of items, in the style of Harvard."""
    with warnings.catch_warnings():
        warnings.simplefilter("error", UserWarning)  # that is how it says what it cannot read
        source = CiteProcJSON(items)
    style = CitationStylesStyle("harvard-cite-them-right", validate=False)
    made = CitationStylesBibliography(style, source, formatter.plain)
    for item in items:
        made.register(Citation([CitationItem(item["id"])]))
    return [str(entry) for entry in made.bibliography()]


def test_citation_processor_reads_every_citation(client, record):
    items = [json.load(io.StringIO(text))[0] for text in read(client, "csl.json")]
    assert len({item["id"] for item in items}) == len(items)
    entries = bibliography(items)
    assert len(entries) == len(items) and all(entries)


def test_citation_processor_writes_author_title_and_date():
    paper = replace(PAPER, date="2012-10-10")
    entry = bibliography(json.loads(csl_text([paper])))[0]
    assert "United Kingdom" in entry and "2012" in entry and "R&D" in entry
