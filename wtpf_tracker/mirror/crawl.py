"""Walks the site from its first page and its sitemap, and puts each answer where the copy has it."""

from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from django.http import Http404
from django.templatetags.static import static
from django.urls import resolve

from . import links
from .addresses import Address
from .refusals import Refused
from .scope import is_followed, is_held, is_whole
from .site import HTML, Answer, Site

STARTS = ("/", "/sitemap.xml", "/robots.txt", "/search/")
SCRIPTS = ("js/copied-question.js", "js/copied-search.js")
# What the other forms of a page end with; only those are asked for that some address of the site has.
ENDINGS = ("csv", "json", "atom", "ics", "bib", "ris", "csl.json", "txt", "akn.xml", "png")
MOST = 1_000_000
TOLD_EVERY = 500


@dataclass(frozen=True)
class Kept:
    """An answer in the copy: its place, and whether it is a page whose links are to be led within the copy.

    `leads_to` is where an address leads that is only a redirect.
    """

    place: str
    is_page: bool = False
    leads_to: Address | None = None


@dataclass
class Copy:
    """What was copied, by address, and which links led to nothing: {address: status}."""

    site: Site
    folder: Path
    kept: dict[Address, Kept] = field(default_factory=dict)
    missing: dict[Address, int] = field(default_factory=dict)

    def find(self, address: Address) -> Kept | None:
        """Return what the copy has at an address, redirects followed; None where it has nothing."""
        found, steps = self.kept.get(address), 0
        while found and found.leads_to and found.leads_to in self.kept and steps < 9:
            found, steps = self.kept[found.leads_to], steps + 1
        return found

    @property
    def pages(self) -> list[tuple[Address, Kept]]:
        """The pages of the copy by address."""
        return sorted((address, kept) for address, kept in self.kept.items() if kept.is_page)


def walk(site: Site, folder: Path, tell: Callable[[str], None], most: int = MOST) -> Copy:
    """Ask for every address that readers come by and write the answers, as they are, to `folder`.

    `tell` is told how far it is. Raises Refused beyond `most` addresses, and where the site fails.
    """
    return _Walk(Copy(site, folder), tell, most).whole()


class _Walk:
    def __init__(self, copy: Copy, tell, most: int):
        self.copy, self.tell, self.most = copy, tell, most
        self.known: dict[Address, None] = {}
        # What nobody links to and only might be there: no page is missing where it is not.
        self.guessed: set[Address] = set()
        self.waiting: deque[Address] = deque()

    def whole(self) -> Copy:
        self._add(map(Address.read, (*STARTS, *map(static, SCRIPTS))))
        asked = 0
        while self.waiting:
            self._visit(self.waiting.popleft())
            asked += 1
            if asked % TOLD_EVERY == 0:
                self.tell(f"{asked:,} of the {len(self.known):,} addresses known so far ...")
        return self.copy

    def _add(self, addresses: Iterable[Address], *, guessed: bool = False) -> None:
        for address in addresses:
            if not guessed:
                self.guessed.discard(address)
            if address in self.known:
                continue
            if len(self.known) >= self.most:
                raise Refused(
                    f"The site has more than {self.most:,} addresses, the last {address.asked}. If that is "
                    "no fault of the site, allow more with --most."
                )
            self.known[address] = None
            self.waiting.append(address)
            if guessed:
                self.guessed.add(address)

    def _visit(self, address: Address) -> None:
        answer = self.copy.site.ask(address)
        if answer.status in (301, 302, 307, 308):
            self._redirect(address, answer.leads_to)
        elif answer.status == 200:
            self._keep(address, answer)
        elif address not in self.guessed:
            self.copy.missing[address] = answer.status

    def _redirect(self, address: Address, link: str) -> None:
        found = links.on_site(link, address, self.copy.site.address)
        if found is None or not is_held(found[0]):
            self.copy.missing[address] = 302
            return
        self.copy.kept[address] = Kept(address.place(is_page=True), leads_to=found[0])
        self._add([found[0]])

    def _keep(self, address: Address, answer: Answer) -> None:
        is_page = answer.media_type == HTML
        kept = Kept(address.place(is_page=is_page), is_page)
        self.copy.kept[address] = kept
        path = self.copy.folder / kept.place
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("xb") as file:
            for piece in answer.content:
                file.write(piece)
        reader = _READERS.get(answer.media_type)
        if reader:
            self._follow(address, reader(path.read_bytes()))
        if is_whole(address):
            self._add(_other_forms(address) if is_page else _page_of(address), guessed=True)

    def _follow(self, start: Address, found: Iterable[str]) -> None:
        led = (links.on_site(link, start, self.copy.site.address) for link in found)
        self._add(one[0] for one in led if one and is_followed(one[0], start))


def _links_of_page(content: bytes) -> Iterable[str]:
    return links.links_of_page(links.read_page(content))


_READERS = {
    HTML: _links_of_page,
    "text/css": links.links_of_sheet,
    "application/xml": links.links_of_sitemap,
}


def _other_forms(address: Address) -> list[Address]:
    """The other forms that a page may have by the addresses of the site."""
    stem = address.path.rstrip("/")
    found = (Address(f"{stem}.{ending}", address.narrowed) for ending in ENDINGS if stem)
    return [one for one in found if _is_address(one.path) and is_held(one)]


def _page_of(address: Address) -> list[Address]:
    """The page that a file is another form of, where the site has an address for it."""
    page = Address(f"{address.stem}/", address.query)
    return [page] if address.path.endswith(ENDINGS) and _is_address(page.path) else []


def _is_address(path: str) -> bool:
    try:
        resolve(path)
    except Http404:
        return False
    return True
