"""Admin pages of processes, meetings, stakeholders, documents and sources."""

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.urls import path, reverse
from django.utils.html import format_html

from . import actions, admin_addresses, admin_log, admin_reviews  # noqa: F401 - they register themselves
from .admin_base import ReadsUploads, RecordAdmin
from .admin_fieldsets import ABOUT, RARE, WHAT
from .admin_inlines import RowInline
from .admin_tables import TableAdmin
from .desk.history import work
from .desk.tables import ContributionResource, MeetingResource, StakeholderResource
from .downloads import as_download
from .forms import ContributionFileForm, FilesFormSet
from .models import (
    Body,
    Contribution,
    ContributionFile,
    Fact,
    Meeting,
    Participation,
    Process,
    ScheduleItem,
    Source,
    Stakeholder,
    Submission,
)
from .resting import facts_naming

KNOWN_OF_A_FILE = ("name", "media_type", "size", "sha256", "extraction", "extraction_note", "text")


@admin.register(Source)
class SourceAdmin(RecordAdmin):
    date_hierarchy = "published_first"
    headings = {"key": WHAT, "note": WHAT}
    list_display = ("key", "title", "publisher", "published", "kind")
    list_filter = ("kind",)
    search_fields = ("key", "title", "publisher", "author", "address")

    def get_deleted_objects(self, objs, request):
        """Refuse to delete a source that a fact names: the fact would stand without it."""
        *rest, protected = super().get_deleted_objects(objs, request)
        named_by = [f"{fact._meta.verbose_name}: {fact}" for fact in facts_naming(objs)]
        return *rest, [*protected, *named_by]


@admin.register(Process)
class ProcessAdmin(RecordAdmin):
    list_display = ("short_title", "title", "host", "date")
    search_fields = ("slug", "title", "short_title", "host")
    prepopulated_fields = {"slug": ["short_title"]}


@admin.register(Body)
class BodyAdmin(RecordAdmin):
    list_display = ("name", "abbreviation", "kind", "parent")
    list_filter = ("kind",)
    list_select_related = ("parent",)
    search_fields = ("slug", "name", "abbreviation")
    prepopulated_fields = {"slug": ["name"]}


@admin.register(Meeting)
class MeetingAdmin(TableAdmin):
    table = MeetingResource
    list_display = ("short_title", "title", "date", "place", "status", "process", "body", "parent")
    list_filter = ("process", "status")
    list_select_related = ("process", "body", "parent")
    search_fields = ("slug", "title", "short_title", "place", "body__name", "body__abbreviation")
    prepopulated_fields = {"slug": ["short_title"]}


@admin.register(Participation)
class ParticipationAdmin(RecordAdmin):
    list_display = ("key", "meeting", "stakeholder", "person", "role")
    list_filter = ("role", "meeting")
    list_select_related = ("meeting", "stakeholder")
    search_fields = (
        "key", "person", "stakeholder__short_name", "stakeholder__name", "meeting__short_title",
        "meeting__title",
    )  # fmt: skip


@admin.register(ScheduleItem)
class ScheduleItemAdmin(RecordAdmin):
    list_display = ("number", "step", "date", "actual", "fate", "process")
    list_filter = ("process", "fate")
    list_select_related = ("process",)
    search_fields = ("step", "outcome", "process__short_title")
    proposed = ("process", "sources")


@admin.register(Stakeholder)
class StakeholderAdmin(TableAdmin):
    table = StakeholderResource
    list_display = ("short_name", "name", "category", "country", "parent")
    list_filter = ("category",)
    list_select_related = ("parent",)
    search_fields = ("slug", "name", "short_name")
    prepopulated_fields = {"slug": ["short_name"]}


class SubmissionInline(RowInline):
    model = Submission


