"""Our sitemaps against the schema of sitemaps.org, and robots.txt in Python's own reader of it."""

import datetime
from pathlib import Path
from urllib.parse import urlsplit
from urllib.robotparser import RobotFileParser

import pytest
from lxml import etree

from tests.exports.reading import HOST

pytestmark = pytest.mark.django_db
FOLDER = Path(__file__).parent / "node_modules" / "sitemap" / "schema"
NAMESPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
MOST_ADDRESSES, MOST_BYTES = 50_000, 50 * 1024 * 1024


@pytest.fixture(scope="module")
def schema():
    """The schema of sitemaps, as the package `sitemap` brings it (npm ci --prefix tests/readers)."""
    return etree.XMLSchema(etree.parse(FOLDER / "sitemap.xsd"))


def sections(client) -> list[str]:
    """The addresses that the index names; it has none but those and their moments."""
    root = etree.fromstring(client.get("/sitemap.xml").content)
    assert root.tag == f"{NAMESPACE}sitemapindex" and {each.tag for each in root} == {f"{NAMESPACE}sitemap"}
    for each in root:
        assert [part.tag.removeprefix(NAMESPACE) for part in each] in (["loc"], ["loc", "lastmod"])
    return [each.text for each in root.iter(f"{NAMESPACE}loc")]


def test_schema_finds_what_is_wrong(schema):
    for wrong in (
        "<url><loc>x</loc></url>",
        "<url/>",
        "<url><loc>https://x.example/</loc><lastmod>x</lastmod></url>",
    ):
        text = f'<urlset xmlns="{NAMESPACE[1:-1]}">{wrong}</urlset>'
        assert not schema.validate(etree.fromstring(text)), wrong


def test_every_sitemap_is_valid_and_within_its_limits(client, record, schema):
    found = []
    for section in sections(client):
        assert section.startswith(HOST)
        content = client.get(section.removeprefix(HOST)).content
        root = etree.fromstring(content)
        assert schema.validate(root), (section, schema.error_log)
        assert len(root) <= MOST_ADDRESSES and len(content) <= MOST_BYTES
        found += [each.text for each in root.iter(f"{NAMESPACE}loc")]
        for each in root.iter(f"{NAMESPACE}lastmod"):
            assert datetime.date.fromisoformat(each.text[:10]).year > 2020, "the nominal moment is told"
    assert len(found) == len(set(found)) > 300
    assert all(urlsplit(each).netloc == "testserver" for each in found)


def test_robots_may_read_all_but_the_desk_and_find_the_sitemap(client, record):
    response = client.get("/robots.txt")
    assert response["Content-Type"].startswith("text/plain")
    robots = RobotFileParser()
    robots.parse(response.content.decode().splitlines())
    assert robots.site_maps() == [f"{HOST}/sitemap.xml"]
    for section in sections(client):
        root = etree.fromstring(client.get(section.removeprefix(HOST)).content)
        for each in root.iter(f"{NAMESPACE}loc"):
            assert robots.can_fetch("*", each.text), each.text
    assert not robots.can_fetch("*", f"{HOST}/admin/") and not robots.can_fetch(
        "Bot/1.0", f"{HOST}/admin/login/"
    )
