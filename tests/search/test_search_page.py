"""The page of hits: what it says, where it leads, what it asks the database, and what never shows on it."""

import datetime
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from documents.search import index
from tests.factory import (
    make_contribution,
    make_event,
    make_intervention,
    make_meeting,
    make_opinion,
    make_process,
    make_revision,
    make_session,
    make_source,
    make_stakeholder,
)

pytestmark = pytest.mark.django_db


def page_of(client, query: str) -> str:
    answer = client.get(f"/search/?{query}")
    assert answer.status_code == 200
    return re.sub(r"\s+", " ", answer.content.decode())


def main_of(page: str) -> str:
    return page[page.index("<main") : page.index("</main>")]


def test_empty_question_says_what_can_be_asked(client):
    page = page_of(client, "")
    assert "sponsor:brazil" in page and "hits" not in main_of(page).replace('class="hits"', "")


def test_hits_are_linked_counted_and_marked(client):
    index.refresh(make_intervention(key="a", summary="Zebras & <b>okapis</b>."))
    page = page_of(client, "q=zebra")
    assert "1 hit." in page
    assert "<mark>Zebras</mark> &amp; &lt;b&gt;okapis&lt;/b&gt;." in page
    assert '#said-a">' in page


def test_hostile_questions_are_escaped(client):
    page = page_of(client, "q=%3Cscript%3Ealert(1)%3C/script%3E%22%00")
    assert "<script>alert" not in page


HOSTILE = ["q=%00", "q=%F0%28%8C", "q=" + "%22" * 600, "q=" + "a*+" * 300, "q=%EF%BF%BF"]
HOSTILE += ["year=%00", "kind=%27", "who=" + "x" * 3000]


@pytest.mark.parametrize("query", HOSTILE)
def test_hostile_addresses_get_a_page(client, query):
    assert client.get(f"/search/?{query}").status_code == 200


@pytest.mark.parametrize(
    ("number", "status"), [("0", 404), ("2", 404), ("x", 400), ("-1", 400), ("9" * 30, 400)]
)
def test_pages_that_are_not_there(client, number, status):
    assert client.get(f"/search/?q=zebra&page={number}").status_code == status


def test_an_old_version_says_so_and_leads_on(client):
    opinion = make_opinion(slug="ixps")
    first = make_revision(opinion, text="A zebra.")
    make_revision(opinion, text="An okapi.", based_on=[first])
    index.rebuild()
    page = page_of(client, "q=zebra")
    assert "In version 1 of 2, not the newest." in page
    for place in ("revisions/2/", "revisions/1/fate/", "compare/1...2/", "revisions/1/#p1"):
        assert f'href="/opinions/ixps/{place}"' in page
    assert "not the newest" not in page_of(client, "q=okapi")


def test_the_newest_of_a_day_is_not_called_old_on_it(client):
    opinion = make_opinion(slug="ixps", sources=[make_source(published="2012-10")])
    make_revision(opinion, text="A zebra.", sources=[make_source(published="2012-11-30")])
    make_revision(opinion, text="An okapi.", sources=[make_source(published="2013-05-16")])
    index.rebuild()
    page = page_of(client, "q=zebra&as_of=2013-01-01")
    assert "not the newest" not in page
    assert 'href="/opinions/ixps/revisions/1/?as_of=2013-01-01#p1"' in page
    assert "Nothing was found" in page_of(client, "q=okapi&as_of=2013-01-01")
    assert "became known later" in page_of(client, "q=okapi&as_of=2013-01-01")


