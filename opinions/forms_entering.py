"""The forms of the page on which a document is entered: its facts, its text, its first event, its sources."""

from collections.abc import Sequence

from django import forms
from django.contrib.admin import site
from django.contrib.admin.widgets import (
    AutocompleteSelect,
    AutocompleteSelectMultiple,
    RelatedFieldWidgetWrapper,
)
from django.utils.functional import cached_property

from documents.desk.submitters import Named
from documents.fields import EdtfField
from documents.forms import RecordForm
from documents.models import Confidence, Contribution, Source, Stakeholder
from documents.text.model import Document
from documents.text.symbols import symbol_key

from .desk.entry_proposed import FIRST_EVENTS, NEW_OPINION, NO_TEXT, OF_OPINION
from .forms_parts import chosen_part
from .models import Opinion, Revision
from .stages import KIND_LABELS


class InOrder(AutocompleteSelectMultiple):
    """Rows chosen by typing, which keep the order in which they were chosen."""

    def optgroups(self, name, value, attrs=None):
        """Sort what is chosen as `value` has it."""
        groups = super().optgroups(name, value, attrs)
        place = {str(one): at for at, one in enumerate(value)}
        groups[0][1].sort(key=lambda option: place.get(str(option["value"]), len(place)))
        return groups


def _chosen_by_typing(model, name: str, kind=None) -> forms.Widget:
    """The field's widget of the desk: found by typing, with a link that adds a row in a window of its own."""
    related = model._meta.get_field(name)
    many = related.many_to_many
    widget = (kind or (AutocompleteSelectMultiple if many else AutocompleteSelect))(related, site)
    return RelatedFieldWidgetWrapper(widget, related.remote_field, site, can_add_related=True)


LEFT_OUT, THIS_ONE = "left-out", "this-"
"""What is chosen of a name in a document’s head: not to enter it, or whom of the record it means."""


class FactsForm(RecordForm):
    """What the document is. `names` are those of its head: where one is not known for certain, a person has
    to say who is meant, or what it is, or that it is left out.
    """

    submitters = forms.ModelMultipleChoiceField(
        Stakeholder.objects.all(),
        required=False,
        widget=_chosen_by_typing(Contribution, "submitters", InOrder),
        help_text="In the order of the document’s head. Type a few letters of a name.",
    )
    original_address = forms.URLField(
        label="Its address", required=False, max_length=500, assume_scheme="https", widget=forms.URLInput
    )
    language = forms.CharField(initial="en", max_length=8, help_text="Of the file and its text: en, fr, es.")

    class Meta:
        model = Contribution
        fields = (
            "symbol", "title", "kind", "date", "process", "meeting", "submitters",
            "slug", "language", "access", "late", "replaces", "original_address", "summary",
        )  # fmt: skip
        labels = {"slug": "name in its address", "access": "who can get the document", "late": "came late"}
        widgets = {
            "symbol": forms.TextInput,
            "summary": forms.Textarea(attrs={"rows": 3}),
            **{name: _chosen_by_typing(Contribution, name) for name in ("process", "meeting", "replaces")},
        }

    def __init__(self, *args, names: Sequence[Named] = (), **kwargs):
        super().__init__(*args, **kwargs)
        self.strangers = {place: one for place, one in enumerate(names) if one.row is None}
        for place, one in self.strangers.items():
            self.fields[f"stranger_{place}"] = _stranger(one)
        # Who was not known when the page was made, and was entered elsewhere since.
        asked = [self.add_prefix(f"stranger_{place}") in self.data for place in range(len(names))]
        self.met = [one.row for one, was_asked in zip(names, asked, strict=True) if one.row and was_asked]

    def clean(self):
        cleaned = super().clean()
        rows = Contribution.objects.filter(process=cleaned.get("process"))
        key = symbol_key(cleaned.get("symbol") or "")
        if key and (same := rows.filter(symbol_key=key).first()):
            self.add_error("symbol", f"{same.process} has a document of that symbol: “{same.title}”.")
        if rows.filter(slug=cleaned.get("slug")).exists():
            self.add_error("slug", "The process already has a document of that name. Change its end.")
        return cleaned

    @property
    def known_as_new(self) -> list:
        """The fields that ask who or what a name is that the record does not know for certain."""
        return [self[f"stranger_{place}"] for place in self.strangers]

    @cached_property
    def chosen_submitters(self) -> list[Stakeholder]:
        """Who submitted it, in the order chosen; who is new is not saved, and stands as in its head."""
        place = {value: at for at, value in enumerate(self.data.getlist(self.add_prefix("submitters")))}
        rows = sorted(self.cleaned_data["submitters"], key=lambda row: place.get(str(row.pk), 0))
        found = list(dict.fromkeys([*rows, *self.met]))
        for at, one in self.strangers.items():
            row = _meant(one, self.cleaned_data[f"stranger_{at}"])
            if row is not None and row not in found:
                found.insert(at, row)
        return found


def _stranger(one: Named) -> forms.ChoiceField:
    """Asks who is meant by a name, or what it is."""
    perhaps = [(f"{THIS_ONE}{row.pk}", f"{row.short_name} ({row.name})") for row in one.choices]
    known = [("In the record", perhaps)] if perhaps else []
    new = [("Not in the record yet; it is", list(Stakeholder.Category.choices))]
    choices = [("", "choose"), *known, *new, (LEFT_OUT, "leave it out")]
    return forms.ChoiceField(
        label=f"“{one.written}”",
        choices=choices,
        help_text="Say who is meant. Who is new is entered with the document.",
        error_messages={"required": "Say who is meant or what it is, or leave it out."},
    )


