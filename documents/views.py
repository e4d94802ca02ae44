"""Being built."""

from django.http import Http404


def _missing(request, **words):
    raise Http404


contributions = contribution = short_address = process = meetings = meeting = schedule = stakeholders = stakeholder = sources = source = _missing
