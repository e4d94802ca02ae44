"""Reading a question: whatever is typed is a question, and what is left out is said."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.search.asked import LONGEST, MOST_TERMS, Clause, Term, read
from documents.search.expression import expression, for_postgresql, for_sqlite


def words(text: str) -> list[list[str]]:
    return [[term.text for term in clause.terms] for clause in read(text).clauses]


def test_words_are_all_wanted():
    assert words("broadband access") == [["broadband"], ["access"]]


def test_quotes_of_every_kind_hold_words_together():
    for text in ('"free speech" now', "“free speech” now", "«free speech» now", "„free speech“ now"):
        assert words(text) == [["free speech"], ["now"]]


def test_an_open_quote_runs_to_the_end():
    assert words('now "free speech') == [["now"], ["free speech"]]


def test_or_binds_its_neighbours_only():
    assert words("one two OR three four") == [["one"], ["two", "three"], ["four"]]
    assert words("OR one OR") == [["one"]]
    assert words("this or that") == [["this"], ["or"], ["that"]] or read("this or that").notes


def test_exclusions_by_minus_and_not():
    for text in ("spam -satellites", "spam NOT satellites"):
        assert read(text).clauses[1] == Clause((Term("satellites"),), negated=True)


def test_a_hyphen_inside_a_word_excludes_nothing():
    assert read("multi-stakeholder").clauses == (Clause((Term("multi-stakeholder"),)),)


def test_star_makes_a_beginning_of_two_letters_or_more():
    assert read("govern*").clauses[0].terms[0].prefix
    assert not read("g*").clauses[0].terms[0].prefix
    assert "beginning" in read("g*").notes[0]
    assert not read('"govern*"').clauses[0].terms[0].prefix


@pytest.mark.parametrize(
    ("text", "name", "value"),
    [
        ("sponsor:brazil", "who", "brazil"),
        ('by:"United Kingdom"', "who", "unitedkingdom"),
        ("kind:contribution", "kind", "document"),
        ("kind:Documents", "kind", "document"),
        ("kind:interventions", "kind", "statement"),
        ("KIND:event", "kind", "event"),
        ("process:WTPF-13", "process", "wtpf13"),
        ("version:old", "version", "old"),
    ],
)
def test_filters_in_the_box(text, name, value):
    assert read(text).clauses == (Clause((Term(value, filter=name),)),)


def test_filters_of_one_name_are_alternatives():
    found = read("kind:event spam kind:meeting").clauses
    assert found == (
        Clause((Term("spam"),)),
        Clause((Term("event", filter="kind"), Term("meeting", filter="kind"))),
    )


def test_choices_beside_the_box_narrow():
    assert read("spam", kind="event").clauses[1] == Clause((Term("event", filter="kind"),))
    assert read("", kind="").asks_nothing


def test_days_before_and_after():
    found = read("before:2013-02 after:2012")
    assert (found.before, found.after) == (datetime.date(2013, 2, 1), datetime.date(2012, 12, 31))


def test_a_day_that_is_none_is_left_out_and_said():
    found = read("before:2013-13 spam")
    assert found.before is None and "before:2013-13" in found.notes[0]
    assert found.text == "before:2013-13 spam"


def test_small_words_are_left_out_beside_others():
    found = read("what happened to the wording")
    assert [term.text for term in found.words] == ["happened", "wording"]
    assert found.notes == ("Not looked for, too common: what, to, the.",)


def test_small_words_count_alone_in_capitals_and_in_quotes():
    assert words("the of") == [["the"], ["of"]]
    assert words("WHO health") == [["WHO"], ["health"]]
    assert words('"who" health') == [["who"], ["health"]]


def test_an_unknown_filter_is_words():
    assert words("nothing:internet") == [["nothing internet"]]


def test_long_questions_are_cut_and_it_is_said():
    found = read("word " * 500)
    assert sum(len(clause.terms) for clause in found.clauses) <= MOST_TERMS
    assert str(LONGEST) in found.notes[0] and str(MOST_TERMS) in found.notes[1]


TYPED = st.text(
    st.one_of(st.characters(), st.sampled_from(list("\"“”«»-*:|&()!<>\\'+^{}~= ORNTADkindbyefor"))),
    max_size=400,
)


@given(TYPED)
def test_every_text_is_a_question(text):
    found = read(text)
    assert sum(len(clause.terms) for clause in found.clauses) <= MOST_TERMS
    asked = expression(found, lambda word: [f"{word}x"])
    assert len(for_sqlite(asked)) < 20_000
    assert for_postgresql(asked).count("(") == for_postgresql(asked).count(")")


def test_expression_is_written_for_both():
    asked = expression(read('spam "new spam" -mail kind:event'), lambda word: [])
    assert for_sqlite(asked) == '(("spam") AND ("new" + "spam") AND ("kind=event")) NOT ("mail")'
    expected = "((('spam')) & (('new' <-> 'spam')) & (('kind=event'))) & !(('mail'))"
    assert for_postgresql(asked) == expected


def test_titles_are_asked_for_words_and_not_for_filters():
    asked = expression(read("spam kind:event -mail"), lambda word: [], titles=True)
    assert asked.needs == ((("t=spam",),), (("kind=event",),))
    assert asked.bars == (("mail",),)


def test_nothing_but_exclusions_asks_among_everything():
    assert for_sqlite(expression(read("-spam"), lambda word: [])) == '(("a=")) NOT ("spam")'
