"""Admin pages of opinions: their texts, their paths, who wanted what, what is disputed or not known."""

from django.contrib import admin

from documents.admin import ProcessAdmin
from documents.admin_base import RecordAdmin, RowInline, SourcedInline
from documents.models import Process

from . import actions, admin_files  # noqa: F401 - the page of files registers itself
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

admin.site.unregister(Process)


@admin.register(Process)
class ProcessWithPathsAdmin(ProcessAdmin):
    """The last day of a process decides whether a path without an end is open or not known."""

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        for opinion in form.instance.opinions.select_related("process"):
            actions.rebuild_path(opinion)


class OpinionsAdmin(RecordAdmin):
    """Publishing an event moves its path."""

    publisher = staticmethod(actions.publish)


@admin.register(Topic)
class TopicAdmin(OpinionsAdmin):
    list_display = ("number", "title", "process")
    list_filter = ("process",)
    list_select_related = ("process",)
    search_fields = ("slug", "title", "short_title")
    prepopulated_fields = {"slug": ["short_title"]}


class OtherTitleInline(SourcedInline):
    model = OtherTitle


@admin.register(Opinion)
class OpinionAdmin(OpinionsAdmin):
    list_display = ("short_title", "adopted_number", "stage", "outcome", "instrument", "topic", "process")
    list_filter = ("process", "instrument", "outcome", "stage")
    list_select_related = ("topic", "process")
    search_fields = ("slug", "title", "short_title", "adopted_number")
    readonly_fields = ("stage", "outcome")
    prepopulated_fields = {"slug": ["short_title"]}
    inlines = (OtherTitleInline,)

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        actions.rebuild_path(form.instance)


@admin.register(Revision)
class RevisionAdmin(OpinionsAdmin):
    list_display = ("opinion", "number", "label", "date", "basis", "language")
    list_filter = ("basis", "opinion")
    list_select_related = ("opinion",)
    search_fields = ("label", "title", "opinion__title", "opinion__short_title", "opinion__slug")

    def get_queryset(self, request):
        rows = super().get_queryset(request)
        # The list shows no texts; the page of one revision does.
        return rows if request.resolver_match.kwargs.get("object_id") else rows.without_text()

    def get_readonly_fields(self, request, obj=None):
        readonly = super().get_readonly_fields(request, obj)
        return ("text", *readonly) if obj and obj.is_published else readonly


class ActorInline(RowInline):
    model = Actor


@admin.register(Event)
class EventAdmin(OpinionsAdmin):
    """Events alone move a path: whatever is done to one here brings its opinion up to date."""

    form = EventForm
    list_display = ("opinion", "kind", "date", "meeting", "body", "contribution", "summary")
    list_filter = ("kind", "opinion", "meeting")
    list_select_related = ("opinion", "meeting", "body", "contribution")
    search_fields = ("key", "summary", "opinion__title", "opinion__short_title", "opinion__slug")
    inlines = (ActorInline,)

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        concerned = {form.instance.opinion_id, form.initial.get("opinion")} - {None}
        self._rebuild(Opinion.objects.filter(pk__in=concerned))

    def delete_model(self, request, obj):
        super().delete_model(request, obj)
        actions.rebuild_path(obj.opinion)

    def delete_queryset(self, request, queryset):
        concerned = set(queryset.values_list("opinion", flat=True))
        super().delete_queryset(request, queryset)
        self._rebuild(Opinion.objects.filter(pk__in=concerned))

    def _rebuild(self, opinions):
        for opinion in opinions.select_related("process"):
            actions.rebuild_path(opinion)


@admin.register(Intervention)
class InterventionAdmin(OpinionsAdmin):
    list_display = ("key", "stakeholder", "speaker", "opinion", "stance", "meeting", "date")
    list_filter = ("stance", "declared", "opinion", "meeting")
    list_select_related = ("stakeholder", "opinion", "meeting")
    search_fields = ("key", "summary", "speaker", "stakeholder__short_name")


@admin.register(Amendment)
class AmendmentAdmin(OpinionsAdmin):
    list_display = ("opinion", "key", "place", "wording", "fate", "meeting", "date")
    list_filter = ("fate", "opinion")
    list_select_related = ("opinion", "meeting")
    search_fields = ("key", "summary", "wording", "opinion__short_title")


@admin.register(Pledge)
class PledgeAdmin(OpinionsAdmin):
    list_display = ("key", "subject", "section", "fate", "opinion", "meeting", "delivered_by")
    list_filter = ("fate",)
    list_select_related = ("opinion", "meeting", "delivered_by")
    search_fields = ("key", "subject", "note")


@admin.register(Relation)
class RelationAdmin(OpinionsAdmin):
    list_display = ("origin", "kind", "target", "summary")
    list_filter = ("kind",)
    list_select_related = ("origin", "target")
    search_fields = ("origin__short_title", "target__short_title", "summary")


class AccountInline(SourcedInline):
    model = Account


@admin.register(Discrepancy)
class DiscrepancyAdmin(OpinionsAdmin):
    list_display = ("key", "question", "process")
    list_filter = ("process",)
    list_select_related = ("process",)
    search_fields = ("key", "question", "reading")
    inlines = (AccountInline,)


@admin.register(Gap)
class GapAdmin(OpinionsAdmin):
    list_display = ("key", "what", "kind", "process")
    list_filter = ("process", "kind")
    list_select_related = ("process",)
    search_fields = ("key", "what")
