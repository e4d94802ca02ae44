"""Words for what pages have as values: stages, outcomes, dates."""

from django import template

from documents.text.dates import parse_edtf

from ..stages import OUTCOME_LABELS, STAGE_LABELS, Outcome, Stage

register = template.Library()


@register.filter
def stage_words(stage: str) -> str:
    """`{{ opinion.known_stage|stage_words }}`: the stage in words."""
    return STAGE_LABELS[Stage(stage)]


@register.filter
def outcome_words(outcome: str) -> str:
    """`{{ opinion.known_outcome|outcome_words }}`: the outcome in words."""
    return OUTCOME_LABELS[Outcome(outcome)]


@register.filter
def date_words(date: str | None) -> str:
    """`{{ opinion.last_event|date_words }}`: an EDTF date in words, empty where there is none."""
    return parse_edtf(date).in_words() if date else ""
