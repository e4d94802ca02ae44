"""The form of what happened next: the event, and with it the text, changes, stances and pledges."""

from django import forms
from django.contrib.admin import site
from django.contrib.admin.widgets import AutocompleteSelect, AutocompleteSelectMultiple
from django.db import models
from django.forms.utils import ErrorDict

from documents.models import Stakeholder

from .desk.steps import StepRefused, enter_step
from .models import Actor, Amendment, Event, Intervention, Opinion, Pledge, Revision

CITED = ("sources", "locator", "confidence")
ROWS = 2
"""How many empty rows of each kind stand ready; more are asked for with a button."""
MOST_ROWS = 40
AS_THE_EVENT = "Empty: those of the event."


def by_typing(model: type[models.Model], *names: str) -> dict[str, forms.Widget]:
    """Return widgets for the relations `names` of `model` that are chosen by typing a few letters."""
    fields = [model._meta.get_field(name) for name in names]
    return {
        field.name: (AutocompleteSelectMultiple if field.many_to_many else AutocompleteSelect)(field, site)
        for field in fields
    }


def _text(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows, "class": "vLargeTextField"})


class StepEventForm(forms.ModelForm):
    """What happened. Whether it may follow where its date puts it is checked when it is entered."""

    class Meta:
        model = Event
        fields = (
            "kind", "date", "meeting", "summary", "contribution", "out_of_order_reason",
            *CITED, "confidence_note",
        )  # fmt: skip
        widgets = {
            "kind": forms.RadioSelect,
            "summary": _text(3),
            **by_typing(Event, "meeting", "contribution", "sources"),
        }
        help_texts = {
            "out_of_order_reason": "Only for an event of the past that the order of events would refuse.",
            "kind": "",
            "summary": "One or two plain sentences: who did what.",
            "confidence": "High: an official document, or two sources. Medium: one other. Low: our reading.",
        }


class ActorForm(forms.Form):
    """Who did it."""

    stakeholder = forms.ModelChoiceField(
        Stakeholder.objects.all(), required=False, widget=by_typing(Actor, "stakeholder")["stakeholder"]
    )
    role = forms.ChoiceField(choices=Actor.Role.choices, initial=Actor.Role.SPEAKER, required=False)

    def is_empty(self) -> bool:
        """Whether nobody is named in this row."""
        return not self.cleaned_data.get("stakeholder")


class StepRevisionForm(forms.ModelForm):
    """The text that the event produced; empty where it produced none."""

    class Meta:
        model = Revision
        fields = ("label", "basis", "text", "based_on", "sponsors", *CITED)
        widgets = {"text": _text(10), **by_typing(Revision, "based_on", "sponsors", "sources")}
        help_texts = {"sources": AS_THE_EVENT, "text": "One paragraph a line."}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("label", "basis", "confidence"):
            self.fields[name].required = False

    def _post_clean(self):
        """The rules of a revision are checked when it is entered: only then its opinion is known."""

    def is_empty(self) -> bool:
        """Whether no text is given."""
        return not (self.cleaned_data.get("label") or self.cleaned_data.get("text"))


class RowForm(forms.ModelForm):
    """A fact that is entered together with an event: empty rows are passed over."""

    # The column without which a row says nothing.
    says = "summary"

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.required = False
        self.fields["sources"].help_text = AS_THE_EVENT

    def is_empty(self) -> bool:
        """Whether nothing was typed in this row."""
        return not any(self.cleaned_data.get(name) for name in self.telling())

    @classmethod
    def telling(cls) -> list[str]:
        """The fields that make a row count when they are filled in."""
        return [name for name in cls.Meta.fields if name not in ("confidence", "fate", "declared")]

    def clean(self):
        cleaned = super().clean()
        if not self.is_empty() and not cleaned.get(self.says):
            self.add_error(self.says, "Say it in a sentence of your own.")
        return cleaned

    def _post_clean(self):
        """The rules of the model are checked when the row is entered: only then its opinion is known."""


class AmendmentForm(RowForm):
    """A change that was proposed to the text, and what became of it."""

    class Meta:
        model = Amendment
        fields = ("proposers", "place", "wording", "summary", "fate", *CITED)
        widgets = {"summary": _text(2), **by_typing(Amendment, "proposers", "sources")}


