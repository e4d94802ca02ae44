"""Paragraphs of ITU and UN texts: what each is, what opens it, whom it addresses, how deep it stands.

One pass over the blocks of a text, in order, with a small memory: whether an instrument (an opinion,
a resolution) has begun, which opener governs, which lists are open.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from .characters import one_line
from .labels import Label, Nesting, label_of, split_label
from .model import Block, Paragraph
from .openers import find_opener, order_in_point

# "The fifth World Telecommunication/ICT Policy Forum (Geneva, 2013)," opens an instrument.
_ENACTING = re.compile(
    r"the\s[^.;]{0,250}?\b(?:Assembly|Conference|Forum|Council|Summit|Commission|Committee|Group|Board|Union|Parties)\b"
    r"[^.;]{0,120},$",
    re.I,
)
_NUMBERED_TITLE = re.compile(
    r"(?:draft |new |revised )*(?:opinion|resolution|decision|recommendation|annex|appendix|attachment|part|"
    r"chapter|article)\s+(?:\d|[ivx]+\b|[a-z]\b|\[)",
    re.I,
)
_NEW_TEXT = re.compile(
    r"(?:draft |new |revised )*(?:opinion|resolution|decision|recommendation|annex)\b", re.I
)
_HEAD_LINE = re.compile(
    r"(?:geneva|original|document|source|date)\b.{0,80}|[0-9–-]{1,7} \w{3,9} \d{4}|\w{3,9}\.? \d{1,2}, \d{4}",
    re.I,
)
_TABLE_CELLS = " | "
_LONGEST_HEADING = 120


@dataclass(slots=True)
class _State:
    """What has been read so far, as far as it matters for the next paragraph."""

    instrument: bool = False
    part: str = ""  # preambular, operative, or none
    opener: str = ""
    addressee: str = ""
    ended: bool = False  # the last point ended with a full stop
    listing: bool = False  # the last paragraph ended with a colon
    nesting: Nesting = field(default_factory=Nesting)
    orders: list[tuple[int, str]] = field(default_factory=list)  # (depth, addressee) of points above

    def close(self) -> None:
        self.part = self.opener = self.addressee = ""
        self.ended = False
        self.nesting.clear()
        self.orders.clear()


def paragraphs_of(text: str) -> list[Paragraph]:
    """The numbered paragraphs of a stored text: each line that is not blank is one paragraph.

    Pure and linear in the length of the text. A line "a | b" is a row of a table; a line that begins
    with superscript digits is a footnote.
    """
    lines = (one_line(line) for line in text.split("\n"))
    return structured(Block(line) for line in lines if line)


def structured(blocks: Iterable[Block]) -> list[Paragraph]:
    """One numbered paragraph for each block, in order; blocks without text get none."""
    kept = [block for block in blocks if block.text or block.label]
    state = _State()
    labels = [_first_label(block) for block in kept]
    following = [*labels[1:], None]
    paragraphs = []
    for number, block in enumerate(kept, start=1):
        after = kept[number] if number < len(kept) else None
        paragraphs.append(_paragraph(number, block, state, following[number - 1], after))
    return paragraphs


def _first_label(block: Block) -> Label | None:
    if block.label:
        return label_of(block.label)
    return None if _is_row(block) else split_label(block.text, in_section=True)[0]


def _is_row(block: Block) -> bool:
    return block.form == "table" or (block.form == "text" and not block.label and _TABLE_CELLS in block.text)


def _paragraph(
    number: int, block: Block, state: _State, following: Label | None, after: Block | None
) -> Paragraph:
    if _is_row(block):
        return Paragraph(number, "", "table", "", "", block.text)
    label, text = _split(block, bool(state.part))
    shown = label.text if label else ""
    if block.form == "footnote" or (label and label.family == "footnote"):
        return Paragraph(number, shown, "footnote", "", "", text)
    if depth := _heading_depth(block, label, text, state, after):
        return _heading(number, shown, text, depth, state)
    if found := _opened(text, label, state):
        return _opening(number, shown, text, found, state)
    if _is_point(label, text, state):
        return _point(number, label, text, following, state)
    if not label and _enacts(text):
        state.instrument = True
    state.close()
    state.listing = text.endswith(":")
    return Paragraph(number, shown, "body", "", "", text)


def _split(block: Block, in_section: bool) -> tuple[Label | None, str]:
    if block.label:
        return label_of(block.label), block.text
    return split_label(block.text, in_section=in_section)


def _heading_depth(block: Block, label: Label | None, text: str, state: _State, after: Block | None) -> int:
    """1-9 where the block is a heading, else 0."""
    if block.level:
        # An opener may be styled as a heading in the file; it is an opener all the same.
        return 0 if find_opener(text) and text[:1].islower() else block.level
    if len(text) > _LONGEST_HEADING or text.endswith((".", ";", ":", ",")) or not text[:1].isupper():
        return 0
    if _NUMBERED_TITLE.match(text) or (text.isupper() and len(text) > 3 and not _HEAD_LINE.fullmatch(text)):
        return 1
    if state.part or _HEAD_LINE.fullmatch(text) or len(text.split()) > 14 or after is None:
        return 0
    found = find_opener(text)
    if found and (found.alone or state.instrument or not label):  # "1. Welcoming remarks" is a heading
        return 0
    return _depth_by_label(label, state)


def _depth_by_label(label: Label | None, state: _State) -> int:
    if label is None:
        return 0 if state.listing else 2
    if label.family.startswith(("bullet", "enclosed")) or state.listing or state.nesting.holds(label):
        return 0
    return int(label.family[7:]) if label.family.startswith("decimal") else 1


def _heading(number: int, label: str, text: str, depth: int, state: _State) -> Paragraph:
    state.close()
    state.listing = False
    if _NEW_TEXT.match(text):
        state.instrument = False
    return Paragraph(number, label, "heading", "", "", text, depth)


def _opened(text: str, label: Label | None, state: _State):
    """The opener that begins this paragraph, where it acts as one and is not just prose."""
    found = find_opener(text)
    if found is None or (label and label.family.startswith("bullet")):
        return None
    if found.alone:
        certain = found.part == "preambular" or state.instrument or text[:1].islower() or found.addressee
        return found if certain and not (label and state.part and found.part == "preambular") else None
    if label and state.part == "preambular" and found.part == "preambular":
        return None  # a lettered point of the preamble that happens to begin with a participle
    if state.instrument:
        return found
    ends_as_clause = text.endswith((",", ";", ":")) or text.endswith((", and", "; and"))
    order = text[:1].islower() and found.addressee  # "invites Member States to act." begins no prose
    return found if (ends_as_clause or order) and not state.listing else None


def _opening(number: int, label: str, text: str, found, state: _State) -> Paragraph:
    state.close()
    state.instrument = True
    state.listing = False
    state.part, state.opener, state.addressee = found.part, found.phrase, found.addressee
    state.ended = text.endswith(".")
    return Paragraph(number, label, found.part, found.phrase, found.addressee, text)


def _is_point(label: Label | None, text: str, state: _State) -> bool:
    if label is None:
        return bool(state.part) and (not state.ended or text[:1].islower()) and not _enacts(text)
    if state.part or label.family.startswith(("bullet", "enclosed")):
        return True
    number = label.readings[0][1]
    return label.family.startswith(("pointed", "bare")) and (
        state.nesting.holds(label) or (state.listing and number == 1)
    )


def _enacts(text: str) -> bool:
    """Whether a line names the body that speaks: "The General Assembly,"."""
    return text.endswith(",") and len(text) < 400 and _ENACTING.fullmatch(text) is not None


def _point(number: int, label: Label | None, text: str, following: Label | None, state: _State) -> Paragraph:
    depth = state.nesting.place(label, following) if label else max(1, len(state.nesting.open))
    while state.orders and (state.orders[-1][0] >= depth and label):
        state.orders.pop()
    _, ordered = order_in_point(text) if state.part == "operative" else ("", "")
    if ordered:
        state.orders.append((depth, ordered))
    addressee = state.orders[-1][1] if state.orders else state.addressee
    state.ended = text.endswith(".")
    state.listing = text.endswith(":")
    shown = label.text if label else ""
    return Paragraph(number, shown, "point", state.opener, addressee, text, depth)


def addressed(paragraphs: Sequence[Paragraph]) -> dict[str, Paragraph]:
    """Paragraphs by their address: {"p3": paragraph 3}."""
    return {paragraph.anchor: paragraph for paragraph in paragraphs}
