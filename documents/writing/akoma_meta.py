"""What an Akoma Ntoso document says about itself: work, expression, manifestation, who wrote it."""

import datetime
from dataclasses import dataclass

from lxml import etree

NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
EDITORS = "wtpf-tracker"
# ISO 639-2 of the languages of the United Nations.
LANGUAGES = {"en": "eng", "fr": "fra", "es": "spa", "ru": "rus", "ar": "ara", "zh": "zho"}


@dataclass(frozen=True)
class About:
    """What is said of a text. `name` is its kind (opinion), `actor` who deliberates (itu), `number` its name.

    `begun` is the day the work began, `dated` that of this state of it where it is known to the day;
    `notes` are sentences. `address` is where we show it.
    """

    name: str
    actor: str
    number: str
    title: str
    version: int
    begun: datetime.date
    dated: datetime.date | None
    language: str
    authors: tuple[tuple[str, str], ...]  # (name in addresses, name in words)
    address: str
    notes: tuple[str, ...] = ()

    @property
    def work(self) -> str:
        """The IRI of the work: `/akn/un/statement/deliberation/itu/2013/inclusivity`."""
        return f"/akn/un/statement/deliberation/{self.actor}/{self.begun.year}/{self.number}"

    @property
    def expression(self) -> str:
        """The IRI of this state of it: `.../eng@2013-02-06`."""
        return f"{self.work}/{self.iso_language}@{self.dated.isoformat() if self.dated else ''}"

    @property
    def iso_language(self) -> str:
        """The language in three letters."""
        return LANGUAGES.get(self.language[:2], "und")


def meta(about: About):
    """Return the `meta` element."""
    element = etree.Element(f"{{{NAMESPACE}}}meta")
    identification = _add(element, "identification", source=f"#{EDITORS}")
    _work(_add(identification, "FRBRWork"), about)
    _expression(_add(identification, "FRBRExpression"), about)
    _manifestation(_add(identification, "FRBRManifestation"), about)
    references = _add(element, "references", source=f"#{EDITORS}")
    _organization(references, EDITORS, "WTPF Tracker")
    for name, words in about.authors:
        _organization(references, name, words)
    if about.notes:
        notes = _add(element, "notes", source=f"#{EDITORS}")
        for number, words in enumerate(about.notes, start=1):
            _add(_add(notes, "note", eId=f"note_{number}"), "p").text = words
    return element


def _work(element, about: About) -> None:
    _named(element, about.work)
    _add(element, "FRBRdate", date=about.begun.isoformat(), name="begun")
    _authors(element, about)
    _add(element, "FRBRcountry", value="un")
    _add(element, "FRBRsubtype", value="deliberation")
    _add(element, "FRBRnumber", value=about.number)
    _add(element, "FRBRname", value=about.title)
    _add(element, "FRBRauthoritative", value="false")


def _expression(element, about: About) -> None:
    _named(element, about.expression, alias=about.address)
    if about.dated:
        _add(element, "FRBRdate", date=about.dated.isoformat(), name="dated")
    else:
        _add(element, "FRBRdate", date=about.begun.isoformat(), name="notBefore")
    _authors(element, about)
    _add(element, "FRBRversionNumber", value=str(about.version))
    _add(element, "FRBRlanguage", language=about.iso_language)


def _manifestation(element, about: About) -> None:
    _named(element, f"{about.expression}.akn")
    _add(element, "FRBRdate", date=(about.dated or about.begun).isoformat(), name="asTheExpression")
    _add(element, "FRBRauthor", href=f"#{EDITORS}", **{"as": "#editor"})
    _add(element, "FRBRformat", value="application/akn+xml")


def _named(element, address: str, *, alias: str = "") -> None:
    whole, dot, ending = address.partition(".akn")
    _add(element, "FRBRthis", value=f"{whole}/!main{dot}{ending}")
    _add(element, "FRBRuri", value=address)
    if alias:
        _add(element, "FRBRalias", value=alias, name="address")


def _authors(element, about: About) -> None:
    for name, _ in about.authors or [(EDITORS, "")]:
        role = "#author" if about.authors else "#editor"
        _add(element, "FRBRauthor", href=f"#{name}", **{"as": role})


def _organization(parent, name: str, words: str) -> None:
    _add(parent, "TLCOrganization", eId=name, href=f"/akn/ontology/organization/un/{name}", showAs=words)


def _add(parent, element_name: str, **attributes):
    return etree.SubElement(parent, f"{{{NAMESPACE}}}{element_name}", attributes)
