"""What a document's head says about itself: title, symbol, date, submitters, each with its place.

These are proposals for a person to confirm; a head that says nothing gives nothing.
"""

import re
from collections.abc import Sequence

from .model import Fact, Paragraph
from .references import SYMBOL

_HEAD_PARAGRAPHS = 30
_LONG = 280  # a paragraph this long is no part of a head any more
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]{0,6}\.?"
_DAY_DATE = re.compile(
    rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s(?P<month>{_MONTH}),?\s(?P<year>(?:19|20)\d{{2}})"
)
_MONTH_DATE = re.compile(rf"(?P<month>{_MONTH})\s(?P<day>\d{{1,2}}),?\s(?P<year>(?:19|20)\d{{2}})")
_SPAN = re.compile(
    rf"(?P<first>\d{{1,2}})(?:\s(?P<first_month>{_MONTH}))?\s?[-–]\s?"
    rf"(?P<day>\d{{1,2}})\s(?P<month>{_MONTH})\s(?P<year>(?:19|20)\d{{2}})",
    re.I,
)
_DATE_LINE = re.compile(r"(?:(?:date|dated)\s?:?\s?|[A-Z][a-zé]{2,14},\s)?", re.I)
_DOCUMENT = re.compile(
    r"\bDocument\s(?P<symbol>(?:[A-Z]{1,6}/)?\d{1,4}(?:\s?\(Rev\.?\s?\d{0,2}\))?-[ACEFRS])\b"
)
_SUBMITTED = re.compile(
    r"(?:(?:joint\s)?(?:contributions?|proposals?|comments?|inputs?|submissions?|statement|note|information|"
    r"draft opinion|amendments?)\b[^:]{0,80}?\s(?:from|by|submitted by|presented by)|"
    r"(?:joint\s)?(?:report|note)\s(?:by|of|from)|source\s?:|submitted by\s?:?|presented by\s?:?|author\s?:)"
    r"\s(?P<who>.{2,160})",
    re.I,
)
_OFFICE = re.compile(
    r"(?:the\s)?(chair(?:man|person|woman)?|secretary-general|secretariat|rapporteur|director)\b", re.I
)
_PROPOSALS = re.compile(r"(?:common )?proposals? for the work of the (?:conference|assembly|forum)", re.I)
_NOT_A_TITLE = re.compile(
    r"(?:original\s?:|english only|document\b|agenda item|working group|plenary|committee|annex|part\s|"
    r"page\b|"
    r"(?:the\s)?(?:\w{1,20}\s)?(?:world|plenipotentiary)\b.{0,60}(?:forum|conference|assembly)\b.{0,30}$|"
    r"(?:joint\s)?(?:contributions?|comments?|inputs?|submissions?)\s.{0,80}(?:from|by)\s|"
    r"skip to |international telecommunication union$)",
    re.I,
)
_NUMBER_ONLY = re.compile(r"(?:draft |new )*(?:opinion|resolution|decision|recommendation)\s.{1,60}", re.I)
_BINDING_WORD = re.compile("on|of|the|for|and|to|in|by|at|with|from|or|an?")
# Names that hold an "and": not two submitters.
_ONE_NAME = re.compile(
    r"\b(Trinidad|Bosnia|Antigua|Grenadines|Kitts|Sao Tome|São Tomé|Vincent|Saint Pierre|Wallis|Turks) and\b",
    re.I,
)


def head_facts(paragraphs: Sequence[Paragraph], elsewhere: Sequence[tuple[str, str]] = ()) -> list[Fact]:
    """Facts proposed from the first paragraphs and from `elsewhere`: (where, line) pairs such as page
    headers. At most one title, symbol, date and meeting_date; as many submitters as are named."""
    head = _head(paragraphs)
    lines = [(f"paragraph {p.number}", cell) for p in head for cell in p.line.split(" | ")]
    facts = [
        _title(head),
        _first_symbol([*lines, *elsewhere]),
        _date(lines),
        _meeting_date(lines),
        *_submitters(lines),
    ]
    return [fact for fact in facts if fact]


