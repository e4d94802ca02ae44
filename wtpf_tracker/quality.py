"""What is missing from the record, counted and listed for readers."""

from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from documents.questions import page_of

from .lacks import count_lacks
from .missing import BY_SLUG, GROUPS, LACKS
from .views import NOW


def _published(model):
    return model.objects.published()


@require_safe
def quality(request):
    """How much of what is published lacks something, by kind."""
    counts = count_lacks(LACKS, _published)
    groups = [(group, [count for count in counts if count.lack.group == group]) for group in GROUPS]
    stated = [count for count in counts if count.lack.state and count.whole]
    return render(request, "site/quality.html", {"groups": groups, "stated": stated, **NOW})


@require_safe
def lacking(request, slug):
    """The published rows that lack one thing."""
    if slug not in BY_SLUG:
        raise Http404
    [count] = count_lacks([BY_SLUG[slug]], _published)
    return render(request, "site/lacking.html", {"count": count, "page": page_of(request, count), **NOW})
