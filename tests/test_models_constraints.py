"""The database itself refuses what the record must not hold, whatever way it comes."""

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from documents.models import Contribution, LoadedRow, Meeting, Named, SearchWord, Stakeholder, Submission
from opinions.models import Actor, Event, Opinion, Pledge, Revision

from . import factory

pytestmark = pytest.mark.django_db


def itself(row, name: str):
    """Make `row` name itself."""
    type(row).objects.filter(pk=row.pk).update(**{name: row.pk})


def alter(row, **values):
    """Change a row behind the back of every check but the database's."""
    type(row).objects.filter(pk=row.pk).update(**values)


def twice(make, **same):
    """Make two rows that agree in `same`."""
    make(**same)
    make(**same)


def second_submitter():
    contribution, state = factory.make_contribution(), factory.make_stakeholder()
    twice(lambda: factory.make_submission(contribution, state))


def second_actor_in_a_role():
    event, state = factory.make_event(), factory.make_stakeholder()
    twice(lambda: factory.make_actor(event, state, role="chair"))


def second_relation():
    first, second = factory.make_opinion(), factory.make_opinion()
    twice(lambda: factory.make_relation(first, second))


def second_symbol():
    process = factory.make_process()
    for symbol in ("WTPF-13/16(Rev.1)-E", "wtpf-13/16 rev 1"):
        factory.make_contribution(process=process, symbol=symbol)


BREAKERS = {
    "body_not_its_own_part": lambda: itself(factory.make_body(), "parent"),
    "meeting_not_its_own_session": lambda: itself(factory.make_meeting(), "parent"),
    "schedule_number_once": lambda: twice(
        factory.make_schedule_item, process=factory.make_process(), number=1
    ),
    "stakeholder_not_its_own_part": lambda: itself(factory.make_stakeholder(), "parent"),
    "stakeholder_country_code": lambda: factory.make_stakeholder(country="ch"),
    "participation_names_somebody": lambda: alter(factory.make_participation(), stakeholder=None),
    "contribution_slug_once": lambda: twice(
        factory.make_contribution, process=factory.make_process(), slug="a"
    ),
    "contribution_symbol_once": second_symbol,
    "contribution_not_replacing_itself": lambda: itself(factory.make_contribution(), "replaces"),
    "submitter_once": second_submitter,
    "file_once_a_contribution": lambda: twice(factory.make_file, contribution=factory.make_contribution()),
    "loaded_row_once": lambda: twice(LoadedRow.objects.create, model="documents.source", key="S3"),
    "topic_number_once": lambda: twice(factory.make_topic, process=factory.make_process(), number=1),
    "opinion_outcome_known": lambda: alter(factory.make_opinion(), outcome="lost"),
    "opinion_stage_known": lambda: alter(factory.make_opinion(), stage="lost"),
    "other_title_once": lambda: twice(factory.make_other_title, opinion=factory.make_opinion(), title="Same"),
    "revision_number_once": lambda: twice(factory.make_revision, opinion=factory.make_opinion(), number=1),
    "revision_numbers_from_1": lambda: factory.make_revision(number=0),
    "revision_without_text_has_none": lambda: factory.make_revision(basis="none", text="Words."),
    "relation_once": second_relation,
    "relation_between_two_texts": lambda: factory.make_relation(*[factory.make_opinion()] * 2),
    "account_number_once": lambda: twice(
        factory.make_account, discrepancy=factory.make_discrepancy(accounts=0), number=1
    ),
    "event_key_once": lambda: twice(factory.make_event, opinion=factory.make_opinion(), key="same"),
    "event_has_a_date": lambda: alter(factory.make_event(), date=""),
    "event_kind_known": lambda: alter(factory.make_event(), kind="vanished"),
    "actor_role_once": second_actor_in_a_role,
    "stance_is_on_a_text": lambda: alter(factory.make_intervention(), opinion=None),
    "intervention_names_somebody": lambda: alter(factory.make_intervention(), stakeholder=None),
    "amendment_key_once": lambda: twice(factory.make_amendment, opinion=factory.make_opinion(), key="same"),
    "pledge_delivered_by_a_document": lambda: factory.make_pledge(
        delivered_by=factory.make_contribution(), fate="unknown"
    ),
    # Names that are unique in their whole table.
    "documents.process.slug": lambda: twice(factory.make_process, slug="same"),
    "documents.body.slug": lambda: twice(factory.make_body, slug="same"),
    "documents.meeting.slug": lambda: twice(factory.make_meeting, slug="same"),
    "documents.stakeholder.slug": lambda: twice(factory.make_stakeholder, slug="same"),
    "documents.participation.key": lambda: twice(factory.make_participation, key="same"),
    "documents.fact.key": lambda: twice(factory.make_fact, key="same"),
    "documents.source.key": lambda: twice(factory.make_source, key="same"),
    "documents.oldaddress.key": lambda: (
        factory.make_old_address(path="/old/x/"),
        factory.make_old_address(path="/old/x"),
    ),
    "old_address_leads_somewhere_here": lambda: alter(
        factory.make_old_address(), content_type=None, object_pk=None, leads_to="//evil.example/"
    ),
    "documents.linkcheck.address": lambda: twice(factory.make_dead_link, address="https://gone.invalid/"),
    "opinions.topic.slug": lambda: twice(factory.make_topic, slug="same"),
    "opinions.opinion.slug": lambda: twice(factory.make_opinion, slug="same"),
    "opinions.discrepancy.key": lambda: twice(factory.make_discrepancy, key="same"),
    "opinions.gap.key": lambda: twice(factory.make_gap, key="same"),
    "opinions.intervention.key": lambda: twice(factory.make_intervention, key="same"),
    "search_word_once": lambda: twice(SearchWord.objects.create, word="nets", token="net"),
    "review_item_once": lambda: twice(factory.make_review_item, review=factory.make_review(), object_pk=1),
    "opinions.pledge.key": lambda: twice(factory.make_pledge, key="same"),
}


