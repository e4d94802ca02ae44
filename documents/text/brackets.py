"""Square brackets in a text under negotiation: what is open, where, and which choices it offers.

A bracket may begin in one paragraph and end in a later one. What is not under negotiation is told
apart: "[...]", "[1]", "[sic]", "[emphasis added]". Everything is computed, in one pass.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from .model import Paragraph

_BRACKET = re.compile(r"[\[\]]")
_PIECES = re.compile(r"[\[\]]|[^\[\]]+")
_ELLIPSIS = re.compile(r"[\s.…]*")
_NUMBER = re.compile(r"\d{1,4}(?:[,–-]\s?\d{1,4}){0,9}")
_REMARK = re.compile(
    r"(?:sic\b|emphasis (?:added|in original)|(?:editor(?:ial|'s|’s)? )?note(?::| by\b)|bookmark:|"
    r"footnote\b|see (?:also|document|annex|section|above|below|note|paragraph)\b)",
    re.I,
)
# Slashes that join words of one name and offer no choice.
_ONE_NAME = re.compile(r"(?:and/or|telecommunications?/ICTs?|IPv4/IPv6|TCP/IP|km/h)\b", re.I)
_BETWEEN_CHOICES = re.compile(r"\s*(?:/|or)?\s*")
_OPTION_NAME = re.compile(r"(?:alt(?:ernative)?|option)\.?\s?\w{1,3}\s?[:.)–-]\s{0,9}", re.I)
_WORDS = re.compile(r"\w+")
_EDGE = re.compile(r"[\[\]\n]")
_CONTEXT_WORDS = 3
_CONTEXT_LETTERS = 60
_DEEPEST = 20  # brackets nested deeper than this are counted, but what they hold is not shown
_UNCLOSED_SHOWN = 300  # characters
_COMPARED_WORDS = 100
_COMPARED_BRACKETS = 60
_MOST_FOLLOWED = 1_000  # brackets of one text; more are counted but not followed
_ALIKE = 0.5  # share of words in common from which two brackets are one, changed


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A position in a text: paragraph number, and offset in that paragraph's text."""

    paragraph: int
    offset: int


@dataclass(frozen=True, slots=True)
class Bracket:
    """One pair of square brackets. `start` is the place of "[", `end` that of "]" or None where it is
    never closed. `text` is what stands between, paragraphs joined by a line break. `alternatives` are
    the choices offered, whether within ("[shall/should]") or side by side ("[shall] [should]")."""

    start: Place
    end: Place | None
    depth: int
    kind: str  # wording, ellipsis, number, remark
    text: str
    alternatives: tuple[str, ...] = ()
    before: str = ""  # up to three words just before it, or before the first of several side by side
    after: str = ""  # and just after it


@dataclass(frozen=True, slots=True)
class Brackets:
    """All brackets of a text in order of their beginning, and the places of "]" that close nothing."""

    found: tuple[Bracket, ...]
    stray: tuple[Place, ...]
    words: str = ""  # all words of the text, for finding again what a bracket held

    @property
    def wording(self) -> tuple[Bracket, ...]:
        """The brackets around wording that is under negotiation."""
        return tuple(bracket for bracket in self.found if bracket.kind == "wording")

    @property
    def balanced(self) -> bool:
        """Whether every bracket is closed and nothing is closed that was not open."""
        return not self.stray and all(bracket.end for bracket in self.found)


@dataclass(frozen=True, slots=True)
class BracketFate:
    """What became of a bracket between two texts: opened, kept, changed, closed with its text kept, or
    closed with its text dropped. `chosen` is the alternative that stayed, where one did."""

    fate: str
    old: Bracket | None
    new: Bracket | None
    chosen: str = ""


