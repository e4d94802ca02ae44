"""“What happened next”: the page on which an event is entered with all that belongs to it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, QueryDict
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.html import format_html

from documents.desk import reviews
from documents.models import Meeting
from documents.text.dates import parse_edtf

from .desk.choices import choices_at, context_of, grouped, stage_before
from .forms_step import CITED, HEADINGS, MOST_ROWS, PARTS, ROWS, StepForm
from .models import Opinion, Revision
from .stages import STAGE_LABELS

NEEDED = (
    "opinions.add_event",
    "opinions.add_revision",
    "opinions.add_amendment",
    "opinions.add_intervention",
)


class StepMixin:
    """An admin page of opinions with a page for what happened next to one."""

    def get_urls(self):
        own = path("<int:pk>/next/", self.admin_site.admin_view(self.next_view), name="opinions_opinion_next")
        return [own, *super().get_urls()]

    def next_view(self, request, pk):
        """Ask what happened next to an opinion, and enter it with all that belongs to it."""
        opinion = self.get_queryset(request).filter(pk=pk).first()
        if opinion is None:
            raise Http404
        if not request.user.has_perms(NEEDED):
            raise PermissionDenied
        if request.method == "POST":
            form = StepForm(opinion, _with_more_rows(request.POST))
            if _is_asking(request):
                form.only_as_typed()
            elif form.is_valid() and (rows := form.enter(by=request.user)):
                return self._entered(request, opinion, rows)
        else:
            form = StepForm(opinion, initial=_beginning(opinion, request.GET))
        return self._page(request, opinion, form)

    def _entered(self, request, opinion: Opinion, rows: list):
        event = rows[0]
        link = format_html(
            '<a href="{}">{}</a>', reverse("admin:opinions_event_change", args=[event.pk]), event
        )
        self.message_user(request, format_html("Entered as a draft: {}.", link), messages.SUCCESS)
        if "_review" in request.POST:
            review = reviews.ask_review(by=request.user, rows=rows, title=str(event))
            place = reverse("admin:documents_review_change", args=[review.pk])
            said = format_html('<a href="{}">{} things wait for review.</a>', place, len(rows))
            self.message_user(request, said, messages.SUCCESS)
        if "_another" in request.POST:
            return redirect("admin:opinions_opinion_next", opinion.pk)
        return redirect("admin:opinions_opinion_change", opinion.pk)

    def _page(self, request, opinion: Opinion, form: StepForm):
        date = form.event["date"].value() or ""
        date = "" if form.event.errors.get("date") else date
        stage = stage_before(opinion, date)
        choices = choices_at(stage)
        words = {
            **self.admin_site.each_context(request),
            "title": "What happened next",
            "opts": self.model._meta,
            "original": opinion,
            "stage": STAGE_LABELS[stage],
            "on": parse_edtf(date).in_words() if date else "",
            "groups": grouped(choices),
            "refused": [choice for choice in choices if choice.refused],
            "cited": CITED,
            "chosen": form.event["kind"].value(),
            "form": form,
            "parts": [(HEADINGS[name], name, form.rows[name]) for name in PARTS],
            "media": self.media + form.media,
        }
        refused = form.event.is_bound and "_follow" not in request.POST
        return TemplateResponse(request, "desk/next.html", words, status=422 if refused else 200)


def _is_asking(request) -> bool:
    """Whether more rows, or what may follow on another date, are asked for and nothing is to be entered."""
    return "_more" in request.POST or "_follow" in request.POST


def _with_more_rows(data: QueryDict) -> QueryDict:
    """The data of a form whose reader asked for more rows of one kind; the rest as it was."""
    name = data.get("_more", "")
    if name not in PARTS:
        return data
    more = data.copy()
    total = f"{name}-TOTAL_FORMS"
    number = int(data[total][:9]) if data.get(total, "").isdecimal() else 0
    more[total] = str(min(number + ROWS, MOST_ROWS))
    return more


def _beginning(opinion: Opinion, asked) -> dict:
    """What the forms begin with: what was entered last, and ?meeting= and ?contribution= of the address."""
    meeting = Meeting.objects.filter(slug=asked.get("meeting", "")).first()
    found = context_of(opinion, meeting=meeting)
    event = {"date": found.date, "meeting": found.meeting, "sources": found.sources}
    if asked.get("contribution", "").isdecimal():
        event["contribution"] = int(asked["contribution"][:15])
    text = {"basis": Revision.Basis.OFFICIAL, "based_on": [found.based_on] if found.based_on else []}
    return {"event": event, "revision": text}
