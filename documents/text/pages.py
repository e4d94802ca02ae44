"""What repeats at the top and bottom of pages, and page numbers: found and left out.

A line is left out only if it stands apart from the text (a blank line or a wide gap between) and
either repeats on at least half of the pages, numbers aside, or is nothing but a page number. So a
sentence that two pages happen to begin or end with stays.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

_DIGITS = re.compile(r"\d+")
_EDGE_LINES = 3
# "- 2 -", "2/30", "Page 2 of 5", "ii", "– 12 –": a line that is nothing but a page's number.
_PAGE_NUMBER = re.compile(
    r"[\s–—-]{0,4}(?:page|p\.)?\s{0,2}(?:\d{1,4}|[ivxl]{1,6})(?:\s?(?:/|of)\s?\d{1,4})?[\s–—-]{0,4}", re.I
)


@dataclass(frozen=True, slots=True)
class Page:
    """The written lines of a page from top to bottom; `apart[i]` says that a blank line or a wide gap
    stands between line i and line i + 1."""

    lines: Sequence[str]
    apart: Sequence[bool]


def is_page_number(line: str) -> bool:
    """Whether a line at a page's edge is only the page's number."""
    return _PAGE_NUMBER.fullmatch(line.strip()) is not None


def furniture_of(pages: Sequence[Page]) -> list[set[int]]:
    """For each page the indexes of the lines to leave out. A single page has none."""
    if len(pages) < 2:
        return [set() for _ in pages]
    running = _running(pages)
    return [_furniture(page, running) for page in pages]


def without_furniture(pages: Sequence[Sequence[str]]) -> list[list[str]]:
    """Pages of plain text lines without running headers and footers and without page numbers."""
    places = [[place for place, line in enumerate(page) if line.strip()] for page in pages]
    left_out = furniture_of([_page(page, written) for page, written in zip(pages, places, strict=True)])
    kept = []
    for page, written, dropped in zip(pages, places, left_out, strict=True):
        gone = {written[index] for index in dropped}
        kept.append([line for place, line in enumerate(page) if place not in gone])
    return kept


def _page(lines: Sequence[str], written: Sequence[int]) -> Page:
    apart = [below - above > 1 for above, below in zip(written, written[1:], strict=False)]
    return Page([lines[place] for place in written], apart)


def _running(pages: Sequence[Page]) -> set[str]:
    """Lines, as they are and with numbers masked, near the edges of at least half of the pages, if there
    are three pages or more."""
    if len(pages) < 3:
        return set()
    seen: Counter = Counter()
    for page in pages:
        edges = [*page.lines[:_EDGE_LINES], *page.lines[-_EDGE_LINES:]]
        seen.update({form for line in edges for form in (line, _form(line))})
    needed = max(2, len(pages) // 2)
    return {form for form, times in seen.items() if times >= needed}


def _furniture(page: Page, running: set[str]) -> set[int]:
    count = len(page.lines)
    top = _reach(page, running, range(count), lambda index: page.apart[index])
    bottom = _reach(page, running, range(count - 1, -1, -1), lambda index: page.apart[index - 1])
    return top | bottom


def _reach(page: Page, running: set[str], order: range, stands_apart) -> set[int]:
    """Lines from one edge inwards that may go, as far as the last one that stands apart from the next.
    Further in than the first such gap, only a line that is the same on the other pages may go."""
    going: list[int] = []
    reached = 0
    for index in order[:_EDGE_LINES]:
        line = page.lines[index]
        if not (is_page_number(line) or (line if reached else _form(line)) in running):
            break
        going.append(index)
        if index != order[-1] and stands_apart(index):
            reached = len(going)
    return set(going[:reached])


def _form(line: str) -> str:
    return _DIGITS.sub("#", " ".join(line.split()).casefold())
