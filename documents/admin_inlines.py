"""Rows that belong to a thing, on its admin page; what they name is chosen by typing."""

from django.contrib import admin
from django.db import models

from .desk.states import PUBLICATION
from .forms import CountedFormSet


class CountedMixin:
    """Rows that are counted within the one they belong to, where their model says so."""

    def get_formset(self, request, obj=None, **kwargs):
        if self.model.counted:
            kwargs.setdefault("formset", CountedFormSet)
        return super().get_formset(request, obj, **kwargs)


class RowInline(CountedMixin, admin.TabularInline):
    """Rows that belong to the one the page is about."""

    extra = 0

    def get_autocomplete_fields(self, request):
        return related_fields(self.model)


class SourcedInline(CountedMixin, admin.StackedInline):
    """Facts that belong to the one the page is about; they are published with it."""

    extra = 0
    exclude = PUBLICATION

    def get_autocomplete_fields(self, request):
        return related_fields(self.model)


def related_fields(model: type[models.Model]) -> list[str]:
    """Return the fields of `model` that name other rows: they are chosen by typing, not from a long list."""
    fields = (*model._meta.fields, *model._meta.many_to_many)
    return [field.name for field in fields if field.is_relation and field.editable]
