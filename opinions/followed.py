"""Square brackets followed through the revisions of a text: where each was opened, how it was closed."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from documents.text.brackets import Bracket, BracketFate, Brackets, brackets, fates
from documents.text.structure import paragraphs_of

from .models import Revision

MOST_BRACKETS = 100
"""Of one text; the brackets of a text with more are listed, as far as these, and not followed."""
GOES_ON = ("kept", "changed")


@dataclass(frozen=True)
class Ending:
    """What became of a bracket in `revision`: its `fate` in words, and the alternative that stayed."""

    revision: Revision
    fate: str
    chosen: str


@dataclass(frozen=True)
class OpenBracket:
    """A bracket of a text: the revision in which it was opened, None where that is the text itself or is not
    known, and how it ended in later ones."""

    bracket: Bracket
    opened: Revision | None
    endings: list[Ending]


@dataclass(frozen=True)
class ClosedBracket:
    """A bracket of an earlier revision that this text closed, and how."""

    bracket: Bracket
    earlier: Revision
    fate: str
    chosen: str


@dataclass
class BracketAid:
    """The brackets of a text: `number` of them are open, of which `open` has the first."""

    all: Brackets
    number: int
    open: list[OpenBracket] = field(default_factory=list)
    closed: list[ClosedBracket] = field(default_factory=list)


def bracket_aid(version: Revision, relatives: Sequence[Revision]) -> BracketAid | None:
    """Return what there is to say of brackets in `version`, or None where there is nothing.

    `relatives` are other revisions with their texts and `based_on`: those before and after it.
    """
    family = _Family([version, *(row for row in relatives if row.pk != version.pk)])
    found = family.brackets(version)
    wording = found.wording
    opened = [
        OpenBracket(bracket, family.opened(version, bracket), family.endings(version, bracket))
        for bracket in wording[:MOST_BRACKETS]
    ]
    closed = [
        ClosedBracket(fate.old, parent, fate.fate, fate.chosen)
        for parent in family.parents(version)
        for fate in family.fates(parent, version)
        if fate.fate.startswith("closed")
    ]
    if not opened and not closed and found.balanced:
        return None
    return BracketAid(found, len(wording), opened, closed)


class _Family:
    """Revisions by what they were written from, with their brackets; each pair is looked at once."""

    def __init__(self, rows: Sequence[Revision]):
        self.rows = {row.pk: row for row in rows}
        self._brackets: dict[int, Brackets] = {}
        self._fates: dict[tuple[int, int], list[BracketFate]] = {}
        self._children: dict[int, list[Revision]] = {}
        for row in rows:
            for parent in self.parents(row):
                self._children.setdefault(parent.pk, []).append(row)

    def parents(self, row: Revision) -> list[Revision]:
        return [self.rows[other.pk] for other in row.based_on.all() if other.pk in self.rows]

    def children(self, row: Revision) -> list[Revision]:
        return self._children.get(row.pk, [])

    def brackets(self, row: Revision) -> Brackets:
        if row.pk not in self._brackets:
            # Most texts have none, and need not be read for that.
            has_some = "[" in row.text or "]" in row.text
            self._brackets[row.pk] = brackets(paragraphs_of(row.text)) if has_some else _NONE
        return self._brackets[row.pk]

    def fates(self, old: Revision, new: Revision) -> list[BracketFate]:
        key = old.pk, new.pk
        if key not in self._fates:
            before, after = self.brackets(old), self.brackets(new)
            if max(len(before.wording), len(after.wording)) > MOST_BRACKETS:
                self._fates[key] = []
            elif before.wording and not after.words:  # without brackets its words were not taken down
                after = Brackets((), (), brackets(paragraphs_of(new.text)).words)
                self._fates[key] = fates(before, after)
            else:
                self._fates[key] = fates(before, after) if before.wording or after.wording else []
        return self._fates[key]

    def opened(self, row: Revision, bracket: Bracket) -> Revision | None:
        """The earliest revision that has the bracket, following it back; None where it is `row` itself."""
        at, seen = row, {row.pk}
        while step := self._back(at, bracket):
            parent, bracket = step
            if parent.pk in seen:
                break
            seen.add(parent.pk)
            at = parent
        return at if at is not row else None

    def _back(self, row: Revision, bracket: Bracket) -> tuple[Revision, Bracket] | None:
        for parent in self.parents(row):
            for fate in self.fates(parent, row):
                if fate.new == bracket and fate.fate in GOES_ON:
                    return parent, fate.old
        return None

    def endings(self, row: Revision, bracket: Bracket) -> list[Ending]:
        """How the bracket was closed in the revisions written from this one, one after another."""
        found, waiting, seen = [], [(row, bracket)], {row.pk}
        while waiting:
            at, held = waiting.pop(0)
            for child in self.children(at):
                fate = next((one for one in self.fates(at, child) if one.old == held), None)
                if fate is None or child.pk in seen:
                    continue
                seen.add(child.pk)
                if fate.fate in GOES_ON:
                    waiting.append((child, fate.new))
                else:
                    found.append(Ending(child, fate.fate, fate.chosen))
        return found


_NONE = brackets([])
