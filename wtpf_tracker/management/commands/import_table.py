from pathlib import Path

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError

from documents.desk.importing import Report, TableImport
from documents.desk.table_files import COMMAND, read_table
from documents.desk.workbooks import TableRefused
from wtpf_tracker.tables import TABLES


class Command(BaseCommand):
    """Imports a table, all of it or nothing; exit status 1 where it was refused."""

    help = (
        "Import a CSV or XLSX table as drafts and corrections: all of it or nothing. Twice changes nothing."
    )

    def add_arguments(self, parser):
        parser.add_argument("kind", choices=TABLES)
        parser.add_argument("file", type=Path)
        parser.add_argument("--dry-run", action="store_true", help="say what would be done; write nothing")
        parser.add_argument("--by", metavar="USER", help="who enters it; needed to correct what is published")
        parser.add_argument("--why", default="", metavar="TEXT", help="kept with each change")

    def handle(self, *, kind, file, dry_run, by, why, **options):
        try:
            with file.open("rb") as opened:
                table = read_table(opened.read(COMMAND.file_size + 1), file.name, COMMAND)
        except OSError as problem:
            raise CommandError(f"{file} cannot be read: {problem.strerror}.") from None
        except TableRefused as refusal:
            raise CommandError(str(refusal)) from None
        person, name = self._person(by), "" if by else "import_table"
        done = TableImport(
            TABLES[kind](), table, name=file.name, by=person, by_name=name, why=why, trial=dry_run
        )
        for number in done.run():
            self.stderr.write(f"{number:,} of {done.report.total:,} rows looked at ...")
        self._tell(done.report, dry_run)

    def _person(self, name: str | None):
        if not name:
            return None
        users = get_user_model().objects.filter(is_active=True, **{get_user_model().USERNAME_FIELD: name})
        if (person := users.first()) is None:
            raise CommandError(f"There is no active account “{name}”.")
        return person

    def _tell(self, report: Report, dry_run: bool) -> None:
        if report.is_refused:
            rest = [f"  ... and {report.left_out} more."] * bool(report.left_out)
            lines = ["Nothing was written:", *(f"  {fault}" for fault in report.faults), *rest]
            raise CommandError("\n".join(lines))
        if dry_run:
            for row in report.rows:
                self.stdout.write(f"row {row.number}, {row.name}: {row.fate}")
                for each in row.differences:
                    self.stdout.write(f"    {each.label}: {each.before!r} -> {each.after!r}")
        counts = ", ".join(f"{number} {fate}" for fate, number in report.told) or "no rows"
        self.stdout.write(f"{'Would be' if dry_run else 'Imported'}: {counts}.")
        if report.review:
            self.stdout.write(f"The corrections wait for review: “{report.review}”.")
