"""Old addresses at the desk: the list of all, entering one, and those of a thing on its page."""

from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.contrib import admin
from django.shortcuts import redirect
from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from .desk.roles import shown_rows
from .forms_addresses import OldAddressForm
from .models import OldAddress
from .places import place_of
from .text.paths import address_key


class AddressesOfThing:
    """Adds to the admin page of a thing the addresses that lead to it, and where its own leads."""

    @admin.display(description="addresses")
    def addresses(self, row):
        """What leads here, and what leads away from here, in a list with links."""
        here = _address_of(row)
        lines = [
            format_html("{} leads here, {}.", note.path, _noted(note))
            for note in OldAddress.objects.of(row).order_by("path")
        ]
        away = OldAddress.objects.filter(key=address_key(here)).exclude(pk__in=OldAddress.objects.of(row))
        lines += [format_html("{} leads to {}, {}.", here, _linked(note), _noted(note)) for note in away]
        if not lines:
            return "No other address leads here."
        return format_html_join("", "<p>{}</p>", ((line,) for line in lines))

    def entering_of(self, row) -> str:
        """The address of the form that leads readers to `row`, or from where they found it once."""
        here = _address_of(row) if row and row.pk else ""
        if not here:
            return ""
        known = {"to" if row.is_published else "path": here}
        return f"{reverse('admin:documents_oldaddress_add')}?{urlencode(known)}"


def _address_of(row) -> str:
    """The address of a row; empty where its kind has none, and where what was typed cannot stand in one."""
    place = place_of(type(row))
    try:
        return place.address(row) if place else ""
    except NoReverseMatch:
        return ""


def _noted(note: OldAddress) -> str:
    by = f"entered by {note.by_name}" if note.by_name else "noted"
    return f"{by} on {note.noted_at:%-d %B %Y}{f': {note.why}' if note.why else ''}"


def _linked(note: OldAddress, rows: dict | None = None) -> str:
    """To what an old address leads, as a link to its page at the desk; `rows` are the things of many."""
    if note.leads_to:
        return note.leads_to
    row = (shown_rows([note]) if rows is None else rows).get((note.model, note.object_pk))
    if row is None:
        return "what was deleted"
    kind = row._meta
    try:
        place = reverse(f"admin:{kind.app_label}_{kind.model_name}_change", args=[row.pk])
    except NoReverseMatch:
        return str(row)
    return format_html('<a href="{}">{}</a>', place, row)


@admin.register(OldAddress)
class OldAddressAdmin(admin.ModelAdmin):
    """Notes of the site itself are only looked at; what people entered can be deleted, and entered anew."""

    form = OldAddressForm
    list_display = ("path", "where", "noted_at", "who", "why")
    list_per_page = 100
    search_fields = ("path", "leads_to", "why", "by_name")
    actions = None

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        names = {request.get_host(), urlsplit(settings.SITE_ADDRESS).netloc}
        return type(form.__name__, (form,), {"hosts": frozenset(name.casefold() for name in names if name)})

    def get_fields(self, request, obj=None):
        return ("path", "where", "noted_at", "who", "why") if obj else ("path", "to", "why")

    def get_readonly_fields(self, request, obj=None):
        return self.get_fields(request, obj) if obj else ()

    def get_changelist_instance(self, request):
        found = super().get_changelist_instance(request)
        found.result_list = list(found.result_list)
        rows = shown_rows([note for note in found.result_list if note.content_type_id])
        for note in found.result_list:
            note.link = _linked(note, rows)
        return found

    @admin.display(description="leads to")
    def where(self, note) -> SafeString | str:
        """The thing, as a link to its page at the desk, or the page of the site."""
        return getattr(note, "link", None) or _linked(note)

    @admin.display(description="noted by", ordering="by_name")
    def who(self, note) -> str:
        """Who entered it."""
        return note.by_name or "the site, when the address changed"

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        """What the site noted itself stays for good: readers had that address."""
        return super().has_delete_permission(request, obj) and (obj is None or bool(obj.by_name))

    def response_delete(self, request, obj_display, obj_id):
        super().response_delete(request, obj_display, obj_id)
        return redirect("admin:documents_oldaddress_changelist")

    def save_model(self, request, obj, form, change):
        obj.by_name = request.user.get_username()
        super().save_model(request, obj, form, change)
