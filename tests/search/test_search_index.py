"""The index follows the record: only what readers see is found, as soon and as long as they see it."""

import datetime

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from documents import actions
from documents.desk.history import undone, work
from documents.desk.withdrawing import withdraw
from documents.models import SearchEntry, SearchWord, Stakeholder
from documents.search import backend, index
from documents.search.asked import read
from documents.search.entries import KINDS, MAKERS, place_of
from documents.search.finding import find
from opinions import actions as opinions_actions
from opinions.models import Intervention, Opinion, Revision
from tests.factory import (
    PUBLISHED,
    make_actor,
    make_amendment,
    make_contribution,
    make_event,
    make_file,
    make_intervention,
    make_meeting,
    make_opinion,
    make_other_title,
    make_pledge,
    make_process,
    make_revision,
    make_revision_chain,
    make_source,
    make_stakeholder,
    make_submission,
    make_topic,
)

pytestmark = pytest.mark.django_db


def kinds(question: str, day=None) -> list[str]:
    found = find(read(question), day)
    return [hit.kind for hit in found[: len(found)]]


def make_one_of_each(word: str, *, published=True) -> list:
    """One row of every model that is found, with `word` in its text."""
    opinion = make_opinion()
    return [
        make_stakeholder(summary=word, published=published),
        make_process(summary=word, published=published),
        make_opinion(summary=word, published=published),
        make_other_title(title=word, published=published),
        make_topic(title=word, published=published),
        make_meeting(summary=word, published=published),
        make_contribution(summary=word, published=published),
        make_revision(opinion, text=word, published=published),
        make_event(opinion, summary=word, published=published),
        make_intervention(opinion, summary=word, published=published),
        make_amendment(opinion, summary=word, published=published),
        make_pledge(opinion, subject=word, published=published),
        make_file(make_contribution(published=published), word.encode()),
        make_source(title=word, published_at=PUBLISHED if published else None),
    ]


def test_a_row_of_every_model_is_found():
    rows = make_one_of_each("zebra")
    index.refresh(*rows)
    assert {type(row) for row in rows} == set(MAKERS)
    assert len(find(read("zebra"))) == len(MAKERS)
    assert set(kinds("zebra")) == set(KINDS)


def test_drafts_are_never_found():
    rows = make_one_of_each("zebra", published=False)
    index.rebuild()
    index.refresh(*rows)
    assert len(find(read("zebra"))) == 0
    assert not SearchWord.objects.filter(word="zebra").exists()


def test_publishing_makes_it_found_in_the_same_transaction():
    draft = make_intervention(summary="zebra", published=False)
    actions.publish(draft)
    assert kinds("zebra") == ["statement"]


def test_entering_a_published_revision_makes_the_one_before_old():
    opinion = make_opinion()
    make_revision(opinion, text="zebra")
    index.rebuild()
    opinions_actions.enter_revision(
        opinion=opinion,
        label="B",
        text="zebras",
        basis="summary",
        sources=[make_source()],
        published_at=PUBLISHED,
    )
    assert [hit.row.version for hit in find(read("zebra"))[:9]] == [2, 1]
    assert len(find(read("zebra version:old"))) == len(find(read("zebra version:current"))) == 1


def test_what_stands_under_a_draft_is_not_found():
    process = make_process()
    make_revision(make_opinion(process), text="zebra")
    make_file(make_contribution(process=process), b"zebra")
    index.rebuild()
    assert len(find(read("zebra"))) == 2
    process.published_at = None
    process.save()
    index.refresh(process)
    assert len(find(read("zebra"))) == 0


def test_what_is_to_be_published_later_is_not_found_yet():
    later = timezone.now() + datetime.timedelta(days=1)
    index.refresh(make_intervention(summary="zebra", published_at=later))
    assert SearchEntry.objects.count() == 1
    assert len(find(read("zebra"))) == 0


