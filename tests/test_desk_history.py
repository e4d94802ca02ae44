"""Every change is recorded, once, with its state before and after, whatever way it is made."""

import ast
import threading

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction

from documents.desk.history import FOLLOWERS, paused, record_alone, under_way, work
from documents.desk.states import apply_state, state_of
from documents.models import Change, Contribution, LoadedRow, Source, Stakeholder
from opinions.models import Event, Opinion, Revision

from . import factory
from .test_house import ALL, name_of, tree

pytestmark = pytest.mark.django_db


def changes_of(row, pk=None):
    return list(Change.objects.about(type(row), pk or row.pk).order_by("pk"))


def acts_of(row, pk=None):
    return [change.act for change in changes_of(row, pk)]


# --- inside a piece of work --------------------------------------------------------------------


def test_new_thing_with_its_parts_and_sources_is_one_change():
    ada, state = factory.make_person(), factory.make_stakeholder()
    source, process = factory.make_source(), factory.make_process()
    with work(by=ada, why="From the report."):
        row = Contribution.objects.create(process=process, slug="x", title="X", kind="comments")
        row.sources.add(source)
        row.submissions.create(stakeholder=state)
    [change] = changes_of(row)
    assert (change.act, change.by, change.by_name, change.why) == (
        "entered",
        ada,
        ada.username,
        "From the report.",
    )
    assert change.before is None and change.after == state_of(row) and change.name == "X"


def test_several_saves_in_one_piece_of_work_are_one_change():
    row = factory.make_event(published=False, summary="One.")
    before = state_of(row)
    with work():
        for words in ("Two.", "Three."):
            row.summary = words
            row.save()
        factory.make_actor(row)
        row.actors.create(stakeholder=factory.make_stakeholder())
    [change] = changes_of(row)
    assert change.before == before and change.after == state_of(row)


def test_things_saved_together_share_their_work_and_others_do_not():
    first, second, third = (factory.make_source() for _ in range(3))
    for group in ((first, second), (third,)):
        with work():
            for row in group:
                row.title += "!"
                row.save()
    one, two, three = (changes_of(row)[0].work for row in (first, second, third))
    assert one == two != three


def test_saving_without_a_change_records_nothing():
    row = factory.make_source()
    with work():
        row.save()
    row.save()
    assert not changes_of(row)


def test_error_undoes_rows_and_history_alike():
    row = factory.make_source(title="Before")
    with pytest.raises(RuntimeError), work():
        row.title = "After"
        row.save()
        raise RuntimeError
    assert Source.objects.get(pk=row.pk).title == "Before"
    assert not Change.objects.exists() and under_way() is None


def test_follower_that_refuses_undoes_everything():
    def refuse(written):
        raise ValidationError("No.")

    row = factory.make_source(title="Before")
    FOLLOWERS.append(refuse)
    try:
        with pytest.raises(ValidationError), work():
            row.title = "After"
            row.save()
    finally:
        FOLLOWERS.remove(refuse)
    assert Source.objects.get(pk=row.pk).title == "Before" and not Change.objects.exists()


def test_work_inside_work_is_part_of_it():
    ada, bob = factory.make_person(), factory.make_person()
    one, two = factory.make_source(), factory.make_source()
    with work(by=ada, why="All of it."):
        one.title = "One"
        one.save()
        with work(by=bob, why="A part."):
            two.title = "Two"
            two.save()
    first, second = changes_of(one)[0], changes_of(two)[0]
    assert first.work == second.work and second.by == ada and second.why == "All of it."


def test_inner_work_that_fails_leaves_what_the_outer_did():
    one, two = factory.make_source(), factory.make_source()
    with work():
        one.title = "One"
        one.save()
        with pytest.raises(RuntimeError), work():
            two.title = "Two"
            two.save()
            Source.objects.create(key="new", title="New", kind="press")
            raise RuntimeError
    assert acts_of(one) == ["edited" if not one.published_at else "corrected"]
    assert not changes_of(two) and Change.objects.count() == 1


def test_nothing_is_recorded_while_paused():
    with work(), paused():
        row = Source.objects.create(key="new", title="New", kind="press")
    assert not changes_of(row)


# --- deleting ----------------------------------------------------------------------------------


