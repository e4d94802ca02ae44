"""The audit of the doors, to be read; and a person's page, from which a lost second factor is reset."""

from django.contrib import admin, messages
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import Group, User
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django_otp.plugins.otp_static.models import StaticDevice
from django_otp.plugins.otp_totp.models import TOTPDevice

from documents.desk.roles import GROUPS

from .audit import What, note
from .factor import has_factor, remove_factor
from .models import DoorEvent

# Keys and recovery codes are nobody's to read; the person's own pages and the reset below do what is needed.
admin.site.unregister([TOTPDevice, StaticDevice, User])


@admin.register(DoorEvent)
class DoorEventAdmin(admin.ModelAdmin):
    list_display = ("at", "name", "what", "by", "address", "times")
    list_filter = ("what", "at")
    search_fields = ("=name", "=address")
    date_hierarchy = "at"
    show_full_result_count = False

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


@admin.register(User)
class PersonAdmin(UserAdmin):
    """A person's page. Administrators make accounts and put them into the groups of the desk; more than that,
    and the accounts of superusers, only a superuser gives, changes and takes away.
    """

    change_form_template = "doors/person.html"

    def has_change_permission(self, request, obj=None):
        """Nobody changes the account, or the password, of one above them."""
        above = obj is not None and obj.is_superuser and not request.user.is_superuser
        return not above and super().has_change_permission(request, obj)

    def get_readonly_fields(self, request, obj=None):
        """What would give more than the groups of the desk do is only shown to administrators."""
        closed = () if request.user.is_superuser else ("is_superuser", "user_permissions")
        return (*super().get_readonly_fields(request, obj), *closed)

    def get_form(self, request, obj=None, **kwargs):
        form = super().get_form(request, obj, **kwargs)
        if "groups" in form.base_fields and not request.user.is_superuser:
            # Other groups may hold anything; those that somebody is in already are kept.
            form.base_fields["groups"].queryset = _groups_to_give(obj)
        return form

    def get_urls(self):
        reset = self.admin_site.admin_view(self.reset_factor)
        return [path("<int:pk>/reset-second-factor/", reset, name="reset_second_factor"), *super().get_urls()]

    def change_view(self, request, object_id, form_url="", extra_context=None):
        person = self.get_object(request, object_id)
        may = person is not None and may_reset(self, request, person) and has_factor(person)
        return super().change_view(
            request, object_id, form_url, {**(extra_context or {}), "may_reset_factor": may}
        )

    def reset_factor(self, request, pk):
        """Ask once, then take away the second factor of somebody who lost it."""
        person = get_object_or_404(User, pk=pk)
        if not may_reset(self, request, person):
            raise PermissionDenied
        if request.method == "POST":
            remove_factor(person)
            note(What.RESET, request=request, user=person, by=request.user)
            messages.success(
                request, f"The second factor of {person} was reset. The password alone lets in now."
            )
            return redirect("admin:auth_user_change", pk)
        context = {**self.admin_site.each_context(request), "title": f"Reset the second factor of {person}"}
        return render(request, "doors/reset.html", {**context, "original": person, "opts": self.opts})


def _groups_to_give(person):
    """The groups of the desk, and those that `person` is in already."""
    kept = person.groups.values("pk") if person else ()
    return Group.objects.filter(Q(name__in=GROUPS) | Q(pk__in=kept))


def may_reset(page, request, person) -> bool:
    """Return whether the signed-in person may reset that of another: not their own, nor one above them."""
    return page.has_change_permission(request, person) and person != request.user
