"""A whole process in one picture: a row for each text, a column for each stage of the process.

Drafts of one text start as lines of their own and run together where the record says that they were
merged, or where the text ended; the line ends in the shape of its outcome. The same rows are drawn as
small strips, one under the other, for narrow screens.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from .words import BOLD, break_lines, fit, width_of

WIDTH = 1160
TITLE_ROOM = 216
FIRST_X = 292
LAST_X = 1084
HEAD = 44
ROW_HEIGHT = 54
DRAFT_GAP = 24
TEXT_SIZE = 14
SMALL_SIZE = 12
DRAFT_ROOM = 136
LEAD = 46  # how far before its column a draft begins
STRIP_WIDTH = 288
STRIP_EDGE = 20


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


ENDS = {"withdrawn", "not-advanced", "no-consensus", "referred", "adopted"}
NO_LINE_AFTER = {"withdrawn", "not-advanced", "no-consensus", "referred", "adopted"}


def draw_overview(columns: Sequence[str], rows: Sequence[TextRow]) -> Overview:
    """Return the picture of `rows` over the named `columns` (moments name them by index)."""
    xs = _column_places(len(columns), FIRST_X, LAST_X)
    heads, top, drawn = _heads(columns, xs), float(HEAD), []
    for row in rows:
        drawn.append(_draw_row(row, xs, top))
        top += drawn[-1].height
    strip_xs = _column_places(len(columns), STRIP_EDGE, STRIP_WIDTH - STRIP_EDGE)
    strips = [_draw_strip(row, columns, strip_xs) for row in rows]
    return Overview(WIDTH, top + 8, heads, xs, drawn, STRIP_WIDTH, strips)


def _x(xs: Sequence[float], column: float) -> float:
    """The place of a column, or of the middle between two."""
    left, right = int(column), min(int(column + 0.5), len(xs) - 1)
    return (xs[left] + xs[right]) / 2 if column != left else xs[left]


def _column_places(count: int, first: float, last: float) -> list[float]:
    if count < 2:
        return [first] * count
    return [round(first + index * (last - first) / (count - 1), 1) for index in range(count)]


def _heads(columns: Sequence[str], xs: Sequence[float]) -> list[Word]:
    room = xs[1] - xs[0] - 10 if len(xs) > 1 else WIDTH
    return [
        Word(x, 16 + number * 16, line, "middle")
        for name, x in zip(columns, xs, strict=True)
        for number, line in enumerate(break_lines(name, room, SMALL_SIZE, most=2))
    ]


def _draw_row(row: TextRow, xs: Sequence[float], top: float) -> DrawnRow:
    title = break_lines(row.title, TITLE_ROOM, TEXT_SIZE * BOLD)
    branches = max(0, len(row.drafts) - 1)
    height = max(ROW_HEIGHT + branches * DRAFT_GAP, 18 * len(title) + 16)
    y = top + 28
    first = y + 5 - (len(title) - 1) * 9
    words = [Word(0, first + number * 18, line, role="title") for number, line in enumerate(title)]
    lines, dots = _strokes(row, xs, y, lead=LEAD)
    words += _draft_words(row, xs, y)
    words += _moment_words(row, xs, y)
    words += _end_words(row, dots, y)
    return DrawnRow(row, top, height, lines, dots, words)


def _strokes(row: TextRow, xs: Sequence[float], y: float, *, lead: float) -> tuple[list[Line], list[Dot]]:
    """Return the lines and marks of one text whose main line runs at height `y`."""
    places = _places(row.moments, xs, spacing=lead / 3)
    lines, dots = _draft_lines(row, xs, y, places, lead)
    x, state = (_start(xs, row.drafts[0], lead), "submitted") if row.drafts else (None, "")
    for moment, place in zip(row.moments, places, strict=True):
        if x is not None and place > x:
            gap = state in NO_LINE_AFTER
            if not gap or moment.state == "reintroduced":
                lines.append(Line(f"M{x:g} {y:g}H{place:g}", "gap" if gap else state))
        dots.append(Dot(place, y, moment.kind, _shape(moment)))
        x, state = place, moment.state
    if row.moments and row.outcome == "unknown":
        dots.append(Dot(x + lead, y, "end", "unknown"))
        lines.append(Line(f"M{x:g} {y:g}H{x + lead - 8:g}", "unknown"))
    return lines, dots


def _places(moments: Sequence[Moment], xs: Sequence[float], *, spacing: float) -> list[float]:
    """Spread the moments of one column evenly around it, in their order."""
    totals, seen, places = {}, {}, []
    for moment in moments:
        totals[moment.column] = totals.get(moment.column, 0) + 1
    for moment in moments:
        number = seen[moment.column] = seen.get(moment.column, -1) + 1
        places.append(_x(xs, moment.column) + (number - (totals[moment.column] - 1) / 2) * spacing)
    return places


def _shape(moment: Moment) -> str:
    """The outcome whose shape marks this moment; a first failure of a text that came back counts too."""
    return {
        "adopted": "adopted",
        "withdrawn": "withdrawn",
        "not-advanced": "not-adopted",
        "no-consensus": "not-adopted",
        "referred": "referred",
    }.get(moment.kind, "")


def _draft_lines(
    row: TextRow, xs, y: float, places: Sequence[float], lead: float
) -> tuple[list[Line], list[Dot]]:
    """Draw each further draft beneath the main line, running into it where the drafts were merged."""
    lines, dots = [], []
    into = _merge_place(row, xs, places)
    for number, draft in enumerate(row.drafts):
        x, height = _start(xs, draft, lead), y + number * DRAFT_GAP
        dots.append(Dot(x, height, "draft"))
        if number:
            end = max(into, x + 16)
            turn = max(x, end - 26)
            middle = (turn + end) / 2
            curve = f"M{x:g} {height:g}H{turn:g}C{middle:g} {height:g} {middle:g} {y:g} {end:g} {y:g}"
            lines.append(Line(curve, "submitted"))
    return lines, dots


def _merge_place(row: TextRow, xs: Sequence[float], places: Sequence[float]) -> float:
    last = row.drafts[-1].column if row.drafts else 0
    column = row.merge if row.merge is not None else last
    for moment, place in zip(row.moments, places, strict=True):
        if moment.column >= column and moment.kind not in ("submitted", "presented"):
            return place - 6
    return _x(xs, column)


def _start(xs: Sequence[float], draft: Draft, lead: float) -> float:
    """Where a draft's line begins: before the meeting that first saw it, or where it came in writing."""
    x = _x(xs, draft.column)
    return x - lead if draft.column == int(draft.column) else x


