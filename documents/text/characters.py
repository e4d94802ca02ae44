"""Characters as files bring them, made fit to compare: one form for each letter, nothing invisible.

Readers see the same text; what goes is what no reader can see: control characters, soft hyphens,
zero-width spaces and the marks that force the direction of writing (which can make a text display
in another order than it is stored). Joiners (U+200C, U+200D) stay: they carry meaning.
"""

import re
import unicodedata

_SPACES = re.compile(r"[ \t\r\n\v\f\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+")
_FORCING = re.compile("[\u202a-\u202e\u2066-\u2069]")
_DIRECTION = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A)])
_CONTROL = [*range(0x20), *range(0x7F, 0xA0)]
_INVISIBLE = dict.fromkeys(
    [*(code for code in _CONTROL if code not in (9, 10, 11, 12, 13, 0x85)), 0xAD, 0x200B, 0x2060, 0xFEFF]
)
_DROPPED = _INVISIBLE | _DIRECTION | dict.fromkeys(range(0xD800, 0xE000)) | {0xFFFE: None, 0xFFFF: None}

# Marks that combine with the letter before them. Bringing text to one form sorts each run of them, which
# takes the square of the run's length; no language needs more than a few.
_LONG_RUN = re.compile(r"[^\w\s\x00-\x7f]{31,}")
_LONGEST_RUN = 30
_JOINER = "\u034f"  # ends a run without being seen (Unicode Standard Annex 15, Stream-Safe Text Format)

SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
SUPERSCRIPT_DIGITS = "⁰¹²³⁴⁵⁶⁷⁸⁹"


def clean(text: str) -> str:
    """Text in Unicode form NFC, without invisible characters; line ends and tabs stay."""
    if text.isascii() and text.isprintable():
        return text
    return unicodedata.normalize("NFC", _LONG_RUN.sub(_cut_run, text.translate(_DROPPED)))


def _cut_run(match: re.Match) -> str:
    run = match.group()
    if not any(map(unicodedata.combining, run)):
        return run
    return _JOINER.join(run[start : start + _LONGEST_RUN] for start in range(0, len(run), _LONGEST_RUN))


def one_line(text: str) -> str:
    """Cleaned text on one line: every run of white space is one space."""
    return _SPACES.sub(" ", clean(text)).strip()


def forces_direction(text: str) -> bool:
    """Whether the text carries marks that force the direction of writing."""
    return not text.isascii() and _FORCING.search(text) is not None


def superscript(number: int) -> str:
    """12 as "¹²": how a footnote and its reference are written in plain text."""
    return str(number).translate(SUPERSCRIPT)
