"""Documents as JSON: between the reading process and its caller, and for `extract_text --format json`."""

import hashlib
from dataclasses import asdict

from .limits import Limits
from .model import Document, Fact, Paragraph, RefusedError, TrackedChange
from .reader import read

_PARAGRAPH_KEYS = ("number", "label", "kind", "opener", "addressee", "text")


def answer_for(data: bytes, name: str, limits: Limits) -> dict:
    """The document in a file as a dictionary, or {"refused": sentence}; never an exception.

    "fault" is added for the log where the file broke something instead of being refused by a rule.
    """
    try:
        return asdict(read(data, name, limits))
    except RefusedError as refusal:
        return {"refused": str(refusal)}
    except MemoryError:
        return {
            "refused": "Reading the file needs more memory than a document should. "
            "Take out pictures and tables, or send the document in parts."
        }
    except Exception as error:  # noqa: BLE001 - whatever a hostile file breaks must end as a sentence
        return {
            "refused": "The file could not be read; it may be damaged. "
            "Open it, save it again and send that copy.",
            "fault": f"{type(error).__name__}: {error}"[:500],
        }


def from_json(found: dict) -> Document:
    """The document from a dictionary that `answer_for` made."""
    return Document(
        format=found["format"],
        title=found["title"],
        symbol=found["symbol"],
        date=found["date"],
        submitters=tuple(found["submitters"]),
        paragraphs=tuple(Paragraph(**paragraph) for paragraph in found["paragraphs"]),
        before=tuple(Paragraph(**paragraph) for paragraph in found["before"]),
        changes=tuple(TrackedChange(**change) for change in found["changes"]),
        facts=tuple(Fact(**fact) for fact in found["facts"]),
        warnings=tuple(found["warnings"]),
    )


def published_json(document: Document, file: str, data: bytes) -> dict:
    """What `extract_text --format json` prints for one file; scripts depend on these keys."""
    return {
        "file": file,
        "sha256": hashlib.sha256(data).hexdigest(),
        "title": document.title,
        "symbol": document.symbol,
        "paragraphs": [{key: getattr(p, key) for key in _PARAGRAPH_KEYS} for p in document.paragraphs],
        "warnings": list(document.warnings),
    }
