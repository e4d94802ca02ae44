"""Bytes that people brought, handed on as they came: as a download, never shown inside a page."""

from django.db.models.fields.files import FieldFile
from django.http import FileResponse, Http404

from .text.media import MEDIA_TYPES, UNKNOWN

# Should a browser show it all the same, it may run, fetch and frame nothing.
POLICY = "default-src 'none'; sandbox"


def as_download(file: FieldFile, *, name: str, media_type: str) -> FileResponse:
    """Answer with the stored bytes of `file` under `name`; Http404 where they are no longer there."""
    try:
        content = file.open("rb")
    except (OSError, ValueError):
        raise Http404("The bytes of this file are no longer where they were stored.") from None
    return FileResponse(
        content,
        as_attachment=True,
        filename=name,
        content_type=media_type if media_type in MEDIA_TYPES.values() else UNKNOWN,
        headers={"X-Content-Type-Options": "nosniff", "Content-Security-Policy": POLICY},
    )