def _draft_words(row: TextRow, xs: Sequence[float], y: float) -> list[Word]:
    """Name the author of each draft at its start: above the main line, beneath the others."""
    words = []
    for number, draft in enumerate(row.drafts):
        below = y + number * DRAFT_GAP + 17 if number else y - 10
        who = fit(draft.who, DRAFT_ROOM, SMALL_SIZE)
        words.append(Word(_start(xs, draft, LEAD) - 6, below, who, role="who"))
    return words


def _moment_words(row: TextRow, xs: Sequence[float], y: float) -> list[Word]:
    """Say in a word what happened in a column; one word a column, above the line where it is free."""
    said, words = {draft.column for draft in row.drafts[:1]}, []
    for moment in row.moments:
        if moment.word and moment.column not in said and moment.kind not in ENDS:
            said.add(moment.column)
            words.append(
                Word(_x(xs, moment.column), y - 10, fit(moment.word, 130, SMALL_SIZE), "middle", "moment")
            )
    return words


def _end_words(row: TextRow, dots: Sequence[Dot], y: float) -> list[Word]:
    """Say how it ended, beside the mark of the end; beside the last mark where there is none."""
    if not dots:
        return [Word(FIRST_X, y + 5, row.end_words, role="end")]
    end = max(dots, key=lambda dot: (bool(dot.outcome), dot.x))
    x = end.x + 14
    room = min([dot.x - 8 for dot in dots if dot.x > end.x], default=WIDTH - 4) - x
    lines = break_lines(row.end_words, max(room, 60), SMALL_SIZE * BOLD, most=2)
    return [Word(x, y + 4 + number * 14, line, role="end") for number, line in enumerate(lines)]


def _draw_strip(row: TextRow, columns: Sequence[str], xs: Sequence[float]) -> DrawnRow:
    """The same line 288 pixels wide; its title and end stand beside it as text of the page."""
    y = 16.0
    lines, dots = _strokes(row, xs, y, lead=20)
    height = y + max(0, len(row.drafts) - 1) * DRAFT_GAP + 34
    short = [name.split(": ")[-1] for name in columns]
    room = xs[1] - xs[0] + 2 if len(xs) > 1 else STRIP_WIDTH
    words = [
        Word(x, height - 6, fit(SHORT.get(name, name), room, SMALL_SIZE), "middle")
        for name, x in zip(short, xs, strict=True)
    ]
    return DrawnRow(row, 0, height, lines, dots, words)


# Headings that are too wide for the columns of a strip.
SHORT = {"working groups": "Groups", "plenary": "Plenary"}


def widest_word(overview: Overview) -> float:
    """Return the right edge of the rightmost word, so that a test can see that nothing is cut off."""
    return max(
        word.x + width_of(word.text, SMALL_SIZE) * {"start": 1, "middle": 0.5, "end": 0}[word.anchor]
        for row in overview.rows
        for word in row.words
    )
