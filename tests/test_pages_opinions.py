"""Pages of texts: what they show, what they keep back, what they answer to nonsense, how much they ask."""

import html
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from opinions.models import Event, Opinion
from tests.factory import (
    make_account,
    make_actor,
    make_adopted_opinion,
    make_amendment,
    make_contribution,
    make_discrepancy,
    make_event,
    make_gap,
    make_intervention,
    make_meeting,
    make_open_process,
    make_opinion,
    make_other_title,
    make_path,
    make_pledge,
    make_process,
    make_relation,
    make_revision,
    make_revision_chain,
    make_source,
    make_stakeholder,
    make_topic,
    make_withdrawn_opinion,
)

pytestmark = pytest.mark.django_db

LISTS = ["/opinions/", "/positions/", "/pledges/", "/discrepancies/", "/not-known/"]
LATER = "2013-05-20"


def page(client, address, status=200):
    """The page's own words: tags taken out, white space made single."""
    response = client.get(address)
    assert response.status_code == status, address
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", response.content.decode())))


def markup(client, address):
    return client.get(address).content.decode()


def of(opinion, query=""):
    return opinion.get_absolute_url() + query


def later():
    return [make_source(published=LATER)]


# --- one text ----------------------------------------------------------------------------------


def test_opinion_says_where_it_stands_with_the_source_of_that(client):
    opinion = make_opinion(adopted_number="Opinion 2", how="with the word “relevant” added")
    make_path("submitted", opinion=opinion, date="2012-10-10")
    make_path("adopted", opinion=opinion, date="2013-05-16", sources=[make_source(key="U34")])
    first_screen = page(client, of(opinion)).partition("What happened")[0]
    assert "Adopted on 16 May 2013 as Opinion 2, with the word “relevant” added." in first_screen
    assert "U34" in first_screen


def test_opinion_without_anything_says_so_in_every_section(client):
    text = page(client, of(make_opinion()))
    for words in (
        "Not known how it ended. Nothing is recorded of it but its name.",
        "No event of this text is recorded",
        "No text was found",
        "No source records what anybody said of it.",
        "No proposed change is recorded.",
        "No promise of text for it is recorded.",
        "No disagreement between sources is recorded on this text.",
        "No open question is recorded here.",
        "No relation to another text is recorded.",
    ):
        assert words in text


def test_opinion_of_an_open_process_is_open(client):
    opinion = make_path("submitted", opinion=make_opinion(make_open_process()), date="2012-10-10")
    assert "Open: submitted (since 10 October 2012)." in page(client, of(opinion))


def test_event_shows_all_that_is_known_of_it(client):
    opinion = make_opinion()
    contribution = make_contribution(symbol="WTPF-IEG/2/10")
    event = make_event(
        opinion,
        key="submitted-2012-10",
        date="2012-10-10/2012-10-12",
        hours="14:30",
        date_note="day not given",
        meeting=make_meeting(short_title="IEG 2"),
        contribution=contribution,
        revision=make_revision(opinion, label="Saudi draft"),
        summary="It was tabled.",
        out_of_order_reason="The record has it so.",
    )
    saudi = make_stakeholder(short_name="Saudi Arabia")
    make_actor(event, saudi, role="author")
    make_actor(event, saudi, role="presenter", order=2)
    text = page(client, of(opinion))
    for words in (
        "10–12 October 2012 14:30 day not given",
        "It was tabled.",
        "IEG 2",
        "The record has it so.",
    ):
        assert words in text
    assert "Saudi Arabia (author, presented it)" in text and "Saudi draft" in text
    links = markup(client, of(opinion))
    assert 'id="event-submitted-2012-10"' in links and contribution.get_absolute_url() in links


def test_events_stand_in_order(client):
    opinion = make_path("submitted", "deferred", "withdrawn")
    found = re.findall(r'id="event-(\w+)', markup(client, of(opinion)))
    assert found == ["submitted", "deferred", "withdrawn"]


