"""The body of a Word file as a sequence of raw paragraphs and table rows, tracked changes still in."""

from dataclasses import dataclass, field

from .characters import forces_direction
from .docx_names import W, child
from .docx_runs import Change, Piece, Reader, change_of, is_contents, local
from .docx_styles import Format, Styles
from .limits import too_many
from .model import RefusedError

_MARKS = ("ins", "del", "moveFrom", "moveTo")
_EMPTY_ALLOWED = 4  # times the limit: empty paragraphs are counted only to stop files full of them
_CELL_CHANGES = {"cellIns": "inserted", "cellDel": "deleted"}


@dataclass(frozen=True, slots=True)
class RawParagraph:
    """A paragraph as stored. `end` holds the changes its end (the paragraph mark) stands under: where
    the mark does not stand, the paragraph runs on into the next."""

    pieces: tuple[Piece, ...]
    end: tuple[Change, ...]
    format: Format
    format_before: Format

    def ends(self, *, after: bool) -> bool:
        """Whether the paragraph mark stands in the text after (or before) all changes."""
        return not any(change.adds != after for change in self.end)


@dataclass(frozen=True, slots=True)
class RawRow:
    """A row of a table: its cells, each a sequence of paragraphs."""

    cells: tuple[tuple[RawParagraph, ...], ...]


@dataclass(slots=True)
class Story:
    """Everything read from a file: its body, and its notes by id."""

    lists: object
    items: list[RawParagraph | RawRow] = field(default_factory=list)
    notes: dict[str, tuple[RawParagraph, ...]] = field(default_factory=dict)
    left_out: set[str] = field(default_factory=set)
    has_changes: bool = False
    forces_direction: bool = False

    def paragraphs(self):
        """All raw paragraphs in reading order, those in tables and notes included."""
        for item in self.items:
            if isinstance(item, RawRow):
                for cell in item.cells:
                    yield from cell
            else:
                yield item
        for note in self.notes.values():
            yield from note


class Body:
    """Walks a body element and makes a `Story` of it."""

    def __init__(self, styles: Styles, most: int):
        self._styles = styles
        self._most = most
        self._left = most * _EMPTY_ALLOWED
        self._reader = Reader()

    def read(self, body, notes: dict) -> Story:
        """The story in `body`, with the note elements by id."""
        story = Story(self._styles.lists)
        story.items = list(self._items(body, ()))
        for name, element in notes.items():
            self._reader = Reader(left_out=self._reader.left_out)
            story.notes[name] = tuple(self._paragraphs(element, ()))
        story.left_out = self._reader.left_out
        for paragraph in story.paragraphs():
            story.has_changes |= bool(paragraph.end) or any(piece.changes for piece in paragraph.pieces)
            story.has_changes |= paragraph.format != paragraph.format_before
            story.forces_direction |= any(forces_direction(piece.text) for piece in paragraph.pieces)
        return story

    def _items(self, parent, changes: tuple[Change, ...]):
        for element in parent:
            name = local(element)
            if name == "p":
                yield from self._paragraph(element, changes)
            elif name == "tbl":
                yield from self._rows(element, changes)
            elif name == "sdt":
                yield from self._control(element, changes)
            elif name in ("customXml", "smartTag"):
                yield from self._items(element, changes)
            elif name in _MARKS:
                yield from self._items(element, (*changes, change_of(element, self._reader.move)))
            else:
                self._reader.note_move(element, name)

    def _control(self, element, changes: tuple[Change, ...]):
        content = child(element, "sdtContent")
        if is_contents(element):
            self._reader.left_out.add("the table of contents")
        elif content is not None:
            yield from self._items(content, changes)

    def _paragraph(self, element, changes: tuple[Change, ...]):
        self._left -= 1
        if self._left < 0:
            raise RefusedError(too_many(self._most))
        properties = child(element, "pPr")
        now = self._styles.format_of(properties)
        earlier = properties.find(f"{W}pPrChange/{W}pPr") if properties is not None else None
        before = now if earlier is None else self._styles.format_of(earlier)
        pieces = tuple(self._reader.pieces(element, changes))
        end = changes + self._end(properties)
        if now.contents:
            self._reader.left_out.add("the table of contents")
        else:
            yield RawParagraph(pieces, end, now, before)
        boxes, self._reader.boxes = self._reader.boxes, []
        for box in boxes:
            yield from self._items(box, changes)

    def _end(self, properties) -> tuple[Change, ...]:
        marks = child(properties, "rPr")
        found = [child(marks, name) for name in _MARKS]
        return tuple(change_of(mark, self._reader.move) for mark in found if mark is not None)

    def _rows(self, table, changes: tuple[Change, ...]):
        single = len(table.findall(f"{W}tr")) == 1
        for row in _descend(table, "tr"):
            under = changes + _row_changes(row)
            cells = tuple(tuple(self._cell(cell, under)) for cell in _descend(row, "tc"))
            filled = [cell for cell in cells if any(_has_text(raw) for raw in cell)]
            if len(filled) == 1 and (single or len(cells) == 1):
                yield from filled[0]  # a frame around text, not a table
            elif filled:
                yield RawRow(cells)

    def _cell(self, cell, changes: tuple[Change, ...]):
        properties = child(cell, "tcPr")
        for element in properties if properties is not None else ():
            if kind := _CELL_CHANGES.get(local(element)):
                changes = (*changes, Change(kind, element.get(f"{W}author", ""), element.get(f"{W}date", "")))
        return self._paragraphs(cell, changes)

    def _paragraphs(self, parent, changes: tuple[Change, ...]):
        """The paragraphs inside a cell or a note; those of tables within it one after the other."""
        for item in self._items(parent, changes):
            if isinstance(item, RawRow):
                for cell in item.cells:
                    yield from cell
            else:
                yield item


def _has_text(raw: RawParagraph) -> bool:
    return any(piece.text.strip() for piece in raw.pieces)


def _descend(parent, wanted: str):
    """Rows of a table or cells of a row, also those inside content controls."""
    for element in parent:
        name = local(element)
        if name == wanted:
            yield element
        elif name in ("sdt", "sdtContent", "customXml"):
            yield from _descend(element, wanted)


def _row_changes(row) -> tuple[Change, ...]:
    properties = child(row, "trPr")
    found = [child(properties, name) for name in ("ins", "del")]
    return tuple(change_of(mark) for mark in found if mark is not None)
