"""References in a text to instruments and documents: found, and brought to one key each.

"Resolution 101 (Rev. Guadalajara, 2010)" gives the instrument `pp-resolution-101` and the key
`pp-resolution-101@guadalajara-2010`; "paragraph 42 of the Tunis Agenda" gives `tunis-agenda` and
`tunis-agenda@paragraph-42`; a document symbol gives its `symbol_key`. The instrument is the page, the
key says which version or which place in it. Every pattern has bounded repetition, so that reading
costs the same for each character whatever the text.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from .conferences import BODIES, body_named, body_of_conference
from .symbols import symbol_key

_YEAR = r"(?:19|20)\d{2}"
_PLACE = rf"\(\s?(?P<rev>R(?:ev|EV)\.?\s)?(?P<place>[A-Z][\w'’ .-]{{2,30}}?),?\s(?P<year>{_YEAR})\s?\)"
# A bracket after the number that names no place and year is read over: "Resolution 101 (Internet)".
_INSTRUMENT = re.compile(
    r"\b(?P<before>(?:WTSA|WTDC|WTPF|PP|WRC|RA|Plenipotentiary|Council|ITU-[TDR])(?:-\d{2,4})?['’]?s?\s)?"
    r"(?P<kind>Resolution|Res\.|Decision|Dec\.|Opinion|Recommendation|RESOLUTION|DECISION|OPINION|RECOMMENDATION)"
    r"(?P<many>s?)\s(?:No\.?\s)?(?P<number>(?:ITU-[TDR]\s)?[A-Z]?\.?\d{1,4}(?:\.\d{1,3})?(?:\s?bis)?)(?![\d/])"
    rf"(?:\s?{_PLACE})?"
)
_ANOTHER = re.compile(rf",?\s?(?:and\s|or\s|&\s)?(?P<number>\d{{1,4}})(?![\d/-])(?:\s?{_PLACE})?")
_UN_RESOLUTION = re.compile(
    r"\b(?:(?:United Nations |UN )?General Assembly |UNGA |GA )(?:r|R)es(?:olution|olutions|\.)\s(?:A/RES/)?"
    r"(?P<session>\d{1,2})/(?P<number>\d{1,3})\b"
)
_WSIS_NAMES = {
    "tunis agenda": "tunis-agenda",
    "tunis commitment": "tunis-commitment",
    "geneva declaration": "geneva-declaration",
    "geneva plan of action": "geneva-plan-of-action",
}
_WSIS = (
    r"(?P<name>Tunis Agenda|Tunis Commitment|Geneva Declaration|Geneva Plan of Action)"
    r"(?:\s(?:of Principles|for the Information Society))?"
)
_NUMBER = r"\d{1,3}(?:\s?\(?[a-z]\))?(?:(?:\sto\s|\s?[-–]\s?)\d{1,3})?"
_ONE_PLACE = re.compile(_NUMBER)
_PLACES = (
    rf"(?:para(?:graph)?s?\.?|§§?)\s?(?P<places>{_NUMBER}(?:(?:,\s?(?:and\s)?|\sand\s){_NUMBER}){{0,9}})"
)
_WSIS_AFTER = re.compile(rf"\b{_WSIS}(?:,?\s(?:in\s)?\(?(?:the\s)?{_PLACES})?")
_WSIS_BEFORE = re.compile(rf"\b{_PLACES}\s(?:of|in)\sthe\s{_WSIS}")
_TREATY = re.compile(
    r"\b(?P<unit>Article|Art\.|No\.|Nos\.)\s(?P<number>\d{1,4}[A-Z]{0,2})\s(?:of|in)\sthe\s(?:ITU\s)?"
    r"(?P<name>Constitution|Convention|International Telecommunication Regulations|ITRs|"
    r"Universal Declaration of Human Rights)"
)
SYMBOL = re.compile(
    r"(?<![\w/.-])(?P<symbol>"
    r"(?:A|E|S)/(?:RES/|HRC/|C\.\d/|CN\.\d{1,2}/|INF/)?\d{1,4}(?:/[A-Z0-9.]{1,8}){0,3}"
    r"|(?:WTPF|WTSA|WTDC|WCIT|PP|WRC|RA|CWG|IEG)(?:-[A-Z][A-Za-z]{1,9})?(?:-?\s?\d{2,4})?"
    r"(?:/[A-Z]{2,8})?(?:/(?:[A-Za-z]{1,5}-?[A-Za-z]{0,5})?\d{1,4}){1,3}"
    r"|C\d{2}/\d{1,4}|DM-\d{2}/\d{1,5}"
    r")(?P<tail>(?:\s?\((?:Rev|Add|Corr)\.?\s?\d{0,2}\)){0,2}(?:-[ACEFRS]\b)?)"
)
_OWN_BODY = re.compile(r"\s(?:of|by)\s(?:the\s)?(?P<body>[A-Z][\w -]{2,70})")
_KINDS = {"res": "resolution", "dec": "decision"}


@dataclass(frozen=True, slots=True)
class Reference:
    """A reference: `text[start:end]` cites it.

    `kind` is resolution, decision, opinion, recommendation, agenda, treaty or document; `instrument`
    is the key shared by all its versions and places, `key` is as exact as the text is; `version` is
    the adoption ("Rev. Guadalajara, 2010") and `place` the part cited ("paragraph 42"), or empty.
    `sure` is False where the text does not say whose instrument it is and its number suggests it.
    """

    start: int
    end: int
    kind: str
    instrument: str
    key: str
    version: str = ""
    place: str = ""
    sure: bool = True


def references(text: str) -> list[Reference]:
    """All references in a text, in order, none overlapping another."""
    found = [*_wsis(text), *_un(text), *_treaties(text), *_documents(text), *_instruments(text)]
    found.sort(key=lambda reference: (reference.start, -reference.end))
    kept: list[Reference] = []
    for reference in found:
        if not kept or reference.start >= kept[-1].end:
            kept.append(reference)
    return kept


def cited(texts: Iterable[tuple[str, str]]) -> dict[str, list[tuple[str, Reference]]]:
    """Who cites what: (name, text) pairs to {instrument: [(name, reference), ...]} in reading order."""
    index: dict[str, list[tuple[str, Reference]]] = {}
    for name, text in texts:
        for reference in references(text):
            index.setdefault(reference.instrument, []).append((name, reference))
    return index


def _instruments(text: str):
    for match in _INSTRUMENT.finditer(text):
        first = _instrument(match, match["kind"], text, match["before"])
        found, end = [first], match.end()
        while match["many"] and (more := _ANOTHER.match(text, end)):
            found.append(_instrument(more, match["kind"], text, match["before"], start=more.start("number")))
            end = more.end()
        yield from found


def _instrument(match, word: str, text: str, before: str | None, *, start: int | None = None) -> Reference:
    word = word.casefold().rstrip(".")
    kind = _KINDS.get(word, word)
    number = re.sub(r"[^a-z0-9.]+", "-", match["number"].casefold().strip()).strip(".-")
    place, year = match["place"] or "", match["year"] or ""
    body = _stated_body(before, place, year, text[match.end() : match.end() + 80])
    sure = bool(body) or kind == "recommendation"
    body = body or _likely_body(kind, number)
    version = f"{'Rev. ' if match['rev'] else ''}{place}, {year}" if place else ""
    instrument = "-".join(part for part in (body, kind, number) if part)
    key = instrument + (f"@{'-'.join(place.casefold().split())}-{year}" if place else "")
    return Reference(
        match.start() if start is None else start, match.end(), kind, instrument, key, version, sure=sure
    )


def _stated_body(before: str | None, place: str, year: str, after: str) -> str:
    """Whose instrument the text says it is: by the word before, by place and year, by "of the ..." after."""
    if before and (found := body_named(before)):
        return found
    if found := body_named(place) or body_of_conference(place, year):
        return found
    own = _OWN_BODY.match(after)
    return body_named(own["body"]) if own else ""


def _likely_body(kind: str, number: str) -> str:
    """Whose instrument it is by its number, where the text does not say."""
    if kind == "opinion":
        return "wtpf"
    if kind == "recommendation":
        return ""
    digits = int(number) if number.isdigit() else 0
    # The Council's numbers run on through the years: its resolutions are past 1000, its decisions
    # past 400. Plenipotentiary conferences are far below both.
    return "council" if digits >= (1000 if kind == "resolution" else 400) else "pp"


def _wsis(text: str):
    for pattern in (_WSIS_BEFORE, _WSIS_AFTER):
        for match in pattern.finditer(text):
            name = _WSIS_NAMES[match["name"].casefold()]
            if not match["places"]:
                yield Reference(match.start(), match.end(), "agenda", name, name)
                continue
            yield from _places(match, name)


def _places(match: re.Match, name: str):
    """One reference for each paragraph cited; together they cover the whole phrase."""
    numbers = list(_ONE_PLACE.finditer(match["places"]))
    offset = match.start("places")
    for index, number in enumerate(numbers):
        start = offset + number.start() if index else match.start()
        end = offset + number.end() if index + 1 < len(numbers) else match.end()
        place = f"paragraph {' '.join(number.group().split())}"
        yield Reference(start, end, "agenda", name, f"{name}@{_slug(place)}", place=place)


def _un(text: str):
    for match in _UN_RESOLUTION.finditer(text):
        key = f"a/res/{match['session']}/{match['number']}"
        yield Reference(match.start(), match.end(), "resolution", key, key)


def _treaties(text: str):
    for match in _TREATY.finditer(text):
        name = {"itrs": "international-telecommunication-regulations"}.get(
            match["name"].casefold(), _slug(match["name"])
        )
        unit = {"Art.": "Article", "Nos.": "No."}.get(match["unit"], match["unit"])
        place = f"{unit} {match['number']}"
        yield Reference(match.start(), match.end(), "treaty", name, f"{name}@{_slug(place)}", place=place)


def _documents(text: str):
    for match in SYMBOL.finditer(text):
        key = symbol_key(match.group())
        kind = "resolution" if key.startswith("a/res/") else "document"
        yield Reference(match.start(), match.end(), kind, key, key)


def _slug(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", text.casefold()).strip("-")


def name_of(instrument: str) -> str:
    """A readable name for an instrument's key: "wtpf-opinion-5" is "Opinion 5 (World ... Forum)"."""
    if "/" in instrument:
        return instrument.upper()
    body, _, rest = instrument.partition("-")
    if body in BODIES and rest:
        return f"{rest.replace('-', ' ').capitalize()} ({BODIES[body]})"
    return instrument.replace("-", " ").capitalize()
