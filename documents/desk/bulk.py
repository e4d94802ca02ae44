"""What publishing many rows at once would do: looked at row by row, and tried, before anything is done."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction

from .. import actions
from ..models import Publishable
from .reviews import publish_now, with_companions
from .roles import authors_of


@dataclass(frozen=True)
class Planned:
    """One row: what is against its being published, and what readers still wait for once it is."""

    row: Publishable
    refusals: list[str]
    waits_for: list[Publishable]

    @property
    def kind(self) -> str:
        """What sort of thing it is."""
        return self.row._meta.verbose_name

    @property
    def form(self) -> str:
        """The name of the address of its form."""
        return f"admin:{self.row._meta.app_label}_{self.row._meta.model_name}_change"


@dataclass(frozen=True)
class Plan:
    """What would be published, what of the chosen readers see already, and what refuses the whole."""

    rows: list[Planned]
    seen: list[Publishable]
    refusals: list[str]

    @property
    def may_go(self) -> bool:
        """Whether all of it can be published."""
        return bool(self.rows) and not self.refusals


class _Undone(Exception):
    """Ends a trial, so that nothing of it stays."""


def plan_of(rows: Iterable[Publishable], *, by) -> Plan:
    """Return what publishing `rows` by `by` would do; it is tried, and undone."""
    chosen = with_companions(rows)
    drafts = [row for row in chosen if not row.is_published]
    keys = {(type(row), row.pk) for row in drafts}
    unsourced = {(type(row), row.pk) for row in actions.without_source(*drafts)}
    planned = []
    for row in drafts:
        refusals = ["It has no source that readers see."] if (type(row), row.pk) in unsourced else []
        refusals += _own(row, by)
        waits = [one for one in drafts_above(row) if (type(one), one.pk) not in keys]
        planned.append(Planned(row, refusals, waits))
    return Plan(planned, [row for row in chosen if row.is_published], _tried(drafts, by))


def _own(row: Publishable, by) -> list[str]:
    if settings.ONE_PERSON_DESK or by.pk not in authors_of([row]):
        return []
    return ["You entered or edited it yourself: somebody else has to publish it."]


def drafts_above(row: Publishable) -> list[Publishable]:
    """Return what `row` stands under and readers do not see: until they do, they do not see `row` either."""
    found = []
    for name in type(row).stands_under:
        above = getattr(row, name)
        if above is not None:
            found += [above] if not above.is_published else []
            found += drafts_above(above) if type(above) is not type(row) else []
    return list(dict.fromkeys(found))


def _tried(rows: list[Publishable], by) -> list[str]:
    """The sentences with which publishing all of `rows` is refused."""
    if not rows:
        return ["Readers see all of these already: nothing is to be published."]
    try:
        with transaction.atomic():
            publish_now(by=by, rows=rows)
            raise _Undone
    except ValidationError as problem:
        return problem.messages
    except _Undone:
        return []
    finally:
        for row in rows:
            row.refresh_from_db(fields=["published_at", "withdrawn_at", "withdrawn_reason"])
