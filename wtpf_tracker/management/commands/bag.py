from wtpf_tracker.mirror.bag import make_bag
from wtpf_tracker.mirror.command import CopyCommand


class Command(CopyCommand):
    """Writes the published data and the original files to a folder as an archive with sums."""

    help = "Make a BagIt bag of the published record and the original files, or bring one up to date."

    def add_arguments(self, parser):
        super().add_arguments(parser)
        parser.add_argument(
            "--with-mirror", action="store_true", help="put a copy of the site into it as well"
        )

    def handle(self, *, folder, address, with_mirror, **options):
        made = self.made(make_bag, folder, address, with_mirror=with_mirror)
        self.stdout.write(
            f"{folder}: a bag of {made.files:,} files, {made.size / 1e6:.1f} MB, of version "
            f"{made.version.name} of the data."
        )
