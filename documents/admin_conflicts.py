"""Where somebody else saved or deleted what a person has open: nothing is overwritten or lost."""

from django.contrib.admin.utils import flatten_fieldsets, unquote
from django.template.response import TemplateResponse
from django.urls import reverse

from .desk.merging import clashes, merged, state_opened, typed_state, written_into
from .desk.states import NOTHING, mark_of, state_of
from .models import Change

# What a browser sends beside what was typed.
NOT_TYPED = {"csrfmiddlewaretoken", "seen", "_save", "_continue", "_addanother", "_review"}


class ConflictPages:
    """Adds to the admin pages of a model: what a person typed meets what another did meanwhile."""

    def brought_together(self, request, row) -> dict:
        """Put what somebody else saved meanwhile into the data of the form, where it was not changed there.

        Returns what the page shows of it: nothing where nobody saved. The form itself refuses.
        """
        now, seen = state_of(row), request.POST.get("seen", "")
        if seen == mark_of(now):
            return {}
        names = self._typed_names(request, row)
        base = state_opened(self.model, row.pk, seen)
        typed = typed_state(self.model, names, request.POST, base or now)
        both = merged(base or NOTHING, now, typed)
        request.POST = written_into(request.POST, self.model, names, both, now, row.pk)
        return {"conflict": clashes(self.model, base, now, typed), "files_lost": bool(request.FILES)}

    def gone_meanwhile(self, request, object_id):
        """The page for a thing that was deleted while its form was open; None where there never was one."""
        number = unquote(object_id)
        keys = [int(number)] if number.isdecimal() and len(number) < 19 else []
        last = Change.objects.about(self.model, *keys).select_related("by").first()
        if last is None or last.after is not None or not self.has_change_permission(request):
            return None
        names = self._typed_names(request, None)
        typed = typed_state(self.model, names, request.POST, last.before)
        anew = written_into(request.POST, self.model, names, typed, NOTHING, None)
        context = {
            **self.admin_site.each_context(request),
            "title": f"“{last.name}” was deleted while you had it open",
            "subtitle": None,
            "opts": self.opts,
            "change": last,
            "conflict": clashes(self.model, last.before, last.before, typed),
            "typed": [(key, each) for key, given in anew.lists() if key not in NOT_TYPED for each in given],
            "add": self._address_of("add") if self.has_add_permission(request) else "",
            "restore": self._address_of("change_made", last.object_pk, last.pk),
            "files_lost": bool(request.FILES),
        }
        return TemplateResponse(request, "admin/gone_meanwhile.html", context, status=409)

    def _typed_names(self, request, row) -> list[str]:
        shown = flatten_fieldsets(self.get_fieldsets(request, row))
        readonly = self.get_readonly_fields(request, row)
        return [name for name in shown if name not in readonly]

    def _address_of(self, page: str, *args) -> str:
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_{page}", args=args)