def test_opinion_says_how_long_it_stood_at_each_stage(client):
    opinion = make_opinion()
    make_event(opinion, "submitted", date="2012-10-01")
    make_event(opinion, "withdrawn", date="2012-10-08")
    assert "Submitted: 7 days, from 1 October 2012" in page(client, of(opinion))


def test_opinion_shows_its_path_as_a_picture_that_leads_to_the_events(client):
    opinion = make_withdrawn_opinion()
    event = Event.objects.filter(opinion=opinion).first()
    assert f'<a href="#event-{event.key}" class="mark' in markup(client, of(opinion))


def test_versions_say_what_we_have_of_them(client):
    opinion = make_opinion()
    first = make_revision(opinion, label="UK draft", sponsors=[make_stakeholder(short_name="UK")])
    make_revision(opinion, label="Merged", based_on=[first], basis="official", text="One two three.")
    make_revision(opinion, label="Adopted", basis="none", text="")
    text = page(client, of(opinion))
    assert "1. UK draft" in text and "editors’ summary" in text and "summary of 11 words" in text
    assert "2. Merged" in text and "official text" in text and "3 words" in text
    assert "3. Adopted text not found" in text


def test_stances_lead_to_their_evidence(client):
    said = make_intervention(
        key="access-ixps", stance="concern", declared=False, summary="It worried Access."
    )
    text = page(client, of(said.opinion))
    assert "Concern (1)" in text and "It worried Access." in text
    assert "The stance is our reading of what was said." in text
    assert 'id="said-access-ixps"' in markup(client, of(said.opinion))


def test_remark_of_somebody_unnamed_without_stance(client):
    said = make_intervention(stance="", stakeholder=None, speaker="one delegate")
    assert "Other remarks One delegate It said so." in page(client, of(said.opinion))


def test_amendment_with_its_fate_and_the_words(client):
    turkey = make_stakeholder(short_name="Turkey")
    change = make_amendment(
        key="turkey", proposers=[turkey], wording="relevant", fate="accepted", fate_note="It was added."
    )
    text = page(client, of(change.opinion))
    assert "Turkey Change" in text and "What came of it Accepted . It was added." in text
    assert "“relevant”" in text and 'id="amendment-turkey"' in markup(client, of(change.opinion))


def test_amendment_by_nobody_known(client):
    assert "Not known who Change" in page(client, of(make_amendment().opinion))


def test_pledge_for_a_text_stands_on_its_page(client):
    opinion = make_opinion()
    make_pledge(opinion, stakeholders=[make_stakeholder(short_name="Cisco")], subject="text on ENUM")
    assert "Cisco Text on ENUM" in page(client, of(opinion))


def test_related_texts_both_ways_and_of_the_same_topic(client):
    topic = make_topic()
    opinion, sister = make_opinion(topic=topic), make_opinion(topic=topic, title="Sister")
    target, origin = make_opinion(title="Later"), make_opinion(title="Earlier")
    make_relation(opinion, target, kind="merged-into")
    make_relation(origin, opinion, kind="cited-by")
    text = page(client, of(opinion)).partition("6 Related texts")[2]
    assert "Merged into: Later" in text and "Cites: Earlier" in text
    assert f"On the same topic: {sister.title}" in text


def test_doubts_about_a_text_and_its_topic(client):
    opinion = make_opinion(topic=make_topic())
    make_discrepancy(opinions=[opinion], question="Which day?")
    gap = make_gap(what="who chaired")
    gap.topics.add(opinion.topic)
    make_discrepancy(question="Another matter?")
    text = page(client, of(opinion))
    assert "Which day?" in text and "Not known : who chaired" in text and "Another matter?" not in text


def test_citation_has_the_address(client):
    opinion = make_opinion(title="On IXPs")
    text = page(client, of(opinion))
    assert f"WTPF Tracker: “On IXPs” (opinion, {opinion.process})" in text
    assert f"http://testserver{opinion.get_absolute_url()}" in text


