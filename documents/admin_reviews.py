"""The queue of what waits for a person, and the page on which a review is decided."""

from django.apps import apps
from django.conf import settings
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import get_script_prefix, path, reverse
from django.utils import timezone

from .admin_base import LookedAt
from .desk import previews, reviews, roles
from .desk.queue import queue_of, shown_items
from .forms_reviews import DecisionForm, PreviewForm
from .models import Publishable, Review

WAITING = "admin:documents_review_changelist"


@admin.register(Review)
class ReviewAdmin(LookedAt):
    """Its plain list is the queue; with a question in the address it is the list of all reviews."""

    list_display = ("title", "state", "asked_by", "asked_at", "decided_by", "decided_at")
    list_filter = ("state", "asked_by")
    list_select_related = ("asked_by", "decided_by")
    search_fields = ("title", "note", "comment")

    def get_urls(self):
        own = [
            path(
                "preview/<str:label>/<int:pk>/",
                self.admin_site.admin_view(self.preview_view),
                name="documents_review_preview",
            ),
            path(
                "<path:object_id>/look/", self.admin_site.admin_view(self.look), name="documents_review_look"
            ),
        ]
        return [*own, *super().get_urls()]

    def changelist_view(self, request, extra_context=None):
        """Show what waits for the person, oldest first."""
        if request.GET or not self.has_view_permission(request):
            return super().changelist_view(request, extra_context)
        words = {"title": "What waits", "groups": queue_of(request.user), **(extra_context or {})}
        return self._page(request, "admin/review_queue.html", words)

    def change_view(self, request, object_id, form_url="", extra_context=None):
        """Show a review with all its things in words, and do what its buttons say."""
        review = self._review(request, object_id)
        deciding = request.method == "POST" and "_link" not in request.POST
        form = DecisionForm(request.POST if deciding else None)
        if deciding and form.is_valid() and (said := self._done(request, review, form)):
            self.message_user(request, said, messages.SUCCESS)
            return redirect(*_onwards(request))
        words = self._words(request, review, form)
        links = PreviewForm(request.POST if "_link" in request.POST else None)
        if links.is_valid():
            token = previews.token_of(review, by=request.user, days=links.cleaned_data["days"])
            words["link"] = request.build_absolute_uri(_in_preview(token, words["first_page"]))
        return self._page(request, "admin/review.html", {**words, "links": links})

    def _review(self, request, object_id) -> Review:
        if not self.has_view_permission(request):
            raise PermissionDenied
        review = self.get_object(request, admin.utils.unquote(object_id))
        if review is None:
            raise Http404
        return review

    def _words(self, request, review: Review, form: DecisionForm) -> dict:
        # Taken before what is shown is read. A page that is shown again after a refusal speaks of what is
        # there now.
        form.initial["mark"] = mark = reviews.mark_of_review(review)
        if form.is_bound:
            form.data = {**form.data.dict(), "mark": mark}
        items = shown_items(review)
        rows = [item.row for item in items if isinstance(item.row, Publishable)]
        return {
            "title": review.title,
            "review": review,
            "original": review,
            "items": items,
            "form": form,
            "refusal": reviews.refusal(request.user, review) if review.is_open else "",
            "decides": roles.may_decide(request.user),
            "own": review.asked_by_id == request.user.pk,
            "first_page": previews.page_of(rows[0]) if rows else "",
            "zone": settings.TIME_ZONE,
            "clock": timezone.localtime(),
        }

    def _done(self, request, review: Review, form: DecisionForm) -> str:
        """Do what the button says; return a sentence about it, or put the reason why not into the form."""
        given = form.cleaned_data
        try:
            return _decided(
                request, review, given["comment"].strip(), given["at"], given["mark"] or "not said"
            )
        except ValidationError as problem:
            for sentence in problem.messages:
                form.add_error(None, sentence)
            review.refresh_from_db()
        return ""

    def look(self, request, object_id):
        """Lead on to the preview of a review, for a day."""
        review = self._review(request, object_id)
        rows = [row for _, row in reviews.rows_of(review) if isinstance(row, Publishable)]
        if not rows:
            raise Http404
        return self._to_preview(request, review, rows[0])

    def preview_view(self, request, label, pk):
        """Lead on to the preview of one draft, for a day."""
        try:
            model = apps.get_model(label)
        except (LookupError, ValueError):
            raise Http404 from None
        page = self.admin_site._registry.get(model)
        if page is None or not issubclass(model, Publishable):
            raise Http404
        row = get_object_or_404(model, pk=pk)
        if not page.has_view_permission(request, row):
            raise PermissionDenied
        if row.is_published:
            return redirect(previews.page_of(row))
        return self._to_preview(request, row, row)

    def _to_preview(self, request, shown, row) -> HttpResponseRedirect:
        token = previews.token_of(shown, by=request.user, days=1)
        return redirect(_in_preview(token, previews.page_of(row)))

    def _page(self, request, template: str, words: dict) -> TemplateResponse:
        whole = {**self.admin_site.each_context(request), "opts": self.opts, "media": self.media, **words}
        return TemplateResponse(request, template, whole)


def _in_preview(token: str, page: str) -> str:
    return reverse("preview", args=[token, ""]) + page.removeprefix(get_script_prefix())


def _onwards(request) -> list:
    """Where to go after a review is decided: to the next that waits for the person, or to the queue."""
    groups = queue_of(request.user) if "_publish_next" in request.POST else []
    waiting = [review for group in groups if group.name == "waiting" for review in group.reviews]
    return ["admin:documents_review_change", waiting[0].pk] if waiting else [WAITING]


def _decided(request, review: Review, comment: str, at, mark: str) -> str:
    by, name = request.user, f"“{review.title}”"
    if "_send_back" in request.POST:
        reviews.send_back(review, by=by, comment=comment)
        return f"{name} was sent back to {review.asked_by}, with your comment."
    if "_take_back" in request.POST:
        reviews.take_back(review, by=by)
        return f"You took {name} back. What you entered stays, as a draft."
    if at is not None:
        reviews.approve(review, by=by, at=at, comment=comment, mark=mark)
        return f"{name} will be published on {timezone.localtime(at):%-d %B %Y at %H:%M}."
    if "_publish" in request.POST or "_publish_next" in request.POST:
        reviews.approve(review, by=by, comment=comment, mark=mark)
        return f"Published: {name}."
    raise ValidationError("No button was pressed. Choose one.")
