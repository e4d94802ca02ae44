"""What a Word file's styles say of a paragraph: a heading or not, in which list, left out or not."""

import re
from dataclasses import dataclass, field

from .docx_lists import Lists
from .docx_names import W, child, number, switched_on, value

_HEADING = re.compile(r"heading\s?(\d)", re.I)
# Names in the templates of ITU: Res_No, Annex_title, Title 1, Headingb ...
_ITU_TITLE = re.compile(
    r"(?:(?:annex|appendix|res|rec|op|opinion|dec|part|section|chapter|art|question)_?(?:no|title)|"
    r"title\s?\d?|subtitle)",
    re.I,
)
_ITU_HEADING = re.compile(r"heading_?[bi]", re.I)
_CONTENTS = re.compile(r"toc\s?(?:\d|heading)|table of figures", re.I)
_BASE_STEPS = 12


@dataclass(frozen=True, slots=True)
class Style:
    """One paragraph style, with what it inherits not yet filled in."""

    name: str = ""
    base: str = ""
    outline: int | None = None
    number_id: str = ""
    depth: int | None = None


@dataclass(frozen=True, slots=True)
class Format:
    """What matters of a paragraph's format: heading level (0: none), list and level, whether it
    belongs to a table of contents."""

    level: int = 0
    number_id: str = ""
    depth: int = 0
    contents: bool = False


@dataclass(slots=True)
class Styles:
    """The styles of one file together with its lists."""

    lists: Lists
    by_id: dict[str, Style] = field(default_factory=dict)
    default: str = ""
    _known: dict[tuple, Format] = field(default_factory=dict)

    @classmethod
    def read(cls, root, lists: Lists) -> "Styles":
        """Styles from the root of styles.xml, or none."""
        styles = cls(lists)
        for element in root.iterchildren(f"{W}style") if root is not None else ():
            name = element.get(f"{W}styleId", "")
            properties = child(element, "pPr")
            listed = child(properties, "numPr")
            styles.by_id[name] = Style(
                name=value(element, "name"),
                base=value(element, "basedOn"),
                outline=_whole(value(properties, "outlineLvl")),
                number_id=value(listed, "numId"),
                depth=_whole(value(listed, "ilvl")),
            )
            if element.get(f"{W}type") == "paragraph" and element.get(f"{W}default") in ("1", "true"):
                styles.default = name
        return styles

    def format_of(self, properties) -> Format:
        """The format of a paragraph from its `pPr` (None: the default style)."""
        listed = child(properties, "numPr")
        asked = (
            value(properties, "pStyle") or self.default,
            value(properties, "outlineLvl"),
            value(listed, "numId"),
            value(listed, "ilvl"),
        )
        if asked not in self._known:
            self._known[asked] = self._format(*asked)
        return self._known[asked]

    def _format(self, style_id: str, outline: str, number_id: str, depth: str) -> Format:
        chain = self._chain(style_id)
        names = [self.by_id[step].name for step in chain[:1]]
        listing = next((step for step in chain if self.by_id[step].number_id), "")
        listed = number_id or (self.by_id[listing].number_id if listing else "")
        level = self._depth(depth, listed, listing, number_id)
        if listed == "0":  # list 0 means: taken out of its list
            listed = ""
        outlines = [_whole(outline), *(self.by_id[step].outline for step in chain)]
        known = next((found for found in outlines if found is not None), 9)
        heading = known + 1 if known < 9 else _level_by_name(names[0] if names else "")
        return Format(heading, listed, level, bool(names and _CONTENTS.fullmatch(names[0])))

    def _depth(self, depth: str, listed: str, listing: str, number_id: str) -> int:
        if depth:
            return number(depth, 0)
        if listing and not number_id:
            own = self.by_id[listing].depth
            return own if own is not None else self.lists.depth_of_style(listed, listing)
        return 0

    def _chain(self, style_id: str) -> list[str]:
        """A style and those it is based on, nearest first; a circle ends."""
        chain: list[str] = []
        while style_id in self.by_id and style_id not in chain and len(chain) < _BASE_STEPS:
            chain.append(style_id)
            style_id = self.by_id[style_id].base
        return chain


def is_hidden(run_properties) -> bool:
    """Whether a run's own format hides it from readers."""
    return switched_on(run_properties, "vanish") and not switched_on(run_properties, "specVanish")


def _level_by_name(name: str) -> int:
    if found := _HEADING.fullmatch(name):
        return min(9, max(1, int(found.group(1))))
    if _ITU_TITLE.fullmatch(name):
        return 1
    return 3 if _ITU_HEADING.fullmatch(name) else 0


def _whole(text: str) -> int | None:
    return int(text) if text.isdigit() and len(text) < 4 else None