def test_what_people_wrote_is_escaped(client):
    opinion = make_opinion(title="<script>alert(1)</script>", how="<b>x</b>")
    make_event(opinion, "adopted", summary="<i>so</i>", actor_note="<u>who</u>")
    make_intervention(opinion, summary="<em>said</em>")
    text = markup(client, of(opinion))
    for raw in ("<script>", "<b>x", "<i>so", "<u>who", "<em>said"):
        assert raw not in text


# --- versions of a text ------------------------------------------------------------------------


def test_revision_has_addressable_paragraphs(client):
    revision = make_revision(text="Recalls one.\n\nTakes note of two.\n\nInvites three.")
    assert re.findall(r'id="(p\d)"', markup(client, revision.get_absolute_url())) == ["p1", "p2", "p3"]


def test_editors_summary_never_looks_official(client):
    summary, official = make_revision(), make_revision(basis="official")
    text = page(client, summary.get_absolute_url())
    assert "Editors’ summary, not the official wording." in text
    assert 'class="text"' not in markup(client, summary.get_absolute_url())
    assert "Editors’ summary" not in page(client, official.get_absolute_url())
    assert '<div class="text" lang="en">' in markup(client, official.get_absolute_url())


def test_revision_without_text_says_so(client):
    revision = make_revision(basis="none", text="")
    assert "Not known: the text was not found" in page(client, revision.get_absolute_url())


def test_excerpt_says_that_it_is_one(client):
    revision = make_revision(basis="excerpt")
    assert "Only this part of the official text was found." in page(client, revision.get_absolute_url())


def test_revision_leads_to_what_was_before_and_after(client):
    first, second, third = make_revision_chain(3)
    text = page(client, second.get_absolute_url())
    assert f"Written from {first.label} Led to {third.label}" in text
    assert f"Previous version: {first.label}" in text and f"Next version: {third.label}" in text


def test_revision_shows_the_changes_proposed_to_it(client):
    revision = make_revision()
    make_amendment(revision.opinion, revision=revision, summary="Add a word.")
    make_amendment(revision.opinion, summary="Elsewhere.")
    text = page(client, revision.get_absolute_url())
    assert "Add a word." in text and "Elsewhere." not in text


# --- topics ------------------------------------------------------------------------------------


def test_topic_puts_competing_drafts_beside_each_other(client):
    opinion = make_opinion(topic=make_topic())
    uk = make_revision(opinion, label="UK draft", text="Recalls rights.")
    iran = make_revision(opinion, label="Iranian draft", basis="none", text="")
    make_revision(opinion, label="Merged text", based_on=[uk, iran])
    text = page(client, opinion.topic.get_absolute_url())
    drafts, _, later = text.partition("What was written from them")
    assert "The drafts that competed" in drafts and "Recalls rights." in drafts and "Iranian draft" in drafts
    assert "Merged text" in later and "from UK draft, Iranian draft" in later


def test_topic_says_what_became_of_its_texts(client):
    opinion = make_withdrawn_opinion(topic=make_topic())
    assert f"{opinion.title} Withdrawn on 12 October 2012." in page(client, opinion.topic.get_absolute_url())


def test_topic_without_texts_or_drafts(client):
    text = page(client, make_topic().get_absolute_url())
    assert "No text on this topic is recorded" in text and "Not known: no draft was found" in text


def test_long_draft_is_cut_on_the_page_of_its_topic(client):
    opinion = make_opinion(topic=make_topic())
    make_revision(opinion, text="\n\n".join(f"Clause {number}." for number in range(1, 21)))
    text = page(client, opinion.topic.get_absolute_url())
    assert "Clause 12." in text and "Clause 13." not in text and "The whole of it, 20 paragraphs" in text


# --- lists -------------------------------------------------------------------------------------


def test_list_shows_where_each_text_stands(client):
    make_adopted_opinion(title="On IXPs", adopted_number="Opinion 1")
    text = page(client, "/opinions/")
    assert "1 text." in text and "adopted as Opinion 1" in text and "12 October 2012" in text


