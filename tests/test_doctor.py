"""`doctor` finds each broken rule, says what mends it, and is silent over a sound record; `rebuild` mends."""

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from documents.models import Meeting, Source, Stakeholder
from documents.search import index
from opinions.models import Event, Opinion, Revision
from wtpf_tracker.doctor import CHECKS, examine

from . import factory

pytestmark = pytest.mark.django_db


def sound_record() -> Opinion:
    """A little of everything, all of it right."""
    process = factory.make_process()
    opinion = factory.make_opinion(process)
    factory.make_revision_chain(3, opinion)
    factory.make_path("submitted", "discussed", "adopted", opinion=opinion)
    factory.make_contribution([factory.make_stakeholder()], process=process)
    factory.make_discrepancy(process, opinions=[opinion])
    factory.make_fact(process)
    return opinion


def examined():
    """Examine rows that search was told of: the factory writes past the actions that tell it."""
    index.rebuild()
    return examine()


def only_ailment():
    """Return the one thing that is wrong."""
    [found] = examined()
    return found


def test_sound_record_has_no_ailment(capsys):
    sound_record()
    index.rebuild()
    call_command("doctor")
    assert f"The record is sound: {len(CHECKS)} checks found nothing wrong." in capsys.readouterr().out


def test_empty_record_is_sound():
    assert examined() == []


def test_doctor_prints_what_is_wrong_and_ends_with_an_error(capsys):
    sound_record()
    Opinion.objects.update(stage="submitted")
    index.rebuild()
    with pytest.raises(CommandError, match="1 fault found"):
        call_command("doctor")
    assert "Run `python manage.py rebuild`." in capsys.readouterr().out


def test_stage_that_does_not_follow_from_events_is_found_and_rebuilt(capsys):
    opinion = sound_record()
    Opinion.objects.update(stage="withdrawn", outcome="withdrawn")
    assert "Stored are “withdrawn” and “withdrawn”, its events give “adopted”" in only_ailment().what
    call_command("rebuild")
    assert "Mended 0 rows and 1 path." in capsys.readouterr().out
    opinion.refresh_from_db()
    assert (opinion.stage, opinion.outcome) == ("adopted", "adopted")
    assert examined() == []


def test_event_that_may_not_follow_is_found_until_it_gives_a_reason():
    opinion = factory.make_path("submitted", "withdrawn", "adopted")
    assert "“adopted” cannot follow" in only_ailment().what
    opinion.events.filter(kind="adopted").update(out_of_order_reason="The report has it so.")
    assert examined() == []


@pytest.mark.parametrize(
    ("model", "wrong", "column"),
    [
        (Revision, {"sha256": "0" * 64}, "sha256"),
        (Meeting, {"first_day": None}, "first_day"),
        (Source, {"published_last": "2000-01-01"}, "published_last"),
    ],
    ids=["hash", "first day", "day of publication"],
)
def test_derived_column_out_of_date_is_found_and_rebuilt(model, wrong, column):
    row = {Revision: factory.make_revision, Meeting: factory.make_meeting, Source: factory.make_source}[
        model
    ]()
    model.objects.filter(pk=row.pk).update(**wrong)
    assert only_ailment().what == f"Out of date: {column}."
    call_command("rebuild", verbosity=0)
    assert examined() == []


def test_unreadable_date_is_found():
    factory.make_meeting()
    Meeting.objects.update(date="soon")
    assert "“soon” is not a date" in only_ailment().what


def test_published_fact_without_a_source_is_found():
    factory.make_stakeholder(sources=[])
    assert only_ailment().what == "It is published and has no source."


def test_draft_without_a_source_is_sound():
    factory.make_stakeholder(sources=[], published=False)
    assert examined() == []


def test_published_fact_with_a_draft_source_is_found():
    factory.make_stakeholder(sources=[factory.make_source(published_at=None)])
    assert "names a source that is a draft" in only_ailment().what


@pytest.mark.parametrize(
    ("locator", "strange"), [("S4 2", "S4"), ("S3 6.1; U9; S4 2", "S4, U9"), ("6.1", "6.1")]
)
def test_locator_of_another_source_is_found(locator, strange):
    factory.make_stakeholder(sources=[factory.make_source(key="S3")], locator=locator)
    assert only_ailment().what == f"Its locator names {strange}, which is not among its sources."


@pytest.mark.parametrize("locator", ["", "S3", "S3 6.1; S3 6.2", " S3 6.1 ; "])
def test_locator_of_its_own_sources_is_sound(locator):
    factory.make_stakeholder(sources=[factory.make_source(key="S3")], locator=locator)
    assert examined() == []


def test_child_published_under_a_draft_is_found_whoever_the_parent_is():
    event = factory.make_event()
    Opinion.objects.update(published_at=None)
    ailment = only_ailment()
    assert f"event {event.pk}" in ailment.row
    assert f"opinion {event.opinion_id}" in ailment.what


def test_draft_under_a_draft_is_sound():
    factory.make_event(factory.make_opinion(published=False), published=False)
    assert examined() == []


def test_stakeholder_part_of_a_draft_is_found():
    factory.make_stakeholder(parent=factory.make_stakeholder(published=False))
    assert "is not." in only_ailment().what
    assert Stakeholder.objects.published().count() == 1


def test_texts_based_on_each_other_are_found():
    first, second, third, after = factory.make_revision_chain(4)
    first.based_on.add(third)
    found = examined()
    assert {ailment.what for ailment in found} == {"It is based on a text that is based on it."}
    assert len(found) == 3
    assert not any(f"revision {after.pk} " in ailment.row for ailment in found)


def test_number_of_queries_does_not_grow_with_a_sound_record():
    sound_record()
    assert examined() == []
    with CaptureQueriesContext(connection) as few:
        examine()
    for _ in range(3):
        sound_record()
    assert examined() == []
    with CaptureQueriesContext(connection) as many:
        examine()
    assert len(many) == len(few)


def test_rebuild_after_hands_in_the_database_says_what_it_mended(capsys):
    sound_record()
    Event.objects.update(first_day=None)
    call_command("rebuild")
    assert "Mended 3 rows and 0 paths." in capsys.readouterr().out
    call_command("rebuild")
    assert "Mended 0 rows and 0 paths." in capsys.readouterr().out


def test_what_search_was_not_told_of_is_found_and_rebuilt():
    factory.make_intervention()
    [found] = examine()
    assert found.row == "Search" and "Search does not find it" in found.what
    call_command("rebuild", verbosity=0)
    assert examine() == []
