"""The page of one document, and the ways that lead to it."""

import re

import pytest

from tests.factory import (
    make_adopted_opinion,
    make_amendment,
    make_contribution,
    make_discrepancy,
    make_event,
    make_fact,
    make_file,
    make_gap,
    make_intervention,
    make_meeting,
    make_opinion,
    make_pledge,
    make_process,
    make_revision,
    make_source,
    make_stakeholder,
    make_submission,
    make_withdrawn_opinion,
)

pytestmark = pytest.mark.django_db


def words(response) -> str:
    """The visible words of a page, in one line."""
    main = response.content.decode().partition("<main")[2]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", "", main))


def page(client, document, query="") -> str:
    response = client.get(document.get_absolute_url() + query)
    assert response.status_code == 200
    return words(response)


def test_document_says_what_it_is_and_where_its_text_ended(client):
    meeting = make_meeting(short_title="IEG 2")
    saudi = make_stakeholder(short_name="Saudi Arabia")
    document = make_contribution([saudi], meeting=meeting)
    opinion = make_adopted_opinion(short_title="Multistakeholderism", adopted_number="Opinion 5")
    make_event(opinion, "cited", contribution=document)
    assert (
        "Draft opinion from Saudi Arabia for IEG 2 (10–12 October 2012). It is part of the path of "
        "Multistakeholderism, which was adopted as Opinion 5." in page(client, document)
    )


def test_document_of_a_withdrawn_text_says_so_through_its_revision(client):
    document = make_contribution()
    opinion = make_withdrawn_opinion(short_title="Inclusivity")
    revision = make_revision(opinion, label="UK draft", contribution=document)
    content = client.get(document.get_absolute_url()).content.decode()
    assert "which was withdrawn" in content
    assert f'<a href="{revision.get_absolute_url()}">UK draft</a>' in content


def test_document_that_no_path_names_says_so(client):
    assert "It is not part of the path of any text in this record." in page(client, make_contribution())


def test_submitters_stand_in_order_with_who_presented_it(client):
    document = make_contribution()
    make_submission(document, make_stakeholder(name="Beta"), order=2)
    make_submission(document, make_stakeholder(name="Alpha"), order=1, presented=True)
    assert "Alpha (presented it), Beta" in page(client, document)


def test_what_is_not_known_of_a_document_is_said(client):
    text = page(client, make_contribution(symbol="", date="", slug="x"))
    for words_ in ("date not found", "not stated", "none found"):
        assert words_ in text


def test_password_is_said_plainly(client):
    text = page(client, make_contribution(access="password", access_note="On the TIES server."))
    assert "It was behind a password: the public could not read it." in text
    assert "behind a password. On the TIES server." in text
    assert "behind a password" not in page(client, make_contribution())


def test_all_that_is_tied_to_a_document_shows_on_its_page(client):
    document = make_contribution(summary="It says much.", outcome="Taken up later.")
    tied = {"contribution": document}
    opinion = make_opinion()
    make_intervention(opinion, summary="Words spoken.", **tied)
    make_amendment(opinion, summary="A comma moved.", **tied)
    make_pledge(subject="Text on ENUM.", fate="delivered", delivered_by=document)
    make_fact(text="It has 78 pages.", **tied)
    make_discrepancy(question="Which number?").contributions.set([document])
    make_gap(what="who wrote it").contributions.set([document])
    newer = make_contribution(title="Newer paper", replaces=document)
    make_file(document, name="draft.docx")
    text = page(client, document)
    for said in ("our summary It says much.", "Taken up later.", "Words spoken.", "A comma moved."):
        assert said in text
    for said in ("Text on ENUM. Whether it came: delivered", "78 pages", "Which number?", "who wrote it."):
        assert said in text
    for said in ("Newer paper", "draft.docx"):
        assert said in text
    assert document.title in page(client, newer)


def test_every_fact_of_a_document_opens_to_its_source(client):
    source = make_source(title="Report of the Chairman")
    document = make_contribution(sources=[source], locator=f"{source.key} 6.1", confidence="high")
    text = page(client, document)
    assert "Report of the Chairman" in text
    assert "at 6.1" in text
    assert "Confidence: high" in text


@pytest.mark.parametrize(
    "spelling", ["wtpf-13/16(rev.1)-e", "WTPF-13/16 (Rev. 1)", "WTPF-13/16Rev1-F", "wtpf-13/16(Rev.1)-E/"]
)
def test_other_spellings_lead_to_the_symbol_as_cited(client, spelling):
    make_contribution(symbol="WTPF-13/16(Rev.1)-E")
    response = client.get(f"/documents/{spelling.rstrip('/')}/")
    assert (response.status_code, response["Location"]) == (301, "/documents/WTPF-13/16(Rev.1)-E/")


def test_short_address_leads_to_the_document_and_keeps_the_day(client):
    make_contribution(symbol="WTPF-IEG/2/10")
    response = client.get("/d/wtpf-ieg/2/10?as_of=2013-02-11")
    assert response.status_code == 301
    assert response["Location"] == "/documents/WTPF-IEG/2/10/?as_of=2013-02-11"


