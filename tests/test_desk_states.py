"""A state holds everything people typed of a thing, and putting it back gives exactly that."""

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from documents.derived import derived_fields
from documents.desk.history import paused, work
from documents.desk.states import (
    apply_state,
    differences,
    held_by,
    kept_fields,
    many_differences,
    mark_of,
    owner_of,
    state_of,
    states_of,
    without_publication,
)
from documents.models import Contribution, LoadedRow, Named, Source, Stakeholder, Submission
from opinions.models import Account, Actor, Discrepancy, Event, OtherTitle, Revision

from . import factory
from .test_admin import LOOKED_AT, MAKERS

pytestmark = pytest.mark.django_db

THINGS = pytest.mark.parametrize("label", [label for label in MAKERS if label not in LOOKED_AT])
PARTS = {Submission, Actor, Account, OtherTitle}
COMPUTED = {"corrected_at", "id", "stage", "outcome"}


def restored(model, pk, state):
    with work():
        return apply_state(model, pk, state)


# --- what a state holds ------------------------------------------------------------------------


def models_of_the_record():
    return [model for model in apps.get_models() if issubclass(model, Named) and model is not LoadedRow]


def test_every_column_that_people_type_is_kept():
    for model in models_of_the_record():
        kept = {field.name for field in kept_fields(model)}
        derived = {field.name for field in derived_fields(model)}
        assert kept | derived | COMPUTED >= {field.name for field in model._meta.concrete_fields}, model


def test_every_relation_is_a_column_a_list_or_a_part():
    for model in models_of_the_record():
        for field in model._meta.many_to_many:
            through = field.remote_field.through
            assert through._meta.auto_created or owner_of(through).related_model is model, field


def test_parts_vanish_with_their_thing():
    cascading = {
        relation.related_model
        for model in models_of_the_record()
        for relation in model._meta.related_objects
        if relation.one_to_many and relation.on_delete.__name__ == "CASCADE"
    }
    assert cascading >= PARTS
    assert {model for model in models_of_the_record() if owner_of(model)} == PARTS


@THINGS
def test_state_put_back_is_the_same_state(label):
    row = MAKERS[label]()
    before = state_of(row)
    restored(type(row), row.pk, before)
    assert state_of(row) == before


@THINGS
def test_state_of_a_deleted_draft_brings_it_back_under_its_number(label):
    row = MAKERS[label]()
    before, pk, model = state_of(row), row.pk, type(row)
    for relation in held_by(model):
        getattr(row, relation).all().delete()
    row.delete()
    restored(model, pk, before)
    assert without_publication(state_of(model(pk=pk))) == without_publication(before)


def test_state_of_nothing_is_none():
    assert state_of(Source(pk=987654)) is None


def test_number_of_queries_does_not_grow_with_the_rows():
    rows = [factory.make_discrepancy(accounts=3) for _ in range(5)]

    def asked(keys):
        with CaptureQueriesContext(connection) as queries:
            assert len(states_of(Discrepancy, keys)) == len(keys)
        return len(queries)

    assert asked([rows[0].pk]) == asked([row.pk for row in rows])


def test_mark_is_that_of_the_content_in_whatever_order():
    state = state_of(factory.make_event(actors=[factory.make_stakeholder()]))
    turned = {name: dict(reversed(part.items())) for name, part in reversed(state.items())}
    assert mark_of(turned) == mark_of(state)
    assert mark_of({**state, "many": {"sources": []}}) != mark_of(state)


# --- putting back ------------------------------------------------------------------------------


def test_parts_that_swapped_their_numbers_swap_back():
    row = factory.make_discrepancy(accounts=2)
    before = state_of(row)
    first, second = row.accounts.order_by("number")
    with work():
        for account, number in ((first, 9), (second, 1), (first, 2)):
            account.number = number
            account.save()
    restored(Discrepancy, row.pk, before)
    assert state_of(row) == before


def test_deleted_and_added_parts_are_as_they_were():
    row = factory.make_event(actors=[factory.make_stakeholder(), factory.make_stakeholder()])
    before = state_of(row)
    row.actors.first().delete()
    factory.make_actor(row)
    restored(Event, row.pk, before)
    assert state_of(row) == before


def test_part_whose_number_was_taken_meanwhile_gets_another():
    row = factory.make_contribution([factory.make_stakeholder()])
    before, part = state_of(row), row.submissions.get()
    part.delete()
    factory.make_submission(factory.make_contribution(), factory.make_stakeholder(), pk=part.pk)
    restored(Contribution, row.pk, before)
    assert row.submissions.get().stakeholder_id == part.stakeholder_id
    assert Submission.objects.count() == 2


def test_publication_is_never_put_back():
    row = factory.make_stakeholder(published=False)
    draft = state_of(row)
    row.published_at = factory.PUBLISHED
    row.save()
    restored(Stakeholder, row.pk, draft)
    assert Stakeholder.objects.get(pk=row.pk).published_at == factory.PUBLISHED


def test_state_that_names_a_deleted_thing_is_refused_by_its_name():
    speaker = factory.make_stakeholder(short_name="Ruritania")
    row = factory.make_event(actors=[speaker])
    before = state_of(row)
    with work():
        row.actors.all().delete()
        speaker.delete()
    with pytest.raises(ValidationError, match="It names “Ruritania” .*deleted. Restore that first"):
        restored(Event, row.pk, before)
    assert not row.actors.exists()


def test_state_that_lists_a_deleted_thing_is_refused_and_nothing_is_half_done():
    sponsor = factory.make_stakeholder(short_name="Ruritania")
    row = factory.make_revision(published=False, sponsors=[sponsor], label="First")
    before = state_of(row)
    sponsor.delete()
    Revision.objects.filter(pk=row.pk).update(label="Second")
    with pytest.raises(ValidationError, match="“Ruritania” .sponsors., which was deleted"):
        restored(Revision, row.pk, before)
    assert Revision.objects.get(pk=row.pk).label == "Second"


