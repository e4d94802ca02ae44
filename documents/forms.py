"""Forms of the documents app."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from . import actions, derived
from .models import ContributionFile
from .resting import facts_naming
from .sentences import counted


class SourcedForm(forms.ModelForm):
    """The form of a fact: refuses publication without a source that readers see, with a sentence."""

    def clean(self):
        cleaned = super().clean() or self.cleaned_data
        shown = any(source.is_published for source in cleaned.get("sources") or ())
        if cleaned.get("published_at") and "sources" in self.fields and not shown:
            self.add_error("sources", actions.NO_SOURCE)
        return cleaned


class RecordForm(SourcedForm):
    """The form of a page of its own: checks the rules on derived columns too, before the database does."""

    def _post_clean(self):
        super()._post_clean()
        if self.errors:
            return
        derived.fill(self.instance)
        try:
            self.instance.validate_constraints()
        except ValidationError as problem:
            self._update_errors(problem)


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


class SourceForm(RecordForm):
    """The form of a source: readers see it as long as they see a fact that rests on it."""

    def clean(self):
        cleaned = super().clean()
        moment = cleaned.get("published_at")
        hidden = moment is None or moment > timezone.now()
        if self.instance.is_published and hidden and (facts := facts_naming([self.instance], shown=True)):
            number = counted(len(facts), "published fact rests", "published facts rest")
            self.add_error("published_at", f"{number} on this source. Unpublish them first.")
        return cleaned


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
