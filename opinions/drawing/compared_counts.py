"""What changed between two texts, in numbers and in words."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from documents.sentences import counted, listed

from .compared import ADDED, LABEL, LIGHT, REMOVED, DrawnRow


@dataclass(frozen=True, slots=True)
class Counts:
    """Words added and removed, passages whose punctuation or letter case alone changed, and paragraphs.

    `moved` and `unchanged` count paragraphs: moved ones of the old text, unchanged ones of the new.
    """

    added: int
    removed: int
    light: int
    moved: int
    unchanged: int
    changes: int

    def in_words(self) -> str:
        """Say it in a sentence: `41 words added, 63 removed, 2 paragraphs moved, 9 unchanged.`"""
        if not self.changes:
            return "The two are the same, word for word."
        parts = []
        if self.added or self.removed:
            parts += [f"{counted(self.added, 'word', 'words')} added", f"{self.removed or 'none'} removed"]
        if self.light:
            parts.append(f"{counted(self.light, 'change', 'changes')} of punctuation or letter case only")
        if self.moved:
            parts.append(f"{counted(self.moved, 'paragraph', 'paragraphs')} moved")
        parts.append(f"{self.unchanged} unchanged" if self.moved else self._unchanged())
        sentence = ", ".join(parts)
        return f"{sentence[:1].upper()}{sentence[1:]}."

    def _unchanged(self) -> str:
        return f"{counted(self.unchanged, 'paragraph', 'paragraphs')} unchanged"


def counts_of(rows: Sequence[DrawnRow]) -> Counts:
    """Count the changes of `rows`; the numbers of paragraphs are no words."""
    changed = [piece for row in rows for piece in row.pieces]
    words = {ADDED: 0, REMOVED: 0}
    for piece in changed:
        if piece.kind in words and piece.rank not in (*LIGHT, LABEL):
            words[piece.kind] += len(piece.text.split())
    return Counts(
        words[ADDED],
        words[REMOVED],
        sum(_light_changes(row) for row in rows),
        len({row.old.number for row in rows if row.moved}),
        sum(row.is_unchanged for row in rows),
        sum(row.number > 0 for row in rows),
    )


def _light_changes(row: DrawnRow) -> int:
    """Passages of one paragraph: an old form and the new one that follows it are one."""
    return sum(light for light, _ in groupby(row.pieces, lambda piece: piece.rank in LIGHT))


def where_in_words(rows: Sequence[DrawnRow]) -> str:
    """Say which paragraphs changed: the map of the changes for those who cannot see it."""
    changed = [row for row in rows if row.number]
    new = spans(row.new.number for row in changed if row.new)
    old = spans(row.old.number for row in changed if not row.new)
    parts = []
    if new:
        parts.append(f"Changes stand in {_paragraphs(new)} of the right-hand text")
    if old:
        parts.append(f"{_paragraphs(old)} of the left-hand text {'were' if _several(old) else 'was'} removed")
    return f"{'; '.join(parts)}." if parts else "Nothing changed."


def _paragraphs(found: list[str]) -> str:
    return f"paragraph{'s' if _several(found) else ''} {listed(found)}"


def _several(found: list[str]) -> bool:
    return len(found) > 1 or "–" in found[0]


def spans(numbers: Iterable[int]) -> list[str]:
    """Say numbers with neighbours drawn together: `["2", "4–6", "9"]`."""
    return [str(first) if first == last else f"{first}–{last}" for first, last in _spans(numbers)]


def _spans(numbers: Iterable[int]) -> Iterator[tuple[int, int]]:
    first = last = 0
    for number in sorted(set(numbers)):
        if first and number == last + 1:
            last = number
            continue
        if first:
            yield first, last
        first = last = number
    if first:
        yield first, last
