"""Files on this machine, read for the commands: a path to its bytes and its text, or a sentence why not."""

import os
from dataclasses import dataclass

from .limits import LIMITS, in_words
from .model import Document, RefusedError
from .safely import read_safely


@dataclass(frozen=True)
class FileRead:
    """A file that was read: its path as it was given, its bytes, and the document they hold."""

    path: str
    data: bytes
    document: Document

    @property
    def lines(self) -> list[str]:
        """Its paragraphs with their labels, as comparing and tracing take them."""
        return [paragraph.line for paragraph in self.document.paragraphs]

    @property
    def remarks(self) -> list[str]:
        """What was odd about reading it, as sentences that name the file."""
        return [f"{shown(self.path)}: {sentence}" for sentence in self.document.warnings]


def read_path(path: str) -> FileRead:
    """Read the .docx, .pdf or .txt file at `path`. Raises RefusedError; its sentence names the file."""
    try:
        data = bytes_at(path)
        return FileRead(path, data, read_safely(data, os.path.basename(path)))
    except RefusedError as refusal:
        raise RefusedError(f"{shown(path)}: {refusal}") from None


def bytes_at(path: str, most: int = LIMITS.file_size) -> bytes:
    """Return the bytes of the file at `path`, of which there may be no more than `most`.

    Raises RefusedError with a sentence.
    """
    try:
        with open(path, "rb") as file:
            data = file.read(most + 1)
    except FileNotFoundError:
        raise RefusedError("There is no such file.") from None
    except IsADirectoryError:
        raise RefusedError("This is a folder. Name the files in it.") from None
    except PermissionError:
        raise RefusedError("You have no permission to read this file.") from None
    except (OSError, ValueError) as error:  # a name with a null character, a broken disk
        reason = getattr(error, "strerror", None) or str(error)
        raise RefusedError(f"The file could not be opened ({reason}).") from None
    if len(data) > most:
        raise RefusedError(f"The file has more than {in_words(most)}, which is the limit.")
    return data


def shown(path: str) -> str:
    """Return a path as it can be printed anywhere, even where its name holds odd bytes."""
    return os.fsencode(path).decode(errors="replace")
