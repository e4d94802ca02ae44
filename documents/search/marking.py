"""The part of a text that shows a hit, with the found words marked; no Django."""

from dataclasses import dataclass

from .expression import Expression, Sequence
from .words import Word, is_dense, token_of, words_of

LENGTH = 280
_LEAD = 60
"""Letters shown before the first marked word."""


@dataclass(frozen=True)
class Piece:
    """A part of a text; `marked` where it is what was looked for."""

    text: str
    marked: bool = False


def needles(asked: Expression) -> dict[str, list[Sequence]]:
    """Return the sequences of tokens to mark, by their first token; filters mark nothing."""
    found: dict[str, list[Sequence]] = {}
    for alternatives in asked.needs:
        for tokens in alternatives:
            if not any("=" in token for token in tokens):
                found.setdefault(tokens[0], []).append(tokens)
    return found


def spans(text: str, wanted: dict[str, list[Sequence]], language: str) -> list[tuple[int, int]]:
    """Return where the wanted words stand in a text, in order and apart from each other."""
    if not wanted:
        return []
    words = words_of(text, language)
    found = [*_sequences(words, wanted), *_joined(text, words, wanted, language)]
    found += _letters(words, wanted)
    merged: list[tuple[int, int]] = []
    for start, end in sorted(found):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _sequences(words: list[Word], wanted) -> list[tuple[int, int]]:
    found = []
    for at, word in enumerate(words):
        for tokens in wanted.get(word.token, ()):
            run = words[at : at + len(tokens)]
            if tuple(one.token for one in run) == tokens:
                found.append((word.start, run[-1].end))
    return found


def _joined(text: str, words: list[Word], wanted, language: str) -> list[tuple[int, int]]:
    """What is written with hyphens and found as one word."""
    found, run = [], []
    for word in [*words, None]:
        if word is not None and word.joined:
            run.append(word)
            continue
        if len(run) > 1:
            whole = token_of("".join(text[part.start : part.end] for part in run), language)
            if (whole,) in wanted.get(whole, ()):
                found.append((run[0].start, run[-1].end))
        run = [word]
    return found


def _letters(words: list[Word], wanted) -> list[tuple[int, int]]:
    single = {token for token in wanted if len(token) == 1 and is_dense(token)}
    return [
        (word.start + at, word.start + at + 1)
        for word in words
        for at, letter in enumerate(word.token[:2])
        if letter in single
    ]


def marked(text: str, wanted: dict[str, list[Sequence]], language: str) -> list[Piece]:
    """Return a whole text in pieces, the wanted words marked."""
    return _cut(text, spans(text, wanted, language), 0, len(text))


def snippet(text: str, wanted: dict[str, list[Sequence]], language: str) -> list[Piece]:
    """Return the part of a text that holds most of the wanted words, in pieces; "…" where it was cut."""
    found = spans(text, wanted, language)
    if len(text) <= LENGTH * 1.2:
        return _cut(text, found, 0, len(text))
    start = _best_start(found)
    end = start + LENGTH
    if start:
        start = next((at + 1 for at in range(start, start + _LEAD // 2) if text[at].isspace()), start)
    if end < len(text):
        end = next((at for at in range(end, end - _LEAD // 2, -1) if text[at].isspace()), end)
    cut = _cut(text, found, start, min(end, len(text)))
    before, after = [Piece("… ")] * (start > 0), [Piece(" …")] * (end < len(text))
    return [*before, *cut, *after]


def _best_start(found: list[tuple[int, int]]) -> int:
    """Where a part that begins a little before a marked word holds most of them; the first such place."""
    best, most, last = 0, 0, 0
    for first, (start, _) in enumerate(found):
        last = max(last, first)
        while last < len(found) and found[last][1] <= start + LENGTH - _LEAD:
            last += 1
        if last - first > most:
            best, most = start, last - first
    return max(best - _LEAD, 0) if best > LENGTH - _LEAD else 0


def _cut(text: str, found: list[tuple[int, int]], start: int, end: int) -> list[Piece]:
    pieces, at = [], start
    for first, last in found:
        if last <= start or first >= end:
            continue
        first, last = max(first, start), min(last, end)
        pieces += [Piece(text[at:first]), Piece(text[first:last], marked=True)]
        at = last
    return [piece for piece in (*pieces, Piece(text[at:end])) if piece.text]
