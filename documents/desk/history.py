"""Every change of every thing, with its state before and after, written together with the change itself.

`work` is the way the desk writes: one transaction, one Change for each thing that differs at its end. What is
saved outside of it (in a shell, by another program's code) is recorded too, save by save. Rows written by
`QuerySet.update` and `bulk_create` are not seen by themselves: say `note` first, inside `work`.
"""

import uuid
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field

from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.utils import timezone

from ..models import Change
from .states import PUBLICATION, state_of, states_of, stored_whole_of, whole_of


@dataclass(frozen=True)
class Written:
    """A thing that a piece of work wrote: its state before (None: new) and after (None: deleted)."""

    model: type[models.Model]
    pk: int
    before: dict | None
    after: dict | None

    def values(self, name: str) -> set:
        """The values that the field `name` had before and has now."""
        return {state["fields"][name] for state in (self.before, self.after) if state} - {None}


@dataclass
class Work:
    """A piece of work under way: what it has touched, by (model, primary key), with the state before."""

    by: object = None
    by_name: str = ""
    act: str = ""
    why: str = ""
    before: dict[tuple, dict | None] = field(default_factory=dict)
    names: dict[tuple, str] = field(default_factory=dict)


Follower = Callable[[list[Written]], None]
FOLLOWERS: list[Follower] = []
"""What is brought up to date at the end of each piece of work, in its transaction. A follower may raise
ValidationError with sentences: then the whole work is undone."""
FOLLOWERS_ALONE: list[Follower] = []
"""Those of them that are told, too, of what is saved outside of any piece of work."""

_current: ContextVar[Work | None] = ContextVar("work", default=None)
_paused: ContextVar[bool] = ContextVar("paused", default=False)


def following(follower: Follower, *, alone: bool = False) -> Follower:
    """Have `follower` called with what each piece of work wrote; with `alone`, with each other save too."""
    for followers in (FOLLOWERS, FOLLOWERS_ALONE) if alone else (FOLLOWERS,):
        if follower not in followers:
            followers.append(follower)
    return follower


@contextmanager
def work(*, by=None, by_name: str = "", act: str = "", why: str = "") -> Iterator[Work]:
    """Do what follows in one transaction and record it: a Change for each thing that differs at its end.

    `by` is the person (a user, or None for a command, which gives `by_name`), `act` one of Change.Act; by
    default a new thing was entered and another edited. Inside another piece of work this one is part of it.
    """
    if outer := _current.get():
        with transaction.atomic():
            yield outer
        return
    begun = Work(by=by if getattr(by, "pk", None) else None, by_name=by_name, act=act, why=why)
    token = _current.set(begun)
    try:
        with transaction.atomic():
            yield begun
            written = _written(begun)
            for follower in FOLLOWERS:
                follower(written)
            record(begun, written)
    finally:
        _current.reset(token)


@contextmanager
def paused() -> Iterator[None]:
    """Record nothing of what follows: for what is rolled back, and for data that never was anybody's work."""
    token = _paused.set(True)
    try:
        yield
    finally:
        _paused.reset(token)


@contextmanager
def undone() -> Iterator[None]:
    """Do what follows and undo all of it at the end: to try whether it can be done, or to see what it gives.

    Pieces of work inside are whole ones, with all that follows from them, whatever is under way outside.
    """
    token = _current.set(None)
    try:
        with transaction.atomic():
            yield
            transaction.set_rollback(True)
    finally:
        _current.reset(token)


def is_paused() -> bool:
    """Whether nothing is recorded now."""
    return _paused.get()


def under_way() -> Work | None:
    """Return the piece of work that is being done, if any."""
    return None if _paused.get() else _current.get()


def note(row: models.Model, *, deleting: bool = False) -> None:
    """Remember the state of the thing `row` belongs to, before the piece of work under way writes it.

    A part that moves to another thing changes both. What is to be deleted leaves its name.
    """
    begun = under_way()
    if begun is None:
        return
    for model, pk in dict.fromkeys([stored_whole_of(row), whole_of(row)]):
        if pk is not None and (model, pk) not in begun.before:
            begun.before[model, pk] = state_of(model(pk=pk))
    if deleting and whole_of(row) == (type(row), row.pk):
        begun.names[type(row), row.pk] = str(row)


def record_alone(row: models.Model, before: dict | None, after: dict | None) -> None:
    """Record one change outside of any piece of work: of the thing `row` belongs to, and what follows."""
    model, pk = whole_of(row)
    gone = {(model, pk): str(row)} if after is None and model is type(row) else {}
    written = [Written(model, pk, before, after)] if before != after else []
    with transaction.atomic():
        for follower in FOLLOWERS_ALONE:
            follower(written)
        record(Work(names=gone), written)


def _written(begun: Work) -> list[Written]:
    """What differs now from before, in the order in which it was touched."""
    by_model: dict[type, list[int]] = {}
    for model, pk in begun.before:
        by_model.setdefault(model, []).append(pk)
    after = {
        (model, pk): found for model, keys in by_model.items() for pk, found in states_of(model, keys).items()
    }
    things = [Written(*thing, before, after.get(thing)) for thing, before in begun.before.items()]
    return [thing for thing in things if thing.before != thing.after]


def record(begun: Work, written: Iterable[Written]) -> None:
    """Write a Change for each of `written`, all of one piece of work."""
    number, now = uuid.uuid4(), timezone.now()
    by_name = begun.by_name or (begun.by.get_username() if begun.by else "")
    names = _names(begun, written)
    Change.objects.bulk_create(
        [
            Change(
                content_type=ContentType.objects.get_for_model(thing.model),
                object_pk=thing.pk,
                name=names[thing.model, thing.pk][:300],
                work=number,
                act=_act(begun.act, thing),
                by=begun.by,
                by_name=by_name[:150],
                at=now,
                why=begun.why,
                before=thing.before,
                after=thing.after,
            )
            for thing in written
        ],
        batch_size=500,
    )


def _names(begun: Work, written: Iterable[Written]) -> dict[tuple, str]:
    names = dict(begun.names)
    keys: dict[type, list[int]] = {}
    for thing in written:
        names.setdefault((thing.model, thing.pk), "")
        if thing.after:
            keys.setdefault(thing.model, []).append(thing.pk)
    for model, pks in keys.items():
        needed = [each.name for each in model._meta.fields if each.many_to_one]
        rows = model._base_manager.select_related(*needed).filter(pk__in=pks)
        names |= {(model, row.pk): str(row) for row in rows}
    return names


ARRIVING = (Change.Act.IMPORTED, Change.Act.LOADED, Change.Act.RESTORED)
"""What can be done to a thing that is not there, other than entering it."""


def _act(wanted: str, thing: Written) -> str:
    """What was done to one thing in a piece of work of the kind `wanted`."""
    if thing.after is None:
        return Change.Act.DELETED
    if thing.before is None:
        return wanted if wanted in ARRIVING else Change.Act.ENTERED
    changed = {
        name
        for name in thing.after["fields"]
        if thing.after["fields"][name] != thing.before["fields"].get(name)
    }
    if changed and changed <= set(PUBLICATION):
        return Change.Act.PUBLISHED if thing.after["fields"]["published_at"] else Change.Act.WITHDRAWN
    if wanted not in ("", Change.Act.ENTERED, Change.Act.PUBLISHED):
        return wanted
    return Change.Act.CORRECTED if thing.before["fields"].get("published_at") else Change.Act.EDITED
