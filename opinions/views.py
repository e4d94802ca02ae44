"""Being built."""

from django.http import Http404


def _missing(request, **words):
    raise Http404


opinions = opinion = revision = topic = positions = pledges = discrepancies = gaps = _missing
