"""The bytes of files, handed on as they came and never shown inside a page."""

from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from ..models import ContributionFile
from ..text.media import MEDIA_TYPES, UNKNOWN

# Should a browser show it all the same, it may run, fetch and frame nothing.
POLICY = "default-src 'none'; sandbox"


@require_safe
def file(request, sha256, name):
    """A file of a published document, as a download."""
    rows = ContributionFile.objects.readable().without_text()
    found = get_object_or_404(rows.filter(sha256=sha256, name=name)[:1])
    try:
        content = found.file.open("rb")
    except OSError:
        raise Http404("The bytes of this file are no longer where they were stored.") from None
    kind = found.media_type if found.media_type in MEDIA_TYPES.values() else UNKNOWN
    return FileResponse(
        content,
        as_attachment=True,
        filename=found.name,
        content_type=kind,
        headers={"X-Content-Type-Options": "nosniff", "Content-Security-Policy": POLICY},
    )