def models_of_the_record():
    return [model for app in ("documents", "opinions") for model in apps.get_app_config(app).get_models()]


def test_every_rule_of_the_database_is_tried_here():
    rules = {constraint.name for model in models_of_the_record() for constraint in model._meta.constraints}
    rules |= {
        f"{model._meta.label_lower}.{field.name}"
        for model in models_of_the_record()
        for field in model._meta.fields
        if field.unique and not field.primary_key
    }
    assert rules == set(BREAKERS)


@pytest.mark.parametrize("rule", BREAKERS)
def test_database_refuses_what_breaks(rule):
    with pytest.raises(IntegrityError) as problem, transaction.atomic():
        BREAKERS[rule]()
    assert any(word in str(problem.value).lower() for word in ("unique", "check constraint"))


def test_same_symbol_in_two_processes_is_allowed():
    for _ in range(2):
        factory.make_contribution(process=factory.make_process(), symbol="WTPF-IEG/2/2")
    assert Contribution.objects.filter(symbol_key="wtpf-ieg/2/2").count() == 2


def test_any_number_of_documents_have_no_symbol():
    process = factory.make_process()
    for _ in range(2):
        factory.make_contribution(process=process, symbol="")
    assert process.contributions.count() == 2


@pytest.mark.parametrize(
    ("make", "parent"),
    [
        (lambda: factory.make_meeting(), "process"),
        (lambda: factory.make_meeting(), "body"),
        (lambda: factory.make_event(), "opinion"),
        (lambda: factory.make_revision(), "opinion"),
        (lambda: factory.make_opinion(), "process"),
        (lambda: factory.make_intervention(), "stakeholder"),
        (lambda: factory.make_file(), "contribution"),
        (lambda: factory.make_relation(), "target"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_others_name_cannot_be_deleted(make, parent):
    row = make()
    with pytest.raises(ProtectedError):
        getattr(row, parent).delete()
    assert type(row).objects.filter(pk=row.pk).exists()


def test_parts_go_with_the_whole():
    event = factory.make_event(actors=[factory.make_stakeholder()])
    contribution = factory.make_contribution([factory.make_stakeholder()])
    event.delete()
    contribution.delete()
    assert not Actor.objects.exists()
    assert not Submission.objects.exists()
    assert Stakeholder.objects.count() == 2


@pytest.mark.parametrize(
    "model", [m for m in models_of_the_record() if issubclass(m, Named)], ids=lambda model: model.__name__
)
def test_natural_key_finds_its_row(model):
    makers = {
        "Submission": lambda: factory.make_contribution([factory.make_stakeholder()]).submissions.get(),
        "Actor": lambda: factory.make_event(actors=[factory.make_stakeholder()]).actors.get(),
        "Account": lambda: factory.make_discrepancy(accounts=1).accounts.get(),
        "LoadedRow": lambda: LoadedRow.objects.create(model="documents.source", key="S3"),
        "LinkCheck": factory.make_dead_link,
        "ContributionFile": factory.make_file,
        "ScheduleItem": factory.make_schedule_item,
        "OtherTitle": factory.make_other_title,
    }
    row = makers.get(model.__name__, getattr(factory, f"make_{model.__name__.lower()}", None))()
    assert model.objects.get_by_natural_key(*row.natural_key()) == row


@pytest.mark.parametrize(
    ("make", "wrong", "field"),
    [
        (factory.make_meeting, {"parent": "make_meeting"}, "parent"),
        (factory.make_opinion, {"topic": "make_topic"}, "topic"),
        (factory.make_event, {"revision": "make_revision"}, "revision"),
        (factory.make_fact, {"meeting": "make_meeting"}, "meeting"),
    ],
    ids=["session", "topic", "revision", "fact"],
)
def test_rows_of_different_processes_or_texts_are_not_tied(make, wrong, field):
    row = make()
    for name, maker in wrong.items():
        setattr(row, name, getattr(factory, maker)())
    with pytest.raises(Exception, match="another|belongs") as problem:
        row.full_clean()
    assert field in problem.value.message_dict


def test_published_text_is_never_edited():
    revision = factory.make_revision()
    revision.text = "Something else."
    with pytest.raises(Exception, match="A published text is never edited"):
        revision.full_clean()


def test_drafts_reach_no_reader():
    for make in (factory.make_event, factory.make_meeting, factory.make_revision, factory.make_pledge):
        draft = make(published=False)
        assert not type(draft).objects.published().filter(pk=draft.pk).exists()
    assert [model.objects.published().count() for model in (Event, Meeting, Revision, Pledge)] == [0] * 4
    assert Opinion.objects.published().count() == 2
