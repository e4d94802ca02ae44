"""Pages of words: what they show, say and keep back; what they answer to nonsense; how much they ask."""

import html
import re

import pytest
from django.core.cache import cache
from django.template.loader import render_to_string
from django.urls import reverse

from opinions import lineage, views_origins
from opinions.models import Revision
from tests.factory import (
    make_contribution,
    make_event,
    make_meeting,
    make_official,
    make_opinion,
    make_revision,
    make_source,
    make_stakeholder,
    make_topic,
)
from tests.world import queries_of

pytestmark = pytest.mark.django_db

EVIL = "<script>alert(1)</script> & <b>bold</b>"
PAGES = ["authorship", "fate"]


@pytest.fixture(autouse=True)
def _empty_cache():
    cache.clear()


def of(revision, page, query=""):
    return f"{revision.get_absolute_url()}{page}/{query}"


def markup(client, address, status=200):
    response = client.get(address)
    assert response.status_code == status, address
    return response.content.decode()


def words(client, address, status=200):
    """The page's own words: tags taken out, white space made single."""
    plain = re.sub(r"<[^>]+>", " ", markup(client, address, status))
    return re.sub(r"\s+([.,:;])", r"\1", re.sub(r"\s+", " ", html.unescape(plain)))


@pytest.fixture
def merge():
    """A UK draft and a joint draft, merged."""
    opinion = make_opinion(slug="trial")
    document = make_contribution(symbol="WTPF-IEG/2/914", meeting=make_meeting(short_title="IEG 2"))
    uk, saudi, emirates = (make_stakeholder(short_name=name) for name in ("UK", "Saudi Arabia", "Emirates"))
    first = make_official(
        opinion, "Invites all to act.", label="UK draft", sponsors=[uk], contribution=document
    )
    second = make_official(
        opinion,
        "Encourages trade between all regions of the world every year.",
        label="Joint draft",
        sponsors=[saudi, emirates],
    )
    third = make_official(
        opinion,
        "Invites all to act.\n\nEncourages trade between all regions of the world each year.",
        first,
        second,
        label="Agreed text",
    )
    return first, second, third


# --- authorship --------------------------------------------------------------------------------


def test_authorship_says_whose_words_the_text_has(client, merge):
    text = words(client, of(merge[2], "authorship"))
    assert "Of its 14 words, 64% first stood in Joint draft, 29% first stood in UK draft and 7%" in text
    assert "A: Invites all to act." in text
    assert "regions of the world C: each B: year." in text


def test_authorship_marks_never_by_colour_alone(client, merge):
    page = markup(client, of(merge[2], "authorship"))
    runs = re.findall(r'<a class="run writer-\d"[^>]*><span class="marker">([A-Z])<', page)
    assert runs == ["A", "B", "C", "B"]


def test_authorship_run_leads_to_where_the_words_first_stood(client, merge):
    page = markup(client, of(merge[2], "authorship"))
    assert 'href="/opinions/trial/revisions/1/#p1"' in page
    assert 'href="/opinions/trial/revisions/2/#p1"' in page


def test_authorship_bar_has_a_text_alternative(client, merge):
    page = markup(client, of(merge[2], "authorship"))
    assert 'role="img" aria-labelledby="bar-title"' in page
    assert "Share of each version: A, UK draft, 29%; B, Joint draft, 64%; C, Agreed text, 7%." in page


def test_authorship_table_names_document_meeting_and_joint_sponsors(client, merge):
    text = words(client, of(merge[2], "authorship"))
    for part in ("WTPF-IEG/2/914", "IEG 2", "Emirates and Saudi Arabia, jointly (B)", "1 October 2012"):
        assert part in text


def test_authorship_lists_lost_words(client, merge):
    text = words(client, of(merge[2], "authorship")).partition("Words that were lost")[2]
    assert "Of Joint draft: 1 word every last in Joint draft; dropped in Agreed text" in text


