"""Who cites which instrument: the list, the page of each, and where references lead."""

import re

import pytest
from django.urls import reverse

from documents.text.references import references
from opinions.instruments import OwnPages, citations_in, citing, instruments
from opinions.remembered import Remembered
from tests.factory import (
    make_adopted_opinion,
    make_contribution,
    make_opinion,
    make_process,
    make_revision,
    make_source,
)
from tests.world import queries_of

pytestmark = pytest.mark.django_db

GUADALAJARA = "recalling Resolution 101 (Rev. Guadalajara, 2010),"
KEY = "pp-resolution-101"
PAGE = f"/instruments/{KEY}/"


def text_of(client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def first_reference(text: str):
    return references(text)[0]


# --- the pages ---------------------------------------------------------------------------------


def test_list_counts_texts_and_documents(client):
    make_revision(text=f"{GUADALAJARA}\nand Resolution 101 (Rev. Dubai, 2018) again,")
    make_revision(text=GUADALAJARA)
    make_contribution(summary="It cites Resolution 101 (Rev. Guadalajara, 2010).")
    (one,) = instruments()
    assert (one.key, one.kind, one.texts, one.documents) == (KEY, "resolution", 2, 1)
    assert "Resolution 101 (Plenipotentiary Conference) resolution 2 1" in text_of(client, "/instruments/")


def test_list_is_in_the_order_in_which_one_counts():
    make_revision(text="Resolution 101 of PP, PP Resolution 64, PP Resolution 9, and the Tunis Agenda")
    names = [one.name.split(" (")[0] for one in instruments()]
    assert names == ["Tunis agenda", "Resolution 9", "Resolution 64", "Resolution 101"]


def test_page_names_who_cites_it_and_links_each_paragraph(client):
    revision = make_revision(text=f"considering\n{GUADALAJARA}")
    document = make_contribution(title="Notes", summary="It cites Resolution 101 (Rev. Guadalajara, 2010).")
    page = client.get(PAGE).content.decode()
    assert f'href="{revision.get_absolute_url()}#p2"' in page
    assert f'href="{document.get_absolute_url()}"' in page
    assert "Cited in 1 text of this record and in 1 document as we sum them up." in text_of(client, PAGE)
    assert "“Resolution 101 (Rev. Guadalajara, 2010)”" in page
    assert "likely" not in page


def test_place_whose_instrument_is_not_said_is_marked(client):
    make_revision(text="recalling Resolution 101,")
    text = text_of(client, PAGE)
    assert "“Resolution 101” likely" in text
    assert "do not say whose instrument is meant" in text


def test_key_with_slashes_has_a_page(client):
    make_revision(text="recalling General Assembly resolution 60/252 and document WTPF-IEG/2/14,")
    for key in ("a/res/60/252", "wtpf-ieg/2/14"):
        assert f"/instruments/{key}/" in client.get("/instruments/").content.decode()
        assert client.get(f"/instruments/{key}/").status_code == 200


def test_page_shows_what_the_record_itself_has(client):
    opinion = make_adopted_opinion(
        process=make_process(host="ITU, Busan", date="2014-10-20/2014-11-07"),
        adopted_number="Resolution 101 (Rev. Busan, 2014)",
    )
    source = make_source(title="Resolution 101 (Rev. Guadalajara, 2010)", kind="official")
    make_source(title="Page on Resolution 101 (Rev. Guadalajara, 2010)", kind="official")
    make_revision(text=GUADALAJARA)
    page = client.get(PAGE).content.decode()
    assert f'href="{opinion.get_absolute_url()}"' in page
    assert f'href="{source.get_absolute_url()}"' in page
    assert "Page on Resolution" not in page


def test_instrument_that_nobody_cites_is_not_found(client):
    assert client.get(PAGE).status_code == 404
    assert client.get("/instruments/%00/").status_code == 404


def test_page_without_anything_cited_says_so(client):
    assert "No text of this record cites anything" in text_of(client, "/instruments/")


def test_bad_page_number_is_refused_with_a_sentence(client):
    assert client.get("/instruments/?page=2").status_code == 404
    assert client.get("/instruments/?page=x").status_code == 400


# --- who may see what --------------------------------------------------------------------------


def test_drafts_cite_nothing(client):
    make_revision(text=GUADALAJARA, published=False)
    make_revision(make_opinion(published=False), text=GUADALAJARA)
    make_contribution(summary=GUADALAJARA, published=False)
    assert instruments() == []
    assert client.get(PAGE).status_code == 404


def test_draft_is_left_out_though_its_text_was_read_before(client):
    revision = make_revision(text=GUADALAJARA)
    assert client.get(PAGE).status_code == 200
    type(revision).objects.update(published_at=None)
    assert client.get(PAGE).status_code == 404


def test_page_as_of_a_day_shows_what_was_public_then(client):
    later = make_source(published="2014-01-01")
    opinion = make_opinion(sources=[make_source()])
    make_revision(opinion, text=GUADALAJARA, label="Early")
    make_revision(opinion, text=GUADALAJARA, label="Late", sources=[later])
    make_contribution(summary=GUADALAJARA, title="Late notes", sources=[make_source(), later])
    text = text_of(client, PAGE + "?as_of=2013-02-11")
    assert "Early" in text and "Late" not in text
    answer = client.get(PAGE + "?as_of=2001-01-01")
    assert answer.status_code == 404
    assert "Nothing that was public on 1 January 2001 cites this." in answer.content.decode()


def test_page_links_carry_the_day(client):
    revision = make_revision(text=GUADALAJARA)
    page = client.get(PAGE + "?as_of=2013-02-11").content.decode()
    assert f'href="{revision.get_absolute_url()}?as_of=2013-02-11#p1"' in page or (
        f'href="{revision.get_absolute_url()}?as_of=2013-02-11"' in page
    )
    assert f'{revision.get_absolute_url()}"' not in page


# --- where references lead ---------------------------------------------------------------------


def test_reference_leads_to_the_document_it_names():
    document = make_contribution(symbol="WTPF-IEG/2/14")
    reference = first_reference("see document WTPF-IEG/2/14-E here")
    assert OwnPages([reference]).address(reference) == document.get_absolute_url()


def test_of_two_documents_of_one_symbol_that_of_the_same_process_is_meant():
    first, second = make_contribution(symbol="WTPF-IEG/2/14"), make_contribution(symbol="WTPF-IEG/2/14")
    reference = first_reference("document WTPF-IEG/2/14")
    own = OwnPages([reference])
    assert [own.of(reference, row.process_id) for row in (first, second)] == [first, second]


@pytest.fixture
def forum_opinion():
    """An opinion adopted under the number 5 at Geneva in 2013."""
    process = make_process(host="ITU, Geneva", date="2011/2013-05-16")
    return make_adopted_opinion(process=process, adopted_number="Opinion 5")


def test_reference_leads_to_the_opinion_adopted_then_and_there(forum_opinion):
    here = first_reference("Opinion 5 (Geneva, 2013)")
    there = first_reference("Opinion 5 (Lisbon, 2009)")
    own = OwnPages([here, there])
    assert own.address(here) == forum_opinion.get_absolute_url()
    assert own.address(there) == "/instruments/wtpf-opinion-5/"


def test_number_alone_leads_to_an_opinion_of_the_same_process_only(forum_opinion):
    reference = first_reference("Opinion 5 was agreed")
    own = OwnPages([reference])
    assert own.of(reference, forum_opinion.process_id) == forum_opinion
    assert own.of(reference, make_process().pk) is None


def test_number_under_which_a_text_was_adopted_is_not_told_on_an_earlier_day(forum_opinion):
    reference = first_reference("Opinion 5 was agreed")
    day = forum_opinion.sources.get().published_last
    assert OwnPages([reference], day).of(reference, forum_opinion.process_id) is None


def test_reference_leads_to_an_official_source_of_that_version():
    source = make_source(title="Resolution 180 (Rev. Busan, 2014)", kind="official")
    make_source(title="Resolution 102 (Rev. Busan, 2014)", kind="analysis")
    same, other = first_reference("Resolution 180 (Rev. Busan, 2014)"), first_reference("Resolution 180")
    analysed = first_reference("Resolution 102 (Rev. Busan, 2014)")
    own = OwnPages([same, other, analysed])
    assert own.address(same) == source.get_absolute_url()
    assert own.of(other) is None
    assert own.of(analysed) is None


def test_everything_else_leads_to_the_page_of_the_instrument():
    reference = first_reference("paragraph 42 of the Tunis Agenda")
    place = reverse("opinions:instrument", args=["tunis-agenda"])
    assert OwnPages([reference]).address(reference) == place == "/instruments/tunis-agenda/"


# --- what it costs -----------------------------------------------------------------------------


@pytest.mark.parametrize("query", ["", "?as_of=2013-02-11"])
def test_pages_ask_the_same_with_three_times_the_rows(client, query):
    def fill():
        make_revision(text=f"{GUADALAJARA}\nsee WTPF-IEG/2/14,")
        make_contribution(summary=GUADALAJARA)
        make_contribution(symbol="WTPF-IEG/2/14")
        make_source(title="Resolution 101 (Rev. Guadalajara, 2010)", kind="official")

    fill()
    addresses = [f"/instruments/{query}", PAGE + query]
    for address in addresses:
        client.get(address)
    before = [queries_of(client, address) for address in addresses]
    fill()
    fill()
    for address in addresses:
        client.get(address)
    assert [queries_of(client, address) for address in addresses] == before


def test_texts_are_read_once_and_the_oldest_forgotten():
    asked = []
    memory = Remembered(lambda text: asked.append(text) or len(text), most=2)
    rows = [make_revision(text="x" * number) for number in (1, 2, 3)]
    assert sorted(memory.of(rows[:2]).values()) == [1, 2]
    assert sorted(memory.of(rows[:2]).values()) == [1, 2]
    assert len(asked) == 2
    memory.of([rows[2]])
    memory.of([rows[0]])
    assert len(asked) in (3, 4) and len(memory._kept) == 2


def test_citations_say_the_paragraph_and_the_words():
    (one,) = citations_in(f"considering\n{GUADALAJARA}")
    assert (one.paragraph, one.words) == (2, "Resolution 101 (Rev. Guadalajara, 2010)")


# --- the shipped record ------------------------------------------------------------------------


def test_record_every_instrument_has_a_page(client, record):
    found = instruments()
    assert len(found) > 15
    for one in found:
        assert client.get(one.get_absolute_url()).status_code == 200, one.key


def test_record_tells_who_cites_resolution_64_of_the_standardization_assembly(record):
    found = {citer.row.opinion.slug for citer in citing("wtsa-resolution-64") if citer.is_text}
    assert {"ipv6-capacity", "resolution-180"} <= found
