import json

from django.core.management.base import BaseCommand, CommandError

from documents.text.disk import read_path
from documents.text.model import RefusedError
from opinions.compare import compare, comparison_to_json, comparison_to_text


class Command(BaseCommand):
    """Works on files alone: needs no database."""

    help = "Show how the text of one .docx, .pdf or .txt file became that of another."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("old", metavar="OLD", help="the file with the earlier text")
        parser.add_argument("new", metavar="NEW", help="the file with the later text")
        parser.add_argument("--format", choices=("text", "json"), default="text")

    def handle(self, *, old, new, format, **options):
        try:
            texts = [read_path(path) for path in (old, new)]
        except RefusedError as refusal:
            raise CommandError(str(refusal)) from None
        for remark in [remark for text in texts for remark in text.remarks]:
            self.stderr.write(remark)
        found = compare(*(text.lines for text in texts))
        if format == "json":
            self.stdout.write(json.dumps(comparison_to_json(found)))
        else:
            self.stdout.write(comparison_to_text(found))
