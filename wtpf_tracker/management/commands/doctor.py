from django.core.management.base import BaseCommand, CommandError

from documents.imports.faults import counted
from wtpf_tracker.doctor import CHECKS, examine


class Command(BaseCommand):
    """Checks every rule of the record; exit status 1 where one is broken."""

    help = "Check every rule of the record; print what is wrong and how to mend it."

    def handle(self, **options):
        ailments = examine()
        for ailment in ailments:
            self.stdout.write(str(ailment))
        if ailments:
            raise CommandError(f"{counted(len(ailments), 'fault')} found.")
        self.stdout.write(f"The record is sound: {len(CHECKS)} checks found nothing wrong.")
