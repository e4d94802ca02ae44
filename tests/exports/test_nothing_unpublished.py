"""Nothing unpublished leaves: a marked draft of every model, looked for on every way out of the site."""

import pytest
from django.urls import get_resolver
from django.utils import timezone

from documents.exports import LISTINGS as DOCUMENT_LISTS
from documents.models import Source
from documents.search import index
from opinions.exports import LISTINGS as OPINION_LISTS
from opinions.instruments import instruments
from opinions.models import Event, Topic
from tests import factory
from tests.alerts.at_work import asked_by, follow
from tests.api.reading import examples as examples_of_api
from tests.exports.drafts import MAKERS, MARK, plant, publishable_models
from tests.world import make_world
from wtpf_tracker.alerts.models import Alert, Request
from wtpf_tracker.alerts.tokens import token_of
from wtpf_tracker.quality import BY_SLUG
from wtpf_tracker.sitemaps import SITEMAPS
from wtpf_tracker.views_data import RECORD

pytestmark = pytest.mark.django_db

LISTS = (*DOCUMENT_LISTS, *OPINION_LISTS)
# Ways in, not out; and the previews, which show drafts on purpose to those who have the link.
NOT_OURS = ("admin/", "^preview/")


def ways_out(world) -> list[str]:
    """An address of every kind there is, of what is published."""
    opinion, document = world.opinion, world.document
    version = opinion.revisions.published().order_by("number").first()
    event = Event.objects.published().filter(opinion=opinion).first()
    text = opinion.get_absolute_url().rstrip("/")
    state, paper = f"{text}/revisions/{version.number}", document.get_absolute_url().rstrip("/")
    cited = ["bib", "ris", "csl.json"]
    return [
        "/",
        *(f"/{name}/" for name in ("about", "changes", "data", "compare", "quality")),
        *(f"/{listing.name}/" for listing in LISTS),
        *(f"/{listing.name}.{ending}" for listing in LISTS for ending in ("csv", "json")),
        *(f"/{listing.name}.atom" for listing in LISTS if listing.has_feed),
        *(row.get_absolute_url() for row in (world.process, world.source, world.stakeholder, world.meeting)),
        *(f"{text}{rest}" for rest in ("/", "/compare/", "/compare/1...2/", f"/events/{event.key}/")),
        *(f"{state}{rest}" for rest in ("/", "/authorship/", "/fate/", ".txt", ".akn.xml")),
        *(f"{place}.{ending}" for place in (text, state, paper) for ending in cited),
        *(f"{text}/events/{event.key}.{ending}" for ending in cited),
        f"{paper}/",
        f"/d/{document.symbol}",
        *(file.get_absolute_url() for file in document.files.published()),
        topic_of(world).get_absolute_url(),
        instruments(day=None)[0].get_absolute_url(),
        *(f"/quality/{slug}/" for slug in BY_SLUG),
        "/robots.txt",
        "/sitemap.xml",
        *(f"/sitemap-{section}.xml" for section in SITEMAPS),
        f"{text}.png",
        "/changes.atom",
        "/changes.atom?page=2",
        f"{text}.atom",
        *(f"{row.get_absolute_url().rstrip('/')}.atom" for row in (world.stakeholder, world.meeting)),
        f"{topic_of(world).get_absolute_url().rstrip('/')}.atom",
        f"{world.meeting.get_absolute_url().rstrip('/')}.ics",
        "/meetings.ics",
        "/schedule.ics",
        *(f"/data/{table.name}.csv" for table in RECORD.tables),
        "/data/old-addresses.csv",
        "/data/all.jsonl",
        "/data/wtpf.sqlite",
        *(
            f"/search/{rest}"
            for rest in ("?q=draft", "?q=opinion", "?q=said", "suggest/?q=dra", "suggest.json?q=dra")
        ),
        *(f"/search.{ending}?q=draft" for ending in ("csv", "json", "atom", "alert")),
        *alerts_out(world),
        *examples_of_api().values(),
        "/api/v1/docs",
        "/api/v1/docs/open/list-opinions",
    ]


