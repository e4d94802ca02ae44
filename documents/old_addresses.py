"""Old addresses: noted when a thing gets another one, and where each leads now.

A note names the thing, never its next address: so there are no chains of notes, and none can go in a circle.
Where a thing stands now, and whether readers may see it, is looked at when somebody asks.
"""

from collections.abc import Callable, Iterable, Iterator
from urllib.parse import parse_qs, quote, unquote

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils import timezone

from .desk.history import Written
from .gone import refuse_if_gone, was_seen
from .models import Contribution, OldAddress, Publishable
from .places import Place, match_of, place_of, row_in, rows_at, shown_at
from .text.paths import LONGEST, address_key, cuts

MOST_STEPS = 5
"""A note may lead to a place below which there is another: of a text renamed, a version with a new number."""

COMPOSED: list[Callable[[str, Callable], str | None]] = []


def composed(function: Callable[[str, Callable], str | None]):
    """Have `function(path, now_at)` asked for the address of pages that are made of several things."""
    COMPOSED.append(function)
    return function


# --- noting ------------------------------------------------------------------------------------


def note_addresses(written: Iterable[Written]) -> None:
    """Note the address that each thing readers saw had before a piece of work gave it another.

    A later note of one address takes the place of an earlier one. An address that a thing has again leads
    nowhere else.
    """
    for thing in written:
        place = place_of(thing.model)
        if place is None or not _may_have_moved(place, thing):
            continue
        before, after = (row_in(thing.model, thing.pk, state) for state in (thing.before, thing.after))
        old, new = place.address(before), place.address(after)
        if old != new and was_seen(before):
            _note(old, after)
            OldAddress.objects.of(after).filter(key=address_key(unquote(new)), by_name="").delete()


def _may_have_moved(place: Place, thing: Written) -> bool:
    if not thing.before or not thing.after:
        return False
    return any(thing.before["fields"][name] != thing.after["fields"][name] for name in place.made_of)


def _note(path: str, row: Publishable) -> None:
    kind = ContentType.objects.get_for_model(type(row))
    given = {"path": path, "content_type": kind, "object_pk": row.pk, "noted_at": timezone.now()}
    given |= {"leads_to": "", "by_name": "", "why": ""}
    OldAddress.objects.update_or_create(key=address_key(unquote(path))[:LONGEST], defaults=given)


# --- finding -----------------------------------------------------------------------------------


def new_address(path: str, process: str = "") -> str | None:
    """Return the present address of what once was at `path`, as it stands after the host, quoted.

    None where nothing was, or readers do not see what it leads to. Raises Gone where that was withdrawn.
    `process` is that of `?process=`. To be asked where nothing is found at `path`: one query where no note
    is, a few where one is.
    """
    asked, found, seen = path, None, set()
    while asked not in seen and len(seen) < MOST_STEPS:
        seen.add(asked)
        step = _step(asked, process)
        if step is None:
            break
        found = step
        asked, _, query = step.partition("?")
        asked = unquote(asked.partition("#")[0])
        process = _process_in(query)
    return found if found and _may_be_told(found) else None


def _step(path: str, process: str) -> str | None:
    """Where the note about `path`, or about what it stands below, leads."""
    if not path.isprintable() or len(path) > LONGEST:
        return None
    if new := next(filter(None, (ask(path, _now_at) for ask in COMPOSED)), None):
        return new
    places = _keys(path, process)
    notes = {note.key: note for note in OldAddress.objects.filter(key__in=[key for key, _ in places])}
    for key, rest in places:
        note = notes.get(key)
        if note is not None and not _is_taken(note, process) and (new := _followed(note, rest, process)):
            return new
    return None


def _now_at(path: str) -> str | None:
    return new_address(path)


def _keys(path: str, process: str) -> list[tuple[str, str]]:
    """[(key of a beginning, what follows it)], the longest first; with the process before without."""
    found = [(address_key(beginning), rest) for beginning, rest in cuts(path)]
    return [*((f"{key}?process={process}", rest) for key, rest in found if process), *found]


