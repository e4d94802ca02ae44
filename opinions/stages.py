"""The path of a text as data: which events may follow which stage, and where each one leads.

Plain Python: `derive` turns the events of a path into its stage and outcome. Nothing else decides
what stage an opinion is at.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What happened."""

    ANNOUNCED = "announced"
    SUBMITTED = "submitted"
    PRESENTED = "presented"
    DISCUSSED = "discussed"
    COMMENTED = "commented"
    DEFERRED = "deferred"
    REVISED = "revised"
    CONSOLIDATED = "consolidated"
    AGREED = "agreed"
    FORWARDED = "forwarded"
    PUBLISHED = "published"
    AMENDED = "amended"
    WITHDRAWN = "withdrawn"
    NOT_ADVANCED = "not-advanced"
    REINTRODUCED = "reintroduced"
    NO_CONSENSUS = "no-consensus"
    REFERRED = "referred"
    ADOPTED = "adopted"
    CITED = "cited"
    BACKGROUND = "background"


class Stage(StrEnum):
    """Where a path stands."""

    START = "start"
    ANNOUNCED = "announced"
    SUBMITTED = "submitted"
    DISCUSSION = "discussion"
    DEFERRED = "deferred"
    CONSOLIDATED = "consolidated"
    AGREED = "agreed"
    FORWARDED = "forwarded"
    REINTRODUCED = "reintroduced"
    WITHDRAWN = "withdrawn"
    NOT_ADVANCED = "not-advanced"
    NO_CONSENSUS = "no-consensus"
    REFERRED = "referred"
    ADOPTED = "adopted"


class Outcome(StrEnum):
    """How a path ended, or that it has not, or that nobody knows."""

    ADOPTED = "adopted"
    WITHDRAWN = "withdrawn"
    NOT_ADOPTED = "not-adopted"
    REFERRED = "referred"
    OPEN = "open"
    UNKNOWN = "unknown"


KIND_LABELS = {
    Kind.ANNOUNCED: "announced",
    Kind.SUBMITTED: "submitted",
    Kind.PRESENTED: "presented",
    Kind.DISCUSSED: "discussed",
    Kind.COMMENTED: "commented on",
    Kind.DEFERRED: "deferred",
    Kind.REVISED: "revised",
    Kind.CONSOLIDATED: "consolidated",
    Kind.AGREED: "agreed",
    Kind.FORWARDED: "forwarded",
    Kind.PUBLISHED: "put online",
    Kind.AMENDED: "amended",
    Kind.WITHDRAWN: "withdrawn",
    Kind.NOT_ADVANCED: "not advanced",
    Kind.REINTRODUCED: "reintroduced",
    Kind.NO_CONSENSUS: "no consensus",
    Kind.REFERRED: "referred",
    Kind.ADOPTED: "adopted",
    Kind.CITED: "cited",
    Kind.BACKGROUND: "meanwhile",
}
STAGE_LABELS = {
    Stage.START: "not begun",
    Stage.ANNOUNCED: "announced, no text yet",
    Stage.SUBMITTED: "submitted",
    Stage.DISCUSSION: "under discussion",
    Stage.DEFERRED: "deferred",
    Stage.CONSOLIDATED: "drafts being merged",
    Stage.AGREED: "agreed, not yet adopted",
    Stage.FORWARDED: "forwarded for adoption",
    Stage.REINTRODUCED: "brought back",
    Stage.WITHDRAWN: "withdrawn",
    Stage.NOT_ADVANCED: "left aside",
    Stage.NO_CONSENSUS: "no consensus",
    Stage.REFERRED: "referred elsewhere",
    Stage.ADOPTED: "adopted",
}
OUTCOME_LABELS = {
    Outcome.ADOPTED: "adopted",
    Outcome.WITHDRAWN: "withdrawn",
    Outcome.NOT_ADOPTED: "not adopted",
    Outcome.REFERRED: "referred",
    Outcome.OPEN: "open",
    Outcome.UNKNOWN: "not known",
}

UNDER_WAY = frozenset(
    {Stage.SUBMITTED, Stage.DISCUSSION, Stage.DEFERRED, Stage.CONSOLIDATED, Stage.AGREED, Stage.FORWARDED}
    | {Stage.REINTRODUCED}
)
FAILED = frozenset({Stage.WITHDRAWN, Stage.NOT_ADVANCED, Stage.NO_CONSENSUS})
EVERY = frozenset(Stage)


@dataclass(frozen=True)
class Rule:
    """From which stages an event may follow, and the stage it leads to (None: the stage stays)."""

    after: frozenset[Stage]
    leads_to: Stage | None
    # Stages among `after` at which the event does not move the path although it does from others.
    stays_at: frozenset[Stage] = frozenset()


