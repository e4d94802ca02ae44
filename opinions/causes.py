"""Why a text changed: the recorded steps that led from one state of it to another.

A step is an event that produced a text, or a proposed change that a text took in. Steps explain a
comparison only where the record says that the right-hand text was written from the left-hand one,
directly or through others; then the steps of all texts in between count.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from . import reading
from .compare.words import fold
from .drawing.compared import ADDED, DrawnRow
from .models import Amendment, Event, Revision


@dataclass(frozen=True)
class Cause:
    """A recorded step: its number in the list from 1, the fact with its sources, the text it led to."""

    number: int
    fact: Event | Amendment
    led_to: Revision

    @property
    def is_amendment(self) -> bool:
        return isinstance(self.fact, Amendment)

    @property
    def wording(self) -> str:
        """The words that a proposed change would put in, where a source has them."""
        return self.fact.wording if self.is_amendment else ""

    @property
    def anchor(self) -> str:
        return f"cause-{self.number}"


@dataclass(frozen=True)
class Steps:
    """The causes, in order; `joined` says whether the one text was written from the other, as recorded.

    `backwards` says that it was the other way round: the right-hand text came first.
    """

    causes: list[Cause]
    joined: bool
    backwards: bool = False


def steps_between(left: Revision, right: Revision, day=None) -> Steps:
    """Return the recorded steps from `left` to `right`, in four queries and those of their links."""
    parents = _parents([left.opinion_id, right.opinion_id], day)
    before_left, before_right = _ancestors(left.pk, parents), _ancestors(right.pk, parents)
    joined = left.pk in before_right
    between = before_right - before_left - {left.pk} | {right.pk} if joined else set()
    texts = reading.revision_names(day).in_bulk(between)
    amendments = reading.amendments(day).filter(resulting_revision__in=between)
    events = Event.objects.visible(day).filter(revision__in=between).for_path(day)
    found = [(one.resulting_revision_id, one) for one in amendments]
    found += [(event.revision_id, event) for event in events]
    # Text by text in their order; the changes proposed to one before the event that brought it.
    found.sort(key=lambda pair: texts[pair[0]].number)
    causes = [Cause(number, fact, texts[key]) for number, (key, fact) in enumerate(found, start=1)]
    return Steps(causes, joined, right.pk in before_left)


def _parents(opinions: Iterable[int], day) -> dict[int, set[int]]:
    """Return what each revision was based on, as far as a reader sees both."""
    shown = Revision.objects.visible(day).order_by().values("pk")
    links = Revision.based_on.through.objects.filter(from_revision__opinion__in=opinions)
    links = links.filter(from_revision__in=shown, to_revision__in=shown)
    parents = defaultdict(set)
    for text, earlier in links.values_list("from_revision", "to_revision"):
        parents[text].add(earlier)
    return parents


def _ancestors(text: int, parents: dict[int, set[int]]) -> set[int]:
    found, waiting = set(), [text]
    while waiting:
        for earlier in parents.get(waiting.pop(), ()):
            if earlier not in found:
                found.add(earlier)
                waiting.append(earlier)
    return found


def with_causes(rows: Sequence[DrawnRow], causes: Sequence[Cause]) -> list[DrawnRow]:
    """Return `rows`, each change with the causes that may explain it.

    A proposed change whose recorded words stand among those that some rows added explains those rows
    and no other. Of the rest each may be the cause.
    """
    worded = [(cause, _spaced(cause.wording)) for cause in causes if cause.wording.strip()]
    added = [_spaced(" ".join(piece.text for piece in row.pieces if piece.kind == ADDED)) for row in rows]
    placed = {cause for cause, words in worded if any(words in place for place in added)}
    rest = tuple(cause for cause in causes if cause not in placed)
    return [
        replace(row, causes=tuple(cause for cause, words in worded if words in place) or rest)
        if row.number
        else row
        for row, place in zip(rows, added, strict=True)
    ]


def _spaced(words: str) -> str:
    """Words by their keys, a space around each, so that only whole words are found."""
    return f" {' '.join(fold(word) for word in words.split())} "
