import datetime
from collections import Counter

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from documents import links
from documents.link_round import look_at_all
from documents.models import LinkCheck
from documents.sentences import counted
from documents.web.looking import Courtesy, Looker


class Command(BaseCommand):
    """Looks at the web addresses of the record; what is found is kept at once, so a round can be resumed."""

    help = "Look whether the web addresses of the record still answer; a second run goes on where one ended."

    def add_arguments(self, parser):
        parser.add_argument("--limit", type=int, help="look at no more than this many addresses")
        parser.add_argument(
            "--older-than",
            type=int,
            default=7,
            metavar="DAYS",
            help="look again at what was last looked at so many days ago (7); "
            "what failed once is looked at again on the next day",
        )

    def handle(self, *, limit, older_than, **options):
        if older_than < 0 or older_than > 36500 or (limit is not None and limit < 1):
            raise CommandError("Give --limit 1 or more, and --older-than as days, from 0 to 36500.")
        links.forget_unused()
        due = links.due_addresses(datetime.timedelta(days=older_than))
        looker = Looker(_agent(), Courtesy())
        found = Counter()
        for address, finding in look_at_all(due[:limit], looker):
            check = links.note(address, finding)
            found[check.get_status_display()] += 1
            if check.failing_since:
                self.stdout.write(f"{address}: {check.sentence}")
        self.stdout.write(_summary(found, len(due) - sum(found.values())))


def _agent() -> str:
    """Say honestly who asks, and where to find those who run the site."""
    where = f" (+{settings.SITE_ADDRESS})" if settings.SITE_ADDRESS else ""
    return f"WTPF-Tracker-link-check{where}"


def _summary(found: Counter, left: int) -> str:
    kinds = [f"{found[label]} {label}" for label in LinkCheck.Status.labels if found[label]]
    rest = f" {counted(left, 'address', 'addresses')} left for the next run." if left else ""
    looked = counted(sum(found.values()), "address", "addresses")
    return f"Looked at {looked}{': ' if kinds else ''}{', '.join(kinds)}.{rest}"
