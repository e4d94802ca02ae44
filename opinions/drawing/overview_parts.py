"""What the picture of a whole process is made from, and what it is made of, in pixels."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Draft:
    """A draft as it was first submitted: who by, and in which column it came."""

    who: str
    column: float


@dataclass(frozen=True)
class Moment:
    """An event worth a mark: its column, its kind, the state of the text after it, and a word for it.

    A column and a half lies between two columns.
    """

    column: float
    kind: str
    state: str
    word: str = ""


@dataclass(frozen=True)
class TextRow:
    """What the picture needs of one text. `merge` is the column where its drafts run together."""

    title: str
    href: str
    drafts: tuple[Draft, ...]
    merge: float | None
    moments: tuple[Moment, ...]
    outcome: str
    end_words: str


@dataclass(frozen=True)
class Line:
    """A piece of a line as an SVG path, with the state of the text on the way."""

    path: str
    state: str


@dataclass(frozen=True)
class Dot:
    """A mark on the line; `outcome` names the shape of an end and is empty for the others."""

    x: float
    y: float
    kind: str
    outcome: str = ""


@dataclass(frozen=True)
class Word:
    """A word at a place; `anchor` is SVG's text-anchor."""

    x: float
    y: float
    text: str
    anchor: str = "start"
    role: str = ""


@dataclass(frozen=True)
class DrawnRow:
    """A text's line in the picture, to be wrapped in one link."""

    row: TextRow
    top: float
    height: float
    lines: list[Line]
    dots: list[Dot]
    words: list[Word]


@dataclass(frozen=True)
class Overview:
    """The wide picture and the strips of the narrow one, in pixels."""

    width: float
    height: float
    columns: list[Word]
    guides: list[float]
    rows: list[DrawnRow]
    strip_width: float
    strips: list[DrawnRow]
