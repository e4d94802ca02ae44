"""“What happened here”: the page of a meeting on which its events and pledges are entered at once."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, QueryDict
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.html import format_html

from documents.admin import MeetingAdmin
from documents.desk import reviews
from documents.models import Confidence, Meeting
from documents.sentences import counted

from .desk.choices import sources_of
from .forms_meeting import MORE_PLEDGES, MOST_PLEDGES, HappenedForm
from .models import Pledge

NEEDED = ("opinions.add_event", "opinions.add_pledge")

admin.site.unregister(Meeting)


@admin.register(Meeting)
class HappenedMeetingAdmin(MeetingAdmin):
    """A meeting has a page for what happened at it."""

    change_form_template = "desk/meeting_change_form.html"

    def get_urls(self):
        own = path(
            "<int:pk>/happened/", self.admin_site.admin_view(self.happened), name="documents_meeting_happened"
        )
        return [own, *super().get_urls()]

    def happened(self, request, pk):
        """Ask what happened at a meeting, to each of its texts, and what was promised there."""
        meeting = self.get_queryset(request).filter(pk=pk).first()
        if meeting is None:
            raise Http404
        if not request.user.has_perms(NEEDED):
            raise PermissionDenied
        if request.method != "POST":
            begun = {"date": meeting.date, "sources": sources_of(meeting), "confidence": Confidence.HIGH}
            return self._happened_page(request, meeting, HappenedForm(meeting, initial=begun))
        form = HappenedForm(meeting, _with_more_lines(request.POST))
        if "_more" not in request.POST and form.is_valid() and (rows := form.enter(by=request.user)):
            self._say_entered(request, meeting, rows)
            return redirect("admin:documents_meeting_happened", meeting.pk)
        return self._happened_page(request, meeting, form)

    def _say_entered(self, request, meeting: Meeting, rows: list) -> None:
        pledges = sum(isinstance(row, Pledge) for row in rows)
        parts = [counted(len(rows) - pledges, "event", "events"), counted(pledges, "pledge", "pledges")]
        said = f"Entered of {meeting}: {parts[0]} and {parts[1]}."
        if "_review" not in request.POST:
            self.message_user(request, f"{said} They are drafts.", messages.SUCCESS)
            return
        review = reviews.ask_review(by=request.user, rows=rows, title=f"What happened at {meeting}")
        place = reverse("admin:documents_review_change", args=[review.pk])
        link = format_html('{} <a href="{}">They wait for review.</a>', said, place)
        self.message_user(request, link, messages.SUCCESS)

    def _happened_page(self, request, meeting: Meeting, form: HappenedForm):
        refused = request.method == "POST" and "_more" not in request.POST
        words = {
            **self.admin_site.each_context(request),
            "title": f"What happened at {meeting}",
            "opts": self.opts,
            "original": meeting,
            "form": form,
            "refused": refused,
            "media": self.media + form.media,
        }
        return TemplateResponse(request, "desk/happened.html", words, status=422 if refused else 200)


def _with_more_lines(data: QueryDict) -> QueryDict:
    """The data of a form whose reader asked for more lines of pledges; the rest as it was."""
    if data.get("_more") != "pledges":
        return data
    more = data.copy()
    total = data.get("pledges-TOTAL_FORMS", "")
    number = int(total) if total.isdigit() and len(total) < 5 else 0
    more["pledges-TOTAL_FORMS"] = str(min(number + MORE_PLEDGES, MOST_PLEDGES))
    return more
