"""The bytes of the files of published documents."""

from django.http import Http404
from django.views.decorators.http import require_safe

from ..downloads import as_download
from ..gone import refuse_if_gone
from ..models import ContributionFile


@require_safe
def file(request, sha256, name):
    """A file of a published document, as a download."""
    if not name.isprintable():  # no database looks for a NUL
        raise Http404("No published document has such a file.")
    rows = ContributionFile.objects.published().without_text()
    found = rows.filter(sha256=sha256, name=name).first()
    if found is None:
        refuse_if_gone(ContributionFile.objects.without_text().filter(sha256=sha256, name=name))
        raise Http404("No published document has such a file.")
    return as_download(found.file, name=found.name, media_type=found.media_type)
