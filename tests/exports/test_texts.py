"""Texts as files: plain, and as Akoma Ntoso that is read back to the same paragraphs."""

import datetime
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from lxml import etree

from documents.text.structure import paragraphs_of
from documents.writing.akoma import akoma, nodes_of, read_akoma
from documents.writing.akoma_meta import NAMESPACE, About
from opinions.models import Revision
from tests.exports.reading import body
from tests.factory import (
    make_contribution,
    make_opinion,
    make_process,
    make_revision,
    make_source,
    make_stakeholder,
)
from tests.world import queries_of

GOLDEN = Path(__file__).resolve().parent.parent / "text" / "golden"
TEXT = """DRAFT OPINION 1
Promoting exchange points
The fifth World Telecommunication/ICT Policy Forum (Geneva, 2013),
considering
a) that traffic grows;
b) that:
i) it is costly;
ii) it is slow;
recalling Resolution 101,
is of the view
1 that exchange points help,
invites Member States
a) to enable them;
b) to learn.
¹ As of 2012."""
ABOUT = About(
    name="opinion",
    actor="itu",
    number="ixps",
    title="On exchange points",
    version=2,
    begun=datetime.date(2012, 6, 5),
    dated=datetime.date(2013, 2, 6),
    language="en",
    authors=(("united-kingdom", "United Kingdom"),),
    address="https://example.org/opinions/ixps/revisions/2/",
    notes=("Kept.",),
)
# Pieces of which texts are made, so that random texts have openers, points, headings, rows and notes.
PIECES = st.sampled_from(
    ["considering", "a) that", "b) to", "1 that", "invites Member States", "is of the view", "RESOLUTION 7"]
    + [
        "i) so;",
        "The General Assembly,",
        "one | two",
        "¹ note",
        "– dash",
        "<p> & \x00\x0b\ufffe",
        "3.1 x",
        ".",
    ]
)
texts = st.lists(st.lists(PIECES, min_size=1, max_size=3).map(" ".join), min_size=1).map("\n".join)


def tree_of(text: str):
    return etree.fromstring(akoma(ABOUT, paragraphs_of(text)))


def names(element) -> list[str]:
    return [etree.QName(child).localname for child in element]


def only(tree, path):
    found = tree.findall(f".//{{{NAMESPACE}}}{path}")
    assert len(found) == 1, path
    return found[0]


def test_parts_of_a_text_stand_where_akoma_ntoso_has_them():
    tree = tree_of(TEXT)
    assert names(only(tree, "statement")) == ["meta", "preface", "preamble", "mainBody"]
    assert only(tree, "docTitle").text == "DRAFT OPINION 1"
    assert names(only(tree, "preamble")) == ["formula", "recitals"]
    assert [one.get("wId") for one in only(tree, "recitals")] == ["p4", "p9"]
    assert set(names(only(tree, "mainBody"))) <= {"paragraph", "p"}


def test_points_stand_beneath_what_opens_them():
    considering = nodes_of(paragraphs_of(TEXT))[3]
    assert [node.paragraph.label for node in considering.points] == ["a)", "b)"]
    assert [node.paragraph.label for node in considering.points[1].points] == ["i)", "ii)"]


def test_words_that_open_a_paragraph_are_set_apart():
    assert [one.text for one in tree_of(TEXT).iter(f"{{{NAMESPACE}}}i")][:2] == ["considering", "recalling"]


def test_text_is_named_as_the_united_nations_name_theirs():
    tree = tree_of(TEXT)
    uris = [one.get("value") for one in tree.iter(f"{{{NAMESPACE}}}FRBRuri")]
    work = "/akn/un/statement/deliberation/itu/2012/ixps"
    assert uris == [work, f"{work}/eng@2013-02-06", f"{work}/eng@2013-02-06.akn"]
    assert only(tree, "statement").get("name") == "opinion"
    assert only(tree, "FRBRalias").get("value") == ABOUT.address
    assert only(tree, "TLCOrganization[@eId='united-kingdom']").get("showAs") == "United Kingdom"


def test_text_is_read_back():
    assert read_akoma(akoma(ABOUT, paragraphs_of(TEXT))) == paragraphs_of(TEXT)


@pytest.mark.parametrize("name", ["opinion.txt", "un_resolution.txt", "report.txt"])
def test_whole_documents_are_read_back(name):
    text = (GOLDEN / name).read_text(encoding="utf-8")
    assert read_akoma(akoma(ABOUT, paragraphs_of(text))) == paragraphs_of(text)


