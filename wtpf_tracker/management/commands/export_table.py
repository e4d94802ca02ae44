from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from documents.desk.table_files import FORMATS, WRITERS
from documents.desk.workbooks import TableRefused
from documents.imports.faults import counted
from wtpf_tracker.tables import TABLES


class Command(BaseCommand):
    """Writes all rows of a kind to a file, in the shape that `import_table` reads."""

    help = "Export all rows of a kind as a table, drafts too: CSV or XLSX by the ending of the file."

    def add_arguments(self, parser):
        parser.add_argument("kind", choices=TABLES)
        parser.add_argument("file", type=Path)

    def handle(self, *, kind, file, **options):
        form = file.suffix.lower().removeprefix(".")
        if form not in FORMATS:
            raise CommandError(
                f"The name of the file has to end with {' or '.join(f'.{each}' for each in FORMATS)}."
            )
        resource = TABLES[kind]()
        keys = list(resource.model.objects.values_list("pk", flat=True))
        try:
            with file.open("wb") as opened:
                for piece in WRITERS[form](resource.headers, self._told(resource.exported(keys), len(keys))):
                    opened.write(piece)
        except OSError as problem:
            raise CommandError(f"{file} cannot be written: {problem.strerror}.") from None
        except TableRefused as refusal:
            raise CommandError(str(refusal)) from None
        self.stdout.write(f"{counted(len(keys), 'row')} in {file.name}.")

    def _told(self, rows, total: int):
        for number, row in enumerate(rows, start=1):
            if number % 1_000 == 0:
                self.stderr.write(f"{number:,} of {total:,} rows ...")
            yield row
