"""What readers saw once and no longer see: the notice that stands in its place."""

from collections.abc import Iterator
from dataclasses import dataclass

from .kinds import kind_words
from .models import Change, Publishable
from .models.base import gates


class Gone(Exception):
    """The address is that of a thing that was withdrawn, or of what stood under one."""

    def __init__(self, notice: "Notice"):
        super().__init__(f"“{notice.name}” was withdrawn.")
        self.notice = notice


@dataclass(frozen=True)
class Notice:
    """All that readers are told of a withdrawn thing."""

    kind: str
    name: str
    day: object  # the moment it was withdrawn
    why: str
    remaining: list[Publishable]  # what it stood under, as far as readers see that


def refuse_if_gone(rows) -> None:
    """Raise Gone where readers saw one of the few `rows`, a queryset, once and it was withdrawn since.

    A row that readers never saw raises nothing: it is answered like one that never was, in one query too.
    """
    for row in rows.select_related(*gates(rows.model)):
        if withdrawn := withdrawn_above(row):
            raise Gone(notice_of(withdrawn))


def withdrawn_above(row: Publishable) -> Publishable | None:
    """Return the withdrawn thing because of which readers no longer see `row`: itself or one above it.

    None where nothing of that was withdrawn, or where readers never saw it.
    """
    return next((each for each in [row, *_above(row)] if each.is_withdrawn), None) if was_seen(row) else None


def was_seen(row: Publishable) -> bool:
    """Whether readers see `row`, or saw it once: it and all that it stands under."""
    return all(each.is_published or each.is_withdrawn for each in [row, *_above(row)])


def notice_of(row: Publishable) -> Notice:
    """Return the notice that stands in the place of the withdrawn `row`."""
    under = [parent for parent in _parents(row) if _is_shown(parent)]
    # A text under negotiation says itself what it is: opinion, resolution, report.
    kind = row.get_instrument_display() if hasattr(row, "instrument") else kind_words(type(row))
    return Notice(kind, _name_readers_saw(row), row.withdrawn_at, row.withdrawn_reason, under)


def _name_readers_saw(row: Publishable) -> str:
    """The name that `row` had when it was withdrawn; it is a draft since, and may be called otherwise now."""
    changes = Change.objects.about(type(row), row.pk).filter(act=Change.Act.WITHDRAWN)
    return changes.values_list("name", flat=True).first() or str(row)


def _is_shown(row) -> bool:
    return type(row).objects.published().filter(pk=row.pk).exists()


def _parents(row) -> list[Publishable]:
    parents = (getattr(row, name) for name in row.stands_under)
    return [parent for parent in parents if parent is not None]


def _above(row) -> Iterator[Publishable]:
    for parent in _parents(row):
        yield parent
        if type(parent) is not type(row):
            yield from _above(parent)
