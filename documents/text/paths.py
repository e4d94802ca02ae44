"""Paths of addresses: the spelling by which one is found, and the paths above it."""

from collections.abc import Iterator

from .symbols import symbol_key

LONGEST = 400
MOST_CUTS = 12
_DOCUMENTS, _SHORT, _UNNUMBERED = "/documents/", "/d/", "unnumbered/"


def address_key(path: str) -> str:
    """Return the key under which a path is looked up: without its last slash, a symbol in any spelling.

    `/opinions/ixps/` gives `/opinions/ixps`, `/d/WTPF-13/16 (Rev. 1)` gives `/documents/wtpf-13/16rev1`; what
    follows a question mark stays.
    """
    place, mark, query = path.partition("?")
    place = place.rstrip("/")
    beginning = next((each for each in (_DOCUMENTS, _SHORT) if place.startswith(each)), "")
    symbol = place.removeprefix(beginning)
    if beginning and not symbol.startswith(_UNNUMBERED):
        place = _DOCUMENTS + symbol_key(symbol)
    elif beginning:
        place = _DOCUMENTS + symbol
    return place + mark + query


def cuts(path: str) -> Iterator[tuple[str, str]]:
    """Yield (beginning, rest) of a path, the longest beginning first: what stands below an address, or is a
    form of it, begins with a slash or a dot. At most MOST_CUTS.
    """
    end = len(path.rstrip("/"))
    yield path[:end], ""
    for _ in range(MOST_CUTS):
        end = max(path.rfind("/", 1, end), path.rfind(".", 1, end))
        if end < 0:
            return
        yield path[:end], path[end:]
