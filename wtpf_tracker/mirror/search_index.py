"""The index of words for the search of a copy: scripts that a page can load from a folder as from a server.

Three runs of files in `search/index/`, each cut into pieces of some `PIECE` letters, and `about.js`, which
says with what each piece begins, so that a question loads only the pieces it needs:

    words-N.js     every word as it is written, folded -> the tokens under which texts have it
    tokens-N.js    token -> where it stands: "entry.place.place entry.place ...", each number the distance to
                   the one before, in base 36
    entries-N.js   the entries in the order of their hits: [kind, title, link, text, language, years]

Words and tokens are those of the server's own index, in the same places.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass
from operator import attrgetter
from pathlib import Path

from django.utils import timezone

from documents.search.asked import FILTERS, KIND_WORDS, SMALL_WORDS
from documents.search.entries import KINDS, MAKERS, Entry
from documents.search.expression import ANYTHING, BREAK
from documents.search.index import tokens_of, vocabulary_of, wanted
from documents.search.words import LANGUAGES, token_of

from . import links
from .pages import Pages

FOLDER = "search/index"
PAGE = "search/index.html"
PIECE = 60_000
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True)
class Size:
    """How large an index is: entries, words, files, bytes."""

    entries: int
    words: int
    files: int
    size: int


def write(folder: Path, pages: Pages) -> Size:
    """Write the index of what the copy in `folder` shows, next to its page of search."""
    place = folder / FOLDER
    place.mkdir(parents=True)
    shown, words, tokens = [], defaultdict(set), defaultdict(list)
    for entry, link in _entries(pages):
        for word, token in vocabulary_of(entry):
            words[word].add(token)
        for token, places in _places(tokens_of(entry)).items():
            tokens[token].append((len(shown), places))
        shown.append([entry.kind, entry.title, link, entry.text, entry.language, _years(entry)])
    _add_stems(words, tokens.keys())
    about = {
        "words": _write(place, "words", _by_units((word, sorted(found)) for word, found in words.items())),
        "tokens": _write(place, "tokens", _by_units((token, _packed(at)) for token, at in tokens.items())),
        "entries": _write(place, "entries", list(enumerate(shown))),
        "count": len(shown),
        "kinds": {kind: one for kind, (one, _) in KINDS.items()},
        "filters": FILTERS,
        "kindWords": KIND_WORDS,
        "small": sorted(SMALL_WORDS),
    }
    _write_piece(place / "about.js", "about", about)
    files = list(place.iterdir())
    return Size(len(shown), len(words), len(files), sum(file.stat().st_size for file in files))


def _entries(pages: Pages) -> Iterator[tuple[Entry, str]]:
    """What search finds now and the copy has a page of, in the order of the hits, with the link to it."""
    now = timezone.now()
    placed = (
        one for maker in MAKERS.values() for one in wanted(maker, maker.model._default_manager.order_by("pk"))
    )
    current = [one for one in placed if one.entry.state != "past" and one.shown_from <= now]
    for one in sorted(current, key=attrgetter("place")):
        found = links.on_site(one.entry.address, pages.search, pages.site.address)
        if found and pages.copy.find(found[0]):
            yield one.entry, pages.link_to(*found, PAGE).to


def _add_stems(words: dict[str, set[str]], tokens: Set[str]) -> None:
    """Let words find what they find on the server, which tries the stems of several languages.

    A stem is a word too: forms of it that no text has are found by it.
    """
    for word, found in words.items():
        found |= {token_of(word, language) for language in LANGUAGES} & tokens
    for token in tokens:
        if "=" not in token:
            words[token].add(token)


def _places(tokens: list[str]) -> dict[str, list[int]]:
    found = defaultdict(list)
    for place, token in enumerate(tokens):
        if token not in (BREAK, ANYTHING):
            found[token].append(place)
    return found


def _years(entry: Entry) -> str:
    if entry.days is None:
        return ""
    first, last = (day.year for day in entry.days)
    return str(first) if first == last else f"{first}–{last}"


def _packed(postings: list[tuple[int, list[int]]]) -> str:
    """Write where a token stands, each number as the distance to the one before."""
    parts, last = [], 0
    for number, places in postings:
        distances = [number - last, *(b - a for a, b in zip([0, *places], places, strict=False))]
        parts.append(".".join(map(_base36, distances)))
        last = number
    return " ".join(parts)


def _base36(number: int) -> str:
    digits = ""
    while number or not digits:
        number, digit = divmod(number, 36)
        digits = _DIGITS[digit] + digits
    return digits


def _by_units(pairs: Iterable[tuple[str, object]]) -> list[tuple[str, object]]:
    """Sort by the units of UTF-16, as scripts compare texts."""
    return sorted(pairs, key=lambda pair: pair[0].encode("utf-16-be", "surrogatepass"))


def _write(folder: Path, name: str, pairs: list[tuple]) -> list:
    """Write pairs in pieces, and return with which key each piece begins."""
    begins, piece, size = [], [], 0
    for pair in pairs:
        length = len(json.dumps(pair, ensure_ascii=False))
        if piece and size + length > PIECE:
            _write_pairs(folder, name, len(begins), piece)
            begins.append(piece[0][0])
            piece, size = [], 0
        piece.append(pair)
        size += length
    if piece:
        _write_pairs(folder, name, len(begins), piece)
        begins.append(piece[0][0])
    return begins


def _write_pairs(folder: Path, name: str, number: int, pairs: list[tuple]) -> None:
    # Pairs, not an object: that would put keys made of digits first, and has names of its own.
    _write_piece(folder / f"{name}-{number}.js", f"{name}-{number}", pairs)


def _write_piece(path: Path, name: str, content) -> None:
    words = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    path.write_text(f'copiedSearch("{name}", {words});\n', encoding="utf-8")
