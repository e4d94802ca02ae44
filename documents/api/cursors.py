"""Where a reader of a list stands: the last rows that were told, so that new rows move nothing.

A cursor names rows, not a place: what is published meanwhile before them is not told, what comes after
them is, and no row is told twice. Several are named, so that the reader goes on where one was withdrawn.
"""

import base64
import binascii
import hashlib
import json
from collections.abc import Sequence

from ..questions import BadQuestion

ANCHORS = 3
LONGEST = 600

Key = int | str


def digest(*question: object) -> str:
    """Return the mark by which a cursor is known to be of a question."""
    return hashlib.sha256(repr(question).encode()).hexdigest()[:12]


def cursor_after(told: Sequence[Key], mark: str) -> str:
    """Return the cursor behind the rows with the keys `told`."""
    words = json.dumps([mark, *told[-ANCHORS:]], separators=(",", ":"))
    return base64.urlsafe_b64encode(words.encode()).decode().rstrip("=")


def place_of(cursor: str, keys: Sequence[Key], mark: str) -> int:
    """Return how many of `keys` stand before the cursor; BadQuestion where it is not of this question."""
    own, anchors = _read(cursor)
    if own != mark:
        raise BadQuestion(
            "This cursor was given for another question. Keep the other parameters as they were when it was "
            "given, or leave the cursor out to begin anew."
        )
    places = {key: place for place, key in enumerate(keys)}
    for anchor in reversed(anchors):
        if anchor in places:
            return places[anchor] + 1
    raise BadQuestion(
        "The rows at which this cursor stood are no longer in the list. Leave it out to begin anew."
    )


def _read(cursor: str) -> tuple[str, list[Key]]:
    refusal = BadQuestion(
        f"“{cursor[:40]}” is no cursor of this list. Take the one that stands in “next”, or leave it out."
    )
    if not cursor or len(cursor) > LONGEST or not cursor.isascii():
        raise refusal
    try:
        found = json.loads(base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True))
    except (binascii.Error, ValueError, RecursionError):
        raise refusal from None
    if not isinstance(found, list) or len(found) < 2 or not all(type(one) in (int, str) for one in found):
        raise refusal
    return found[0], found[1:]
