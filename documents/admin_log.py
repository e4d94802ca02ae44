"""Admin pages to look at only: the log of changes, what was loaded, which links answer."""

from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, OuterRef
from django.shortcuts import redirect
from django.utils.html import format_html
from django.utils.text import Truncator

from .admin_base import ROWS_PER_PAGE, LookedAt, RecordAdmin
from .admin_history import address_of_change
from .models import Change, LinkCheck, LoadedRow


@admin.register(LoadedRow)
class LoadedRowAdmin(LookedAt):
    list_display = ("model", "key")
    list_filter = ("model",)
    search_fields = ("key",)


@admin.register(LinkCheck)
class LinkCheckAdmin(LookedAt):
    list_display = ("address", "status", "http_code", "failing_since", "checked_at")
    list_filter = ("status",)
    search_fields = ("address",)


class GoneFilter(admin.SimpleListFilter):
    """Things that were deleted and not brought back since: each by its last change."""

    title = "deleted things"
    parameter_name = "gone"

    def lookups(self, request, model_admin):
        return [("1", "Deleted, and not brought back")]

    def queryset(self, request, queryset):
        if self.value() != "1":
            return queryset
        later = Change.objects.filter(
            content_type=OuterRef("content_type"), object_pk=OuterRef("object_pk"), pk__gt=OuterRef("pk")
        )
        return queryset.filter(~Exists(later), act=Change.Act.DELETED)


@admin.register(Change)
class ChangeAdmin(LookedAt):
    """The log of everything; one row of it is a page of the history of its thing."""

    list_display = ("at", "who", "act", "link_to_change", "reason")
    list_display_links = None
    list_filter = (GoneFilter, "act", "by", "content_type")
    list_select_related = ("content_type",)
    list_per_page = ROWS_PER_PAGE
    search_fields = ("name", "why", "by_name")
    date_hierarchy = "at"
    show_full_result_count = False

    def get_queryset(self, request):
        """Only of things whose pages the person may open; without their states, which no list shows."""
        allowed = [
            ContentType.objects.get_for_model(model).pk
            for model, page in self.admin_site._registry.items()
            if isinstance(page, RecordAdmin) and page.has_view_permission(request)
        ]
        return super().get_queryset(request).filter(content_type__in=allowed).defer("before", "after")

    def lookup_allowed(self, lookup, value, request):
        return lookup == "work__exact" or super().lookup_allowed(lookup, value, request)

    def change_view(self, request, object_id, form_url="", extra_context=None):
        change = self.get_object(request, unquote(object_id))
        if change is None:
            return super().change_view(request, object_id, form_url, extra_context)
        return redirect(address_of_change(change))

    @admin.display(description="who", ordering="by_name", empty_value="outside the desk")
    def who(self, row):
        """Who changed it, by the name they had then."""
        return row.by_name or None

    @admin.display(description="thing", ordering="name")
    def link_to_change(self, row):
        """The thing and its kind, with a link to what was changed."""
        words = Truncator(row.name or "without a name").chars(90)
        return format_html(
            '{}: <a href="{}">{}</a>', row.model._meta.verbose_name, address_of_change(row), words
        )

    @admin.display(description="why")
    def reason(self, row):
        """The beginning of the reason."""
        return Truncator(row.why).chars(120)
