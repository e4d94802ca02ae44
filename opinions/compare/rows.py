"""From links to rows: the words of each paragraph, or piece of one, with what became of them."""

from collections.abc import Iterator, Sequence

from .matching import Block
from .model import NUMBER, WORD, Op, Row
from .pairing import Link, body_words
from .wordops import body_ops, change
from .words import Paragraph

Piece = tuple[int, int, int, int, list[Block]]
"""Of one row: old start, old stop, new start, new stop (words of the bodies) and its blocks from there."""


def rows_of(links: Sequence[Link], olds: Sequence[Paragraph], news: Sequence[Paragraph]) -> list[Row]:
    """All rows: by place in the new text, each removed paragraph after the one that stood before it."""
    staying = {i for link in links if not link.moved for i in link.olds}
    gone = _gone_after(olds, {i for link in links for i in link.olds}, staying)
    ready: dict[int, list[Row]] = {}
    for link in links:
        for row, j, i in _link_rows(link, olds, news):
            ready.setdefault(j, []).append(row)
            ready[j] += gone.get(i, ())
    rows = list(gone.get(-1, ()))
    for j, paragraph in enumerate(news):
        if j in ready:
            rows += ready[j]
        else:
            rows.append(Row(None, paragraph.index, "added", [change("added", paragraph.words)]))
    return rows


def _gone_after(olds: Sequence[Paragraph], linked: set[int], staying: set[int]) -> dict[int, list[Row]]:
    """Removed rows by the paragraph in place that stands before them in the old text (-1: none)."""
    gone: dict[int, list[Row]] = {}
    last = -1
    for i, paragraph in enumerate(olds):
        if i in staying:
            last = i
        elif i not in linked:
            row = Row(paragraph.index, None, "removed", [change("removed", paragraph.words)])
            gone.setdefault(last, []).append(row)
    return gone


def _link_rows(
    link: Link, olds: Sequence[Paragraph], news: Sequence[Paragraph]
) -> Iterator[tuple[Row, int, int]]:
    """Each row of a link, its place among the new paragraphs, and the old one that ends with it or -1."""
    a, b = body_words(olds, link.olds), body_words(news, link.news)
    last = max(len(link.olds), len(link.news)) - 1
    for n, (i0, i1, j0, j1, blocks) in enumerate(_pieces(link, olds, news, len(a), len(b))):
        i, j = link.olds[min(n, len(link.olds) - 1)], link.news[min(n, len(link.news) - 1)]
        first_old, first_new = (n == 0 or len(link.olds) > 1), (n == 0 or len(link.news) > 1)
        ops = _with_label(olds[i] if first_old else None, news[j] if first_new else None)
        _extend(ops, body_ops(blocks, a[i0:i1], b[j0:j1]))
        row = Row(olds[i].index, news[j].index, "", ops, link.moved)
        row.change = _change(link, row)
        ends = len(link.olds) > 1 or n == last
        yield row, j, i if ends else -2


def _change(link: Link, row: Row) -> str:
    if len(link.news) > 1:
        return "split"
    if len(link.olds) > 1:
        return "merged"
    edited = row.rank not in ("", NUMBER)
    if link.moved:
        return "moved-edited" if edited else "moved"
    return "edited" if edited else "same"


def _with_label(old: Paragraph | None, new: Paragraph | None) -> list[Op]:
    """The ops of the paragraphs' numbers."""
    was = old.words[: old.label] if old else []
    now = new.words[: new.label] if new else []
    if was == now:
        return [Op("same", was)] if was else []
    sure = (old is not None and old.label and old.sure) or (new is not None and new.label and new.sure)
    rank = NUMBER if sure else WORD
    return [Op(kind, words, rank) for kind, words in (("removed", was), ("added", now)) if words]


def _extend(ops: list[Op], more: Iterator[Op]) -> None:
    """Add ops; two runs of `same` that meet become one."""
    for op in more:
        if ops and op.kind == ops[-1].kind == "same":
            ops[-1] = Op("same", ops[-1].words + op.words)
        else:
            ops.append(op)


def _pieces(
    link: Link, olds: Sequence[Paragraph], news: Sequence[Paragraph], a_length: int, b_length: int
) -> list[Piece]:
    """The link cut where its parts end; the other side is cut at the words that match there."""
    if len(link.olds) == len(link.news) == 1:
        return [(0, a_length, 0, b_length, link.blocks)]
    split = len(link.news) > 1
    parts = [len(news[j].keys) for j in link.news] if split else [len(olds[i].keys) for i in link.olds]
    blocks = link.blocks if split else [(i, j, n) for j, i, n in link.blocks]
    pieces = _cut(parts, a_length if split else b_length, blocks)
    if split:
        return pieces
    return [(j0, j1, i0, i1, [(j, i, n) for i, j, n in cut]) for i0, i1, j0, j1, cut in pieces]


def _cut(parts: Sequence[int], whole: int, blocks: Sequence[Block]) -> list[Piece]:
    """Pieces of a whole and its parts; what matches nothing goes with the part before it."""
    pieces = []
    left = list(reversed(blocks))
    i0 = j0 = 0
    for number, length in enumerate(parts, 1):
        j1 = j0 + length
        held: list[Block] = []
        while left and left[-1][1] < j1:
            i, j, n = left.pop()
            here = min(n, j1 - j)
            held.append((i - i0, j - j0, here))
            if here < n:
                left.append((i + here, j1, n - here))
        i1 = whole if number == len(parts) or not left else left[-1][0]
        pieces.append((i0, i1, j0, j1, held))
        i0, j0 = i1, j1
    return pieces