def test_first_version_says_that_nothing_earlier_is_recorded(client, merge):
    text = words(client, of(merge[0], "authorship"))
    assert (
        "All of its 4 words first stand here: nothing earlier is recorded that it was written from." in text
    )
    assert '<svg class="share-bar"' not in markup(client, of(merge[0], "authorship"))


def test_text_taken_over_whole_says_from_where(client, merge):
    fourth = make_official(merge[0].opinion, merge[0].text, merge[0])
    assert "All of its 4 words first stood in UK draft." in words(client, of(fourth, "authorship"))


def test_version_without_text_says_so_on_both_pages(client):
    revision = make_revision(text="", basis="none")
    assert "The text of this version was not found, so nobody can say who wrote its words." in words(
        client, of(revision, "authorship")
    )
    assert "so nobody can say what became of its words." in words(client, of(revision, "fate"))


def test_summaries_are_not_taken_for_official_wording(client):
    revision = make_revision(label="UK draft")
    later = make_revision(revision.opinion, based_on=[revision])
    assert "first mention a thing; they do not show who wrote the official words." in words(
        client, of(later, "authorship")
    )
    assert "it does not show what became of the official words." in words(client, of(revision, "fate"))


def test_official_texts_carry_no_warning(client, merge):
    for page in PAGES:
        assert "summary-warning" not in markup(client, of(merge[2], page))


def test_text_not_found_on_the_way_is_named(client):
    first = make_official(make_opinion(), "Invites all to act.")
    between = make_revision(first.opinion, text="", basis="none", based_on=[first], label="Lost text")
    last = make_official(first.opinion, "Invites all to act now.", between)
    assert "Nobody can say what stood in Lost text. Words that count here" in words(
        client, of(last, "authorship")
    )
    assert "Nobody can say what stood in Lost text. Words that seem" in words(client, of(first, "fate"))


def test_text_not_found_is_no_doubt_where_nothing_is_answered(client):
    first = make_official(make_opinion(), "Invites all to act.")
    make_revision(first.opinion, text="", basis="none", based_on=[first], label="Lost text")
    assert "A text on the way was not found" not in words(client, of(first, "fate"))


def test_excerpts_and_other_languages_are_named(client):
    first = make_revision(text="Rappelle tout.", basis="excerpt", language="fr", label="Extrait")
    last = make_official(first.opinion, "Recalls all.", first)
    text = words(client, of(last, "authorship"))
    assert "Only a part of Extrait was found." in text
    assert "Extrait is in another language" in text


# --- fate --------------------------------------------------------------------------------------


def test_fate_says_what_stands_and_where_the_rest_ended(client, merge):
    text = words(client, of(merge[1], "fate"))
    assert "Of its 10 words, 90% still stand in Agreed text." in text
    assert "Ended with the step to Agreed text" in text
    assert "regions of the world Ended: every, not in version 3 year." in text


def test_fate_of_a_word_leads_to_the_step_and_names_its_cause(client, merge):
    make_event(merge[0].opinion, "agreed", revision=merge[2], date="2013-02-08")
    page = markup(client, of(merge[1], "fate"))
    assert '<a class="fate fate-ended" href="/opinions/trial/compare/2...3/">' in page
    assert "Agreed, 8 February 2013" in words(client, of(merge[1], "fate"))


def test_fate_without_an_event_says_that_no_cause_is_recorded(client, merge):
    assert "no cause recorded" in words(client, of(merge[1], "fate"))


def test_fate_of_a_text_that_led_nowhere(client, merge):
    assert "No later version is recorded that was written from it." in words(client, of(merge[2], "fate"))


def test_fate_where_no_later_text_was_found(client):
    first = make_official(make_opinion(), "Invites all to act.")
    make_revision(first.opinion, text="", basis="none", based_on=[first])
    assert "Not known: later versions were written from it, and the text of none" in words(
        client, of(first, "fate")
    )


