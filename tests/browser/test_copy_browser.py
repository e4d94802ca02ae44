"""A copy of the site opened from a folder, with no server behind it."""

import json
from urllib.parse import quote

import pytest

from documents.search.asked import read
from documents.search.finding import find
from tests.browser.conftest import faults_of
from tests.mirror.reading import SITE
from wtpf_tracker.mirror.making import make_mirror

QUESTIONS = """
broadband access
"freedom of expression"
multistakeholder governments
govern*
broadband OR satellite
internet -governance
kind:document sponsor:brazil
cote d'ivoire
multi-stakeholder
MULTISTAKEHOLDERISM
"WTPF-IEG/2/10"
IPv6
ipv4 ipv6
Resolution 101
of the
human rights
Türkey rélevant
brasil
policies
governments
year:2013 kind:event withdrawn
-kind:event ixp
version:current internet
enhanced NOT cooperation
“critical internet resources” | cctld
""".strip().splitlines()
PAGES = (
    "index.html",
    "opinions/index.html",
    "opinions/outcome=adopted/index.html",
    "opinions/multistakeholderism/index.html",
    "opinions/multistakeholderism/compare/1...2/index.html",
    "opinions/inclusivity/revisions/1/index.html",
    "documents/WTPF-IEG/2/10/index.html",
    "documents/page=2/index.html",
    "meetings/ieg-2/index.html",
    "search/index.html",
    "data/index.html",
    "compare/index.html",
)
COPY = pytest.StashKey()


@pytest.fixture
def copy(record, request, tmp_path_factory):
    """The folder of a copy of the shipped record; made once."""
    stash = request.config.stash
    if COPY not in stash:
        stash[COPY] = tmp_path_factory.mktemp("copies") / "a copy #1"
        make_mirror(stash[COPY], SITE, lambda words: None)
    return stash[COPY]


@pytest.fixture
def opened(chromium, copy):
    """Return a function that opens a file of the copy as a page."""
    contexts = []

    def open_file(place: str, query: str = "", *, width: int = 1280, javascript: bool = True, **options):
        context = chromium.new_context(
            viewport={"width": width, "height": 900}, java_script_enabled=javascript, **options
        )
        contexts.append(context)
        page = context.new_page()
        page.faults = faults_of(page)
        page.goto((copy / place).as_uri() + query)
        return page

    yield open_file
    for context in contexts:
        context.close()


def hits_of(page) -> list[str]:
    """The titles of all hits of a search, further ones asked for."""
    page.wait_for_selector("form[data-done]", timeout=20_000)
    hits, more = page.locator("#copied-search-hits h2 a"), page.locator("#copied-search-more button")
    while more.is_visible():
        before = hits.count()
        more.click()
        page.wait_for_function(f"document.querySelectorAll('#copied-search-hits li').length > {before}")
    return hits.all_inner_texts()


def spaced(words: str) -> str:
    return " ".join(words.split())


def test_search_finds_what_the_server_finds_in_the_same_order(opened):
    page = opened("search/index.html")
    for question in QUESTIONS:
        page.goto(page.url.partition("?")[0] + f"?q={quote(question)}")
        expected = [spaced(hit.name) for hit in find(read(question))[:1000]]
        assert [spaced(title) for title in hits_of(page)] == expected, question
    assert page.faults == []


def test_question_typed_on_any_page_leads_to_its_hits_and_they_to_the_paragraph(opened):
    page = opened("meetings/ieg-2/index.html")
    page.get_by_role("searchbox").fill("kind:paragraph broadband")
    page.get_by_role("button", name="Search").click()
    page.wait_for_selector("form[data-done]", timeout=20_000)
    assert "hit" in page.locator("#copied-search-status").inner_text()
    assert page.locator("#copied-search-hits mark").count() > 1
    page.locator("#copied-search-hits h2 a").first.click()
    anchor = page.evaluate("location.hash")
    assert anchor and page.locator(f"[id='{anchor[1:]}']").is_visible()
    assert page.faults == []


def test_form_of_a_word_that_no_text_has_finds_what_it_begins_with_and_says_so(opened):
    page = opened("search/index.html", "?q=broadbandish")
    assert hits_of(page)
    status = page.locator("#copied-search-status").inner_text()
    assert "No text has “broadbandish”; what begins like “broadband” was looked for." in status


def test_nothing_found_and_what_is_not_understood_is_said(opened):
    assert hits_of(opened("search/index.html", "?q=zzzzqqq")) == []
    page = opened("search/index.html", "?q=broadband+before:2013")
    assert hits_of(page)
    assert "“before:” was left out" in page.locator("#copied-search-status").inner_text()


def test_markup_in_a_question_is_text(opened):
    page = opened("search/index.html", f"?q={quote('<img src=x onerror=alert(1)> broadband')}")
    hits_of(page)
    assert page.locator("main img").count() == 0 and page.faults == []


def test_missing_piece_of_the_index_is_named(opened, copy):
    piece = copy / "search" / "index" / "words-0.js"
    content = piece.read_bytes()
    piece.unlink()
    try:
        page = opened("search/index.html", "?q=broadband")
        page.wait_for_selector("form[data-done]", timeout=20_000)
        assert "could not be read: index/words-0.js" in page.locator("#copied-search-status").inner_text()
    finally:
        piece.write_bytes(content)


def test_search_without_javascript_says_what_to_do(opened):
    page = opened("search/index.html", javascript=False)
    assert "Searching a copy needs JavaScript" in page.locator("main").inner_text()


@pytest.mark.parametrize("place", PAGES)
def test_page_works_from_a_folder(opened, place):
    page = opened(place, width=360)
    assert page.faults == []
    styles = page.evaluate("[...document.styleSheets].length")
    assert styles == page.locator("link[rel=stylesheet]").count() > 3
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert "belongs to a copy of WTPF Tracker" in page.locator("footer").inner_text()


def test_reader_walks_by_links_alone(opened):
    page = opened("index.html", javascript=False)
    page.locator("table").get_by_role("link", name="Multistakeholderism", exact=True).first.click()
    page.get_by_role("link", name="WTPF-IEG/2/10", exact=True).first.click()
    assert page.locator("h1").inner_text().startswith("WTPF-IEG/2/10")
    page.get_by_role("link", name="WTPF Tracker", exact=True).click()
    assert page.url.endswith("/a%20copy%20%231/index.html") and page.faults == []


@pytest.mark.parametrize("place", ["index.html", "search/index.html", "opinions/index.html"])
def test_page_is_accessible(opened, packages, place):
    page = opened(place, "?q=broadband" if place.startswith("search") else "")
    page.add_script_tag(path=packages / "axe-core" / "axe.min.js")
    found = page.evaluate("axe.run(document)")["violations"]
    assert json.dumps([(one["id"], one["help"]) for one in found]) == "[]"
