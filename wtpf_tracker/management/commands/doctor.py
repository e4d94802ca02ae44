from django.core.management.base import BaseCommand, CommandError

from documents.desk.unseen import note_unseen
from documents.imports.faults import counted
from wtpf_tracker.doctor import CHECKS, examine


class Command(BaseCommand):
    """Checks every rule of the record; exit status 1 where one is broken."""

    help = "Check every rule of the record; print what is wrong and how to mend it."

    def add_arguments(self, parser):
        parser.add_argument(
            "--note",
            action="store_true",
            help="first record in the history what was changed outside the desk",
        )

    def handle(self, *, note=False, **options):
        if note:
            self.stdout.write(f"Noted in the history: {counted(note_unseen(), 'thing')}.")
        ailments = examine()
        for ailment in ailments:
            self.stdout.write(str(ailment))
        if ailments:
            raise CommandError(f"{counted(len(ailments), 'fault')} found.")
        self.stdout.write(f"The record is sound: {len(CHECKS)} checks found nothing wrong.")