def brackets(paragraphs: Sequence[Paragraph]) -> Brackets:
    """The square brackets of a text."""
    flat = "\n".join(paragraph.text for paragraph in paragraphs)
    starts, offset = [], 0
    for paragraph in paragraphs:
        starts.append((offset, paragraph.number))
        offset += len(paragraph.text) + 1
    pairs, stray = _pairs(flat)
    found = _with_neighbours([_bracket(flat, begin, end, depth) for begin, end, depth in pairs], flat)
    locate = _Locator(starts)
    return Brackets(
        tuple(raw.placed(locate) for raw in found),
        tuple(locate(place) for place in stray),
        _key(flat),
    )


def brackets_of(text: str) -> Brackets:
    """The square brackets of a text that is one paragraph, number 1."""
    return brackets([Paragraph(1, "", "body", "", "", text)])


def fates(old: Brackets, new: Brackets) -> list[BracketFate]:
    """What became of the wording in brackets from one text to the next, old ones first."""
    left: dict[str, list[Bracket]] = {}
    for bracket in new.wording[:_MOST_FOLLOWED]:
        left.setdefault(_key(bracket.text), []).append(bracket)
    partners: dict[Bracket, Bracket] = {}
    followed = old.wording[:_MOST_FOLLOWED]
    for bracket in followed:
        if same := left.get(_key(bracket.text)):
            partners[bracket] = same.pop(0)
    others = [bracket for rest in left.values() for bracket in rest]
    # The innermost first: what stood in two brackets, one in the other, and now in one is the inner one.
    for bracket in sorted(followed, key=lambda one: -one.depth):
        if bracket not in partners and (like := _likest(bracket, others)):
            partners[bracket] = like
            others.remove(like)
    opened = [BracketFate("opened", None, bracket) for bracket in sorted(others, key=lambda one: one.start)]
    return [*(_fate(bracket, partners.get(bracket), new) for bracket in followed), *opened]


def _fate(bracket: Bracket, other: Bracket | None, new: Brackets) -> BracketFate:
    if other:
        kept = _key(other.text) == _key(bracket.text)
        return BracketFate("kept" if kept else "changed", bracket, other)
    # Where a bracket held others, its own words may have stayed and those within not.
    options = bracket.alternatives or tuple(dict.fromkeys((bracket.text, _outside(bracket.text))))
    stayed = next((option for option in options if _key(option) and _stands(bracket, option, new)), None)
    # Of several side by side, this one's text is kept only if it is the one that stayed.
    own = stayed is not None and (bracket.text not in bracket.alternatives or stayed == bracket.text)
    chosen = (stayed or "") if bracket.alternatives else ""
    return BracketFate("closed, text kept" if own else "closed, text dropped", bracket, None, chosen)


def _stands(bracket: Bracket, option: str, new: Brackets) -> bool:
    return f" {_key(f'{bracket.before} {option} {bracket.after}')} " in f" {new.words} "


def _outside(text: str) -> str:
    """The words of a bracket that stand in no other one within it."""
    depth, pieces = 0, []
    for piece in _PIECES.findall(text):
        if piece in "[]":
            depth = max(0, depth + (1 if piece == "[" else -1))
        elif not depth:
            pieces.append(piece)
    return "".join(pieces)


def _likest(bracket: Bracket, others: Sequence[Bracket]) -> Bracket | None:
    words = _key(bracket.text).split()[:_COMPARED_WORDS]
    best, score = None, _ALIKE
    for other in others[:_COMPARED_BRACKETS]:
        ratio = SequenceMatcher(None, words, _key(other.text).split()[:_COMPARED_WORDS]).ratio()
        if ratio > score:
            best, score = other, ratio
    return best


@dataclass(slots=True)
class _Raw:
    begin: int
    end: int | None
    depth: int
    kind: str
    text: str
    alternatives: tuple[str, ...]
    before: str
    after: str

    def placed(self, locate) -> Bracket:
        end = None if self.end is None else locate(self.end)
        around = (self.alternatives, self.before, self.after)
        return Bracket(locate(self.begin), end, self.depth, self.kind, self.text, *around)


