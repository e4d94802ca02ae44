"""Marks and excerpts: what is found is marked, and nothing of the text is changed."""

from hypothesis import given
from hypothesis import strategies as st

from documents.search.asked import read
from documents.search.expression import expression
from documents.search.marking import LENGTH, marked, needles, snippet


def wanted(question: str, beginnings=lambda word: []):
    return needles(expression(read(question), beginnings))


def drawn(pieces) -> str:
    return "".join(f"[{piece.text}]" if piece.marked else piece.text for piece in pieces)


def test_every_form_of_a_word_is_marked():
    text = "Invites governments, and each Government."
    assert drawn(marked(text, wanted("government"), "en")) == "Invites [governments], and each [Government]."


def test_a_phrase_is_marked_as_one_and_only_as_one():
    text = "freedom of expression, not expression of freedom"
    shown = drawn(marked(text, wanted('"freedom of expression"'), "en"))
    assert shown == "[freedom of expression], not expression of freedom"


def test_joined_words_are_marked_either_way():
    assert drawn(marked("a multi-stakeholder model", wanted("multistakeholder"), "en")) == (
        "a [multi-stakeholder] model"
    )
    assert drawn(marked("5G/6G networks", wanted("6g"), "en")) == "5G/[6G] networks"


def test_accents_and_scripts_are_marked_as_written():
    assert drawn(marked("Les réseaux", wanted("reseau"), "fr")) == "Les [réseaux]"
    assert drawn(marked("развитие сетей", wanted("развития"), "ru")) == "[развитие] сетей"
    assert drawn(marked("互联网治理", wanted("联网"), "zh")) == "互[联网]治理"
    assert drawn(marked("互联网治理", wanted("网"), "zh")) == "互联[网]治理"


def test_beginnings_are_marked_and_filters_and_exclusions_are_not():
    found = wanted("inter* -spam kind:event", lambda word: ["internet"])
    assert drawn(marked("internet spam event", found, "en")) == "[internet] spam event"


def test_a_short_text_is_shown_whole():
    assert drawn(snippet("On spam.", wanted("spam"), "en")) == "On [spam]."


def test_of_a_long_text_the_part_with_most_words_is_shown():
    text = "spam " + "ham " * 200 + "here spam meets phishing and spam " + "ham " * 200
    shown = drawn(snippet(text, wanted("spam phishing"), "en"))
    assert "here [spam] meets [phishing] and [spam]" in shown
    assert shown.startswith("… ham") and shown.endswith("ham …")
    assert len(shown) < LENGTH * 1.3


def test_a_long_text_without_a_mark_shows_its_beginning():
    shown = drawn(snippet("ham " * 300, {}, "en"))
    assert shown.startswith("ham ham") and shown.endswith(" …")


@given(st.text(max_size=1500), st.text(min_size=1, max_size=20))
def test_pieces_together_are_the_text(text, question):
    found = wanted(question)
    assert "".join(piece.text for piece in marked(text, found, "en")) == text
    shown = "".join(piece.text for piece in snippet(text, found, "en")).removeprefix("… ").removesuffix(" …")
    assert shown in text or text.startswith("… ") or text.endswith(" …")
