"""Feeds: what they are of, that they are whole, and that nothing is announced when nothing changed."""

import datetime

import pytest
from lxml import etree

from opinions.stages import SIGNIFICANT, Kind
from tests.exports.reading import ATOM, HOST, body, entries, feed_of, links
from tests.factory import (
    make_amendment,
    make_contribution,
    make_discrepancy,
    make_event,
    make_gap,
    make_intervention,
    make_meeting,
    make_opinion,
    make_path,
    make_pledge,
    make_revision,
    make_session,
    make_source,
    make_stakeholder,
    make_topic,
)
from tests.world import make_world, queries_of

pytestmark = pytest.mark.django_db


def moment(day: int) -> datetime.datetime:
    return datetime.datetime(2026, 3, day, 12, tzinfo=datetime.UTC)


def text_of(element, name) -> str:
    return element.findtext(f"{ATOM}{name}")


def feeds_of(world) -> list[str]:
    """The feed of everything, and of each thing that can be followed."""
    things = [world.opinion, world.opinion.topic or make_topic(), world.stakeholder, world.meeting]
    return ["/changes.atom", *(thing.get_absolute_url().rstrip("/") + ".atom" for thing in things)]


def check(root) -> None:
    """What RFC 4287 and the usual validators ask of a feed."""
    selves = [link.get("href") for link in root.findall(f"{ATOM}link") if link.get("rel") == "self"]
    assert len(selves) == 1 and selves[0].startswith(HOST)
    assert text_of(root, "title") and root.find(f"{ATOM}author/{ATOM}name").text
    ids = [text_of(one, "id") for one in [root, *root.findall(f"{ATOM}entry")]]
    assert len(set(ids)) == len(ids) and all(one.startswith("tag:") and " " not in one for one in ids)
    for one in [root, *root.findall(f"{ATOM}entry")]:
        assert datetime.datetime.fromisoformat(text_of(one, "updated")).tzinfo
    for entry in root.findall(f"{ATOM}entry"):
        assert text_of(entry, "title").strip() and "<" not in text_of(entry, "title")
        assert entry.find(f"{ATOM}link").get("href").startswith(HOST)


def test_every_feed_is_whole(client):
    world = make_world()
    for address in feeds_of(world):
        root = feed_of(client, address)
        check(root)
        assert root.findall(f"{ATOM}entry") or "/topics/" in address


def test_empty_feed_is_as_old_as_the_record(client):
    root = feed_of(client, "/changes.atom")
    check(root)
    assert text_of(root, "updated") == "2020-01-01T00:00:00+00:00"


def test_feed_of_a_text_has_what_is_about_it_and_nothing_else(client):
    opinion = make_opinion()
    own = [
        opinion,
        make_event(opinion),
        make_revision(opinion),
        make_intervention(opinion),
        make_amendment(opinion),
        make_pledge(opinion),
        make_discrepancy(opinions=[opinion]),
        make_gap(opinions=[opinion]),
    ]
    make_event(), make_pledge(), make_gap()
    found = links(entries(client, f"/opinions/{opinion.slug}.atom"))
    assert sorted(found) == sorted(row.get_absolute_url() for row in own)


def test_feed_of_a_topic_has_what_is_about_its_texts(client):
    topic = make_topic()
    opinion = make_opinion(topic=topic)
    own = [opinion, make_event(opinion), make_revision(opinion)]
    make_event(make_opinion(topic=make_topic()))
    found = links(entries(client, f"/topics/{topic.slug}.atom"))
    assert sorted(found) == sorted(row.get_absolute_url() for row in own)


def test_feed_of_a_stakeholder_has_what_it_did_and_said(client):
    who = make_stakeholder()
    own = [
        make_event(actors=[who]),
        make_revision(sponsors=[who]),
        make_contribution([who]),
        make_intervention(stakeholder=who),
        make_amendment(proposers=[who, make_stakeholder()]),
        make_pledge(stakeholders=[who]),
    ]
    make_event(actors=[make_stakeholder()])
    found = links(entries(client, f"/stakeholders/{who.slug}.atom"))
    assert sorted(found) == sorted(row.get_absolute_url() for row in own)


def test_feed_of_a_meeting_has_what_happened_at_it_and_its_sessions(client):
    meeting = make_meeting()
    session = make_session(meeting)
    own = [meeting, session, make_event(meeting=session), make_contribution(meeting=meeting)]
    make_event(meeting=make_meeting())
    found = links(entries(client, f"/meetings/{meeting.slug}.atom"))
    assert sorted(found) == sorted(row.get_absolute_url() for row in own)


def test_significant_events_alone_can_be_followed(client):
    opinion = make_path("submitted", "discussed", "commented", "withdrawn")
    make_revision(opinion)
    found = entries(client, f"/opinions/{opinion.slug}.atom?importance=significant")
    assert {text_of(one, "title").rpartition(": ")[2].partition(",")[0] for one in found} == {
        "submitted",
        "withdrawn",
    }
    assert len(entries(client, f"/opinions/{opinion.slug}.atom?importance=all")) == 6
    assert Kind.COMMENTED not in SIGNIFICANT
    assert client.get("/changes.atom?importance=great").status_code == 400


