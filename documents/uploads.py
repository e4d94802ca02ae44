"""Files that were brought: what their bytes are, and what reading them gave, as the record keeps it."""

import hashlib

from django.core.files.base import File

from .models import ContributionFile
from .sentences import counted
from .text.limits import LIMITS, in_words
from .text.media import media_type_of
from .text.model import Document, RefusedError
from .text.safely import read_safely

READING = ["text", "extraction", "extraction_note"]
"""The fields that hold what reading a file gave."""
LONGEST_NOTE = 500
_FORMATS = {"docx": "a Word file", "pdf": "a PDF", "txt": "plain text"}
_GONE = "The bytes of this file are no longer where they were stored."


def described(file: File, name: str) -> dict:
    """Return the fields of a ContributionFile for these bytes: what they are, and what reading them gave.

    Whatever the bytes hold, nothing is raised: a refusal is a sentence in `extraction_note`.
    """
    digest, beginning = hashlib.sha256(), b""
    for chunk in file.chunks():
        digest.update(chunk)
        beginning = beginning or chunk[:1024]
    document, note = _read(file, name)
    extraction = ContributionFile.Extraction.READ if document else ContributionFile.Extraction.REFUSED
    return {
        "name": name,
        "media_type": media_type_of(beginning, document.format if document else ""),
        "size": file.size,
        "sha256": digest.hexdigest(),
        "text": document.text if document else "",
        "extraction": extraction,
        "extraction_note": note,
    }


def described_stored(file: ContributionFile) -> dict:
    """Return `described` of the bytes that are stored for `file`."""
    try:
        with file.file.open("rb") as stored:
            return described(stored, file.name)
    except OSError:
        return {"text": "", "extraction": ContributionFile.Extraction.REFUSED, "extraction_note": _GONE}


def document_of(file: ContributionFile) -> Document:
    """Read the stored bytes of `file` again, tracked changes and all. Raises RefusedError with a sentence."""
    try:
        with file.file.open("rb") as stored:
            return read_safely(stored.read(LIMITS.file_size + 1), file.name)
    except OSError:
        raise RefusedError(_GONE) from None


def _read(file: File, name: str) -> tuple[Document | None, str]:
    """The document in the bytes, or None; and in both cases what to say about reading it."""
    if file.size > LIMITS.file_size:
        return None, f"The file has {in_words(file.size)}; the limit is {in_words(LIMITS.file_size)}."
    file.seek(0)
    try:
        document = read_safely(file.read(), name)
    except RefusedError as refusal:
        return None, _cut(str(refusal))
    return document, _cut(what_was_read(document))


def what_was_read(document: Document) -> str:
    """Say what reading a file gave, in sentences."""
    words = counted(len(document.text.split()), "word", "words")
    paragraphs = counted(len(document.paragraphs), "paragraph", "paragraphs")
    return " ".join([f"Read as {_FORMATS[document.format]}: {paragraphs}, {words}.", *document.warnings])


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST_NOTE else text[: LONGEST_NOTE - 1] + "…"
