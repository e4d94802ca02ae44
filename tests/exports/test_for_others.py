"""What search engines and previews of links are given: JSON-LD, Open Graph, a picture, sitemap, robots."""

import datetime
import json
import re
from io import BytesIO

import pytest
from lxml import etree
from PIL import Image

from opinions.cards import SIZE, card
from opinions.drawing.timeline import draw_timeline
from opinions.models import Opinion
from opinions.pictures import path_pictures
from opinions.stages import Outcome
from tests.exports.reading import HOST, body
from tests.factory import (
    make_contribution,
    make_event,
    make_meeting,
    make_opinion,
    make_path,
    make_revision,
    make_source,
    make_stakeholder,
)
from tests.world import make_world, queries_of

pytestmark = pytest.mark.django_db
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def json_ld(client, address) -> dict:
    page = body(client.get(address))
    assert page.count("application/ld+json") == 1
    return json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', page)[1])


def test_text_is_said_in_the_words_of_schema_org(client):
    opinion = make_path("submitted", "withdrawn", opinion=make_opinion(title="On <exchange> & points"))
    said = json_ld(client, opinion.get_absolute_url())
    assert said["@context"] == "https://schema.org" and said["@type"] == "WebPage"
    assert said["name"] == "On <exchange> & points" and said["url"] == HOST + opinion.get_absolute_url()
    assert said["description"].startswith("Withdrawn on 11 October 2012") and "datePublished" not in said


def test_document_is_a_report_with_its_number_and_day(client):
    make_contribution([make_stakeholder(name="Brazil")], symbol="WTPF-13/5", date="2013-04")
    said = json_ld(client, "/documents/WTPF-13/5/")
    assert (said["@type"], said["reportNumber"], said["datePublished"]) == ("Report", "WTPF-13/5", "2013-04")
    assert said["author"] == [{"@type": "Organization", "name": "Brazil"}]


def test_version_is_a_report_too(client):
    assert json_ld(client, make_revision().get_absolute_url())["@type"] == "Report"


def test_meeting_is_an_event_where_its_days_are_known(client):
    said = json_ld(client, make_meeting(place="Geneva").get_absolute_url())
    assert (said["@type"], said["startDate"], said["endDate"]) == ("Event", "2012-10-10", "2012-10-12")
    assert said["location"]["name"] == "Geneva"
    vague = make_meeting(date="2013-02").get_absolute_url()
    assert "ld+json" not in body(client.get(vague))


def test_words_cannot_end_the_script(client):
    page = body(client.get(make_opinion(title="</script><script>alert(1)").get_absolute_url()))
    assert "<script>alert" not in page and "\\u003c/script\\u003e" in page


def test_page_as_of_a_day_says_nothing_later(client):
    early, late = make_source(published="2012-11-30"), make_source(published="2013-06-01")
    opinion = make_opinion(title="The final title", sources=[early])
    make_event(opinion, sources=[early])
    make_event(opinion, "withdrawn", sources=[late])
    said = json_ld(client, f"{opinion.get_absolute_url()}?as_of=2012-12-31")
    assert said["name"] == opinion.short_title and "Withdrawn" not in said["description"]


def test_link_to_a_text_shows_its_picture(client):
    opinion = make_path("submitted", "withdrawn")
    head = body(client.get(f"{opinion.get_absolute_url()}?as_of=2013-02-11")).partition("</head>")[0]
    said = dict(re.findall(r'<meta property="(og:[\w:]+)" content="([^"]*)"', head))
    assert said["og:image"] == f"{HOST}/opinions/{opinion.slug}.png?as_of=2013-02-11"
    assert said["og:title"] == opinion.short_title and said["og:description"]
    picture = client.get(said["og:image"].removeprefix(HOST))
    assert picture["Content-Type"] == "image/png"
    size = Image.open(BytesIO(picture.content)).size
    assert size == SIZE == (int(said["og:image:width"]), int(said["og:image:height"]))


def test_picture_is_not_sent_twice(client):
    address = f"/opinions/{make_path('submitted').slug}.png"
    first = client.get(address)
    assert client.get(address, headers={"if-none-match": first["ETag"]}).status_code == 304


def test_draft_has_no_picture(client):
    assert client.get(f"/opinions/{make_opinion(published=False).slug}.png").status_code == 404


@pytest.mark.parametrize("outcome", Outcome)
def test_picture_of_a_text_on_which_nothing_happened(outcome):
    assert Image.open(BytesIO(card("Title", "Nothing.", outcome, None))).size == SIZE


def test_picture_holds_the_longest_words():
    steps = draw_timeline([])
    assert steps is None
    picture = Image.open(BytesIO(card("word " * 60, "sentence " * 200, Outcome.OPEN, None)))
    right, bottom = picture.crop((1180, 0, *SIZE)), picture.crop((20, 560, *SIZE))
    assert len(right.getcolors()) == len(bottom.getcolors()) == 1


def test_every_path_of_the_record_has_a_picture_within_its_frame(record):
    for opinion in Opinion.objects.published():
        events = list(opinion.events.visible().for_path())
        picture = Image.open(BytesIO(card(opinion.title, "S" * 300, opinion.outcome, timeline_of(events))))
        edge = picture.crop((20, 622, *SIZE))
        assert len(edge.getcolors()) == 1, opinion


def timeline_of(events):
    return path_pictures(events)["timeline"]


def locations(client, address) -> dict:
    """What a sitemap names: {address: day of the last change or None}."""
    root = etree.fromstring(body(client.get(address)).encode())
    return {
        one.findtext(f"{SITEMAP}loc").removeprefix(HOST): one.findtext(f"{SITEMAP}lastmod") for one in root
    }


def test_sitemap_names_every_page_and_each_answers(client):
    world = make_world()
    found = {}
    for section in locations(client, "/sitemap.xml"):
        found |= locations(client, section)
    for thing in (
        world.opinion,
        world.document,
        world.meeting,
        world.stakeholder,
        world.process,
        world.source,
    ):
        assert thing.get_absolute_url() in found
    assert all(client.get(address).status_code == 200 for address in found)


def test_sitemap_leaves_drafts_out(client):
    make_opinion(published=False), make_meeting(published=False), make_source(published_at=None)
    sections = ("opinions", "meetings", "versions")
    assert all(locations(client, f"/sitemap-{section}.xml") == {} for section in sections)


def test_sitemap_dates_a_text_by_its_newest_part(client):
    opinion, other = make_opinion(), make_opinion()
    make_event(opinion, published_at=datetime.datetime(2026, 3, 4, tzinfo=datetime.UTC))
    make_event(opinion, published_at=datetime.datetime(2026, 3, 3, tzinfo=datetime.UTC))
    assert locations(client, "/sitemap-opinions.xml") == {
        opinion.get_absolute_url(): "2026-03-04",
        other.get_absolute_url(): None,  # the nominal moment says nothing
    }


@pytest.mark.parametrize("section", ["opinions", "versions", "documents"])
def test_sitemap_asks_the_same_number_of_queries_however_many_rows(client, section):
    world = make_world()
    few = queries_of(client, f"/sitemap-{section}.xml")
    world.grow(2)
    assert queries_of(client, f"/sitemap-{section}.xml") == few <= 6


def test_robots_are_led_to_the_sitemap_and_not_to_the_desk(client):
    text = body(client.get("/robots.txt"))
    assert text == f"User-agent: *\nDisallow: /admin/\nSitemap: {HOST}/sitemap.xml\n"
