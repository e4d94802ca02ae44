"""How many wrong passwords are too many, and until when; django-axes counts them in the database."""

import datetime

from axes.handlers.database import AxesDatabaseHandler
from axes.helpers import get_cool_off
from django.conf import settings
from django.db.models import Max
from django.utils import timezone

# Many people may share one address, so it is allowed this many times what one name from it is.
ADDRESS_ALLOWANCE = 4


class Throttle(AxesDatabaseHandler):
    """Counts failures by name and address together, and by address alone.

    Both come from settings.AXES_LOCKOUT_PARAMETERS, in this order.
    """

    def get_failures(self, request, credentials=None) -> int:
        """Return the failures of this name from this address, or a share of all from this address."""
        counts = [
            sum(attempts.values_list("failures_since_start", flat=True))
            for attempts in self.get_user_attempts(request, credentials)
        ]
        by_both, by_address = counts
        return max(by_both, by_address // ADDRESS_ALLOWANCE)

    def reset_user_attempts(self, request, credentials=None) -> int:
        """Forget the failures of this name from this address; those of the address stand.

        Else anybody with an account could go on guessing the passwords of others.
        """
        by_both, _ = self.filter_user_attempts(request, credentials)
        return by_both.delete()[0]

    def locked_until(self, request, credentials) -> datetime.datetime:
        """Return when this name may be tried again from this address."""
        by_both, by_address = self.get_user_attempts(request, credentials)
        own = sum(by_both.values_list("failures_since_start", flat=True))
        attempts = by_both if own >= settings.AXES_FAILURE_LIMIT else by_address
        last = attempts.aggregate(last=Max("attempt_time"))["last"] or timezone.now()
        return last + get_cool_off(request)
