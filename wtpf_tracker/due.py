"""Publishes what was approved for a time that has come, also where no timer calls `publish_due`."""

import logging
import time
from threading import Lock

from django.conf import settings

from documents.desk.due import publish_due

logger = logging.getLogger(__name__)


def publications(get_response):
    """Before a page is made, look for what is due: once in PUBLISH_DUE_EVERY seconds, one thread at a time.

    Costs those few requests one query. Whatever goes wrong is logged, and the page is made all the same.
    """
    turn, next_time = Lock(), 0.0

    def middleware(request):
        nonlocal next_time
        every = settings.PUBLISH_DUE_EVERY
        if every and time.monotonic() >= next_time and turn.acquire(blocking=False):
            try:
                next_time = time.monotonic() + every
                publish_due()
            except Exception:
                # A reader's page does not depend on this.
                logger.exception("What is due could not be published; it is tried again in %s s.", every)
            finally:
                turn.release()
        return get_response(request)

    return middleware
