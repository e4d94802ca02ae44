"""Taking a published thing from the readers, with a notice where it stood; and why it is never deleted."""

from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse

from .desk import roles, withdrawing
from .desk.history import work
from .kinds import kind_words
from .models import Change, Publishable


class WithdrawPages:
    """Adds to the admin pages of a model: withdrawing what is published, and deleting drafts."""

    delete_confirmation_template = "admin/record_delete.html"
    delete_selected_confirmation_template = "admin/record_delete_selected.html"

    def get_urls(self):
        name = f"{self.opts.app_label}_{self.opts.model_name}_withdraw"
        view = self.admin_site.admin_view(self.withdraw_view)
        return [path("<int:pk>/withdraw/", view, name=name), *super().get_urls()]

    def withdraw_view(self, request, pk):
        """What readers see now and what rests on it; with a reason, it is withdrawn."""
        row = self.get_object(request, str(pk))
        if not roles.may_decide(request.user) or not self.has_change_permission(request, row):
            raise PermissionDenied
        if row is None or not isinstance(row, Publishable):
            raise Http404("There is nothing here that could be withdrawn.")
        problems = []
        if request.method == "POST":
            try:
                withdrawing.withdraw(row, by=request.user, why=request.POST.get("why", "")[:1000].strip())
            except ValidationError as problem:
                problems = problem.messages
            else:
                said = f"Withdrawn: “{row}”. Readers are told so, and why, where it stood."
                self.message_user(request, said, messages.SUCCESS)
                return HttpResponseRedirect(
                    reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_change", args=[pk])
                )
        context = self._standing_context(request, row, f"Withdraw “{row}”")
        context |= {"problems": problems, "why": request.POST.get("why", "")}
        context |= {"resting": _resting(row) if row.is_published else []}
        return TemplateResponse(request, "admin/withdraw.html", context)

    def delete_view(self, request, object_id, extra_context=None):
        """Ask what else would go and why; what readers see or saw is not deleted."""
        row = self.get_object(request, unquote(object_id))
        kept = row is not None and (
            getattr(row, "is_published", False) or getattr(row, "is_withdrawn", False)
        )
        if kept and self.has_delete_permission(request):
            context = self._standing_context(request, row, f"“{row}” is not deleted")
            return TemplateResponse(request, "admin/not_deleted.html", context, status=403)
        if request.method != "POST":
            return super().delete_view(request, object_id, extra_context)
        with work(by=request.user, act=Change.Act.DELETED, why=_why(request)):
            return super().delete_view(request, object_id, extra_context)

    def get_deleted_objects(self, objs, request):
        """What would go, without the rows that only connect two things: they have no name of their own."""
        deleted, *rest = super().get_deleted_objects(objs, request)
        return _without_links(deleted), *rest

    def delete_queryset(self, request, queryset):
        """Delete the chosen rows, all for the one reason given."""
        with work(by=request.user, act=Change.Act.DELETED, why=_why(request)):
            for row in queryset:
                row.delete()

    def _standing_context(self, request, row, title: str) -> dict:
        return {
            **self.admin_site.each_context(request),
            "title": title,
            "subtitle": None,
            "opts": self.opts,
            "original": row,
        }


def _resting(row) -> list[tuple[str, str, str]]:
    """(kind, name, address at the desk) of the published things that name `row`."""
    return [
        (
            kind_words(type(each)),
            str(each),
            reverse(f"admin:{each._meta.app_label}_{each._meta.model_name}_change", args=[each.pk]),
        )
        for each in withdrawing.published_above(row)
    ]


def _without_links(deleted: list) -> list:
    kept = [_without_links(each) if isinstance(each, list) else each for each in deleted]
    return [each for each in kept if each != [] and not (isinstance(each, str) and " relationship: " in each)]


def _why(request) -> str:
    return request.POST.get("why", "")[:1000].strip()
