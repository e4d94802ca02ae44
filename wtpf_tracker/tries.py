"""What to try when a question finds nothing or little; each proposal leads to something."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from documents.models import SearchWord, Stakeholder
from documents.near import MOST, near_words
from documents.search.asked import Question, Term
from documents.search.finding import find
from documents.search.words import fold, is_dense

from .search import FACETS, ask

FEW = 3
MOST_TRIES = 6
_LAST_LETTER = "\U0010ffff"


@dataclass(frozen=True)
class Try:
    """A proposal in words, and the query string that asks it."""

    what: str
    words: str
    query: str


def stakeholders_like(question: Question, day=None) -> list[Stakeholder]:
    """Return the stakeholders whose names are nearest to the words of a question; bounded work."""
    typed = _folded(" ".join(term.text for term in question.words))
    if not 3 <= len(typed) <= 60:
        return []
    named: dict[str, int] = {}
    rows = Stakeholder.objects.visible(day)
    for pk, *names in rows.order_by("pk").values_list("pk", "name", "short_name")[:MOST]:
        for name in names:
            named.setdefault(_folded(name), pk)
    keys = dict.fromkeys(named[name] for name in near_words(typed, list(named), most=3))
    found = rows.in_bulk(list(keys))
    return [found[key] for key in keys if key in found]


def tries(query: Mapping[str, str], question: Question, day=None) -> list[Try]:
    """Return what else finds something, for a question that found nothing."""
    asked = {name: query[name] for name in ("q", *FACETS) if query.get(name)}
    proposals = [*_without_filters(asked, question), *_spelt(asked, question), *_any_word(asked, question)]
    carried = {"as_of": day.isoformat()} if day else {}
    found = [
        Try(what, given["q"], urlencode({**given, **carried}))
        for what, given in proposals
        if find(ask(given), day).rows
    ]
    if day is not None and find(question).rows:
        found.append(Try("The same, with what became known later", question.text, urlencode(asked)))
    return found[:MOST_TRIES]


def _without_filters(asked: dict, question: Question) -> Iterator[tuple[str, dict]]:
    words = " ".join(map(_written, question.words))
    if words and words != asked.get("q", "") or len(asked) > 1 and words:
        yield "Only the words", {"q": words}


def _any_word(asked: dict, question: Question) -> Iterator[tuple[str, dict]]:
    if len(question.words) > 1:
        yield "At least one of the words", {**asked, "q": " OR ".join(map(_written, question.words))}


def _spelt(asked: dict, question: Question) -> Iterator[tuple[str, dict]]:
    """The question with words that no text has replaced by the nearest that one has."""
    nearest = {term: word for term in question.words if (word := _nearest(term))}
    if nearest:
        words = [nearest.get(term) or _written(term) for term in question.words]
        yield "Did you mean", {**asked, "q": " ".join(words)}


def _nearest(term: Term) -> str:
    word = fold(term.text)
    if len(word) < 4 or is_dense(word[0]) or len(term.text.split()) > 1:
        return ""
    known = SearchWord.objects.order_by("word").values_list("word", flat=True)
    if known.filter(word=word).exists():
        return ""
    like = known.filter(word__gte=word[0], word__lt=word[0] + _LAST_LETTER)
    return next(iter(near_words(word, list(like.distinct()[:MOST]), most=1)), "")


def _written(term: Term) -> str:
    """A term as one types it."""
    return f'"{term.text}"' if " " in term.text else term.text


def _folded(text: str) -> str:
    return " ".join(filter(None, map(fold, text[:200].split())))
