"""Pages about the site itself: what it is and how far to trust it, and what was published last."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from documents.kinds import kind_words
from documents.models import Source
from documents.questions import page_of
from documents.resting import sourced_models

from .published import PublishedRows
from .withdrawn import withdrawals

# These pages speak of the site as it is, whatever day the address asks for.
NOW = {"as_of": None, "as_of_query": ""}

COUNTED = (
    "Process",
    "Meeting",
    "Stakeholder",
    "Contribution",
    "Opinion",
    "Revision",
    "Event",
    "Intervention",
)


@require_safe
def about(request):
    """What this is, how facts are sourced, what the words and notations mean."""
    models = {model.__name__: model for model in sourced_models()}
    counted = [(models[name], models[name].objects.published().count()) for name in COUNTED]
    counted.append((Source, Source.objects.published().count()))
    counts = [(number, kind_words(model, many=number != 1)) for model, number in counted]
    return render(request, "site/about.html", {"counts": counts, **NOW})


@require_safe
def changes(request):
    """What was published last, the newest happening first among what came on one day; what was withdrawn."""
    page = page_of(request, PublishedRows())
    withdrawn = withdrawals() if page.number == 1 else []
    return render(request, "site/changes.html", {"page": page, "withdrawn": withdrawn, **NOW})


@require_safe
def robots(request):
    """What programs that read page after page are told: all but the desk, and where to begin."""
    sitemap = request.build_absolute_uri(reverse("sitemaps"))
    lines = ["User-agent: *", f"Disallow: {reverse('admin:index')}", f"Sitemap: {sitemap}", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")
