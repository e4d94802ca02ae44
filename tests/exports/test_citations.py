"""How things are cited: what is said of them, and how each format writes it."""

import datetime
import json
import re
from dataclasses import replace

import pytest

from documents.writing.bibtex import bibtex
from documents.writing.csl import csl
from documents.writing.reference import PAGE, REPORT, Reference
from documents.writing.ris import ris
from tests.exports.reading import body
from tests.factory import (
    make_contribution,
    make_event,
    make_opinion,
    make_process,
    make_revision,
    make_source,
    make_stakeholder,
)
from tests.world import queries_of

PAPER = Reference(
    key="wtpf-13-2",
    kind=REPORT,
    title="R&D: 100% of {what} costs $5_a\\b ~ ^",
    address="https://example.org/documents/WTPF-13/2/",
    authors=("United Kingdom", "Research and Education Network"),
    date="2012-10-10/2012-10-12",
    publisher="ITU",
    number="WTPF-13/2",
    genre="Comments",
    notes=("Kept.",),
)


def of(**changes) -> Reference:
    return replace(PAPER, **changes)


def test_bibtex_writes_what_latex_would_take_for_commands():
    assert (
        r"title = {{R\&D: 100\% of {\textbraceleft}what{\textbraceright} costs \$5\_a{\textbackslash}b "
        r"{\textasciitilde} {\textasciicircum}}}" in bibtex(PAPER)
    )


def test_bibtex_keeps_names_of_bodies_whole():
    assert "author = {{United Kingdom} and {Research and Education Network}}" in bibtex(PAPER)


@pytest.mark.parametrize(
    ("date", "lines"),
    [
        ("2012-10-10/2012-10-12", ["year = {2012}", "month = {10}", "date = {2012-10-10/2012-10-12}"]),
        ("2013-02~", ["year = {2013}", "month = {2}", "date = {2013-02~}"]),
        ("2013", ["year = {2013}"]),
        ("../2013-05-14", ["note = {Date: 14 May 2013 or earlier. Kept.}"]),
    ],
)
def test_bibtex_says_the_date_as_far_as_it_is_known(date, lines):
    written = bibtex(of(date=date))
    assert all(line in written for line in lines)
    assert ("year" in written) == (not date.startswith(".."))


def test_ris_says_a_span_beside_its_first_day():
    assert "DA  - 2012/10/10/10–12 October 2012\r\n" in ris(PAPER)
    assert "DA  - 2013/05/16/\r\n" in ris(of(date="2013-05-16"))
    assert "DA  - 2013/02//about February 2013\r\n" in ris(of(date="2013-02~"))


def test_ris_keeps_each_value_on_its_line():
    written = ris(of(title="Two\nlines\r\nER  - "))
    assert written.count("\r\n") == len(written.splitlines()) and written.count("\r\nER  - ") == 1


def test_csl_has_both_ends_of_a_span_and_marks_what_is_about():
    assert csl(PAPER)["issued"] == {"date-parts": [[2012, 10, 10], [2012, 10, 12]]}
    assert csl(of(date="2013-02~"))["issued"] == {"date-parts": [[2013, 2]], "circa": True}
    assert "issued" not in csl(of(date="")) and "issued" not in csl(of(date="2013-05/.."))


def test_page_is_cited_as_a_page():
    page = of(kind=PAGE)
    assert csl(page)["type"] == "webpage" and bibtex(page).startswith("@misc{") and "TY  - ELEC" in ris(page)


@pytest.mark.django_db
@pytest.mark.parametrize("ending", ["bib", "ris", "csl.json"])
def test_everything_that_can_be_cited_is_in_every_format(client, ending):
    opinion = make_opinion(slug="ixps", title="On exchange points")
    make_revision(opinion, label="UK draft")
    make_event(opinion, key="tabled")
    make_contribution(symbol="WTPF-13/16(Rev.1)", title="A paper")
    for address, title in {
        "/opinions/ixps": "On exchange points",
        "/opinions/ixps/revisions/1": "On exchange points: UK draft",
        "/opinions/ixps/events/tabled": f"{opinion.short_title}: submitted, 10 October 2012",
        "/documents/WTPF-13/16(Rev.1)": "A paper",
    }.items():
        assert title in body(client.get(f"{address}.{ending}")), address


def item(client, address):
    return json.loads(body(client.get(address)))[0]


@pytest.mark.django_db
def test_nominal_day_of_the_shipped_record_is_no_date_of_a_page(client):
    opinion = make_opinion()
    make_event(opinion, key="tabled")
    for address in (f"/opinions/{opinion.slug}", f"/opinions/{opinion.slug}/events/tabled"):
        for ending in ("bib", "ris", "csl.json"):
            assert "2020" not in body(client.get(f"{address}.{ending}"))


