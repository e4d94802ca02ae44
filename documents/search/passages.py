"""A long text cut into pieces that are found one by one; no Django."""

from collections.abc import Iterator

WORDS = 150
LONGEST = 1500
"""Words of a piece: lines are put together until they have `WORDS`; a line of more than `LONGEST` is cut."""


def passages(text: str) -> Iterator[tuple[int, str]]:
    """Yield (number of its first line, passage) of a text; lines that are blank are not counted."""
    lines = (line.strip() for line in text.split("\n"))
    kept, size, first = [], 0, 1
    for number, line in enumerate(filter(None, lines), start=1):
        for piece in pieces(line):
            kept.append(piece)
            size += len(piece.split())
            if size >= WORDS:
                yield first, "\n".join(kept)
                kept, size, first = [], 0, number
        if not kept:
            first = number + 1
    if kept:
        yield first, "\n".join(kept)


def pieces(text: str) -> Iterator[str]:
    """Yield a text in pieces of at most `LONGEST` words; one that is short enough as it is."""
    words = text.split()
    if len(words) <= LONGEST:
        # A script without spaces has no words to count: its letters are.
        for at in range(0, max(len(text), 1), LONGEST * 10):
            yield text[at : at + LONGEST * 10]
        return
    for at in range(0, len(words), LONGEST):
        yield from pieces(" ".join(words[at : at + LONGEST]))
