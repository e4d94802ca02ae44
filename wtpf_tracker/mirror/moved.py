"""Small pages that lead from an address of former times to the one of now."""

from collections.abc import Iterable
from urllib.parse import urlsplit

from django.template.loader import render_to_string

from .addresses import Address, link_between
from .crawl import Copy


def redirects_of(copy: Copy) -> list[tuple[str, str]]:
    """Return the redirects that were met: (path that redirects, path it leads to)."""
    met = [(address, kept.leads_to) for address, kept in sorted(copy.kept.items()) if kept.leads_to]
    return [(address.asked, leads_to.asked) for address, leads_to in met]


def write_moved(copy: Copy, pairs: Iterable[tuple[str, str]]) -> int:
    """Write a page at each old path that leads to the new one; return how many were written.

    `pairs` are (old path, new path), quoted as in links. What has a page of its own is passed over, and so
    is what leads to nothing that the copy has.
    """
    number = 0
    for old, new in pairs:
        (start, _), (end, fragment) = map(_read, (old, new))
        kept, place = copy.find(end), start.place(is_page=True)
        path = copy.folder / place
        if kept is None or kept.leads_to or path.exists():
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        context = {"link": link_between(place, kept.place) + fragment, "address": end.asked}
        path.write_text(render_to_string("mirror/moved.html", context), encoding="utf-8")
        number += 1
    return number


def _read(path: str) -> tuple[Address, str]:
    """The address of a path, and its fragment with the #."""
    parts = urlsplit(path)
    return Address.read(parts.path, parts.query), f"#{parts.fragment}" if parts.fragment else ""