class StanceForm(RowForm):
    """What somebody said of the text."""

    class Meta:
        model = Intervention
        fields = ("stakeholder", "stance", "declared", "summary", *CITED)
        widgets = {"summary": _text(2), **by_typing(Intervention, "stakeholder", "sources")}

    def clean(self):
        cleaned = super().clean()
        if not self.is_empty() and not cleaned.get("stakeholder"):
            self.add_error("stakeholder", "Name who said it.")
        return cleaned


class PledgeForm(RowForm):
    """Text that somebody promised."""

    says = "subject"

    class Meta:
        model = Pledge
        fields = ("stakeholders", "subject", "section", "fate", *CITED)
        widgets = by_typing(Pledge, "stakeholders", "sources")


def _rows(form) -> type[forms.BaseFormSet]:
    return forms.formset_factory(form, extra=ROWS, max_num=MOST_ROWS, absolute_max=MOST_ROWS)


HEADINGS = {
    "actors": "Who did it",
    "amendments": "Changes decided or proposed with it",
    "stances": "Who wanted what",
    "pledges": "Texts that were promised",
}
PARTS = {"actors": ActorForm, "amendments": AmendmentForm, "stances": StanceForm, "pledges": PledgeForm}


class StepForm:
    """All forms of one step. `data` None: as they begin, with `initial` of the event and the text."""

    def __init__(self, opinion: Opinion, data=None, *, initial: dict | None = None):
        initial = initial or {}
        self.opinion = opinion
        self.event = StepEventForm(data, prefix="event", initial=initial.get("event"))
        self.revision = StepRevisionForm(data, prefix="revision", initial=initial.get("revision"))
        self.rows = {name: _rows(form)(data, prefix=name) for name, form in PARTS.items()}

    @property
    def media(self) -> forms.Media:
        """What the widgets of all forms need."""
        every = [self.event, self.revision, *self.rows.values()]
        return sum((form.media for form in every), forms.Media())

    def is_valid(self) -> bool:
        """Whether every form is; all are checked, so that all errors show at once."""
        checked = [form.is_valid() for form in (self.event, self.revision, *self.rows.values())]
        return all(checked)

    def only_as_typed(self) -> None:
        """Forget what is wrong, the date apart: the page is asked for, and nothing is to be entered yet."""
        date = {name: found for name, found in self.event.errors.items() if name == "date"}
        self.event._errors = ErrorDict(date)
        self.revision._errors = ErrorDict()
        for rows in self.rows.values():
            rows.full_clean()
            rows._errors, rows._non_form_errors = [{} for _ in rows.forms], rows.error_class()
            for form in rows:
                form._errors = ErrorDict()

    @property
    def mistakes(self) -> list[tuple[str, forms.BoundField]]:
        """(where, field) of each field with an error, in the order of the page; "" is the event itself."""
        named = [("", self.event), ("The text", self.revision)]
        for name, rows in self.rows.items():
            named += [(f"{HEADINGS[name]} {number}", form) for number, form in enumerate(rows, start=1)]
        return [
            (where, field)
            for where, form in named
            if form.is_bound and form.errors
            for field in form
            if field.errors
        ]

    def enter(self, *, by, why: str = "") -> list:
        """Enter what the forms say; return the rows, or [] with the reasons put beside their fields."""
        actors = [(row["stakeholder"], row["role"] or Actor.Role.SPEAKER) for row in self._filled("actors")]
        text = None if self.revision.is_empty() else self.revision.cleaned_data
        parts = {name: self._filled(name) for name in PARTS if name != "actors"}
        try:
            return enter_step(
                by=by, opinion=self.opinion, event=self.event.cleaned_data, actors=actors, revision=text,
                why=why, **parts,
            )  # fmt: skip
        except StepRefused as refused:
            self._show(refused)
            return []

    def _filled(self, name: str) -> list[dict]:
        return [form.cleaned_data for form in self.rows[name] if not form.is_empty()]

    def _show(self, refused: StepRefused) -> None:
        form = getattr(self, refused.part, None) or self._row(refused)
        given = refused.message_dict if hasattr(refused, "error_dict") else {None: refused.messages}
        for name, sentences in given.items():
            for sentence in sentences:
                form.add_error(name if name in form.fields else None, sentence)

    def _row(self, refused: StepRefused) -> forms.BaseForm:
        return [form for form in self.rows[refused.part] if not form.is_empty()][refused.number]