def _meant(one: Named, said: str) -> Stakeholder | None:
    """Whom a name means by what was chosen of it; a row that is not saved where it is new."""
    if said == LEFT_OUT:
        return None
    if said.startswith(THIS_ONE):
        return next(row for row in one.choices if str(row.pk) == said.removeprefix(THIS_ONE))
    return Stakeholder(name=one.written[:200], short_name=one.written[:60], category=said)


class TextForm(forms.Form):
    """Whether the document is a text under negotiation, of which opinion, and which of its paragraphs."""

    what = forms.ChoiceField(
        label="This document",
        choices=[
            (NO_TEXT, "is no text under negotiation"),
            (OF_OPINION, "is a text of an opinion of the record"),
            (NEW_OPINION, "begins a new opinion"),
        ],
        widget=forms.RadioSelect,
    )
    opinion = forms.ModelChoiceField(
        Opinion.objects.all(), required=False, widget=_chosen_by_typing(Revision, "opinion")
    )
    new_title = forms.CharField(label="Title of the new opinion", max_length=300, required=False)
    new_short_title = forms.CharField(
        label="In short", max_length=60, required=False, help_text="A few words, for lists and pictures."
    )
    label = forms.CharField(
        label="What to call this version",
        max_length=120,
        required=False,
        help_text="UK draft; Brazil, version three.",
    )
    based_on = forms.ModelMultipleChoiceField(
        Revision.objects.without_text().select_related("opinion"),
        required=False,
        widget=_chosen_by_typing(Revision, "based_on"),
        help_text="The versions it was written from; none for a first draft.",
    )
    basis = forms.ChoiceField(
        label="What the text is",
        choices=[choice for choice in Revision.Basis.choices if choice[0] != Revision.Basis.NONE],
    )
    first = forms.IntegerField(label="From paragraph", min_value=1, required=False)
    last = forms.IntegerField(label="To paragraph", min_value=1, required=False)
    both = forms.BooleanField(
        label="Enter both texts", required=False,
        help_text="The text before the tracked changes too, as the version that this one is based on.",
    )  # fmt: skip
    label_before = forms.CharField(label="What to call the text before", max_length=120, required=False)
    first_before = forms.IntegerField(label="Text before: from paragraph", min_value=1, required=False)
    last_before = forms.IntegerField(label="Text before: to paragraph", min_value=1, required=False)

    BEFORE = ("both", "label_before", "first_before", "last_before")

    def __init__(self, *args, document: Document, **kwargs):
        super().__init__(*args, **kwargs)
        self.document = document
        if not document.before:
            for name in self.BEFORE:
                del self.fields[name]

    @property
    def wanted(self) -> str:
        """What the document is said to be: one of the values of `what`."""
        return self.cleaned_data.get("what", NO_TEXT)

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("what", NO_TEXT) == NO_TEXT:
            return cleaned
        needed = {OF_OPINION: ("opinion",), NEW_OPINION: ("new_title", "new_short_title")}[cleaned["what"]]
        for name in (*needed, "label"):
            if not cleaned.get(name) and name not in self.errors:
                self.add_error(name, "Fill this in, or say that the document is no text.")
        cleaned["text"] = chosen_part(self, "first", "last", self.document.paragraphs)
        if cleaned.get("both"):
            cleaned["text_before"] = chosen_part(self, "first_before", "last_before", self.document.before)
            if not cleaned.get("label_before"):
                self.add_error("label_before", "Say what the text before the changes is called.")
        return cleaned


class FirstEventForm(forms.Form):
    """The step of the path that this document is."""

    wanted = forms.BooleanField(label="Enter this step of its path too", required=False)
    kind = forms.ChoiceField(
        label="What happened", choices=[(kind.value, KIND_LABELS[kind]) for kind in FIRST_EVENTS]
    )
    date = EdtfField().formfield(label="When", required=False)
    summary = forms.CharField(label="In a sentence", required=False, widget=forms.Textarea(attrs={"rows": 2}))

    def clean(self):
        cleaned = super().clean()
        for name in ("date", "summary"):
            if cleaned.get("wanted") and not cleaned.get(name) and name not in self.errors:
                self.add_error(name, "Fill this in, or take the tick away.")
        return cleaned


class SourcesForm(forms.Form):
    """What all this rests on: the document itself, or other sources of the record."""

    own = forms.BooleanField(label="The document itself is the source", required=False)
    key = forms.CharField(
        max_length=20, required=False, help_text="Facts name the source by it: letters, digits, hyphens."
    )
    published = EdtfField().formfield(
        label="Public since",
        required=False,
        help_text="When the public could first read it; empty: not known.",
    )
    sources = forms.ModelMultipleChoiceField(
        Source.objects.all(),
        required=False,
        label="Other sources",
        widget=_chosen_by_typing(Contribution, "sources"),
    )
    locator = forms.CharField(
        label="Place in them",
        max_length=300,
        required=False,
        help_text="Source key and place: S3 6.1; U31 opening",
    )
    confidence = forms.ChoiceField(choices=Confidence.choices, initial=Confidence.HIGH)

    def clean(self):
        cleaned = super().clean()
        key = cleaned.get("key") or ""
        if cleaned.get("own"):
            if not key:
                self.add_error("key", "Give the source a key, or take the tick away.")
            elif Source.objects.filter(key=key).exists():
                self.add_error("key", "There is a source of that key. Choose it below, or change the key.")
        elif not cleaned.get("sources"):
            self.add_error("sources", "Name a source: without one this can never be published.")
        return cleaned
