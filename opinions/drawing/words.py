"""How wide words are and where they break, and how long a time is in words.

A picture is made on the server in the reader's own system font, whose exact widths are not known here:
the widths are those of a wide sans serif (Verdana-like), so that a narrower font only leaves more room.
"""

import datetime

BOLD = 1.13  # how much wider bold letters are
_NARROW = set("iIjl.,:;'|!()[]’‘ ")
_WIDE = set("mwMW@%—–&")


def width_of(text: str, size: float) -> float:
    """Return the room in pixels that `text` takes at a font size of `size` pixels, never too little."""
    ems = sum(0.37 if c in _NARROW else 0.97 if c in _WIDE else 0.73 if c.isupper() else 0.62 for c in text)
    return ems * size


def break_lines(text: str, room: float, size: float, *, most: int = 3) -> list[str]:
    """Return `text` in at most `most` lines no wider than `room` pixels; the last ends in an ellipsis if cut.

    A single word wider than the room is cut, so that no line ever reaches into its neighbour.
    """
    lines = [""]
    for word in filter(None, text.split(" ")):
        candidate = f"{lines[-1]} {word}".strip()
        if width_of(candidate, size) <= room or not lines[-1]:
            lines[-1] = candidate
        else:
            lines.append(word)
    kept = [fit(line, room, size) for line in lines[:most]]
    if len(lines) > most:
        kept[-1] = _shortened(kept[-1], room, size)
    return kept


def fit(text: str, room: float, size: float) -> str:
    """Return `text`, cut with an ellipsis where it is wider than `room` pixels."""
    return text if width_of(text, size) <= room else _shortened(text, room, size)


def _shortened(text: str, room: float, size: float) -> str:
    text = text.rstrip(" …")
    while text and width_of(text + "…", size) > room:
        text = text[:-1].rstrip()
    return text + "…"


def time_in_words(start: datetime.date, end: datetime.date) -> str:
    """Return how long it was: `3 days`, `4 months`, `1 year and 5 months`; empty for no time at all."""
    days = (end - start).days
    if days <= 0:
        return ""
    if days < 45:
        return _count(days, "day")
    months = round(days / 30.44)
    if months < 12:
        return _count(months, "month")
    years, rest = divmod(months, 12)
    return _count(years, "year") + (f" and {_count(rest, 'month')}" if rest else "")


def _count(number: int, unit: str) -> str:
    return f"{number} {unit}{'' if number == 1 else 's'}"
