"""A question -> its hits: found, ranked, counted and marked, the same on every database.

Titles first, then by place: kind, new versions before old ones, the latest day first. At most `BOUND` hits
are ranked and counted, so that the work for a word that stands everywhere is bounded too.
"""

import datetime
from collections import Counter
from dataclasses import dataclass
from operator import itemgetter
from typing import NamedTuple

from django.db import connection
from django.utils import timezone

from ..models import SearchText, SearchWord
from . import backend
from .asked import Question
from .expression import Expression, expression
from .marking import Piece, marked, needles, snippet

BOUND = 1000
PER_PAGE = 20
MOST_BEGINNINGS = 400
_LAST_LETTER = "\U0010ffff"
_COLUMNS = "e.place, e.kind, e.process, e.opinion, e.meeting, e.who, e.version, e.year, e.last_year"


class Row(NamedTuple):
    """A hit as it is counted and sorted; its texts are fetched only where it is shown."""

    place: int
    kind: str
    process: str
    opinion: str
    meeting: str
    who: str
    version: int | None
    year: int
    last_year: int


_COUNTED = {name: Row._fields.index(name) for name in ("kind", "process", "opinion", "who", "meeting")}

_YEARS = (Row._fields.index("year"), Row._fields.index("last_year"))


@dataclass(frozen=True)
class Hit:
    """A hit as it is shown: its title and the part of its text that matters, in pieces."""

    row: Row
    title: list[Piece]
    text: list[Piece]
    address: str
    language: str

    @property
    def kind(self) -> str:
        """The value of `kind:` that finds it."""
        return self.row.kind

    @property
    def name(self) -> str:
        """Its title as one text."""
        return "".join(piece.text for piece in self.title)

    @property
    def excerpt(self) -> str:
        """The shown part of its text as one text."""
        return "".join(piece.text for piece in self.text)


@dataclass(frozen=True)
class Found:
    """The hits of a question in their order, at most `BOUND`; `more` where there are more than those."""

    question: Question
    asked: Expression
    rows: list[Row]
    more: bool

    def __len__(self) -> int:
        return len(self.rows)

    def __getitem__(self, part: slice) -> list[Hit]:
        return shown(self.rows[part], self.asked)

    def counts(self) -> dict[str, Counter]:
        """Return how many of the hits have each value: {"kind": {"event": 12, ...}, ...}."""
        counts = {name: Counter(map(itemgetter(at), self.rows)) for name, at in _COUNTED.items()}
        who: Counter[str] = Counter()
        for slugs, number in counts["who"].items():
            who.update(dict.fromkeys(slugs.strip("|").split("|"), number))
        years: Counter[str] = Counter()
        for (first, last), number in Counter(map(itemgetter(*_YEARS), self.rows)).items():
            years.update({str(year): number for year in range(first, last + 1)})
        counts |= {"who": who, "year": years}
        return {
            name: Counter({value: number for value, number in found.items() if value not in ("", "0")})
            for name, found in counts.items()
        }


def find(question: Question, day: datetime.date | None = None) -> Found:
    """Return what a question finds among what readers see, as could be known on `day`; three queries at most,
    and one for each beginning of a word. Sliced, it fetches what is shown of those hits in one more."""
    asked = expression(question, beginnings)
    if question.asks_nothing:
        return Found(question, asked, [], more=False)
    titles = []
    if question.words:
        titles = _rows(expression(question, beginnings, titles=True), question, day)
    rows = titles
    if len(titles) <= BOUND:
        first = {row.place for row in titles}
        rows = titles + [row for row in _rows(asked, question, day) if row.place not in first]
    return Found(question, asked, rows[:BOUND], more=len(rows) > BOUND)


def find_titles(question: Question, day: datetime.date | None, limit: int) -> list[Hit]:
    """Return the first hits whose titles have every word of the question: for suggestions."""
    asked = expression(question, beginnings, titles=True)
    rows = _rows(asked, question, day, limit) if question.words else []
    return shown(rows, expression(question, beginnings))


def beginnings(word: str) -> list[str]:
    """Return the tokens of the words that begin with `word`, at most `MOST_BEGINNINGS`."""
    rows = SearchWord.objects.filter(word__gte=word, word__lt=word + _LAST_LETTER).order_by("word", "token")
    return list(dict.fromkeys(rows.values_list("token", flat=True)[:MOST_BEGINNINGS]))


def shown(rows: list[Row], asked: Expression) -> list[Hit]:
    """Fetch what is shown of hits, in one query; one that is gone since is passed over."""
    wanted = needles(asked)
    texts = SearchText.objects.in_bulk([row.place for row in rows])
    found = ((row, texts[row.place]) for row in rows if row.place in texts)
    return [
        Hit(
            row,
            marked(text.title, wanted, text.language),
            snippet(text.text, wanted, text.language),
            text.address,
            text.language,
        )
        for row, text in found
    ]


def _rows(asked: Expression, question: Question, day, limit: int = BOUND + 1) -> list[Row]:
    conditions, parameters = _conditions(question, day)
    return [Row._make(row) for row in backend.find(asked, _COLUMNS, conditions, parameters, limit)]


def _conditions(question: Question, day) -> tuple[str, list]:
    """What entries have to be beside having the words: shown, known on the day, between the bounds."""
    now = connection.ops.adapt_datetimefield_value(timezone.now().replace(microsecond=0))
    found = [("e.shown_from <= %s", [now])]
    if day is None:
        found.append(("e.state <> 'past'", []))
    else:
        known = "e.state <> 'now' AND e.known_from <= %s AND (e.known_until IS NULL OR e.known_until > %s)"
        found.append((known, [day, day]))
    if question.before:
        found.append(("e.earliest < %s", [question.before]))
    if question.after:
        found.append(("e.latest > %s", [question.after]))
    return " AND ".join(words for words, _ in found), [one for _, given in found for one in given]