def _is_taken(note: OldAddress, process: str = "") -> bool:
    """Whether readers find another thing, or the same again, at the old address: that wins."""
    path, _, query = note.path.partition("?")
    return shown_at(unquote(path), process or _process_in(query)) is not None


def _process_in(query: str) -> str:
    return parse_qs(query).get("process", [""])[0]


def _followed(note: OldAddress, rest: str, process: str) -> str | None:
    if note.leads_to:
        return note.leads_to if not rest else None
    place = place_of(note.model) if note.model else None
    if place is None:
        return None
    row = _shown(place, [note.object_pk]).first()
    if row is None:
        refuse_if_gone(place.model.objects.filter(pk=note.object_pk))
        return None
    if process and "?" not in note.key and isinstance(row, Contribution) and row.process.slug != process:
        return None  # the document of that symbol in another process is meant
    return below(place.address(row), rest)


def below(address: str, rest: str) -> str:
    """Return what follows an address, such as `.bib` or `/revisions/2/`, at that address."""
    if not rest:
        return address
    place, mark, query = address.partition("?")
    place = place.rstrip("/") + quote(rest)
    if match_of(unquote(place)) is None and match_of(unquote(place) + "/") is not None:
        place += "/"
    return place + mark + query


def _shown(place: Place, keys: Iterable[int]) -> models.QuerySet:
    """What readers see of the rows of a place, with what their addresses are made of."""
    rows = place.model.objects.published().filter(pk__in=keys).select_related(*place.model.stands_under)
    return rows.with_addresses() if hasattr(rows, "with_addresses") else rows


def _may_be_told(address: str) -> bool:
    """Whether something can answer there: a route is, and where it is that of one thing, readers see it.

    Raises Gone where that was withdrawn.
    """
    path, _, query = address.partition("#")[0].partition("?")
    if match_of(unquote(path)) is None:
        return False
    process = _process_in(query)
    rows = rows_at(unquote(path), process)
    if rows is None or shown_at(unquote(path), process):
        return True
    refuse_if_gone(rows)
    return False


# --- all of them -------------------------------------------------------------------------------


def old_addresses() -> Iterator[tuple[str, str]]:
    """Yield (old path, new path), quoted, of every page that readers may see and that has an old address.

    A page below the address of a thing that got another one comes too: `/opinions/old/revisions/2/`. Other
    forms of a page do not: `/opinions/old.bib` follows from `/opinions/old/`. A few queries for each note.
    """
    for note in OldAddress.objects.order_by("key"):
        if _is_taken(note):
            continue
        if note.leads_to:
            yield note.path, note.leads_to
        elif (place := place_of(note.model) if note.model else None) is not None:
            for row in _shown(place, [note.object_pk]):
                new = place.address(row)
                yield note.path, new
                yield from (
                    (below(note.path, f"/{rest}"), below(new, f"/{rest}")) for rest in place.below(row)
                )


def unled() -> Iterator[tuple[OldAddress, str]]:
    """Yield (note, what is wrong) for each old address that leads to nothing, in a sentence."""
    by_model: dict[type, list[OldAddress]] = {}
    for note in OldAddress.objects.order_by("key"):
        if note.leads_to:
            match = match_of(note.leads_to.partition("?")[0].partition("#")[0])
            if match is None:
                yield note, f"It leads to {note.leads_to}, where this site has no page."
        elif note.model is None or place_of(note.model) is None:
            yield note, "It leads to a kind of thing that this site does not have."
        else:
            by_model.setdefault(note.model, []).append(note)
    for model, notes in by_model.items():
        keys = [note.object_pk for note in notes]
        there = {
            row.pk
            for row in model._base_manager.filter(pk__in=keys).select_related(*model.stands_under)
            if was_seen(row)
        }
        for note in notes:
            if note.object_pk not in there:
                yield note, "What it leads to was deleted, or is a draft that readers never saw."