def test_significant_events_have_a_feed_of_their_own(client):
    opinion = make_path("submitted")
    address = f"/opinions/{opinion.slug}.atom"
    roots = [feed_of(client, address), feed_of(client, f"{address}?importance=significant")]
    assert len({text_of(root, "id") for root in roots}) == 2
    assert text_of(roots[1], "title") == f"{opinion.title}: significant events – WTPF Tracker"


def test_nothing_is_announced_when_nothing_changed(client):
    world = make_world()
    for address in feeds_of(world):
        first, second = client.get(address), client.get(address)
        assert first.content == second.content
        again = client.get(address, headers={"if-none-match": first["ETag"]})
        assert again.status_code == 304 and again.content == b""


def test_what_is_published_is_announced_once(client):
    make_event(published_at=moment(3))
    draft = make_event(published=False)
    before = client.get("/changes.atom")
    draft.published_at = moment(4)
    draft.save()
    after = client.get("/changes.atom", headers={"if-none-match": before["ETag"]})
    assert after.status_code == 200 and after["Last-Modified"] == "Wed, 04 Mar 2026 12:00:00 GMT"
    root = etree.fromstring(after.content)
    assert text_of(root, "updated") == "2026-03-04T12:00:00+00:00"
    assert links(root.findall(f"{ATOM}entry"))[0] == draft.get_absolute_url()


def test_reader_that_knows_only_the_moment_is_told_too(client):
    make_event(published_at=moment(3))
    asked = {"if-modified-since": "Tue, 03 Mar 2026 12:00:00 GMT"}
    assert client.get("/changes.atom", headers=asked).status_code == 304
    make_event(published_at=moment(5))
    assert client.get("/changes.atom", headers=asked).status_code == 200


def test_nominal_moment_of_the_shipped_record_is_told_as_such(client):
    make_event()
    response = client.get("/changes.atom")
    assert "Last-Modified" not in response
    assert "one nominal moment, 1 January 2020" in body(response)
    assert "<published>" not in body(response)


def test_identifier_stays_when_host_and_title_change(client, settings):
    settings.ALLOWED_HOSTS = ["*"]
    opinion = make_opinion()
    first = [text_of(one, "id") for one in entries(client, "/opinions.atom")]
    opinion.title = "Another title"
    opinion.save()
    root = etree.fromstring(client.get("/opinions.atom", headers={"host": "elsewhere.example"}).content)
    assert [text_of(one, "id") for one in root.findall(f"{ATOM}entry")] == first
    assert first == [f"tag:wtpf-tracker.example,2026:opinion/{opinion.pk}"]


def test_authority_of_identifiers_is_a_setting(client, settings):
    settings.TAG_AUTHORITY = "tracker.example.org,2027"
    make_opinion()
    assert text_of(entries(client, "/opinions.atom")[0], "id").startswith("tag:tracker.example.org,2027:")


def test_feed_as_of_a_day_knows_nothing_later(client):
    early, late = make_source(published="2012-11-30"), make_source(published="2013-06-01")
    opinion = make_opinion(title="The final title", summary="It was adopted.", sources=[early, late])
    make_event(opinion, summary="It came.", sources=[early])
    make_event(opinion, "adopted", summary="It ended.", sources=[late])
    then = body(client.get(f"/opinions/{opinion.slug}.atom?as_of=2012-12-31"))
    assert "It came." in then and "As the public could know it on 31 December 2012." in then
    assert not any(words in then for words in ("The final title", "It was adopted.", "It ended."))


def test_words_of_a_feed_are_escaped(client):
    make_event(summary="<script>alert(1)</script> & more")
    root = feed_of(client, "/changes.atom")
    summary = root.findall(f"{ATOM}entry")[0].find(f"{ATOM}summary")
    assert summary.get("type") == "html"
    assert summary.text == "&lt;script&gt;alert(1)&lt;/script&gt; &amp; more"


def test_feed_asks_no_more_queries_for_more_rows(client):
    world = make_world()
    addresses = [f"{address}{query}" for address in feeds_of(world) for query in ("", "?as_of=2013-02-11")]
    before = [queries_of(client, address) for address in addresses]
    world.grow(2)
    after = [queries_of(client, address) for address in addresses]
    assert all(later <= earlier for earlier, later in zip(before, after, strict=True))
    assert max(before) <= 60


def test_page_leads_to_its_feed(client):
    world = make_world()
    for thing in (world.opinion, world.stakeholder, world.meeting):
        address = thing.get_absolute_url()
        feed = f'type="application/atom+xml" title="Atom" href="{address.rstrip("/")}.atom"'
        assert feed in body(client.get(address))