def topic_of(world):
    """The published topic of the text to which that of the world is related."""
    return Topic.objects.published().get(opinions__relations_in__origin=world.opinion)


def alerts_out(world) -> list[str]:
    """The pages of alerts: of what can be followed, and those that mails lead to."""
    topic = topic_of(world)
    version = world.opinion.revisions.published().order_by("number").first()
    things = (world.opinion, topic, world.stakeholder, world.meeting, version)
    alert = Alert.objects.first() or follow(world.opinion)
    asked = asked_by("/changes.alert").kept
    request = Request.objects.create(address="b@example.org", counted="b", asked_at=timezone.now(), **asked)
    return [
        "/changes.alert",
        *(f"/{listing.name}.alert" for listing in LISTS if listing.has_feed),
        *(f"{thing.get_absolute_url().rstrip('/')}.alert" for thing in things),
        f"{version.get_absolute_url().rstrip('/')}.alert?p=1",
        "/alerts/asked/",
        "/alerts/ended/",
        f"/alerts/confirm/{token_of(request)}/",
        f"/alerts/stop/{token_of(alert.subscriber)}/",
        f"/alerts/{token_of(alert.subscriber)}/",
    ]


def content_of(response) -> bytes:
    return b"".join(response.streaming_content) if response.streaming else response.content


def test_there_is_a_draft_of_every_model():
    assert sorted(MAKERS) == sorted(publishable_models())


def test_mark_of_no_draft_is_anywhere(client, whole):
    drafts = plant(whole)
    found = {}
    index.rebuild()  # what the factory made was nobody's work, so search has not seen it
    for address in ways_out(whole):
        for query in ("", "?as_of=2030-01-01"):
            response = client.get(
                f"{address}{query if '?' not in address else query.replace('?', '&')}", follow=True
            )
            content = content_of(response).lower()
            # Files of the whole record, and what is not known, are of no other day.
            expected = (200, 400, 404) if query else (200,)
            assert response.status_code in expected, (address, query)
            if MARK.lower().encode() in content:
                found[address + query] = content[max(0, content.index(b"zzunseen") - 150) :][:300]
    assert found == {} and drafts


def test_pages_and_forms_of_drafts_are_missing(client, whole):
    drafts = plant(whole)
    for name in ("opinion", "meeting", "stakeholder", "topic", "contribution", "source", "process"):
        place = drafts[name].get_absolute_url()
        for ending in ("/", ".atom", ".alert", ".bib", ".ics", ".txt"):
            response = client.get(place.rstrip("/") + ending, follow=True)
            assert response.status_code == 404, place + ending
            # The page may say back what was asked for, and nothing more.
            assert MARK not in content_of(response).decode().replace(f"{MARK} symbol", "")


def test_page_of_no_source_names_a_draft_that_its_facts_are_tied_to(client, whole):
    assert plant(whole)
    for source in Source.objects.published():
        assert MARK.lower().encode() not in client.get(source.get_absolute_url()).content.lower(), source


def test_every_kind_of_address_is_among_the_ways_out(client, whole):
    asked = {client.get(address, follow=False).resolver_match.route for address in ways_out(whole)}
    routes = {route for route in routes_of(get_resolver()) if not route.startswith(NOT_OURS)}
    assert routes - asked == set()


def routes_of(resolver, before="") -> list[str]:
    found = []
    for one in resolver.url_patterns:
        route = before + str(one.pattern)
        found += routes_of(one, route) if hasattr(one, "url_patterns") else [route]
    return found


@pytest.fixture
def whole():
    """A world with one of everything that has an address of its own."""
    world = make_world()
    add_what_has_an_address(world)
    return world


def add_what_has_an_address(world) -> None:
    """Two versions to compare, a file, a related text with a topic, an instrument that is cited."""
    factory.make_file(world.document, name="paper.txt")
    factory.make_revision(
        world.opinion, text="Recalling Resolution 101,\n\nInvites all.", sources=[world.source]
    )
    topic = factory.make_topic(world.process)
    other = factory.make_opinion(world.process, topic=topic)
    factory.make_relation(world.opinion, other)
