"""Sentences composed from the record: where a text stands, how long it stood there, how texts relate.

Plain Python: the caller hands in what it fetched. Nothing here is typed twice: dates, bodies and names
come from the events, and the words for stages from `stages`.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from documents.sentences import listed
from documents.text.dates import EdtfDate, Point, parse_edtf

from .drawing.words import time_in_words
from .stages import ENDS, KIND_LABELS, RULES, STAGE_LABELS, Kind, Outcome, Stage, after, walk

# The turns of a path that did not simply end in adoption, in the words of the sentence.
TURNS = {
    Kind.WITHDRAWN: "withdrawn",
    Kind.NOT_ADVANCED: "left aside",
    Kind.REINTRODUCED: "brought back",
    Kind.NO_CONSENSUS: "no consensus",
}
# A length of which the dates say nothing.
NO_LENGTH = "for a time that is not known"
# They say what others did, not where the text was last seen.
ASIDE = {Kind.BACKGROUND, Kind.CITED, Kind.PUBLISHED, Kind.COMMENTED}
RELATIONS_IN = {
    "merged-into": "takes in",
    "competes-with": "competes with",
    "reintroduced-as": "brings back",
    "cited-by": "cites",
    "continues-in": "continues",
}


@dataclass(frozen=True)
class Step:
    """One event as sentences need it: its kind, its EDTF date, the body's name, who acted."""

    kind: str
    date: str
    body: str = ""
    who: tuple[str, ...] = ()


@dataclass(frozen=True)
class Standing:
    """Where a text stands: the sentence, and which step decided it (None where no step did)."""

    sentence: str
    decided_by: int | None


@dataclass(frozen=True)
class Stay:
    """How long a path stood at a stage: the stage, its words, since when, and the length in words.

    `length` is empty where the stage still lasts or nobody knows when it ended.
    """

    stage: str
    words: str
    since: str
    length: str


def when(date: str) -> str:
    """Say an EDTF date as part of a sentence: `on 16 May 2013`, `between 6 and 8 February 2013`."""
    read = parse_edtf(date)
    if read.start is None:
        return f"{_at(read.end)} or earlier"
    if read.end is None:
        return f"{_at(read.start)} or later"
    if read.start == read.end:
        return _at(read.start)
    return f"between {_without_repetition(read)} and {read.end.in_words()}"


def _at(point: Point) -> str:
    if point.mark in ("~", "%"):
        return point.in_words()
    return f"{'on' if point.day else 'in'} {point.in_words()}"


def _without_repetition(read: EdtfDate) -> str:
    """The start of a span, without the year or month that its end names as well."""
    start, end = read.start, read.end
    if start.mark or end.mark or start.year != end.year or not start.month:
        return start.in_words()
    return start.in_words(year=False, month=not (start.day and end.day and start.month == end.month))


def standing(
    steps: Sequence[Step],
    *,
    stage: str,
    outcome: str,
    adopted_number: str = "",
    how: str = "",
    process: str = "",
    process_end: str = "",
) -> Standing:
    """Compose the sentence under a title from the steps of its path in order.

    `how` completes the sentence where a person wrote it; `process` and the EDTF date `process_end` are
    the name of the process and the time it took, said where nobody knows how the text ended.
    """
    how = how.strip().rstrip(".")
    decided_by = _deciding(steps, stage)
    if outcome == Outcome.ADOPTED:
        sentence = _adopted(steps[decided_by], adopted_number, how)
    elif outcome == Outcome.OPEN:
        decided_by = _present_since(steps)
        sentence = _open(steps, decided_by, stage)
    elif outcome == Outcome.UNKNOWN:
        decided_by = _last_seen(steps)
        sentence = _unknown(steps, decided_by, process, process_end)
    else:
        sentence = _ended_otherwise(steps, outcome, how)
    return Standing(sentence, decided_by)


def _deciding(steps: Sequence[Step], stage: str) -> int | None:
    """The last step that led to `stage`, where that is an end."""
    if stage not in ENDS:
        return None
    return max(number for number, step in enumerate(steps) if RULES[Kind(step.kind)].leads_to == stage)


def _last_seen(steps: Sequence[Step]) -> int | None:
    numbers = [number for number, step in enumerate(steps) if step.kind not in ASIDE]
    return numbers[-1] if numbers else None


def _adopted(step: Step, adopted_number: str, how: str) -> str:
    number = f" as {adopted_number}" if adopted_number else ""
    return f"Adopted {when(step.date)}{number}{f', {how}' if how else ''}."


def _present_since(steps: Sequence[Step]) -> int | None:
    """The step with which the present stage began, or None where nothing has moved the path."""
    stage, found = Stage.START, None
    for number, step in enumerate(steps):
        following = after(stage, Kind(step.kind))
        if following != stage:
            stage, found = following, number
    return found


def _open(steps: Sequence[Step], since: int | None, stage: str) -> str:
    if since is None:
        return "Open: nothing is recorded of it yet."
    return f"Open: {STAGE_LABELS[Stage(stage)]} (since {parse_edtf(steps[since].date).in_words()})."


