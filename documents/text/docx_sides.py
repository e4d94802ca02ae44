"""The two texts a Word file with tracked changes holds, and its changes as data."""

from dataclasses import dataclass, field
from itertools import groupby

from .characters import one_line, superscript
from .docx_body import RawParagraph, RawRow, Story
from .docx_lists import Counter
from .docx_runs import Change
from .limits import too_many
from .model import Block, RefusedError, TrackedChange

_MARK = "¶"


@dataclass(slots=True)
class Rendered:
    """One side's blocks, none empty, and for each raw paragraph the number of its block."""

    blocks: list[Block] = field(default_factory=list)
    places: dict[int, int] = field(default_factory=dict)  # id(raw paragraph) -> number


def rendered(story: Story, *, after: bool, most: int) -> Rendered:
    """The text after (or before) all tracked changes; more than `most` paragraphs are refused."""
    return _Side(story, after, most).render()


class _Side:
    def __init__(self, story: Story, after: bool, most: int):
        self._story, self._after, self._most = story, after, most
        self._counter = Counter(story.lists)
        self._notes: dict[str, int] = {}  # id -> number, in order of first citation
        self._result = Rendered()
        self._run_on: list[RawParagraph] = []

    def render(self) -> Rendered:
        for item in self._story.items:
            if isinstance(item, RawRow):
                self._flush()
                self._row(item)
            else:
                self._add(item)
        self._flush()
        for name in [name for name in self._notes if name in self._story.notes]:
            self._note(name)
        return self._result

    def _note(self, name: str) -> None:
        raws = list(self._story.notes[name])
        if text := self._text(raws):
            self._put(Block(text, superscript(self._notes[name]), form="footnote"), raws)

    def _add(self, raw: RawParagraph) -> None:
        """A paragraph whose mark does not stand on this side runs on into the next one."""
        self._run_on.append(raw)
        if raw.ends(after=self._after):
            self._flush()

    def _flush(self) -> None:
        raws, self._run_on = self._run_on, []
        text = self._text(raws)
        if text or (raws and raws[-1].ends(after=self._after)):
            label = self._label(raws[-1])  # a numbered paragraph without text counts too
            if text:
                self._put(Block(text, label, self._format(raws[-1]).level), raws)

    def _format(self, raw: RawParagraph):
        """As in Word, the format of joined paragraphs is that of the mark that stands: the last one."""
        return raw.format if self._after else raw.format_before

    def _label(self, raw: RawParagraph) -> str:
        wanted = self._format(raw)
        return self._counter.label(wanted.number_id, wanted.depth) if wanted.number_id else ""

    def _row(self, row: RawRow) -> None:
        cells = [self._cell(list(cell)) for cell in row.cells]
        if any(cells):
            self._put(Block(" | ".join(cells), form="table"), [raw for cell in row.cells for raw in cell])

    def _cell(self, raws: list[RawParagraph]) -> str:
        lines, run_on = [], []
        for raw in raws:
            run_on.append(raw)
            if raw.ends(after=self._after):
                lines.append(self._cell_line(run_on))
                run_on = []
        lines.append(self._cell_line(run_on))
        return " ".join(line for line in lines if line).replace(" | ", " ¦ ")

    def _cell_line(self, raws: list[RawParagraph]) -> str:
        text = self._text(raws)
        return f"{self._label(raws[-1])} {text}".strip() if text else ""

    def _text(self, raws: list[RawParagraph]) -> str:
        return one_line("".join(self._words(piece) for raw in raws for piece in raw.pieces))

    def _words(self, piece) -> str:
        if not piece.stands(after=self._after):
            return ""
        if not piece.note:
            return piece.text
        return superscript(self._notes.setdefault(piece.note, len(self._notes) + 1))

    def _put(self, block: Block, raws: list[RawParagraph]) -> None:
        if not (block.text or block.label):
            return
        self._result.blocks.append(block)
        number = len(self._result.blocks)
        if number > self._most:
            raise RefusedError(too_many(self._most))
        self._result.places.update((id(raw), number) for raw in raws)


def changes_of(story: Story, before: Rendered, after: Rendered) -> list[TrackedChange]:
    """All tracked changes in reading order. Neighbouring pieces of one change are one; a change of
    nothing but a paragraph's end has the text "¶". What one person added and another took out again
    stands in neither text: both changes are listed, without a paragraph."""
    found: list[TrackedChange] = []
    for raw in story.paragraphs():
        for changes, pieces in groupby(raw.pieces, key=lambda piece: piece.changes):
            text = one_line("".join(piece.text for piece in pieces))
            if text:
                both_ways = len({change.adds for change in changes}) > 1
                for change in changes:
                    places = after.places if change.adds else before.places
                    found.append(_record(change, text, None if both_ways else places.get(id(raw))))
        if raw.end and not any(piece.text.strip() and piece.changes for piece in raw.pieces):
            found += [_record(change, _MARK, None) for change in raw.end]
    return found


def _record(change: Change, text: str, paragraph: int | None) -> TrackedChange:
    return TrackedChange(change.kind, change.author, change.date, text, paragraph, change.move)
