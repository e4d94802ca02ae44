"""The history of the desk -> what readers see otherwise than before, each thing once.

A change is marked as announced in the transaction that turns it into News, whatever its number: one that was
committed late is found all the same. Changes of one thing that were not announced yet count together, so that
what was undone meanwhile is no news. What readers do not see yet, because it stands under a draft or its time
has not come, waits unannounced.
"""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from documents.gone import withdrawn_above
from documents.models import Change, Publishable

from .lock import hear_alone
from .models import News, What
from .wording import told_differences

CHANGES_AT_A_TIME = 500


@dataclass
class Net:
    """All that was not announced yet of one thing, as one change."""

    content_type_id: int
    pk: int
    changes: list[Change]

    @property
    def model(self) -> type[models.Model]:
        """The model of the thing."""
        return self.changes[0].model

    @property
    def before(self) -> dict | None:
        """Its state before the first change."""
        return self.changes[0].before

    @property
    def after(self) -> dict | None:
        """Its state after the last change."""
        return self.changes[-1].after


def hear(now: datetime.datetime | None = None) -> int:
    """Turn what was changed since into News; return how much there is."""
    now, last, number = now or timezone.now(), 0, 0
    _skip_the_first_filling()
    while True:
        with transaction.atomic():
            hear_alone()
            waiting = Change.objects.filter(announced=False, pk__gt=last).order_by("pk")
            changes = list(waiting.select_related("content_type")[:CHANGES_AT_A_TIME])
            if not changes:
                return number
            number += _announce(changes, now)
        last = changes[-1].pk


def _skip_the_first_filling() -> None:
    """What `load_record` put into an empty database is no news: the history begins with it."""
    first = Change.objects.order_by("pk").values("work", "act").first()
    if first and first["act"] == Change.Act.LOADED:
        Change.objects.filter(work=first["work"], announced=False).update(announced=True)


def _announce(changes: list[Change], now) -> int:
    """Make News of changes and mark them, but for those that have to wait."""
    by_model: dict[type, list[Net]] = {}
    for net in _nets(changes):
        by_model.setdefault(net.model, []).append(net)
    news, waiting = [], set()
    for model, nets in by_model.items():
        if not issubclass(model, Publishable):
            continue
        found, later = _news_of(model, nets, now)
        news += found
        waiting |= {change.pk for net in later for change in net.changes}
    done = [change.pk for change in changes if change.pk not in waiting]
    for one in news:
        one.at = now
    News.objects.bulk_create(news)
    Change.objects.filter(pk__in=done).update(announced=True)
    return len(news)


def _nets(changes: Iterable[Change]) -> list[Net]:
    nets: dict[tuple, Net] = {}
    for change in changes:
        key = change.content_type_id, change.object_pk
        nets.setdefault(key, Net(*key, [])).changes.append(change)
    return list(nets.values())


def _news_of(model, nets: list[Net], now) -> tuple[list[News], list[Net]]:
    """News of things of one model, and those that have to wait; some queries, however many things."""
    keys = [net.pk for net in nets]
    own = set(
        model._base_manager.filter(pk__in=keys, published_at__isnull=False).values_list("pk", flat=True)
    )
    visible = set(model.objects.published().filter(pk__in=keys).values_list("pk", flat=True))
    changed = {id(net): found for net, found in _corrections(model, nets, now)}
    news, waiting = [], []
    for net in nets:
        before, after = _is_public(net.before, now), bool(_moment(net.after))
        if before and not after:
            if _is_withdrawal(net):
                news.append(_made(net, What.WITHDRAWN))
        elif after and net.pk in own and net.pk not in visible:
            waiting.append(net)
        elif net.pk in visible and not before and after:
            news.append(_made(net, What.NEW))
        elif net.pk in visible and changed.get(id(net)):
            news.append(_made(net, What.CORRECTED))
    return news, waiting


def _moment(state: dict | None) -> datetime.datetime | None:
    given = state and state["fields"].get("published_at")
    return parse_datetime(given) if given else None


def _is_public(state: dict | None, now) -> bool:
    moment = _moment(state)
    return moment is not None and moment <= now


def _corrections(model, nets: list[Net], now):
    """(net, what readers see otherwise) of those that readers saw before and see after."""
    nets = [net for net in nets if _is_public(net.before, now) and _moment(net.after)]
    return zip(nets, told_differences(model, [(net.before, net.after) for net in nets]), strict=True)


def _is_withdrawal(net: Net) -> bool:
    """Whether readers are told of it where it stood; what was deleted left no notice."""
    row = net.model._base_manager.filter(pk=net.pk).first()
    return row is not None and row.is_withdrawn and withdrawn_above(row) is row


def _made(net: Net, what: What) -> News:
    corrected = what == What.CORRECTED
    return News(
        what=what,
        content_type=ContentType.objects.get_for_model(net.model),
        object_pk=net.pk,
        first=net.changes[0] if corrected else None,
        last=net.changes[-1] if corrected else None,
    )
