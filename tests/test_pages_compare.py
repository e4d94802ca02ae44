"""Pages that compare texts: views, folding, moves, causes, notices, choosing, nonsense, days, queries."""

import html
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from opinions.models import Opinion, Revision
from tests.factory import (
    make_amendment,
    make_contribution,
    make_event,
    make_meeting,
    make_opinion,
    make_process,
    make_revision,
    make_source,
    make_stakeholder,
)

pytestmark = pytest.mark.django_db

OLD = [
    "The Forum,",
    "considering",
    "a) that broadband networks help economies to grow in every region of the world;",
    "b) that exchange points keep traffic local and lower the cost of access;",
    "c) that addresses of the sixth version of the protocol are plentiful;",
    "d) that governments, firms and civil society each have a role of their own;",
    "invites Member States to remove barriers to the building of networks.",
]
# a) moved to the end of its list, one point edited, one removed, one added, the stop of the last one changed
NEW = [
    "The Forum,",
    "considering",
    "a) that exchange points can keep traffic local and lower the cost of access;",
    "b) that governments, firms and civil society each have a role of their own;",
    "c) that broadband networks help economies to grow in every region of the world;",
    "d) that a new matter has arisen since the last of its meetings;",
    "invites Member States to remove barriers to the building of networks,",
]
VIEWS = ["inline", "side", "list"]
LATER = "2013-05-20"


def markup(client, address, status=200):
    response = client.get(address)
    assert response.status_code == status, (address, response.status_code)
    return response.content.decode()


def page(client, address, status=200):
    """The page's own words: tags taken out, white space made single."""
    text = html.unescape(re.sub(r"<[^>]+>", " ", markup(client, address, status)))
    return re.sub(r"\s+", " ", text)


def two(old=OLD, new=NEW, opinion=None, **fields):
    """Two official texts of one opinion, the second written from the first."""
    opinion = opinion or make_opinion()
    left = make_revision(opinion, text="\n\n".join(old), **{"basis": "official", **fields})
    right = make_revision(opinion, text="\n\n".join(new), based_on=[left], **{"basis": "official", **fields})
    return left, right


def between(left, right, query=""):
    return f"{left.opinion.get_absolute_url()}compare/{left.number}...{right.number}/{query}"


def marked(text, tag):
    """The words in all <ins> or <del> of the compared text, in order, without hidden words and numbers."""
    body = text.partition('class="comparison-rows"')[2]
    runs = re.findall(rf"<{tag}(?: class=\"light\")?>(.*?)</{tag}>", body, re.DOTALL)
    without = [re.sub(r'<span class="hidden">.*?</span>', "", run) for run in runs]
    return [html.unescape(run).strip() for run in without]


# --- what a comparison shows -------------------------------------------------------------------


def test_title_and_counts(client):
    left, right = two(opinion=make_opinion(short_title="Role of governments"))
    text = page(client, between(left, right))
    assert "Role of governments: version 1 to version 2" in text
    assert "14 words added, 12 removed" in text and "1 paragraph moved, 3 unchanged." in text


def test_both_texts_with_their_documents_and_sponsors(client):
    document, state = make_contribution(symbol="WTPF-13/16"), make_stakeholder(short_name="Brazil")
    left, right = two()
    right.sponsors.add(state)
    Revision.objects.filter(pk=right.pk).update(contribution=document)
    text = markup(client, between(left, right))
    for linked in (left, right, document, state):
        assert f'href="{linked.get_absolute_url()}"' in text


@pytest.mark.parametrize("view", VIEWS)
def test_views_hold_the_same_changes(client, view):
    left, right = two()
    reference = markup(client, between(left, right))
    text = markup(client, between(left, right, f"?view={view}"))
    for tag in ("ins", "del"):
        assert marked(text, tag) == marked(reference, tag) and marked(text, tag)


