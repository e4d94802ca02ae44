from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from documents.imports.faults import RecordRefused, bounded, counted
from wtpf_tracker.record import load_record


class Command(BaseCommand):
    """Loads the fixtures of a folder; a bad row is named and nothing is half loaded."""

    help = "Load or update the shipped record; what was edited here is kept. Twice changes nothing."

    def add_arguments(self, parser):
        parser.add_argument(
            "folder", type=Path, help="the folder with the YAML fixtures, for instance fixtures/"
        )
        parser.add_argument(
            "--overwrite",
            action="store_true",
            help="take the files' version of rows that changed there and were edited or deleted here",
        )

    def handle(self, *, folder, overwrite, **options):
        try:
            report = load_record(folder, overwrite=overwrite)
        except RecordRefused as refused:
            raise CommandError(str(refused)) from None
        for line in bounded(report.warnings, "... and {} more."):
            self.stderr.write(line)
        rows = report.added + report.changed + report.unchanged + report.kept
        self.stdout.write(
            f"{counted(rows, 'row')}: {report.added} added, {report.changed} changed, "
            f"{report.unchanged} unchanged, {report.kept} kept as edited here."
        )
