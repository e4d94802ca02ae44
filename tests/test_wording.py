"""Words that pages compose: articles, quotation marks, full stops, ends."""

from types import SimpleNamespace

import pytest

from documents.sentences import document_is, with_article
from documents.templatetags.wording import cited, ending_of, quoted, stopped


@pytest.mark.parametrize(
    "name",
    [
        "United Kingdom",
        "United States",
        "Secretariat",
        "Secretary-General",
        "WG1 chair",
        "UAE",
        "Arab States",
    ],
)
def test_names_that_take_an_article(name):
    assert with_article(name) == f"the {name}"


@pytest.mark.parametrize("name", ["Brazil", "Saudi Arabia", "ICANN", "Cisco", "Best Bits", ""])
def test_names_that_take_none(name):
    assert with_article(name) == name


def test_document_names_its_submitters_with_their_articles():
    sentence = document_is("comments", ["ICANN", "NRO", "United Kingdom"], "IEG 2", "October 2012", "")
    assert sentence == "Comments from ICANN, the NRO and the United Kingdom for IEG 2 (October 2012)"


def test_document_does_not_say_a_year_twice():
    sentence = document_is("decision or resolution", ["Council"], "Council 2011", "2011", "2011")
    assert sentence == "Decision or resolution from the Council for Council 2011"


def test_information_is_called_a_paper():
    assert document_is("information", [], "", "", "2008") == "Information paper, dated 2008"


def test_ending_does_not_repeat_the_name_of_the_text():
    text = SimpleNamespace(outcome="adopted", adopted_number="Resolution 174", short_title="Resolution 174")
    assert ending_of(text) == "was adopted"
    text.short_title = "Illicit use"
    assert ending_of(text) == "was adopted as Resolution 174"


def test_words_are_quoted_once():
    assert quoted("relevant") == "“relevant”"
    assert quoted("delete: “relevant”") == "delete: “relevant”"


def test_a_document_is_cited_by_symbol_or_by_title_in_quotation_marks():
    assert cited(SimpleNamespace(symbol="WTPF-IEG/2/7", title="Comments")) == "WTPF-IEG/2/7"
    assert cited(SimpleNamespace(symbol="", title="Comments")) == "“Comments”"


@pytest.mark.parametrize("sentence", ["It came.", "Did it?", "", "He said “yes.”"])
def test_a_sentence_keeps_its_full_stop(sentence):
    assert stopped(sentence) == sentence


def test_a_sentence_gets_its_full_stop():
    assert stopped("It came ") == "It came."