def test_side_by_side_and_inline_hold_both_texts(client):
    left, right = two()
    for view in ("inline", "side"):
        text = page(client, between(left, right, f"?view={view}"))
        for line in OLD[4:5] + NEW[5:6]:
            assert line in text


def test_list_leaves_unchanged_paragraphs_out(client):
    text = page(client, between(*two(), "?view=list"))
    assert "governments, firms and civil society" not in text and "can" in text


def test_changes_are_said_in_words_too(client):
    text = page(client, between(*two()))
    assert "added: can (end)" in text and "removed: c) that addresses" in text
    for words in ("Paragraph added", "Paragraph removed", "Edited", "Moved from 3, a)", "Punctuation only"):
        assert words in text


@pytest.mark.parametrize("view", ["inline", "side"])
def test_moved_paragraph_and_its_old_place_lead_to_each_other(client, view):
    text = markup(client, between(*two(), f"?view={view}"))
    (number,) = re.findall(r'moved to <a href="#change-(\d+)">5, c\)</a>', text)
    row = text.partition(f'id="change-{number}"')[2]
    assert 'Moved from <a href="#from-3">3, a)</a>' in row
    assert 'id="from-3"' in text


def test_moved_paragraph_in_the_list_leads_to_the_left_text(client):
    left, right = two()
    text = markup(client, between(left, right, "?view=list"))
    assert f'Moved from <a href="{left.get_absolute_url()}#p3">3, a)</a>' in text
    assert "#from-3" not in text


def test_paragraphs_lead_to_their_place_in_both_texts(client):
    left, right = two()
    text = markup(client, between(left, right))
    assert f'href="{left.get_absolute_url()}#p6"' in text and f'href="{right.get_absolute_url()}#p4"' in text


@pytest.mark.parametrize("view", VIEWS)
def test_every_anchor_that_is_linked_is_there_once(client, view):
    text = markup(client, between(*two(), f"?view={view}"))
    anchors = re.findall(r'\bid="([^"]+)"', text)
    assert len(anchors) == len(set(anchors))
    assert set(re.findall(r'href="#([^"]+)"', text)) <= set(anchors)


def test_map_leads_to_every_change(client):
    strip = markup(client, between(*two())).partition('class="change-map"')[2].partition("</nav>")[0]
    assert re.findall(r'href="#([^"]+)"', strip) == [
        "from-3", "change-1", "change-2", "change-3", "change-4", "change-5"
    ]  # fmt: skip
    assert 'aria-label="Change 4: paragraph 6, added"' in strip


def test_only_changes_folds_what_did_not_change(client):
    left, right = two()
    folded = markup(client, between(left, right, "?changes=only"))
    assert "2 unchanged paragraphs, 1 to 2" in folded and "1 unchanged paragraph, 4" in folded
    assert folded.count('<details class="fold">') == 2
    assert '<details class="fold">' not in markup(client, between(left, right))


def test_links_between_views_keep_the_folding(client):
    text = markup(client, between(*two(), "?view=side&changes=only"))
    place = re.search(r"[^\"]*\?view=list&amp;changes=only", text)
    assert place and 'aria-current="page">Side by side' in text
    assert re.search(r'href="[^"]*\?view=side">Show unchanged', text)


def test_equal_texts(client):
    text = page(client, between(*two(OLD, OLD)))
    assert "The two are the same, word for word." in text and "Map of the changes" not in text


def test_hostile_text_is_escaped(client):
    hostile = "<script>alert(1)</script> & \"<b onmouseover='x'>\" &lt;i&gt;"
    opinion = make_opinion(title="<b>", short_title="<script>t")
    left, right = two([*OLD, f"{hostile} old"], [*NEW, f"{hostile} new {hostile}"], opinion)
    make_event(opinion, "revised", revision=right, summary=hostile)
    for view in VIEWS:
        text = markup(client, between(left, right, f"?view={view}"))
        assert "<script>alert" not in text and "<b onmouseover" not in text and "<script>t" not in text
        assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp;" in text and "&amp;lt;i&amp;gt;" in text


