"""An archive of the data and the original files as a bag (BagIt 1.0, RFC 8493).

    bagit.txt  bag-info.txt  manifest-sha256.txt  tagmanifest-sha256.txt
    data/all.jsonl  data/wtpf.sqlite  data/tables/NAME.csv
    data/texts/OPINION/NUMBER.txt and .akn.xml
    data/files/SHA256/NAME      the files as they were brought
    data/mirror/                a copy of the site, where it was asked for

Written here and not with the library `bagit`, which works in place on a folder that it changes into, puts the
day of the clock and its own name into the bag, and would be needed on every server; the tests read every bag
with it.
"""

from collections.abc import Iterator
from pathlib import Path

from django.urls import reverse

from documents.models import ContributionFile
from opinions.models import Revision
from wtpf_tracker.views_data import RECORD

from .addresses import Address
from .beside import made_beside
from .crawl import TOLD_EVERY
from .making import Made, Tell, fill, version_of_site
from .manifest import MANIFEST, files_under, read_manifest, write_manifest
from .refusals import Refused
from .site import Site, opened
from .version import Version

DECLARATION = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
TAGS = ("bag-info.txt", "bagit.txt", MANIFEST)
OF_TAGS = "tagmanifest-sha256.txt"
AGENT = "WTPF Tracker (manage.py bag)"


def make_bag(target: Path, address: str, tell: Tell, *, with_mirror: bool = False) -> Made:
    """Make the bag of the published record in the folder `target`, with a copy of the site if asked for.

    Raises Refused, `target` being as it was, where that cannot be done.
    """
    with made_beside(target, files_of_bag) as folder, opened(address) as site:
        version = version_of_site(site)
        for number, (path, place) in enumerate(_payload(), start=1):
            _write(site, path, folder / "data" / place)
            if number % TOLD_EVERY == 0:
                tell(f"{number:,} files ...")
        mirrored = fill(_made(folder / "data" / "mirror"), site, tell) if with_mirror else None
        return _close(folder, site, version, mirrored)


def _payload() -> Iterator[tuple[str, str]]:
    """The addresses of all that goes into a bag, each with its place there."""
    yield reverse("json-lines"), "all.jsonl"
    yield reverse("sqlite"), "wtpf.sqlite"
    for table in RECORD.tables:
        yield reverse("table", args=[table.name]), f"tables/{table.name}.csv"
    for revision in Revision.objects.published().without_text().select_related("opinion").order_by("pk"):
        names = [revision.opinion.slug, revision.number]
        for view, ending in (("text-file", "txt"), ("akoma", "akn.xml")):
            place = "texts/{}/{}".format(*names)
            yield reverse(f"opinions:{view}", args=names), f"{place}.{ending}"
    for file in ContributionFile.objects.published().order_by("pk"):
        address = Address.read(file.get_absolute_url())
        yield address.asked, address.place(is_page=False)


def _write(site: Site, path: str, place: Path) -> None:
    answer = site.ask(Address.read(path))
    if answer.status == 404:
        # A text that was not found has no file, and a file whose bytes were lost has none either.
        return
    if answer.status != 200:
        raise Refused(f"The site does not hand out {path} (status {answer.status}).")
    place.parent.mkdir(parents=True, exist_ok=True)
    with place.open("wb") as file:
        for piece in answer.content:
            file.write(piece)


def _made(folder: Path) -> Path:
    folder.mkdir(parents=True)
    return folder


def _close(folder: Path, site: Site, version: Version, mirrored: Made | None) -> Made:
    """Write what makes a folder with its payload a bag."""
    payload = [f"data/{place}" for place in files_under(folder / "data")]
    size = sum((folder / place).stat().st_size for place in payload)
    info = {
        "Bag-Software-Agent": AGENT,
        "External-Description": "The published record of WTPF Tracker: every table, text and original file.",
        "External-Identifier": f"{site.address}/ version {version.name}",
        "Payload-Oxum": f"{size}.{len(payload)}",
        **({"Last-Published": version.day} if version.day else {}),
    }
    _text(folder / "bagit.txt", DECLARATION)
    _text(folder / "bag-info.txt", "".join(f"{name}: {value}\n" for name, value in info.items()))
    write_manifest(folder, payload)
    write_manifest(folder, TAGS, OF_TAGS)
    missing = mirrored.missing if mirrored else {}
    return Made(len(payload) + len(TAGS) + 1, mirrored.pages if mirrored else 0, size, version, missing)


def _text(path: Path, words: str) -> None:
    path.write_text(words, encoding="utf-8", newline="\n")


def files_of_bag(folder: Path) -> set[str] | None:
    """Return the places of the files of a bag that this program made; None where a folder holds none."""
    payload, tags = read_manifest(folder / MANIFEST), read_manifest(folder / OF_TAGS)
    info = folder / "bag-info.txt"
    if payload is None or tags is None or not info.is_file():
        return None
    ours = AGENT in info.read_text(encoding="utf-8", errors="replace")
    return {*payload, *tags, OF_TAGS} if ours else None
