"""The shipped record: it loads, twice and by `loaddata` too, is sound, and says how each text ended."""

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from documents.imports.fingerprints import stored_fingerprint, stored_rows
from documents.imports.keys import KeyIndex
from documents.models import LoadedRow, Named, Source
from opinions.models import Opinion, Revision
from wtpf_tracker.doctor import examine
from wtpf_tracker.record import load_record

from .conftest import FIXTURES

OUTCOMES = {
    "ixps": "adopted",
    "broadband": "adopted",
    "ipv6-capacity": "adopted",
    "ipv6-adoption": "adopted",
    "multistakeholderism": "adopted",
    "enhanced-cooperation": "adopted",
    "sg-report": "adopted",
    "inclusivity": "withdrawn",
    "role-of-governments": "referred",
    "isc-opinion": "not-adopted",
    "trust-frameworks": "unknown",
}


def models_of_the_record():
    found = [model for app in ("documents", "opinions") for model in apps.get_app_config(app).get_models()]
    return [model for model in found if issubclass(model, Named) and model is not LoadedRow]


def written() -> list[tuple]:
    """Every column of every table of the record, and of what was noted on loading it."""
    models = [*models_of_the_record(), LoadedRow]
    tables = models + [field.remote_field.through for model in models for field in model._meta.many_to_many]
    return [(model, *row) for model in tables for row in model._base_manager.order_by("pk").values_list()]


def said() -> dict[tuple, tuple]:
    """What every row says, by its natural key and without the numbers of a database."""
    index, rows = KeyIndex(), {}
    for model in models_of_the_record():
        plain = [field.attname for field in model._meta.concrete_fields if not field.is_relation]
        for number, row in stored_rows(model).items():
            columns = tuple(getattr(row, name) for name in plain if name != "id")
            rows[model, index.key(model, number)] = (stored_fingerprint(row, index), columns)
    return rows


@pytest.mark.parametrize(("slug", "outcome"), OUTCOMES.items())
def test_text_ended_as_the_record_says(record, slug, outcome):
    assert Opinion.objects.get(slug=slug).outcome == outcome


def test_record_is_sound(record):
    assert [str(ailment) for ailment in examine()] == []


def test_second_load_changes_nothing_and_writes_nothing(record):
    before = written()
    with CaptureQueriesContext(connection) as queries:
        report = load_record(FIXTURES)
    assert (report.added, report.changed, report.kept, report.warnings) == (0, 0, 0, [])
    assert report.unchanged == LoadedRow.objects.count()
    assert not [query for query in queries if query["sql"].startswith(("INSERT", "UPDATE", "DELETE"))]
    assert written() == before


def test_loaddata_and_rebuild_read_the_same_files_with_the_same_result(record):
    by_load_record = said()
    for model in reversed(models_of_the_record()):
        model._base_manager.all()._raw_delete(using="default")
    for model in models_of_the_record():
        for field in model._meta.many_to_many:
            field.remote_field.through._base_manager.all()._raw_delete(using="default")
    assert said() == {}
    call_command("loaddata", *sorted(FIXTURES.glob("*.yaml")), verbosity=0)
    call_command("rebuild", verbosity=0)
    assert said() == by_load_record


@pytest.mark.django_db
def test_test_that_does_not_ask_for_the_record_finds_an_empty_database():
    assert not Opinion.objects.exists()
    assert not LoadedRow.objects.exists()


def test_every_row_of_the_database_came_from_the_files(record):
    rows = sum(model.objects.count() for model in models_of_the_record())
    assert rows == LoadedRow.objects.count()


def test_all_of_it_is_published(record):
    for model in models_of_the_record():
        if hasattr(model, "is_published"):
            assert model.objects.published().count() == model.objects.count(), model


def test_every_source_is_cited_or_says_why_it_is_listed(record):
    cited = {
        key
        for model in models_of_the_record()
        if hasattr(model, "sources")
        for key in model.objects.values_list("sources__key", flat=True)
    }
    uncited = Source.objects.exclude(key__in=cited - {None})
    assert [source.key for source in uncited if not source.note] == []


def test_no_summary_passes_for_the_official_wording(record):
    for revision in Revision.objects.exclude(basis="none"):
        assert revision.text.strip(), revision
        assert len(revision.sha256) == 64
    assert not Revision.objects.filter(basis="none").exclude(text="").exists()
