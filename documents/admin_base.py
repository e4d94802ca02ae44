"""What the admin pages of all facts have alike."""

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db import models, transaction

from . import derived
from .actions import describe_upload, publish
from .forms import RecordForm, SourcedForm
from .models import Publishable

CITATION = ("sources", "locator", "confidence", "confidence_note", "record")
ROWS_PER_PAGE = 100


class RecordAdmin(admin.ModelAdmin):
    """An admin page of the record; lists issue a number of queries that does not grow with their rows."""

    form = RecordForm
    list_per_page = ROWS_PER_PAGE
    save_on_top = True
    actions = ("publish_chosen",)
    formfield_overrides = {models.URLField: {"assume_scheme": "https"}}
    # What publishes rows and brings up to date what follows from them.
    publisher = staticmethod(publish)

    def get_queryset(self, request):
        # `list_select_related` is for the choices of other pages too, which show the same names.
        return super().get_queryset(request).select_related(*self.list_select_related or ())

    def get_readonly_fields(self, request, obj=None):
        shown = [field.name for field in derived.derived_fields(self.model)]
        return (*super().get_readonly_fields(request, obj), *shown)

    def get_autocomplete_fields(self, request):
        return related_fields(self.model)

    def get_list_filter(self, request):
        if not issubclass(self.model, Publishable):
            return super().get_list_filter(request)
        return (*super().get_list_filter(request), ("published_at", admin.EmptyFieldListFilter))

    def get_list_display(self, request):
        shown = super().get_list_display(request)
        return (*shown, "is_shown") if issubclass(self.model, Publishable) else shown

    def get_fieldsets(self, request, obj=None):
        names = self.get_fields(request, obj)
        groups = [(None, [name for name in names if name not in (*CITATION, "published_at")])]
        groups.append(("Where it comes from", [name for name in CITATION if name in names]))
        groups.append(("Readers", [name for name in names if name == "published_at"]))
        return [(title, {"fields": fields}) for title, fields in groups if fields]

    def get_actions(self, request):
        offered = super().get_actions(request)
        if not issubclass(self.model, Publishable):
            offered.pop("publish_chosen", None)
        return offered

    @admin.display(description="published", boolean=True, ordering="published_at")
    def is_shown(self, row):
        """Whether readers see the row now."""
        return row.is_published

    @admin.action(description="Publish the chosen rows", permissions=["change"])
    def publish_chosen(self, request, rows):
        """Publish all chosen rows, or none and say why."""
        try:
            with transaction.atomic():
                number = self.publisher(*rows)
        except ValidationError as problem:
            for sentence in problem.messages:
                self.message_user(request, sentence, messages.ERROR)
        else:
            self.message_user(request, f"Published now: {number}.", messages.SUCCESS)


class ReadsUploads:
    """An admin page on which files can be brought."""

    def changeform_view(self, request, *args, **kwargs):
        # Reading takes seconds. It is done before the transaction that saves begins, so that nobody waits.
        if request.method == "POST" and self.has_view_or_change_permission(request):
            for upload in request.FILES.values():
                describe_upload(upload)
        return super().changeform_view(request, *args, **kwargs)


class RowInline(admin.TabularInline):
    """Rows that belong to the one the page is about."""

    extra = 0

    def get_autocomplete_fields(self, request):
        return related_fields(self.model)


class SourcedInline(admin.StackedInline):
    """Facts that belong to the one the page is about."""

    extra = 0
    form = SourcedForm

    def get_autocomplete_fields(self, request):
        return related_fields(self.model)


def related_fields(model: type[models.Model]) -> list[str]:
    """Return the fields of `model` that name other rows: they are chosen by typing, not from a long list."""
    fields = (*model._meta.fields, *model._meta.many_to_many)
    return [field.name for field in fields if field.is_relation and field.editable]
