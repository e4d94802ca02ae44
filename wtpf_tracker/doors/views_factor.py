"""The pages of the second factor: the code, setting it up, recovery codes, taking it away."""

from django.contrib import messages
from django.contrib.auth.views import RedirectURLMixin, redirect_to_login
from django.shortcuts import render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.generic import FormView
from django_otp import DEVICE_ID_SESSION_KEY
from django_otp import login as remember_device
from django_otp.util import random_hex

from . import factor as factors
from .audit import What, note
from .forms import CodeForm, EnrolForm, PasswordAndCodeForm
from .pictures import qr_picture
from .views import door_context, page_before_the_desk, to_page

KEY = "second_factor_key"


class DoorPage(RedirectURLMixin, FormView):
    """A page for those who gave the right password; `next` leads on, inside this site alone.

    `title` is the page's heading. A page says by `stands_here` who may be on it.
    """

    next_page = "admin:index"

    @method_decorator(sensitive_post_parameters())
    @method_decorator(never_cache)
    def dispatch(self, request, *args, **kwargs):
        """Send those who have no business here to the page where they stand."""
        if not request.person.is_staff:
            return redirect_to_login(request.get_full_path(), reverse("admin:login"))
        before = page_before_the_desk(request.person)
        if not self.stands_here(before):
            return to_page(before or "second_factor", self.get_redirect_url())
        return super().dispatch(request, *args, **kwargs)

    def stands_here(self, before: str | None) -> bool:
        """Return whether somebody belongs here who has to pass the page `before`, or is in (None)."""
        return before is None and factors.has_factor(self.request.person)

    def get_context_data(self, **kwargs):
        """Add what the admin's pages need, and where to go on."""
        own = super().get_context_data(**kwargs)
        return door_context(self.request, self.title, next=self.get_redirect_url(), **own)


class AsksForCode(DoorPage):
    """A page whose form takes a code of the person."""

    def get_form_kwargs(self):
        """Tell the form who asks."""
        return {**super().get_form_kwargs(), "request": self.request}


class Code(AsksForCode):
    """The second step of signing in."""

    title = "Your code"
    template_name = "doors/code.html"
    form_class = CodeForm

    def stands_here(self, before):
        """Return whether the code is what is missing."""
        return before == "second_factor_code"

    def form_valid(self, form):
        """Let the person in."""
        remember(self.request, form.checked.device)
        note(What.SIGNED_IN, request=self.request, user=self.request.person)
        if form.checked.by_recovery_code:
            messages.warning(self.request, _left(self.request.person))
        return super().form_valid(form)


class SetUp(DoorPage):
    """Setting up a second factor, of one's own will or because the desk asks for it."""

    title = "Set up your second factor"
    template_name = "doors/set_up.html"
    form_class = EnrolForm

    def stands_here(self, before):
        """Return whether the person is free to set one up: has none."""
        return before == "second_factor_set_up" or (
            before is None and not factors.has_factor(self.request.person)
        )

    def get_context_data(self, **kwargs):
        """Show the key of this session, which lies nowhere else before it is confirmed."""
        key = self.request.session.setdefault(KEY, random_hex(20))
        secret = factors.spelt(key)
        picture = qr_picture(factors.enrolment_address(self.request.person, key))
        spelt = " ".join(secret[place : place + 4] for place in range(0, len(secret), 4))
        must = factors.must_have_factor(self.request.person)
        return super().get_context_data(**kwargs, picture=picture, secret=spelt, must=must)

    def form_valid(self, form):
        """Confirm the key by its first code, and show the recovery codes once."""
        request, person = self.request, self.request.person
        was_in = factors.is_in(person)
        device = factors.enrol(person, request.session.get(KEY, ""), form.cleaned_data["code"])
        if device is None:
            form.add_error("code", "This code does not belong to the picture. Type the one shown now.")
            return self.form_invalid(form)
        request.session.pop(KEY)
        remember(request, device)
        note(What.ENROLLED, request=request, user=person)
        if not was_in:
            note(What.SIGNED_IN, request=request, user=person)
        return show_codes(request, self.get_success_url())


@never_cache
def factor(request):
    """Show how the person's second factor stands, and what can be done about it."""
    before = page_before_the_desk(request.person) if request.person.is_staff else "admin:login"
    if before:
        return redirect_to_login(request.get_full_path(), reverse(before))
    person = request.person
    context = door_context(
        request,
        "Your second factor",
        has=factors.has_factor(person),
        must=factors.must_have_factor(person),
        left=factors.recovery_codes_left(person),
    )
    return render(request, "doors/factor.html", context)


class RecoveryCodes(AsksForCode):
    """New recovery codes in place of the old ones."""

    title = "New recovery codes"
    template_name = "doors/confirm.html"
    form_class = PasswordAndCodeForm
    extra_context = {
        "says": "Ten new codes will be shown once. The old ones stop working.",
        "button": "Make new codes",
    }

    def form_valid(self, form):
        """Make them and show them once."""
        note(What.NEW_CODES, request=self.request, user=self.request.person)
        return show_codes(self.request, reverse("second_factor"))


class Remove(AsksForCode):
    """Taking the second factor away, for instance to set it up on another device."""

    title = "Remove your second factor"
    template_name = "doors/confirm.html"
    form_class = PasswordAndCodeForm
    next_page = "second_factor"
    extra_context = {
        "says": "Your app and your recovery codes stop working for this site. If your work asks for a second "
        "factor, you will set up a new one before you go on.",
        "button": "Remove it",
    }

    def form_valid(self, form):
        """Remove it and write it down."""
        factors.remove_factor(self.request.person)
        self.request.session.pop(DEVICE_ID_SESSION_KEY, None)
        note(What.REMOVED, request=self.request, user=self.request.person)
        messages.success(self.request, "Your second factor was removed.")
        return super().form_valid(form)


def remember(request, device) -> None:
    """Let the person in for the rest of this session, under a new key of the session."""
    request.session.cycle_key()
    request.user = request.person
    remember_device(request, device)


def show_codes(request, onwards: str):
    """Make new recovery codes and answer with the only page that ever shows them."""
    codes = factors.make_recovery_codes(request.person)
    context = door_context(request, "Your recovery codes", codes=codes, onwards=onwards)
    return render(request, "doors/recovery_codes.html", context)


def _left(person) -> str:
    left = factors.recovery_codes_left(person)
    verb = "is" if left == 1 else "are"
    return f"You came in by a recovery code, which is used up now; {left} of them {verb} left."
