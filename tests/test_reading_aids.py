"""Reading aids on the page of a revision: computed from the words, shown where there is something to show."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from documents.text.structure import paragraphs_of
from opinions import agreed
from opinions.agreed import shared_passages
from opinions.aids import aids_of
from opinions.drawing.marked import Link, marked
from opinions.followed import bracket_aid
from opinions.remembered import numbered_lines
from tests.factory import make_contribution, make_opinion, make_revision, make_source
from tests.world import queries_of

FORUM = "The fifth World Telecommunication/ICT Policy Forum (Geneva, 2013),"
AGREED = "the need to build confidence and security in the use of information and communication technologies"


def make_text(opinion=None, *lines, **given):
    """A revision with an official text of these lines."""
    return make_revision(opinion, **{"text": "\n".join(lines), "basis": "official", **given})


def make_versions(*texts: str, opinion=None) -> list:
    """Official texts of one opinion, each written from the one before."""
    opinion, found = opinion or make_opinion(), []
    for text in texts:
        found.append(make_text(opinion, text, based_on=found[-1:]))
    return found


def page(client, revision, query="") -> str:
    answer = client.get(revision.get_absolute_url() + query)
    assert answer.status_code == 200
    return answer.content.decode()


def words(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", "", html.replace("<br>", " ")).split())


def aids(html: str) -> str:
    """The part of a page that holds the aids, as words; empty where there is none."""
    _, found, rest = html.partition('<section class="aids"')
    return words(f"<{rest.partition('</section>')[0]}") if found else ""


# --- marks in a text ---------------------------------------------------------------------------


def test_marks_cut_a_text_where_they_begin_and_end():
    pieces = marked("invites all to act", opening=7, links=[Link(8, 11, "/all/")], spans=[(8, 14)])
    assert [(one.text, one.opening, one.bracketed, one.address) for one in pieces] == [
        ("invites", True, False, ""),
        (" ", False, False, ""),
        ("all", False, True, "/all/"),
        (" to", False, True, ""),
        (" act", False, False, ""),
    ]


def test_brackets_within_brackets_end_with_the_outer_one():
    pieces = marked("a[b[c]d]e", spans=[(1, 8), (3, 6)])
    assert "".join(one.text for one in pieces if one.bracketed) == "[b[c]d]"


def test_text_without_marks_is_one_piece():
    assert [one.text for one in marked("words")] == ["words"]
    assert marked("") == []


SPANS = st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)).map(sorted).map(tuple), max_size=5)


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=30), st.integers(0, 30), SPANS, SPANS)
def test_pieces_joined_are_the_text(text, opening, spans, ends):
    links, reach = [], 0
    for start, end in sorted(ends):
        if start >= reach:
            links.append(Link(start, end, "/x/"))
            reach = end
    assert "".join(one.text for one in marked(text, opening=opening, links=links, spans=spans)) == text


# --- references --------------------------------------------------------------------------------

pytestmark = pytest.mark.django_db


def test_references_are_links_and_listed(client):
    document = make_contribution(symbol="WTPF-IEG/2/14")
    html = page(
        client, make_text(None, "recalling document WTPF-IEG/2/14 and the Tunis Agenda, paragraph 35,")
    )
    assert f'<a class="reference" href="{document.get_absolute_url()}">WTPF-IEG/2/14</a>' in html
    assert '<a class="reference" href="/instruments/tunis-agenda/">Tunis Agenda, paragraph 35</a>' in html
    assert "WTPF-IEG/2/14, in paragraph 1." in aids(html)
    assert "Tunis agenda, in paragraph 1 (paragraph 35)." in aids(html)


def test_reference_that_is_only_likely_is_marked(client):
    html = page(client, make_text(None, "recalling Resolution 101,"))
    assert 'class="reference unsure" href="/instruments/pp-resolution-101/"' in html
    assert "(whose it is, is not said here; its number suggests it)" in aids(html)


def test_references_of_an_editors_summary_are_linked_and_nothing_else_is_read(client):
    revision = make_revision(text=f"{FORUM}\ninvites Member States, [if/when] asked, to read Resolution 101.")
    html = page(client, revision)
    assert 'class="reference unsure"' in html and "What it cites" in aids(html)
    for other in ("Square brackets", "Who is asked", "How strongly"):
        assert other not in html


def test_page_without_anything_to_say_has_no_aids(client):
    assert aids(page(client, make_text(None, "Nothing of the kind stands here."))) == ""


def test_text_is_escaped_wherever_it_is_shown(client):
    evil = "invites <script>alert(1)</script> & [<b>x</b>/<i>y</i>] to read Resolution 101, as appropriate."
    html = page(client, make_text(None, FORUM, evil))
    assert "<script>alert" not in html and "<b>x" not in html and "<i>y" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html


def test_opening_words_and_anchors_stay(client):
    html = page(client, make_text(None, FORUM, "considering", "a) that it is so,"))
    assert "<em>considering</em>" in html
    assert re.findall(r'id="(p\d)"', html) == ["p1", "p2", "p3"]


# --- brackets ----------------------------------------------------------------------------------


def test_open_brackets_are_marked_with_their_alternatives(client):
    html = page(client, make_text(None, "that Member States [shall/should] act;"))
    assert '<span class="in-brackets">[shall/should]</span>' in html
    assert "Square brackets: 1 open" in aids(html)
    assert "A choice between “shall” and “should”." in aids(html)


def test_brackets_are_followed_back_to_where_they_were_opened(client):
    first, second, third = make_versions(
        "that it is so;", "that it [perhaps] is so;", "that it [perhaps] is just so;"
    )
    assert f"“[perhaps]”. Open since {second.label}." in aids(page(client, third))
    assert "Open since" not in aids(page(client, second))
    assert aids(page(client, first)) == ""


def test_page_says_how_a_bracket_ended_later_and_what_stayed(client):
    first, _, third = make_versions(
        "they [shall/should] act;", "they [shall/should] act now;", "they should act now;"
    )
    assert f"Closed, text kept in {third.label}: “should” stayed." in aids(page(client, first))


def test_page_says_which_brackets_its_text_closed(client):
    _, second = make_versions("they [shall/should] act [today];", "they should act;")
    text = aids(page(client, second))
    assert "Square brackets: none open Closed in this text:" in text
    assert "“[shall/should]” of Draft 1, paragraph 1: its text was kept; “should” stayed." in text
    assert "“[today]” of Draft 1, paragraph 1: its text was dropped." in text


def test_drafts_that_merge_close_brackets_of_both():
    opinion = make_opinion()
    left, right = make_text(opinion, "one [left] word"), make_text(opinion, "two [right] words")
    merged = make_text(opinion, "one left word\ntwo words", based_on=[left, right])
    found = aids_of(merged).brackets.closed
    assert [(one.bracket.text, one.earlier, one.fate) for one in found] == [
        ("left", left, "closed, text kept"),
        ("right", right, "closed, text dropped"),
    ]


def test_brackets_that_do_not_match_are_said(client):
    text = aids(page(client, make_text(None, "it is [open", "and closed] but not] opened")))
    assert "A bracket is closed that was never opened in paragraph 2." in text
    assert "It is never closed." in aids(page(client, make_text(None, "it is [open for ever")))


def test_bracket_over_paragraphs_is_marked_in_each(client):
    html = page(client, make_text(None, "that [one,", "two,", "three] four"))
    assert re.findall(r'in-brackets">([^<]*)<', html) == ["[one,", "two,", "three]"]


def test_brackets_are_followed_in_a_circle_only_once():
    first, second = make_versions("a [b] c", "a [b] c d")
    first.based_on.add(second)
    found = bracket_aid(first, [second])
    assert found.number == 1


def test_very_many_brackets_are_counted_and_the_first_listed(client):
    html = page(client, make_versions("[x y] " * 300, "[x y] " * 299)[1])
    assert "Square brackets: 299 open" in aids(html)
    assert "Only the first 100 are listed." in aids(html)


# --- requests and strength ---------------------------------------------------------------------

ASKING = (
    FORUM,
    "invites Member States and Sector Members",
    "1 to share;",
    "2 to contribute, as appropriate.",
)


def test_requests_stand_by_addressee_and_verb(client):
    html = page(client, make_text(None, *ASKING, "instructs the Secretary-General to report."))
    rows = re.findall(r"<tr>(.*?)</tr>", html, re.S)
    assert [words(row) for row in rows[1:]] == [
        "Member States invites Paragraph 3 to share; Paragraph 4 to contribute, as appropriate.",
        "Sector Members invites Paragraph 3 to share; Paragraph 4 to contribute, as appropriate.",
        "the Secretary-General instructs Paragraph 5 to report.",
    ]
    assert '<a href="#p3">' in html


def test_strength_shows_the_rule_of_each_operative_paragraph(client):
    text = aids(page(client, make_text(None, *ASKING, "resolves that members shall not wait.")))
    assert "Paragraph 3: “invites”: an invitation, 2 of 4." in text
    assert "Paragraph 4: “invites”: an invitation, 2 of 4; “as appropriate”: whoever is asked decides" in text
    assert (
        "Paragraph 5: “resolves”: a decision or an order, 4 of 4; “shall not”: an obligation, 4 of 4." in text
    )
    assert "Paragraph 2:" not in text


def test_preamble_commits_to_nothing():
    assert aids_of(make_text(None, FORUM, "considering", "a) that all should act,")).strengths == []


def test_change_in_strength_is_flagged_with_its_rule_and_a_link(client):
    first, second = make_versions(
        f"{FORUM}\nresolves that Member States shall take part in the work of the group.",
        f"{FORUM}\nresolves that Member States should take part in the work of the group.",
    )
    html = page(client, second)
    assert "Weaker in paragraph 2. “shall” became “should”: an obligation became a recommendation." in aids(
        html
    )
    place = f"/opinions/{first.opinion.slug}/compare/1...2/"
    anchor = re.search(rf'href="{place}#(change-\d+)"', html)[1]
    assert f'id="{anchor}"' in client.get(place).content.decode()
    assert "Changes in strength" not in page(client, first)


def test_change_since_a_text_of_another_opinion_is_flagged(client):
    earlier = make_text(None, FORUM, "invites all Member States to take part in the work of the group.")
    later = make_text(None, FORUM, "instructs all Member States to take part in the work of the group.",
                      based_on=[earlier])  # fmt: skip
    html = page(client, later)
    assert "Stronger in paragraph 2. “invites” became “instructs”" in aids(html)
    assert f"left={earlier.opinion.slug}:1&amp;right={later.opinion.slug}:1" in html


def test_change_since_an_editors_summary_is_none():
    summary = make_revision(text=f"{FORUM}\nresolves that Member States shall act on it.")
    text = make_text(summary.opinion, FORUM, "resolves that Member States may act on it.", based_on=[summary])
    assert aids_of(text).changes == []


# --- words that stand elsewhere ----------------------------------------------------------------


def test_words_that_another_text_has_too_are_found(client):
    other = make_text(None, "considering", f"that {AGREED} is felt,", label="Other draft")
    html = page(client, make_text(None, f"recalling {AGREED},"))
    assert f'<a href="{other.get_absolute_url()}#p2">{other.opinion.short_title}, Other draft</a>' in html
    assert "Paragraph 1: “the need to build confidence" in aids(html)
    assert "(15 words), also in" in aids(html)


def test_words_of_the_same_opinion_are_no_find():
    first, second = make_versions(f"recalling {AGREED},", f"recalling {AGREED} again,")
    assert aids_of(second).shared == aids_of(first).shared == []


def test_words_of_an_editors_summary_are_no_find():
    make_revision(text=f"It recalls {AGREED}.")
    assert aids_of(make_text(None, f"recalling {AGREED},")).shared == []


def test_newest_version_stands_for_an_opinion_and_the_rest_is_counted():
    for _ in range(5):
        newest = make_versions(f"recalling {AGREED},", f"recalling {AGREED} here,")[1]
    (found,) = aids_of(make_text(None, f"noting {AGREED},")).shared
    assert (len(found.places), found.more) == (3, 2)
    assert {row.number for row, _ in found.places} == {newest.number}


def test_text_that_is_a_draft_again_is_no_find():
    other, asking = make_text(None, f"that {AGREED},"), make_text(None, f"recalling {AGREED},")
    assert aids_of(asking).shared
    type(other).objects.filter(pk=other.pk).update(published_at=None)
    assert aids_of(asking).shared == []


def test_text_of_a_later_day_is_no_find(client):
    make_text(None, f"that {AGREED},", sources=[make_source(published="2014-01-01")])
    opinion = make_opinion(sources=[make_source()])
    revision = make_text(opinion, f"recalling {AGREED},")
    assert "also in" in page(client, revision)
    assert "also in" not in page(client, revision, "?as_of=2013-02-11")


def test_numbers_of_lines_are_those_of_the_paragraphs():
    text = "\u200b\nconsidering\n\n \u00a0\na) that\tit is so,\r\n\x0b\n¹ A note.\na | b"
    assert [number for number, _ in numbered_lines(text)] == [one.number for one in paragraphs_of(text)]
    assert [line for _, line in numbered_lines(text)] == [one.line for one in paragraphs_of(text)]


def test_full_index_takes_no_more_and_begins_anew_when_most_of_it_is_gone(monkeypatch):
    monkeypatch.setattr(agreed, "_index", agreed._Index())
    monkeypatch.setattr(agreed, "MOST_INDEXED", 2)
    old = [make_text(None, f"that {AGREED} {number},") for number in range(3)]
    asking = make_text(None, f"recalling {AGREED},")
    (found,) = shared_passages(asking, paragraphs_of(asking.text))
    assert len(found.places) == 2
    type(asking).objects.filter(pk__in=[row.pk for row in old]).update(published_at=None)
    new = make_text(None, f"having {AGREED},")
    assert [row for row, _ in shared_passages(asking, paragraphs_of(asking.text))[0].places] == [new]


# --- what it costs -----------------------------------------------------------------------------


@pytest.mark.parametrize("basis", ["official", "summary"])
def test_page_asks_the_same_with_three_times_the_versions(client, basis):
    opinion = make_opinion()
    text = f"{FORUM}\nrecalling {AGREED} and Resolution 101,\nthat they [shall/should] act;"
    first = make_revision(opinion, text=text, basis=basis)

    def fill():
        make_revision(opinion, text=text + " now;", basis=basis, based_on=[first])
        first.based_on.add(make_revision(text=text.replace("act", "wait"), basis=basis))
        make_contribution(symbol="WTPF-IEG/2/1")

    def asked() -> int:
        client.get(first.get_absolute_url())
        return queries_of(client, first.get_absolute_url())

    fill()
    before = asked()
    fill()
    fill()
    assert asked() == before


def test_long_text_is_shown_whole_and_its_aids_are_bounded(monkeypatch):
    monkeypatch.setattr("opinions.aids.MOST_PARAGRAPHS", 3)
    revision = make_text(None, FORUM, *["invites all Member States to act."] * 5, "recalling Resolution 101,")
    found = aids_of(revision)
    assert len(found.paragraphs) == 7
    assert [one.paragraph.number for one in found.strengths] == [2, 3]
    assert found.cited == []


# --- the shipped record ------------------------------------------------------------------------


def test_record_revisions_link_what_they_cite(client, record):
    html = client.get("/opinions/inclusivity/revisions/1/").content.decode()
    assert 'href="/instruments/tunis-agenda/"' in html
    assert "Resolution 175 (Plenipotentiary Conference), Guadalajara, 2010" in html