def test_names_of_drafts_find_nothing():
    hidden = make_stakeholder(slug="hidden", published=False)
    secret = make_meeting(slug="secret", published=False)
    document = make_contribution([hidden], title="zebra", meeting=secret)
    index.refresh(document)
    assert kinds("zebra") == ["document"]
    assert len(find(read("zebra sponsor:hidden"))) == len(find(read("zebra meeting:secret"))) == 0
    assert find(read("zebra")).rows[0].who == ""


def test_a_change_of_name_reaches_what_shows_it():
    stakeholder = make_stakeholder(short_name="Alfa")
    event = make_event(summary="zebra")
    make_actor(event, stakeholder)
    index.rebuild()
    assert len(find(read("zebra sponsor:alfa"))) == 1
    Stakeholder.objects.filter(pk=stakeholder.pk).update(short_name="Bravo")
    index.refresh(stakeholder)
    assert len(find(read("zebra sponsor:bravo"))) == 1
    assert len(find(read("zebra sponsor:alfa"))) == 0


def test_work_at_the_desk_is_followed_from_the_first_save_to_the_last():
    with work():
        row = Intervention(key="a", stakeholder=make_stakeholder(), summary="zebra", published_at=PUBLISHED)
        row.save()
        row.sources.set([make_source()])
    assert kinds("zebra") == ["statement"]
    with work():
        row.summary = "okapi"
        row.save()
    assert (kinds("zebra"), kinds("okapi")) == ([], ["statement"])
    with work():
        row.delete()
    assert kinds("okapi") == [] and not SearchEntry.objects.filter(kind="statement").exists()


def test_what_was_withdrawn_is_found_no_more(admin_user):
    row = make_intervention(summary="zebra")
    index.refresh(row)
    withdraw(row, by=admin_user, why="It was another stakeholder.")
    assert kinds("zebra") == []


def test_a_deleted_version_makes_the_one_before_current():
    chain = make_revision_chain(2)
    index.refresh(*chain)
    with work():
        chain[1].delete()
    assert {hit.row.version for hit in find(read("version:current"))[:9]} == {1}


def test_work_that_is_undone_leaves_the_index_as_it_was():
    row = make_intervention(summary="zebra")
    index.refresh(row)
    with undone(), work():
        row.summary = "okapi"
        row.save()
    assert (kinds("zebra"), kinds("okapi")) == (["statement"], [])


def test_known_from_is_the_day_of_the_first_source():
    early, late = make_source(published="2012-11-30"), make_source(published="2013-02")
    row = make_intervention(summary="zebra", sources=[late, early])
    index.refresh(row)
    assert kinds("zebra", datetime.date(2012, 11, 29)) == []
    assert kinds("zebra", datetime.date(2012, 11, 30)) == ["statement"]
    index.refresh(make_intervention(summary="okapi", sources=[make_source(published="")]))
    assert kinds("okapi", datetime.date(2030, 1, 1)) == []


def test_a_text_is_called_on_a_day_as_it_was_then():
    opinion = make_opinion(title="Zebra title", short_title="Okapi", summary="Looking back on zebras.")
    opinion.sources.set([make_source(published="2012-11-30")])
    make_revision(opinion, title="Zebra title", sources=[make_source(published="2013-05-16")])
    index.rebuild()
    before, after = datetime.date(2013, 1, 1), datetime.date(2013, 6, 1)
    assert [hit.name for hit in find(read("okapi kind:opinion"), before)[:9]] == ["Okapi"]
    assert [hit.name for hit in find(read("zebra kind:opinion"), before)[:9]] == []
    assert [hit.name for hit in find(read("zebra kind:opinion"), after)[:9]] == ["Zebra title"]
    assert [hit.excerpt for hit in find(read("zebra kind:opinion"))[:9]] == ["Looking back on zebras."]


def test_rebuild_twice_changes_nothing_and_doctor_agrees():
    make_one_of_each("zebra")
    assert index.rebuild() > 0
    assert index.rebuild() == 0
    assert list(index.differences()) == []