@pytest.mark.parametrize("together", [True, False], ids=["in work", "alone"])
def test_deleted_thing_leaves_its_name_its_parts_and_one_change(together):
    row = factory.make_contribution([factory.make_stakeholder()], title="Views", symbol="WTPF-IEG/2/9")
    before, pk = state_of(row), row.pk
    if together:
        with work():
            row.delete()
    else:
        row.delete()
    [change] = changes_of(row, pk)
    assert (change.act, change.name) == ("deleted", "WTPF-IEG/2/9: Views")
    assert change.before == before and change.after is None
    assert Change.objects.count() == 1


def test_rows_deleted_by_a_queryset_are_recorded_one_by_one():
    rows = [factory.make_source(published_at=None) for _ in range(2)]
    Source.objects.all().delete()
    assert [acts_of(Source(), row.pk) for row in rows] == [["deleted"], ["deleted"]]


@pytest.mark.parametrize("together", [True, False], ids=["in work", "alone"])
def test_what_listed_a_deleted_thing_has_a_change_too(together):
    sponsor = factory.make_stakeholder()
    row = factory.make_revision(sponsors=[sponsor])
    if together:
        with work():
            sponsor.delete()
    else:
        sponsor.delete()
    [change] = changes_of(row)
    assert change.before["many"]["sponsors"] and change.after["many"]["sponsors"] == []
    assert change.after == state_of(row)


def test_made_and_deleted_in_one_piece_of_work_never_was():
    with work():
        row = Source.objects.create(key="new", title="New", kind="press")
        row.delete()
    assert not Change.objects.exists()


# --- alone, and from the other end -------------------------------------------------------------


def test_save_outside_of_work_is_recorded():
    row = factory.make_source(title="Before")
    row.title = "After"
    row.save()
    [change] = changes_of(row)
    assert change.before["fields"]["title"] == "Before" and change.after["fields"]["title"] == "After"
    assert (change.by, change.by_name, change.why) == (None, "", "")


def test_part_saved_or_deleted_alone_is_a_change_of_its_thing():
    row = factory.make_contribution()
    part = row.submissions.create(stakeholder=factory.make_stakeholder())
    part.delete()
    first, second = changes_of(row)
    assert (len(first.before["parts"]["submissions"]), len(first.after["parts"]["submissions"])) == (0, 1)
    assert second.after["parts"] == first.before["parts"]


def test_part_that_moves_changes_both_things():
    old, new = factory.make_contribution([factory.make_stakeholder()]), factory.make_contribution()
    with work():
        part = old.submissions.get()
        part.contribution = new
        part.save()
    assert changes_of(old)[0].after == state_of(old) and changes_of(new)[0].after == state_of(new)


WAYS = {
    "add": lambda row, other: other.sponsored.add(row),
    "remove": lambda row, other: (row.sponsors.add(other), other.sponsored.remove(row)),
    "clear": lambda row, other: (row.sponsors.add(other), other.sponsored.clear()),
    "set": lambda row, other: other.sponsored.set([row]),
    "set anew": lambda row, other: (row.sponsors.add(other), other.sponsored.set([], clear=True)),
    "near clear": lambda row, other: (row.sponsors.add(other), row.sponsors.clear()),
}


@pytest.mark.parametrize("together", [True, False], ids=["in work", "alone"])
@pytest.mark.parametrize("way", WAYS)
def test_relation_changed_from_either_end_is_recorded(way, together):
    row, other = factory.make_revision(), factory.make_stakeholder()
    before = state_of(row)
    if together:
        with work():
            WAYS[way](row, other)
    else:
        WAYS[way](row, other)
    changes = changes_of(row)
    last = changes[-1].after if changes else before
    assert last == state_of(row)
    assert len(changes) == (0 if together and "add" != way != "set" else len(changes))
    assert changes or together


def test_two_threads_do_not_share_a_piece_of_work():
    seen = []
    with work(why="Mine."):
        thread = threading.Thread(target=lambda: seen.append(under_way()))
        thread.start()
        thread.join()
        assert under_way().why == "Mine."
    assert seen == [None]


# --- what was done -----------------------------------------------------------------------------


def test_act_says_what_was_done_to_each_thing():
    draft, shown = factory.make_source(published_at=None), factory.make_source()
    with work(act=Change.Act.PUBLISHED):
        draft.published_at = factory.PUBLISHED
        draft.save()
        shown.title = "Anew"
        shown.save()
    assert acts_of(draft) == ["published"] and acts_of(shown) == ["corrected"]