def test_document_without_symbol_stands_under_its_name(client):
    document = make_contribution(symbol="", slug="best-bits-statement")
    assert document.get_absolute_url() == "/documents/unnumbered/best-bits-statement/"
    assert document.title in page(client, document)


def test_document_that_got_a_symbol_is_found_under_its_old_name(client):
    make_contribution(symbol="WTPF-13/20", slug="late-paper")
    response = client.get("/documents/unnumbered/late-paper/")
    assert (response.status_code, response["Location"]) == (301, "/documents/WTPF-13/20/")


@pytest.fixture
def twins():
    first, second = make_process(slug="wtpf-13"), make_process(slug="wtpf-09", date="2008")
    return [
        make_contribution(process=process, symbol="WTPF-IEG/2/2", title=process.slug)
        for process in (first, second)
    ]


def test_process_entered_first_keeps_the_plain_address_of_a_shared_symbol(client, twins):
    first, second = twins
    assert first.get_absolute_url() == "/documents/WTPF-IEG/2/2/"
    assert second.get_absolute_url() == "/documents/WTPF-IEG/2/2/?process=wtpf-09"
    assert client.get("/documents/wtpf-ieg/2/2/")["Location"] == first.get_absolute_url()
    assert client.get("/documents/wtpf-ieg/2/2/?process=wtpf-09")["Location"] == second.get_absolute_url()


def test_documents_of_a_shared_symbol_name_and_link_each_other(client, twins):
    for one, other in (twins, twins[::-1]):
        content = client.get(one.get_absolute_url()).content.decode()
        assert "Another document has the symbol WTPF-IEG/2/2 too" in content
        assert f'href="{other.get_absolute_url()}"' in content


def test_plain_address_has_no_second_name(client, twins):
    response = client.get("/documents/WTPF-IEG/2/2/?process=wtpf-13")
    assert (response.status_code, response["Location"]) == (301, "/documents/WTPF-IEG/2/2/")


def test_symbol_of_another_process_is_missing_and_the_namesakes_are_named(client, twins):
    response = client.get("/documents/WTPF-IEG/2/2/?process=pp-14")
    assert response.status_code == 404
    assert "WTPF-IEG/2/2" in words(response)


def test_missing_document_says_which_symbols_are_near(client):
    for symbol in ("WTPF-IEG/2/10", "WTPF-IEG/2/11", "ADM-11"):
        make_contribution(symbol=symbol)
    response = client.get("/documents/WTPF-IEG/2/110/")
    assert response.status_code == 404
    text = words(response)
    assert "The record has no document “WTPF-IEG/2/110”" in text
    assert "WTPF-IEG/2/10" in text
    assert "ADM-11" not in text


def test_other_revisions_of_a_missing_document_are_near(client):
    make_contribution(symbol="WTPF-13/16(Rev.1)-E")
    response = client.get("/documents/WTPF-13/16(Rev.2)/")
    assert 'href="/documents/WTPF-13/16(Rev.1)-E/"' in response.content.decode()


def test_document_not_yet_public_on_the_day_is_missing_and_says_so(client):
    document = make_contribution(symbol="WTPF-13/3", sources=[make_source(published="2013-03-15")])
    assert client.get("/documents/WTPF-13/3/?as_of=2013-03-15").status_code == 200
    response = client.get(f"{document.get_absolute_url()}?as_of=2013-02-11")
    assert response.status_code == 404
    assert "that was public on 11 February 2013. It has one now" in words(response)


def test_as_of_a_day_the_end_is_not_told(client):
    known = {"sources": [make_source(published="2012-11-14")]}
    document = make_contribution(**known)
    opinion = make_opinion(**known)
    make_event(opinion, contribution=document, summary="It was tabled.", **known)
    make_event(opinion, "adopted", contribution=document, sources=[make_source(published="2013-05-16")])
    text = page(client, document, "?as_of=2013-02-11")
    assert "It was tabled." in text
    assert "adopted" not in text


def test_what_became_of_wtpf_ieg_2_10(client, record):
    text = words(client.get("/documents/WTPF-IEG/2/10/"))
    assert "adopted as Opinion 5" in text
    assert "Saudi Arabia" in text


def test_documents_behind_a_password_in_the_shipped_record(client, record):
    text = words(client.get("/documents/?access=password"))
    assert "Sweden" in text
    assert "1 document with the filters below" in text


def test_documents_behind_a_password_stand_with_what_else_is_known_of_passwords(client):
    make_contribution(title="Open paper")
    make_fact(text="It needs a password.")
    assert "behind a password" not in words(client.get("/documents/")).partition("Show")[2]
    make_contribution(title="Locked paper", access="password")
    assert "Which documents were behind a password" in words(client.get("/documents/"))
    text = words(client.get("/documents/", {"access": "password"}))
    assert "Locked paper" in text and "It needs a password." in text and "Open paper" not in text
    assert "Which documents were" not in text
