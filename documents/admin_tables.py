"""Admin pages on which many things come in from a table, and go out as one."""

import logging
from itertools import chain

from django.contrib import admin, messages
from django.contrib.admin.options import IncorrectLookupParameters
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseRedirect, StreamingHttpResponse
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone

from .admin_base import RecordAdmin
from .desk import table_uploads
from .desk.importing import DRAWN, TableImport
from .desk.table_files import BROWSER, FORMATS, MEDIA_TYPES, WRITERS, read_table
from .desk.tables import RecordResource
from .desk.workbooks import TableRefused
from .forms_tables import LIMITS_IN_WORDS, TableForm

_HERE = "<!-- what is done -->"
_log = logging.getLogger(__name__)


class TableAdmin(RecordAdmin):
    """An admin page of the record with tables in and out; `table` says what they are made of."""

    table: type[RecordResource]
    change_list_template = "desk/tables_change_list.html"
    actions = (*RecordAdmin.actions, "export_chosen_csv", "export_chosen_xlsx")

    def get_urls(self):
        view, name = self.admin_site.admin_view, f"{self.opts.app_label}_{self.opts.model_name}"
        own = [
            path("import/", view(self.import_view), name=f"{name}_import"),
            path("export/<str:form>/", view(self.export_view), name=f"{name}_export"),
        ]
        return [*own, *super().get_urls()]

    def changelist_view(self, request, extra_context=None):
        tables = {"may_import": self.may_import(request), "formats": FORMATS}
        return super().changelist_view(request, {**tables, **(extra_context or {})})

    def may_import(self, request) -> bool:
        """Whether the person may import: who may add and change."""
        return self.has_add_permission(request) and self.has_change_permission(request)

    # --- out -----------------------------------------------------------------------------------

    def export_view(self, request, form):
        """Send all rows that the list shows with the same filters."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        if form not in FORMATS:
            raise Http404
        try:
            rows = self.get_changelist_instance(request).get_queryset(request)
        except IncorrectLookupParameters:
            return HttpResponseRedirect(self._list_address())
        return self._exported(request, form, rows)

    @admin.action(description="Export the chosen rows as CSV", permissions=["view"])
    def export_chosen_csv(self, request, rows):
        """Send the chosen rows."""
        return self._exported(request, "csv", rows)

    @admin.action(description="Export the chosen rows as XLSX", permissions=["view"])
    def export_chosen_xlsx(self, request, rows):
        """Send the chosen rows as a workbook."""
        return self._exported(request, "xlsx", rows)

    def _exported(self, request, form: str, rows):
        resource = self.table()
        keys = dict.fromkeys(rows.values_list("pk", flat=True))
        pieces = WRITERS[form](resource.headers, resource.exported(keys))
        if form == "xlsx":  # a workbook can be refused, and nothing of it is there before its end
            try:
                pieces = list(pieces)
            except TableRefused as refusal:
                self.message_user(request, str(refusal), messages.ERROR)
                return HttpResponseRedirect(self._list_address())
        name = f"{resource.kind}-{timezone.localdate():%Y-%m-%d}.{form}"
        headers = {"Content-Disposition": f'attachment; filename="{name}"'}
        return StreamingHttpResponse(pieces, content_type=MEDIA_TYPES[form], headers=headers)

    def _list_address(self) -> str:
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_changelist")

    # --- in ------------------------------------------------------------------------------------

    def import_view(self, request):
        """Ask for a file, try it, show what would become of each row; import it when that is confirmed."""
        if not self.may_import(request):
            raise PermissionDenied
        if request.method != "POST":
            return self._asked(request, TableForm())
        if "token" in request.POST:
            return self._confirmed(request)
        form = TableForm(request.POST, request.FILES)
        if not form.is_valid():
            return self._asked(request, form)
        known = {"path": table_uploads.keep(form.content), "name": form.cleaned_data["file"].name[:100]}
        return self._streamed(request, self._import_of(request, form.table, known), known, form.content)

    def _asked(self, request, form: TableForm):
        columns = [(each.column_name, each.said) for each in self.table().fields.values()]
        context = {"form": form, "columns": columns, "limits": LIMITS_IN_WORDS}
        return TemplateResponse(request, "desk/table_upload.html", self._table_words(request, **context))

    def _table_words(self, request, **more) -> dict:
        site = self.admin_site.each_context(request)
        return {
            **site,
            "opts": self.opts,
            "kind": self.table.kind,
            "title": f"Import {self.table.kind}",
            **more,
        }

    def _confirmed(self, request):
        try:
            known, data = table_uploads.kept(request.POST["token"], user=request.user, kind=self.table.kind)
            table = read_table(data, known["name"], BROWSER)
        except TableRefused as refusal:
            self.message_user(request, str(refusal), messages.ERROR)
            return HttpResponseRedirect(request.path)
        why = request.POST.get("why", "").strip()[:1000]
        trial = "_again" in request.POST or (known["needs_why"] and not why)
        mark = "" if trial else known["mark"]
        done = self._import_of(request, table, known, trial=trial, why=why, mark=mark)
        return self._streamed(request, done, known, data)

    def _import_of(self, request, table, known: dict, **options) -> TableImport:
        return TableImport(self.table(), table, name=known["name"], by=request.user, **options)

    def _streamed(self, request, done: TableImport, known: dict, data: bytes) -> StreamingHttpResponse:
        """Answer with a page that grows while the rows are looked at, and ends with the report."""
        title = f"Import {self.table.kind}: {'trial' if done.trial else 'what was done'}"
        context = self._table_words(request, name=known["name"], trial=done.trial, title=title)
        before, after = render_to_string("desk/table_run.html", context, request).split(_HERE)
        pieces = chain([before], self._pieces(request, done, known, data), [after])
        return StreamingHttpResponse(pieces, headers={"X-Accel-Buffering": "no"})

    def _pieces(self, request, done: TableImport, known: dict, data: bytes):
        try:
            for number in done.run():
                yield f'<p class="step">{number:,} of {done.report.total:,} rows looked at …</p>\n'
        except Exception:  # noqa: BLE001 - the page is half sent: what failed can only be said on it
            _log.exception("a table could not be imported")
            yield '<p class="errornote">Something failed on our side. Nothing was written.</p>'
            return
        context = {"report": done.report, "trial": done.trial, "drawn": DRAWN, "opts": self.opts}
        yield render_to_string(
            "desk/table_report.html", {**context, "token": self._token(request, done, known, data)}, request
        )

    def _token(self, request, done: TableImport, known: dict, data: bytes) -> str:
        """What confirms this trial, or "" where there is nothing to confirm; then the file is removed."""
        report = done.report
        if report.is_written or (done.trial and (report.is_refused or not report.changes_something)):
            table_uploads.drop(known["path"])
            return ""
        return table_uploads.token_of(
            known["path"], data, user=request.user, kind=self.table.kind, name=known["name"],
            mark=report.mark, needs_why=report.needs_why,
        )  # fmt: skip
