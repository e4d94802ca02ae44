"""Pages made fit for the copy: links within it, forms that need a server replaced, a word on what it is."""

from dataclasses import dataclass

import lxml.html
from django.template.loader import render_to_string
from django.templatetags.static import static

from . import links
from .addresses import Address, link_between
from .crawl import SCRIPTS, Copy, Kept
from .scope import COMPARE, SEARCH, is_held, is_whole
from .version import Version

WHOLE_LIST = "This copy has the whole list only"
LIVING = "On the living site only"
NOTHING = "There was nothing here when the copy was made"
SUGGEST = "js/suggest.js"


@dataclass(frozen=True)
class Link:
    """Where a link leads in the copy, and what is to be said of it; None where it leads to nothing."""

    to: str | None
    said: str = ""


class Pages:
    """Rewrites the pages of a copy, one at a time."""

    def __init__(self, copy: Copy, version: Version):
        self.copy, self.site, self.version = copy, copy.site, version
        self.search = Address(SEARCH)
        self.comparisons = _comparisons(copy)

    def rewrite(self, address: Address, kept: Kept) -> None:
        """Rewrite the page of `address` where it stands in the folder of the copy."""
        path = self.copy.folder / kept.place
        page = links.read_page(path.read_bytes())
        self._without_suggestions(page)
        if address == self.search:
            self._search_here(page)
        self._without_forms(page, address)
        self._lead(page, address, kept.place)
        self._say_what_it_is(page, address, kept.place)
        path.write_bytes(links.written(page))

    def _without_suggestions(self, page) -> None:
        for script in page.xpath("//script[@src]"):
            if script.get("src").endswith(static(SUGGEST)):
                script.drop_tree()
        for box in page.xpath("//input[@data-suggest]"):
            del box.attrib["data-suggest"]

    def _search_here(self, page) -> None:
        """Put the search that works without a server in the place of the server's."""
        for frame in page.xpath("//main/*[1]"):
            frame.clear(keep_tail=True)
            frame.set("class", "frame")
            for part in _fragments("mirror/search.html", {"scripts": map(static, SCRIPTS)}):
                frame.append(part)

    def _without_forms(self, page, address: Address) -> None:
        for form in page.xpath("//form"):
            if self._is_search(form, address):
                continue
            context = {"what": _purpose(form), "living": self.site.living(address)}
            if "compare" in form.get("class", ""):
                context["comparisons"] = self.comparisons.get(address.path.split("/compare/")[0], [])
            for part in _fragments("mirror/instead.html", context):
                form.addprevious(part)
            form.drop_tree()

    def _is_search(self, form, address: Address) -> bool:
        found = links.on_site(form.get("action", ""), address, self.site.address)
        is_get = form.get("method", "get").lower() == "get"
        return bool(found) and found[0].path == SEARCH and is_get and form.get("role") == "search"

    def _lead(self, page, address: Address, place: str) -> None:
        """Lead links to the files of the copy, and say where they lead elsewhere than on the site."""
        for element, attribute, link, _ in list(page.iterlinks()):
            living = element.get("rel") in ("external", "canonical")
            led = None if living else self._led(link, address, place)
            if led is None or attribute not in ("href", "src", "action", "cite"):
                continue
            if led.to is None:
                del element.attrib[attribute]
            else:
                element.set(attribute, led.to)
            if led.said and element.tag == "a":
                element.set("title", led.said)

    def _led(self, link: str, address: Address, place: str) -> Link | None:
        """Where a link is led; None where it stays as it is."""
        if link.startswith("#"):
            return None
        found = links.on_site(link, address, self.site.address)
        return self.link_to(*found, place) if found else None

    def link_to(self, address: Address, fragment: str, place: str) -> Link:
        """Return the link from the page at `place` to an address of the site."""
        end = f"#{fragment}" if fragment else ""
        kept = self.copy.find(address)
        if kept:
            return Link(link_between(place, kept.place) + end)
        if address.path == SEARCH:
            asked = f"?{address.asked.partition('?')[2]}" if address.query else ""
            return Link(link_between(place, self.search.place(is_page=True)) + asked)
        if not is_held(address):
            return Link(f"{self.site.living(address)}{end}", LIVING)
        whole = self.copy.find(address.whole)
        if whole and not (is_whole(address) and address.path != COMPARE):
            return Link(link_between(place, whole.place) + end, WHOLE_LIST)
        return Link(None, NOTHING)

    def _say_what_it_is(self, page, address: Address, place: str) -> None:
        context = {"living": self.site.living(address), "version": self.version}
        context["readme"] = link_between(place, "README.txt")
        for foot in page.xpath("//footer/*[last()]") or page.xpath("//body"):
            for part in _fragments("mirror/note.html", context):
                foot.append(part)
        if not page.xpath("//link[@rel='canonical']"):
            canonical = lxml.html.Element("link", rel="canonical", href=self.site.living(address))
            page.head.append(canonical)


def _fragments(template: str, context: dict) -> list:
    found = lxml.html.fragments_fromstring(render_to_string(template, context).strip())
    return [part for part in found if not isinstance(part, str)]


def _purpose(form) -> str:
    """What a form is for: choosing a day, comparing, filtering, or something else."""
    known = {"day": "day", "compare-form": "compare", "compare-any": "compare", "filters": "filters"}
    return next((known[name] for name in form.get("class", "").split() if name in known), "")


def _comparisons(copy: Copy) -> dict[str, list[tuple[str, str]]]:
    """The comparisons that the copy has of the versions of each text: (from and to, address)."""
    found: dict[str, list[tuple[str, str]]] = {}
    for address, _ in copy.pages:
        text, _, pair = address.path.rstrip("/").partition("/compare/")
        if "..." in pair and not address.query:
            words = "version {} to version {}".format(*pair.split("...", 1))
            found.setdefault(text, []).append((words, address.asked))
    return found
