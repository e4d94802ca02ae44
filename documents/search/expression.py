"""A question in the tokens of the index, and as each database wants it written; no Django.

Both databases get the same tokens of a text in the same order, and the same expression over them: so they
find the same. A token of a title has "t=" before it, one of a filter its letter: no word has an "=".
"""

from collections.abc import Callable
from dataclasses import dataclass

from .asked import Clause, Question, Term
from .words import LANGUAGES, compounds, words_of

TITLE = "t="
ANYTHING = "a="
"""A token that every text has: what a question of nothing but exclusions is taken from."""
BREAK = "~"
"""Stands between the parts of a text, so that no phrase is found across them."""

Sequence = tuple[str, ...]
"""Tokens that follow each other."""


@dataclass(frozen=True)
class Expression:
    """Of each of `needs` one sequence has to be there, of `bars` none."""

    needs: tuple[tuple[Sequence, ...], ...]
    bars: tuple[Sequence, ...] = ()


def has_phrase(asked: Expression) -> bool:
    """Whether words have to stand next to each other."""
    return any(len(tokens) > 1 for alternatives in asked.needs for tokens in alternatives)


def tag(name: str, value: str) -> str:
    """Return the token of a filter's value."""
    return f"{name}={value}"


def expression(
    question: Question, beginnings: Callable[[str], list[str]], *, titles: bool = False
) -> Expression:
    """Return what to look for; with `titles` the words have to stand in titles.

    `beginnings(word)` gives the tokens of the words that begin so.
    """
    needs = [_alternatives(clause, beginnings, titles) for clause in question.clauses if not clause.negated]
    bars = [_alternatives(clause, beginnings, False) for clause in question.clauses if clause.negated]
    return Expression(tuple(needs) or (((ANYTHING,),),), tuple(one for found in bars for one in found))


def _alternatives(clause: Clause, beginnings, titles: bool) -> tuple[Sequence, ...]:
    found = [one for term in clause.terms for one in _sequences(term, beginnings, titles)]
    return tuple(dict.fromkeys(found))


def _sequences(term: Term, beginnings, titles: bool) -> list[Sequence]:
    if term.filter:
        return [(tag(term.filter, term.text),)]
    if term.prefix:
        found = [(token,) for token in beginnings(words_of(term.text, "")[0].token)]
        found = found or [(BREAK + BREAK,)]  # no text has it
    else:
        found = [one for language in LANGUAGES for one in spellings(term.text, language)]
    return [tuple(TITLE + token for token in one) for one in found] if titles else found


def spellings(text: str, language: str) -> list[Sequence]:
    """Return the sequences that `text` may be found under: its words, and as one word what is joined."""
    words = words_of(text, language)
    found = [tuple(word.token for word in words)]
    whole = compounds(text, words, language)
    if len(whole) == 1 and all(word.joined for word in words[1:]):
        found.append((whole[0],))
    return [one for one in found if one]


def for_sqlite(asked: Expression) -> str:
    """Write an expression as an FTS5 query."""
    needs = " AND ".join(f"({' OR '.join(map(_fts5, alternatives))})" for alternatives in asked.needs)
    bars = " OR ".join(map(_fts5, asked.bars))
    return f"({needs}) NOT ({bars})" if bars else needs


def _fts5(tokens: Sequence) -> str:
    return " + ".join(f'"{token}"' for token in tokens)


def for_postgresql(asked: Expression) -> str:
    """Write an expression as a tsquery."""
    needs = " & ".join(f"({' | '.join(map(_tsquery, alternatives))})" for alternatives in asked.needs)
    bars = " | ".join(map(_tsquery, asked.bars))
    return f"({needs}) & !({bars})" if bars else needs


def _tsquery(tokens: Sequence) -> str:
    return "(" + " <-> ".join(f"'{token}'" for token in tokens) + ")"


def positions(tokens: list[str]) -> str:
    """Write the tokens of a text as a tsvector."""
    places: dict[str, list[str]] = {}
    for place, token in enumerate(tokens, start=1):
        places.setdefault(token, []).append(str(place))
    return " ".join(f"'{token}':{','.join(at)}" for token, at in places.items() if token != BREAK)
