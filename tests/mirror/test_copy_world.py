"""The copy of a small world: what is in it, what is left to the living site, and what never leaves."""

import json
import shutil
from io import StringIO
from pathlib import Path

import lxml.html
import pytest
from django.core.management import call_command
from django.urls import get_resolver, resolve

from documents.desk.history import work
from documents.desk.withdrawing import withdraw
from tests import factory, secrets
from tests.exports.drafts import MARK
from tests.exports.test_nothing_unpublished import NOT_OURS, routes_of
from tests.mirror.conftest import ODD_CONTENT, copy_to, silent
from tests.mirror.reading import SITE, broken, links, pages_of, tree
from wtpf_tracker.mirror.bag import make_bag
from wtpf_tracker.mirror.manifest import MANIFEST, files_under, read_manifest, sum_of
from wtpf_tracker.mirror.scope import LEFT_OUT, LEFT_OUT_ENDINGS

pytestmark = pytest.mark.django_db

# Leads to the page of a document, and no page links to it.
NEVER_LINKED = {"d/<path:address>"}


def holding(folder: Path, words: str) -> list[str]:
    """The files in which words stand, whatever their case."""
    found = words.lower().encode()
    return [place for place in files_under(folder) if found in (folder / place).read_bytes().lower()]


def test_links_lead_to_files_and_fragments(copied):
    assert broken(copied.folder) == []
    assert copied.made.missing == {}
    assert copied.made.files == len(files_under(copied.folder))


def test_broken_links_would_be_found(copied, tmp_path):
    shutil.copytree(copied.folder, tmp_path / "copy")
    page = tmp_path / "copy" / "about" / "index.html"
    page.write_text(page.read_text().replace("</main>", '<a href="../no/">x</a><a href="#no">y</a></main>'))
    assert [fault.rpartition(": ")[2] for fault in broken(tmp_path / "copy")] == [
        "no file",
        "no such fragment",
    ]


def test_every_kind_of_public_address_is_in_it(copied):
    paths = {"/" + place.removesuffix("index.html") for place in files_under(copied.folder)}
    old = ("/opinions/old-name/", "/changes/")  # the latter is a page too, and nothing else stands below it
    paths = {path for path in paths if not path.startswith(old)} | {"/changes/"}
    paths -= {"/README.txt", f"/{MANIFEST}"}
    ours = {path for path in paths if not path.startswith(("/static/", "/search/index/")) and "=" not in path}
    reached = {resolve(path.replace("~3f", "?")).route for path in ours}
    public = {route for route in routes_of(get_resolver()) if not route.startswith(NOT_OURS)}
    held = {route for route in public if not f"/{route}".startswith(LEFT_OUT)}
    held = {route for route in held if not route.endswith(LEFT_OUT_ENDINGS)}
    assert held - reached == NEVER_LINKED


def test_no_form_but_that_of_search_and_no_token(copied):
    for page in pages_of(copied.folder):
        for form in tree(page).iter("form"):
            assert form.get("role") == "search" and form.get("action").endswith("index.html"), page
            assert form.get("method") == "get"
    assert holding(copied.folder, "csrf") == []


def test_forms_are_replaced_by_what_can_be_done(copied):
    text = tree(copied.folder / "opinions" / "index.html").text_content()
    assert "This copy cannot filter or sort the list" in text
    assert "What was public on an earlier day is on the living page" in text
    chooser = tree(copied.opinion.parent / "compare" / "index.html")
    assert "Version 1 to version 2" in [link.text for link in chooser.xpath("//main//ul//a")]


def test_every_page_says_what_it_is_and_leads_to_the_living_one(copied):
    moved = copied.folder / "opinions" / "old-name" / "index.html"
    for page in pages_of(copied.folder):
        if tree(page).xpath("//meta[@http-equiv='refresh']"):
            continue
        note = tree(page).xpath("//p[contains(@class, 'copy-note')]")
        assert len(note) == 1, page
        assert copied.made.version.name in note[0].text_content()
        assert note[0].xpath("a[@rel='external']/@href")[0].startswith(f"{SITE}/")
    assert moved.is_file()
    assert tree(copied.folder / "index.html").xpath("//link[@rel='canonical']/@href") == [f"{SITE}/"]


