"""Admin pages of opinions: their texts, their paths, who wanted what, what is disputed or not known."""

from django.contrib import admin

from documents.admin_base import RecordAdmin
from documents.admin_fieldsets import SAYS, STANDS, WHAT
from documents.admin_inlines import RowInline, SourcedInline
from documents.admin_tables import TableAdmin

from . import admin_entering, admin_files, admin_meeting  # noqa: F401 - pages that register themselves
from .admin_step import StepMixin
from .desk.tables import EventResource, StanceResource
from .forms import EventForm
from .models import (
    Account,
    Actor,
    Amendment,
    Discrepancy,
    Event,
    Gap,
    Intervention,
    Opinion,
    OtherTitle,
    Pledge,
    Relation,
    Revision,
    Topic,
)


@admin.register(Topic)
class TopicAdmin(RecordAdmin):
    list_display = ("number", "title", "process")
    list_filter = ("process",)
    list_select_related = ("process",)
    search_fields = ("slug", "title", "short_title")
    prepopulated_fields = {"slug": ["short_title"]}


class OtherTitleInline(SourcedInline):
    model = OtherTitle


@admin.register(Opinion)
class OpinionAdmin(StepMixin, RecordAdmin):
    change_form_template = "desk/opinion_change_form.html"
    list_display = ("short_title", "adopted_number", "stage", "outcome", "instrument", "topic", "process")
    list_filter = ("process", "instrument", "outcome", "stage")
    list_select_related = ("topic", "process")
    search_fields = ("slug", "title", "short_title", "adopted_number")
    readonly_fields = ("stage", "outcome")
    headings = {"stage": STANDS, "outcome": STANDS}
    prepopulated_fields = {"slug": ["short_title"]}
    inlines = (OtherTitleInline,)


@admin.register(Revision)
class RevisionAdmin(RecordAdmin):
    list_display = ("opinion", "number", "label", "date", "basis", "language")
    list_filter = ("basis", "opinion")
    list_select_related = ("opinion",)
    search_fields = ("label", "title", "opinion__title", "opinion__short_title", "opinion__slug")
    symbol_keys = ("contribution__symbol_key",)

    def get_queryset(self, request):
        rows = super().get_queryset(request)
        # The list shows no texts; the page of one revision does.
        return rows if request.resolver_match.kwargs.get("object_id") else rows.without_text()

    def get_readonly_fields(self, request, obj=None):
        readonly = super().get_readonly_fields(request, obj)
        return ("text", *readonly) if obj and obj.was_published else readonly


class ActorInline(RowInline):
    model = Actor


@admin.register(Event)
class EventAdmin(TableAdmin):
    """Events alone move a path; what is done to one here is followed by its opinion."""

    table = EventResource
    form = EventForm
    list_display = ("opinion", "kind", "date", "meeting", "body", "contribution", "summary")
    list_filter = ("kind", "opinion", "meeting")
    list_select_related = ("opinion", "meeting", "body", "contribution")
    search_fields = ("key", "summary", "opinion__title", "opinion__short_title", "opinion__slug")
    symbol_keys = ("contribution__symbol_key",)
    inlines = (ActorInline,)


@admin.register(Intervention)
class InterventionAdmin(TableAdmin):
    table = StanceResource
    list_display = ("key", "stakeholder", "speaker", "opinion", "stance", "meeting", "date")
    list_filter = ("stance", "declared", "opinion", "meeting")
    list_select_related = ("stakeholder", "opinion", "meeting")
    search_fields = (
        "key", "summary", "speaker", "stakeholder__short_name", "stakeholder__name", "opinion__short_title",
    )  # fmt: skip
    symbol_keys = ("contribution__symbol_key",)


@admin.register(Amendment)
class AmendmentAdmin(RecordAdmin):
    list_display = ("opinion", "key", "place", "wording", "fate", "meeting", "date")
    list_filter = ("fate", "opinion")
    list_select_related = ("opinion", "meeting")
    search_fields = ("key", "summary", "wording", "opinion__short_title", "opinion__title")
    symbol_keys = ("contribution__symbol_key",)
    headings = {"revision": WHAT, "place": SAYS}


@admin.register(Pledge)
class PledgeAdmin(RecordAdmin):
    list_display = ("key", "subject", "section", "fate", "opinion", "meeting", "delivered_by")
    list_filter = ("fate",)
    list_select_related = ("opinion", "meeting", "delivered_by")
    search_fields = ("key", "subject", "note", "who_note", "opinion__short_title")
    symbol_keys = ("delivered_by__symbol_key",)


@admin.register(Relation)
class RelationAdmin(RecordAdmin):
    list_display = ("origin", "kind", "target", "summary")
    list_filter = ("kind",)
    list_select_related = ("origin", "target")
    search_fields = (
        "origin__short_title", "origin__title", "target__short_title", "target__title", "summary",
    )  # fmt: skip


class AccountInline(SourcedInline):
    model = Account


@admin.register(Discrepancy)
class DiscrepancyAdmin(RecordAdmin):
    list_display = ("key", "question", "process")
    list_filter = ("process",)
    list_select_related = ("process",)
    search_fields = ("key", "question", "reading")
    inlines = (AccountInline,)


@admin.register(Gap)
class GapAdmin(RecordAdmin):
    list_display = ("key", "what", "kind", "process")
    list_filter = ("process", "kind")
    list_select_related = ("process",)
    search_fields = ("key", "what")
