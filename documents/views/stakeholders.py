"""Who takes part: all by category, and one with what it submitted, said and promised."""

from django.db.models import Case, Value, When
from django.db.models.functions import Lower
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ..filters import StakeholderFilter
from ..models import Stakeholder
from ..pages import stakeholder_page
from ..questions import as_of_day, page_of
from .known import one_or_404

ROWS_PER_PAGE = 100


@require_safe
def stakeholders(request):
    """Stakeholders under their category, with how many documents each submitted."""
    day = as_of_day(request)
    filters = StakeholderFilter(request.GET, day=day)
    places = [
        When(category=value, then=Value(place)) for place, value in enumerate(Stakeholder.Category.values)
    ]
    rows = filters.rows().order_by(Case(*places), Lower("short_name"), "pk").with_document_counts(day)
    page = page_of(request, rows, size=ROWS_PER_PAGE)
    context = {"page": page, "filters": filters, "facets": filters.facets(), "chosen": filters.chosen()}
    return render(request, "documents/stakeholders.html", context)


@require_safe
def stakeholder(request, slug):
    """One stakeholder: its documents, words, promises, proposals, stances, meetings."""
    day = as_of_day(request)
    rows = Stakeholder.objects.select_related("parent").with_sources()
    found = one_or_404(rows, day, slug=slug)
    return render(request, "documents/stakeholder.html", stakeholder_page(found, day))
