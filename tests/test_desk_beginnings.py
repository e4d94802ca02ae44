"""What a new row begins with, and the names and numbers that nobody has to type."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from documents.desk.beginnings import LOOKED_AT, beginning_of, last_worked_in, newest_process
from documents.desk.history import work
from documents.desk.naming import free_name, free_number
from documents.models import Body, Change, Contribution, Fact, Meeting, Participation, Source, Stakeholder
from opinions.models import Amendment, Discrepancy, Event, Gap, Opinion, Revision, Topic

from . import factory
from .signing_in import make_staff, sign_in
from .test_admin import event_data, stakeholder_data

pytestmark = pytest.mark.django_db


@pytest.fixture
def clerk():
    """Somebody who may do everything."""
    return make_staff(superuser=True)


@pytest.fixture
def desk(client, clerk):
    """A browser in which the clerk is signed in."""
    return sign_in(client, clerk)


def add(model) -> str:
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_add")


def worked_on(row, person, *, act="edited", ago=datetime.timedelta()):
    """Have `person` change `row`, so long ago."""
    return factory.make_change(row, by=person, act=act, at=timezone.now() - ago)


# --- the process and the meeting ---------------------------------------------------------------


def test_new_row_begins_with_the_process_worked_in_last(clerk):
    one, other = factory.make_process(), factory.make_open_process()
    worked_on(factory.make_topic(other), clerk, ago=datetime.timedelta(hours=2))
    worked_on(factory.make_topic(one), clerk)
    assert beginning_of(Topic, clerk) == {"process": one.pk}


@pytest.mark.parametrize(
    "make",
    [
        factory.make_event, factory.make_participation, factory.make_revision, factory.make_file,
        factory.make_meeting,
    ],
)  # fmt: skip
def test_process_is_known_from_whatever_was_worked_on(clerk, make):
    factory.make_open_process()
    row = make()
    worked_on(row, clerk)
    above = next(
        getattr(row, name) for name in ("process", "opinion", "meeting", "contribution") if hasattr(row, name)
    )
    assert last_worked_in(clerk)[0] == getattr(above, "process", above)


def test_work_of_others_decides_nothing(clerk):
    goes_on = factory.make_open_process()
    worked_on(factory.make_topic(), make_staff("grace"))
    assert last_worked_in(clerk) == (goes_on, None)


def test_newest_process_that_goes_on_comes_before_a_newer_one_that_is_over():
    factory.make_open_process(date="2010/2999")
    goes_on = factory.make_open_process(date="2011/2999")
    factory.make_process(date="2013/2014")
    assert newest_process() == goes_on


def test_newest_process_where_all_are_over():
    newest = factory.make_process(date="2013/2014")
    factory.make_process(date="2010/2011")
    assert newest_process() == newest


def test_nothing_is_proposed_where_nothing_is_there(clerk):
    assert beginning_of(Topic, clerk) == {}


def test_meeting_worked_at_last_is_proposed(clerk):
    meeting = factory.make_meeting()
    worked_on(factory.make_event(opinion=factory.make_opinion(meeting.process), meeting=meeting), clerk)
    assert beginning_of(Event, clerk)["meeting"] == meeting.pk


def test_meeting_of_another_process_is_not_proposed(clerk):
    worked_on(factory.make_meeting(), clerk, ago=datetime.timedelta(hours=1))
    worked_on(factory.make_topic(), clerk)
    assert "meeting" not in beginning_of(Event, clerk)


def test_only_the_newest_changes_are_looked_at(clerk, django_assert_max_num_queries):
    for _ in range(LOOKED_AT + 5):
        worked_on(factory.make_source(), clerk)
    with django_assert_max_num_queries(12):
        beginning_of(Event, clerk)


def test_thing_that_is_gone_is_passed_over(clerk):
    topic = factory.make_topic()
    worked_on(topic, clerk)
    topic.delete()
    assert last_worked_in(clerk)[1] is None


# --- sources -----------------------------------------------------------------------------------


def test_sources_of_what_was_entered_last_are_proposed(clerk):
    source = factory.make_source()
    worked_on(factory.make_topic(sources=[source]), clerk, act="entered")
    assert beginning_of(Stakeholder, clerk) == {"sources": [source.pk]}


@pytest.mark.parametrize(
    ("act", "hours"), [("entered", 5), ("edited", 0)], ids=["entered long ago", "edited just now"]
)
def test_sources_are_not_proposed_of_what_was(clerk, act, hours):
    worked_on(factory.make_topic(), clerk, act=act, ago=datetime.timedelta(hours=hours))
    assert "sources" not in beginning_of(Stakeholder, clerk)


def test_source_that_is_gone_is_not_proposed(clerk):
    source = factory.make_source()
    worked_on(factory.make_topic(sources=[source]), clerk, act="entered")
    Source.objects.all().delete()
    assert "sources" not in beginning_of(Stakeholder, clerk)


def test_page_says_that_sources_are_only_proposed(desk, clerk):
    source = factory.make_source()
    assert "Proposed: the sources" not in desk.get(add(Stakeholder)).content.decode()
    worked_on(factory.make_topic(sources=[source]), clerk, act="entered")
    page = desk.get(add(Stakeholder)).content.decode()
    assert "Proposed: the sources" in page
    assert f'<option value="{source.pk}" selected' in page


def test_what_is_proposed_is_not_forced(desk, clerk):
    worked_on(factory.make_topic(), clerk, act="entered")
    assert desk.post(add(Stakeholder), stakeholder_data()).status_code == 302
    assert not Stakeholder.objects.get(slug="sudan").sources.exists()


def test_address_decides_before_what_was_worked_in(desk, clerk):
    worked_on(factory.make_topic(), clerk)
    asked = factory.make_process()
    page = desk.get(add(Topic), {"process": asked.pk})
    assert page.context["adminform"].form["process"].value() == str(asked.pk)


def test_form_begins_with_it_and_without_a_date(desk, clerk):
    meeting = factory.make_meeting()
    worked_on(meeting, clerk)
    form = desk.get(add(Contribution)).context["adminform"].form
    assert (form["process"].value(), form["meeting"].value()) == (meeting.process_id, meeting.pk)
    assert (form["date"].value() or "", form["confidence"].value()) == ("", "medium")


@pytest.mark.parametrize("model", [Fact, Gap, Discrepancy])
def test_what_a_row_is_about_is_left_open(desk, clerk, model):
    worked_on(factory.make_meeting(), clerk)
    form = desk.get(add(model)).context["adminform"].form
    assert not form["meeting" if model is Fact else "meetings"].value()


# --- names -------------------------------------------------------------------------------------


def test_name_is_made_from_what_the_row_says_and_shown(desk):
    page = desk.post(add(Stakeholder), stakeholder_data(slug="", short_name="South Sudan"), follow=True)
    assert Stakeholder.objects.get().slug == "south-sudan"
    assert "slug “south-sudan”" in page.content.decode()


def test_name_that_was_typed_is_kept_and_not_spoken_of(desk):
    page = desk.post(add(Stakeholder), stakeholder_data(), follow=True)
    assert Stakeholder.objects.get().slug == "sudan"
    assert "Made for it" not in page.content.decode()


def test_name_is_free(desk):
    factory.make_stakeholder(slug="sudan")
    factory.make_stakeholder(slug="sudan-2")
    desk.post(add(Stakeholder), stakeholder_data(slug=""))
    assert Stakeholder.objects.filter(slug="sudan-3").exists()


def test_name_of_a_row_that_is_there_stays_required(desk):
    row = factory.make_stakeholder(published=False)
    url = reverse("admin:documents_stakeholder_change", args=[row.pk])
    form = desk.get(url).context["adminform"].form
    assert form.fields["slug"].required


def named(row, **typed) -> str:
    return free_name(row, typed)


def test_names_say_what_the_row_is():
    opinion, who = factory.make_opinion(slug="ixps"), factory.make_stakeholder(slug="turkey")
    meeting = factory.make_meeting(slug="ieg-2")
    assert (
        named(Event(opinion=opinion, kind="submitted", date="2012-10-10/2012-10-12")) == "submitted-2012-10"
    )
    assert named(Amendment(opinion=opinion, date="2013-05-14"), proposers=[who]) == "turkey-2013-05"
    assert named(Participation(meeting=meeting, person="Hamadoun Touré")) == "ieg-2-hamadoun-toure"
    assert named(Participation(meeting=meeting, stakeholder=who)) == "ieg-2-turkey"
    assert (
        named(Contribution(process=meeting.process, symbol="WTPF-IEG/2/10", title="A draft"))
        == "wtpf-ieg-2-10"
    )
    assert named(Contribution(process=meeting.process, title="A draft")) == "a-draft"


def test_names_are_free_only_within_what_they_are_unique_in():
    event = factory.make_event(key="submitted-2012-10")
    given = {"kind": "submitted", "date": "2012-10-10"}
    assert named(Event(opinion=event.opinion, **given)) == "submitted-2012-10-2"
    assert named(Event(opinion=factory.make_opinion(), **given)) == "submitted-2012-10"


@pytest.mark.parametrize("model", [Fact, Gap])
def test_long_words_make_a_short_name_of_whole_words(model):
    text = "the adopted texts of the six opinions and everything that was said of them"
    name = named(model(**{model.named_from[0]: text}))
    assert text.replace(" ", "-").startswith(name)
    assert text[len(name)] == " "
    assert len(name) <= min(60, model._meta.get_field("key").max_length)


@pytest.mark.parametrize(("words", "name"), [("国际电联", "body"), ("", "body"), ("x" * 200, "x" * 60)])
def test_words_without_plain_letters_or_without_end_make_a_name_too(words, name):
    assert named(Body(name=words)) == name


# --- numbers -----------------------------------------------------------------------------------


def test_numbers_go_on_within_what_they_are_counted_in():
    opinion = factory.make_opinion(order=7)
    factory.make_revision_chain(2, opinion)
    factory.make_topic(opinion.process, number=9)
    event = factory.make_event(opinion, date="2012-10-10", order=1)
    assert free_number(Revision(opinion=opinion)) == 3
    assert free_number(Revision(opinion=factory.make_opinion())) == 1
    assert free_number(Topic(process=opinion.process)) == 10
    assert free_number(Opinion(process=opinion.process)) == 8
    assert free_number(Event(opinion=opinion, first_day=event.first_day)) == 2
    assert free_number(Event(opinion=opinion, first_day=datetime.date(2013, 1, 1))) == 1


def test_event_without_key_and_order_comes_last_on_its_day(desk):
    opinion = factory.make_opinion()
    factory.make_event(opinion, date="2012-10-10", order=4)
    answer = desk.post(add(Event), event_data(opinion, kind="discussed", key="", order=""))
    assert answer.status_code == 302, answer.context["adminform"].form.errors
    event = opinion.events.get(kind="discussed")
    assert (event.key, event.order) == ("discussed-2012-10", 5)


def test_topic_without_number_gets_the_next(desk):
    topic = factory.make_topic(number=3)
    data = {
        "process": topic.process_id,
        "title": "IPv6",
        "short_title": "IPv6",
        "number": "",
        "confidence": "high",
    }
    answer = desk.post(add(Topic), data)
    assert answer.status_code == 302, answer.context["adminform"].form.errors
    assert Topic.objects.filter(number=4, slug="ipv6").exists()


def test_accounts_without_numbers_are_numbered_after_those_that_are_there(desk):
    process = factory.make_process()
    data = {
        "process": process.pk,
        "question": "Who was it?",
        "accounts-TOTAL_FORMS": 3,
        "accounts-INITIAL_FORMS": 0,
    }
    for number, given in enumerate(("2", "", "")):
        data |= {f"accounts-{number}-number": given, f"accounts-{number}-says": f"It was {number}."}
        data[f"accounts-{number}-confidence"] = "high"
    answer = desk.post(add(Discrepancy), data)
    assert answer.status_code == 302, answer.context["adminform"].form.errors
    accounts = Discrepancy.objects.get(key="who-was-it").accounts
    assert list(accounts.values_list("number", "says")) == [
        (2, "It was 0."),
        (3, "It was 1."),
        (4, "It was 2."),
    ]


def test_actors_keep_the_order_in_which_they_are_entered(desk):
    opinion, who = factory.make_opinion(), [factory.make_stakeholder() for _ in range(3)]
    data = event_data(opinion) | {"actors-TOTAL_FORMS": 3}
    for number, each in enumerate(who):
        data |= {
            f"actors-{number}-stakeholder": each.pk,
            f"actors-{number}-role": "author",
            f"actors-{number}-order": "",
        }
    assert desk.post(add(Event), data).status_code == 302
    assert list(opinion.events.get().actors.values_list("stakeholder", "order")) == [
        (each.pk, number) for number, each in enumerate(who, start=1)
    ]


def test_row_entered_by_hand_is_what_the_next_begins_with(desk, clerk):
    process, source = factory.make_process(), factory.make_source()
    with work(by=clerk):
        topic = Topic.objects.create(slug="t", process=process, number=1, title="T", short_title="T")
        topic.sources.set([source])
    assert Change.objects.get().by == clerk
    form = desk.get(add(Meeting)).context["adminform"].form
    assert (form["process"].value(), form["sources"].value()) == (process.pk, [source.pk])