def _head(paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    head = []
    for paragraph in paragraphs[:_HEAD_PARAGRAPHS]:
        if len(paragraph.text) > _LONG or paragraph.opener or (paragraph.label and head):
            break
        head.append(paragraph)
    return head


def _title(head: Sequence[Paragraph]) -> Fact | None:
    proposers = {p.number - 1 for p in head if _PROPOSALS.match(p.text)}
    lines = [
        p
        for p in head
        if not SYMBOL.fullmatch(p.text) and not _is_date_line(p.text) and p.number not in proposers
    ]
    headings = [p for p in lines if p.kind == "heading"]
    others = [p for p in lines if _may_be_title(p)]
    # A heading that says who sent it is still rather the title than nothing, but any plain line is better.
    named = [p for p in (*headings, *others) if not _NOT_A_TITLE.match(p.text)]
    chosen = next(iter([*named, *headings, *others]), None)
    if chosen is None:
        return None
    title, last = chosen.text, chosen
    for after in head:
        follows = after.number == last.number + 1 and after.kind == "heading"
        if follows and (joint := _joint(title, after.text)):
            title, last = f"{title}{joint}{after.text}", after
    where = f"paragraph {chosen.number}" if last is chosen else f"paragraphs {chosen.number} to {last.number}"
    return Fact("title", title, where, title)


def _may_be_title(paragraph: Paragraph) -> bool:
    text = paragraph.text
    return paragraph.kind == "body" and len(text) < 200 and not text.endswith((",", ";", ":"))


def _joint(title: str, after: str) -> str:
    """How a second heading line goes on with the first: with a space, with a colon, or not at all ("")."""
    if _BINDING_WORD.fullmatch(title.split()[-1].casefold()) or _BINDING_WORD.fullmatch(after.split()[0]):
        return " "
    if _NUMBER_ONLY.fullmatch(title) and ":" not in title and not _NOT_A_TITLE.match(after):
        return ": "
    return ""


def _first_symbol(lines: Sequence[tuple[str, str]]) -> Fact | None:
    for where, line in lines:
        if len(line) > 120:
            continue
        if found := SYMBOL.search(line) or _DOCUMENT.search(line):
            value = found.group() if found.re is SYMBOL else found["symbol"]
            return Fact("symbol", re.sub(r"\s+(?=[\d(])", "", value), where, line)
    return None


def _is_date_line(line: str) -> bool:
    return len(line) < 60 and bool(_dated(line) or _span(line))


def _dated(line: str) -> re.Match | None:
    start = _DATE_LINE.match(line).end()
    for pattern in (_DAY_DATE, _MONTH_DATE):
        if (found := pattern.match(line, start)) and len(line) - found.end() < 12:
            return found
    return None


def _span(line: str) -> re.Match | None:
    return _SPAN.search(line) if len(line) < 120 else None


def _date(lines: Sequence[tuple[str, str]]) -> Fact | None:
    for where, line in lines:
        if len(line) < 60 and (found := _dated(line)) and (value := _iso(found)):
            return Fact("date", value, where, line)
    return None


def _meeting_date(lines: Sequence[tuple[str, str]]) -> Fact | None:
    for where, line in lines:
        if (found := _span(line)) and (last := _iso(found)):
            month = _month(found["first_month"]) if found["first_month"] else int(last[5:7])
            first = f"{last[:5]}{month:02}-{int(found['first']):02}"
            if first < last:
                return Fact("meeting_date", f"{first}/{last}", where, line)
    return None


def _iso(match: re.Match) -> str:
    day, month = int(match["day"]), _month(match["month"])
    return f"{match['year']}-{month:02}-{day:02}" if 1 <= day <= 31 else ""


def _month(name: str) -> int:
    return _MONTHS.index(name[:3].casefold()) + 1


def _submitters(lines: Sequence[tuple[str, str]]) -> list[Fact]:
    for place, (where, line) in enumerate(lines):
        if place and _PROPOSALS.match(line):
            where, line = lines[place - 1]
            return [Fact("submitter", line, where, line)]
        found = _SUBMITTED.match(line)
        if found and (names := _names(found["who"], line)):
            return [Fact("submitter", name, where, line) for name in names]
    return []


def _names(who: str, line: str) -> list[str]:
    who = who.strip(" .:;")
    if office := _OFFICE.match(who):
        return [office.group(1).capitalize() if not who.isupper() else office.group(1).title()]
    if line[:6].casefold() == "report":
        return []  # "Report of the second meeting": of, but not by
    who = re.sub(r"^(?:the|delegation of(?: the)?)\s", "", who, flags=re.I)
    if "," in who and " and " not in who and who.count(",") < 2:
        return [who]  # "Internet Society, Bulgaria" is one name; a person decides
    parts = re.split(r",\s(?:and\s)?|\sand\s|\s&\s", _ONE_NAME.sub(r"\1 \0and", who))
    names = [re.sub(r"^the\s", "", part.replace("\0and", "and").strip()) for part in parts]
    return [name for name in names if name[:1].isupper() or name[:1].isdigit()]