def test_fate_of_words_kept_in_one_line_only(client, merge):
    make_official(merge[0].opinion, "Invites all.", merge[0], label="Short text")
    text = words(client, of(merge[0], "fate"))
    assert "Of its 4 words, 50% still stand in Agreed text and Short text." in text
    assert "Kept in a line of versions, dropped in Short text" in text


# --- what both keep back -----------------------------------------------------------------------


@pytest.mark.parametrize("page", PAGES)
def test_texts_and_labels_are_escaped(client, page):
    first = make_official(make_opinion(short_title=EVIL), f"Invites {EVIL} to act.", label=EVIL[:40])
    second = make_official(first.opinion, "Invites nobody to act.", first, sponsor_note=EVIL)
    for revision in (first, second):
        shown = markup(client, of(revision, page))
        assert "<script>" not in shown
        assert "<b>bold" not in shown
    assert "&lt;script&gt;" in markup(client, of(first, page))


@pytest.mark.parametrize("page", PAGES)
def test_drafts_never_show(client, merge, page):
    draft = make_official(merge[0].opinion, "Invites all.", merge[2], label="Secret", published=False)
    for revision in merge:
        assert "Secret" not in markup(client, of(revision, page))
    assert client.get(of(draft, page)).status_code == 404


@pytest.mark.parametrize("page", PAGES)
def test_as_of_a_day_later_versions_stay_out_and_the_day_is_carried_on(client, page):
    first = make_official(make_opinion(), "Invites all.", sources=[make_source(published="2012-11-30")])
    first.opinion.sources.set([make_source(published="2012-11-30")])
    later = make_official(
        first.opinion, "Invites none.", first, sources=[make_source(published="2013-05-20")]
    )
    day = "?as_of=2013-01-01"
    shown = markup(client, of(first, page, day))
    assert later.label not in shown
    assert f"{first.get_absolute_url()}{day}" in shown
    assert "was public on 1 January 2013" in words(client, of(later, page, day), status=404)
    assert later.label in markup(client, of(first, page))


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/opinions/nothing/revisions/1/{}/", 404),
        ("/opinions/trial/revisions/99/{}/", 404),
        ("/opinions/trial/revisions/0/{}/", 404),
        ("/opinions/trial/revisions/99999999999999999999999/{}/", 404),
        ("/opinions/trial/revisions/-1/{}/", 404),
        ("/opinions/trial/revisions/3/{}/?page=2", 404),
        ("/opinions/trial/revisions/3/{}/?page=x", 400),
        ("/opinions/trial/revisions/3/{}/?as_of=yesterday", 400),
        ("/opinions/trial/revisions/3/{}/?nonsense=1", 200),
    ],
)
def test_nonsense_in_the_address(client, merge, page, address, status):
    assert client.get(address.format(page)).status_code == status


@pytest.mark.parametrize("page", PAGES)
def test_only_reading_is_allowed(client, merge, page):
    assert client.post(of(merge[2], page)).status_code == 405
    assert client.head(of(merge[2], page)).status_code == 200


@pytest.mark.parametrize("page", PAGES)
def test_circle_is_a_clear_page(client, merge, page):
    merge[0].based_on.add(merge[2])
    assert "written from each other in a circle" in words(client, of(merge[2], page), status=404)


@pytest.mark.parametrize("page", PAGES)
def test_long_text_goes_on_on_the_next_page(client, merge, page, monkeypatch):
    monkeypatch.setattr(views_origins, "PARAGRAPHS", 1)
    make_official(merge[0].opinion, merge[2].text, merge[2])
    assert 'id="p2"' not in markup(client, of(merge[2], page))
    assert 'id="p2"' in markup(client, of(merge[2], page, "?page=2"))


@pytest.mark.parametrize("page", PAGES)
def test_text_beyond_the_limit_says_what_is_shown(client, page, monkeypatch):
    monkeypatch.setattr(lineage, "MOST_WORDS", 8)
    first = make_official(make_opinion(), "Invites all to act today.")
    make_official(first.opinion, "Invites all.", first)
    text = words(client, of(first, page))
    assert "Only the beginning was traced." in text
    assert "Only the first 4 words are shown here; 1 more word of this text was not traced." in text


