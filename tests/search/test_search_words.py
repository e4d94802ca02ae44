"""The normaliser: the same words however they are written, in every script, at bounded cost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.search.words import LONGEST_WORD, compounds, fold, key_of, token_of, words_of


def tokens(text: str, language: str = "en") -> list[str]:
    return [word.token for word in words_of(text, language)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Élève", "eleve"),
        ("５Ｇ", "5g"),
        ("STRASSE", "straße"),
        ("Ёлка", "елка"),
        ("İstanbul", "istanbul"),
        ("ﬁne", "fine"),
        ("مُحَمَّد", "محمد"),
        ("٢٠١٣", "2013"),
    ],
)
def test_fold_makes_one_of_several_spellings(one, other):
    assert fold(one) == fold(other)


def test_fold_keeps_short_i_of_russian():
    assert fold("йод") == "йод" != fold("иод")


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("en", "governments", "government"),
        ("en", "Invites", "inviting"),
        ("fr", "conférences", "conference"),
        ("es", "países", "pais"),
        ("en", "развитие", "развития"),
        ("en", "والمعلومات", "المعلومات"),
    ],
)
def test_forms_of_a_word_have_one_stem(language, one, other):
    assert token_of(one, language) == token_of(other, language)


def test_words_with_figures_are_left_whole():
    assert tokens("IPv6 5Gs 2010s") == ["ipv6", "5gs", "2010s"]


@pytest.mark.parametrize(
    ("text", "parts", "whole"),
    [
        ("5G/6G", ["5g", "6g"], ["5g6g"]),
        ("multi-stakeholder", ["multi", "stakehold"], ["multistakehold"]),
        ("WTPF-IEG/2/10", ["wtpf", "ieg", "2", "10"], ["wtpfieg210"]),
        ("16(Rev.1)", ["16", "rev", "1"], ["16rev1"]),
        ("R&D", ["r", "d"], ["rd"]),
        ("Brazil’s", ["brazil", "s"], ["brazil"]),
        ("one – two, three", ["one", "two", "three"], []),
    ],
)
def test_what_is_joined_is_found_by_its_parts_and_whole(text, parts, whole):
    assert tokens(text) == parts
    assert compounds(text, words_of(text, "en"), "en") == whole


def test_dense_scripts_are_cut_into_pairs():
    assert tokens("互联网治理") == ["互联", "联网", "网治", "治理"]
    assert tokens("ITU决议 2") == ["itu", "决议", "2"]
    assert tokens("网") == ["网"]


def test_words_know_where_they_stand():
    text = "«Élève» 5G/6G 决议"
    assert [text[word.start : word.end] for word in words_of(text, "en")] == ["Élève", "5G", "6G", "决议"]


@pytest.mark.parametrize("name", ["United Kingdom", "united-kingdom", "UNITED  KINGDOM", "United_Kingdom"])
def test_key_of_a_name_is_the_same_for_all_spellings(name):
    assert key_of(name) == "unitedkingdom"


@given(st.text(max_size=200), st.sampled_from(["en", "fr", "ru", "zh", ""]))
def test_tokens_are_letters_and_figures_only(text, language):
    for word in words_of(text, language):
        assert word.token
        assert len(word.token) <= LONGEST_WORD
        assert not set(word.token) & set("=~'\"\\ :&|!()*<>-+")
        assert 0 <= word.start < word.end <= len(text)
    assert all(compounds(text, words_of(text, language), language))


@given(st.text(max_size=60))
def test_folding_twice_changes_nothing(text):
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize("piece", ["a", "a-", "\u0301", "网", "((", "-/", "ﷺ", "a\u0301"])
def test_long_texts_cost_no_more_than_their_length(piece):
    # Half a million of them are a second's work; were it to grow with the square, this would not end.
    text = piece * 500_000
    words = words_of(text, "en")
    assert len(words) + len(compounds(text, words, "en")) <= 2 * len(text)
