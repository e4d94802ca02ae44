"""Meetings and deadlines for calendars."""

from django.views.decorators.http import require_safe

from .. import exports
from ..answers import asked_of, kept, page_address
from ..calendars import calendar_of
from ..models import Meeting
from ..questions import one_or_404

ICAL = "text/calendar; charset=utf-8"


@require_safe
def meetings_calendar(request):
    """Every meeting and session with a date."""
    return _calendar(request, exports.MEETINGS)


@require_safe
def schedule_calendar(request):
    """Every planned step with a date."""
    return _calendar(request, exports.SCHEDULE)


@require_safe
def meeting_calendar(request, slug):
    """One meeting."""
    asked = asked_of(request)
    rows = Meeting.objects.select_related("process").with_sources()
    found = one_or_404(rows.visible, asked.day, slug=slug)
    return kept(request, calendar_of([found], found.title, asked.link(found), asked), ICAL)


def _calendar(request, listing):
    asked = asked_of(request)
    rows = listing.rows(request.GET, asked.day)
    name = f"WTPF Tracker: {listing.title}"
    return kept(request, calendar_of(rows, name, page_address(request, listing.name), asked), ICAL)
