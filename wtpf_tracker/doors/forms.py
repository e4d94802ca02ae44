"""What is asked at the door: a code, or the password once more together with one."""

from django import forms
from django.contrib.auth import authenticate
from django.utils import timezone

from .audit import What, note
from .factor import check_code, is_code

CODE_HELP = "The six digits that your app shows now, or a recovery code."


class CodeField(forms.CharField):
    """A code as people type it: with spaces or hyphens, in capitals."""

    def __init__(self, **given):
        attributes = {"autocomplete": "one-time-code", "autocapitalize": "none", "spellcheck": "false"}
        attributes["autofocus"] = given.pop("focus", True)
        super().__init__(max_length=40, widget=forms.TextInput(attrs=attributes), **given)

    def clean(self, value):
        """Return the code without spaces and hyphens, in small letters."""
        return "".join(super().clean(value).replace("-", " ").split()).lower()


class EnrolForm(forms.Form):
    """The first code of a new second factor."""

    code = CodeField(label="Code that the app shows now", help_text="Six digits.")

    def clean_code(self):
        """Refuse what no app shows."""
        if not is_code(self.cleaned_data["code"]):
            raise forms.ValidationError("The code has six digits. Type the one that your app shows now.")
        return self.cleaned_data["code"]


class CodeForm(forms.Form):
    """A code of the person's app or a recovery code; `checked` is what came of it."""

    code = CodeField(label="Code", help_text=CODE_HELP)

    def __init__(self, *args, request, **given):
        super().__init__(*args, **given)
        self.request, self.checked = request, None

    def clean(self):
        """Use up the code, or say why it was refused."""
        if not self.errors:
            self._check()
        return self.cleaned_data

    def _check(self):
        person = self.request.person
        self.checked = check_code(person, self.cleaned_data["code"])
        if self.checked.by_recovery_code:
            note(What.RECOVERY_CODE, request=self.request, user=person)
        elif self.checked.wait_until:
            note(What.TOO_MANY_CODES, request=self.request, user=person)
            self.add_error("code", _wait(self.checked.wait_until))
        elif self.checked.device is None:
            note(What.WRONG_CODE, request=self.request, user=person)
            self.add_error(
                "code",
                "This code is not right, or was used before. Wait until your app shows the next one and type "
                "that, or take a recovery code you have not used.",
            )


class PasswordAndCodeForm(CodeForm):
    """Asked again before the second factor changes, so that an open screen is not enough."""

    field_order = ("password", "code")
    password = forms.CharField(
        label="Your password",
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password", "autofocus": True}),
    )
    code = CodeField(label="Code", help_text=CODE_HELP, focus=False)

    def clean_password(self):
        """Refuse a wrong password; wrong ones count as they do at the door."""
        name, password = self.request.person.get_username(), self.cleaned_data["password"]
        if authenticate(self.request, username=name, password=password) is None:
            locked = self.request.axes_locked_out
            what = What.LOCKED_OUT if locked else What.WRONG_PASSWORD
            note(what, request=self.request, user=self.request.person)
            raise forms.ValidationError("This is not your password. Nothing was changed.")
        return password


def _wait(until) -> str:
    seconds = max(1, round((until - timezone.now()).total_seconds()))
    wait = f"{seconds} seconds" if seconds < 120 else f"{round(seconds / 60)} minutes"
    return f"There were too many wrong codes, so this one was not looked at. Try again in {wait}."
