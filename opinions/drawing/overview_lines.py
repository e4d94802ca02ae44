"""The lines and marks of one text in the picture of a whole process, in the wide picture as in a strip."""

from collections.abc import Sequence

from .overview_parts import Dot, Draft, Line, Moment, TextRow

DRAFT_GAP = 24
# The outcome whose shape marks a moment; a first failure of a text that came back counts too.
SHAPES = {
    "adopted": "adopted",
    "withdrawn": "withdrawn",
    "not-advanced": "not-adopted",
    "no-consensus": "not-adopted",
    "referred": "referred",
}


def strokes(
    row: TextRow, xs: Sequence[float], y: float, *, lead: float, width: float
) -> tuple[list[Line], list[Dot]]:
    """Return the lines and marks of one text whose main line runs at height `y`, within the `width`."""
    places = _places(row.moments, xs, room=lead)
    lines, dots = _draft_lines(row, xs, y, places, lead)
    x, state = (start_of(xs, row.drafts[0], lead), "submitted") if row.drafts else (None, "")
    for moment, place in zip(row.moments, places, strict=True):
        if x is not None and place > x:
            gap = state in SHAPES
            if not gap or moment.state == "reintroduced":
                lines.append(Line(f"M{x:g} {y:g}H{place:g}", "gap" if gap else state))
        dots.append(Dot(place, y, moment.kind, SHAPES.get(moment.kind, "")))
        x, state = place, moment.state
    if row.moments and row.outcome == "unknown":
        end = min(x + lead, width - 6)
        dots.append(Dot(end, y, "end", "unknown"))
        lines.append(Line(f"M{x:g} {y:g}H{max(x, end - 8):g}", "unknown"))
    return lines, dots


def _places(moments: Sequence[Moment], xs: Sequence[float], *, room: float) -> list[float]:
    """Spread the moments of one column evenly around it, in their order, within the `room`."""
    totals, seen, places = {}, {}, []
    for moment in moments:
        totals[moment.column] = totals.get(moment.column, 0) + 1
    for moment in moments:
        number = seen[moment.column] = seen.get(moment.column, -1) + 1
        gaps = totals[moment.column] - 1
        places.append(x_of(xs, moment.column) + (number - gaps / 2) * room / max(3, gaps))
    return places


def _draft_lines(
    row: TextRow, xs, y: float, places: Sequence[float], lead: float
) -> tuple[list[Line], list[Dot]]:
    """Draw each further draft beneath the main line, running into it where the drafts were merged."""
    lines, dots = [], []
    into = _merge_place(row, xs, places)
    for number, draft in enumerate(row.drafts):
        x, height = start_of(xs, draft, lead), y + number * DRAFT_GAP
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
    return x_of(xs, column)


def start_of(xs: Sequence[float], draft: Draft, lead: float) -> float:
    """Where a draft's line begins: before the meeting that first saw it, or where it came in writing."""
    x = x_of(xs, draft.column)
    return x - lead if draft.column == int(draft.column) else x


def x_of(xs: Sequence[float], column: float) -> float:
    """The place of a column, or of the middle between two."""
    left, right = int(column), min(int(column + 0.5), len(xs) - 1)
    return (xs[left] + xs[right]) / 2 if column != left else xs[left]