def test_restored_thing_that_was_gone_is_restored_and_not_entered():
    row = factory.make_source()
    state, pk = state_of(row), row.pk
    row.delete()
    with work(act=Change.Act.RESTORED):
        apply_state(Source, pk, state)
    assert acts_of(row, pk) == ["deleted", "restored"]


def test_name_of_a_person_stays_when_the_person_goes():
    ada, row = factory.make_person(username="ada"), factory.make_source()
    with work(by=ada):
        row.title = "After"
        row.save()
    ada.delete()
    [change] = changes_of(row)
    assert (change.by, change.by_name) == (None, "ada")


def test_change_recorded_by_hand_says_nothing_where_nothing_differs():
    row = factory.make_source()
    record_alone(row, state_of(row), state_of(row))
    assert not Change.objects.exists()


# --- commands ----------------------------------------------------------------------------------


def test_loaded_record_has_one_change_a_thing(record):
    assert set(Change.objects.values_list("act", "by_name").order_by().distinct()) == {
        ("loaded", "load_record")
    }
    for model in (Opinion, Event, Revision, Contribution, Stakeholder, Source):
        assert (
            Change.objects.filter(content_type__model=model._meta.model_name).count() == model.objects.count()
        )
    event = Event.objects.filter(actors__isnull=False).first()
    assert changes_of(event)[0].after == state_of(event)


def test_second_load_and_rebuild_record_nothing(record, django_db_blocker):
    from django.core.management import call_command

    from .conftest import FIXTURES

    number = Change.objects.count()
    call_command("load_record", FIXTURES, verbosity=0)
    call_command("rebuild", verbosity=0)
    assert Change.objects.count() == number


def test_changed_row_that_is_loaded_again_has_its_second_change(record):
    from django.core.management import call_command

    from .conftest import FIXTURES

    row = Opinion.objects.get(slug="inclusivity")
    with transaction.atomic():
        row.summary = "Edited here."
        row.save()
        LoadedRow.objects.filter(model="opinions.opinion", key__contains="inclusivity").delete()
        call_command("load_record", FIXTURES, "--overwrite", verbosity=0)
    assert acts_of(row)[0] == "loaded" and changes_of(row)[-1].after == state_of(row)


# --- the house ---------------------------------------------------------------------------------

UNSEEN = {"update", "bulk_create", "bulk_update", "_raw_delete", "update_or_create"}
# What these write is derived, is no thing of the record, or is noted before.
ALLOWED = {
    ("documents/derived.py", "bulk_update"),
    ("documents/imports/record.py", "bulk_create"),
    ("documents/imports/record.py", "bulk_update"),
    ("documents/corrections.py", "update"),
    ("documents/old_addresses.py", "update_or_create"),
    ("documents/desk/history.py", "bulk_create"),
    ("documents/desk/likeness.py", "bulk_create"),
    ("documents/desk/previews.py", "update"),
    ("documents/desk/reviews.py", "bulk_create"),
    ("documents/desk/due.py", "update"),
    ("opinions/actions.py", "bulk_update"),
    ("opinions/actions.py", "bulk_create"),
    ("documents/search/index.py", "bulk_create"),
    ("wtpf_tracker/alerts/asking.py", "update"),
    ("wtpf_tracker/alerts/hearing.py", "bulk_create"),
    ("wtpf_tracker/alerts/hearing.py", "update"),
    ("wtpf_tracker/alerts/matching.py", "bulk_create"),
    ("wtpf_tracker/alerts/sending.py", "update"),
    ("wtpf_tracker/management/commands/send_alerts.py", "update"),
    ("wtpf_tracker/doors/audit.py", "update"),
    ("wtpf_tracker/doors/factor.py", "bulk_create"),
}


def _writes_unseen(path):
    """Methods called that write rows without a signal; `update` of a set or a dict has no keywords."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            name = node.func.attr
            if name in UNSEEN and (name != "update" or node.keywords):
                yield name_of(path), name


def test_nothing_is_written_behind_the_back_of_the_history():
    found = {each for path in ALL for each in _writes_unseen(path)}
    assert found == ALLOWED
