"""The form of what happened at a meeting: lines for each of its texts, for several, and for pledges."""

from django import forms
from django.contrib.admin import site
from django.contrib.admin.widgets import AutocompleteSelectMultiple, RelatedFieldWidgetWrapper

from documents.fields import EdtfField
from documents.models import Confidence, Meeting, Source, Stakeholder

from .desk.happenings import Standing, enter_happenings, standing_of, texts_at
from .desk.steps import StepRefused
from .forms_step import by_typing
from .models import Actor, Event, Opinion, Pledge
from .stages import KIND_LABELS, STAGE_LABELS, after, may_follow

LINES = 2
"""Events of one text that can be entered at once: discussed, then deferred."""
PLEDGES, MORE_PLEDGES, MOST_PLEDGES = 5, 10, 60
_NOTHING = ("", "nothing new")


def _line(rows: int = 2) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows, "class": "vLargeTextField"})


def _with_plus(model, name: str) -> forms.Widget:
    """The field's widget of the desk: found by typing, with a + that adds a row in a window of its own."""
    remote = model._meta.get_field(name).remote_field
    return RelatedFieldWidgetWrapper(by_typing(model, name)[name], remote, site, can_add_related=True)


def _people() -> forms.ModelMultipleChoiceField:
    return forms.ModelMultipleChoiceField(
        Stakeholder.objects.all(), label="Who", required=False, widget=_with_plus(Pledge, "stakeholders")
    )


class SharedForm(forms.Form):
    """What all of it has alike."""

    date = EdtfField().formfield(
        label="When", help_text="The days of the meeting; or the day, where it is known."
    )
    sources = forms.ModelMultipleChoiceField(
        Source.objects.all(), label="Known from", widget=_with_plus(Event, "sources"),
        help_text="The report of the meeting, most often.",
    )  # fmt: skip
    locator = forms.CharField(
        label="Place in it", max_length=300, required=False, help_text="Where a line below gives none: S3 6."
    )
    confidence = forms.ChoiceField(choices=Confidence.choices, initial=Confidence.HIGH)
    others = forms.ModelMultipleChoiceField(
        Opinion.objects.all(), label="Other texts", required=False,
        widget=AutocompleteSelectMultiple(Event._meta.get_field("opinion"), site),
        help_text="Texts that something happened to here, and that have no line yet.",
    )  # fmt: skip


