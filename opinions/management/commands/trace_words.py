import json

from django.core.management.base import BaseCommand, CommandError

from documents.text.disk import bytes_at, read_path, shown
from documents.text.model import RefusedError
from opinions.compare import authorship_to_json, authorship_to_text, names_of, trace
from opinions.compare.graph_file import parents_from


class Command(BaseCommand):
    """Works on files alone: needs no database."""

    help = (
        "Show who first wrote each word of the last of several files, oldest first. Without a graph each "
        "file is based on the one before it."
    )
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("files", nargs="+", metavar="FILE", help="a .docx, .pdf or .txt file")
        parser.add_argument(
            "--graph",
            metavar="GRAPH.json",
            help="which file is based on which, by file name: "
            '{"R3.docx": ["R1.docx", "R2.docx"]}; a file not named there is based on the one before it',
        )
        parser.add_argument("--format", choices=("text", "json"), default="text")

    def handle(self, *, files, graph, format, **options):
        try:
            parents = parents_from(bytes_at(graph), files) if graph else None
        except (RefusedError, ValueError) as refusal:
            raise CommandError(f"{shown(graph)}: {refusal}") from None
        try:
            texts = [read_path(path) for path in files]
        except RefusedError as refusal:
            raise CommandError(str(refusal)) from None
        for remark in [remark for text in texts for remark in text.remarks]:
            self.stderr.write(remark)
        found = trace([text.lines for text in texts], parents)
        if format == "json":
            self.stdout.write(json.dumps(authorship_to_json(found)))
        else:
            self.stdout.write(authorship_to_text(found, names_of([shown(path) for path in files])))
