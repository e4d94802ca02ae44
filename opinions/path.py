"""The path of one text as a page shows it: its events, where it stands, how long it stood there."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from .models import Actor, Event, Opinion
from .sentences import Standing, Stay, Step, duration, standing, stays
from .stages import derive


@dataclass(frozen=True)
class Path:
    """The events in order; stage, outcome and the sentence on them; the event that decided it, if one did."""

    events: list[Event]
    stage: str
    outcome: str
    standing: Standing
    stays: list[Stay]
    duration: str

    @property
    def decided_by(self) -> Event | None:
        """The event on which the sentence rests."""
        number = self.standing.decided_by
        return None if number is None else self.events[number]


def path_of(opinion: Opinion, events: Sequence[Event], day=None) -> Path:
    """Return the path that `events` (of `opinion`, in order, as `reading.events` fetches them) make.

    With `day`, the stage and outcome are those of that day; words written for the end of the path are
    left out while it had not been reached.
    """
    steps = [step_of(event) for event in events]
    over = opinion.process.is_over(day)
    stage, outcome = derive((event.kind for event in events), process_over=over)
    ended = (stage, outcome) == (opinion.stage, opinion.outcome)
    where = standing(
        steps,
        stage=stage,
        outcome=outcome,
        adopted_number=opinion.adopted_number,
        how=opinion.how if ended else "",
        process=str(opinion.process),
        process_end=opinion.process.date,
    )
    return Path(list(events), stage, outcome, where, stays(steps), duration(steps))


def step_of(event: Event) -> Step:
    """Return what sentences need of an event."""
    body = event.body or (event.meeting.body if event.meeting else None)
    return Step(event.kind, event.date, str(body or ""), tuple(_movers(event)))


def _movers(event: Event) -> list[str]:
    """Who moved the text: its authors and presenters, or else all who had a part."""
    moving = {Actor.Role.AUTHOR, Actor.Role.PRESENTER}
    actors = event.actors.all()
    named = [str(actor.stakeholder) for actor in actors if actor.role in moving]
    return list(dict.fromkeys(named or [str(actor.stakeholder) for actor in actors]))


def paths_of(opinions: Sequence[Opinion], events: Sequence[Event], day=None) -> dict[int, Path]:
    """Return the path of each of `opinions` by primary key; `events` are those of all of them, in order."""
    own = defaultdict(list)
    for event in events:
        own[event.opinion_id].append(event)
    return {opinion.pk: path_of(opinion, own[opinion.pk], day) for opinion in opinions}
