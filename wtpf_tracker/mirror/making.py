"""Makes a copy of the whole public site in a folder, or brings the one that is there up to date."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from django.template.loader import render_to_string
from django.urls import reverse

from documents.old_addresses import old_addresses

from . import crawl, search_index
from .addresses import Address
from .beside import made_beside
from .manifest import MANIFEST, files_under, read_manifest, write_manifest
from .moved import redirects_of, write_moved
from .pages import Pages
from .site import Site, opened
from .version import Version, version_of

README = "README.txt"
FIRST_LINE = "A copy of WTPF Tracker"
Tell = Callable[[str], None]


@dataclass(frozen=True)
class Made:
    """What was made: how many files, pages among them and bytes, of which version of the record.

    `missing` are the addresses to which the site leads and where it has nothing, with their status.
    """

    files: int
    pages: int
    size: int
    version: Version
    missing: dict[str, int]


def make_mirror(target: Path, address: str, tell: Tell, *, most: int = crawl.MOST) -> Made:
    """Make the copy of the site under its public `address` in the folder `target`.

    Raises Refused, `target` being as it was, where that cannot be done or takes more than `most` addresses.
    """
    with made_beside(target, files_of_mirror) as folder, opened(address) as site:
        return fill(folder, site, tell, most)


def fill(folder: Path, site: Site, tell: Tell, most: int = crawl.MOST) -> Made:
    """Fill an empty folder with the copy, its manifest being written last."""
    version = version_of_site(site)
    copy = crawl.walk(site, folder, tell, most)
    pages = Pages(copy, version)
    for number, (address, kept) in enumerate(copy.pages, start=1):
        pages.rewrite(address, kept)
        if number % crawl.TOLD_EVERY == 0:
            tell(f"{number:,} of {len(copy.pages):,} pages written ...")
    write_moved(copy, [*redirects_of(copy), *old_addresses()])
    search_index.write(folder, pages)
    places = files_under(folder)
    size = sum((folder / place).stat().st_size for place in places)
    missing = {address.asked: status for address, status in sorted(copy.missing.items())}
    made = Made(len(places) + 2, len(copy.pages), size, version, missing)
    context = {"first_line": FIRST_LINE, "site": site.address, "version": version, "made": made}
    (folder / README).write_text(render_to_string("mirror/readme.txt", context), encoding="utf-8")
    write_manifest(folder, sorted([*places, README]))
    return made


def version_of_site(site: Site) -> Version:
    """Return the version of the record that the site shows."""
    return version_of(lines_of(site, reverse("json-lines")))


def lines_of(site: Site, path: str) -> Iterable[bytes]:
    """Yield the lines of a file of the site."""
    rest = b""
    for piece in site.ask(Address(path)).content:
        *lines, rest = (rest + piece).split(b"\n")
        yield from (line + b"\n" for line in lines)
    if rest:
        yield rest


def files_of_mirror(folder: Path) -> set[str] | None:
    """Return the places of the files of a copy of the site; None where a folder holds none."""
    sums = read_manifest(folder / MANIFEST)
    readme = folder / README
    if sums is None or README not in sums or not readme.is_file():
        return None
    with readme.open(encoding="utf-8", errors="replace") as file:
        return {*sums, MANIFEST} if file.readline().strip() == FIRST_LINE else None
