"""A process as a whole, and the schedule: planned against actual."""

from django.db.models import Prefetch
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ..models import Meeting, Process, ScheduleItem
from ..pages import process_page
from ..questions import as_of_day, one_or_404


@require_safe
def process(request, slug):
    """One process: bodies, meetings, texts with their ends, documents by kind, schedule, facts."""
    day = as_of_day(request)
    found = one_or_404(Process.objects.with_sources().visible, day, slug=slug)
    return render(request, "documents/process.html", process_page(found, day))


@require_safe
def schedule(request):
    """What each process planned, and what came of it."""
    day = as_of_day(request)
    meetings = Prefetch("meeting", Meeting.objects.visible(day))
    items = ScheduleItem.objects.visible(day).prefetch_related(meetings).with_sources()
    processes = Process.objects.visible(day).prefetch_related(Prefetch("schedule", items))
    return render(request, "documents/schedule.html", {"processes": processes})
