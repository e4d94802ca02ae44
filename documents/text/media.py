"""Media types by content: what a file is said to be when it is handed on. Names and senders are not asked."""

MEDIA_TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "txt": "text/plain",
}
UNKNOWN = "application/octet-stream"
# What a file that could not be read begins with. Nothing here is a type that a browser would run.
_BEGINNINGS = ((b"%PDF-", MEDIA_TYPES["pdf"]), (b"PK\x03\x04", "application/zip"))


def media_type_of(beginning: bytes, format: str = "") -> str:
    """Return the media type of a file from the format it was read as, else from its first bytes."""
    if format:
        return MEDIA_TYPES[format]
    return next((kind for start, kind in _BEGINNINGS if beginning.startswith(start)), UNKNOWN)