@given(texts)
@example("considering considering\na) that\ni) so;\nconsidering\ninvites Member States")
def test_any_text_is_read_back_without_what_xml_cannot_hold(text):
    kept = [one for one in paragraphs_of(text) if one]
    found = read_akoma(akoma(ABOUT, kept))
    unwritable = dict.fromkeys(map(ord, "\x00\x0b\ufffe"))
    assert [one.line for one in found] == [one.line.translate(unwritable).strip() for one in kept]


@given(texts)
def test_no_two_elements_share_an_identifier(text):
    found = [one.get("eId") for one in tree_of(text).iter() if one.get("eId")]
    assert len(set(found)) == len(found)


@pytest.mark.parametrize("xml", [b"", b"<a>", b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;'])
def test_what_is_no_xml_is_refused(xml):
    with pytest.raises(ValueError, match="not XML that can be read"):
        read_akoma(xml)


@pytest.mark.django_db
def test_every_text_of_the_record_is_read_back(client, record):
    rows = Revision.objects.published().exclude(text="").select_related("opinion")
    assert len(rows) > 10
    for version in rows:
        place = version.get_absolute_url().rstrip("/")
        assert read_akoma(client.get(f"{place}.akn.xml").content) == paragraphs_of(version.text)
        plain = body(client.get(f"{place}.txt")).partition("\n-----\n")[2]
        assert paragraphs_of(plain) == paragraphs_of(version.text)


@pytest.mark.django_db
def test_file_of_a_text_says_what_it_is(client):
    sponsor = make_stakeholder(name="United Kingdom")
    opinion = make_opinion(make_process(short_title="WTPF-13"), slug="ixps", title="On exchange points")
    make_revision(opinion, label="UK draft", sponsors=[sponsor], date="2012-09-17")
    head = body(client.get("/opinions/ixps/revisions/1.txt")).partition("\n-----\n")[0].splitlines()
    assert head[:5] == [
        "On exchange points: UK draft",
        "WTPF-13, version 1, editors’ summary",
        "United Kingdom",
        "17 September 2012",
        "http://testserver/opinions/ixps/revisions/1/",
    ]
    assert "Editors’ summary, not the official wording." in head


@pytest.mark.django_db
@pytest.mark.parametrize("ending", ["txt", "akn.xml"])
def test_file_of_a_text_says_as_of_which_day(client, ending):
    early, late = make_source(published="2012-11-30"), make_source(published="2013-06-01")
    opinion = make_opinion(slug="ixps", title="The final title", sources=[early])
    make_revision(opinion, sources=[early])
    make_revision(opinion, sources=[late])
    then = body(client.get(f"/opinions/ixps/revisions/1.{ending}?as_of=2012-12-31"))
    assert "As the public could know it on 31 December 2012." in then and "The final title" not in then
    assert client.get(f"/opinions/ixps/revisions/2.{ending}?as_of=2012-12-31").status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize("ending", ["txt", "akn.xml"])
def test_version_without_a_text_has_no_file(client, ending):
    version = make_revision(basis="none", text="")
    place = version.get_absolute_url()
    response = client.get(f"{place.rstrip('/')}.{ending}")
    assert response.status_code == 404 and "was not found" in response.content.decode()
    assert f".{ending}" not in body(client.get(place))


@pytest.mark.django_db
@pytest.mark.parametrize("date", ["", "2013-02", "../2013-05-14", "2013-02-06~"])
def test_date_that_is_not_one_day_is_said_and_not_made_up(client, date):
    version = make_revision(date=date)
    tree = etree.fromstring(client.get(version.get_absolute_url().rstrip("/") + ".akn.xml").content)
    dates = [(one.get("date"), one.get("name")) for one in tree.iter(f"{{{NAMESPACE}}}FRBRdate")]
    assert dates[1] == (version.opinion.process.first_day.isoformat(), "notBefore")
    assert any(one.text.startswith("Date of this version: ") for one in tree.iter(f"{{{NAMESPACE}}}p"))


@pytest.mark.django_db
@pytest.mark.parametrize("ending", ["txt", "akn.xml"])
def test_file_of_a_text_asks_a_fixed_number_of_queries(client, ending):
    opinion = make_opinion(slug="ixps")
    make_revision(opinion)
    few = queries_of(client, f"/opinions/ixps/revisions/1.{ending}")
    make_revision(
        opinion, sponsors=[make_stakeholder(), make_stakeholder()], contribution=make_contribution()
    )
    assert queries_of(client, f"/opinions/ixps/revisions/2.{ending}") <= few + 1 <= 12