def _unknown(steps: Sequence[Step], last: int | None, process: str, process_end: str) -> str:
    if last is None:
        return "Not known how it ended. Nothing is recorded of it but its name."
    step = steps[last]
    sentence = f"Not known how it ended. Last recorded: {KIND_LABELS[Kind(step.kind)]} {when(step.date)}."
    end = parse_edtf(process_end).end if process_end else None
    return f"{sentence} {process} ended {_at(end)}." if process and end else sentence


def _ended_otherwise(steps: Sequence[Step], outcome: str, how: str) -> str:
    """A withdrawn, left aside or referred text: each turn of its path, in order."""
    story = ", ".join(_turns(steps))
    if outcome == Outcome.REFERRED:
        story = f"{story}; referred elsewhere" if story else _referred(steps)
    story = _capital(f"{story}, {how}" if how else story)
    return f"{story}." if outcome == Outcome.WITHDRAWN else f"Not adopted. {story}."


def _referred(steps: Sequence[Step]) -> str:
    last = next(step for step in reversed(steps) if step.kind == Kind.REFERRED)
    return f"referred elsewhere {when(last.date)}"


def _turns(steps: Sequence[Step]) -> list[str]:
    """One clause a turn; of several alike in a row the last counts, and a date is said once in a row."""
    turns: list[Step] = []
    for step in (step for step in steps if step.kind in TURNS):
        if turns and turns[-1].kind == step.kind:
            turns.pop()
        turns.append(step)
    dates = [None, *(step.date for step in turns)]
    return [_turn(step, said=step.date == before) for before, step in zip(dates, turns, strict=False)]


def _turn(step: Step, *, said: bool) -> str:
    clause = TURNS[Kind(step.kind)]
    if step.kind == Kind.NOT_ADVANCED and step.body:
        clause += f" by the {step.body}"
    if step.kind == Kind.REINTRODUCED and step.who:
        clause += f" by {listed(step.who)}"
    return clause if said else f"{clause} {when(step.date)}"


def _capital(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]


def stays(steps: Sequence[Step]) -> list[Stay]:
    """Return how long the path stood at each stage it reached, ends left out, in order.

    Lengths run from the step that led to a stage to the one that led on. Where a date is a span or a
    month, so is the beginning or end, and the length is about the middle of what is possible.
    """
    stages = walk(Kind(step.kind) for step in steps)
    begins = [
        (stage, step)
        for number, (stage, step) in enumerate(zip(stages, steps, strict=True))
        if stage != (stages[number - 1] if number else Stage.START)
    ]
    ends = [*(step for _, step in begins[1:]), None]
    return [
        Stay(stage, STAGE_LABELS[stage], parse_edtf(begin.date).in_words(), _length(begin, end))
        for (stage, begin), end in zip(begins, ends, strict=False)
        if stage not in ENDS or end is not None
    ]


def _length(begin: Step, end: Step | None) -> str:
    if end is None:
        return ""
    begun, ended = parse_edtf(begin.date), parse_edtf(end.date)
    if None in (begun.start, begun.end, ended.start, ended.end):
        return _limited(begun, ended)
    least = (ended.first_day - begun.last_day).days
    most = (ended.last_day - begun.first_day).days
    if most <= 0:
        return "less than a day"
    if least <= 0:
        return f"at most {time_in_words(begun.first_day, ended.last_day)}"
    if least == most and not any(point.mark for point in (begun.start, ended.start)):
        return time_in_words(begun.first_day, ended.first_day)
    middle = begun.last_day + (begun.first_day - begun.last_day) / 2
    return f"about {time_in_words(middle, ended.first_day + (ended.last_day - ended.first_day) / 2)}"


def _limited(begun: EdtfDate, ended: EdtfDate) -> str:
    """Say what is known of a length where one of its dates is only a limit, "or earlier" or "or later"."""
    may_be_longer = begun.start is None or ended.end is None
    may_be_shorter = begun.end is None or ended.start is None
    if may_be_longer and not may_be_shorter and ended.first_day > begun.last_day:
        return f"at least {time_in_words(begun.last_day, ended.first_day)}"
    if may_be_shorter and not may_be_longer and ended.last_day > begun.first_day:
        return f"at most {time_in_words(begun.first_day, ended.last_day)}"
    return NO_LENGTH


def duration(steps: Sequence[Step]) -> str:
    """Say how long the path took: `4 months from the first step to the end`; empty without two steps."""
    moving = [step for step in steps if step.kind not in ASIDE]
    if len(moving) < 2:
        return ""
    length = _length(moving[0], moving[-1])
    if length == NO_LENGTH:
        return "How long it took is not known"
    ended = after_all(steps) in ENDS
    return f"{_capital(length)} from the first step to {'the last' if ended else 'the last one known'}"


def after_all(steps: Sequence[Step]) -> Stage:
    """Return the stage after the last of `steps`."""
    stages = walk(Kind(step.kind) for step in steps)
    return stages[-1] if stages else Stage.START
