"""Bytes to a `Document`, in this process and without protection: `safely.read_safely` is the way in
for files that somebody else made."""

from dataclasses import replace

from .docx import read_docx
from .head import head_facts
from .kinds import kind_of
from .limits import LIMITS, Limits, in_words, too_many
from .model import Document, RefusedError
from .pdf import read_pdf
from .plain import blocks_of, decoded
from .structure import structured


def read(data: bytes, name: str, limits: Limits = LIMITS) -> Document:
    """Read a .docx, .pdf or .txt file. `name` is the file's name; its ending must fit its bytes.

    Raises RefusedError, whose text is a sentence for the person who brought the file.
    """
    if len(data) > limits.file_size:
        raise RefusedError(
            f"The file has {in_words(len(data))}; the limit is {in_words(limits.file_size)}. "
            "Take out pictures or send the document in parts."
        )
    if not data.strip():
        raise RefusedError("The file is empty.")
    reader = {"docx": read_docx, "pdf": read_pdf, "txt": _read_text}[kind_of(data, name)]
    return _checked(_with_facts(reader(data, limits)), limits)


def _read_text(data: bytes, limits: Limits) -> Document:
    text, warning = decoded(data)
    if len(text) > limits.characters:
        raise RefusedError(_too_long(limits))
    paragraphs = structured(blocks_of(text))
    return Document(
        format="txt",
        paragraphs=tuple(paragraphs),
        facts=tuple(head_facts(paragraphs)),
        warnings=(warning,) if warning else (),
    )


def _with_facts(document: Document) -> Document:
    """The document with its first title, symbol and date, and all its submitters, taken from its facts."""
    first = {fact.name: fact.value for fact in reversed(document.facts)}
    return replace(
        document,
        title=first.get("title", ""),
        symbol=first.get("symbol", ""),
        date=first.get("date", ""),
        submitters=tuple(fact.value for fact in document.facts if fact.name == "submitter"),
    )


def _checked(document: Document, limits: Limits) -> Document:
    if len(document.paragraphs) > limits.paragraphs:
        raise RefusedError(too_many(limits.paragraphs))
    if sum(len(paragraph.text) for paragraph in document.paragraphs) > limits.characters:
        raise RefusedError(_too_long(limits))
    if not document.paragraphs and not document.before:
        raise RefusedError("No text was found in the file.")
    return document


def _too_long(limits: Limits) -> str:
    return (
        f"The file holds more than {limits.characters:,} characters of text, over a thousand pages. "
        "Send the document in parts."
    )
