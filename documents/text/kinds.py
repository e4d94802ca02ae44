"""What a file is, by its bytes; its name only confirms. Everything else is refused with a reason."""

from .model import RefusedError
from .package import PROTECTED

_ENDINGS = {"docx": "docx", "pdf": "pdf", "txt": "txt", "text": "txt", "md": "txt"}
_NAMES = {"docx": "a Word document", "pdf": "a PDF", "txt": "plain text"}
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_OTHERS = (
    (b"MZ", "a Windows program"),
    (b"\x7fELF", "a Linux program"),
    (b"\xca\xfe\xba\xbe", "a program"),
    (b"\xcf\xfa\xed\xfe", "a Mac program"),
    (b"#!", "a script"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"II*\x00", "a picture, perhaps a scanned page"),
    (b"MM\x00*", "a picture, perhaps a scanned page"),
    (b"\x1f\x8b", "a packed archive"),
    (b"7z\xbc\xaf", "a packed archive"),
    (b"Rar!", "a packed archive"),
    (b"BZh", "a packed archive"),
    (b"{\\rtf", "a rich-text file (.rtf); open it in Word and save it as .docx"),
)
_WEB = (b"<!doctype html", b"<html")
_WANTED = "Send a .docx, .pdf or .txt file."


def kind_of(data: bytes, name: str) -> str:
    """docx, pdf or txt. Raises RefusedError where the bytes are something else or the name does not fit."""
    ending = name.rpartition(".")[2].casefold() if "." in name else ""
    if ending in ("docm", "dotm"):
        raise RefusedError(
            "A .docm file can hold macros (programs inside a document) and is not read. "
            "In Word, save it as an ordinary .docx and send that copy."
        )
    kind = _by_bytes(data)
    wanted = _ENDINGS.get(ending)
    if ending and wanted is None:
        raise RefusedError(f"Files that end in .{ending[:12]} are not read. {_WANTED}")
    if wanted and wanted != kind:
        raise RefusedError(
            f"The file's name says {_NAMES[wanted]}, but it is {_NAMES[kind]}. "
            "Give it its right name and send it again."
        )
    return kind


def _by_bytes(data: bytes) -> str:
    if data.startswith(b"PK\x03\x04") or data.startswith(b"PK\x05\x06"):
        return "docx"
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith(_OLD_OFFICE):
        if _ENCRYPTED in data:
            raise RefusedError(PROTECTED)
        raise RefusedError(
            "This is a file of an old version of Word or Office. "
            "Open it in Word, save it as .docx and send that."
        )
    for start, what in _OTHERS:
        if data.startswith(start):
            raise RefusedError(f"The file is {what}, not a document. {_WANTED}")
    if data[:512].lstrip().lower().startswith(_WEB):
        raise RefusedError(f"The file is a web page. Save its text as .txt or .docx. {_WANTED}")
    if not _is_text(data):
        raise RefusedError(f"The file is not a document that can be read here. {_WANTED}")
    return "txt"


def _is_text(data: bytes) -> bool:
    """Whether bytes look like text: hardly any control characters, unless marked as UTF-16."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    sample = data[:100_000]
    odd = sum(sample.count(bytes([code])) for code in range(32) if code not in (9, 10, 12, 13))
    return odd <= len(sample) // 500
