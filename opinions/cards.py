"""The picture that a link to a text shows elsewhere: its title, where it stands, its path; a PNG."""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO

from PIL import Image, ImageDraw, ImageFont

from .drawing.timeline import Timeline
from .stages import Outcome

SIZE = (1200, 630)
MARGIN = 64
INNER = SIZE[0] - 2 * MARGIN
PAPER, INK, SOFT, LINE = "#fcfbf8", "#1b1d1f", "#565b60", "#d8d4ca"
# The accents of static/css/tokens.css.
ACCENTS = {
    Outcome.ADOPTED: "#1c6b3a",
    Outcome.WITHDRAWN: "#8a4412",
    Outcome.NOT_ADOPTED: "#a3202c",
    Outcome.REFERRED: "#5b3b9e",
    Outcome.OPEN: "#0b5d7a",
    Outcome.UNKNOWN: "#5b5f63",
}
LANE_NAMES = 230
LONGEST_LANE_NAME = 22


@dataclass(frozen=True)
class Words:
    """Words of one size and colour, in at most so many lines."""

    text: str
    size: int
    colour: str
    most: int


def card(title: str, sentence: str, outcome: str, path: Timeline | None, note: str = "") -> bytes:
    """Return the picture as a PNG of 1200 by 630 pixels; `path` is None where nothing happened yet."""
    image = Image.new("RGB", SIZE, PAPER)
    draw = ImageDraw.Draw(image)
    accent = ACCENTS[Outcome(outcome)]
    draw.rectangle((0, 0, 14, SIZE[1]), fill=accent)
    y = _write(draw, MARGIN - 16, Words(f"WTPF Tracker{f'   {note}' if note else ''}", 24, SOFT, 1))
    y = _write(draw, y + 12, Words(title, 46, INK, 2))
    y = _write(draw, y + 12, Words(sentence, 27, accent, 4))
    if path:
        _draw_path(draw, path, accent, top=y + 36)
    written = BytesIO()
    image.save(written, "PNG", optimize=True)
    return written.getvalue()


def _write(draw: ImageDraw.ImageDraw, y: float, words: Words) -> float:
    """Write words from the height `y` down; return the height beneath them."""
    font = ImageFont.load_default(words.size)
    for line in _lines(words.text.split(), font, words.most):
        draw.text((MARGIN, y), line, font=font, fill=words.colour)
        y += words.size * 1.25
    return y


def _lines(words: Sequence[str], font, most: int) -> list[str]:
    """Break words into lines that fit; what does not fit into `most` of them is cut with an ellipsis."""
    lines = [""]
    for word in words:
        longer = f"{lines[-1]} {word}".strip()
        if font.getlength(longer) <= INNER or not lines[-1]:
            lines[-1] = longer
        else:
            lines.append(word)
    if len(lines) > most:
        lines = lines[:most]
        lines[-1] = lines[-1].rstrip(",;:. ") + " …"
    return lines


def _draw_path(draw: ImageDraw.ImageDraw, path: Timeline, accent: str, top: float) -> None:
    """Draw the lanes and the line through them, as far apart as the room beneath the words allows."""
    step = min(64, (SIZE[1] - 40 - top) / len(path.lanes))
    heights = {lane.y: top + step * (number + 0.5) for number, lane in enumerate(path.lanes)}
    for lane in path.lanes:
        _draw_lane(draw, " ".join(line for _, line in lane.lines), heights[lane.y])
    first, last = path.marks[0].x, path.marks[-1].x
    scale = (INNER - LANE_NAMES - 40) / max(1, last - first)
    points = [(MARGIN + LANE_NAMES + 20 + (one.x - first) * scale, heights[one.y]) for one in path.marks]
    for (x, y), (to_x, to_y) in zip(points, points[1:], strict=False):
        turn = max(x, to_x - 24)
        draw.line([(x, y), (turn, y), (to_x, to_y)], fill=INK, width=4, joint="curve")
    for x, y in points:
        draw.ellipse((x - 8, y - 8, x + 8, y + 8), fill=PAPER, outline=INK, width=4)
    x, y = points[-1]
    draw.ellipse((x - 13, y - 13, x + 13, y + 13), fill=accent, outline=PAPER, width=3)


def _draw_lane(draw: ImageDraw.ImageDraw, name: str, y: float) -> None:
    draw.line([(MARGIN + LANE_NAMES, y), (SIZE[0] - MARGIN, y)], fill=LINE, width=2)
    shown = name if len(name) <= LONGEST_LANE_NAME else f"{name[: LONGEST_LANE_NAME - 1]}…"
    draw.text((MARGIN, y - 12), shown, font=ImageFont.load_default(20), fill=SOFT)
