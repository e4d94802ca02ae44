from django.core.management.base import BaseCommand
from django.db import transaction

from documents.derived import rebuild_columns
from documents.imports.faults import counted
from opinions.actions import rebuild_paths


class Command(BaseCommand):
    """Computes again what is stored only for speed; what was right is not written."""

    help = "Recompute days, symbol keys, hashes, stages and outcomes, for instance after loaddata."

    @transaction.atomic
    def handle(self, **options):
        rows, paths = rebuild_columns(), rebuild_paths()
        self.stdout.write(f"Mended {counted(rows, 'row')} and {counted(paths, 'path')}.")