@dataclass(slots=True)
class _Locator:
    """Offsets of the joined text, asked for in any order, to places."""

    starts: list[tuple[int, int]]
    _keys: list[int] = field(default_factory=list)

    def __call__(self, offset: int) -> Place:
        low, high = 0, len(self.starts) - 1
        while low < high:
            middle = (low + high + 1) // 2
            low, high = (middle, high) if self.starts[middle][0] <= offset else (low, middle - 1)
        start, number = self.starts[low]
        return Place(number, offset - start)


def _pairs(text: str) -> tuple[list[tuple[int, int | None, int]], list[int]]:
    """(begin, end or None, depth) of each bracket in order, and the offsets of stray "]"."""
    open_ones: list[int] = []
    pairs, stray = [], []
    for match in _BRACKET.finditer(text):
        if match.group() == "[":
            open_ones.append(match.start())
        elif open_ones:
            begin = open_ones.pop()
            pairs.append((begin, match.start(), len(open_ones) + 1))
        else:
            stray.append(match.start())
    pairs += [(begin, None, depth) for depth, begin in enumerate(open_ones, start=1)]
    return sorted(pairs), stray


def _bracket(text: str, begin: int, end: int | None, depth: int) -> _Raw:
    if depth > _DEEPEST:
        return _Raw(begin, end, depth, "wording", "", (), "", "")
    # What an unclosed bracket holds cannot be known: the words after it in its paragraph are shown.
    stop = end if end is not None else _line_end(text, begin)
    inner = text[begin + 1 : stop].strip()
    kind = _kind(inner)
    before = _EDGE.split(text[max(0, begin - _CONTEXT_LETTERS) : begin])[-1]
    after = _EDGE.split(text[stop + 1 : stop + 1 + _CONTEXT_LETTERS])[0] if end is not None else ""
    return _Raw(
        begin,
        end,
        depth,
        kind,
        inner,
        _options(inner) if kind == "wording" else (),
        " ".join(_WORDS.findall(before)[-_CONTEXT_WORDS:]),
        " ".join(_WORDS.findall(after)[:_CONTEXT_WORDS]),
    )


def _line_end(text: str, begin: int) -> int:
    limit = min(len(text), begin + _UNCLOSED_SHOWN)
    found = text.find("\n", begin, limit)
    return limit if found < 0 else found


def _kind(inner: str) -> str:
    for kind, pattern in (("ellipsis", _ELLIPSIS), ("number", _NUMBER)):
        if pattern.fullmatch(inner):
            return kind
    return "remark" if _REMARK.match(inner) else "wording"


def _options(inner: str) -> tuple[str, ...]:
    """Alternatives inside one bracket: "a / b" always, "a/b" where it is short and no name."""
    if "[" in inner or "/" not in inner or _ONE_NAME.search(inner):
        return ()
    parts = inner.split(" / ") if " / " in inner else inner.split("/") if len(inner.split()) <= 8 else [inner]
    parts = [_OPTION_NAME.sub("", part.strip(), count=1) for part in parts]
    return tuple(parts) if len(parts) > 1 and all(parts) else ()


def _with_neighbours(found: list[_Raw], text: str) -> list[_Raw]:
    """Give brackets that stand side by side each other's text as alternatives."""
    by_begin = {raw.begin: raw for raw in found if raw.end is not None and raw.kind == "wording"}
    seen: set[int] = set()
    for raw in found:
        group = [raw]
        while raw.begin not in seen and (following := _next_to(group[-1], by_begin, text)):
            group.append(following)
        seen.update(member.begin for member in group)
        if len(group) > 1:
            options = tuple(_OPTION_NAME.sub("", member.text, count=1) for member in group)
            for member in group:
                member.alternatives = options
                member.before, member.after = group[0].before, group[-1].after
    return found


def _next_to(raw: _Raw, by_begin: dict[int, _Raw], text: str) -> _Raw | None:
    if raw.end is None or raw.begin not in by_begin:
        return None
    return by_begin.get(_BETWEEN_CHOICES.match(text, raw.end + 1, raw.end + 12).end())


def _key(text: str) -> str:
    return " ".join(_WORDS.findall(text.casefold()))
