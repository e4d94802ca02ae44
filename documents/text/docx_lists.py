"""Numbers that Word shows but does not write: computed from a file's list definitions.

Follows ECMA-376 part 1, section 17.9: a paragraph names a list (`numId`) and a level; the list names
an abstract list whose levels say where counting starts, how it looks and when it starts again.
"""

from dataclasses import dataclass, field

from .docx_names import W, child, number, value

_ROMAN = ((50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_LEVELS = 9
_BULLETS = {"o": "◦", "·": "•"}


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: `text` is a pattern such as "%1.%2" or a bullet."""

    start: int = 1
    format: str = "decimal"
    text: str = ""
    style: str = ""
    legal: bool = False  # show the levels above as 1, 2, 3 whatever their own format


@dataclass(slots=True)
class Lists:
    """The list definitions of one file."""

    levels: dict[str, dict[int, Level]] = field(default_factory=dict)  # by abstract list
    abstract: dict[str, str] = field(default_factory=dict)  # list -> abstract list
    own: dict[str, dict[int, Level]] = field(default_factory=dict)  # levels a list defines for itself
    starts: dict[str, dict[int, int]] = field(default_factory=dict)  # where a list starts anew

    @classmethod
    def read(cls, root) -> "Lists":
        """Definitions from the root of numbering.xml, or none."""
        lists = cls()
        links: dict[str, str] = {}
        named: dict[str, str] = {}
        for element in root if root is not None else ():
            if element.tag == f"{W}abstractNum":
                name = element.get(f"{W}abstractNumId", "")
                lists.levels[name] = _levels(element)
                links[name] = value(element, "numStyleLink")
                named[value(element, "styleLink")] = name
            elif element.tag == f"{W}num":
                lists._read_list(element)
        for name, link in links.items():
            if link and link in named:
                lists.levels[name] = lists.levels[named[link]]
        return lists

    def level(self, number_id: str, depth: int) -> Level | None:
        """The level a paragraph of a list stands on, or None where the file defines none."""
        own = self.own.get(number_id, {})
        return own.get(depth) or self.levels.get(self.abstract.get(number_id, ""), {}).get(depth)

    def depth_of_style(self, number_id: str, style: str) -> int:
        """The level of a list that a style is tied to; 0 where none is."""
        levels = self.levels.get(self.abstract.get(number_id, ""), {})
        return next((depth for depth, level in levels.items() if level.style == style), 0)

    def _read_list(self, element) -> None:
        name = element.get(f"{W}numId", "")
        self.abstract[name] = value(element, "abstractNumId")
        for override in element.iterchildren(f"{W}lvlOverride"):
            depth = number(override.get(f"{W}ilvl"), 0)
            if (start := value(override, "startOverride")) != "":
                self.starts.setdefault(name, {})[depth] = number(start, 1)
            self.own.setdefault(name, {}).update(_levels(override))


def _levels(element) -> dict[int, Level]:
    found = {}
    for level in element.iterchildren(f"{W}lvl"):
        depth = number(level.get(f"{W}ilvl"), 0)
        found[depth] = Level(
            start=number(value(level, "start"), 1),
            format=value(level, "numFmt") or "decimal",
            text=value(level, "lvlText"),
            style=value(level, "pStyle"),
            legal=child(level, "isLgl") is not None,
        )
    return found


@dataclass(slots=True)
class Counter:
    """Counts along one text; the texts before and after tracked changes each have their own."""

    lists: Lists
    counts: dict[str, list[int | None]] = field(default_factory=dict)
    used: set[tuple[str, int]] = field(default_factory=set)

    def label(self, number_id: str, depth: int) -> str:
        """The label of the next paragraph of this list at this level (0 is outermost)."""
        level = self.lists.level(number_id, depth)
        if level is None or not 0 <= depth < _LEVELS:
            return ""
        counts = self.counts.setdefault(self.lists.abstract[number_id], [None] * _LEVELS)
        start = self.lists.starts.get(number_id, {}).get(depth)
        if start is not None and (number_id, depth) not in self.used:
            counts[depth] = start - 1
        self.used.add((number_id, depth))
        counts[depth] = (level.start - 1 if counts[depth] is None else counts[depth]) + 1
        counts[depth + 1 :] = [None] * (_LEVELS - depth - 1)
        return self._shown(number_id, level, counts)

    def _shown(self, number_id: str, level: Level, counts: list[int | None]) -> str:
        if level.format == "bullet":
            return _bullet(level.text)
        text = level.text
        for place in range(_LEVELS):
            if f"%{place + 1}" in text:
                other = self.lists.level(number_id, place) or Level()
                count = other.start if counts[place] is None else counts[place]
                shown = _formatted(count, "decimal" if level.legal else other.format)
                text = text.replace(f"%{place + 1}", shown)
        return text.strip()


def _bullet(text: str) -> str:
    shown = text.strip()[:1]
    if not shown or "\ue000" <= shown <= "\uf8ff":  # symbol fonts use private letters
        return "•"
    return _BULLETS.get(shown, shown)


def _formatted(count: int, style: str) -> str:
    if style == "none":
        return ""
    if style in ("lowerLetter", "upperLetter"):
        text = chr(97 + (count - 1) % 26) * min(1 + (count - 1) // 26, 8) if count > 0 else str(count)
    elif style in ("lowerRoman", "upperRoman"):
        text = _roman(count) if 0 < count < 90 else str(count)
    elif style == "decimalZero":
        text = f"{count:02}"
    else:
        text = str(count)
    return text.upper() if style.startswith("upper") else text


def _roman(count: int) -> str:
    text = ""
    for worth, letters in _ROMAN:
        times, count = divmod(count, worth)
        text += letters * times
    return text
