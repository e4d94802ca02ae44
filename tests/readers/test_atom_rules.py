"""Our feeds against the rules of RFC 4287: as a schema (`atom.rng`), and what no schema can say."""

import datetime
from pathlib import Path

import pytest
from lxml import etree

from documents.desk.history import work
from opinions.models import Event
from tests.exports.reading import ATOM
from tests.readers.test_feeds_and_calendars import feeds

SCHEMA = etree.RelaxNG(etree.parse(Path(__file__).parent / "atom.rng"))


def faults(xml: bytes) -> list[str]:
    """What is wrong with a feed, in sentences."""
    root = etree.fromstring(xml)
    SCHEMA.validate(root)
    return [*(str(fault) for fault in SCHEMA.error_log), *_beyond(root)]


def _beyond(root):
    """Section 4.1.1: one alternate link of a type, one of itself. 4.2.6: no two of one id. 4.2.15: a feed is
    as new as its newest entry, and nothing is published after it was updated."""
    for one in [root, *root.findall(f"{ATOM}entry")]:
        kinds = [(link.get("rel", "alternate"), link.get("type")) for link in one.findall(f"{ATOM}link")]
        if len(set(kinds)) != len(kinds):
            yield f"two links of one relation: {kinds}"
    if not [link for link in root.findall(f"{ATOM}link") if link.get("rel") == "self"]:
        yield "a feed without a link to itself"
    ids = [each.text for each in root.iter(f"{ATOM}id")]
    if len(set(ids)) != len(ids):
        yield "two things of one id"
    moments = [_moment(one, "updated") for one in root.findall(f"{ATOM}entry")]
    if moments and max(moments) != _moment(root, "updated"):
        yield "the feed is not as new as its newest entry"
    if moments != sorted(moments, reverse=True):
        yield "the newest entry is not the first"
    for one in root.findall(f"{ATOM}entry"):
        if one.find(f"{ATOM}published") is not None and _moment(one, "published") > _moment(one, "updated"):
            yield "published after it was updated"


def _moment(element, name: str) -> datetime.datetime:
    return datetime.datetime.fromisoformat(element.findtext(f"{ATOM}{name}"))


GOOD = b"""<feed xmlns="http://www.w3.org/2005/Atom"><id>tag:x.example,2026:a</id><title>A</title>
<updated>2026-03-01T12:00:00+00:00</updated><author><name>X</name></author>
<link rel="self" href="https://x.example/a.atom"/><entry><id>tag:x.example,2026:b</id><title>B</title>
<updated>2026-03-01T12:00:00+00:00</updated><link href="https://x.example/b/"/></entry></feed>"""


def test_feed_by_the_rules_has_no_fault():
    assert faults(GOOD) == []


@pytest.mark.parametrize(
    ("part", "wrong"),
    [
        (b"<title>A</title>", b""),
        (b"<title>B</title>", b"<title> </title>"),
        (b"<author><name>X</name></author>", b""),
        (b"tag:x.example,2026:b", b"tag:x.example,2026:a"),
        (b"tag:x.example,2026:b", b"b"),
        (b"T12:00:00+00:00</updated><author>", b"T12:00:00</updated><author>"),
        (b"2026-03-01T12:00:00+00:00</updated><link", b"2026-03-02T12:00:00+00:00</updated><link"),
        (b'rel="self"', b'rel="alternate"'),
        (b'rel="self"', b'rel="of"'),
        (b'href="https://x.example/b/"', b'href="/b/"'),
        (b"<entry>", b"<entry><published>2026-04-01T12:00:00Z</published>"),
        (b"<entry>", b"<entry><pubDate>today</pubDate>"),
    ],
)
def test_what_breaks_a_rule_is_found(part, wrong):
    assert part in GOOD and faults(GOOD.replace(part, wrong, 1))


@pytest.mark.django_db
def test_every_feed_keeps_the_rules(client, record):
    for event in Event.objects.published()[:3]:
        with work(by_name="ada"):
            event.summary += " Mended."
            event.save()
    found = {address: faults(client.get(address).content) for address in feeds()}
    assert len(found) > 100
    assert {address: wrong for address, wrong in found.items() if wrong} == {}
