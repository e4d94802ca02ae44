"""What a reader typed into the box -> a question: words, phrases, alternatives, filters; no Django.

    broadband access            both words
    "freedom of expression"     the words next to each other
    broadband OR internet       at least one of them
    broadband -satellite        without the second
    govern*                     every word that begins so
    kind:document sponsor:brazil year:2013 before:2013-02 after:2012

Any text is a question; what cannot be used is left out and said in `notes`.
"""

import datetime
import re
from dataclasses import dataclass, field

from ..text.dates import parse_edtf
from .words import key_of, words_of

LONGEST = 300
MOST_TERMS = 16
SHORTEST_PREFIX = 2

# Filters of the box and of the page, and the other words that mean the same.
FILTERS = {
    "kind": "kind",
    "process": "process",
    "opinion": "opinion",
    "text": "opinion",
    "topic": "topic",
    "meeting": "meeting",
    "who": "who",
    "sponsor": "who",
    "stakeholder": "who",
    "by": "who",
    "year": "year",
    "version": "version",
}
BOUNDS = ("before", "after")
# What readers may call the kinds.
KIND_WORDS = {"contribution": "document", "text": "paragraph", "revision": "paragraph", "file": "passage"}
KIND_WORDS |= {"intervention": "statement", "amendment": "change", "proposal": "change"}

_PIECE = re.compile(
    r"""(?P<minus>-)?(?:(?P<key>[A-Za-z]{2,12}):)?(?:["“”„«»](?P<phrase>[^"“”„«»]*)(?:["“”„«»]|$)|(?P<word>[^\s"“”„«»]+))"""
)
# Left out between other words, unless in quotes or in capitals (WHO, IT).
_SMALL = """
    a an and are as at be been but by for from had has have in into is it its of on or that the their there
    these they this to was were what when where which who why will with how did do does
    le la les un une des du de et est dans par pour sur au aux ce cette
    el los las una unos unas del y en con por para que se
"""
SMALL_WORDS = frozenset(_SMALL.split())


@dataclass(frozen=True)
class Term:
    """One thing to find: words next to each other, the beginning of a word, or the value of a filter."""

    text: str
    prefix: bool = False
    filter: str = ""


@dataclass(frozen=True)
class Clause:
    """Alternatives of which one has to be there; or none of them, where `negated`."""

    terms: tuple[Term, ...]
    negated: bool = False


@dataclass(frozen=True)
class Question:
    """A question as it was understood. `before` and `after` are days that a hit begins before, ends after."""

    text: str
    clauses: tuple[Clause, ...] = ()
    before: datetime.date | None = None
    after: datetime.date | None = None
    notes: tuple[str, ...] = ()

    @property
    def asks_nothing(self) -> bool:
        """Whether there is nothing to look for."""
        return not self.clauses and self.before is None and self.after is None

    @property
    def words(self) -> list[Term]:
        """What is to be found in texts, filters and exclusions apart."""
        wanted = [clause for clause in self.clauses if not clause.negated]
        return [term for clause in wanted for term in clause.terms if not term.filter]


@dataclass
class _Reading:
    clauses: list[Clause] = field(default_factory=list)
    small: list[str] = field(default_factory=list)
    bounds: dict[str, datetime.date] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    joins: bool = False  # an OR stands between the clause before and the next
    bars: bool = False  # a NOT stands before the next

    def add(self, term: Term, *, negated: bool) -> None:
        if sum(len(clause.terms) for clause in self.clauses) >= MOST_TERMS:
            note = f"Only the first {MOST_TERMS} words were looked for."
            self.notes += [note] if note not in self.notes else []
            return
        negated = negated or self.bars
        last = self.clauses[-1] if self.clauses else None
        if self.joins and last is not None and last.negated == negated:
            self.clauses[-1] = Clause((*last.terms, term), negated)
        else:
            self.clauses.append(Clause((term,), negated))
        self.joins = self.bars = False


def read(text: str, **chosen: str) -> Question:
    """Return the question that `text` asks; `chosen` are filters chosen beside it: `kind="document"`.

    Never raises; its work is bounded, whatever the text.
    """
    reading = _Reading()
    if len(text) > LONGEST:
        reading.notes.append(f"Only the first {LONGEST} letters of the question were read.")
    for match in _PIECE.finditer(text[:LONGEST].replace("\0", " ")):
        _take(reading, match)
    if not any(_is_word(clause) for clause in reading.clauses):
        for word in reading.small:
            reading.add(Term(word), negated=False)
    elif reading.small:
        reading.notes.append(f"Not looked for, too common: {', '.join(dict.fromkeys(reading.small))}.")
    for name, value in chosen.items():
        if value:
            reading.clauses.append(Clause((_filter(name, value),)))
    return Question(
        text.strip(),
        _merged(reading.clauses),
        reading.bounds.get("before"),
        reading.bounds.get("after"),
        tuple(reading.notes),
    )


def _take(reading: _Reading, match: re.Match) -> None:
    key, phrase, word = (match[name] for name in ("key", "phrase", "word"))
    key, value = (key or "").lower(), phrase if phrase is not None else word
    negated = match["minus"] is not None
    if key in BOUNDS:
        _bound(reading, key, value)
    elif key in FILTERS:
        if key_of(value):
            reading.add(_filter(FILTERS[key], value), negated=negated)
    elif phrase is None and not key and word in ("OR", "|", "AND", "&", "NOT"):
        reading.joins = reading.joins or (word in ("OR", "|") and bool(reading.clauses))
        reading.bars = reading.bars or word == "NOT"
    else:
        value = f"{key} {value}" if key else value
        _words(reading, value, negated=negated, quoted=phrase is not None)


def _words(reading: _Reading, value: str, *, negated: bool, quoted: bool) -> None:
    words = words_of(value, "")
    if not words:
        return
    prefix = not quoted and value.endswith("*") and len(words) == 1
    if prefix and len(words[0].token) < SHORTEST_PREFIX:
        prefix = False
        reading.notes.append(
            f"“{value}” was taken as a word: a beginning has {SHORTEST_PREFIX} letters or more."
        )
    if not quoted and not negated and not reading.joins and value in SMALL_WORDS:
        reading.small.append(value)
        return
    reading.add(Term(value, prefix=prefix), negated=negated)


def _filter(name: str, value: str) -> Term:
    key = key_of(value)
    if name == "kind":
        key = KIND_WORDS.get(key, KIND_WORDS.get(key.removesuffix("s"), key.removesuffix("s")))
    return Term(key, filter=name)


def _bound(reading: _Reading, key: str, value: str) -> None:
    try:
        date = parse_edtf(value)
    except ValueError:
        reading.notes.append(
            f"“{key}:{value[:20]}” was left out: write a year, month or day, for example {key}:2013-02."
        )
        return
    reading.bounds[key] = date.first_day if key == "before" else date.last_day


def _is_word(clause: Clause) -> bool:
    return any(not term.filter for term in clause.terms) and not clause.negated


def _merged(clauses: list[Clause]) -> tuple[Clause, ...]:
    """Filters of one name are alternatives: `kind:event kind:meeting` finds both."""
    filters, others = {}, []
    for clause in clauses:
        names = {term.filter for term in clause.terms}
        if clause.negated or names != {name := clause.terms[0].filter} or not name:
            others.append(clause)
        else:
            filters[name] = (*filters.get(name, ()), *clause.terms)
    return (*others, *(Clause(terms) for terms in filters.values()))