def test_page_runs_and_styles_nothing_from_inside_itself(client):
    text = markup(client, between(*two()))
    assert "style=" not in text and not re.search(r"<script(?![^>]*\bsrc=)", text)


# --- causes ------------------------------------------------------------------------------------


def test_change_carries_its_only_cause_with_its_sources(client):
    left, right = two()
    make_event(
        left.opinion,
        "revised",
        revision=right,
        meeting=make_meeting(short_title="IEG 3"),
        sources=[make_source(key="U16")],
    )
    text = markup(client, between(left, right, "?view=list"))
    first = text.partition('id="change-1"')[2].partition("</li>")[0]
    assert "Revised, 10 October 2012 (IEG 3)" in first and "U16" in first


def test_several_causes_stand_above_the_text(client):
    left, right = two()
    make_event(left.opinion, "revised", revision=right, summary="They wrote all night.")
    make_amendment(
        left.opinion,
        proposers=[make_stakeholder(short_name="Turkey")],
        summary="It asked for a word.",
        resulting_revision=right,
    )
    text = page(client, between(left, right))
    assert "2 recorded steps lead from the one to the other." in text
    assert "Change proposed by Turkey" in text and "They wrote all night." in text
    assert "Cause: one of step 1 , step 2 above" in text


def test_amendment_is_named_where_its_words_stand(client):
    left, right = two()
    make_amendment(left.opinion, wording="can", proposer_note="one delegate", resulting_revision=right)
    make_event(left.opinion, "revised", revision=right)
    rows = markup(client, between(left, right, "?view=list")).partition('class="changes"')[2].split("<li")[1:]
    assert ["one delegate" in row for row in rows[:5]] == [True, False, False, False, False]


def test_no_cause_recorded(client):
    text = page(client, between(*two(), "?view=list"))
    assert "No cause is recorded: no source names an event" in text and "No cause recorded" in text


def test_texts_that_were_not_written_from_each_other_only_differ(client):
    opinion = make_opinion()
    left, right = make_revision(opinion), make_revision(opinion)
    text = page(client, between(left, right))
    assert "What differs" in text and "What changed" not in text
    assert "no source says that the text on the right was written from the one on the left" in text


def test_backwards_comparison_says_so(client):
    left, right = two()
    make_event(left.opinion, "revised", revision=right)
    text = page(client, between(right, left))
    assert "This comparison goes backwards" in text and "Cause:" not in text


# --- what we have of the texts -----------------------------------------------------------------


def test_summaries_are_said_to_be_no_wording(client):
    both = page(client, between(*two(basis="summary")))
    assert "Both are editors’ summaries , not the official wording." in both.replace(
        "summaries,", "summaries ,"
    )
    left, right = two()
    Revision.objects.filter(pk=right.pk).update(basis="summary")
    assert "Version 2, on the right, is an editors’ summary" in page(client, between(left, right))
    assert "editors’ summary" not in page(client, between(*two()))


def test_excerpt_is_said_to_be_one(client):
    left, right = two()
    Revision.objects.filter(pk=left.pk).update(basis="excerpt")
    assert "Version 1, on the left, is an excerpt." in page(client, between(left, right))


def test_other_language_is_said(client):
    left, right = two()
    Revision.objects.filter(pk=left.pk).update(language="fr")
    assert "in different languages (fr and en)" in page(client, between(left, right))


def test_text_that_was_not_found_cannot_be_compared(client):
    opinion = make_opinion()
    left = make_revision(opinion, text="", basis="none", label="Fourth draft", note="Only its date is known.")
    right = make_revision(opinion, based_on=[left])
    text = page(client, between(left, right))
    assert "the text of Fourth draft was not found" in text and "Only its date is known." in text
    assert "words added" not in text


# --- choosing ----------------------------------------------------------------------------------


