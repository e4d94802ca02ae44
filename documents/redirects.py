"""Old addresses that people enter: what they may be, and where they may lead."""

from dataclasses import dataclass
from urllib.parse import quote, unquote, urlsplit

from django.core.exceptions import ValidationError

from .gone import Gone
from .models import OldAddress, Publishable
from .old_addresses import new_address
from .places import match_of, place_of, shown_at
from .text.paths import LONGEST, address_key

CLOSED = ("/admin/", "/preview/", "/static/", "/media/", "/api/")
"""What begins like this is no page of the record."""
SHORT = "/d/"


@dataclass(frozen=True)
class Target:
    """Where an old address leads: to a thing, wherever that stands, or to a page that is of no thing."""

    row: Publishable | None = None
    page: str = ""


def old_path(text: str, hosts: set[str]) -> str:
    """Return the path that somebody entered as an old address, quoted; `hosts` are names of this site.

    Raises ValidationError with a sentence where it is no path of this site, or something answers there.
    """
    path, query, anchor = _parts(text, hosts)
    if query or anchor:
        raise ValidationError(
            "Leave out what follows the “?” or “#”: a redirect is found by what stands before it."
        )
    if path.rstrip("/") == "":
        raise ValidationError("The first page is no old address.")
    match = match_of(path) or match_of(f"{path}/")
    if match and not match.kwargs:
        raise ValidationError(f"This site has a page at {path}: nothing leads away from it.")
    if row := shown_at(path) or shown_at(f"{path}/"):
        raise ValidationError(
            f"Readers find “{row}” at {path}. Withdraw that first, or change what its address is made of."
        )
    if there := OldAddress.objects.filter(key=address_key(path)).first():
        raise ValidationError(f"{there.path} is noted already, and leads to {where(there)}.")
    return quote(path)


def target(text: str, hosts: set[str]) -> Target:
    """Return what somebody entered as the place where an old address leads; `hosts` are names of this site.

    Raises ValidationError with a sentence where that is no page of this site that readers see.
    """
    path, query, anchor = _parts(text, hosts)
    if path.startswith(SHORT):
        path = f"/documents/{path.removeprefix(SHORT).rstrip('/')}/"
    path = path if match_of(path) else f"{path}/"
    match = match_of(path)
    if match is None:
        raise ValidationError(f"This site has no page at {path}")
    if not match.kwargs:
        return Target(page=quote(path) + (f"?{query}" if query else "") + (f"#{anchor}" if anchor else ""))
    row = shown_at(path) or _moved(path)
    if row is None or place_of(type(row)) is None:
        raise ValidationError(
            f"Readers find no thing of the record at {path}. Give the page of a thing itself, or of a list; "
            "what stands below a thing comes along."
        )
    return Target(row=row)


def _moved(path: str) -> Publishable | None:
    try:
        new = new_address(path)
    except Gone:
        return None
    return shown_at(unquote(new.partition("?")[0])) if new else None


def _parts(text: str, hosts: set[str]) -> tuple[str, str, str]:
    """(path, query, anchor) of an address on this site, the path not quoted."""
    text = text.strip()
    try:
        parts = urlsplit(text)
    except ValueError:
        raise ValidationError("That is no address.") from None
    if (parts.scheme or parts.netloc) and (
        parts.scheme not in ("http", "https") or parts.netloc.casefold() not in hosts
    ):
        raise ValidationError("That is an address of another site. Give one of this site: /opinions/name/")
    path = unquote(parts.path)
    if not path.startswith("/") or path.startswith("//") or "\\" in text or not path.isprintable():
        raise ValidationError("An address on this site begins with one slash: /opinions/name/")
    if len(quote(path)) > LONGEST or len(text) > LONGEST:
        raise ValidationError(f"That is too long: an address here has at most {LONGEST} characters.")
    if path.startswith(CLOSED) or f"{path}/" in CLOSED:
        raise ValidationError("That is no page of the record.")
    return path, parts.query, parts.fragment


def where(note: OldAddress) -> str:
    """Return in words to what an old address leads."""
    if note.leads_to:
        return note.leads_to
    row = note.model and note.model._base_manager.filter(pk=note.object_pk).first()
    return f"“{row}”" if row else "what was deleted"
