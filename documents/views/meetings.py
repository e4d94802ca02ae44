"""Meetings: all of them by process and date, and one with what took place at it."""

from django.db.models import Prefetch
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ..models import Body, Meeting, Process
from ..pages import meeting_page
from ..questions import as_of_day, one_or_404


@require_safe
def meetings(request):
    """Every meeting under its process, that of most meetings first; and the bodies that met."""
    day = as_of_day(request)
    sessions = Prefetch("sessions", Meeting.objects.visible(day).with_sources())
    whole = Meeting.objects.visible(day).filter(parent=None).with_sources().prefetch_related(sessions)
    processes = Process.objects.visible(day).prefetch_related(Prefetch("meetings", whole))
    # The negotiation that the record is about before those that it touches; else in the order of time.
    processes = sorted(processes, key=lambda process: -len(process.meetings.all()))
    bodies = Body.objects.visible(day).select_related("parent").with_sources()
    return render(request, "documents/meetings.html", {"processes": processes, "bodies": bodies})


@require_safe
def meeting(request, slug):
    """One meeting: who was there, what was decided, said, promised, and which papers it had."""
    day = as_of_day(request)
    rows = Meeting.objects.select_related("process", "body", "parent").with_sources()
    found = one_or_404(rows.visible, day, slug=slug)
    return render(request, "documents/meeting.html", meeting_page(found, day))
