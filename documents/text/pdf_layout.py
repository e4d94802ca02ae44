"""Lines on pages to paragraphs: by the gap above a line, its label, and how the line before ended.

Page headers, footers and numbers go; a paragraph that a page's end cut in two is one again; small
lines at a page's foot that begin with a number are footnotes.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from .characters import superscript
from .labels import split_label
from .model import Block
from .openers import find_opener
from .pages import Page, furniture_of

_WIDE_GAP = 1.35  # times the usual distance of lines: more begins a paragraph
_SMALL = 0.88  # times the usual letter size: less is a footnote's
_NOTE = re.compile(r"(\d{1,2}|[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,2})\s?(?=[A-Z“\"‘'])")
_WORD = re.compile(r"\w+(?:-\w+)*")
_ENDED = (".", ";", ":", "!", "?", ".”", '."')


@dataclass(frozen=True, slots=True)
class Line:
    """A line of print: edges in points from the page's upper left corner, `size` of its letters."""

    text: str
    left: float
    right: float
    top: float
    bottom: float
    size: float
    hyphen: bool = False  # the line ends with a hyphen that may only mark a broken word


@dataclass(slots=True)
class _Usual:
    """What is usual in a document: distance of lines, size of letters, right edge, its words."""

    distance: float
    size: float
    right: float
    words: frozenset[str]


def blocks_of_pages(pages: Sequence[Sequence[Line]]) -> list[Block]:
    """Blocks of a document from its pages' lines, footnotes after everything else."""
    kept = _without_furniture(pages, _usual(pages).distance)
    usual = _usual(kept)
    bodies, notes = [], []
    for page in kept:
        body, foot = _split_foot(page, usual)
        bodies.append(body)
        notes += _notes(foot, usual)
    return [*(Block(text) for text in _paragraphs(bodies, usual)), *notes]


def _without_furniture(pages: Sequence[Sequence[Line]], distance: float) -> list[list[Line]]:
    """The pages without running headers, footers and page numbers. A file may hold these in any order,
    so a page's edges are found by place, not by order."""
    orders = [sorted(range(len(page)), key=lambda index, page=page: page[index].top) for page in pages]
    shown = [
        _page([page[index] for index in order], distance) for page, order in zip(pages, orders, strict=True)
    ]
    kept = []
    for page, order, places in zip(pages, orders, furniture_of(shown), strict=True):
        left_out = {order[place] for place in places}
        kept.append([line for index, line in enumerate(page) if index not in left_out])
    return kept


def _page(lines: Sequence[Line], distance: float) -> Page:
    pairs = zip(lines, lines[1:], strict=False)
    return Page([line.text for line in lines], [_apart(above, below, distance) for above, below in pairs])


def _apart(above: Line, below: Line, distance: float) -> bool:
    """Whether a gap or another size of letters sets one line of print apart from the next."""
    return (
        below.bottom - above.bottom > distance * _WIDE_GAP or abs(above.size - below.size) > above.size * 0.1
    )


def _usual(pages: Sequence[Sequence[Line]]) -> _Usual:
    lines = [line for page in pages for line in page]
    distances = [
        below.bottom - line.bottom
        for page in pages
        for line, below in zip(page, page[1:], strict=False)
        if below.bottom > line.bottom and len(line.text) > 40
    ]
    size = median(line.size for line in lines) if lines else 0
    rights = sorted(line.right for line in lines)
    return _Usual(
        # A text of few long lines says little: no more than double spacing is believed.
        distance=min(median(distances), size * 2) if distances else size * 1.3,
        size=size,
        right=rights[int(len(rights) * 0.9)] if rights else 0,
        words=frozenset(word for line in lines for word in _WORD.findall(line.text.casefold())[:-1]),
    )


def _split_foot(page: Sequence[Line], usual: _Usual) -> tuple[list[Line], list[Line]]:
    """A page's lines without its footnotes, and the lines of the footnotes."""
    start = len(page)
    while start and page[start - 1].size < usual.size * _SMALL:
        start -= 1
    while start < len(page) and not _NOTE.match(page[start].text):
        start += 1
    return list(page[:start]), list(page[start:])


def _notes(lines: Sequence[Line], usual: _Usual) -> list[Block]:
    notes: list[Block] = []
    for line in lines:
        if match := _NOTE.match(line.text):
            label = match.group(1) if not match.group(1).isascii() else superscript(int(match.group(1)))
            notes.append(Block(line.text[match.end() :], label, form="footnote"))
        else:
            notes[-1] = Block(_joined(notes[-1].text, line.text, usual), notes[-1].label, form="footnote")
    return notes


def _paragraphs(pages: Sequence[Sequence[Line]], usual: _Usual) -> list[str]:
    paragraphs: list[str] = []
    before: Line | None = None
    for page in pages:
        for index, line in enumerate(page):
            if before is None or _begins(line, before, index == 0, usual):
                paragraphs.append(line.text)
            else:
                paragraphs[-1] = _joined(paragraphs[-1], line.text, usual)
            before = line
    return paragraphs


def _begins(line: Line, before: Line, new_page: bool, usual: _Usual) -> bool:
    """Whether a line begins a paragraph rather than going on with the one before."""
    if before.hyphen:
        return False
    if _labelled(line, before) or _opens(line.text):
        return True
    if find_opener(before.text) and find_opener(before.text).alone and before.right < usual.right * 0.8:
        return True
    ended = before.text.endswith(_ENDED) or (before.text.endswith(",") and before.right < usual.right * 0.85)
    if new_page:
        return ended or line.text[:1].isupper() and before.right < usual.right * 0.8
    gap = line.bottom - before.bottom
    if abs(gap) < usual.distance * 0.3:
        return False  # the same line of print, cut by a wide space
    if gap > usual.distance * _WIDE_GAP or gap < 0:
        return True
    larger = abs(line.size - before.size) > usual.size * 0.1
    return larger or (ended and before.right < usual.right * 0.85)


def _labelled(line: Line, before: Line) -> bool:
    """A label begins a paragraph, unless it is a number within a sentence that a line's end cut off."""
    label, _ = split_label(line.text)
    if label is None:
        return False
    if label.family in ("bare-number", "decimal2") and not before.text.endswith(_ENDED + (",",)):
        return line.left < before.left - 1 or find_opener(before.text) is not None
    return True


def _opens(text: str) -> bool:
    found = find_opener(text)
    return bool(found and found.alone and len(text) < 120)


def _joined(text: str, more: str, usual: _Usual) -> str:
    """Two lines as one. A hyphen between them stays ("multi-" + "stakeholder") unless the document has
    the word without it elsewhere and not with it: then it only marked a broken word."""
    if not text.endswith("-"):
        return f"{text} {more}"
    first, second = _WORD.findall(text.casefold()), _WORD.findall(more.casefold())
    if first and second and text[-2:-1].isalpha():
        if first[-1] + second[0] in usual.words and f"{first[-1]}-{second[0]}" not in usual.words:
            return text[:-1] + more
        return text + more
    return f"{text} {more}"  # a dash, not a hyphen
