"""The form by which one asks for an alert."""

from django import forms

from .asking import cleaned_address
from .models import LONGEST_ADDRESS, Often

ALL, SIGNIFICANT = "", "significant"


class AlertForm(forms.Form):
    """An address, how often, and where that makes a difference how much."""

    address = forms.CharField(
        label="Your e-mail address",
        max_length=LONGEST_ADDRESS,
        widget=forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"}),
        error_messages={"required": "Give the address to which alerts shall go."},
    )
    importance = forms.ChoiceField(
        label="Of what",
        choices=[
            (ALL, "everything that is published, corrected or withdrawn"),
            (SIGNIFICANT, "significant events alone: those that move a text on, or amend it"),
        ],
        widget=forms.RadioSelect,
        required=False,
    )
    how_often = forms.ChoiceField(
        label="How often",
        choices=[
            (Often.AT_ONCE, "at once"),
            (Often.DAILY, "once a day, in the morning"),
            (Often.WEEKLY, "once a week, on Monday morning"),
        ],
        widget=forms.RadioSelect,
    )

    def __init__(self, *args, by_importance: bool, **kwargs):
        super().__init__(*args, **kwargs)
        if not by_importance:
            del self.fields["importance"]

    def clean_address(self) -> str:
        """Return the address as it is kept; refused with a sentence where it can be none."""
        return cleaned_address(self.cleaned_data["address"])
