"""How much of a file is read, how long, and with how much memory.

A 200-page contribution is about 0.6 million characters and 8 MB of XML, so every limit leaves an
honest document several times that room.
"""

from dataclasses import dataclass

MEBIBYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """Limits of one reading. Sizes in bytes, times in seconds."""

    file_size: int = 25 * MEBIBYTE
    archive_members: int = 5_000
    expanded_size: int = 48 * MEBIBYTE  # of the parts that are read, together
    pages: int = 600
    paragraphs: int = 30_000
    characters: int = 4_000_000
    memory: int = 768 * MEBIBYTE  # address space of the reading process
    cpu: int = 20
    wall: int = 40


LIMITS = Limits()


def in_words(size: int) -> str:
    """A size for a sentence: 26214400 is "25 MB"."""
    return f"{size / MEBIBYTE:.0f} MB" if size >= MEBIBYTE else f"{max(1, size // 1024)} KB"


def too_many(paragraphs: int) -> str:
    """The sentence that refuses a file of more paragraphs than the limit."""
    return f"The file has more than {paragraphs} paragraphs. Send the document in parts."
