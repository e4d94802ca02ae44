"""Columns that follow from another column: filled on every way in, and mended where they were not."""

import datetime
import hashlib

import pytest
from django.core import serializers
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from documents import derived
from documents.fields import EdtfField, validate_edtf
from documents.models import Contribution, Meeting, Process, Source
from opinions.models import Revision

from . import factory

pytestmark = pytest.mark.django_db
DAY = datetime.date


def test_date_fills_its_days_on_save():
    meeting = factory.make_meeting(date="2012-10-10/2012-10-12")
    meeting.refresh_from_db()
    assert (meeting.first_day, meeting.last_day) == (DAY(2012, 10, 10), DAY(2012, 10, 12))


def test_changed_date_changes_its_days():
    meeting = factory.make_meeting()
    meeting.date = "2013-02"
    meeting.save()
    meeting.refresh_from_db()
    assert (meeting.first_day, meeting.last_day) == (DAY(2013, 2, 1), DAY(2013, 2, 28))


def test_row_without_a_date_has_no_days():
    meeting = factory.make_meeting(date="")
    meeting.refresh_from_db()
    assert (meeting.first_day, meeting.last_day, meeting.date_in_words) == (None, None, "")


def test_date_is_said_in_words():
    assert factory.make_meeting(date="2013-02~").date_in_words == "about February 2013"


def test_bulk_create_fills_derived_columns():
    Source.objects.bulk_create([Source(key="S3", title="Report", kind="press", published="2013-02-11")])
    assert Source.objects.get().published_last == DAY(2013, 2, 11)


def test_text_fills_its_hash_and_symbol_its_key():
    assert factory.make_revision(text="ä").sha256 == hashlib.sha256("ä".encode()).hexdigest()
    assert factory.make_contribution(symbol="WTPF-13/16(Rev.1)-E").symbol_key == "wtpf-13/16rev1"


def test_bad_date_is_refused_with_a_sentence():
    with pytest.raises(ValidationError, match="not a date the record can hold"):
        validate_edtf("spring 2013")
    with pytest.raises(ValidationError) as problem:
        Process(slug="x", title="X", short_title="X", date="2013-13").full_clean()
    assert list(problem.value.message_dict) == ["date"]


def test_edtf_field_explains_itself():
    assert "2012-10-10/2012-10-12" in EdtfField().help_text


@pytest.mark.parametrize("model", derived.models_with_derived_fields(), ids=lambda model: model.__name__)
def test_derived_columns_cannot_be_typed_and_know_what_they_follow(model):
    for field in derived.derived_fields(model):
        assert not field.editable
        assert model._meta.get_field(field.of)
        assert field.deconstruct()[3]["of"] == field.of


def test_fill_sets_what_is_stale_and_names_it():
    meeting = factory.make_meeting()
    assert derived.fill(meeting) == []
    meeting.date = "2013-05-14"
    assert derived.fill(meeting) == ["first_day", "last_day", "date_history"]
    assert meeting.last_day == DAY(2013, 5, 14)


def test_raw_save_of_loaddata_leaves_columns_that_rebuild_mends():
    text = '[{"model": "documents.source", "fields": {"key": "S9", "title": "T", "kind": "press", '
    for loaded in serializers.deserialize("json", text + '"published": "2013-02"}}]'):
        loaded.save()
    assert Source.objects.get().published_last is None
    assert derived.rebuild_columns() == 1
    assert Source.objects.get().published_last == DAY(2013, 2, 28)


def test_rebuild_mends_every_kind_of_column_and_counts_rows():
    revision, contribution = factory.make_revision(), factory.make_contribution(symbol="ADM-11-E")
    Revision.objects.update(sha256="0" * 64)
    Contribution.objects.update(symbol_key="", first_day=None)
    assert derived.rebuild_columns() == 2
    assert Revision.objects.get().sha256 == revision.sha256
    assert Contribution.objects.get().symbol_key == contribution.symbol_key == "adm-11"


def test_rebuild_writes_nothing_where_nothing_is_stale():
    factory.make_revision_chain(2)
    with CaptureQueriesContext(connection) as queries:
        assert derived.rebuild_columns() == 0
    assert all(query["sql"].startswith("SELECT") for query in queries)


def test_unreadable_date_is_left_and_reported():
    meeting = factory.make_meeting()
    Meeting.objects.update(date="soon")
    [(row, stale, problem)] = list(derived.wrong_rows(Meeting))
    assert (row, stale) == (meeting, [])
    assert problem.startswith("“soon” is not a date")
    assert derived.rebuild_columns() == 0