RULES: dict[Kind, Rule] = {
    Kind.ANNOUNCED: Rule(UNDER_WAY | {Stage.START, Stage.ANNOUNCED}, Stage.ANNOUNCED, stays_at=UNDER_WAY),
    Kind.SUBMITTED: Rule(
        UNDER_WAY | {Stage.START, Stage.ANNOUNCED},
        Stage.SUBMITTED,
        stays_at=UNDER_WAY - {Stage.SUBMITTED},
    ),
    Kind.PRESENTED: Rule(
        UNDER_WAY | {Stage.START, Stage.ANNOUNCED},
        Stage.DISCUSSION,
        stays_at=frozenset({Stage.CONSOLIDATED, Stage.AGREED, Stage.FORWARDED, Stage.REINTRODUCED}),
    ),
    Kind.DISCUSSED: Rule(
        UNDER_WAY | FAILED | {Stage.START, Stage.ANNOUNCED, Stage.REFERRED},
        Stage.DISCUSSION,
        stays_at=FAILED
        | {Stage.CONSOLIDATED, Stage.AGREED, Stage.FORWARDED, Stage.REINTRODUCED, Stage.REFERRED},
    ),
    Kind.COMMENTED: Rule(EVERY - {Stage.START}, None),
    Kind.DEFERRED: Rule(UNDER_WAY, Stage.DEFERRED),
    Kind.REVISED: Rule(
        UNDER_WAY | {Stage.START, Stage.ANNOUNCED}, Stage.SUBMITTED, stays_at=UNDER_WAY - {Stage.SUBMITTED}
    ),
    Kind.CONSOLIDATED: Rule(UNDER_WAY, Stage.CONSOLIDATED, stays_at=frozenset({Stage.REINTRODUCED})),
    Kind.AGREED: Rule(UNDER_WAY, Stage.AGREED),
    Kind.FORWARDED: Rule(UNDER_WAY, Stage.FORWARDED),
    Kind.PUBLISHED: Rule(EVERY - {Stage.START}, None),
    Kind.AMENDED: Rule(UNDER_WAY, None),
    Kind.WITHDRAWN: Rule(UNDER_WAY | {Stage.ANNOUNCED}, Stage.WITHDRAWN),
    Kind.NOT_ADVANCED: Rule(UNDER_WAY | {Stage.ANNOUNCED}, Stage.NOT_ADVANCED),
    Kind.REINTRODUCED: Rule(FAILED | {Stage.REFERRED}, Stage.REINTRODUCED),
    Kind.NO_CONSENSUS: Rule(UNDER_WAY, Stage.NO_CONSENSUS),
    Kind.REFERRED: Rule(UNDER_WAY | FAILED | {Stage.REFERRED}, Stage.REFERRED),
    Kind.ADOPTED: Rule(UNDER_WAY, Stage.ADOPTED),
    Kind.CITED: Rule(EVERY - {Stage.START}, None),
    Kind.BACKGROUND: Rule(EVERY, None),
}

ENDS: dict[Stage, Outcome] = {
    Stage.ADOPTED: Outcome.ADOPTED,
    Stage.WITHDRAWN: Outcome.WITHDRAWN,
    Stage.NOT_ADVANCED: Outcome.NOT_ADOPTED,
    Stage.NO_CONSENSUS: Outcome.NOT_ADOPTED,
    Stage.REFERRED: Outcome.REFERRED,
}

# What a reader who follows a text wants to be told; the others are told to whom asks for everything.
SIGNIFICANT = frozenset(
    {Kind.SUBMITTED, Kind.DEFERRED, Kind.CONSOLIDATED, Kind.AGREED, Kind.FORWARDED, Kind.AMENDED}
    | {Kind.WITHDRAWN, Kind.NOT_ADVANCED, Kind.REINTRODUCED, Kind.NO_CONSENSUS, Kind.REFERRED, Kind.ADOPTED}
)


def may_follow(stage: Stage) -> list[Kind]:
    """Return the kinds of event that may come next at `stage`, in the order of the table."""
    return [kind for kind, rule in RULES.items() if stage in rule.after]


def after(stage: Stage, kind: Kind) -> Stage:
    """Return the stage to which an event of `kind` leads from `stage`, whether or not it may follow."""
    rule = RULES[kind]
    if rule.leads_to is None or stage in rule.stays_at:
        return stage
    return rule.leads_to


def refusal(stage: Stage, kind: Kind) -> str:
    """Return a sentence that says why `kind` cannot follow `stage`, or an empty text where it can."""
    if stage in RULES[kind].after:
        return ""
    allowed = ", ".join(KIND_LABELS[choice] for choice in may_follow(stage))
    return (
        f"“{KIND_LABELS[kind]}” cannot follow while the text is “{STAGE_LABELS[stage]}”. "
        f"What may follow: {allowed}. If the record says otherwise, give the reason."
    )


@dataclass(frozen=True)
class Misstep:
    """An event that could not follow where it stands: its place in the path and the reason."""

    index: int
    reason: str


def walk(kinds: Iterable[Kind]) -> list[Stage]:
    """Return the stage after each event of a path, in order."""
    stages, stage = [], Stage.START
    for kind in kinds:
        stage = after(stage, Kind(kind))
        stages.append(stage)
    return stages


def missteps(kinds: Sequence[Kind]) -> list[Misstep]:
    """Return the events that could not follow where they stand."""
    found, stage = [], Stage.START
    for index, kind in enumerate(kinds):
        if reason := refusal(stage, Kind(kind)):
            found.append(Misstep(index, reason))
        stage = after(stage, Kind(kind))
    return found


def derive(kinds: Iterable[Kind], *, process_over: bool) -> tuple[Stage, Outcome]:
    """Return the stage and outcome of a path from its events in order.

    A path without an end is open while its process goes on, and its outcome is unknown afterwards.
    """
    stages = walk(kinds)
    stage = stages[-1] if stages else Stage.START
    return stage, ENDS.get(stage, Outcome.UNKNOWN if process_over else Outcome.OPEN)
