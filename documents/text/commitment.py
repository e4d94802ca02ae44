"""How strongly a text commits: its words of obligation, and changes in strength with the rule shown.

The order of "shall", "should" and "may" is that of the ISO/IEC Directives, Part 2 (requirement,
recommendation, permission). The order of operative verbs and the list of softening phrases are our
reading of ITU usage. It is a reading aid: each change names its rule, so that a reader can disagree.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from .model import Paragraph
from .openers import find_opener

# (name, strength, what it is called, pattern)
_MODALS = (
    ("shall", 4, "an obligation", r"shall|must|(?:is|are) (?:required|obliged) to"),
    ("should", 3, "a recommendation", r"should|ought to|(?:is|are) (?:recommended|urged) to"),
    ("may", 2, "a permission", r"may(?! wish)|(?:is|are) (?:permitted|allowed|free) to"),
    ("may wish", 1, "a suggestion", r"may wish to|might|could"),
)
_VERBS = (
    (
        4,
        "a decision or an order",
        "decides resolves instructs directs adopts approves charges mandates requires authorizes",
    ),
    (3, "a request", "requests urges calls recommends appeals agrees asks tasks entrusts"),
    (2, "an invitation", "invites encourages supports endorses welcomes proposes suggests"),
    (
        1,
        "a statement",
        "notes takes considers acknowledges recognizes affirms reaffirms reiterates is are expresses",
    ),
)
_QUALIFIERS = (
    ("as appropriate", "whoever is asked decides whether it applies", r"(?:as|where|when|if) appropriate"),
    (
        "as necessary",
        "whoever is asked decides whether it is needed",
        r"(?:as|where|when|if) (?:necessary|needed)",
    ),
    (
        "where possible",
        "it applies only as far as it can",
        r"(?:where|wherever|as far as|to the extent|if) (?:possible|feasible|practicable)",
    ),
    (
        "within available resources",
        "it applies only as far as money allows",
        r"(?:within|subject to) (?:the )?(?:available|existing|availability of) "
        r"(?:budgetary |financial )?(?:resources|funds)",
    ),
    ("voluntarily", "nobody has to", r"voluntarily|on a voluntary basis|voluntary"),
    ("consider", "thinking about it is enough", r"to consider(?= \w{2,30}ing\b)"),
    (
        "endeavour",
        "trying is enough",
        r"(?:endeavou?r|strive|seek)s? to|(?:make|making) (?:best|every) efforts? to",
    ),
)
_MARKER = re.compile(
    r"\b(?:"
    + "|".join(f"(?P<m{place}>{pattern})" for place, (_, _, _, pattern) in enumerate(_MODALS))
    + "|"
    + "|".join(f"(?P<q{place}>(?i:{pattern}))" for place, (_, _, pattern) in enumerate(_QUALIFIERS))
    + r")\b(?P<negated>\s+not\b)?"  # "May" with a capital is a month
)
_MOST_MARKERS = 100  # of one paragraph; more are not compared
_VERB_STRENGTH = {verb: (strength, called) for strength, called, verbs in _VERBS for verb in verbs.split()}


@dataclass(frozen=True, slots=True)
class Marker:
    """A word or phrase that sets how strongly a text commits; `text[start:end]` is it.

    `kind` is modal, verb or qualifier; `strength` is 4 (binding) to 1, and 0 for qualifiers.
    """

    start: int
    end: int
    words: str
    kind: str
    name: str
    strength: int
    called: str
    negated: bool = False


@dataclass(frozen=True, slots=True)
class StrengthChange:
    """A change in strength between two texts: `direction` is stronger, weaker or reversed; `rule` is the
    sentence that says why."""

    direction: str
    old: Marker | None
    new: Marker | None
    rule: str


def markers(paragraph: Paragraph) -> list[Marker]:
    """The markers in a paragraph's own text, in order: its operative verb first, where it has one."""
    found = [_modal_or_qualifier(match) for match in _MARKER.finditer(paragraph.text)]
    if paragraph.kind == "operative" and (verb := _verb(paragraph)):
        found.insert(0, verb)
    return found


