import json

from django.core.management.base import BaseCommand, CommandError

from documents.text.disk import read_path, shown
from documents.text.model import RefusedError
from documents.text.transfer import published_json


class Command(BaseCommand):
    """Works on files alone: needs no database. A file that is refused does not stop those after it."""

    help = (
        "Print the text of .docx, .pdf and .txt files, a paragraph a line; with --format json one object a "
        "line for each file. Remarks and refusals go to standard error; exit status 1 where one was refused."
    )
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("files", nargs="+", metavar="FILE", help="a .docx, .pdf or .txt file")
        parser.add_argument("--format", choices=("text", "json"), default="text")

    def handle(self, *, files, format, **options):
        refusals = []
        for path in files:
            try:
                found = read_path(path)
            except RefusedError as refusal:
                refusals.append(str(refusal))
                continue
            if format == "json":
                self.stdout.write(json.dumps(published_json(found.document, shown(path), found.data)))
            else:
                self._print(found, named=len(files) > 1)
        if refusals:
            raise CommandError("\n".join(refusals))

    def _print(self, found, *, named):
        for remark in found.remarks:
            self.stderr.write(remark)
        if named:
            self.stdout.write(f"==> {shown(found.path)} <==")
        self.stdout.write(found.document.text)
        if named:
            self.stdout.write("")