def test_list_keeps_filters_in_the_address_of_its_headings(client):
    make_adopted_opinion()
    assert "?outcome=adopted&amp;sort=title" in markup(client, "/opinions/?outcome=adopted")


def test_list_that_leaves_nothing_says_so(client):
    make_adopted_opinion()
    assert "No text has all of this." in page(client, "/opinions/?q=nothing")


def test_list_has_pages(client):
    for _ in range(51):
        make_opinion()
    assert "Page 1 of 2" in page(client, "/opinions/")
    page(client, "/opinions/?page=2")
    assert "There is no page 3" in page(client, "/opinions/?page=3", status=404)


def test_positions_are_cells_that_lead_to_evidence(client):
    opinion = make_opinion(short_title="IXPs")
    make_intervention(
        opinion, key="turkey-ixps", stance="amend", stakeholder=make_stakeholder(short_name="Turkey")
    )
    assert "Turkey on IXPs: Wants a change" in page(client, "/positions/")
    assert f'href="{opinion.get_absolute_url()}#said-turkey-ixps"' in markup(client, "/positions/")


def test_positions_without_a_text_are_listed_beneath(client):
    said = make_intervention(stance="")
    said.opinion = None
    said.save()
    assert said.summary in page(client, "/positions/").partition("On no single text")[2]


def test_positions_of_each_process_and_kind_have_their_own_table(client):
    make_intervention(make_opinion(make_process(short_title="PP-14"), instrument="resolution"))
    make_intervention(make_opinion(make_process(short_title="WTPF-13")))
    text = page(client, "/positions/")
    assert "PP-14: resolution" in text and "WTPF-13: opinion" in text


def test_pledges_say_whether_they_came(client):
    make_pledge(subject="text on ENUM", section="2.3.4.1 c)")
    document = make_contribution(symbol="WTPF-IEG/3/1")
    make_pledge(fate="delivered", delivered_by=document)
    make_pledge(fate="not-delivered", who_note="one delegate")
    text = page(client, "/pledges/")
    assert "Text on ENUM" in text and "2.3.4.1 c)" in text and "Not known whether it came." in text
    assert "It came, in WTPF-IEG/3/1" in text and "One delegate" in text and "It did not come." in text


def test_discrepancies_keep_every_account_and_mark_our_reading(client):
    question = make_discrepancy(question="Which day?", accounts=0, reading="We take the first.")
    make_account(question, says="On the first.", sources=[make_source(key="U1")])
    make_account(question, says="On the second.", sources=[make_source(key="U2")])
    text = page(client, "/discrepancies/")
    for words in ("Which day?", "On the first.", "On the second.", "U1", "U2"):
        assert words in text
    assert "How we read it: We take the first." in text
    assert f'id="{question.key}"' in markup(client, "/discrepancies/")


def test_gaps_by_kind_with_what_they_are_about(client):
    opinion = make_opinion(short_title="IXPs")
    make_gap(kind="events", what="who chaired it", opinions=[opinion])
    text = page(client, "/not-known/")
    assert "Events and actors Not known: who chaired it About: IXPs" in text


# --- what is kept back -------------------------------------------------------------------------


def secret_children(opinion):
    """One draft of everything that a page of `opinion` could show."""
    draft = {"published": False}
    make_event(opinion, summary="secret event", **draft)
    make_revision(opinion, label="secret revision", **draft)
    make_intervention(opinion, summary="secret words", **draft)
    make_intervention(opinion, summary="secret speaker said", stakeholder=make_stakeholder(**draft))
    make_amendment(opinion, summary="secret change", **draft)
    make_pledge(opinion, subject="secret promise", **draft)
    make_other_title(opinion, title="secret title", **draft)
    make_discrepancy(opinions=[opinion], question="secret question", **draft)
    make_gap(opinions=[opinion], what="secret gap", **draft)
    make_relation(opinion, make_opinion(title="secret text", **draft))
    make_relation(opinion, make_opinion(title="other text"), summary="secret relation", **draft)


