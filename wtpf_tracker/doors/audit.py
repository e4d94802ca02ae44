"""Writes what happened at the door: one row and one line of the log."""

import datetime
import logging

from django.contrib.auth import get_user_model
from django.db.models import F
from django.utils import timezone

from .addresses import address_of
from .models import DoorEvent

What = DoorEvent.What
ADDRESSES_KEPT = datetime.timedelta(days=90)
# A refusal that needs no work of ours may be repeated without end: within this time it is counted in one row.
REPEATED = {What.LOCKED_OUT, What.TOO_MANY_CODES}
COUNTED_TOGETHER = datetime.timedelta(hours=1)
UNKNOWN = "unknown name"

log = logging.getLogger("wtpf_tracker.doors")


def note(what: What, *, request=None, user=None, by=None) -> None:
    """Write that `what` happened to `user` (None: to a name nobody has), by another person or none."""
    name = user.get_username() if user else UNKNOWN
    address = address_of(request) if request else None
    by_name = by.get_username() if by else ""
    log.info(
        "%s: %s%s, from %s", name, what.label, f", by {by_name}" if by else "", address or "no known address"
    )
    if what in REPEATED and _counted_again(what, user, address):
        return
    DoorEvent.objects.create(what=what, name=name, user=user, by=by_name, address=address)
    if what == What.SIGNED_IN:
        forget_addresses()


def note_for_name(what: What, *, request, name: str) -> None:
    """Write that somebody who typed `name` was refused; a name nobody has is not kept."""
    note(what, request=request, user=get_user_model().objects.filter(username=name).first())


def forget_addresses(now=None) -> int:
    """Empty the addresses of rows older than ADDRESSES_KEPT; return how many there were."""
    old = DoorEvent.objects.filter(at__lt=(now or timezone.now()) - ADDRESSES_KEPT, address__isnull=False)
    return old.update(address=None)


def _counted_again(what: What, user, address) -> bool:
    since = timezone.now() - COUNTED_TOGETHER
    same = DoorEvent.objects.filter(what=what, user=user, address=address, at__gt=since)
    return bool(DoorEvent.objects.filter(pk__in=same.values("pk")[:1]).update(times=F("times") + 1))
