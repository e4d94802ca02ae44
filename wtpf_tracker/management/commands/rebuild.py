from django.core.management.base import BaseCommand
from django.db import transaction

from documents.derived import rebuild_columns
from documents.imports.faults import counted
from documents.search.index import rebuild as rebuild_search
from opinions.actions import rebuild_paths


class Command(BaseCommand):
    """Computes again what is stored only for speed; what was right is not written."""

    help = "Recompute days, keys, hashes, stages, outcomes and the search index, for instance after loaddata."

    @transaction.atomic
    def handle(self, **options):
        rows, paths, found = rebuild_columns(), rebuild_paths(), rebuild_search()
        self.stdout.write(f"Mended {counted(rows, 'row')} and {counted(paths, 'path')}.")
        self.stdout.write(f"Search: {found} entries and words mended.")