def test_version_tells_the_last_publication(copied):
    lines = (copied.folder / "data" / "all.jsonl").read_text().splitlines()
    days = [json.loads(line).get("published_at") for line in lines]
    assert copied.made.version.day == max(filter(None, days), default="")[:10]


def test_original_file_is_there_byte_for_byte(copied):
    place = f"files/{copied.sha256}/What now~3f.txt"
    assert (copied.folder / place).read_bytes() == ODD_CONTENT
    assert (copied.bag / "data" / place).read_bytes() == ODD_CONTENT
    assert any("What%20now~3f.txt" in link.replace("~3F", "~3f") for link in links(copied.document))


def test_no_mark_of_a_draft_is_in_copy_or_bag(copied):
    for folder in (copied.folder, copied.bag):
        assert holding(folder, MARK) == []
        assert not [place for place in files_under(folder) if MARK.lower() in place.lower()]
        assert holding(folder, copied.world.opinion.title)


def test_addresses_of_former_times_lead_to_those_of_now(copied):
    page = copied.folder / "opinions" / "old-name" / "index.html"
    assert (page.parent / links(page)[0]).resolve() == copied.opinion.resolve()
    version = copied.folder / "opinions" / "old-name" / "revisions" / "1" / "index.html"
    assert (version.parent / links(version)[0]).resolve() == (
        copied.opinion.parent / "revisions" / "1" / "index.html"
    ).resolve()
    assert not (copied.folder / "opinions" / "lost").exists()
    assert tree(copied.folder / "changes" / "index.html").xpath("//main")


def test_sums_are_those_of_the_files(copied):
    sums = read_manifest(copied.folder / MANIFEST)
    assert sorted([*sums, MANIFEST]) == files_under(copied.folder)
    assert all(sum_of(copied.folder / place) == digest for place, digest in sums.items())
    assert list(sums) == sorted(sums)


def test_page_says_all_it_said_in_the_same_order(copied):
    asked = lxml.html.document_fromstring(copied.asked.decode()).find(".//main")
    kept = lxml.html.document_fromstring(copied.opinion.read_bytes().decode()).find(".//main")
    for form in [*asked.iter("form"), *kept.xpath(".//div[@class='copy-instead']")]:
        form.drop_tree()
    assert asked.text_content().split() == kept.text_content().split()


def test_no_secret_of_desk_or_withdrawn_thing_is_in_copy_or_bag(db, tmp_path):
    world, _, withdrawn = secrets.make_secret_world()
    copy_to(tmp_path / "copy")
    make_bag(tmp_path / "bag", SITE, silent)
    for folder in (tmp_path / "copy", tmp_path / "bag"):
        assert holding(folder, secrets.SECRET) == []
        assert holding(folder, world.opinion.title)
    gone = [row.get_absolute_url() for row in withdrawn if hasattr(row, "get_absolute_url")]
    gone = [address for address in gone if "#" not in address]
    assert len(gone) > 5
    for address in gone:
        assert not (tmp_path / "copy" / address.strip("/") / "index.html").exists(), address
    assert broken(tmp_path / "copy") == []


def test_copy_made_again_loses_what_was_withdrawn(db, tmp_path):
    source = factory.make_source(title="A source that goes")
    copy_to(tmp_path / "copy")
    place = source.get_absolute_url().strip("/")
    assert (tmp_path / "copy" / place).is_dir()
    withdraw(source, by=factory.make_person("reviewers"), why="It was wrong.")
    copy_to(tmp_path / "copy")
    assert not (tmp_path / "copy" / place).exists()
    assert f"{place}/index.html" not in read_manifest(tmp_path / "copy" / MANIFEST)


def test_renamed_text_is_found_at_its_old_address(tmp_path):
    opinion = factory.make_opinion(slug="old-name")
    factory.make_revision(opinion)
    with work(why="renamed"):
        opinion.slug = "new-name"
        opinion.save()
    call_command("mirror", tmp_path / "copy", address=SITE, stdout=StringIO(), stderr=StringIO())
    for place in ("", "revisions/1/"):
        page = tree(tmp_path / "copy" / "opinions" / "old-name" / place / "index.html")
        (leads,) = page.xpath("//a/@href")
        assert leads.endswith(f"new-name/{place}index.html")
    assert broken(tmp_path / "copy") == []
