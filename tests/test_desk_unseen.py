"""What was changed behind the back of the history is found, and taken up."""

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from documents.desk.history import work
from documents.desk.states import state_of
from documents.desk.unseen import changed_unseen, note_unseen
from documents.models import Change, Source
from documents.search import index
from wtpf_tracker.doctor import examine

from . import factory

pytestmark = pytest.mark.django_db


def known():
    row = factory.make_source(title="One")
    with work():
        row.title = "Two"
        row.save()
    return row


def by_hand(row, **fields):
    Source.objects.filter(pk=row.pk).update(**fields)
    index.rebuild()  # search would be found stale as well; here it is the history that counts


def test_thing_changed_by_hand_is_found_and_the_doctor_says_what_helps():
    row = known()
    assert not list(changed_unseen())
    by_hand(row, title="By hand")
    [found] = examine()
    assert "changed outside the desk" in found.what and "doctor --note" in found.remedy


def test_noting_keeps_both_states_and_leaves_nothing_to_find(capsys):
    row = known()
    before = state_of(row)
    by_hand(row, title="By hand")
    call_command("doctor", "--note")
    change = Change.objects.about(Source, row.pk).first()
    assert (change.before, change.after) == (before, state_of(row))
    assert (change.by_name, change.why) == ("doctor", "Changed outside the desk.")
    assert "Noted in the history: 1 thing." in capsys.readouterr().out and note_unseen() == 0


def test_thing_deleted_by_hand_is_found_and_keeps_its_name():
    row = known()
    Source.objects.filter(pk=row.pk)._raw_delete("default")
    with pytest.raises(CommandError):
        call_command("doctor")
    note_unseen()
    change = Change.objects.about(Source, row.pk).first()
    assert (change.act, change.name) == ("deleted", str(row)) and not list(changed_unseen())


def test_thing_brought_back_by_hand_is_found():
    row = known()
    pk = row.pk
    with work():
        row.delete()
    Source.objects.bulk_create([Source(pk=pk, key="back", title="Back", kind="press")])
    assert [change.object_pk for change in changed_unseen()] == [pk]


def test_things_without_history_are_let_be():
    by_hand(factory.make_source(), title="By hand")
    assert not list(changed_unseen())


def test_looking_asks_no_more_for_more_things():
    def asked():
        with CaptureQueriesContext(connection) as queries:
            list(changed_unseen())
        return len(queries)

    known()
    few = asked()
    for _ in range(5):
        known()
    assert asked() == few


def test_shipped_record_is_as_its_history_left_it(record):
    assert not list(changed_unseen())
