"""The lists of texts, positions, promises and doubts: their rows and columns."""

from django.db.models import Prefetch, Q

from documents.listings import (
    ADDRESS,
    FACT,
    SOURCES,
    Asked,
    Column,
    Listing,
    choice,
    column,
    each,
    linked,
    once_known,
)

from . import reading
from .filters import OpinionFilter, PledgeFilter, PositionFilter
from .instruments import instruments as cited_instruments
from .models import Topic
from .stages import OUTCOME_LABELS, STAGE_LABELS, Outcome, Stage


def opinions(query, day):
    """The texts that the filters of the query keep."""
    topics = Prefetch("topic", Topic.objects.visible(day))
    return OpinionFilter(query, day=day).in_order().prefetch_related(topics).with_sources()


def asked_positions(query, day) -> PositionFilter:
    """The filter of what was said with a stance, or on no single text."""
    taken = reading.interventions(day).filter(Q(opinion__isnull=True) | ~Q(stance=""))
    return PositionFilter(query, taken, day=day)


def asked_pledges(query, day) -> PledgeFilter:
    """The filter of what was promised."""
    return PledgeFilter(query, reading.pledges(day), day=day)


def discrepancies(query, day):
    """Every question on which sources disagree."""
    return reading.discrepancies(day).select_related("process")


def gaps(query, day):
    """Everything that is not known, by kind."""
    return reading.gaps(day).select_related("process").order_by("kind", "pk")


def instruments(query, day):
    """Everything that texts and documents cite."""
    return cited_instruments(day)


def _accounts(row, asked: Asked) -> list[str]:
    return [f"{account.says} ({_named(account, asked)})" for account in row.accounts.all()]


def _named(account, asked: Asked) -> str:
    return ", ".join(SOURCES.of(account, asked)) or "no source public by then"


def _number_once_adopted(row, asked: Asked) -> str:
    return row.adopted_number if row.known_outcome == Outcome.ADOPTED else ""


def _reading_of_today(row, asked: Asked) -> str:
    return "" if asked.day else row.reading


ON = column("opinion", "opinion.slug")
OPINIONS = Listing(
    "opinions",
    "Opinions and other texts",
    (
        column("slug"),
        column("title", "known_title"),
        column("short_title"),
        choice("instrument"),
        column("process", "process.slug"),
        column("topic", "topic.slug"),
        Column("outcome", lambda row, asked: OUTCOME_LABELS[Outcome(row.known_outcome)]),
        Column("stage", lambda row, asked: STAGE_LABELS[Stage(row.known_stage)]),
        Column("adopted_number", _number_once_adopted),
        column("last_event"),
        *FACT,
    ),
    opinions,
)
POSITIONS = Listing(
    "positions",
    "Positions: who wanted what",
    (
        column("stakeholder", "stakeholder.slug"),
        column("name", "stakeholder.short_name"),
        column("speaker"),
        ON,
        column("report_section"),
        choice("stance"),
        column("declared"),
        column("date"),
        column("meeting", "meeting.slug"),
        linked("document", "contribution"),
        column("summary"),
        *FACT,
    ),
    lambda query, day: asked_positions(query, day).rows(),
)
PLEDGES = Listing(
    "pledges",
    "Promised text",
    (
        each("who", lambda row: row.stakeholders.all()),
        column("who_note"),
        column("subject"),
        column("section"),
        ON,
        column("date"),
        column("meeting", "meeting.slug"),
        *map(once_known, (choice("fate"), linked("delivered_by"), column("note"))),
        *FACT,
    ),
    lambda query, day: asked_pledges(query, day).rows(),
)
DISCREPANCIES = Listing(
    "discrepancies",
    "Where sources disagree",
    (
        column("process", "process.slug"),
        column("question"),
        Column("accounts", _accounts),
        Column("reading", _reading_of_today),
        ADDRESS,
    ),
    discrepancies,
)
GAPS = Listing(
    "not-known",
    "What is not known",
    (column("process", "process.slug"), choice("kind"), column("what"), ADDRESS),
    gaps,
)
INSTRUMENTS = Listing(
    "instruments",
    "What is cited",
    (column("key"), column("name"), column("kind"), column("texts"), column("documents"), ADDRESS),
    instruments,
    has_feed=False,
)
LISTINGS = (OPINIONS, POSITIONS, PLEDGES, DISCREPANCIES, GAPS, INSTRUMENTS)
