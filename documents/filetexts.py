"""The files of a document as its page shows them: what was read of each, and how its text begins."""

from dataclasses import dataclass

from .models import Contribution, ContributionFile
from .text.model import Paragraph
from .text.structure import paragraphs_of

MOST_CHARACTERS = 60_000
MOST_PARAGRAPHS = 150
"""Of a longer text the page shows the beginning; the whole is in the file."""


@dataclass(frozen=True)
class ShownFile:
    """A file, the paragraphs its text begins with, and whether there are more. Only of the first file that
    was read do paragraphs have their plain addresses (`#p3`); `prefix` stands before those of the others."""

    file: ContributionFile
    paragraphs: list[Paragraph]
    cut: bool
    prefix: str


def shown_files(document: Contribution) -> list[ShownFile]:
    """Return the files of a document, in one query and with a bounded part of their texts."""
    found: list[ShownFile] = []
    for file in document.files.published().with_beginning(MOST_CHARACTERS):
        number = sum(1 for other in found if other.paragraphs)
        found.append(_shown(file, f"text-{number + 1}-" if number else ""))
    return found


def _shown(file: ContributionFile, prefix: str) -> ShownFile:
    lines = [line for line in file.beginning.split("\n") if line.strip()]
    cut = file.length > len(file.beginning)
    if cut and len(lines) > 1:
        lines.pop()  # the last line is not whole
    paragraphs = paragraphs_of("\n".join(lines[:MOST_PARAGRAPHS]))
    return ShownFile(file, paragraphs, cut or len(lines) > MOST_PARAGRAPHS, prefix)
