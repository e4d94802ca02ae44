"""The page on which one document is entered: its four forms, what is alike, what to compare it with."""

from dataclasses import dataclass
from functools import cached_property

from django.forms import BoundField

from documents.desk import intakes
from documents.desk.likeness import Alike, files_shelf, like_texts, like_titles, same_bytes, same_symbol
from documents.desk.proposals import Proposals, proposals_of
from documents.models import Intake
from documents.text.model import Document, as_text

from .comparison import Compared, comparison_of
from .desk.belonging import Belonging, belonging_of, texts_shelf
from .desk.entry_proposed import NO_TEXT, proposed_event, proposed_sources, proposed_text
from .drawing.compared import runs
from .forms_entering import FactsForm, FirstEventForm, SourcesForm, TextForm
from .models import Opinion, Revision
from .texts import shown_paragraphs

MOST_SHOWN = 400
"""Paragraphs shown beside the form; a draft opinion has thirty, and the rest is in the file."""
_NO_DOCUMENT = Document(format="txt", paragraphs=())


MAIN = ("symbol", "title", "kind", "date", "process", "meeting", "submitters")
MORE = ("slug", "language", "access", "late", "replaces", "original_address", "summary")


@dataclass(frozen=True)
class Row:
    """A field of a form, where its value was found, and whether a person should look at it."""

    field: BoundField
    found: str = ""
    sure: bool = True


@dataclass(frozen=True)
class Drawn:
    """The comparison with the version that the text is based on."""

    left: Revision
    right: Revision
    compared: Compared

    @property
    def runs(self):
        """Its rows, those that stayed apart from those that did not."""
        return runs(self.compared.rows)


class Sheet:
    """One intake, read, with everything its page shows. `data` is what a person sent, or None."""

    def __init__(self, intake: Intake, data=None):
        self.intake = intake
        self.document = intakes.read(intake) or _NO_DOCUMENT
        self.proposals: Proposals = proposals_of(self.document if self.document.paragraphs else None)
        begun = self.proposals.initial
        self.belonging: Belonging = belonging_of(
            self.document,
            kind=begun.get("kind", ""),
            title=begun.get("title", ""),
            process=begun.get("process"),
        )
        names = self.proposals.submitters
        self.facts = FactsForm(data, initial=begun, prefix="facts", names=names)
        about = (self.document, self.proposals, self.belonging)
        self.text = TextForm(data, initial=proposed_text(*about), prefix="text", document=self.document)
        self.event = FirstEventForm(data, initial=proposed_event(*about), prefix="event")
        self.sources = SourcesForm(data, initial=proposed_sources(*about), prefix="sources")

    @property
    def forms(self) -> list:
        """The four forms, in their order on the page."""
        return [self.facts, self.text, self.event, self.sources]

    @property
    def main(self) -> list[Row]:
        """The facts that every document has."""
        return [self._row(name) for name in MAIN]

    @property
    def rest(self) -> list[Row]:
        """The facts that seldom need a look."""
        return [self._row(name) for name in MORE]

    def _row(self, name: str) -> Row:
        proposal = self.proposals.fields.get(name)
        return Row(self.facts[name], proposal.found, proposal.sure) if proposal else Row(self.facts[name])

    def is_valid(self) -> bool:
        """Whether all that is wanted can be entered; each form is looked at, and says what is wrong."""
        wrong = [form for form in self.forms if not form.is_valid()]
        return not wrong or (wrong == [self.event] and self.text.wanted == NO_TEXT)

    # --- what stands beside --------------------------------------------------------------------

    @cached_property
    def alike(self) -> list[Alike]:
        """What the record has that is like this, each row once; first what is certainly the same."""
        begun = self.proposals.initial
        found = [*same_symbol(begun.get("symbol", "")), *same_bytes(self.intake.sha256, besides=self.intake)]
        found += like_titles(begun.get("title", ""))
        found += like_texts(self.document.text, [files_shelf(), texts_shelf()])
        by_row: dict[tuple, Alike] = {}
        for one in found:
            document = one.row.contribution if one.kind == "bytes" else one.row
            by_row.setdefault((type(document), document.pk), one)
        return list(by_row.values())

    @property
    def shown(self) -> list:
        """The paragraphs as they will be read."""
        return shown_paragraphs(self.document.text)[:MOST_SHOWN]

    @property
    def more(self) -> int:
        """How many paragraphs are not shown."""
        return max(0, len(self.document.paragraphs) - MOST_SHOWN)

    @property
    def before(self) -> list:
        """The paragraphs before the tracked changes, where the file has any."""
        return shown_paragraphs(self.document.text_before)[:MOST_SHOWN] if self.document.before else []

    @property
    def part(self) -> tuple[int, int]:
        """The numbers of the first and the last paragraph that are the text, as chosen or as proposed."""
        return self._number("first") or 1, self._number("last") or len(self.document.paragraphs)

    @cached_property
    def drawn(self) -> Drawn | None:
        """The comparison with the version it is based on, as chosen or as proposed; None without one."""
        left = self._left()
        if left is None or not left.text or not self.document.paragraphs:
            return None
        first, last = self.part
        text = as_text(self.document.paragraphs[first - 1 : last])
        right = Revision(opinion=left.opinion, number=0, label="This document", text=text)
        return Drawn(left, right, comparison_of(left, right))

    def _left(self) -> Revision | None:
        if self.text.is_bound:
            chosen = [
                key for key in self.text.data.getlist("text-based_on") if key.isdecimal() and len(key) < 10
            ]
            found = Revision.objects.filter(pk__in=chosen).select_related("opinion").first()
        else:
            found = self.belonging.based_on
        if found or not self.document.before:
            return found
        first = (self._number("first_before") or 1) - 1
        text = as_text(self.document.before[first : self._number("last_before")])
        return Revision(opinion=Opinion(), number=0, label="Before the tracked changes", text=text)

    def _number(self, name: str) -> int | None:
        value = str(self.text[name].value() or "")
        return int(value) if value.isdecimal() and len(value) < 7 else None
