"""Passages of a text that stand in other texts of the record too: language agreed, or taken over.

One index for this process holds the paragraphs of every text that was asked about or compared with, by the
text's SHA-256. Texts that are new are added to it; what a reader may not see is left out when it is asked.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from threading import Lock

from documents.text.model import Paragraph
from documents.text.passages import Passage, PassageIndex

from .instruments import shown_texts
from .models import Revision
from .remembered import numbered_lines, texts_of

MOST_INDEXED = 200_000
"""Paragraphs held. A full index begins anew where most of its texts are shown no longer; of a record with
more paragraphs the rest is not looked through."""
MOST_ASKED = 1_000
MOST_SHOWN = 40
MOST_PLACES = 3
WORDED = (Revision.Basis.OFFICIAL, Revision.Basis.EXCERPT)
"""Texts whose wording is that of their authors; the words of an editors' summary are nobody's language."""


@dataclass(frozen=True)
class Shared:
    """Words of paragraph `number` that stand elsewhere: in `places`, and in `more` other opinions' texts."""

    number: int
    words: str
    count: int
    places: list[tuple[Revision, int]]
    more: int


class _Index:
    """The paragraphs of texts by their hashes, each text once."""

    def __init__(self):
        self.passages = PassageIndex()
        self.owners: list[tuple[str, int]] = []  # of each paragraph: its text's hash, its number there
        self.held: set[str] = set()

    def add(self, texts: dict[str, str]) -> None:
        for key, text in texts.items():
            if len(self.owners) >= MOST_INDEXED:
                return
            for number, line in numbered_lines(text):
                self.passages.add(line)
                self.owners.append((key, number))
            self.held.add(key)


class _LeftOut:
    """The numbers of the paragraphs of all texts but those in `asked`."""

    def __init__(self, index: _Index, asked: dict):
        self.index, self.asked = index, asked

    def __contains__(self, number: int) -> bool:
        return self.index.owners[number][0] not in self.asked


_index = _Index()
_lock = Lock()


def shared_passages(version: Revision, paragraphs: Sequence[Paragraph], day=None) -> list[Shared]:
    """Return the passages of `version` that stand in texts of other opinions too, at most `MOST_SHOWN`.

    Asks one query for which texts there are, and two more at most.
    """
    if version.basis not in WORDED:
        return []
    rows = shown_texts(day).filter(basis__in=WORDED).exclude(opinion=version.opinion_id)
    asked: dict[str, list[int]] = {}
    for key, pk in rows.order_by("pk").values_list("sha256", "pk"):
        asked.setdefault(key, []).append(pk)
    found = _found(paragraphs[:MOST_ASKED], asked)
    holders = {pk for _, passages in found for _, key, _ in passages for pk in asked[key]}
    revisions = {row.pk: row for row in shown_texts(day).filter(pk__in=holders)} if holders else {}
    return [
        shown
        for paragraph, passages in found
        for shown in _shown(paragraph, passages, asked, revisions)
    ][:MOST_SHOWN]  # fmt: skip


def _found(paragraphs: Sequence[Paragraph], asked: dict) -> list[tuple[Paragraph, list[tuple]]]:
    """[(paragraph, [(passage, hash of the text, number of the paragraph there)])]."""
    global _index
    with _lock:
        full = len(_index.owners) >= MOST_INDEXED
        if full and 2 * len(_index.held - asked.keys()) > len(_index.held):
            _index, full = _Index(), False
        if not full and (missing := asked.keys() - _index.held):
            _index.add(texts_of(missing))
        hidden = _LeftOut(_index, asked)
        found = []
        for paragraph in paragraphs:
            passages = _index.passages.find(paragraph.text, leave_out=hidden)
            named = [(passage, *_index.owners[passage.paragraph]) for passage in passages]
            if named:
                found.append((paragraph, named))
        return found


def _shown(paragraph: Paragraph, passages: list[tuple], asked: dict, revisions: dict) -> list[Shared]:
    """Of passages that overlap the longest, each with one place in every opinion that has it."""
    kept: list[Passage] = []
    for passage, _, _ in sorted(passages, key=lambda one: -one[0].words):
        if all(passage.end <= other.start or passage.start >= other.end for other in kept):
            kept.append(passage)
    shown = []
    for passage in sorted(kept, key=lambda one: one.start):
        holders = [
            (revisions[pk], number)
            for other, key, number in passages
            if other.start <= passage.start and other.end >= passage.end
            for pk in asked[key]
        ]
        places = _newest_of_each(holders)
        words = paragraph.text[passage.start : passage.end]
        more = len(places[MOST_PLACES:])
        shown.append(Shared(paragraph.number, words, passage.words, places[:MOST_PLACES], more))
    return shown


def _newest_of_each(holders: list[tuple[Revision, int]]) -> list[tuple[Revision, int]]:
    """Of the versions of one opinion the newest stands for all."""
    found: dict[int, tuple[Revision, int]] = {}
    for row, number in holders:
        if row.opinion_id not in found or row.number > found[row.opinion_id][0].number:
            found[row.opinion_id] = (row, number)
    return list(found.values())
