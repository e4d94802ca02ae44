"""Links of a page: which there are, and where those of this site lead."""

import re
from collections.abc import Iterator
from urllib.parse import urljoin, urlsplit

import lxml.etree
import lxml.html

from .addresses import Address

_PICTURES = ("og:image", "twitter:image")
_OF_SHEETS = re.compile(r"""url\(\s*["']?(?!data:)([^"')]+)""")
_PARSER = lxml.html.HTMLParser(encoding="utf-8")


def read_page(content: bytes) -> lxml.html.HtmlElement:
    """Return the tree of a page."""
    return lxml.html.document_fromstring(content, parser=_PARSER)


def written(page: lxml.html.HtmlElement) -> bytes:
    """Return the bytes of the tree of a page."""
    return lxml.html.tostring(page, encoding="utf-8", doctype="<!doctype html>") + b"\n"


def on_site(link: str, start: Address, site: str) -> tuple[Address, str] | None:
    """Return the address on this site, and the fragment, to which a link on the page `start` leads.

    None for what leads elsewhere, and for what is no link.
    """
    try:
        parts = urlsplit(urljoin(f"{site}{start.asked}", link.strip()))
    except ValueError:
        return None
    if f"{parts.scheme}://{parts.netloc}" != site:
        return None
    return Address.read(parts.path, parts.query), parts.fragment


def links_of_page(page: lxml.html.HtmlElement) -> Iterator[str]:
    """Yield what a page leads to or shows: links, files of the design, the picture for previews.

    The page to which a form sends what is typed is one of them.
    """
    for element, attribute, link, _ in page.iterlinks():
        if attribute in ("href", "src", "action") and element.get("method", "get").lower() == "get":
            yield link
    for element in page.iter("meta"):
        if element.get("property", element.get("name")) in _PICTURES:
            yield element.get("content", "")


def links_of_sheet(content: bytes) -> list[str]:
    """Return the files that a style sheet uses, such as fonts."""
    return _OF_SHEETS.findall(content.decode())


def links_of_sitemap(content: bytes) -> list[str]:
    """Return the addresses of a sitemap, or of the sitemaps that an index of them names."""
    parser = lxml.etree.XMLParser(resolve_entities=False, no_network=True)
    return [place.text for place in lxml.etree.fromstring(content, parser).iter("{*}loc")]
