"""When somebody is told next, and when a mail that was not taken is tried again."""

import datetime

from django.utils import timezone

from .models import Often

HOUR = 6
"""Of the day, by the clock of the site, from which daily and weekly mails go out; weekly ones on Mondays."""
WAITS = [datetime.timedelta(minutes=minutes) for minutes in (5, 15, 60, 4 * 60, 12 * 60)]
LONGEST_WAIT = datetime.timedelta(days=1)
MOST_REFUSALS = 3
"""Refusals for good after which an address is erased; between them a day each."""


def next_time(how_often: str, now: datetime.datetime) -> datetime.datetime:
    """Return when somebody who is told so often is told next, if they are told now."""
    if how_often == Often.AT_ONCE:
        return now
    local = timezone.localtime(now)
    day = local.date() + datetime.timedelta(days=0 if local.hour < HOUR else 1)
    if how_often == Often.WEEKLY:
        day += datetime.timedelta(days=-day.weekday() % 7)
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time(HOUR)))


def wait_after(tries: int) -> datetime.timedelta:
    """Return how long to wait after so many tries."""
    return WAITS[tries - 1] if tries <= len(WAITS) else LONGEST_WAIT