def test_choice_is_the_newest_and_the_one_before(client):
    opinion = make_opinion()
    for _ in range(3):
        make_revision(opinion)
    text = markup(client, f"{opinion.get_absolute_url()}compare/")
    checked = re.findall(r'name="([ab])" value="(\d)"[^>]* checked', text)
    assert checked == [("a", "2"), ("b", "3")]


def test_choice_leads_to_the_address_of_the_comparison(client):
    left, right = two()
    response = client.get(f"{left.opinion.get_absolute_url()}compare/?a=1&b=2&view=side&as_of=2013-02-11")
    assert response.status_code == 302
    assert response["Location"] == between(left, right, "?view=side&as_of=2013-02-11")


def test_comparison_has_the_form_with_its_own_versions_chosen(client):
    left, right = two()
    make_revision(left.opinion)
    text = markup(client, between(left, right))
    assert re.findall(r'name="([ab])" value="(\d)"[^>]* checked', text) == [("a", "1"), ("b", "2")]


def test_opinion_page_has_the_form_where_there_are_two_versions(client):
    left, _ = two()
    text = markup(client, left.opinion.get_absolute_url() + "?as_of=2013-02-11")
    form = text.partition('class="compare-form"')[2].partition("</form>")[0]
    assert 'name="as_of" value="2013-02-11"' in form and form.count('type="radio"') == 4
    alone = make_revision().opinion
    assert "compare-form" not in markup(client, alone.get_absolute_url())


def test_revision_page_leads_to_how_it_came_from_the_one_before(client):
    left, right = two()
    third = make_revision(left.opinion, based_on=[left])
    text = markup(client, third.get_absolute_url())
    assert f'href="{between(left, third)}">Compare with Draft 1, from which it was written' in text
    assert f'href="{between(right, third)}">Compare with the one before, Draft 2' in text
    assert 'aria-label="Comparisons"' not in markup(client, left.get_absolute_url())


def test_revision_written_from_another_text_leads_to_the_comparison_with_it(client):
    other = make_revision(make_opinion(slug="other"))
    revision = make_revision(make_opinion(slug="own"), based_on=[other])
    text = markup(client, revision.get_absolute_url() + "?as_of=2013-02-11")
    assert 'href="/compare/?left=other:1&amp;right=own:1&amp;as_of=2013-02-11"' in text


@pytest.mark.parametrize(("number", "words"), [(0, "No version of this text"), (1, "Only one version")])
def test_nothing_to_choose_from(client, number, words):
    opinion = make_opinion()
    for _ in range(number):
        make_revision(opinion)
    assert words in page(client, f"{opinion.get_absolute_url()}compare/")


def test_any_two_texts(client):
    left, right = make_revision(make_opinion(slug="one")), make_revision(make_opinion(slug="two"))
    text = markup(client, "/compare/?left=one:1&right=two:1")
    names = [revision.opinion.short_title for revision in (left, right)]
    assert f"{names[0]}, version 1, and {names[1]}, version 1" in text
    assert "/compare/?left=one:1&amp;right=two:1&amp;view=side" in text
    assert "/compare/?left=two:1&amp;right=one:1" in text


def test_any_two_texts_of_one_opinion_have_one_address(client):
    left, right = two(opinion=make_opinion(slug="one"))
    response = client.get("/compare/?left=one:1&right=one:2&changes=only")
    assert response["Location"] == between(left, right, "?changes=only")


def test_form_of_any_two_texts_offers_what_readers_see(client):
    make_revision(make_opinion(slug="one"))
    make_revision(make_opinion(slug="draft", published=False))
    make_revision(Opinion.objects.get(slug="one"), published=False)
    make_opinion(slug="empty")
    text = markup(client, "/compare/?left=one:1")
    assert set(re.findall(r'<option value="([^"]+)"', text)) == {"one:1"}
    assert text.count('value="one:1" selected') == 1


def test_form_without_any_text(client):
    assert "No text is known" in page(client, "/compare/")


