"""Erases what is needed no longer: requests that nobody confirmed, subjects nobody follows, what was told."""

import datetime

from django.db.models import Exists, OuterRef
from django.utils import timezone

from .models import Alert, Asking, Entry, News, Request, Subject, Subscriber

UNCONFIRMED_KEPT = datetime.timedelta(days=3)
ASKINGS_KEPT = datetime.timedelta(days=1)
TOLD_KEPT = datetime.timedelta(days=60)
"""Longer than anybody waits for a weekly mail that is tried again and again."""


def tidy(now: datetime.datetime | None = None) -> int:
    """Erase what is too old or nobody's; return how many requests were erased unconfirmed."""
    now = now or timezone.now()
    erased, _ = Request.objects.filter(asked_at__lt=now - UNCONFIRMED_KEPT).delete()
    Asking.objects.filter(at__lt=now - ASKINGS_KEPT).delete()
    Subscriber.objects.filter(~Exists(Alert.objects.filter(subscriber=OuterRef("pk")))).delete()
    Subject.objects.filter(~Exists(Alert.objects.filter(subject=OuterRef("pk")))).delete()
    Entry.objects.filter(at__lt=now - TOLD_KEPT).delete()
    News.objects.filter(at__lt=now - TOLD_KEPT).delete()
    return erased
