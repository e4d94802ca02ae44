"""The form by which an old address is entered."""

from django import forms
from django.contrib.contenttypes.models import ContentType
from django.utils import timezone

from .models import OldAddress
from .redirects import old_path, target
from .text.paths import LONGEST


class OldAddressForm(forms.ModelForm):
    """Where readers come from, where they are to go, and why; `hosts` are the names of this site."""

    hosts: frozenset[str] = frozenset()

    path = forms.CharField(
        label="Old address",
        max_length=LONGEST,
        help_text="As others link to it: /stakeholders/turkiye/. Nothing may answer there any more.",
    )
    to = forms.CharField(
        label="Leads to",
        max_length=LONGEST,
        help_text=(
            "A page of this site: /stakeholders/turkey/. Of a thing the redirect follows the thing, whatever "
            "address it gets, and takes along what stands below it."
        ),
    )
    why = forms.CharField(
        label="Why",
        max_length=300,
        required=False,
        help_text="For those who find it later: Entered twice; both were merged.",
    )

    class Meta:
        model = OldAddress
        fields = ("path", "to", "why")

    def clean_path(self):
        """The path, quoted."""
        return old_path(self.cleaned_data["path"], self.hosts)

    def clean_to(self):
        """The thing or page, taken over into the row."""
        found = target(self.cleaned_data["to"], self.hosts)
        note = self.instance
        note.leads_to = found.page
        note.content_type = ContentType.objects.get_for_model(type(found.row)) if found.row else None
        note.object_pk = found.row.pk if found.row else None
        note.noted_at = timezone.now()
        return self.cleaned_data["to"]
