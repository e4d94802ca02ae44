"""Sources: all by kind, and one with every fact that rests on it."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from ..models import Source
from ..questions import as_of_day, one_or_404
from ..resting import fact_counts, facts_by_model
from ..text.natural import natural_key


@require_safe
def sources(request):
    """Every source under its kind, with how many facts rest on it."""
    day = as_of_day(request)
    counts = fact_counts(day)
    found = sorted(Source.objects.visible(day), key=lambda source: natural_key(source.key))
    kinds = [
        (label, [(source, counts[source.pk]) for source in found if source.kind == kind])
        for kind, label in Source.Kind.choices
    ]
    return render(request, "documents/sources.html", {"kinds": kinds, "number": len(found)})


@require_safe
def source(request, key):
    """One source: where it is, since when the public could read it, and what rests on it."""
    day = as_of_day(request)
    found = one_or_404(Source.objects.visible, day, key=key)
    groups = facts_by_model(found, day)
    number = sum(len(facts) for _, facts in groups)
    return render(request, "documents/source.html", {"source": found, "groups": groups, "number": number})
