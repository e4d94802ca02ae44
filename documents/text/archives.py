"""What is the same of all zip archives that strangers send: how they break, and what has no place in them."""

import zipfile
import zlib
from collections.abc import Iterable

BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError)
"""What Python's zipfile raises for archives that are damaged, locked or made to harm."""

_DOCTYPES = ["<!DOCTYPE".encode(encoding) for encoding in ("ascii", "utf-16-le", "utf-16-be")]


def holds_macros(names: Iterable[str]) -> bool:
    """Return whether one of the parts holds programs, as Office names them."""
    return any(name.lower().endswith("vbaproject.bin") for name in names)


def declares_doctype(data: bytes) -> bool:
    """Return whether XML declares a document type, which no Office program writes: entities can harm."""
    return any(each in data for each in _DOCTYPES)
