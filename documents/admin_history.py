"""The history of each thing at the desk: every change with what it changed, and a way back to each state."""

from collections import Counter
from dataclasses import dataclass

from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.html import format_html

from .desk.restoring import restore, what_would_differ
from .desk.states import Difference, differences, many_differences
from .models import Change

CHANGES_PER_PAGE = 20


@dataclass(frozen=True)
class Entry:
    """One change as the history shows it."""

    change: Change
    differences: list[Difference]
    others: int  # things saved together with it


class HistoryPages:
    """Adds to the admin pages of a model: the history of each row, one change of it, and restoring."""

    object_history_template = "admin/thing_history.html"

    def get_urls(self):
        name = f"{self.opts.app_label}_{self.opts.model_name}_change_made"
        one = path(
            "<int:pk>/history/<int:change>/", self.admin_site.admin_view(self.change_made_view), name=name
        )
        return [one, *super().get_urls()]

    def history_view(self, request, object_id, extra_context=None):
        """Every change of one thing, also of one that was deleted, newest first."""
        row = self._seen_row(request, object_id)
        pk = row.pk if row else _number(object_id)
        changes = Change.objects.about(self.model, pk).select_related("by")
        if row is None and not changes.exists():
            raise Http404("There never was such a row.")
        page = Paginator(changes, CHANGES_PER_PAGE).get_page(request.GET.get("p"))
        page_of_entries = _entries(self.model, list(page))
        name = str(row) if row else changes.first().name
        context = self._context(request, row, pk, f"History of “{name}”")
        context |= {"page": page, "entries": page_of_entries, "name": name, **(extra_context or {})}
        return TemplateResponse(request, self.object_history_template, context)

    def change_made_view(self, request, pk, change):
        """One change, and what restoring the state after it would do; with a reason it is done."""
        row = self._seen_row(request, str(pk))
        made = get_object_or_404(Change.objects.about(self.model, pk).select_related("by"), pk=change)
        may = self.has_change_permission(request, row) and (
            row is not None or self.has_add_permission(request)
        )
        problems = []
        if request.method == "POST":
            if not may:
                raise PermissionDenied
            try:
                return self._restored(request, made)
            except ValidationError as problem:
                problems = problem.messages
        context = self._context(request, row, pk, f"{made.name}: {made.get_act_display()}")
        context |= {"change": made, "differences": differences(self.model, made.before, made.after)}
        context |= {"would": what_would_differ(made), "may": may, "problems": problems}
        context |= {"why": request.POST.get("why", ""), "others": _others([made])[made.work]}
        return TemplateResponse(request, "admin/change_made.html", context)

    def _restored(self, request, made: Change):
        found = restore(made, by=request.user, why=request.POST.get("why", "")[:1000])
        if found.review:
            where = reverse("admin:documents_review_change", args=[found.review.pk])
            said = format_html(
                'Readers still see “{}” as it was. The earlier state waits <a href="{}">for review</a>.',
                found.row, where,
            )  # fmt: skip
        else:
            said = f"Restored: “{found.row}”. This too can be undone, from the history."
        self.message_user(request, said, messages.SUCCESS)
        return HttpResponseRedirect(self._address("change", found.row.pk))

    def _seen_row(self, request, object_id):
        """The row, or None where it is gone; PermissionDenied where the person may not see it."""
        row = self.get_object(request, unquote(object_id))
        if not self.has_view_or_change_permission(request, row):
            raise PermissionDenied
        return row

    def _address(self, page: str, *args) -> str:
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_{page}", args=args)

    def _context(self, request, row, pk, title: str) -> dict:
        return {
            **self.admin_site.each_context(request),
            "title": title,
            "subtitle": None,
            "opts": self.opts,
            "original": row,
            "pk": pk,
            "one_change": f"admin:{self.opts.app_label}_{self.opts.model_name}_change_made",
        }


def address_of_change(change: Change) -> str:
    """Return the address of the page of one change."""
    kind = change.model._meta
    return reverse(
        f"admin:{kind.app_label}_{kind.model_name}_change_made", args=[change.object_pk, change.pk]
    )


def _entries(model, changes: list[Change]) -> list[Entry]:
    found = many_differences(model, [(change.before, change.after) for change in changes])
    others = _others(changes)
    return [Entry(change, each, others[change.work]) for change, each in zip(changes, found, strict=True)]


def _others(changes: list[Change]) -> Counter:
    """How many other things were saved in the same piece of work, by its number; one query."""
    works = Change.objects.filter(work__in={change.work for change in changes}).order_by()
    return Counter(
        {each["work"]: each["number"] - 1 for each in works.values("work").annotate(number=Count("pk"))}
    )


def _number(object_id: str) -> int:
    text = unquote(object_id)
    if not (text.isascii() and text.isdigit() and len(text) < 19):
        raise Http404("That is no number of a row.")
    return int(text)
