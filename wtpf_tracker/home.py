"""The first page: a whole process in one picture, what is disputed and what is not known."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from documents.models import Process
from documents.questions import as_of_day
from opinions.models import Discrepancy, Event, Opinion
from opinions.pictures import overview, overview_cells
from opinions.reading import gaps
from opinions.stages import OUTCOME_LABELS, Kind

from .headline import headline, standfirst

SHORT_LIST = 5


@require_safe
def home(request):
    """Show the process with the first opinions, as it could be known on `?as_of=`."""
    day = as_of_day(request)
    process = Process.objects.published().filter(opinions__published_at__isnull=False).first()
    opinions = list(Opinion.objects.visible(day).filter(process=process).in_picture())
    events = (
        list(Event.objects.visible(day).filter(opinion__in=opinions).for_picture(day)) if opinions else []
    )
    meetings = process.meetings.published() if process else []
    columns, picture = overview(opinions, events, meetings, day)
    adoptions = [event for event in events if event.kind == Kind.ADOPTED]
    topics = process.topics.visible(day).count() if process else 0
    disputed, unknown = Discrepancy.objects.visible(day), gaps(day)
    return render(
        request,
        "site/home.html",
        {
            "headline": headline(len(opinions), adoptions, day),
            "standfirst": standfirst(topics),
            "picture": picture,
            "picture_title": f"{process.short_title}: from the first drafts to the end of each text"
            if process
            else "",
            "rows": overview_cells(picture, events, columns, meetings),
            "columns": columns,
            "legend": OUTCOME_LABELS.items(),
            "latest": _latest(day),
            "disputed": disputed[:SHORT_LIST],
            "disputed_count": disputed.count(),
            "unknown": unknown[:SHORT_LIST],
            "unknown_count": unknown.count(),
            "process": process,
            "others": _others(process, day),
        },
    )


def _latest(day) -> list[Event]:
    """The newest steps of all paths; what merely happened meanwhile is none."""
    steps = Event.objects.visible(day).published_path().exclude(kind=Kind.BACKGROUND)
    return list(steps.latest_first()[:SHORT_LIST])


def _others(process: Process | None, day):
    """The other processes that have a text, as far as a reader sees both."""
    texts = Opinion.objects.visible(day).order_by().values("process")
    return Process.objects.visible(day).filter(pk__in=texts).exclude(pk=process and process.pk)