def test_drafts_of_children_are_never_shown(client):
    opinion = make_opinion(topic=make_topic())
    secret_children(opinion)
    for address in [of(opinion), opinion.topic.get_absolute_url(), *LISTS]:
        assert "secret" not in page(client, address), address


def test_drafts_that_shown_rows_point_to_are_never_shown(client):
    draft = {"published": False}
    opinion = make_opinion(topic=make_topic(title="secret topic", short_title="secret", **draft))
    event = make_event(
        opinion,
        meeting=make_meeting(short_title="secret meeting", **draft),
        contribution=make_contribution(symbol="secret/1", **draft),
        revision=make_revision(opinion, label="secret revision", **draft),
    )
    make_actor(event, make_stakeholder(short_name="secret actor", **draft))
    shown = make_revision(opinion, sponsors=[make_stakeholder(short_name="secret sponsor", **draft)])
    shown.based_on.add(event.revision)
    make_amendment(opinion, proposers=[make_stakeholder(short_name="secret proposer", **draft)])
    make_pledge(opinion, stakeholders=[make_stakeholder(short_name="secret friend", **draft)])
    event.sources.add(make_source(key="secret-source", published_at=None))
    for address in [of(opinion), shown.get_absolute_url(), *LISTS]:
        assert "secret" not in page(client, address), address


def test_children_of_a_draft_are_never_shown(client):
    opinion = make_opinion(title="secret text", short_title="secret", published=False)
    revision = make_revision(opinion, label="secret revision")
    make_intervention(opinion, summary="secret words")
    make_pledge(opinion, subject="secret promise")
    for address in (of(opinion), revision.get_absolute_url()):
        page(client, address, status=404)
    for address in LISTS:
        assert "secret" not in page(client, address), address


def test_texts_of_a_draft_process_are_never_shown(client):
    opinion = make_opinion(make_process(published=False), title="secret text")
    page(client, of(opinion), status=404)
    page(client, make_topic(opinion.process).get_absolute_url(), status=404)
    assert "secret" not in page(client, "/opinions/")


# --- as of a day -------------------------------------------------------------------------------

AS_OF = "?as_of=2013-02-11"


def test_as_of_a_day_shows_what_was_public_then(client):
    opinion = make_path("submitted", opinion=make_opinion(make_open_process(), adopted_number="Opinion 1"))
    make_path("adopted", opinion=opinion, sources=later(), summary="Adopted at last.")
    text = page(client, of(opinion, AS_OF))
    assert "Open: submitted" in text and "Adopted at last." not in text and "Opinion 1" not in text
    assert "Adopted at last." in page(client, of(opinion, f"?as_of={LATER}"))


def test_as_of_a_day_leaves_later_children_out(client):
    opinion = make_opinion()
    make_revision(opinion, label="secret revision", sources=later())
    make_intervention(opinion, summary="secret words", sources=later())
    make_amendment(opinion, summary="secret change", sources=later())
    make_pledge(opinion, subject="secret promise", sources=later())
    make_other_title(opinion, title="secret title", sources=later())
    make_account(make_discrepancy(opinions=[opinion]), says="secret account", sources=later())
    for address in [of(opinion), "/positions/", "/pledges/", "/discrepancies/"]:
        assert "secret" not in page(client, address + AS_OF), address
        page(client, address)


def test_as_of_a_day_hides_a_summary_that_looks_back_from_later(client):
    sources = [make_source(published="2012-11-14"), make_source(published=LATER)]
    opinion = make_opinion(summary="It was adopted after all.", sources=sources)
    assert "It was adopted after all." not in page(client, of(opinion, AS_OF))
    assert "It was adopted after all." in page(client, of(opinion))


def test_as_of_a_day_links_stay_on_that_day(client):
    opinion = make_opinion()
    make_relation(opinion, make_opinion(slug="sister"))
    assert f'href="/opinions/sister/{AS_OF}"' in markup(client, of(opinion, AS_OF))
    assert f'href="{of(opinion, AS_OF)}"' in markup(client, "/opinions/" + AS_OF)