# --- nonsense ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("place", "status", "words"),
    [
        ("compare/1...9/", 404, "This text has no version 9. Choose from those below."),
        ("compare/1...99999999999999999999/", 404, "has no version 99999999999999999999"),
        ("compare/1...1/", 404, "Both sides name the same version."),
        ("compare/1...x/", 404, "Nothing is at this address"),
        ("compare/?a=1&b=9", 400, "This text has no version 9."),
        ("compare/?a=1&b=1", 400, "Both sides name the same version."),
        ("compare/?a=1", 400, "Choose two versions by their numbers"),
        ("compare/?a=one&b=²", 400, "Choose two versions by their numbers"),
        ("compare/1...2/?view=none", 400, "“none” is no value of “view”. Choose one of: inline, side, list."),
        ("compare/1...2/?changes=1", 400, "“1” is no value of “changes”."),
        ("compare/1...2/?as_of=soon", 400, "“soon” is not a day."),
    ],
)
def test_bad_address_of_two_versions(client, place, status, words):
    left, _ = two()
    assert words in page(client, left.opinion.get_absolute_url() + place, status)


@pytest.mark.parametrize(
    ("query", "status", "words"),
    [
        ("left=one&right=one:1", 400, "“one” names no text."),
        ("left=:1&right=one:1", 400, "“:1” names no text."),
        ("left=one:0x1&right=one:1", 400, "“one:0x1” names no text."),
        ("left=one:9999999999999999999999&right=one:1", 400, "names no text."),
        ("left=one:7&right=one:1", 404, "There is no version 7 of a text called “one”."),
        ("left=<b>:7&right=one:1", 404, "There is no version 7 of a text called “<b>”."),
        ("left=none:1", 404, "There is no version 1 of a text called “none”."),
        ("left=one:1&right=one:1", 400, "Both sides name the same text."),
    ],
)
def test_bad_address_of_any_two_texts(client, query, status, words):
    make_revision(make_opinion(slug="one"))
    assert words in page(client, f"/compare/?{query}", status)
    assert "<b>" not in markup(client, f"/compare/?{query}", status)


def test_unknown_text_is_not_found(client):
    assert client.get("/opinions/none/compare/").status_code == 404
    assert client.get("/opinions/none/compare/1...2/").status_code == 404


def test_comparisons_are_only_read(client):
    for address in [between(*two()), "/compare/"]:
        assert client.post(address).status_code == 405
        assert client.head(address).status_code == 200


# --- drafts and days ---------------------------------------------------------------------------


def test_draft_version_is_never_compared_or_offered(client):
    left, right = two()
    make_revision(left.opinion, label="secret", published=False)
    markup(client, between(left, left.opinion.revisions.get(number=3)), 404)
    assert "secret" not in page(client, between(left, right))
    assert "secret" not in page(client, f"{left.opinion.get_absolute_url()}compare/")


def test_drafts_that_a_comparison_points_to_are_never_shown(client):
    left, right = two()
    draft = {"published": False}
    right.sponsors.add(make_stakeholder(short_name="secret sponsor", **draft))
    secret = make_contribution(symbol="secret/1", title="secret", **draft)
    Revision.objects.filter(pk=right.pk).update(contribution=secret)
    make_event(left.opinion, "revised", revision=right, summary="secret event", **draft)
    make_event(
        left.opinion, "revised", revision=right, meeting=make_meeting(short_title="secret meeting", **draft)
    )
    make_amendment(
        left.opinion,
        proposers=[make_stakeholder(short_name="secret", **draft)],
        resulting_revision=right,
    )
    for view in VIEWS:
        assert "secret" not in page(client, between(left, right, f"?view={view}"))


def test_version_that_was_not_public_yet(client):
    left, right = two(sources=[make_source(published="2013-01-01")])
    third = make_revision(left.opinion, sources=[make_source(published=LATER)])
    text = page(client, between(right, third, "?as_of=2013-02-11"), 404)
    assert "Version 3 was not public on 11 February 2013." in text and third.label not in text
    assert "words added" in page(client, between(left, right, "?as_of=2013-02-11"))


