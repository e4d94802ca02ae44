"""Two compared texts, ready to draw: rows in reading order, each with both its sides and its pieces.

`drawn` turns what the engine found into what a page shows. It sets the numbers and opening words of
paragraphs apart, numbers the changes, and leaves a mark where a moved paragraph stood, so that both
ends of a move can lead to each other. No word is lost or doubled: the pieces of all rows hold the words
of both texts.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from documents.text.model import Paragraph

from ..compare import Comparison, Op, Row

SAME, ADDED, REMOVED = "same", "added", "removed"
LABEL, OPENER = "number", "opener"
"""Ranks of pieces that are no change of words: the number of a paragraph, the words that open it."""
LIGHT = ("punctuation", "case")
"""Ranks of changes drawn lighter than those of words."""
GONE = "moved-away"
"""What happened where a paragraph stood that moved: the row has no pieces, they stand where it went."""
AROUND = 8
"""So many words of what stayed the same are kept on each side of a change in a list of changes."""
OPENING_WORDS = 8


@dataclass(frozen=True, slots=True)
class Side:
    """A paragraph's place in one of the texts: its number from 1, its label, what it is, how deep."""

    number: int
    label: str
    kind: str
    depth: int

    @property
    def anchor(self) -> str:
        """The fragment that addresses it on the page of its text."""
        return f"p{self.number}"


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words: `kind` is same, added or removed; `rank` that of the change, or what sets it apart."""

    kind: str
    text: str
    rank: str = ""

    @property
    def is_light(self) -> bool:
        """Whether only punctuation, letter case or the paragraph's number changed."""
        return self.kind != SAME and self.rank in (*LIGHT, LABEL)


@dataclass(frozen=True, slots=True)
class DrawnRow:
    """A paragraph, or a piece of one, and what happened to it.

    `change` is that of the engine, or `moved-away` where a moved paragraph stood. `number` counts the
    changes from 1 (0 where nothing changed). `partner` is the anchor of a move's other end, `causes`
    what may explain the change, `opening` the first words of a paragraph that moved away.
    """

    change: str
    old: Side | None
    new: Side | None
    pieces: tuple[Piece, ...] = ()
    rank: str = ""
    moved: bool = False
    number: int = 0
    partner: str = ""
    opening: str = ""
    causes: tuple = ()

    @property
    def anchor(self) -> str:
        """The fragment of a change, or of the mark where a moved paragraph stood; empty for what stayed."""
        if self.change == GONE:
            return f"from-{self.old.number}"
        return f"change-{self.number}" if self.number else ""

    @property
    def is_unchanged(self) -> bool:
        return self.change == SAME

    @property
    def is_gone(self) -> bool:
        return self.change == GONE

    @property
    def is_light(self) -> bool:
        """Whether nothing but punctuation or letter case changed in a paragraph that stayed in place."""
        return self.change == "edited" and self.rank in LIGHT

    @property
    def side(self) -> Side:
        """Its place in the new text, or in the old one where it is in no other."""
        return self.new or self.old

    @property
    def before(self) -> list[Piece]:
        """The pieces that stood in the old text."""
        return [piece for piece in self.pieces if piece.kind != ADDED]

    @property
    def after(self) -> list[Piece]:
        """The pieces that stand in the new text."""
        return [piece for piece in self.pieces if piece.kind != REMOVED]

    @property
    def excerpt(self) -> list[Piece]:
        """The pieces with long runs of unchanged words cut to those around the changes."""
        last = len(self.pieces) - 1
        return [_cut(piece, at == 0, at == last) for at, piece in enumerate(self.pieces)]

    @property
    def words(self) -> int:
        """How many words it holds, of both texts."""
        return sum(len(piece.text.split()) for piece in self.pieces)


def drawn(comparison: Comparison, old: Sequence[Paragraph], new: Sequence[Paragraph]) -> list[DrawnRow]:
    """Return the rows of `comparison`, which compared the lines of the paragraphs `old` and `new`."""
    rows = [_row(row, old, new) for row in comparison.rows]
    return _with_ends_of_moves(_numbered(rows), old)


