"""Addresses of the site and the places of their files in a copy of it; no Django.

    /opinions/ixps/                 opinions/ixps/index.html
    /opinions.csv                   opinions.csv
    /opinions/?outcome=adopted      opinions/outcome=adopted/index.html
    /opinions.csv?outcome=adopted   opinions/outcome=adopted.csv
    /d/WTPF-IEG/2/10                d/WTPF-IEG/2/10/index.html (a page whose address has no last slash)

A place depends on the address alone, so that it stays the same from copy to copy.
"""

import hashlib
import posixpath
import re
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import parse_qsl, quote, unquote, urlencode

INDEX = "index.html"
PAGE_NUMBER = "page"
# What some file system or archive takes no file name with, and "~", by which those are written instead.
_UNSAFE = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*%~]|^\.+$|[. ]$')
_LONGEST_NAME = 200
_IN_LINKS = "/=()!,;@$'*+&~"
# Endings of two parts; of every other name the ending is what follows its last point.
_DOUBLE = (".csl.json", ".akn.xml")


@dataclass(frozen=True, order=True)
class Address:
    """An address of the site: its path as readers see it, and what it asks, in the order of the names."""

    path: str
    query: tuple[tuple[str, str], ...] = ()

    @classmethod
    def read(cls, path: str, query: str = "") -> "Address":
        """Return the address of the path and query of a link, both still quoted.

        What is asked of a whole list and of its first page is the same.
        """
        asked = (pair for pair in parse_qsl(query) if pair != (PAGE_NUMBER, "1"))
        return cls(unquote(path) or "/", tuple(sorted(asked)))

    @property
    def asked(self) -> str:
        """The address as it is asked for: quoted, with its query."""
        query = f"?{urlencode(self.query)}" if self.query else ""
        return f"{quote(self.path, safe=_IN_LINKS)}{query}"

    @cached_property
    def narrowed(self) -> tuple[tuple[str, str], ...]:
        """What it asks beside the number of the page."""
        return tuple(pair for pair in self.query if pair[0] != PAGE_NUMBER)

    @property
    def family(self) -> tuple:
        """What the pages of one list have in common with each other and with its files."""
        return self.stem, self.narrowed

    @property
    def stem(self) -> str:
        """Its path without a last slash or an ending."""
        return _split(self.path)[0].rstrip("/")

    @property
    def whole(self) -> "Address":
        """The same without a question."""
        return Address(self.path)

    def place(self, *, is_page: bool) -> str:
        """Return where its file stands in the copy."""
        stem, ending = (self.path, "") if is_page else _split(self.path)
        asked = [f"{name}={value}" for name, value in self.query]
        names = [_safe(name) for name in (*stem.split("/"), *asked) if name]
        return "/".join([*names, INDEX]) if is_page else "/".join(names) + _safe(ending)


def _split(path: str) -> tuple[str, str]:
    """A path without the ending of its last name, and the ending with its point."""
    for ending in _DOUBLE:
        if path.endswith(ending):
            return path.removesuffix(ending), ending
    return posixpath.splitext(path)


def _safe(name: str) -> str:
    """A name that every file system takes: what it may not hold becomes ~ and the number of its bytes."""
    name = _UNSAFE.sub(lambda found: "".join(f"~{byte:02x}" for byte in found.group().encode()), name)
    if len(name.encode()) <= _LONGEST_NAME:
        return name
    digest = hashlib.sha256(name.encode()).hexdigest()[:16]
    return f"{name.encode()[:120].decode(errors='ignore')}~{digest}"


def link_between(start: str, end: str) -> str:
    """Return the relative link from the file at the place `start` to the one at `end`."""
    return quote(posixpath.relpath(end, posixpath.dirname(start) or "."), safe=_IN_LINKS)
