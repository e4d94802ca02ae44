"""Which texts dropped words for good, beside a plain walk over every line of a small graph."""

from hypothesis import given, settings
from hypothesis import strategies as st

from opinions.compare.authorship import trace
from opinions.compare.fates import dropped, fates, lost
from opinions.compare.graph import Graph, chain

KEPT = "Exchange points lower the cost of traffic for all developing countries and their users."
GONE = "Human rights apply online as they do offline and every State shall respect them."


@st.composite
def graphs(draw):
    size = draw(st.integers(1, 7))
    parents = [
        draw(st.sets(st.integers(0, place - 1), max_size=2)) if place else set() for place in range(size)
    ]
    return [sorted(row) for row in parents], draw(st.integers(0, 2**size - 1))


def lines_from(graph, place):
    """Every way from a text on to a last one, the text itself first."""
    if not graph.children[place]:
        return [[place]]
    return [[place, *line] for child in graph.children[place] for line in lines_from(graph, child)]


def back_before_the_end(graph, place, held, end):
    """Whether some way from the text to the last text `end` goes over one that has the words."""
    return any(line[-1] == end and any(held >> r & 1 for r in line) for line in lines_from(graph, place))


def dropped_plainly(graph, held):
    found = []
    for place, parents in enumerate(graph.parents):
        if held >> place & 1 or not any(held >> parent & 1 for parent in parents):
            continue
        ends = {line[-1] for line in lines_from(graph, place)}
        if any(not back_before_the_end(graph, place, held, end) for end in ends):
            found.append(place)
    return tuple(found)


@settings(deadline=None, max_examples=300)
@given(graphs())
def test_dropped_is_what_a_walk_over_every_line_finds(drawn):
    parents, held = drawn
    graph = Graph(parents)
    assert dropped(graph, held, 2 ** len(parents) - 1) == dropped_plainly(graph, held)


@settings(deadline=None, max_examples=100)
@given(graphs(), st.integers(0, 127))
def test_only_texts_asked_about_are_named(drawn, among):
    parents, held = drawn
    assert all(among >> place & 1 for place in dropped(Graph(parents), held, among))


def test_words_of_a_chain_are_dropped_once():
    graph = Graph(chain(5))
    assert dropped(graph, 0b00111, 0b11110) == (3,)
    assert dropped(graph, 0b00101, 0b11110) == (3,)
    assert dropped(graph, 0b11111, 0b11110) == ()


@settings(deadline=None, max_examples=60)
@given(graphs())
def test_fates_of_words_agree_with_who_has_them(drawn):
    parents, held = drawn
    texts = [[KEPT, GONE] if held >> place & 1 else [KEPT] for place in range(len(parents))]
    authorship = trace(texts, [tuple(row) for row in parents])
    for place in range(len(parents)):
        for fate in fates(authorship, place):
            assert fate.until
            assert not set(fate.until) & set(fate.ended)
        for loss in lost(authorship, place):
            assert place not in loss.until
