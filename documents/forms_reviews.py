"""The form with which a person decides on a review."""

from django import forms
from django.utils import timezone

from .desk.previews import DAYS

WIDE = {"class": "vLargeTextField", "rows": 3}


class DecisionForm(forms.Form):
    """What is typed beside the buttons of a review. `mark` says what the page showed."""

    mark = forms.CharField(required=False, widget=forms.HiddenInput)
    comment = forms.CharField(
        label="Comment",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs=WIDE),
        help_text="Needed to send it back: what is to be mended. Otherwise kept with the history.",
    )
    at = forms.DateTimeField(
        label="Publish at",
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        error_messages={"invalid": "This is not a day with a time. Write it like 2026-05-16T09:30."},
    )

    def clean_at(self):
        """A time that has passed would publish at once, which has a button of its own."""
        at = self.cleaned_data["at"]
        if at is not None and "_publish" in self.data:
            # The enter key in this field presses the first button.
            raise forms.ValidationError("Publish at this time, or empty the time to publish now.")
        if "_publish_at" not in self.data:
            return None
        if at is None:
            raise forms.ValidationError("Say on which day, and at what time.")
        if at <= timezone.now():
            raise forms.ValidationError("This time has passed. Choose a later one, or publish now.")
        return at


class PreviewForm(forms.Form):
    """For how long a preview link shall last."""

    days = forms.TypedChoiceField(
        label="It ends in",
        coerce=int,
        choices=[(days, f"{days} day{'s' if days > 1 else ''}") for days in DAYS],
        initial=DAYS[1],
    )