def test_as_of_a_day_before_anything_was_public(client):
    opinion = make_opinion()
    text = page(client, of(opinion, "?as_of=2012-01-01"), status=404)
    assert "Nothing on this was public on 1 January 2012, as far as" in text


def test_as_of_a_day_does_not_betray_a_draft(client):
    opinion = make_opinion(published=False)
    text = page(client, of(opinion, "?as_of=2012-01-01"), status=404)
    assert "Nothing on this was public" not in text


# --- nonsense ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "address",
    ["/opinions/none/", "/topics/none/", "/opinions/none/revisions/1/", "/opinions/UPPER%00/"],
)
def test_what_does_not_exist_is_not_found(client, address):
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("number", ["0", "2", "99999999999999999999"])
def test_revision_that_does_not_exist_is_not_found(client, number):
    revision = make_revision()
    assert client.get(of(revision.opinion) + f"revisions/{number}/").status_code == 404


@pytest.mark.parametrize(
    "address",
    [
        "/opinions/?outcome=won",
        "/opinions/?year=abc",
        "/opinions/?sort=x",
        "/opinions/?page=x",
        "/opinions/?as_of=soon",
        "/positions/?category=x",
        "/pledges/?fate=x",
        "/discrepancies/?as_of=2013-13-01",
    ],
)
def test_malformed_question_gets_a_clear_page(client, address):
    assert "“" in page(client, address, status=400)


def test_pages_are_only_read(client):
    for address in [*LISTS, of(make_opinion())]:
        assert client.post(address).status_code == 405
        assert client.head(address).status_code == 200


# --- how much is asked of the database ---------------------------------------------------------


def fill(topic):
    """A text with one of everything, twice where it is a list."""
    opinion = make_opinion(topic=topic)
    meeting = make_meeting(process=topic.process)
    document = make_contribution(process=topic.process)
    first, second = make_revision_chain(2, opinion)
    for revision in (first, second):
        revision.sponsors.add(make_stakeholder())
        revision.contribution = document
        revision.save()
    for kind in ("submitted", "agreed"):
        make_event(
            opinion, kind, actors=[make_stakeholder()], meeting=meeting, body=meeting.body,
            contribution=document, revision=first,
        )  # fmt: skip
    fill_positions(opinion, meeting, document, [first, second])
    make_relation(opinion, make_opinion(topic=topic))
    make_other_title(opinion)
    return opinion


def fill_positions(opinion, meeting, document, revisions):
    where = {"meeting": meeting, "contribution": document}
    make_intervention(opinion, **where)
    make_intervention(opinion, stance="", **where)
    make_amendment(
        opinion,
        proposers=[make_stakeholder()],
        revision=revisions[0],
        resulting_revision=revisions[1],
        **where,
    )
    make_pledge(
        opinion, stakeholders=[make_stakeholder()], meeting=meeting, delivered_by=document, fate="delivered"
    )
    for make in (make_discrepancy, make_gap):
        doubt = make(opinions=[opinion])
        doubt.topics.add(opinion.topic)
        doubt.meetings.add(meeting)
        doubt.contributions.add(document)
        doubt.stakeholders.add(make_stakeholder())


def queries(client, address):
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


@pytest.mark.parametrize("query", ["", "?as_of=2013-02-11"])
@pytest.mark.parametrize("address", [*LISTS, "topic"])
def test_lists_ask_as_much_for_three_times_the_rows(client, address, query):
    topic = make_topic()
    address = (topic.get_absolute_url() if address == "topic" else address) + query
    fill(topic)
    before = queries(client, address)
    fill(topic)
    fill(topic)
    assert queries(client, address) == before


