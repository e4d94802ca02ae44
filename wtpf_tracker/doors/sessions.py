"""Sessions that end: after a time without a request, and after a working day in any case."""

import time

from django.conf import settings

BEGAN, SEEN = "began", "seen"
# A session is written at most this often only because it was used.
SECONDS_BETWEEN_NOTES = 60


def goes_on(session) -> bool:
    """Return whether the session of somebody signed in may go on, and note that it was used."""
    now = int(time.time())
    began, seen = session.setdefault(BEGAN, now), session.setdefault(SEEN, now)
    if now - began >= settings.SESSION_COOKIE_AGE or now - seen >= settings.SESSION_IDLE_AGE:
        return False
    if now - seen >= SECONDS_BETWEEN_NOTES:
        session[SEEN] = now
    return True