class EventLine(forms.Form):
    """What happened to one text. Empty lines are passed over."""

    kind = forms.ChoiceField(label="What happened", required=False)
    summary = forms.CharField(label="In a sentence", required=False, widget=_line())
    locator = forms.CharField(label="Place in it", max_length=300, required=False)
    who = _people()
    role = forms.ChoiceField(
        label="Their part", choices=Actor.Role.choices, initial=Actor.Role.SPEAKER, required=False
    )

    def __init__(self, *args, kinds, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [_NOTHING, *((kind.value, KIND_LABELS[kind]) for kind in kinds)]

    def is_empty(self) -> bool:
        """Whether nothing was typed or chosen here."""
        return not any(self.cleaned_data.get(name) for name in ("kind", "summary", "locator", "who"))

    def clean(self):
        cleaned = super().clean()
        wanted = {"kind": "Choose what happened.", "summary": "Say in a sentence of your own what happened."}
        for name, sentence in wanted.items():
            if not self.is_empty() and not cleaned.get(name) and name not in self.errors:
                self.add_error(name, sentence)
        return cleaned

    def given(self, opinion: Opinion) -> dict:
        """What this line says of `opinion`, for `enter_happenings`."""
        said = {name: self.cleaned_data[name] for name in ("kind", "summary", "locator")}
        role = self.cleaned_data["role"] or Actor.Role.SPEAKER
        return {"opinion": opinion, "actors": [(one, role) for one in self.cleaned_data["who"]], **said}


class TogetherForm(EventLine):
    """What happened to several texts at once, typed once."""

    texts = forms.MultipleChoiceField(
        label="To which texts", required=False, widget=forms.CheckboxSelectMultiple
    )

    def clean(self):
        cleaned = super().clean()
        if not self.is_empty() and not cleaned.get("texts"):
            self.add_error("texts", "Tick the texts.")
        return cleaned


class PledgeLine(forms.Form):
    """What somebody promised. Empty lines are passed over."""

    stakeholders = _people()
    subject = forms.CharField(label="What was promised", max_length=300, required=False)
    section = forms.CharField(max_length=60, required=False)
    opinion = forms.ChoiceField(label="For which text", required=False)
    who_note = forms.CharField(label="Who, if not named", max_length=200, required=False)
    locator = forms.CharField(label="Place in it", max_length=300, required=False)

    def is_empty(self) -> bool:
        """Whether nothing was typed here."""
        return not any(value for name, value in self.cleaned_data.items() if name != "opinion")

    def clean(self):
        cleaned = super().clean()
        if not self.is_empty() and not cleaned.get("subject") and "subject" not in self.errors:
            self.add_error("subject", "Say what was promised.")
        return cleaned


class TextLines:
    """The lines of one text, with where it stands."""

    def __init__(self, standing: Standing, data=None):
        self.opinion, self.here = standing.opinion, standing.here
        self.stage = STAGE_LABELS[standing.stage]
        first = may_follow(standing.stage)
        reached = [after(standing.stage, kind) for kind in first]
        later = [kind for kind in KIND_LABELS if any(kind in may_follow(stage) for stage in reached)]
        kinds = [first, *[later] * (LINES - 1)]
        self.forms = [
            EventLine(data, prefix=f"text{self.opinion.pk}-{number}", kinds=kinds[number])
            for number in range(LINES)
        ]


class HappenedForm:
    """All forms of one meeting. `data` None: as they begin, with `initial` of what they share."""

    def __init__(self, meeting: Meeting, data=None, *, initial: dict | None = None):
        self.meeting = meeting
        self.shared = SharedForm(data, prefix="shared", initial=initial)
        opinions = self._opinions()
        standings = standing_of(opinions, meeting, self.shared["date"].value() or "")
        self.by_name = {str(opinion.pk): opinion for opinion in opinions}
        names = [(str(opinion.pk), opinion.short_title) for opinion in opinions]
        self.texts = [TextLines(standing, data) for standing in standings]
        self.together = TogetherForm(data, prefix="together", kinds=list(KIND_LABELS))
        self.together.fields["texts"].choices = names
        self.pledges = _pledge_lines(data, [("", "as said above"), *names])
        self.promised_for = _PromisedFor(data, prefix="pledged")
        self.promised_for.fields["text"].choices = [("", "no text in particular"), *names]

    def _opinions(self) -> list[Opinion]:
        """The texts of the meeting, and those that were asked for beside them."""
        there = texts_at(self.meeting)
        asked = self.shared["others"].value() or ()
        keys = {int(key) for key in map(str, asked) if key.isdigit() and len(key) < 10}
        known = {opinion.pk for opinion in there}
        return [*there, *Opinion.objects.filter(pk__in=keys - known, withdrawn_at=None)[:MORE_PLEDGES]]

    @property
    def lines(self) -> list[tuple[Opinion, EventLine]]:
        """Every line about one text, with the text."""
        return [(text.opinion, line) for text in self.texts for line in text.forms]

    @property
    def media(self) -> forms.Media:
        """What the widgets of all forms need."""
        return self.shared.media + self.together.media + self.pledges.media

    def is_valid(self) -> bool:
        """Whether every form is, and something is said; all are checked, so that all errors show at once."""
        every = [
            self.shared,
            self.together,
            self.promised_for,
            self.pledges,
            *(line for _, line in self.lines),
        ]
        wrong = [form for form in every if not form.is_valid()]
        if wrong:
            return False
        if not self._events() and not self._promises():
            self.shared.add_error(
                None, "Nothing is filled in yet: say what happened to a text, or what was promised."
            )
        return self.shared.is_valid()

    def _events(self) -> list[tuple[EventLine, dict]]:
        """Each event to enter, with the line it stands in: first those of one text, then those of several."""
        found = [(line, line.given(opinion)) for opinion, line in self.lines if not line.is_empty()]
        if not self.together.is_empty():
            ticked = [self.by_name[key] for key in self.together.cleaned_data["texts"]]
            found += [(self.together, self.together.given(opinion)) for opinion in ticked]
        return found

    def _promises(self) -> list[tuple[PledgeLine, dict]]:
        default = self.promised_for.cleaned_data["text"]
        found = []
        for line in self.pledges:
            if not line.is_empty():
                text = self.by_name.get(line.cleaned_data["opinion"] or default)
                found.append((line, {**line.cleaned_data, "opinion": text}))
        return found

    def enter(self, *, by) -> list:
        """Enter what the forms say; return the rows, or [] with the reasons put beside their lines."""
        shared = {name: value for name, value in self.shared.cleaned_data.items() if name != "others"}
        events, pledges = self._events(), self._promises()
        try:
            return enter_happenings(
                by=by,
                shared={**shared, "meeting": self.meeting},
                events=[given for _, given in events],
                pledges=[given for _, given in pledges],
                why=f"What happened at {self.meeting}.",
            )
        except StepRefused as refused:
            form, given = (events if refused.part == "events" else pledges)[refused.number]
            _show(refused, form, given["opinion"] if form is self.together else None)
            return []


class _PromisedFor(forms.Form):
    text = forms.ChoiceField(label="For which text, where a line does not say", required=False)


def _pledge_lines(data, texts) -> forms.BaseFormSet:
    made = forms.formset_factory(PledgeLine, extra=PLEDGES, max_num=MOST_PLEDGES, absolute_max=MOST_PLEDGES)
    rows = made(data, prefix="pledges")
    for row in rows:
        row.fields["opinion"].choices = texts
    return rows


def _show(refused: StepRefused, form: forms.Form, about: Opinion | None) -> None:
    """Put the reasons why something cannot be entered beside the line that says it."""
    given = refused.message_dict if hasattr(refused, "error_dict") else {None: refused.messages}
    for name, sentences in given.items():
        for sentence in sentences:
            words = f"{about.short_title}: {sentence}" if about else sentence
            form.add_error(name if name in form.fields else None, words)
