"""Who is meant by a name as a document writes it: the one stakeholder, several it may be, or nobody known."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ..models import Stakeholder
from ..near import near_words
from ..text.naming import Keys, folded, keys_of

MOST = 5_000
"""Stakeholders looked at; a record of the whole Union has about two thousand."""
MOST_CHOICES = 6


@dataclass(frozen=True)
class Named:
    """A name as written, and whom it means: `row` where that is one, else `choices`, best first."""

    written: str
    row: Stakeholder | None = None
    choices: tuple[Stakeholder, ...] = ()
    sure: bool = False


@dataclass(frozen=True)
class _Known:
    row: Stakeholder
    keys: Keys


def named(names: Sequence[str]) -> list[Named]:
    """Return whom each of `names` means, in one query; drafts are known here too."""
    if not names:
        return []
    known = [
        _Known(row, keys_of(row.name, row.short_name)) for row in Stakeholder.objects.order_by("pk")[:MOST]
    ]
    return [_found(name, known) for name in _whole(names, known)]


def _whole(names: Sequence[str], known: Iterable[_Known]) -> list[str]:
    """The names, where two that follow each other are the halves of one: “Bosnia” and “Herzegovina”."""
    found: list[str] = []
    for name in names:
        both = f"{found[-1]} and {name}" if found else ""
        if both and _found(name, known).row is None and _found(both, known).row is not None:
            found[-1] = both
        else:
            found.append(name)
    return found


def _found(written: str, known: Iterable[_Known]) -> Named:
    asked = keys_of(written)
    exact = [one.row for one in known if one.keys.exact & asked.exact]
    if len(exact) == 1:
        return Named(written, exact[0], sure=True)
    loose = exact or [one.row for one in known if one.keys.every & asked.every]
    if len(loose) == 1:
        return Named(written, loose[0])
    return Named(written, choices=tuple((loose or _perhaps(written, known))[:MOST_CHOICES]))


def _perhaps(written: str, known: Iterable[_Known]) -> list[Stakeholder]:
    """Those whose name has all words that were written, then those whose name is spelt much like it."""
    words = set(folded(written).split())
    holders = [one.row for one in known if words and any(words <= set(key.split()) for key in one.keys.exact)]
    by_key = {key: one.row for one in known for key in sorted(one.keys.exact)}
    alike = [by_key[key] for key in near_words(folded(written), list(by_key))]
    return list(dict.fromkeys([*holders, *alike]))
