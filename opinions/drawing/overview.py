"""A whole process in one picture: a row for each text, a column for each stage of the process.

Drafts of one text start as lines of their own and run together where the record says that they were
merged, or where the text ended; the line ends in the shape of its outcome. The same rows are drawn as
small strips, one under the other, for narrow screens.
"""

from collections.abc import Sequence

from .overview_lines import DRAFT_GAP, SHAPES, start_of, strokes, x_of
from .overview_parts import Dot, DrawnRow, Overview, TextRow, Word
from .words import BOLD, break_lines, fit

WIDTH = 1160
TITLE_ROOM = 216
FIRST_X = 292
LAST_X = 1084
HEAD = 44
ROW_HEIGHT = 54
TEXT_SIZE = 14
SMALL_SIZE = 12
DRAFT_ROOM = 136
END_ROOM = 60  # the least that words on an end need beside its mark
LEAD = 46  # how far before its column a draft begins
STRIP_WIDTH = 288
STRIP_EDGE = 20


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
    lines, dots = strokes(row, xs, y, lead=LEAD, width=WIDTH)
    words += _draft_words(row, xs, y)
    words += _moment_words(row, xs, y)
    words += _end_words(row, dots, y)
    return DrawnRow(row, top, height, lines, dots, words)


def _draft_words(row: TextRow, xs: Sequence[float], y: float) -> list[Word]:
    """Name the author of each draft at its start: above the main line, beneath the others."""
    words = []
    for number, draft in enumerate(row.drafts):
        below = y + number * DRAFT_GAP + 17 if number else y - 10
        x = start_of(xs, draft, LEAD) - 6
        who = fit(draft.who, min(DRAFT_ROOM, WIDTH - 4 - x), SMALL_SIZE)
        words.append(Word(x, below, who, role="who"))
    return words


def _moment_words(row: TextRow, xs: Sequence[float], y: float) -> list[Word]:
    """Say in a word what happened in a column; one word a column, above the line where it is free."""
    said, words = {draft.column for draft in row.drafts[:1]}, []
    for moment in row.moments:
        if moment.word and moment.column not in said and moment.kind not in SHAPES:
            said.add(moment.column)
            words.append(
                Word(x_of(xs, moment.column), y - 10, fit(moment.word, 130, SMALL_SIZE), "middle", "moment")
            )
    return words


def _end_words(row: TextRow, dots: Sequence[Dot], y: float) -> list[Word]:
    """Say how it ended, beside the mark of the end; beside the last mark where there is none.

    Where there is no room beside it, the words stand beneath the line.
    """
    if not dots:
        return [Word(FIRST_X, y + 5, row.end_words, role="end")]
    end = max(dots, key=lambda dot: (bool(dot.outcome), dot.x))
    x = end.x + 14
    room = min([dot.x - 8 for dot in dots if dot.x > end.x], default=WIDTH - 4) - x
    if room < END_ROOM:
        x = min(end.x + 30, WIDTH - 4)
        return [Word(x, y + 20, fit(row.end_words, TITLE_ROOM, SMALL_SIZE * BOLD), "end", role="end")]
    lines = break_lines(row.end_words, room, SMALL_SIZE * BOLD, most=2)
    return [Word(x, y + 4 + number * 14, line, role="end") for number, line in enumerate(lines)]


def _draw_strip(row: TextRow, columns: Sequence[str], xs: Sequence[float]) -> DrawnRow:
    """The same line 288 pixels wide; its title and end stand beside it as text of the page."""
    y = 16.0
    lines, dots = strokes(row, xs, y, lead=20, width=STRIP_WIDTH)
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