class ContributionFileInline(RowInline):
    """New files can be added; those that are there never change."""

    model = ContributionFile
    form = ContributionFileForm
    formset = FilesFormSet
    fields = ("file", "name", "language", "media_type", "size", "extraction", "extraction_note")
    readonly_fields = ("name", "media_type", "size", "extraction", "extraction_note")
    can_delete = False
    show_change_link = True

    def get_queryset(self, request):
        return super().get_queryset(request).without_text()

    def has_add_permission(self, request, obj=None):
        # A file of a published document is added on the page of files: it is reviewed by itself.
        return super().has_add_permission(request, obj) and not (obj and obj.is_published)

    def has_change_permission(self, request, obj=None):
        return False


@admin.register(Contribution)
class ContributionAdmin(ReadsUploads, TableAdmin):
    table = ContributionResource
    list_display = ("__str__", "kind", "meeting", "date", "access", "process")
    list_filter = ("process", "kind", "access", "late", "meeting")
    list_select_related = ("process", "meeting")
    search_fields = ("slug", "symbol", "title")
    symbol_keys = ("symbol_key",)
    inlines = (SubmissionInline, ContributionFileInline)


@admin.register(ContributionFile)
class ContributionFileAdmin(ReadsUploads, RecordAdmin):
    """The bytes of a file never change; what was read from them can be read again."""

    form = ContributionFileForm
    view_on_site = False  # its address is a download, and only of published documents
    actions = ("read_chosen_again", *RecordAdmin.actions)
    list_display = ("name", "contribution", "language", "media_type", "size", "extraction")
    list_filter = ("extraction", "language", "media_type")
    list_select_related = ("contribution",)
    search_fields = ("name", "sha256", "contribution__symbol", "contribution__title")
    symbol_keys = ("contribution__symbol_key",)
    headings = {"contribution": WHAT, "file": WHAT, "language": WHAT, "name": RARE}

    def get_fields(self, request, obj=None):
        if obj is None:
            return ("contribution", "file", "language")
        return ("contribution", "address", "original", "language", *KNOWN_OF_A_FILE)

    def get_readonly_fields(self, request, obj=None):
        return ("contribution", "address", "original", *KNOWN_OF_A_FILE) if obj else ()

    def get_urls(self):
        view = self.admin_site.admin_view(self.download)
        own = path("<int:pk>/download/", view, name="documents_contributionfile_download")
        return [own, *super().get_urls()]

    def download(self, request, pk):
        """The bytes of a file, of a draft too, as a download for the desk."""
        file = self.get_object(request, str(pk))
        if file is None:
            raise Http404
        if not self.has_view_or_change_permission(request, file):
            raise PermissionDenied
        return as_download(file.file, name=file.name, media_type=file.media_type)

    @admin.display(description="the bytes, for the desk")
    def original(self, row):
        """Where staff get the bytes, whether or not readers can."""
        address = reverse("admin:documents_contributionfile_download", args=[row.pk])
        return format_html('<a href="{}">Download {}</a>', address, row.name)

    def get_queryset(self, request):
        rows = super().get_queryset(request)
        return rows if request.resolver_match.kwargs.get("object_id") else rows.without_text()

    @admin.display(description="where readers get it")
    def address(self, row):
        """The address of the bytes, once their document is published."""
        if not ContributionFile.objects.published().filter(pk=row.pk).exists():
            return "Nowhere yet: the document is not published."
        return format_html('<a href="{}">{}</a>', row.get_absolute_url(), row.name)

    @admin.action(description="Read the chosen files again", permissions=["change"])
    def read_chosen_again(self, request, rows):
        """Read the stored bytes anew, for instance after the reading was improved."""
        with work(by=request.user, why="read again"):
            number = actions.read_again(rows)
        self.message_user(request, f"Read: {number}. Refused: {len(rows) - number}.")


@admin.register(Fact)
class FactAdmin(RecordAdmin):
    list_display = ("key", "text", "date", "process", "meeting", "contribution", "stakeholder")
    list_filter = ("process", "confidence")
    list_select_related = ("process", "meeting", "contribution", "stakeholder")
    search_fields = ("key", "text")
    headings = dict.fromkeys(("body", "meeting", "contribution", "stakeholder"), ABOUT)
    proposed = ("process", "sources")
