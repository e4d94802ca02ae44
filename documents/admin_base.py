"""What the admin pages of all facts have alike."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import models
from django.urls import reverse
from django.utils.html import format_html

from . import derived
from .actions import describe_upload, publish
from .admin_addresses import AddressesOfThing
from .admin_bulk import BulkActions
from .admin_conflicts import ConflictPages
from .admin_fieldsets import grouped
from .admin_history import HistoryPages
from .admin_inlines import related_fields
from .admin_withdraw import WithdrawPages
from .desk import reviews, roles
from .desk.beginnings import beginning_of
from .desk.history import work
from .desk.states import PUBLICATION, state_of
from .forms import RecordForm
from .models import Dated, Publishable, Review, ReviewItem, Sourced
from .places import place_of
from .text.symbols import symbol_key

ROWS_PER_PAGE = 100


class Proposed(Exception):
    """A change of what readers see: undone where it was tried, to be proposed for review instead."""

    def __init__(self, row, state: dict, response):
        super().__init__(str(row))
        self.row, self.state, self.response = row, state, response


class RecordAdmin(
    BulkActions, HistoryPages, WithdrawPages, ConflictPages, AddressesOfThing, admin.ModelAdmin
):
    """An admin page of the record; lists issue a number of queries that does not grow with their rows.

    What is saved here is a draft. A change of what is published becomes a proposal for another person.
    """

    form = RecordForm
    list_per_page = ROWS_PER_PAGE
    save_on_top = True
    actions = ("review_chosen", "publish_chosen")
    change_form_template = "admin/record_change_form.html"
    formfield_overrides = {models.URLField: {"assume_scheme": "https"}}
    # Headings of fields that stand under another one here: see `admin_fieldsets`.
    headings: dict[str, str] = {}
    # Look-ups to the keys of symbols by which a list is searched, however they are spelt.
    symbol_keys: tuple[str, ...] = ()
    # What a new row begins with.
    proposed = ("process", "meeting", "sources")

    def __init__(self, model, admin_site):
        super().__init__(model, admin_site)
        self.date_hierarchy = self.date_hierarchy or _day_of(model)

    # --- what the pages show -------------------------------------------------------------------

    def get_queryset(self, request):
        # `list_select_related` is for the choices of other pages too, which show the same names.
        return super().get_queryset(request).select_related(*self.list_select_related or ())

    def get_exclude(self, request, obj=None):
        """Publishing and withdrawing are acts of their own, not fields."""
        return (*(super().get_exclude(request, obj) or ()), *PUBLICATION)

    def get_readonly_fields(self, request, obj=None):
        shown = [field.name for field in derived.derived_fields(self.model)]
        standing = ["standing"] if issubclass(self.model, Publishable) and obj else []
        addresses = ["addresses"] if obj and place_of(self.model) else []
        return (*super().get_readonly_fields(request, obj), *shown, *standing, *addresses)

    def get_autocomplete_fields(self, request):
        return related_fields(self.model)

    def get_list_filter(self, request):
        if not issubclass(self.model, Publishable):
            return super().get_list_filter(request)
        own = (*super().get_list_filter(request), ("published_at", admin.EmptyFieldListFilter))
        return (*own, "confidence") if issubclass(self.model, Sourced) else own

    def get_list_display(self, request):
        shown = super().get_list_display(request)
        return (*shown, "is_shown") if issubclass(self.model, Publishable) else shown

    def get_fieldsets(self, request, obj=None):
        return grouped(self.get_fields(request, obj), self.headings)

    def get_changeform_initial_data(self, request):
        known = beginning_of(self.model, request.user)
        begun = {name: value for name, value in known.items() if name in self.proposed}
        return begun | super().get_changeform_initial_data(request)

    def get_search_results(self, request, queryset, search_term):
        found, duplicates = super().get_search_results(request, queryset, search_term)
        key = symbol_key(search_term) if self.symbol_keys else ""
        if not key:
            return found, duplicates
        asked = models.Q(pk__in=found.order_by().values("pk"))
        for path in self.symbol_keys:
            asked |= models.Q((f"{path}__startswith", key))
        return queryset.filter(asked), False

    def get_actions(self, request):
        offered = super().get_actions(request)
        if not issubclass(self.model, Publishable):
            offered.pop("publish_chosen", None)
            offered.pop("review_chosen", None)
        return offered

    @admin.display(description="published", boolean=True, ordering="published_at")
    def is_shown(self, row):
        """Whether readers see the row now."""
        return row.is_published

    @admin.display(description="where it stands")
    def standing(self, row):
        """Whether it is a draft, waits, is published or withdrawn, in a sentence with a link."""
        waiting = ReviewItem.objects.about(type(row), row.pk).filter(review__in=Review.objects.open()).first()
        said = _standing_words(row)
        if waiting is None:
            return said
        link = reverse("admin:documents_review_change", args=[waiting.review_id])
        what = "A correction of it waits" if waiting.proposed is not None else "It waits"
        return format_html('{} <a href="{}">{} for review.</a>', said, link, what)

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        published = getattr(obj, "is_published", False)
        context |= {
            "is_draft": issubclass(self.model, Publishable) and not published,
            "is_seen": published,
            "proposes": published and _proposes(request.user),
            "entering_address": self.entering_of(obj),
        }
        return super().render_change_form(request, context, add, change, form_url, obj)

    # --- who may -------------------------------------------------------------------------------

    def has_delete_permission(self, request, obj=None):
        """What readers see, or saw, is never deleted: it is withdrawn."""
        if obj is not None and (getattr(obj, "is_published", False) or getattr(obj, "is_withdrawn", False)):
            return False
        return super().has_delete_permission(request, obj)

    def has_publish_permission(self, request):
        """Whether the person may publish what others entered."""
        return roles.may_decide(request.user)

    # --- what saving does ----------------------------------------------------------------------

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        if request.method != "POST":
            return super().changeform_view(request, object_id, form_url, extra_context)
        if "_saveasnew" in request.POST:  # Django takes it whether or not a page has such a button
            raise PermissionDenied("Nothing is saved as new here.")
        try:
            with work(by=request.user, why=request.POST.get("why", "")[:1000].strip()):
                return self._saved(request, object_id, form_url, extra_context)
        except Proposed as found:
            return self._proposed(request, found)

    def _saved(self, request, object_id, form_url, extra_context):
        """Save as Django does, with the row locked; raise Proposed where readers see it."""
        row = self._locked(request, object_id)
        if row is not None:
            extra_context = {**(extra_context or {}), **self.brought_together(request, row)}
        elif object_id is not None and (page := self.gone_meanwhile(request, object_id)):
            return page
        published = row is not None and getattr(row, "is_published", False)
        proposing = published and _proposes(request.user)
        request.is_proposing, request.is_saved = proposing, False
        response = super().changeform_view(request, object_id, form_url, extra_context)
        if proposing and request.is_saved:
            raise Proposed(row, state_of(row), response)
        if published and request.is_saved:
            publish(row)  # parts that were added are seen at once, like the rest of it
        return response

    def _locked(self, request, object_id):
        """The row, held until the transaction ends: of two that save at once, the second sees the first."""
        if object_id is None or (row := self.get_object(request, admin.utils.unquote(object_id))) is None:
            return None
        return self.model._base_manager.select_for_update().filter(pk=row.pk).first()

    def _proposed(self, request, found: Proposed):
        row = self.model._base_manager.get(pk=found.row.pk)
        review = reviews.propose(by=request.user, row=row, state=found.state, why=request.POST["why"])
        request.is_proposing = False
        if review is None:
            self.message_user(request, "Nothing differs from what is published, so nothing was proposed.")
            return found.response
        link = format_html(
            '<a href="{}">for review</a>', reverse("admin:documents_review_change", args=[review.pk])
        )
        said = format_html("Readers still see “{}” as it was. Your correction waits {}.", row, link)
        self.message_user(request, said, messages.SUCCESS)
        return found.response

    def message_user(self, request, message, *args, **kwargs):
        """Say `message`, unless what it speaks of is only being tried."""
        if not getattr(request, "is_proposing", False):
            super().message_user(request, message, *args, **kwargs)

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        if made := getattr(form, "made", {}):
            words = ", ".join(
                f"{obj._meta.get_field(name).verbose_name} “{value}”" for name, value in made.items()
            )
            self.message_user(request, f"Made for it: {words}.")

    def response_add(self, request, obj, post_url_continue=None):
        self._sent_to_review(request, obj)
        return super().response_add(request, obj, post_url_continue)

    def response_change(self, request, obj):
        self._sent_to_review(request, obj)
        return super().response_change(request, obj)

    def _sent_to_review(self, request, obj) -> None:
        # Known by this, not by the answer: that of a window of its own is a page, no redirect.
        request.is_saved = True
        if "_review" not in request.POST or not isinstance(obj, Publishable) or obj.is_published:
            return
        review = reviews.ask_review(by=request.user, rows=[obj], note=request.POST.get("why", ""))
        link = format_html(
            '<a href="{}">Waits for review.</a>', reverse("admin:documents_review_change", args=[review.pk])
        )
        self.message_user(request, link, messages.SUCCESS)


def _proposes(user) -> bool:
    """Whether a change of what readers see, made by `user`, needs another person."""
    return bool(roles.refusal_to_publish(user, [], asked_by=user.pk))


def _standing_words(row: Publishable) -> str:
    if row.is_published:
        return f"Published on {row.published_at:%-d %B %Y}; readers see it."
    if row.is_withdrawn:
        return f"Withdrawn on {row.withdrawn_at:%-d %B %Y}: {row.withdrawn_reason}"
    return "A draft; readers do not see it."


class LookedAt(admin.ModelAdmin):
    """To look at only: other parts of the site write these rows."""

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


class ReadsUploads:
    """An admin page on which files can be brought."""

    def changeform_view(self, request, *args, **kwargs):
        # Reading takes seconds. It is done before the transaction that saves begins, so that nobody waits.
        if request.method == "POST" and self.has_view_or_change_permission(request):
            for upload in request.FILES.values():
                describe_upload(upload)
        return super().changeform_view(request, *args, **kwargs)


def _day_of(model: type[models.Model]) -> str | None:
    """The column by whose days a list of `model` is gone through."""
    if issubclass(model, Dated):
        return "first_day"
    return "published_at" if issubclass(model, Publishable) else None