def _row(row: Row, old: Sequence[Paragraph], new: Sequence[Paragraph]) -> DrawnRow:
    was = None if row.old is None else old[row.old]
    now = None if row.new is None else new[row.new]
    pieces = tuple(_pieces(row.ops, now or was))
    return DrawnRow(row.change, _side(was), _side(now), pieces, row.rank, row.moved)


def _side(paragraph: Paragraph | None) -> Side | None:
    if paragraph is None:
        return None
    return Side(paragraph.number, paragraph.label, paragraph.kind, paragraph.depth)


def _pieces(ops: Sequence[Op], paragraph: Paragraph) -> Iterator[Piece]:
    """The ops as pieces; where the first words are the paragraph's number and opener they stand apart."""
    label = paragraph.label.split()
    opener = paragraph.opener.split() if paragraph.kind in ("preambular", "operative") else []
    for op in ops:
        if op.rank == LABEL:
            yield Piece(op.kind, op.text, LABEL)
            continue
        words = list(op.words)
        if op.kind == SAME:
            for wanted, rank in ((label, LABEL), (opener, OPENER)):
                if wanted and _folded(words[: len(wanted)]) == _folded(wanted):
                    yield Piece(SAME, " ".join(words[: len(wanted)]), rank)
                    words = words[len(wanted) :]
        label = opener = []
        if words:
            yield Piece(op.kind, " ".join(words), op.rank)


def _folded(words: Iterable[str]) -> list[str]:
    return [word.casefold().rstrip(",;:") for word in words]


def _numbered(rows: Sequence[DrawnRow]) -> list[DrawnRow]:
    numbered, number = [], 0
    for row in rows:
        if not row.is_unchanged:
            number += 1
            row = replace(row, number=number)
        numbered.append(row)
    return numbered


def _with_ends_of_moves(rows: Sequence[DrawnRow], old: Sequence[Paragraph]) -> list[DrawnRow]:
    """Add a row where each moved paragraph stood; it and the row where the paragraph went name each other."""
    first = {}
    for row in rows:
        if row.moved:
            first.setdefault(row.old.number, row)
    waiting = sorted(first)
    linked = []
    for row in rows:
        if row.old and not row.moved:
            while waiting and waiting[0] < row.old.number:
                linked.append(_gone(first[waiting.pop(0)], old))
        linked.append(replace(row, partner=f"from-{row.old.number}") if row.moved else row)
    return linked + [_gone(first[number], old) for number in waiting]


def _gone(row: DrawnRow, old: Sequence[Paragraph]) -> DrawnRow:
    words = old[row.old.number - 1].text.split()
    opening = " ".join(words[:OPENING_WORDS]) + (" …" if len(words) > OPENING_WORDS else "")
    return DrawnRow(GONE, row.old, row.new, partner=row.anchor, opening=opening)


def _cut(piece: Piece, is_first: bool, is_last: bool) -> Piece:
    words = piece.text.split()
    before = 0 if is_first and not is_last else AROUND
    after = 0 if is_last and not is_first else AROUND
    if piece.kind != SAME or len(words) <= before + after + 2:
        return piece
    kept = [*words[:before], "…", *words[len(words) - after :]]
    return replace(piece, text=" ".join(kept))


@dataclass(frozen=True, slots=True)
class Run:
    """Rows that follow each other and are all unchanged, or all not."""

    unchanged: bool
    rows: tuple[DrawnRow, ...]

    @property
    def words(self) -> str:
        """What is folded away where unchanged paragraphs are: `3 unchanged paragraphs, 5 to 7`."""
        first, last = self.rows[0].new.number, self.rows[-1].new.number
        if first == last:
            return f"1 unchanged paragraph, {first}"
        return f"{last - first + 1} unchanged paragraphs, {first} to {last}"


def runs(rows: Sequence[DrawnRow]) -> list[Run]:
    """Return `rows` cut where they begin or cease to be unchanged."""
    found: list[list[DrawnRow]] = []
    for row in rows:
        if found and found[-1][-1].is_unchanged == row.is_unchanged:
            found[-1].append(row)
        else:
            found.append([row])
    return [Run(group[0].is_unchanged, tuple(group)) for group in found]