@pytest.mark.django_db
def test_page_of_a_text_has_the_day_of_its_newest_part(client):
    opinion = make_opinion()
    make_event(opinion, published_at=datetime.datetime(2026, 3, 4, tzinfo=datetime.UTC))
    cited = item(client, f"/opinions/{opinion.slug}.csl.json")
    assert cited["issued"] == {"date-parts": [[2026, 3, 4]]} and cited["note"] == "Data of 4 March 2026."
    assert '<meta name="citation_publication_date" content="2026/03/04">' in body(
        client.get(opinion.get_absolute_url())
    )


@pytest.mark.django_db
def test_citation_as_of_a_day_says_so_and_has_the_title_of_then(client):
    early, late = make_source(published="2012-11-30"), make_source(published="2013-06-01")
    opinion = make_opinion(title="The final title", sources=[early])
    make_revision(opinion, title="The first title", sources=[early])
    make_revision(opinion, title="The final title", sources=[late])
    cited = item(client, f"/opinions/{opinion.slug}.csl.json?as_of=2012-12-31")
    assert cited["title"] == "The first title" and cited["URL"].endswith("/?as_of=2012-12-31")
    assert "As the public could know it on 31 December 2012." in cited["note"]


@pytest.mark.django_db
def test_version_is_cited_as_its_sponsors_paper(client):
    sponsor = make_stakeholder(name="United Kingdom")
    document = make_contribution(symbol="WTPF-IEG/2/10")
    version = make_revision(
        make_opinion(), sponsors=[sponsor], contribution=document, date="2012-09-17", basis="summary"
    )
    cited = item(client, version.get_absolute_url().rstrip("/") + ".csl.json")
    assert cited["author"] == [{"literal": "United Kingdom"}] and cited["number"] == "WTPF-IEG/2/10"
    assert cited["note"].startswith("Editors’ summary, not the official wording.")


@pytest.mark.django_db
def test_document_of_a_shared_symbol_is_cited_by_its_process(client):
    make_contribution(symbol="WTPF-IEG/2/2", title="The first")
    process = make_process(slug="other")
    make_contribution(symbol="WTPF-IEG/2/2", title="The other", process=process)
    assert item(client, "/documents/WTPF-IEG/2/2.csl.json")["title"] == "The first"
    cited = item(client, "/documents/WTPF-IEG/2/2.csl.json?process=other")
    assert cited["title"] == "The other" and cited["URL"].endswith("/documents/WTPF-IEG/2/2/?process=other")


@pytest.mark.django_db
@pytest.mark.parametrize("hidden", ["opinion", "event", "revision", "document"])
def test_drafts_are_not_cited(client, hidden):
    def shown(name):
        return {"published": name != hidden}

    opinion = make_opinion(slug="ixps", **shown("opinion"))
    make_event(opinion, key="tabled", **shown("event"))
    make_revision(opinion, **shown("revision"))
    make_contribution(symbol="X/1", **shown("document"))
    address = {
        "opinion": "/opinions/ixps",
        "event": "/opinions/ixps/events/tabled",
        "revision": "/opinions/ixps/revisions/1",
        "document": "/documents/X/1",
    }[hidden]
    assert client.get(f"{address}.bib").status_code == 404


@pytest.mark.django_db
def test_address_of_an_event_leads_to_its_place(client):
    opinion = make_opinion(slug="ixps")
    make_event(opinion, key="tabled")
    response = client.get("/opinions/ixps/events/tabled/?as_of=2012-12-31")
    assert response.status_code == 301
    assert response["Location"].endswith("/opinions/ixps/?as_of=2012-12-31#event-tabled")


@pytest.mark.django_db
def test_pages_name_themselves_for_reference_managers(client):
    make_contribution([make_stakeholder(name="A & B")], symbol="X/1", title='“Q” & "A"', date="2012-09-17")
    head = body(client.get("/documents/X/1/")).partition("</head>")[0]
    metas = dict(re.findall(r'<meta name="(citation_\w+|DC\.\w+)" content="([^"]*)"', head))
    assert metas["citation_title"] == metas["DC.title"] == "“Q” &amp; &quot;A&quot;"
    assert metas["citation_author"] == "A &amp; B" and metas["DC.date"] == "2012-09-17"
    assert metas["citation_publication_date"] == "2012/09/17"
    assert metas["citation_technical_report_number"] == "X/1"
    assert (
        '<link rel="alternate" type="application/x-bibtex" title="BibTeX" href="/documents/X/1.bib">' in head
    )


@pytest.mark.django_db
def test_citation_asks_a_fixed_number_of_queries(client):
    document = make_contribution([make_stakeholder()], symbol="X/1")
    few = queries_of(client, "/documents/X/1.bib")
    make_contribution([make_stakeholder() for _ in range(5)], symbol="X/2", process=document.process)
    assert queries_of(client, "/documents/X/2.bib") == few <= 8