def test_version_of_any_text_that_was_not_public_yet(client):
    make_revision(make_opinion(slug="one"))
    make_revision(make_opinion(slug="two"), sources=[make_source(published=LATER)])
    text = page(client, "/compare/?left=one:1&right=two:1&as_of=2013-02-11", 404)
    assert "Nothing on this was public on 11 February 2013, as far as" in text


def test_draft_is_not_betrayed_by_a_day(client):
    left, _ = two()
    make_revision(left.opinion, published=False)
    text = page(client, f"{left.opinion.get_absolute_url()}compare/1...3/?as_of=2013-02-11", 404)
    assert "This text has no version 3." in text


def test_links_stay_on_the_day(client):
    left, right = two()
    make_event(left.opinion, "revised", revision=right)
    text = markup(client, between(left, right, "?view=list&as_of=2013-02-11"))
    assert f"{between(left, right)}?view=side&amp;as_of=2013-02-11" in text
    assert f'href="{right.get_absolute_url()}?as_of=2013-02-11#p3"' in text
    assert 'name="as_of" value="2013-02-11"' in text


def test_causes_of_a_later_day_are_left_out(client):
    left, right = two()
    make_event(
        left.opinion, "revised", revision=right, summary="Told later.", sources=[make_source(published=LATER)]
    )
    assert "Told later." not in page(client, between(left, right, "?as_of=2013-02-11"))
    assert "Told later." in page(client, between(left, right))


# --- how much is asked of the database ---------------------------------------------------------


def queries(client, address):
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


def grow(opinion, right):
    """More of everything that a comparison shows."""
    process = make_process()
    meeting, document = make_meeting(process=process), make_contribution(process=process)
    where = {"meeting": meeting, "contribution": document}
    make_event(opinion, "revised", revision=right, actors=[make_stakeholder()], body=meeting.body, **where)
    make_amendment(opinion, proposers=[make_stakeholder()], resulting_revision=right, **where)
    right.sponsors.add(make_stakeholder())
    other = make_revision(opinion, sponsors=[make_stakeholder()], contribution=document)
    right.based_on.add(other)
    make_event(opinion, "submitted", revision=other, **where)
    right.sources.add(make_source())


@pytest.mark.parametrize("query", ["", "?as_of=2013-02-11", "?view=side&changes=only", "?view=list"])
def test_comparison_asks_as_much_for_three_times_the_rows(client, query):
    left, right = two()
    Revision.objects.filter(pk__in=[left.pk, right.pk]).update(contribution=make_contribution())
    grow(left.opinion, right)
    before = queries(client, between(left, right, query))
    grow(left.opinion, right)
    grow(left.opinion, right)
    Revision.objects.filter(pk=right.pk).update(
        text="\n\n".join([*NEW, *(f"{n}) new point;" for n in range(30))])
    )
    assert queries(client, between(left, right, query)) == before <= 30


def test_form_of_any_two_texts_asks_as_much_for_three_times_the_rows(client):
    two()
    before = queries(client, "/compare/")
    two()
    two()
    assert queries(client, "/compare/") == before


# --- the shipped record ------------------------------------------------------------------------


def test_record_word_that_turkey_asked_for(client, record):
    text = markup(client, "/opinions/broadband/compare/2...3/?view=list")
    first = text.partition('id="change-1"')[2]
    assert marked(text, "ins") == ["relevant"]
    assert "Change proposed by Turkey" in first and "Both are editors’ summaries" in text


def test_record_every_two_neighbouring_versions_can_be_compared(client, record):
    for opinion in Opinion.objects.published():
        versions = list(opinion.revisions.published())
        for left, right in zip(versions, versions[1:], strict=False):
            for view in VIEWS:
                page(client, between(left, right, f"?view={view}"))
