"""What the record has that is like what is brought: the same symbol, the same bytes, a like title or text.

What it costs: five queries of fixed number. Titles: at most `MOST_TITLES` of them are compared as sets of
words. Texts: each has a sketch of one kilobyte, made once and stored; of at most `MOST_TEXTS` of them all
sketches are read and compared, which takes 0.1 to 0.4 s for 10,000 texts. At most `MOST_NEW`
sketches that are missing are made at a time; `sketch_missing` makes the rest.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.db import models
from django.urls import reverse

from ..models import Contribution, ContributionFile, Intake, TextSketch
from ..text.naming import words_of
from ..text.sketches import likeness, sketch_of
from ..text.symbols import family_key, symbol_key

MOST_TITLES = 10_000
MOST_TEXTS = 20_000
MOST_NEW = 100
MOST_SHOWN = 5
ALIKE_TITLE = 0.75
ALIKE_TEXT = 0.5
_LITTLE = {"a", "an", "and", "for", "from", "in", "of", "on", "or", "the", "to", "by", "with"}


@dataclass(frozen=True)
class Shelf:
    """Stored texts: rows of one model, the column of the hash that names each text, and that of the text."""

    rows: models.QuerySet
    key: str = "sha256"
    text: str = "text"


@dataclass(frozen=True)
class Alike:
    """A row that is like what is brought, by `kind`: symbol, family, bytes, waiting, title or text."""

    kind: str
    row: models.Model
    share: float = 1.0

    @property
    def address(self) -> str:
        """Where the row stands at the desk."""
        return reverse(
            f"admin:{self.row._meta.app_label}_{self.row._meta.model_name}_change", args=[self.row.pk]
        )

    @property
    def percent(self) -> int:
        """The share in hundredths, for a sentence."""
        return round(100 * self.share)


def files_shelf() -> Shelf:
    """The texts of all files that were read."""
    return Shelf(ContributionFile.objects.exclude(text="").select_related("contribution"))


def same_symbol(symbol: str) -> list[Alike]:
    """Return the documents of this symbol, in any spelling, then other revisions of the same document."""
    key = symbol_key(symbol)
    if not key:
        return []
    rows = Contribution.objects.filter(symbol_key__startswith=family_key(symbol)).select_related("process")
    near = [row for row in rows.order_by("pk")[:MOST_TITLES] if family_key(row.symbol) == family_key(symbol)]
    found = [Alike("symbol" if row.symbol_key == key else "family", row) for row in near]
    return sorted(found, key=lambda one: one.kind == "family")[:MOST_SHOWN]


def same_bytes(sha256: str, *, besides: Intake | None = None) -> list[Alike]:
    """Return the files, entered or waiting, of exactly these bytes."""
    if not sha256:
        return []
    files = ContributionFile.objects.filter(sha256=sha256).without_text().select_related("contribution")
    waiting = Intake.objects.waiting().filter(sha256=sha256).exclude(pk=besides and besides.pk)
    return [
        *(Alike("bytes", row) for row in files.order_by("pk")[:MOST_SHOWN]),
        *(Alike("waiting", row) for row in waiting.order_by("pk")[:MOST_SHOWN]),
    ]


def like_titles(title: str) -> list[Alike]:
    """Return the documents with a title of nearly the same words, the likest first; two queries."""
    asked = telling(title)
    if not asked:
        return []
    titles = Contribution.objects.order_by("-pk").values_list("pk", "title")[:MOST_TITLES]
    shares = [(share_of_words(asked, telling(other)), pk) for pk, other in titles]
    best = sorted((one for one in shares if one[0] >= ALIKE_TITLE), reverse=True)[:MOST_SHOWN]
    rows = Contribution.objects.in_bulk([pk for _, pk in best])
    return [Alike("title", rows[pk], share) for share, pk in best]


def share_of_words(left: set[str], right: set[str]) -> float:
    """Return how many of the words of two titles both have, from 0 to 1 (Dice)."""
    return 2 * len(left & right) / (len(left) + len(right)) if left and right else 0.0


def telling(title: str) -> set[str]:
    """Return the words of a title that tell it from others."""
    return set(words_of(title[:300])) - _LITTLE


def like_texts(text: str, shelves: Sequence[Shelf], *, least: float = ALIKE_TEXT) -> list[Alike]:
    """Return the stored texts on `shelves` that share much of their wording with `text`, the likest first."""
    asked = sketch_of(text)
    if not asked:
        return []
    sketch_missing(shelves, most=MOST_NEW)
    wanted = [models.Q(sha256__in=shelf.rows.order_by().values(shelf.key)) for shelf in shelves]
    stored = TextSketch.objects.filter(reduce(or_, wanted)).values_list("sha256", "sketch")[:MOST_TEXTS]
    shares = {key: likeness(asked, bytes(sketch)) for key, sketch in stored.iterator()}
    alike = {key: share for key, share in shares.items() if share >= least}
    best = dict(sorted(alike.items(), key=lambda one: -one[1])[: 4 * MOST_SHOWN])
    found = [
        Alike("text", row, best[getattr(row, shelf.key)])
        for shelf in shelves
        for row in shelf.rows.filter(**{f"{shelf.key}__in": best}).defer(shelf.text)
    ]
    return sorted(found, key=lambda one: (-one.share, one.row.pk))[:MOST_SHOWN]


def sketch_missing(shelves: Iterable[Shelf], *, most: int) -> int:
    """Make and store the sketches of at most `most` texts that have none yet; return how many."""
    number = 0
    for shelf in shelves:
        there = TextSketch.objects.values("sha256")
        rows = shelf.rows.exclude(**{f"{shelf.key}__in": there}).order_by("-pk")
        texts = dict(rows.values_list(shelf.key, shelf.text)[: most - number])
        made = [TextSketch(sha256=key, sketch=sketch_of(text)) for key, text in texts.items()]
        TextSketch.objects.bulk_create(made, ignore_conflicts=True)
        number += len(made)
    return number
