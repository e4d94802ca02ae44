"""Forms of the opinions app."""

from django import forms
from django.contrib.admin import site
from django.contrib.admin.widgets import AutocompleteSelect, AutocompleteSelectMultiple

from documents.forms import RecordForm
from documents.text.model import Document

from . import actions
from .forms_parts import chosen_part
from .models import Revision


class EventForm(RecordForm):
    """The form of a step of a path: refuses one that may not follow where it stands, with a sentence."""

    def _post_clean(self):
        super()._post_clean()
        if not self.errors and (reason := actions.refusal_of(self.instance)):
            self.add_error("kind", reason)


def _chosen_by_typing(name: str) -> forms.Widget:
    field = Revision._meta.get_field(name)
    kind = AutocompleteSelectMultiple if field.many_to_many else AutocompleteSelect
    return kind(field, site)


class RevisionFromFileForm(forms.ModelForm):
    """Which part of a file's text becomes a revision of which opinion. `document` is the file as read.

    Of a file with tracked changes the text before them can be entered too, as the revision they were made to.
    """

    first = forms.IntegerField(label="From paragraph", min_value=1)
    last = forms.IntegerField(
        label="To paragraph", min_value=1, help_text="The paragraphs of the file stand below, numbered."
    )
    both = forms.BooleanField(
        label="Both texts",
        required=False,
        help_text="Enter the text before the tracked changes too, as the revision that this one is based on.",
    )
    label_before = forms.CharField(label="Label of the text before", max_length=120, required=False)
    first_before = forms.IntegerField(label="Text before: from paragraph", min_value=1, required=False)
    last_before = forms.IntegerField(label="Text before: to paragraph", min_value=1, required=False)

    field_order = ("opinion", "label", "first", "last", "both", "label_before", "first_before", "last_before")

    class Meta:
        model = Revision
        fields = (
            "opinion", "label", "title", "date", "language", "basis", "sponsors", "sponsor_note", "based_on",
            "note", "sources", "locator", "confidence", "confidence_note",
        )  # fmt: skip
        widgets = {name: _chosen_by_typing(name) for name in ("opinion", "sponsors", "based_on", "sources")}

    def __init__(self, *args, document: Document, **kwargs):
        ends = {"first": 1, "last": len(document.paragraphs)}
        ends |= {"first_before": 1, "last_before": len(document.before)}
        kwargs["initial"] = {**ends, **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        self.document = document
        if not document.before:
            for name in ("both", "label_before", "first_before", "last_before"):
                del self.fields[name]
        self.fields["basis"].choices = [
            choice for choice in Revision.Basis.choices if choice[0] != Revision.Basis.NONE
        ]

    def clean(self):
        cleaned = super().clean()
        cleaned["text"] = chosen_part(self, "first", "last", self.document.paragraphs)
        # The rules of a revision are about its text too.
        self.instance.text = cleaned["text"]
        if cleaned.get("both"):
            cleaned["text_before"] = chosen_part(self, "first_before", "last_before", self.document.before)
            if not cleaned.get("label_before"):
                self.add_error("label_before", "Say what the text before the changes is called.")
        return cleaned

    def _post_clean(self):
        if not self.errors:
            super()._post_clean()

    def enter(self) -> list[Revision]:
        """Enter what the form asks for; return the new revisions, the earlier first."""
        given = {name: self.cleaned_data[name] for name in self.Meta.fields}
        given["text"] = self.cleaned_data["text"]
        given["contribution"] = self.instance.contribution
        if not self.cleaned_data.get("both"):
            return [actions.enter_revision(**given)]
        before = {"label": self.cleaned_data["label_before"], "text": self.cleaned_data["text_before"]}
        return [*actions.enter_tracked_revisions(before={**before, "sponsors": []}, **given)]
