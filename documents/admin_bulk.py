"""Many rows at once: publishing them, after a page that says what readers will see, and asking for review."""

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.template.response import TemplateResponse

from .desk import bulk, reviews

MOST = 200
"""As many rows are published or sent to review at once; more are no longer looked through."""


class BulkActions:
    """What the lists of the record do with the rows that were chosen."""

    @admin.action(description="Publish the chosen rows", permissions=["publish"])
    def publish_chosen(self, request, rows):
        """Show what would be published and what is against it; once confirmed, publish all or nothing."""
        if self._too_many(request, rows):
            return None
        if "confirmed" not in request.POST:
            return self._confirmation(request, rows)
        try:
            number = reviews.publish_now(by=request.user, rows=rows, why=request.POST.get("why", "")[:1000])
        except ValidationError as problem:
            for sentence in problem.messages:
                self.message_user(request, sentence, messages.ERROR)
        else:
            self.message_user(request, f"Published now: {number}.", messages.SUCCESS)
        return None

    def _confirmation(self, request, rows):
        plan = bulk.plan_of(rows, by=request.user)
        words = {
            **self.admin_site.each_context(request),
            "title": "Publish these?",
            "opts": self.opts,
            "plan": plan,
            "chosen": request.POST.getlist("_selected_action"),
            "across": request.POST.get("select_across", "0"),
        }
        return TemplateResponse(request, "desk/publish_chosen.html", words)

    @admin.action(description="Send the chosen rows to review", permissions=["change"])
    def review_chosen(self, request, rows):
        """Have the drafts among the chosen rows wait for review together."""
        if self._too_many(request, rows):
            return
        review = reviews.ask_review(by=request.user, rows=rows)
        if review is None:
            self.message_user(request, "All of these are published already.", messages.WARNING)
        else:
            self.message_user(request, f"Waits for review: “{review}”.", messages.SUCCESS)

    def _too_many(self, request, rows) -> bool:
        number = rows.count()
        if number <= MOST:
            return False
        said = f"Nothing was done: {number} rows are chosen, and at most {MOST} are looked through at once."
        self.message_user(request, f"{said} Choose fewer.", messages.ERROR)
        return True
