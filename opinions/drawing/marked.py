"""A paragraph cut where marks in it begin and end: its opening words, references, square brackets."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class Link:
    """`text[start:end]` leads to `address`; `sure` is False where that is only likely."""

    start: int
    end: int
    address: str
    sure: bool = True


@dataclass(frozen=True, slots=True)
class MarkedPiece:
    """A run of letters with the same marks: it opens the paragraph, stands in brackets, leads somewhere."""

    text: str
    opening: bool = False
    bracketed: bool = False
    address: str = ""
    sure: bool = True


def marked(
    text: str, *, opening: int = 0, links: Sequence[Link] = (), spans: Sequence[tuple[int, int]] = ()
) -> list[MarkedPiece]:
    """Cut `text`; the pieces joined are the text again.

    The first `opening` letters open it, `links` do not overlap, `spans` are in brackets and may lie within
    each other.
    """
    edges = {0, len(text), opening, *(edge for link in links for edge in (link.start, link.end))}
    edges.update(edge for span in spans for edge in span)
    places = sorted(edge for edge in edges if 0 <= edge <= len(text))
    depths = _depths(spans)
    waiting = sorted(links, key=lambda link: link.start, reverse=True)
    pieces, depth = [], 0
    for start, end in pairwise(places):
        depth += depths.get(start, 0)
        while waiting and waiting[-1].end <= start:
            waiting.pop()
        link = waiting[-1] if waiting and waiting[-1].start <= start else None
        pieces.append(
            MarkedPiece(
                text[start:end],
                opening=end <= opening,
                bracketed=depth > 0,
                address=link.address if link else "",
                sure=link.sure if link else True,
            )
        )
    return pieces


def _depths(spans: Sequence[tuple[int, int]]) -> dict[int, int]:
    """How many more spans are open from each place on."""
    found: dict[int, int] = {}
    for start, end in spans:
        found[start] = found.get(start, 0) + 1
        found[end] = found.get(end, 0) - 1
    return found