@pytest.mark.parametrize("query", ["", "?as_of=2013-02-11"])
def test_opinion_and_revision_ask_as_much_for_three_times_the_rows(client, query):
    opinion = fill(make_topic())
    addresses = [of(opinion, query), opinion.revisions.get(number=1).get_absolute_url() + query]
    before = [queries(client, address) for address in addresses]
    for _ in range(2):
        meeting, document = make_meeting(process=opinion.process), make_contribution(process=opinion.process)
        versions = [
            make_revision(opinion, based_on=opinion.revisions.all(), contribution=document) for _ in "ab"
        ]
        event = {"meeting": meeting, "contribution": document, "revision": opinion.revisions.first()}
        make_event(opinion, "agreed", actors=[make_stakeholder()], body=meeting.body, **event)
        fill_positions(opinion, meeting, document, [opinion.revisions.first(), versions[1]])
        make_relation(make_opinion(), opinion)
        make_opinion(topic=opinion.topic)
    assert [queries(client, address) for address in addresses] == before


# --- the questions the record has to answer ----------------------------------------------------


def test_record_what_became_of_the_first_saudi_draft(client, record):
    text = page(client, "/opinions/multistakeholderism/")
    assert "Adopted on 16 May 2013 as Opinion 5" in text and "WTPF-IEG/2/10" in text


def test_record_why_the_inclusivity_opinion_ended(client, record):
    text = page(client, "/opinions/inclusivity/")
    assert "Withdrawn on 7 February 2013" in text and "fundamental differences" in text


def test_record_who_wanted_the_word_relevant_and_whether_it_came(client, record):
    changes = page(client, "/opinions/broadband/").partition("Changes that were proposed")[2]
    assert re.search(r"Turkey [^.]*“relevant”.*?What came of it Accepted", changes)


def test_record_how_brazils_text_went_and_what_is_disputed(client, record):
    text = page(client, "/opinions/role-of-governments/")
    for version in ("version one", "version two", "version three", "version four"):
        assert version in text
    disputed = text.partition("4 Where sources disagree")[2]
    assert "What became of the text on the role of governments?" in disputed


def test_record_what_cisco_promised(client, record):
    text = page(client, "/pledges/?stakeholder=cisco")
    assert "3 promises" in text and "ENUM" in text and "Not known whether it came." in text
    assert "10–12 October 2012" in text


def test_record_what_was_public_on_11_february_2013(client, record):
    text = page(client, "/opinions/?as_of=2013-02-11")
    assert "11 February 2013" in text and "withdrawn" in text and "as Opinion" not in text


def test_record_every_page_of_texts_answers(client, record):
    for opinion in Opinion.objects.published():
        page(client, of(opinion))
        for revision in opinion.revisions.published():
            page(client, revision.get_absolute_url())


def test_opinion_as_of_a_day_has_the_title_known_then(client):
    early = [make_source(published="2012-10-20")]
    opinion = make_opinion(title="As adopted", short_title="Broadband", sources=early)
    make_revision(opinion, title="As tabled", sources=early)
    make_revision(opinion, title="As adopted", sources=later())
    for address in (of(opinion), "/opinions/", f"{of(opinion)}revisions/1/"):
        known_then = page(client, f"{address}?as_of=2013-02-11")
        assert "As tabled" in known_then and "As adopted" not in known_then
        assert "As adopted" in page(client, address)


def test_contents_say_how_much_there_is(client):
    opinion = make_opinion()
    make_path("submitted", "withdrawn", opinion=opinion)
    make_gap().opinions.set([opinion])
    contents = page(client, of(opinion)).partition("What happened")[2].partition("About")[0]
    assert contents.lstrip().startswith("(2)") and "What is not known (1)" in contents


def test_day_form_keeps_what_else_the_address_asks_for(client):
    text = markup(client, "/opinions/?outcome=adopted&as_of=2013-02-11&page=1")
    form = text[text.index('<form class="day"') :].partition("</form>")[0]
    assert '<input type="hidden" name="outcome" value="adopted">' in form
    assert 'name="page"' not in form and form.count('name="as_of"') == 1


@pytest.mark.parametrize(
    "address", ["/about/", "/changes/", "/opinions/no-such-text/", "/opinions/?as_of=now"]
)
def test_pages_that_show_no_day_do_not_offer_one(client, address):
    assert 'class="day"' not in markup(client, address)
