"""Feeds of what was published: everything, or about one text, topic, stakeholder or meeting."""

from django.views.decorators.http import require_safe

from documents.answers import feed_answer, page_address
from documents.models import Meeting, Stakeholder
from documents.questions import as_of_day, one_or_404
from documents.search.finding import find
from opinions import reading
from opinions.models import Opinion, Topic

from . import following
from .hits import NewestHits, items_of_hits
from .published import PublishedRows
from .search import ask


class FeedRows(PublishedRows):
    """Published rows of several kinds; a slice is a list of rows."""

    def __getitem__(self, part: slice) -> list:
        return self.rows(part)


@require_safe
def everything(request):
    """What was published last."""
    return _feed(request, "What was published last", following.everything(as_of_day(request)))


@require_safe
def text(request, slug):
    """What was published about a text."""
    day = as_of_day(request)
    found: Opinion = one_or_404(reading.opinions, day, slug=slug)
    return _feed(request, found.known_title, following.about_text(found, day), found)


@require_safe
def topic(request, slug):
    """What was published about the texts of a topic."""
    day = as_of_day(request)
    found: Topic = one_or_404(reading.topics, day, slug=slug)
    return _feed(request, found.title, following.about_topic(found, day), found)


@require_safe
def stakeholder(request, slug):
    """What was published of a stakeholder's doing and saying."""
    day = as_of_day(request)
    found = one_or_404(Stakeholder.objects.visible, day, slug=slug)
    return _feed(request, found.name, following.about_stakeholder(found, day), found)


@require_safe
def meeting(request, slug):
    """What was published of a meeting and its sessions."""
    day = as_of_day(request)
    found = one_or_404(Meeting.objects.visible, day, slug=slug)
    return _feed(request, found.title, following.about_meeting(found, day), found)


@require_safe
def search(request):
    """What a search finds."""
    found = find(ask(request.GET), as_of_day(request))
    name = f"Search: {found.question.text}" if found.question.text else "Search"
    return feed_answer(request, name, NewestHits(found), page_address(request, "search"), items=items_of_hits)


def _feed(request, title: str, kinds: dict, about=None):
    importance = request.GET.get("importance", "")
    rows = FeedRows(following.as_important(kinds, importance), as_of_day(request))
    name = f"{title}: significant events" if importance == "significant" else title
    page = request.build_absolute_uri(request.get_full_path().replace(".atom", "/", 1))
    return feed_answer(request, name, rows, page, about)
