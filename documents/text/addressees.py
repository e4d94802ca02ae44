"""Who is asked to do what: the requests of a text by addressee and verb, comparable between drafts."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from .model import Paragraph
from .openers import find_opener, order_in_point

_SUBJECT = re.compile(
    r"(?:that,?\s)?(?P<who>[^,;.:]{2,90}?)\s"
    r"(?P<verb>should|shall|must|may|(?:is|are)\s(?:invited|encouraged|requested|urged)\sto)\b",
    re.I,
)
_NO_SUBJECT = re.compile(r"(?:it|there|this|these|they|which|such|to)\b", re.I)
# "every effort should be made" asks nobody by name; "Member States should be encouraged to" asks them.
_PASSIVE = re.compile(
    r"\s(?:(?:not|also|always|never|\w+ly)\s){0,2}be\s(?:\w+ly\s)?"
    r"(?!(?:encouraged|invited|requested|urged|asked|called|required|prepared|committed)\b)"
    r"(?:\w+ed|done|made|held|kept|put|set|paid|brought|sought|built|met|found|left|led|drawn|borne|"
    r"given|taken|driven|written|chosen|seen|known|shown|begun)\b",
    re.I,
)
_FULL_NAMES = (
    (re.compile(r"\btsb\b"), "telecommunication standardization bureau"),
    (re.compile(r"\bbdt\b"), "telecommunication development bureau"),
    (re.compile(r"\bbr\b"), "radiocommunication bureau"),
    (re.compile(r"\b(?:chairman|chairperson|chairwoman)\b"), "chair"),
    (re.compile(r"\b(?:of )?(?:the )?(?:itu|union)\b(?! (?:council|secretariat|members?))"), ""),
)
_ARTICLES = re.compile(r"\b(?:the|all|other|relevant|concerned|interested)\b")
_SPACE = re.compile(r"[\s,]+")
# What may begin a further addressee after "and": a name with "the", or one of the usual parties.
_PARTY = (
    r"(?:the\s|all\s|other\s|relevant\s){0,3}(?:Member States|Sector Members|Associates|Academia|academia|"
    r"governments?|stakeholders|civil society|private sector|operators|regulators|administrations|"
    r"(?:regional |international |relevant ){0,2}organi[sz]ations|industry|users|academic|technical)\b"
)
_NEXT_PARTY = re.compile(rf"(?:,\s(?:and\s)?|\sand\s|\sas well as\s)(?=(?:{_PARTY}|the\s[A-Z]))")


@dataclass(frozen=True, slots=True)
class Ask:
    """One request: `addressee` as written ("" where nobody is named), the `verb` that asks, the
    `action` asked for, and the paragraph it stands in."""

    addressee: str
    verb: str
    action: str
    paragraph: int
    label: str

    @property
    def parties(self) -> tuple[str, ...]:
        """The addressees one by one."""
        return tuple(part.strip(" ,") for part in _NEXT_PARTY.split(self.addressee) if part.strip(" ,"))


def asks(paragraphs: Sequence[Paragraph]) -> list[Ask]:
    """All requests of a text, in order. A paragraph that only introduces its points is not one itself;
    its points take from it who is asked and how, unless they say so themselves."""
    found: list[Ask] = []
    leads: list[tuple[int, Ask]] = []  # (depth, request) of paragraphs that introduce points
    for place, paragraph in enumerate(paragraphs):
        following = paragraphs[place + 1] if place + 1 < len(paragraphs) else None
        while leads and (leads[-1][0] >= paragraph.depth or not paragraph.opener):
            leads.pop()
        ask = _ask(paragraph)
        if ask is None:
            continue
        if leads and not (ask.addressee and _says_itself(paragraph)):
            ask = replace(
                ask, addressee=leads[-1][1].addressee, verb=leads[-1][1].verb, action=paragraph.text
            )
        if _introduces(paragraph, following):
            if ask.addressee:
                leads.append((paragraph.depth, ask))
        else:
            found.append(ask)
    return found


def _ask(paragraph: Paragraph) -> Ask | None:
    if paragraph.kind == "operative":
        return _in_operative(paragraph)
    if paragraph.kind == "point" and _section_part(paragraph) == "operative":
        return _in_point(paragraph)
    return None


def _says_itself(paragraph: Paragraph) -> bool:
    return bool(order_in_point(paragraph.text)[0] or _subject(paragraph.text))


def party_key(name: str) -> str:
    """One key for the ways of naming a party: "the Director of BDT", "Director of the Telecommunication
    Development Bureau"."""
    key = name.casefold()
    for short, full in _FULL_NAMES:
        key = short.sub(full, key)
    return _SPACE.sub(" ", _ARTICLES.sub("", key)).strip()


def by_addressee(drafts: Mapping[str, Sequence[Paragraph]]) -> dict[str, dict[str, list[Ask]]]:
    """Requests of competing drafts beside each other: {party: {draft: [ask, ...]}}, parties in the order
    in which they first appear; a party is named as it is first written, "" where nobody is addressed."""
    names: dict[str, str] = {}
    rows: dict[str, dict[str, list[Ask]]] = {}
    for draft, paragraphs in drafts.items():
        for ask in asks(paragraphs):
            for party in ask.parties or ("",):
                name = names.setdefault(party_key(party), party)
                rows.setdefault(name, {}).setdefault(draft, []).append(ask)
    return rows


def _introduces(paragraph: Paragraph, following: Paragraph | None) -> bool:
    if following is None or following.kind != "point" or following.opener != paragraph.opener:
        return False
    found = find_opener(paragraph.text) if paragraph.kind == "operative" else None
    return bool(found and found.alone) or (paragraph.text.endswith(":") and following.depth > paragraph.depth)


def _section_part(paragraph: Paragraph) -> str:
    found = find_opener(paragraph.opener)
    return found.part if found else ""


def _in_operative(paragraph: Paragraph) -> Ask | None:
    found = find_opener(paragraph.text)
    if found is None:
        return None
    rest = paragraph.text[len(found.phrase) :].strip(" ,:")
    if found.addressee:
        action = rest[len(found.addressee) :].strip(" ,:") if rest.startswith(found.addressee) else rest
        return Ask(found.addressee, found.phrase, action, paragraph.number, paragraph.label)
    return _stated(rest, found.phrase, paragraph)


def _in_point(paragraph: Paragraph) -> Ask:
    verb, addressee = order_in_point(paragraph.text)
    if verb:
        _, _, action = paragraph.text.partition(addressee)
        return Ask(addressee, verb, action.strip(" ,:"), paragraph.number, paragraph.label)
    if paragraph.addressee:
        return Ask(paragraph.addressee, paragraph.opener, paragraph.text, paragraph.number, paragraph.label)
    return _stated(paragraph.text, paragraph.opener, paragraph)


def _stated(text: str, opener: str, paragraph: Paragraph) -> Ask:
    """A request in a statement: "that Member States should ..." asks Member States."""
    match = _subject(text)
    if match is None:
        return Ask("", opener, text, paragraph.number, paragraph.label)
    verb = " ".join(match["verb"].casefold().split())
    return Ask(match["who"], verb, text[match.end() :].strip(" ,:"), paragraph.number, paragraph.label)


def _subject(text: str) -> re.Match | None:
    match = _SUBJECT.match(text[:200])
    if match is None or _NO_SUBJECT.match(match["who"]) or _PASSIVE.match(text, match.end()):
        return None
    return match
