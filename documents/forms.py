"""Forms of the documents app."""

from django import forms
from django.core.exceptions import ValidationError

from . import actions, derived
from .desk import naming
from .desk.states import mark_of, state_of
from .models import Change, ContributionFile

PROPOSED_SOURCES = (
    "Proposed: the sources of what you entered last. Take away what does not say this, and add what does."
)


def leave_to_be_made(form: forms.ModelForm, given: dict | None = None) -> None:
    """Let the names and numbers of a new row be left empty, unless they are `given`; see `desk.naming`."""
    for name in naming.made_fields(form._meta.model):
        if name in form.fields:
            form.fields[name].required = False
            if name not in (given or {}):
                form.initial[name] = None
                form.fields[name].initial = None


class RecordForm(forms.ModelForm):
    """The form of a page of its own: checks the rules on derived columns too, before the database does.

    It knows in which state the row was opened: where somebody else saved meanwhile it refuses, once, with
    both versions side by side, and keeps what was typed.
    """

    why = forms.CharField(
        label="Why",
        required=False,
        help_text="What this change is for. It is kept with the change.",
        widget=forms.TextInput(attrs={"class": "vTextField", "maxlength": 1000}),
        max_length=1000,
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # What was filled in because nobody typed it: {"slug": "ieg-2"}.
        self.made: dict[str, str | int] = {}
        if self.instance.pk is None:
            self._begin(kwargs.get("initial") or {})
            return
        self.initial["seen"] = mark_of(state_of(self.instance))
        if getattr(self.instance, "is_published", False):
            self.fields["why"].required = True
            self.fields[
                "why"
            ].help_text = "Readers have seen this. The reason goes to the reviewer, and is kept."

    def _begin(self, proposed: dict) -> None:
        """A new row needs no name and no number: they are made. What is proposed for it is said to be."""
        leave_to_be_made(self, proposed)
        if proposed.get("sources") and "sources" in self.fields:
            self.fields["sources"].help_text = PROPOSED_SOURCES

    def clean(self):
        cleaned = super().clean() or self.cleaned_data
        if self.instance.pk is not None and cleaned.get("seen") != self.initial["seen"]:
            self._refuse_once()
        return cleaned

    def _refuse_once(self) -> None:
        last = Change.objects.about(type(self.instance), self.instance.pk).first()
        who = f"{last.by_name or 'somebody'} saved it" if last else "it was saved"
        self.add_error(
            None,
            f"While you had this open, {who}. Nothing of yours was saved, and nothing is lost: what you "
            "typed still stands in the form, and what only the other changed was taken into it. Look at both "
            "versions and save again.",
        )
        # From now on it is saved in the knowledge of what is stored.
        self.data = self.data.copy()
        self.data[self.add_prefix("seen")] = self.initial["seen"]

    def _post_clean(self):
        super()._post_clean()
        if self.errors:
            return
        derived.fill(self.instance)
        if self.instance.pk is None:
            self.made = naming.fill(self.instance, self.cleaned_data)
        try:
            self.instance.validate_constraints()
        except ValidationError as problem:
            self._update_errors(problem)


class CountedFormSet(forms.BaseInlineFormSet):
    """Rows that are counted within the one they belong to: a number left empty is the next one."""

    def add_fields(self, form, index):
        super().add_fields(form, index)
        if form.instance.pk is None:
            leave_to_be_made(form)

    def clean(self):
        super().clean()
        name = self.model.counted[0]
        rows = [form for form in self.forms if form.has_changed() and form.is_valid()]
        last = max((form.cleaned_data.get(name) or 0 for form in self.forms if form.is_valid()), default=0)
        for form in rows:
            if form.cleaned_data.get(name) is None:
                last += 1
                setattr(form.instance, name, last)


class FilesFormSet(forms.BaseInlineFormSet):
    """New files of one document: refuses the same bytes given twice at once, with a sentence."""

    def clean(self):
        super().clean()
        seen = set()
        for form in self.forms:
            digest = form.instance.sha256 if form.has_changed() and form.is_valid() else ""
            if digest and digest in seen:
                form.add_error("file", "The same file is given twice.")
            seen.add(digest)


class ContributionFileForm(forms.ModelForm):
    """Takes a file in; what is known of its bytes is taken from them and never typed."""

    class Meta:
        model = ContributionFile
        fields = ("contribution", "file", "language")

    def clean(self):
        cleaned = super().clean()
        upload = cleaned.get("file")
        if upload and "file" in self.changed_data:
            for name, value in actions.describe_upload(upload).items():
                setattr(self.instance, name, value)
            contribution = cleaned.get("contribution")
            if contribution and actions.has_file(contribution, self.instance.sha256):
                self.add_error("file", "The document has this very file already.")
        return cleaned
