from django.core.management.base import BaseCommand

from wtpf_tracker.doors.audit import ADDRESSES_KEPT, forget_addresses


class Command(BaseCommand):
    """Every sign-in does the same; for a site where nobody signs in for long."""

    help = f"Empty the addresses of sign-ins and refusals older than {ADDRESSES_KEPT.days} days."

    def handle(self, **options):
        self.stdout.write(f"{forget_addresses()} addresses were emptied.")
