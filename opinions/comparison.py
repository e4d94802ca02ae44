"""Comparisons of revisions: the one place where models, the comparing of texts and the cache meet.

What a comparison is follows from the two texts alone, so it is computed once for each pair of their
SHA-256 and kept in Django's cache. A cache that forgets, or is off, costs time and nothing else.
"""

import hashlib
from dataclasses import dataclass

from django.core.cache import cache

from documents.text.structure import paragraphs_of

from .compare import Comparison, compare
from .drawing.change_map import Mark, change_map
from .drawing.compared import DrawnRow, drawn
from .drawing.compared_counts import Counts, counts_of, where_in_words
from .models import Revision

ENGINE = 1
"""Raise this when `compare/` or `drawing/compared.py` gives another result for the same texts."""
KEPT_SECONDS = 7 * 24 * 60 * 60
MOST_KEPT_WORDS = 40_000
"""A comparison of more words than these, of both texts, is not kept: the cache counts entries, not size."""


@dataclass(frozen=True, slots=True)
class Compared:
    """A comparison ready to draw: its rows in reading order, and its counts."""

    rows: list[DrawnRow]
    counts: Counts

    @property
    def marks(self) -> list[Mark]:
        """The map of the changes."""
        return change_map(self.rows)

    @property
    def where(self) -> str:
        """The map in words."""
        return where_in_words(self.rows)


def comparison_of(left: Revision, right: Revision) -> Compared:
    """Return how the text of `left` became that of `right`, both fetched with their texts.

    Texts are compared by paragraph as `paragraphs_of` numbers them; rows are numbered alike.
    """
    key = _key("comparison", left.text, right.text)
    found = cache.get(key)
    if found is None:
        found = compared(left.text, right.text)
        if sum(row.words for row in found.rows) <= MOST_KEPT_WORDS:
            cache.set(key, found, KEPT_SECONDS)
    return found


def comparison_of_lines(left: Revision, right: Revision) -> Comparison:
    """Return the same comparison as it is before it is drawn, as the command and the API give it."""
    key = _key("lines", left.text, right.text)
    found = cache.get(key)
    if found is None:
        found = compare(*([one.line for one in paragraphs_of(text)] for text in (left.text, right.text)))
        if found.old_words + found.new_words <= MOST_KEPT_WORDS:
            cache.set(key, found, KEPT_SECONDS)
    return found


def _key(kind: str, old: str, new: str) -> str:
    # The hashes of what is compared, and not the stored ones: `update` and hands in the database change
    # a text without its hash, and one comparison must never stand for another.
    hashes = (hashlib.sha256(text.encode()).hexdigest() for text in (old, new))
    return ":".join([kind, str(ENGINE), *hashes])


def compared(old: str, new: str) -> Compared:
    """Compare two stored texts."""
    olds, news = paragraphs_of(old), paragraphs_of(new)
    found = compare([one.line for one in olds], [one.line for one in news])
    rows = drawn(found, olds, news)
    return Compared(rows, counts_of(rows))
