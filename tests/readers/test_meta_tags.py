"""What reference managers read in the head of a page, against the names that are documented for it.

Highwire Press: as Google Scholar's inclusion guidelines and Zotero's “Embedded Metadata” read them.
Dublin Core: the fifteen elements of ISO 15836, with the prefix that the page declares (RFC 5013 names them).
"""

import re

import pytest
from lxml import html

from documents.models import Contribution
from opinions.models import Opinion, Revision

pytestmark = pytest.mark.django_db

HIGHWIRE = {
    f"citation_{name}"
    for name in [
        "title",
        "author",
        "author_institution",
        "publication_date",
        "date",
        "online_date",
        "journal_title",
        "volume",
        "issue",
        "issn",
        "isbn",
        "firstpage",
        "lastpage",
        "doi",
        "pdf_url",
        "dissertation_institution",
        "technical_report_institution",
        "technical_report_number",
        "conference_title",
        "language",
        "public_url",
        "abstract_html_url",
        "keywords",
        "publisher",
    ]
}
ONCE = HIGHWIRE - {"citation_author", "citation_author_institution", "citation_keywords"}
ELEMENTS = {
    "contributor",
    "coverage",
    "creator",
    "date",
    "description",
    "format",
    "identifier",
    "language",
    "publisher",
    "relation",
    "rights",
    "source",
    "subject",
    "title",
    "type",
}
PREFIX = "http://purl.org/dc/elements/1.1/"


def tags(client, address: str) -> list[tuple[str, str]]:
    """The named meta elements of a page that hold something."""
    page = html.fromstring(client.get(address).content)
    schemas = {each.get("rel"): each.get("href") for each in page.iter("link")}
    assert schemas.get("schema.DC") == PREFIX, address
    return [(each.get("name"), each.get("content")) for each in page.iter("meta") if each.get("name")]


def check(found: list[tuple[str, str]]) -> None:
    """Fail where a name is not documented, what stands once stands twice, or a value has another form."""
    names = [name for name, _ in found]
    for name, value in found:
        assert value.strip(), name
        if name.startswith("citation_"):
            assert name in HIGHWIRE, name
        if name.lower().startswith(("dc.", "dcterms.")):
            assert name.startswith("DC.") and name.removeprefix("DC.") in ELEMENTS, name
    for name in ONCE & set(names):
        assert names.count(name) == 1, name
    said = dict(found)
    assert said["citation_title"] == said["DC.title"]
    assert re.fullmatch(r"[a-z]{2,3}(-[A-Za-z0-9]+)*", said["citation_language"])
    assert said["citation_public_url"].startswith("http://testserver/")
    if date := said.get("citation_publication_date"):
        # Google Scholar: "2010/5/12", or at least the year.
        assert re.fullmatch(r"\d{4}(/\d{2}(/\d{2})?)?", date)
        assert 1990 < int(date[:4]) < 2100


def test_tags_of_every_text_version_and_document_are_documented(client, record):
    rows = [*Opinion.objects.published(), *Revision.objects.published().select_related("opinion")]
    rows += Contribution.objects.for_links()
    assert len(rows) > 100
    for row in rows:
        found = tags(client, row.get_absolute_url())
        check(found)
        if not isinstance(row, Opinion) and row.date:
            assert "citation_title" in dict(found)


def test_authors_stand_in_their_order_on_both_sides(client, record):
    row = next(
        row for row in Contribution.objects.for_links().with_submitters() if len(row.submissions.all()) > 1
    )
    found = tags(client, row.get_absolute_url())
    names = [part.stakeholder.name for part in row.submissions.all()]
    for name in ("citation_author", "DC.creator"):
        assert [value for key, value in found if key == name] == names


@pytest.mark.parametrize(
    "wrong",
    [
        ("citation_titel", "X"),
        ("DC.author", "X"),
        ("dc.title", "X"),
        ("citation_title", "X"),
        ("DC.type", " "),
    ],
)
def test_wrong_tags_are_found(client, record, wrong):
    found = tags(client, Opinion.objects.published().first().get_absolute_url())
    check(found)
    with pytest.raises(AssertionError):
        check([*found, wrong])
