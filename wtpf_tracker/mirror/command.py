"""What the commands `mirror` and `bag` have in common."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from .making import Made
from .refusals import Refused

LOCAL = "http://127.0.0.1:8000"
_MOST_NAMED = 10


class CopyCommand(BaseCommand):
    """Makes something in a folder; `make(folder, address, tell, **options)` does it."""

    def add_arguments(self, parser):
        """Add the folder and the public address."""
        parser.add_argument("folder", type=Path, help="an empty folder, one not there yet, or an earlier one")
        parser.add_argument(
            "--address",
            default="",
            help="the public address of the site, for instance https://example.org; SITE_ADDRESS by default",
        )

    def made(self, make, folder: Path, address: str, **options) -> Made:
        """Return what `make` made, progress and faults told in sentences."""
        address = address or settings.SITE_ADDRESS
        if not address:
            self.stderr.write(
                f"No public address is known, so {LOCAL} is named. Give it with --address or SITE_ADDRESS."
            )
        try:
            made = make(folder, address or LOCAL, self.stderr.write, **options)
        except Refused as refused:
            raise CommandError(str(refused)) from None
        for place, status in list(made.missing.items())[:_MOST_NAMED]:
            self.stderr.write(f"The site leads to {place}, where it has nothing (status {status}).")
        return made
