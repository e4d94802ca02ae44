"""A copy as somebody finds it years later: files in a folder, and nothing else to ask."""

from functools import lru_cache
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import lxml.html

SITE = "https://tracker.example"


def pages_of(folder: Path) -> list[Path]:
    return sorted(folder.rglob("*.html"))


@lru_cache(maxsize=4096)
def tree(path: Path) -> lxml.html.HtmlElement:
    return lxml.html.document_fromstring(path.read_bytes(), parser=lxml.html.HTMLParser(encoding="utf-8"))


def links(path: Path) -> list[str]:
    """Every link of a page, refreshes of redirect pages among them."""
    found = [link for _, _, link, _ in tree(path).iterlinks()]
    for meta in tree(path).xpath("//meta[@http-equiv='refresh']"):
        found.append(meta.get("content").partition("url=")[2])
    return found


def fragments(path: Path) -> set[str]:
    return {*tree(path).xpath("//@id"), *tree(path).xpath("//a/@name")}


def broken(folder: Path) -> list[str]:
    """What is wrong with the links of the copy: "page: link: why"."""
    folder, wrong, looked = folder.resolve(), [], 0
    for page in pages_of(folder):
        for link in links(page):
            looked += 1
            why = _fault(folder, page, link)
            if why:
                wrong.append(f"{page.relative_to(folder)}: {link}: {why}")
    assert looked > len(pages_of(folder))
    return wrong


def _fault(folder: Path, page: Path, link: str) -> str:
    parts = urlsplit(urljoin(page.as_uri(), link))
    if link.startswith("/"):
        return "begins at the root, where a folder has another site or none"
    if parts.scheme != "file":
        return ""
    end = Path(unquote(parts.path))
    if not end.is_file():
        return "no file"
    if not end.resolve().is_relative_to(folder):
        return "leads out of the copy"
    if parts.fragment and end.suffix == ".html" and unquote(parts.fragment) not in fragments(end):
        return "no such fragment"
    return ""