def test_choices_narrow_and_say_how_many(client):
    process = make_process(slug="forum", short_title="Forum")
    meeting = make_meeting(process=process, slug="big", short_title="Big")
    session = make_session(meeting, slug="small", short_title="Small")
    opinion = make_opinion(process, slug="ixps", short_title="IXPs")
    brazil = make_stakeholder(slug="brazil", short_name="Brazil")
    said = {"summary": "zebra", "date": "2012-12/2013-01"}
    index.refresh(
        make_intervention(opinion, stakeholder=brazil, meeting=session, **said),
        make_event(opinion, summary="zebra", meeting=meeting, date="2013-05"),
    )
    page = page_of(client, "q=zebra")
    expected = ["statements (1)", "events (1)", "Forum (2)", "IXPs (2)", "Brazil (1)"]
    for option in [*expected, "Big (2)", "Small (1)", "2012 (1)", "2013 (2)"]:
        assert f">{option}</option>" in page
    for choice in ("kind=event", "who=brazil", "meeting=small", "year=2012"):
        assert "1 hit." in page_of(client, f"q=zebra&{choice}")
    assert "2 hits." in page_of(client, "q=zebra&meeting=big")


def test_a_choice_in_force_can_be_left_out(client):
    index.refresh(make_intervention(summary="zebra"))
    page = page_of(client, "q=zebra&kind=event")
    assert "Nothing was found" in page
    assert 'Kind: <strong>events</strong> <a href="?q=zebra">' in page


SPELLINGS = [
    "WTPF-13/16",
    "wtpf-13/16(rev.1)",
    "WTPF-13/16 (Rev. 1)-E",
    "WTPF-13/16 Rev.2",
    " wtpf-13/16rev1 ",
]


@pytest.mark.parametrize("typed", SPELLINGS)
def test_a_symbol_goes_straight_to_its_document(client, typed):
    make_contribution(symbol="WTPF-13/16(Rev.1)")
    answer = client.get("/search/", {"q": typed})
    assert answer.status_code == 302
    assert answer.headers["Location"] == "/documents/WTPF-13/16(Rev.1)/"


def test_of_several_revisions_the_one_typed_is_found_and_else_the_plain_one(client):
    for symbol in ("X-1/2", "X-1/2(Rev.1)", "X-1/20"):
        make_contribution(symbol=symbol)
    for typed, place in (("x-1/2", "X-1/2"), ("x-1/2 rev1", "X-1/2(Rev.1)"), ("x-1/20(rev.3)", "X-1/20")):
        assert client.get("/search/", {"q": typed}).headers["Location"] == f"/documents/{place}/"


def test_a_symbol_in_quotes_or_narrowed_or_of_a_draft_is_searched(client):
    make_contribution(symbol="X-1/2")
    make_contribution(symbol="X-1/3", published=False)
    for given in ({"q": '"X-1/2"'}, {"q": "X-1/2", "kind": "event"}, {"q": "X-1/3"}, {"q": "2013"}):
        assert client.get("/search/", given).status_code == 200


def test_a_symbol_keeps_the_day(client):
    make_contribution(symbol="X-1/2")
    answer = client.get("/search/", {"q": "X-1/2", "as_of": "2013-02-11"})
    assert answer.headers["Location"] == "/documents/X-1/2/?as_of=2013-02-11"
    assert client.get("/search/", {"q": "X-1/2", "as_of": "2001-01-01"}).status_code == 200


@pytest.mark.parametrize("typed", ["brasil", "Brazzil", "brazl", "Brésil"])
def test_misspelt_stakeholders_are_proposed(client, typed):
    make_stakeholder(slug="brazil", short_name="Brazil", name="Federative Republic of Brazil")
    index.rebuild()
    page = page_of(client, f"q={typed}")
    assert 'Did you mean <a href="/stakeholders/brazil/">Brazil</a>' in page


def test_drafts_are_not_proposed(client):
    make_stakeholder(slug="brazil", short_name="Brazil", published=False)
    index.rebuild()
    assert "Did you mean" not in page_of(client, "q=brasil")


