"""Labels of paragraphs, "a)", "1.1.", "(iv)", "2bis", "•", "¹": found, and told apart.

Whether "i)" is the letter after "h)" or the Roman one is decided by what stands before and after it.
"""

import re
from dataclasses import dataclass, field

_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_BIS = r"(?:\s?(?:bis|ter|quater))?"
_BULLET = re.compile(r"([•·▪◦‣●○■□♦❖➢✓*–—-])\s+(?=\S)")
_SUPERSCRIPT = re.compile(r"([⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3})\s*(?=\S)")
_ENCLOSED = re.compile(
    rf"(\(?(?:\d{{1,3}}|[ivxl]{{1,6}}|[IVXL]{{1,6}}|[a-z]{{1,2}}|[A-Z]){_BIS}\))(?:\s+|(?=[^\W\d_]))"
)
_POINTED = re.compile(r"((?:\d{1,3}|[ivxl]{1,6}|[a-z])\.)\s+(?=\S)")
_CAPITAL = re.compile(r"((?:[IVXL]{1,6}|[A-Z])\.)\s+(?=\S)")
_DECIMAL = re.compile(r"(\d{1,3}(?:\.\s?\d{1,3}){1,5}\.?)(?:\s+(?=\S)|(?=[A-Z][a-z]))")
_BARE = re.compile(rf"([1-9]\d{{0,2}}{_BIS})\s+(?!(?:{_MONTHS})\b)(?=\S)")
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50}
# A Roman numeral as written; "iiii" or "lv" of a word must not pass for one.
_ROMAN_FORM = re.compile(r"(?:x{0,3}|xl)(?:ix|iv|v?i{0,3})")


@dataclass(frozen=True, slots=True)
class Label:
    """A label as written, and the list it may belong to: one or two (`family`, `value`) readings."""

    text: str
    readings: tuple[tuple[str, int], ...]

    @property
    def family(self) -> str:
        """The first reading's family: decimal, bare, pointed, enclosed, bullet, footnote, capital."""
        return self.readings[0][0]


def split_label(text: str, *, in_section: bool = False) -> tuple[Label | None, str]:
    """Split a paragraph's line into label and text. `in_section`: below an opener, where a bare
    number before a small letter ("1 to promote ...") is a label too; elsewhere it is a quantity."""
    head = text[:60]
    for pattern, family in ((_BULLET, "bullet"), (_SUPERSCRIPT, "footnote"), (_ENCLOSED, "enclosed")):
        if match := pattern.match(head):
            return _label(match.group(1), family), text[match.end() :]
    for pattern, family in (
        (_DECIMAL, "decimal"),
        (_POINTED, "pointed"),
        (_BARE, "bare"),
        (_CAPITAL, "capital"),
    ):
        match = pattern.match(head)
        if match and _stands(match, family, text, in_section):
            return _label(match.group(1), family), text[match.end() :]
    return None, text


def label_of(text: str) -> Label:
    """A label that a word processor shows, given by itself ("a)", "1.1", "•")."""
    found, _ = split_label(f"{text} X", in_section=True)
    return found if found and found.text == text else Label(text, (("other", 0),))


def _stands(match: re.Match, family: str, text: str, in_section: bool) -> bool:
    following = text[match.end() : match.end() + 1]
    if family == "capital":
        return len(text) < 120 and text[-1] not in ".;,"  # "A. Introduction", not "A. Smith said so."
    if family == "pointed" or match.group(1).endswith("."):
        return True
    return in_section or not following.islower() and not following.isdigit()


def _label(text: str, family: str) -> Label:
    core = text.strip("().").replace(" ", "")
    core = re.sub(r"(?<=[0-9a-z])(?:bis|ter|quater)$", "", core)
    if family in ("bullet", "footnote"):
        return Label(text, ((f"{family}{text if family == 'bullet' else ''}", 0),))
    if family == "decimal":
        parts = core.split(".")
        return Label(text, ((f"decimal{len(parts)}", int(parts[-1])),))
    form = f"{family}{'(' if text.startswith('(') else ''}"
    return Label(text, tuple((f"{form}-{kind}", value) for kind, value in _readings(core)))


def _readings(core: str):
    if core.isdigit():
        return [("number", int(core))]
    low = core.casefold()
    case = "small" if core == low else "capital"
    found = []
    if len(low) == 1 or low == low[0] * len(low):
        found.append((f"{case} letter", ord(low[0]) - 96 + 26 * (len(low) - 1)))
    if low and set(low) <= set(_ROMAN) and _ROMAN_FORM.fullmatch(low):
        found.append((f"{case} roman", _roman(low)))
    return found or [(f"{case} word", 0)]


def _roman(text: str) -> int:
    values = [_ROMAN[letter] for letter in text]
    return sum(-a if a < b else a for a, b in zip(values, [*values[1:], 0], strict=True))


@dataclass(slots=True)
class Nesting:
    """How deep each label stands: lists that are open, outermost first, each with its last value."""

    open: list[list] = field(default_factory=list)

    def clear(self) -> None:
        """Forget all open lists: a new section begins."""
        self.open.clear()

    def place(self, label: Label, following: Label | None = None) -> int:
        """Depth of this label (1 is outermost), given the label that follows it, if any."""
        reading = self._choose(label, following)
        for index in range(len(self.open) - 1, -1, -1):
            if self.open[index][0] == reading[0]:
                del self.open[index + 1 :]
                self.open[index][1] = reading[1]
                return index + 1
        self.open.append(list(reading))
        return len(self.open)

    def holds(self, label: Label) -> bool:
        """Whether this label goes on with a list that is open."""
        return any([family, value - 1] in self.open for family, value in label.readings)

    def _choose(self, label: Label, following: Label | None) -> tuple[str, int]:
        if len(label.readings) == 1:
            return label.readings[0]
        if following:
            after = set(following.readings)
            fitting = [(family, value) for family, value in label.readings if (family, value + 1) in after]
            if len(fitting) == 1:
                return fitting[0]
        for family, value in reversed(self.open):
            for reading in label.readings:
                if reading == (family, value + 1):
                    return reading
        return next((reading for reading in label.readings if reading[1] == 1), label.readings[0])
