from wtpf_tracker.mirror.command import CopyCommand
from wtpf_tracker.mirror.crawl import MOST
from wtpf_tracker.mirror.making import make_mirror


class Command(CopyCommand):
    """Writes the whole public site to a folder, as files that need no server."""

    help = "Make a copy of the public site in a folder, or bring the one that is there up to date."

    def add_arguments(self, parser):
        super().add_arguments(parser)
        parser.add_argument(
            "--most", type=int, default=MOST, help=f"stop beyond so many addresses; {MOST:,} by default"
        )

    def handle(self, *, folder, address, most, **options):
        made = self.made(make_mirror, folder, address, most=most)
        self.stdout.write(
            f"{folder}: {made.pages:,} pages in {made.files:,} files, {made.size / 1e6:.1f} MB, of version "
            f"{made.version.name} of the data."
        )
