"""Being built."""

from django.http import Http404


def _missing(request, **words):
    raise Http404


home = about = changes = _missing
