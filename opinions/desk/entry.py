"""One document brought to the desk becomes rows of the record, all of them or none."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.text import slugify

from documents import derived
from documents.desk import intakes
from documents.desk.history import work
from documents.models import Contribution, Intake, Publishable, Source, Stakeholder, Submission

from .. import actions
from ..models import Event, Opinion, Revision


@dataclass(frozen=True)
class TextGiven:
    """A text to enter: `opinion` may be new, `before` is the text before tracked changes with its label."""

    opinion: Opinion
    label: str
    text: str
    basis: str
    based_on: Sequence[Revision] = ()
    before: dict | None = None


@dataclass(frozen=True)
class EventGiven:
    """The first step of the text that the document means: submitted, revised ..."""

    kind: str
    date: str
    summary: str


@dataclass
class Entered:
    """What was entered, in the order in which it is published: what the others need comes first."""

    contribution: Contribution
    source: Source | None = None
    stakeholders: list[Stakeholder] = field(default_factory=list)
    opinion: Opinion | None = None
    revisions: list[Revision] = field(default_factory=list)
    event: Event | None = None

    @property
    def rows(self) -> list[Publishable]:
        """Every new row that is published on its own."""
        named = [
            self.source,
            *self.stakeholders,
            self.contribution,
            self.opinion,
            *self.revisions,
            self.event,
        ]
        return [row for row in named if row is not None]


def enter_document(
    *,
    by,
    intake: Intake,
    contribution: Contribution,
    submitters: Iterable[Stakeholder] = (),
    sources: Iterable[Source] = (),
    own_source: Source | None = None,
    text: TextGiven | None = None,
    event: EventGiven | None = None,
    language: str = "en",
) -> Entered:
    """Enter a document with its file, its text and its first event as drafts, in one transaction.

    `own_source` is the document itself as a source, new; all that is entered rests on it and on `sources`.
    Submitters may be new too.
    Raises ValidationError with sentences by the part they are about (source, facts, text, event); then
    nothing is entered and the intake waits as before.
    """
    with work(by=by, why=f"Entered from {intake}."):
        _hold(intake)
        entered = Entered(contribution, own_source)
        if own_source is not None:
            _save(own_source, "source")
        sources = [*([own_source] if own_source else []), *sources]
        _save(contribution, "facts")
        contribution.sources.set(sources)
        submitters = list(submitters)
        entered.stakeholders = _with_newcomers(submitters, contribution, sources)
        for order, stakeholder in enumerate(submitters, start=1):
            Submission.objects.create(contribution=contribution, stakeholder=stakeholder, order=order)
        intakes.hand_on(intake, contribution, language=language)
        if text is not None:
            _enter_text(entered, text, submitters=submitters, sources=sources, language=language)
            if event is not None:
                _enter_event(entered, event, submitters, sources)
    return entered


def _hold(intake: Intake) -> None:
    """Hold the intake until all is entered: of two who confirm it at once, the second is told."""
    if not Intake.objects.select_for_update().get(pk=intake.pk).is_waiting:
        raise ValidationError({"facts": "Somebody else entered it or put it aside meanwhile."})


def _with_newcomers(submitters, contribution: Contribution, sources) -> list[Stakeholder]:
    """Save those of the submitters who are new; return them."""
    new = [row for row in submitters if row.pk is None]
    for row in new:
        row.slug = row.slug or free_slug(Stakeholder, row.short_name)
        row.locator, row.confidence = contribution.locator, contribution.confidence
        _save(row, "facts")
        row.sources.set(sources)
    return new


def free_slug(model: type[models.Model], words: str) -> str:
    """Return a name for the address of a new row of `model`, made of `words`, that no other row has."""
    stem = slugify(words).replace("_", "-")[:70].strip("-") or model._meta.model_name
    taken = set(model._base_manager.filter(slug__startswith=stem).values_list("slug", flat=True))
    names = [stem, *(f"{stem}-{number}" for number in range(2, len(taken) + 3))]
    return next(name for name in names if name not in taken)


def _save(row, part: str) -> None:
    """Save a new row by the rules of its model; what it refuses is said of `part` of the page."""
    try:
        row.full_clean()
        derived.fill(row)
        row.validate_constraints()
    except ValidationError as problem:
        raise ValidationError({part: problem.messages}) from None
    row.save()


def _cited(fact) -> dict:
    """What all facts of one document say of their sources."""
    return {"locator": fact.locator, "confidence": fact.confidence}


def _enter_text(entered: Entered, text: TextGiven, *, submitters, sources, language: str) -> None:
    document, opinion = entered.contribution, text.opinion
    if opinion.pk is None:
        _save(opinion, "text")
        opinion.sources.set(sources)
        entered.opinion = opinion
    given = {"opinion": opinion, "label": text.label, "text": text.text, "basis": text.basis}
    given |= {"sources": sources, "sponsors": submitters, "contribution": document, "date": document.date}
    given |= {"based_on": text.based_on, "language": language, **_cited(document)}
    try:
        if text.before:
            before = {"sponsors": [], "contribution": None, "date": "", **text.before}
            entered.revisions += actions.enter_tracked_revisions(before=before, **given)
        else:
            entered.revisions.append(actions.enter_revision(**given))
    except ValidationError as problem:
        raise ValidationError({"text": problem.messages}) from None


def _enter_event(entered: Entered, event: EventGiven, submitters, sources) -> None:
    document, revision = entered.contribution, entered.revisions[-1]
    try:
        entered.event = actions.add_event(
            opinion=revision.opinion,
            kind=event.kind,
            date=event.date,
            summary=event.summary,
            sources=sources,
            actors=[(stakeholder, "author") for stakeholder in submitters],
            meeting=document.meeting,
            contribution=document,
            revision=revision,
            **_cited(document),
        )
    except ValidationError as problem:
        raise ValidationError({"event": problem.messages}) from None
