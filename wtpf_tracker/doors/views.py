"""The first pages of the door: name and password, signing out, and the answer to too many failures."""

import math
from urllib.parse import urlencode

from axes.handlers.proxy import AxesProxyHandler
from django.contrib import admin
from django.contrib.admin.forms import AdminAuthenticationForm
from django.contrib.auth import login
from django.contrib.auth.views import LoginView
from django.http import HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django_otp import DEVICE_ID_SESSION_KEY

from . import factor as factors
from .audit import What, note, note_for_name
from .sessions import BEGAN, SEEN


class SignIn(LoginView):
    """Name and password; then on to the code, to setting up a second factor, or in."""

    template_name = "admin/login.html"
    authentication_form = AdminAuthenticationForm
    next_page = "admin:index"

    def get(self, request, *args, **kwargs):
        """Show the form to those who are not known yet; the others go where they stand."""
        if not request.person.is_staff:
            return super().get(request, *args, **kwargs)
        page = page_before_the_desk(request.person)
        return to_page(page, self.get_redirect_url()) if page else redirect("admin:index")

    def form_valid(self, form):
        """Begin a session, in which no code was given yet."""
        person = form.get_user()
        login(self.request, person)
        for name in (DEVICE_ID_SESSION_KEY, BEGAN, SEEN):
            self.request.session.pop(name, None)
        page = page_before_the_desk(person)
        note(What.PASSWORD if page else What.SIGNED_IN, request=self.request, user=person)
        return to_page(page, self.get_redirect_url()) if page else redirect(self.get_success_url())

    def form_invalid(self, form):
        """Write down the refusal, unless nothing was tried."""
        if form.non_field_errors():
            name = form.cleaned_data.get("username", "")
            note_for_name(_refusal(self.request, form), request=self.request, name=name)
        return super().form_invalid(form)

    def get_context_data(self, **kwargs):
        """Return what the admin's own page of signing in shows."""
        context = {**admin.site.each_context(self.request), **super().get_context_data(**kwargs)}
        context |= {"title": "Sign in", "app_path": self.request.get_full_path()}
        return context | {"username": self.request.user.get_username()}


def _refusal(request, form) -> What:
    if getattr(request, "axes_locked_out", False):
        return What.LOCKED_OUT
    return What.NOT_STAFF if form.get_user() else What.WRONG_PASSWORD


def sign_out(request):
    """End the session and write it down."""
    if request.method == "POST" and request.person.is_authenticated:
        note(What.SIGNED_OUT, request=request, user=request.person)
    return admin.site.logout(request)


def locked_out(request, response, credentials):
    """Answer 429 to a name or an address that failed too often, with when to try again."""
    until = AxesProxyHandler.get_implementation().locked_until(request, credentials)
    seconds = max(1, math.ceil((until - timezone.now()).total_seconds()))
    context = door_context(request, "Too many attempts", until=until, minutes=math.ceil(seconds / 60))
    answer = render(request, "doors/locked_out.html", context, status=429)
    answer["Retry-After"] = seconds
    return answer


def page_before_the_desk(person) -> str | None:
    """Return the name of the page somebody with the right password has to pass, or None."""
    if factors.is_in(person):
        return None
    return "second_factor_code" if factors.has_factor(person) else "second_factor_set_up"


def door_context(request, title: str, **more) -> dict:
    """Return what the template of a page of the door needs, with `more` of its own."""
    return {**admin.site.each_context(request), **more, "title": title, "person": request.person}


def to_page(name: str, onwards: str):
    """Lead to the page of this name, from which one goes on to the address `onwards` (may be empty)."""
    query = f"?{urlencode({'next': onwards}, safe='/')}" if onwards else ""
    return HttpResponseRedirect(reverse(name) + query)