def test_state_that_breaks_a_rule_of_today_is_refused_with_its_sentence():
    row = factory.make_contribution(symbol="WTPF-IEG/2/1")
    before = state_of(row)
    with work():
        Contribution.objects.filter(pk=row.pk).update(symbol="", symbol_key="")
    factory.make_contribution(process=row.process, symbol="WTPF-IEG/2/1")
    with pytest.raises(ValidationError, match="already has a document of that symbol"):
        restored(Contribution, row.pk, before)


def test_state_with_an_unreadable_date_is_refused_with_a_sentence():
    row = factory.make_event()
    state = state_of(row)
    state["fields"]["date"] = "2013-02-30"
    with pytest.raises(ValidationError, match="not in the calendar"):
        restored(Event, row.pk, state)


def test_published_text_is_not_put_back():
    row = factory.make_revision()
    state = state_of(row)
    state["fields"]["text"] = "Another."
    with pytest.raises(ValidationError, match="A published text is never edited"):
        restored(Revision, row.pk, state)


def test_file_comes_back_with_its_bytes():
    row = factory.make_file(published=False)
    before, pk = state_of(row), row.pk
    row.delete()
    assert restored(type(row), pk, before).file.read() == b"A draft."


# --- any edits, and back -----------------------------------------------------------------------

WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), min_size=1, max_size=20)


def edits(parts):
    """Lists of (what to do, a number that says to which row, a word)."""
    acts = ["field", "many", *(f"{act} {part}" for part in parts for act in ("add", "drop", "turn"))]
    return st.lists(st.tuples(st.sampled_from(acts), st.integers(0, 9), WORDS), max_size=6)


def edit(row, fields, act, number, word):
    what, _, part = act.partition(" ")
    if what == "field":
        setattr(row, fields[number % len(fields)], word.strip() or "x")
        row.save()
    elif what == "many":
        row.sources.set(Source.objects.order_by("pk")[: number % 3]) if hasattr(row, "sources") else None
    elif what == "add":
        factory_of = {"submissions": factory.make_submission, "actors": factory.make_actor}
        if part == "accounts":
            top = row.accounts.order_by("-number").values_list("number", flat=True).first() or 0
            factory.make_account(row, number=top + 1)
        else:
            factory_of[part](row, factory.make_stakeholder())
    elif own := list(getattr(row, part).order_by("pk")):
        if what == "drop":
            own[number % len(own)].delete()
        else:
            _turn(own)


def _turn(own):
    """Give each part the number of the next."""
    name = "number" if hasattr(own[0], "number") else "order"
    places = [getattr(each, name) for each in own]
    for shift, parts in ((1000, own), (0, own)):
        for each, place in zip(parts, [*places[1:], places[0]], strict=True):
            setattr(each, name, place + shift)
            each.save()


CASES = {
    "contribution": (
        lambda: factory.make_contribution([factory.make_stakeholder() for _ in range(2)]),
        ["title", "summary", "outcome"],
        ["submissions"],
    ),
    "event": (
        lambda: factory.make_event(actors=[factory.make_stakeholder() for _ in range(2)]),
        ["summary", "hours", "actor_note"],
        ["actors"],
    ),
    "discrepancy": (lambda: factory.make_discrepancy(accounts=3), ["question", "reading"], ["accounts"]),
    "revision": (
        lambda: factory.make_revision(
            published=False, sponsors=[factory.make_stakeholder()], based_on=[factory.make_revision()]
        ),
        ["label", "note", "text"],
        [],
    ),
}


@pytest.mark.parametrize("case", CASES)
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_after_any_edits_the_earlier_state_comes_back(db, case, data):
    make, fields, parts = CASES[case]
    todo = data.draw(edits(parts))
    with transaction.atomic():
        row = make()
        before = state_of(row)
        with work():
            for act, number, word in todo:
                edit(row, fields, act, number, word)
        restored(type(row), row.pk, before)
        # A part that comes back is published with its thing, by whoever approves that.
        assert without_publication(state_of(row)) == without_publication(before)
        transaction.set_rollback(True)


# --- in words ----------------------------------------------------------------------------------


def test_differences_name_what_changed_in_the_words_of_the_form():
    row = factory.make_event(summary="It began.", kind="submitted")
    before = state_of(row)
    with paused():
        row.kind, row.summary = "discussed", "It went on."
        row.save()
        row.sources.clear()
    told = [(each.label, each.after) for each in differences(Event, before, state_of(row))]
    assert told == [("kind", "discussed"), ("summary", "It went on."), ("sources", "")]


def test_differences_of_a_new_thing_are_all_it_has():
    row = factory.make_discrepancy(accounts=1, question="Who was it?")
    told = {each.label: each.after for each in differences(Discrepancy, None, state_of(row))}
    assert told["question"] == "Who was it?"
    assert told["account 1, says"] == "So it was."


def test_names_of_what_was_deleted_are_those_it_had():
    sponsor = factory.make_stakeholder(short_name="Ruritania")
    row = factory.make_revision(published=False, sponsors=[sponsor])
    before = state_of(row)
    sponsor.delete()
    [told] = differences(Revision, before, state_of(row))
    assert (told.before, told.after) == ("Ruritania (deleted)", "")


def test_many_comparisons_ask_no_more_than_one():
    row = factory.make_event()
    state = state_of(row)

    def asked(number):
        with CaptureQueriesContext(connection) as queries:
            assert len(many_differences(Event, [(None, state)] * number)) == number
        return len(queries)

    assert asked(1) == asked(9)
