"""The history of each thing at the desk: who, when, what, why; and a way back to each state."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from documents.desk.history import work
from documents.desk.states import state_of, without_publication
from documents.models import Change, Review, Source, Stakeholder
from opinions.models import Discrepancy, Event, Revision

from . import factory
from .signing_in import sign_in
from .test_admin import LOOKED_AT, MAKERS, address

pytestmark = pytest.mark.django_db

THINGS = pytest.mark.parametrize("label", [label for label in MAKERS if label not in LOOKED_AT])


@pytest.fixture
def ada():
    return factory.make_person("contributors", username="ada")


@pytest.fixture
def desk(client, ada):
    """A browser in which a contributor is signed in."""
    client.force_login(ada)
    return client


def label_of(row):
    return row._meta.label_lower


def history(row, pk=None):
    return address(label_of(row), "history", pk or row.pk)


def last_change(row, pk=None):
    return Change.objects.about(type(row), pk or row.pk).first()


def page_of(change):
    return address(change.model._meta.label_lower, "change_made", change.object_pk, change.pk)


def edit(row, by=None, why="", **fields):
    with work(by=by, why=why):
        for name, value in fields.items():
            setattr(row, name, value)
        row.save()
    return last_change(row)


def restore(client, change, why="It was right before."):
    return client.post(page_of(change), {"why": why})


# --- the page ----------------------------------------------------------------------------------


@THINGS
def test_history_of_each_kind_of_thing_answers(desk, label):
    row = MAKERS[label]()
    with work():
        row.delete() if not any(row._meta.get_field(name) for name in row.holds) else row.save()
    assert desk.get(address(label, "history", row.pk or last_pk(row))).status_code in (200, 404)


def last_pk(row):
    return Change.objects.order_by("-pk").first().object_pk


def test_history_says_who_when_what_and_why(desk, ada):
    row = factory.make_source(title="Report of 2012", published_at=None)
    edit(row, by=ada, why="The year was wrong.", title="Report of 2013")
    said = desk.get(history(row)).content.decode()
    for words in ("By ada", "The year was wrong.", "Edited", "<del>2012</del>", "<ins>2013</ins>"):
        assert words in said, words


def test_history_has_the_newest_change_first_in_pages(desk):
    row = factory.make_source(published_at=None)
    for number in range(23):
        edit(row, title=f"Title {number}")
    entries = desk.get(history(row)).context["entries"]
    assert [each.change.after["fields"]["title"] for each in entries[:2]] == ["Title 22", "Title 21"]
    assert len(entries) == 20 and len(desk.get(history(row) + "?p=2").context["entries"]) == 3


def test_history_asks_the_same_number_of_queries_for_any_number_of_changes(desk):
    row = factory.make_event(published=False)

    def asked():
        with CaptureQueriesContext(connection) as queries:
            assert desk.get(history(row)).status_code == 200
        return len(queries)

    edit(row, meeting=factory.make_meeting())
    edit(row, summary="Twice.")
    asked()  # what is asked once and then remembered
    few = asked()
    for _ in range(6):
        edit(row, meeting=factory.make_meeting())
    assert asked() == few


def test_things_saved_together_are_linked(desk):
    one, two = factory.make_source(published_at=None), factory.make_source(published_at=None)
    with work():
        for row in (one, two):
            row.title += "!"
            row.save()
    page = desk.get(history(one)).content.decode()
    assert f"?work__exact={last_change(one).work}" in page and "1 other thing<" in page
    listed = desk.get(address("documents.change", "changelist"), {"work__exact": last_change(one).work})
    assert {each.name for each in listed.context["cl"].queryset} == {str(one), str(two)}


def test_long_text_shows_what_changed_and_leaves_the_rest_out(desk):
    text = "\n\n".join(f"Paragraph {number} stays." for number in range(9))
    row = factory.make_revision(published=False, text=text)
    edit(row, text=text.replace("4 stays", "4 goes"))
    said = desk.get(history(row)).content.decode()
    assert "<del>stays.</del>" in said and "<ins>goes.</ins>" in said
    assert "Paragraph 7" not in said and "unchanged paragraphs" in said


def test_words_typed_are_shown_and_not_obeyed(desk):
    row = factory.make_source(published_at=None, title="<b>one</b>")
    edit(row, title="<script>two</script>", why="<i>why</i>")
    said = desk.get(history(row)).content.decode()
    assert "<script>two" not in said and "<b>one" not in said and "<i>why" not in said


# --- who may -----------------------------------------------------------------------------------


@pytest.mark.parametrize("who", ["nobody", "reader", "stranger"])
def test_history_is_never_reached_by_the_wrong_reader(client, who):
    row = factory.make_source(published_at=None, title="Secret")
    change = edit(row, title="More secret")
    if who != "nobody":
        client.force_login(factory.make_person(is_staff=who == "stranger"))
    for place in (history(row), page_of(change), address("documents.source", "withdraw", row.pk)):
        answer = client.get(place)
        assert answer.status_code in (302, 403) and "ecret" not in answer.content.decode()
        assert client.post(place, {"why": "?"}).status_code in (302, 403)
    assert Source.objects.get(pk=row.pk).title == "More secret"


def test_who_may_only_look_cannot_restore(client):
    row = factory.make_source(published_at=None, title="One")
    first = edit(row, title="Two")
    edit(row, title="Three")
    person = factory.make_person()
    from django.contrib.auth.models import Permission

    person.user_permissions.add(Permission.objects.get(codename="view_source"))
    sign_in(client, person)
    assert "may look at this" in client.get(page_of(first)).content.decode()
    assert restore(client, first).status_code == 403


def test_change_of_another_thing_is_not_found_under_this_one(desk):
    one, two = factory.make_source(published_at=None), factory.make_source(published_at=None)
    change = edit(one, title="Other")
    assert desk.get(address("documents.source", "change_made", two.pk, change.pk)).status_code == 404
    assert desk.get(address("documents.source", "history", 987654)).status_code == 404


# --- restoring ---------------------------------------------------------------------------------


def test_draft_gets_its_earlier_state_back_at_once_with_relations_and_parts(desk, ada):
    row = factory.make_event(published=False, actors=[factory.make_stakeholder()])
    first = edit(row, summary="As it was.")
    before = state_of(row)
    with work():
        row.summary = "Otherwise."
        row.save()
        row.sources.clear()
        row.actors.all().delete()
    assert restore(desk, first, why="That was right.").status_code == 302
    assert state_of(row) == before
    change = last_change(row)
    assert (change.act, change.by, change.why) == ("restored", ada, "That was right.")


def test_restoring_can_itself_be_undone(desk):
    row = factory.make_source(published_at=None, title="One")
    first, second = edit(row, title="Two"), edit(row, title="Three")
    restore(desk, first)
    restore(desk, second)
    assert Source.objects.get(pk=row.pk).title == "Three"
    assert Change.objects.about(Source, row.pk).filter(act="restored").count() == 2


def test_page_of_a_change_shows_what_restoring_would_do(desk):
    row = factory.make_source(published_at=None, title="One")
    first = edit(row, title="Two")
    edit(row, title="Three")
    page = desk.get(page_of(first))
    assert [(each.before, each.after) for each in page.context["would"]] == [("Three", "Two")]


def test_restoring_needs_a_reason_and_a_difference(desk):
    row = factory.make_source(published_at=None, title="One")
    first, last = edit(row, title="Two"), edit(row, title="Three")
    assert "Say why" in restore(desk, first, why=" ").content.decode()
    assert "there is nothing to restore" in restore(desk, last).content.decode()
    assert Source.objects.get(pk=row.pk).title == "Three"


def test_published_thing_is_proposed_and_readers_see_no_change(desk, ada):
    row = factory.make_stakeholder(name="One")
    first = edit(row, name="Two")
    edit(row, name="Three")
    answer = restore(desk, first)
    assert answer.status_code == 302
    assert Stakeholder.objects.get(pk=row.pk).name == "Three"
    item = Review.objects.get(asked_by=ada).items.get()
    assert item.proposed["fields"]["name"] == "Two"
    assert last_change(row).after["fields"]["name"] == "Three"


def test_published_thing_of_a_one_person_desk_is_restored_at_once(client, settings):
    settings.ONE_PERSON_DESK = True
    sign_in(client, factory.make_person("administrators"))
    row = factory.make_discrepancy(accounts=2)
    first = edit(row, question="Who?")
    before = state_of(row)
    row.accounts.first().delete()
    restore(client, first)
    assert without_publication(state_of(row)) == without_publication(before)
    assert row.accounts.published().count() == 2


def test_restoring_never_publishes_or_hides(desk):
    row = factory.make_source(published_at=None, title="One")
    first = edit(row, title="Two")
    edit(row, title="Three", withdrawn_at=factory.PUBLISHED, withdrawn_reason="It was wrong.")
    restore(desk, first)
    row.refresh_from_db()
    assert row.title == "Two" and row.withdrawn_reason == "It was wrong." and row.is_withdrawn


# --- what was deleted --------------------------------------------------------------------------


def test_deleted_thing_comes_back_under_its_number_with_its_parts(desk):
    row = factory.make_discrepancy(accounts=2, published=False)
    row.accounts.update(published_at=None)
    before, pk = state_of(row), row.pk
    desk.post(address("opinions.discrepancy", "delete", pk), {"post": "yes", "why": "By mistake."})
    change = last_change(row, pk)
    assert (change.act, change.why) == ("deleted", "By mistake.")
    listed = desk.get(address("documents.change", "changelist"), {"gone": "1"})
    assert page_of(change) in listed.content.decode()
    assert restore(desk, change).status_code == 302
    assert state_of(Discrepancy(pk=pk)) == before
    assert (
        page_of(change)
        not in desk.get(address("documents.change", "changelist"), {"gone": "1"}).content.decode()
    )


def test_what_stands_against_restoring_is_said_and_nothing_is_half_done(desk):
    opinion = factory.make_opinion(short_title="Inclusivity", published=False)
    row = factory.make_event(opinion, published=False)
    pk = row.pk
    with work():
        row.delete()
        opinion.delete()
    page = restore(desk, last_change(row, pk)).content.decode()
    assert "It names “Inclusivity” (opinion), which was deleted. Restore that first." in page
    assert not Event.objects.filter(pk=pk).exists()


def test_draft_opinion_deleted_from_its_leaves_comes_back_from_its_root(desk):
    opinion = factory.make_opinion(published=False)
    revision = factory.make_revision(opinion, published=False)
    event = factory.make_event(opinion, published=False, revision=revision)
    page = desk.get(address("opinions.opinion", "delete", opinion.pk)).content.decode()
    assert "cannot be deleted: these need it" in page and str(event) in page
    states = [(type(row), row.pk, state_of(row)) for row in (opinion, revision, event)]
    for row in (event, revision, opinion):
        desk.post(address(label_of(row), "delete", row.pk), {"post": "yes"})
    for model, pk, _ in states:
        assert not model.objects.filter(pk=pk).exists()
        restore(desk, last_change(model(), pk))
    assert [state_of(model(pk=pk)) for model, pk, _ in states] == [state for *_, state in states]


def test_published_text_that_was_changed_is_not_restored_over_what_readers_saw(desk):
    row = factory.make_revision(published=False, text="One.")
    first = edit(row, label="First")
    edit(row, text="Two.", published_at=factory.PUBLISHED)
    assert "A published text is never edited" in restore(desk, first).content.decode()
    assert Revision.objects.get(pk=row.pk).text == "Two." and not Review.objects.exists()


# --- deleting ----------------------------------------------------------------------------------


@pytest.mark.parametrize("state", ["published", "withdrawn"])
def test_what_readers_see_or_saw_is_not_deleted(client, state):
    sign_in(client, factory.make_person("reviewers"))
    row = factory.make_source()
    if state == "withdrawn":
        edit(row, published_at=None, withdrawn_at=factory.PUBLISHED, withdrawn_reason="It was wrong.")
    answer = client.post(address("documents.source", "delete", row.pk), {"post": "yes"})
    assert answer.status_code == 403 and Source.objects.filter(pk=row.pk).exists()
    wanted = "It was wrong." if state == "withdrawn" else address("documents.source", "withdraw", row.pk)
    assert wanted in answer.content.decode()


def test_several_drafts_are_deleted_for_one_reason(desk):
    rows = [factory.make_source(published_at=None) for _ in range(2)]
    data = {"action": "delete_selected", "_selected_action": [row.pk for row in rows]}
    asked = desk.post(address("documents.source", "changelist"), data)
    assert 'name="why"' in asked.content.decode()
    desk.post(address("documents.source", "changelist"), data | {"post": "yes", "why": "Twice there."})
    assert [last_change(row).why for row in rows] == ["Twice there."] * 2


# --- the log -----------------------------------------------------------------------------------


def test_log_leads_to_each_change_and_its_filters_answer(desk, ada):
    row = factory.make_source(published_at=None)
    change = edit(row, by=ada, title="Other")
    log = address("documents.change", "changelist")
    for query in (
        {},
        {"act": "edited"},
        {"by__id__exact": ada.pk},
        {"q": "Other"},
        {"at__year": change.at.year},
    ):
        assert page_of(change) in desk.get(log, query).content.decode(), query
    assert desk.get(address("documents.change", "change", change.pk)).url == page_of(change)


def test_log_asks_the_same_number_of_queries_for_any_number_of_rows(desk):
    def asked():
        edit(factory.make_source(published_at=None), title="Other")
        edit(factory.make_event(published=False), summary="Other.")
        with CaptureQueriesContext(connection) as queries:
            desk.get(address("documents.change", "changelist"))
        return len(queries)

    asked()
    assert asked() == asked()


def test_log_tells_nothing_of_things_whose_pages_are_closed(client):
    edit(factory.make_source(published_at=None), title="Secret")
    from django.contrib.auth.models import Permission

    person = factory.make_person()
    person.user_permissions.add(Permission.objects.get(codename="view_change"))
    sign_in(client, person)
    assert "Secret" not in client.get(address("documents.change", "changelist")).content.decode()


def test_page_that_deletes_names_things_and_no_connecting_rows(desk):
    row = factory.make_revision(published=False, sponsors=[factory.make_stakeholder()])
    said = desk.get(address("opinions.revision", "delete", row.pk)).content.decode()
    assert str(row) in said and "relationship" not in said and "object (" not in said


def test_white_space_alone_is_said_to_be_all_that_differs(desk):
    row = factory.make_source(published_at=None, title="One two")
    edit(row, title="One  two")
    assert "only spaces or line ends differ" in desk.get(history(row)).content.decode()
