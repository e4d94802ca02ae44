"""Who takes part: all by category, and one with what it submitted, said and promised."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from ..filters import StakeholderFilter
from ..models import Stakeholder
from ..pages import stakeholder_page
from ..questions import as_of_day, one_or_404, page_of

ROWS_PER_PAGE = 100


@require_safe
def stakeholders(request):
    """Stakeholders under their category, with how many documents each submitted."""
    day = as_of_day(request)
    filters = StakeholderFilter(request.GET, day=day)
    page = page_of(request, filters.in_order(), size=ROWS_PER_PAGE)
    context = {"page": page, "filters": filters, "facets": filters.facets(), "chosen": filters.chosen()}
    return render(request, "documents/stakeholders.html", context)


@require_safe
def stakeholder(request, slug):
    """One stakeholder: its documents, words, promises, proposals, stances, meetings."""
    day = as_of_day(request)
    rows = Stakeholder.objects.select_related("parent").with_sources()
    found = one_or_404(rows.visible, day, slug=slug)
    return render(request, "documents/stakeholder.html", stakeholder_page(found, day))
