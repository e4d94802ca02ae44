"""Every address that the site links to answers, and every anchor that is linked exists."""

from collections import defaultdict
from html.parser import HTMLParser
from urllib.parse import parse_qsl, unquote, urldefrag, urljoin, urlsplit

import pytest
from django.test import Client

MOST_PAGES = 3000
# A list answers at every mix of its filters; one filter at a time is walked, and never an order on top.
MOST_PARAMETERS = 1


class Links(HTMLParser):
    """The links and anchors of a page."""

    def __init__(self):
        super().__init__()
        self.links, self.anchors = [], set()

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if tag == "a" and given.get("href"):
            self.links.append(given["href"])
        if given.get("id"):
            self.anchors.add(given["id"])


def follow(client: Client, address: str):
    """Return the answer at an address after at most three redirects."""
    for _ in range(4):
        response = client.get(address)
        if response.status_code not in (301, 302):
            return response
        address = urljoin(address, response["Location"])
    raise AssertionError(f"{address} redirects without end")


def is_walked(address: str) -> bool:
    parts = urlsplit(address)
    asked = parse_qsl(parts.query)
    return (
        not parts.netloc
        and not parts.path.startswith(("/admin", "/static"))
        and len(asked) <= MOST_PARAMETERS
    )


def walk(start: str, *, keeps: str = "") -> tuple[dict, dict]:
    """Visit all that is linked from `start`; return {address: status} and {(address, anchor): linking page}.

    With `keeps` only addresses that carry this parameter are visited, and it does not count as one;
    without, none that asks for a day.
    """
    client, waiting = Client(), [start]
    statuses, linked, anchors = {}, {}, defaultdict(set)
    while waiting:
        address = waiting.pop()
        if address in statuses:
            continue
        assert len(statuses) < MOST_PAGES, "the site links to more pages than this test visits"
        response = follow(client, address)
        statuses[address] = response.status_code
        if not response["Content-Type"].startswith("text/html"):
            continue
        page = Links()
        page.feed(response.content.decode())
        anchors[address] = page.anchors
        for link in page.links:
            target, anchor = urldefrag(urljoin(address, link))
            if (keeps in target if keeps else "as_of=" not in target) and is_walked(
                target.replace(keeps, "")
            ):
                waiting.append(target)
                if anchor:
                    linked.setdefault((target, unquote(anchor)), address)
    missing = {key: by for key, by in linked.items() if key[1] not in anchors[key[0]]}
    return statuses, missing


def refused(statuses: dict) -> dict:
    return {address: status for address, status in statuses.items() if status != 200}


def test_links_are_read_from_a_page():
    page = Links()
    page.feed('<a href="/x/#y">x</a><p id="z"><a>no address</a>')
    assert (page.links, page.anchors) == (["/x/#y"], {"z"})


def test_walk_finds_what_is_broken(client, db, monkeypatch):
    pages = {"/": '<a href="/a/#here">a</a><a href="/gone/">gone</a>', "/a/": '<p id="there">'}

    class Answer(dict):
        def __init__(self, path):
            super().__init__({"Content-Type": "text/html"})
            self.status_code = 200 if path in pages else 404
            self.content = pages.get(path, "").encode()

    monkeypatch.setattr(Client, "get", lambda self, path: Answer(path))
    statuses, missing = walk("/")
    assert refused(statuses) == {"/gone/": 404}
    assert missing == {("/a/", "here"): "/"}


@pytest.fixture(scope="module")
def walked():
    """What a walk from the first page found; filled by the first test that asks."""
    return {}


def test_every_address_linked_from_the_first_page_answers(record, walked):
    statuses, walked["missing"] = walk("/")
    assert refused(statuses) == {}
    for beginning in ("/opinions/", "/documents/", "/meetings/", "/stakeholders/", "/sources/", "/topics/"):
        assert sum(address.startswith(beginning) for address in statuses) > 5, beginning


def test_every_anchor_linked_exists(record, walked):
    missing = walked["missing"] if walked else walk("/")[1]
    assert missing == {}


def test_every_address_linked_as_of_a_day_answers(record):
    statuses, missing = walk("/?as_of=2013-02-11", keeps="as_of=2013-02-11")
    assert len(statuses) > 100
    assert refused(statuses) == {}
    assert missing == {}
