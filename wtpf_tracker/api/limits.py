"""How often one address may ask: counted by the minute, in a cache of its own that has an end.

Where the cache forgets or is away, nobody is refused.
"""

import logging
import time
from dataclasses import dataclass

from django.conf import settings
from django.core.cache import caches

from ..doors.addresses import counted_address

logger = logging.getLogger(__name__)
MINUTE = 60
now = time.time


@dataclass(frozen=True)
class Allowance:
    """What an address has left of its requests, and in how many seconds it has all of them again."""

    limit: int
    used: int
    reset: int

    @property
    def is_spent(self) -> bool:
        """Whether this request is one too many."""
        return self.used > self.limit

    @property
    def headers(self) -> dict[str, str]:
        """What each answer says of it, by the names of the IETF’s draft on rate limits."""
        left = max(0, self.limit - self.used)
        told = {"RateLimit-Limit": self.limit, "RateLimit-Remaining": left, "RateLimit-Reset": self.reset}
        told |= {"Retry-After": self.reset} if self.is_spent else {}
        return {name: str(value) for name, value in told.items()}


def spend(request) -> Allowance | None:
    """Count a request and return what is left, None where nothing is counted."""
    limit, address = settings.API_REQUESTS_PER_MINUTE, counted_address(request)
    if not limit or address is None:
        return None
    minute, second = divmod(int(now()), MINUTE)
    try:
        used = _count(f"{minute}-{address}")
    except Exception:
        logger.exception("Requests cannot be counted; nobody is refused meanwhile.")
        return None
    return Allowance(limit, used, MINUTE - second)


def _count(key: str) -> int:
    cache = caches["limits"]
    cache.add(key, 0, 2 * MINUTE)
    try:
        return cache.incr(key)
    except ValueError:  # forgotten since, as the cache was full
        return 1