def test_nothing_found_says_what_to_try(client):
    index.refresh(make_intervention(summary="zebra"), make_intervention(summary="okapi government"))
    page = page_of(client, "q=zebra+okapi")
    assert "At least one of the words" in page and "q=zebra+OR+okapi" in page
    assert "Only the words" in page_of(client, "q=zebra&kind=event")
    assert 'Did you mean: <a href="?q=government">' in page_of(client, "q=governmnt")


def test_beyond_the_bound_it_is_said(client, monkeypatch):
    monkeypatch.setattr("documents.search.finding.BOUND", 25)
    monkeypatch.setattr("wtpf_tracker.search.BOUND", 25)
    text = "\n".join(["zebra"] * 30)
    make_revision(text=text)
    index.rebuild()
    page = page_of(client, "q=zebra")
    assert "More than 25 hits; the first 25 are counted" in page
    assert "Page 1 of 2" in page and ">events</option>" in page
    assert client.get("/search/?q=zebra&page=3").status_code == 404


def test_queries_do_not_grow_with_the_hits(client):
    opinion = make_opinion()

    def queries() -> int:
        index.rebuild()
        with CaptureQueriesContext(connection) as asked:
            page_of(client, "q=zebra")
        return len(asked)

    def add(number: int) -> None:
        for _ in range(number):
            make_intervention(opinion, summary="zebra", meeting=make_meeting())
            make_revision(opinion, text="zebra")

    add(4)
    few = queries()
    add(9)
    assert queries() == few <= 10


def test_the_box_is_on_every_page_and_keeps_the_day(client):
    page = client.get("/about/").content.decode()
    assert 'action="/search/" role="search"' in page
    page = client.get("/documents/?as_of=2013-02-11").content.decode()
    head = page[: page.index("<main")]
    assert '<input type="hidden" name="as_of" value="2013-02-11">' in head


def test_suggestions_begin_as_typed(client):
    make_opinion(slug="role", title="Role of governments", short_title="Role")
    make_stakeholder(slug="roma", short_name="Roma", name="Roma")
    make_opinion(title="Role of drafts", published=False)
    index.rebuild()
    for typed in ("rol", "role of g", "role of gov", "ROLE", "governm"):
        found = client.get("/search/suggest.json", {"q": typed}).json()["suggestions"]
        assert [one["address"] for one in found] == ["/opinions/role/"], typed
    assert client.get("/search/suggest.json", {"q": "r"}).json() == {"suggestions": []}


def test_suggestions_are_a_plain_page_too(client):
    make_opinion(slug="role", title="Role of governments", short_title="Role")
    index.rebuild()
    page = client.get("/search/suggest/?q=gov").content.decode()
    assert '<a href="/opinions/role/">' in page and "<mark>governments</mark>" in page
    assert "No title begins so" in client.get("/search/suggest/?q=zebra").content.decode()


def test_suggestions_keep_the_day(client):
    make_stakeholder(slug="roma", name="Roma", sources=[make_source(published="2013-05-16")])
    index.rebuild()
    early, late = datetime.date(2013, 1, 1), datetime.date(2013, 6, 1)
    assert client.get(f"/search/suggest.json?q=rom&as_of={early}").json()["suggestions"] == []
    found = client.get(f"/search/suggest.json?q=rom&as_of={late}").json()["suggestions"]
    assert found[0]["address"] == "/stakeholders/roma/?as_of=2013-06-01"


@pytest.mark.parametrize("typed", ["", "*", '"', "网", "a" * 500, "\0", "- -", "-spam"])
def test_suggestions_take_any_text(client, typed):
    assert client.get("/search/suggest.json", {"q": typed}).status_code == 200
    assert client.get("/search/suggest/", {"q": typed}).status_code == 200


def test_the_shipped_record_is_searched(client, record):
    page = page_of(client, "q=sponsor:brazil+kind:contribution")
    assert "hits." in page
    assert client.get("/search/?q=WTPF-IEG/2/10").status_code == 302
    assert "<mark>human</mark> <mark>rights</mark>" in page_of(client, "q=human+rights")