def strength_changes(old: Paragraph, new: Paragraph) -> list[StrengthChange]:
    """Changes in strength between a paragraph and what it became."""
    before, after = markers(old)[:_MOST_MARKERS], markers(new)[:_MOST_MARKERS]
    return [
        *_replaced([m for m in before if m.kind != "qualifier"], [m for m in after if m.kind != "qualifier"]),
        *_qualified(
            [m for m in before if m.kind == "qualifier"], [m for m in after if m.kind == "qualifier"]
        ),
    ]


def all_strength_changes(
    pairs: Iterable[tuple[Paragraph, Paragraph]],
) -> list[tuple[Paragraph, Paragraph, StrengthChange]]:
    """Changes in strength over all pairs of paragraphs that a comparison aligned."""
    return [(old, new, change) for old, new in pairs for change in strength_changes(old, new)]


def profile(paragraphs: Sequence[Paragraph]) -> dict[str, int]:
    """How often a text uses each modal and qualifier, by name; those it does not use are left out."""
    counts: dict[str, int] = {}
    for paragraph in paragraphs:
        for marker in markers(paragraph):
            counts[marker.name] = counts.get(marker.name, 0) + 1
    return counts


def _modal_or_qualifier(match: re.Match) -> Marker:
    group = next(name for name, found in match.groupdict().items() if found and name != "negated")
    place, negated = int(group[1:]), bool(match["negated"])
    words = " ".join(match.group().split())
    if group[0] == "m":
        name, strength, called, _ = _MODALS[place]
        return Marker(match.start(), match.end(), words, "modal", name, strength, called, negated)
    name, called, _ = _QUALIFIERS[place]
    return Marker(match.start(), match.end(group), match.group(group), "qualifier", name, 0, called)


def _verb(paragraph: Paragraph) -> Marker | None:
    found = find_opener(paragraph.text)
    for word in found.phrase.split() if found else ():
        if known := _VERB_STRENGTH.get(word.replace("ises", "izes")):
            return Marker(0, len(found.phrase), found.phrase, "verb", word, *known)
    return None


def _replaced(before: list[Marker], after: list[Marker]) -> list[StrengthChange]:
    """Markers that took another's place. One that came or went with its sentence is no change in strength."""
    keys = [[(marker.kind, marker.name, marker.negated) for marker in side] for side in (before, after)]
    changes = []
    for kind, i, i_end, j, j_end in SequenceMatcher(None, *keys, autojunk=False).get_opcodes():
        if kind == "replace":
            pairs = zip(before[i:i_end], after[j:j_end], strict=False)
            changes += [change for old, new in pairs if (change := _compared(old, new))]
    return changes


def _compared(old: Marker, new: Marker) -> StrengthChange | None:
    if old.kind != new.kind:
        return None
    if old.negated != new.negated:
        return StrengthChange(
            "reversed", old, new, f"“{old.words}” became “{new.words}”: the sense is turned round."
        )
    if old.strength == new.strength:
        return None
    direction = "weaker" if new.strength < old.strength else "stronger"
    rule = f"“{old.words}” became “{new.words}”: {old.called} became {new.called}."
    return StrengthChange(direction, old, new, rule)


def _qualified(before: list[Marker], after: list[Marker]) -> list[StrengthChange]:
    changes = []
    left = [marker.name for marker in before]
    for marker in after:
        if marker.name in left:
            left.remove(marker.name)
        else:
            changes.append(
                StrengthChange(
                    "weaker", None, marker, f"“{marker.words}” was added: it means that {marker.called}."
                )
            )
    for marker in before:
        if marker.name in left:
            left.remove(marker.name)
            changes.append(
                StrengthChange(
                    "stronger",
                    marker,
                    None,
                    f"“{marker.words}” was taken out: it meant that {marker.called}.",
                )
            )
    return changes
