"""The words of a Word paragraph, piece by piece, each with the tracked changes it stands under."""

from dataclasses import dataclass, field

from .docx_names import W, child
from .docx_styles import is_hidden

_ADDED = ("inserted", "moved-to")
_TAKEN = ("deleted", "moved-from")
_CHANGES = {"ins": "inserted", "del": "deleted", "moveTo": "moved-to", "moveFrom": "moved-from"}
_TRANSPARENT = frozenset(
    ("hyperlink", "smartTag", "sdtContent", "customXml", "dir", "bdo", "fldSimple", "rubyBase", "ruby")
)
_LEFT_OUT_FIELDS = frozenset(("PAGE", "NUMPAGES", "SECTIONPAGES", "TOC", "PAGEREF"))
_CONTENTS_GALLERY = "Table of Contents"


@dataclass(frozen=True, slots=True)
class Change:
    """A tracked change as the file has it; `move` names the move whose end this is."""

    kind: str
    author: str
    date: str
    move: str = ""

    @property
    def adds(self) -> bool:
        """Whether what it covers stands only in the text after."""
        return self.kind in _ADDED


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words and the changes they stand under, outermost first. `note` is a footnote's id."""

    text: str
    changes: tuple[Change, ...] = ()
    note: str = ""

    def stands(self, *, after: bool) -> bool:
        """Whether the piece stands in the text after (or before) all changes."""
        return not any(change.adds != after for change in self.changes)


def change_of(element, move: str = "") -> Change | None:
    """The change an `ins`, `del`, `moveTo` or `moveFrom` element records, or None for any other."""
    kind = _CHANGES.get(local(element)) if element is not None else None
    if kind is None:
        return None
    author, date = element.get(f"{W}author", ""), element.get(f"{W}date", "")
    return Change(kind, author, date, move if kind.startswith("moved") else "")


def local(element) -> str:
    """An element's name without its namespace."""
    return element.tag.rpartition("}")[2]


@dataclass(slots=True)
class Reader:
    """Reads paragraphs in order; fields and moves may begin in one paragraph and end in another."""

    fields: list[list[str]] = field(default_factory=list)  # [instruction, "result" or ""] of open fields
    moves: dict[str, str] = field(default_factory=dict)  # id of an open move range -> its name
    boxes: list = field(default_factory=list)  # text boxes met, to be read after their paragraph
    left_out: set[str] = field(default_factory=set)

    def pieces(self, paragraph, changes: tuple[Change, ...] = ()) -> list[Piece]:
        """All pieces of a paragraph element, in order."""
        found: list[Piece] = []
        self._walk(paragraph, changes, found)
        return found

    @property
    def move(self) -> str:
        """Name of the innermost open move, or empty."""
        return next(reversed(self.moves.values()), "")

    def _walk(self, parent, changes: tuple[Change, ...], found: list[Piece]) -> None:
        for element in parent:
            name = local(element)
            if name == "r":
                self._run(element, changes, found)
            elif name in _CHANGES:
                self._walk(element, (*changes, change_of(element, self.move)), found)
            elif name in _TRANSPARENT:
                if name != "fldSimple" or not self._leaves_out(element.get(f"{W}instr", "")):
                    self._walk(element, changes, found)
            else:
                self._other(element, name, changes, found)

    def _other(self, element, name: str, changes: tuple[Change, ...], found: list[Piece]) -> None:
        if name == "sdt":
            content = child(element, "sdtContent")
            if content is not None:
                self._walk(content, changes, found)
        elif name.startswith("move"):
            self.note_move(element, name)
        elif name in ("oMath", "oMathPara"):
            formula = "".join(part.text or "" for part in element.iter() if local(part) == "t")
            found.append(Piece(formula, changes))
        elif name == "AlternateContent":
            self._alternative(element, changes, found)

    def note_move(self, element, name: str) -> None:
        """Remember where a named move begins and ends; such marks stand in and between paragraphs."""
        if name in ("moveFromRangeStart", "moveToRangeStart"):
            self.moves[element.get(f"{W}id", "")] = element.get(f"{W}name", "")
        elif name in ("moveFromRangeEnd", "moveToRangeEnd"):
            self.moves.pop(element.get(f"{W}id", ""), None)

    def _alternative(self, element, changes: tuple[Change, ...], found: list[Piece]) -> None:
        """The first form of content given in several forms; the others say the same."""
        for form in element:
            self._walk(form, changes, found)
            self._inside_run(form, changes, found)
            return

    def _run(self, run, changes: tuple[Change, ...], found: list[Piece]) -> None:
        if is_hidden(child(run, "rPr")):
            self.left_out.add("hidden text")
            return
        self._inside_run(run, changes, found)

    def _inside_run(self, run, changes: tuple[Change, ...], found: list[Piece]) -> None:
        for element in run:
            name = local(element)
            if name in ("fldChar", "instrText", "delInstrText"):
                self._field(element, name)
            elif name in ("drawing", "pict", "object"):
                self._box(element)
            elif name == "AlternateContent":
                self._alternative(element, changes, found)
            elif not self._skipping:
                self._text(element, name, changes, found)

    def _text(self, element, name: str, changes: tuple[Change, ...], found: list[Piece]) -> None:
        if name in ("t", "delText"):
            found.append(Piece(element.text or "", changes))
        elif name in ("tab", "cr", "ptab") or (name == "br" and element.get(f"{W}type") != "page"):
            found.append(Piece(" ", changes))
        elif name == "noBreakHyphen":
            found.append(Piece("\u2011", changes))
        elif name == "sym":
            found.append(Piece(_symbol(element.get(f"{W}char", "")), changes))
        elif name in ("footnoteReference", "endnoteReference") and not element.get(f"{W}customMarkFollows"):
            found.append(Piece("", changes, note=f"{name[0]}{element.get(f'{W}id', '')}"))

    def _box(self, element) -> None:
        if local(element) == "object":
            self.left_out.add("an embedded object")
        self.boxes += [part for part in element.iter() if local(part) == "txbxContent"]

    def _field(self, element, name: str) -> None:
        kind = element.get(f"{W}fldCharType", "")
        if name != "fldChar":
            if self.fields:
                self.fields[-1][0] = (self.fields[-1][0] + (element.text or ""))[:200]
        elif kind == "begin":
            self.fields.append(["", ""])
        elif kind == "separate" and self.fields:
            self.fields[-1][1] = "result"
        elif kind == "end" and self.fields:
            self.fields.pop()

    @property
    def _skipping(self) -> bool:
        """Whether words here belong to a field's instruction or to a result that is left out."""
        return any(not result or self._leaves_out(instruction) for instruction, result in self.fields)

    def _leaves_out(self, instruction: str) -> bool:
        words = instruction.split()
        if words and words[0].upper() == "TOC":
            self.left_out.add("the table of contents")
        return bool(words) and words[0].upper() in _LEFT_OUT_FIELDS


def is_contents(element) -> bool:
    """Whether a content control is a table of contents that Word made."""
    gallery = element.find(f"{W}sdtPr/{W}docPartObj/{W}docPartGallery")
    return gallery is not None and gallery.get(f"{W}val") == _CONTENTS_GALLERY


def _symbol(code: str) -> str:
    try:
        letter = chr(int(code, 16))
    except (ValueError, OverflowError):
        return ""
    return "•" if "\ue000" <= letter <= "\uf8ff" else letter