def test_doctor_sees_what_is_lacking_stale_and_too_much():
    rows = [make_intervention(summary=f"zebra {number}") for number in range(3)]
    index.refresh(*rows)
    places = dict(SearchEntry.objects.values_list("row", "place"))
    SearchEntry.objects.filter(row=rows[0].pk).delete()
    SearchEntry.objects.filter(row=rows[1].pk).update(digest="x")
    backend.remove([places[rows[2].pk]])
    SearchEntry.objects.create(place=1, model="opinions.event", row=1, kind="event", shown_from=PUBLISHED)
    found = {what for name, what in index.differences() if "intervention" in name or "event" in name}
    assert len(found) == 4
    call_command("rebuild", verbosity=0)
    assert list(index.differences()) == []


def test_rebuild_forgets_words_and_stray_places():
    SearchWord.objects.create(word="ghost", token="ghost")
    backend.write([(77, ["ghost"])])
    assert len(find(read("ghost"))) == 0
    index.rebuild()
    assert not SearchWord.objects.exists() and backend.places() == set()


def test_a_stray_place_is_written_over_by_its_entry():
    row = make_intervention(summary="zebra")
    place = place_of(MAKERS[type(row)].weight, False, row.first_day, row.pk, 0)
    backend.write([(place, ["a=", "ghost"])])
    assert len(find(read("ghost"))) == 0
    index.refresh(row)
    assert len(find(read("zebra"))) == 1 and len(find(read("ghost"))) == 0


def test_places_sort_by_model_newness_day_and_row():
    day, later = datetime.date(2013, 1, 1), datetime.date(2013, 2, 1)
    ordered = [
        place_of(6, False, None, 1, 0),
        place_of(7, False, later, 5, 0),
        place_of(7, False, day, 1, 0),
        place_of(7, False, day, 1, 1),
        place_of(7, False, day, 2, 0),
        place_of(7, False, None, 1, 0),
        place_of(7, True, later, 1, 0),
    ]
    assert ordered == sorted(ordered)
    assert place_of(15, True, None, 2**28 - 1, 8191) < 2**63
    assert place_of(0, False, datetime.date.max, 0, 0) >= 0
    with pytest.raises(ValueError, match="numbers rows"):
        place_of(0, False, None, 2**28, 0)


def test_refreshing_many_rows_asks_as_much_as_refreshing_few():
    def queries(number: int) -> int:
        rows = [make_intervention(summary="zebra") for _ in range(number)]
        with CaptureQueriesContext(connection) as asked:
            index.refresh(*rows)
        return len([query for query in asked if not query["sql"].startswith(("INSERT", "DELETE"))])

    assert queries(2) == queries(12)


def test_long_texts_are_found_to_their_end():
    opinion = make_opinion()
    make_revision(opinion, text="word " * 4000 + "zebra")
    make_file(make_contribution(), ("line of text\n" * 3000 + "okapi").encode())
    index.rebuild()
    assert kinds("zebra") == ["paragraph"] and kinds("okapi") == ["passage"]
    assert Revision.objects.count() == 1 and Opinion.objects.count() == 1


def test_a_word_repeated_without_end_is_the_same_on_both():
    index.refresh(make_intervention(summary="echo " * 1900 + "zebra"))
    assert len(find(read("echo"))) == len(find(read("zebra"))) == len(find(read('"echo echo"'))) == 1


def test_a_submission_shows_with_its_document():
    document, who = make_contribution(title="zebra"), make_stakeholder(slug="alfa")
    index.refresh(document)
    make_submission(document, who)
    index.refresh(document)
    assert len(find(read("zebra sponsor:alfa"))) == 1


def test_versions_in_a_chain_have_one_current():
    chain = make_revision_chain(4)
    index.refresh(chain[0])
    numbers = {hit.row.version for hit in find(read("version:current"))[:20]}
    assert numbers == {4}