@pytest.mark.parametrize("page", PAGES)
def test_queries_do_not_grow(client, page):
    opinion = make_opinion()
    first = make_official(opinion, "Invites all to act.")

    def grow():
        document = make_contribution([make_stakeholder()], meeting=make_meeting())
        revision = make_official(
            opinion, "Invites all.", first, contribution=document, sponsors=[make_stakeholder()]
        )
        make_event(opinion, revision=revision, meeting=make_meeting())

    grow()
    few = queries_of(client, of(first, page))
    for _ in range(4):
        grow()
    cache.clear()
    assert queries_of(client, of(first, page)) == few


@pytest.mark.parametrize("page", PAGES)
def test_every_text_of_the_shipped_record_has_its_pages(client, record, page):
    for revision in Revision.objects.published().select_related("opinion"):
        assert client.get(of(revision, page)).status_code == 200


@pytest.mark.parametrize("page", PAGES)
def test_links_to_the_page_stand_by_themselves(merge, page):
    context = {"revision": merge[0], "opinion": merge[0].opinion, "as_of_query": "?as_of=2013-01-01"}
    link = render_to_string(f"opinions/{page}_link.html", context)
    assert f'href="{reverse(f"opinions:{page}", args=["trial", 1])}?as_of=2013-01-01"' in link
    assert "UK draft" in link


# --- the topic's drafts beside each other ------------------------------------------------------

ASKS = "The Forum of Telecommunication, Assembly,\n\ninvites Member States to act, as appropriate."


def test_topic_shows_competing_drafts_by_addressee(client):
    topic = make_topic()
    opinion = make_opinion(topic=topic)
    make_official(opinion, ASKS, label="UK draft")
    make_official(opinion, ASKS.replace("invites", "requests"), label="Iranian draft")
    text = words(client, topic.get_absolute_url()).partition("beside each other, by addressee")[2]
    assert "Addressed to UK draft Iranian draft" in text
    assert "Member States invites to act, as appropriate." in text
    assert "“invites”: an invitation; “as appropriate”: whoever is asked decides whether it applies" in text
    assert "“requests”: a request" in text


def test_topic_with_one_draft_says_so(client):
    topic = make_topic()
    first = make_revision(make_opinion(topic=topic), text="Invites Member States to act.")
    make_revision(first.opinion, text="Invites governments to act.", based_on=[first])
    text = words(client, topic.get_absolute_url())
    assert "Only one draft is recorded; beside it stands the last text that was written from it." in text
    assert "nothing in what was found" in text


def test_topic_names_drafts_not_found_and_drafts_that_ask_nothing(client):
    topic = make_topic()
    opinion = make_opinion(topic=topic)
    make_revision(opinion, text="", basis="none", label="Iranian draft")
    make_revision(opinion, text="Recalls it.", label="UK draft")
    text = words(client, topic.get_absolute_url())
    assert "the text of Iranian draft was not found, so nobody can say whom it asks to do what." in text
    assert "UK draft asks nothing of anybody, as far as the summary says." in text


def test_topic_escapes_what_drafts_ask(client):
    topic = make_topic()
    make_official(
        make_opinion(topic=topic),
        f"The Forum, Assembly,\n\ninvites <i>States</i> to run {EVIL}.",
        label=EVIL[:40],
    )
    shown = markup(client, topic.get_absolute_url())
    assert "<script>" not in shown
    assert "<i>States" not in shown


def test_topic_shows_no_draft_that_is_not_published(client):
    topic = make_topic()
    make_official(make_opinion(topic=topic), ASKS.replace("Member States", "Atlantis"), published=False)
    assert "Atlantis" not in markup(client, topic.get_absolute_url())
