"""Reviews: four eyes, all or nothing, what changed meanwhile, publication at a time, the queue, its pages."""

import datetime
from threading import Thread

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import DatabaseError, connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from documents.desk import due, reviews
from documents.desk.history import FOLLOWERS, work
from documents.desk.queue import queue_of
from documents.desk.states import state_of
from documents.models import Change, Review, Stakeholder
from opinions.models import Event, Opinion
from tests import factory
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db
State = Review.State
QUEUE = "admin:documents_review_changelist"


@pytest.fixture
def ada():
    """A contributor."""
    return factory.make_person("contributors", username="ada")


@pytest.fixture
def bob():
    """A reviewer."""
    return factory.make_person("reviewers", username="bob")


def entered(by, maker=factory.make_stakeholder, **fields):
    """A draft, with a source, that the history says `by` entered."""
    row = maker(published=False, **fields)
    factory.make_change(row, by=by, act=Change.Act.ENTERED)
    return row


def asked(by, *rows, **given) -> Review:
    return reviews.ask_review(by=by, rows=rows or [entered(by)], **given)


def correction(by, **fields) -> Review:
    row = factory.make_stakeholder()
    state = state_of(row)
    state["fields"] |= fields or {"name": "Another name"}
    return reviews.propose(by=by, row=row, state=state, why="It was misspelt.")


def is_published(row) -> bool:
    return type(row).objects.get(pk=row.pk).is_published


def ago(**given) -> datetime.datetime:
    return timezone.now() - datetime.timedelta(**given)


def scheduled(by, review: Review, hours: int = 1) -> Review:
    return reviews.approve(review, by=by, at=timezone.now() + datetime.timedelta(hours=hours))


def sentences(refused) -> str:
    return " ".join(refused.value.messages)


# --- four eyes ---------------------------------------------------------------------------------


def test_reviewer_publishes_what_another_entered(ada, bob):
    row = entered(ada)
    review = reviews.approve(asked(ada, row), by=bob, comment="Good.")
    assert is_published(row) and review.state == State.DONE and review.decided_by == bob
    published = Change.objects.about(Stakeholder, row.pk).first()
    assert (published.act, published.by, published.why) == (Change.Act.PUBLISHED, bob, "Good.")


@pytest.mark.parametrize("act", ["entered", "edited", "imported", "restored", "corrected"])
def test_author_does_not_publish(ada, bob, act):
    row = entered(ada)
    factory.make_change(row, by=bob, act=act)
    with pytest.raises(ValidationError) as refused:
        reviews.approve(asked(ada, row), by=bob)
    assert "entered or edited" in sentences(refused) and not is_published(row)


@pytest.mark.parametrize("act", ["loaded", "published", "withdrawn"])
def test_who_only_loaded_or_published_before_publishes(ada, bob, act):
    row = entered(ada)
    factory.make_change(row, by=bob, act=act)
    reviews.approve(asked(ada, row), by=bob)
    assert is_published(row)


def test_one_row_of_ones_own_bars_the_whole_bundle(ada, bob):
    rows = [entered(ada), entered(bob)]
    with pytest.raises(ValidationError):
        reviews.approve(asked(ada, *rows), by=bob)
    assert not any(map(is_published, rows))


def test_part_that_a_reviewer_edited_bars_the_whole(ada, bob):
    event = entered(ada, factory.make_event)
    with work(by=bob):
        factory.Actor.objects.create(event=event, stakeholder=factory.make_stakeholder())
    assert "yourself" in reviews.refusal(bob, asked(ada, event))


def test_correction_is_published_by_another_and_says_who_proposed_it(ada, bob):
    review = reviews.approve(correction(ada, name="Right"), by=bob)
    row = review.items.get().thing
    last = Change.objects.about(Stakeholder, row.pk).first()
    assert row.name == "Right" and row.is_published
    assert last.act == Change.Act.CORRECTED and last.why == "It was misspelt. (Proposed by ada.)"


def test_own_correction_is_refused(bob):
    with pytest.raises(ValidationError) as refused:
        reviews.approve(correction(bob), by=bob)
    assert "proposed this correction yourself" in sentences(refused)


def test_contributor_decides_nothing(ada):
    review = asked(factory.make_person("contributors"))
    with pytest.raises(ValidationError):
        reviews.approve(review, by=ada)
    with pytest.raises(ValidationError):
        reviews.send_back(review, by=ada, comment="No.")
    assert Review.objects.get().state == State.WAITING


def test_one_person_desk_publishes_its_own(bob, settings):
    settings.ONE_PERSON_DESK = True
    for review in (asked(bob), correction(bob)):
        assert reviews.approve(review, by=bob).state == State.DONE


def test_list_action_refuses_ones_own_rows(bob):
    row = entered(bob)
    with pytest.raises(ValidationError):
        reviews.publish_now(by=bob, rows=[row])
    assert not is_published(row)


# --- asking ------------------------------------------------------------------------------------


def test_draft_that_waits_is_not_asked_for_twice(ada):
    row = entered(ada)
    first = asked(ada, row)
    assert asked(ada, row, note="Now with its source.") == first
    assert Review.objects.get().note == "Now with its source."


def test_published_rows_need_no_review(ada):
    assert reviews.ask_review(by=ada, rows=[factory.make_stakeholder()]) is None


def test_document_is_reviewed_with_its_draft_files(ada, bob):
    document = entered(ada, factory.make_contribution)
    file = factory.make_file(document, published=False)
    reviews.approve(asked(ada, document), by=bob)
    assert is_published(document) and is_published(file)


def test_correction_needs_a_reason(ada):
    row = factory.make_stakeholder()
    state = state_of(row)
    state["fields"]["name"] = "Other"
    with pytest.raises(ValidationError):
        reviews.propose(by=ada, row=row, state=state, why=" ")
    assert not Review.objects.exists()


# --- all or nothing, and what changed meanwhile ------------------------------------------------


def test_bundle_with_one_row_without_source_publishes_nothing(ada, bob):
    good, bad = entered(ada), entered(ada, sources=[])
    with pytest.raises(ValidationError) as refused:
        reviews.approve(asked(ada, good, bad), by=bob)
    assert "without a source" in sentences(refused)
    assert not is_published(good) and Review.objects.get().state == State.WAITING


@pytest.mark.parametrize("later", [False, True], ids=["now", "at a time"])
def test_event_that_may_not_follow_is_refused(ada, bob, later):
    event = entered(
        ada, factory.make_event, opinion=factory.make_path("submitted", "withdrawn"), kind="adopted"
    )
    review = asked(ada, event)
    with pytest.raises(ValidationError) as refused:
        reviews.approve(review, by=bob, at=timezone.now() + datetime.timedelta(hours=later))
    assert "cannot follow" in sentences(refused)
    assert not is_published(event) and Review.objects.get().state == State.WAITING


def test_what_changed_after_it_was_opened_is_refused(ada, bob):
    row = entered(ada)
    review = asked(ada, row)
    seen = reviews.mark_of_review(review)
    row.name = "Something else"
    row.save()
    with pytest.raises(ValidationError) as refused:
        reviews.approve(review, by=bob, mark=seen)
    assert "changed after you opened" in sentences(refused) and not is_published(row)


def test_row_deleted_since_is_refused_and_can_be_sent_back(ada, bob):
    rows = entered(ada), entered(ada)
    review = asked(ada, *rows)
    rows[0].delete()
    with pytest.raises(ValidationError) as refused:
        reviews.approve(review, by=bob)
    assert "deleted since" in sentences(refused) and not is_published(rows[1])
    assert reviews.send_back(review, by=bob, comment="One is gone.").state == State.SENT_BACK


def test_correction_of_what_was_corrected_meanwhile_is_refused(ada, bob):
    row = factory.make_stakeholder()
    for name in ("First", "Second"):
        state = state_of(row)
        state["fields"]["name"] = name
        reviews.propose(by=ada, row=row, state=state, why="Better.")
    first, second = Review.objects.order_by("pk")
    reviews.approve(first, by=bob)
    with pytest.raises(ValidationError) as refused:
        reviews.approve(second, by=bob)
    assert "changed after this correction was proposed" in sentences(refused)
    assert Stakeholder.objects.get(pk=row.pk).name == "First"


@pytest.mark.parametrize("act", ["approve", "send_back", "take_back"])
def test_what_is_decided_is_not_decided_again(ada, bob, act):
    review = asked(ada)
    reviews.approve(review, by=bob)
    given = {"by": ada} if act == "take_back" else {"by": bob}
    given |= {"comment": "No."} if act == "send_back" else {}
    with pytest.raises(ValidationError) as refused:
        getattr(reviews, act)(review, **given)
    assert "no longer waiting" in sentences(refused)


def test_sending_back_needs_a_comment(ada, bob):
    with pytest.raises(ValidationError):
        reviews.send_back(asked(ada), by=bob, comment="  ")


def test_only_who_asked_takes_back(ada, bob):
    review = asked(ada)
    with pytest.raises(ValidationError):
        reviews.take_back(review, by=bob)
    assert reviews.take_back(review, by=ada).state == State.TAKEN_BACK


def test_what_is_published_by_the_list_is_done_in_its_review(ada, bob):
    row = entered(ada)
    review = asked(ada, row)
    assert reviews.publish_now(by=bob, rows=[row]) == 1
    review.refresh_from_db()
    assert review.state == State.DONE


# --- at a time ---------------------------------------------------------------------------------


def test_scheduled_event_moves_the_stage_at_its_time(ada, bob):
    event = entered(ada, factory.make_event, opinion=factory.make_path("submitted"), kind="agreed")
    review = scheduled(bob, asked(ada, event))
    assert due.publish_due() == []
    assert Opinion.objects.get().stage == "submitted" and not is_published(event)
    done = due.publish_due(now=timezone.now() + datetime.timedelta(hours=2))
    assert done == [(review, "")] and Review.objects.get().state == State.DONE
    assert Opinion.objects.get().stage == "agreed" and is_published(event)
    assert Change.objects.about(Event, event.pk).first().by == bob


def test_scheduled_draft_that_was_changed_is_sent_back(ada, bob):
    row = entered(ada)
    review = scheduled(bob, asked(ada, row))
    row.name = "Nobody has read this"
    row.save()
    Review.objects.update(publish_at=ago(hours=1))
    [(_, reason)] = due.publish_due()
    review.refresh_from_db()
    assert "changed after it was approved" in reason and reason in review.comment
    assert review.state == State.SENT_BACK and not is_published(row)


def test_scheduled_draft_that_is_changed_and_asked_for_waits_again(ada, bob):
    row = entered(ada)
    review = scheduled(bob, asked(ada, row))
    assert asked(ada, row).state == State.SCHEDULED  # nothing changed
    row.name = "Nobody has read this"
    row.save()
    assert asked(ada, row) == review
    review.refresh_from_db()
    assert review.state == State.WAITING and review.publish_at is None


def test_each_due_review_is_a_transaction_of_its_own(ada, bob):
    first, second = entered(ada), entered(ada)
    for row in (first, second):
        scheduled(bob, asked(ada, row))
    Review.objects.update(publish_at=ago(hours=1))

    def killed(written):
        if any(thing.pk == second.pk for thing in written):
            raise KeyboardInterrupt

    FOLLOWERS.append(killed)
    try:
        with pytest.raises(KeyboardInterrupt):
            due.publish_due()
    finally:
        FOLLOWERS.remove(killed)
    assert is_published(first) and not is_published(second)
    assert len(due.publish_due()) == 1 and is_published(second)


def test_fault_of_one_due_review_keeps_no_other_back(ada, bob, caplog):
    first, second = entered(ada), entered(ada)
    for row in (first, second):
        scheduled(bob, asked(ada, row))
    Review.objects.update(publish_at=ago(hours=1))

    def failing(written):
        if any(thing.pk == first.pk for thing in written):
            raise DatabaseError("out of order")

    FOLLOWERS.append(failing)
    try:
        assert [review.state for review, _ in due.publish_due()] == [State.SCHEDULED]
    finally:
        FOLLOWERS.remove(failing)
    assert is_published(second) and not is_published(first)
    assert "it is tried again" in caplog.text


def test_review_that_another_process_published_meanwhile_is_left(ada, bob):
    first, second = entered(ada), entered(ada)
    for row in (first, second):
        scheduled(bob, asked(ada, row))
    Review.objects.update(publish_at=ago(hours=1))
    late = list(Review.objects.due(timezone.now()))
    assert len(due.publish_due()) == 2
    assert [due._publish_scheduled(review) for review in late] == [False, False]
    assert Change.objects.filter(act="published").count() == 2


def test_publish_due_says_what_it_did(ada, bob, capsys):
    call_command("publish_due")
    good = scheduled(bob, asked(ada))
    bad = scheduled(bob, asked(ada))
    bad.items.get().thing.delete()
    Review.objects.update(publish_at=ago(hours=1))
    call_command("publish_due")
    said = capsys.readouterr().out
    assert said.startswith("Nothing was due.\n")
    assert f"Published: “{good}”.\n" in said and f"Sent back: “{bad}”. " in said


def test_ordinary_request_publishes_what_is_due_once_in_a_while(ada, bob, client, settings):
    settings.PUBLISH_DUE_EVERY = 3600
    row = entered(ada)
    scheduled(bob, asked(ada, row))
    Review.objects.update(publish_at=ago(hours=1))
    client.get("/about/")
    assert is_published(row)
    with CaptureQueriesContext(connection) as queries:
        client.get("/about/")
    assert not any("documents_review" in query["sql"] for query in queries)


def test_fault_in_what_is_due_breaks_no_page(client, settings, monkeypatch, caplog):
    settings.PUBLISH_DUE_EVERY = 3600
    monkeypatch.setattr(Review.objects, "due", None)
    assert client.get("/about/").status_code == 200
    assert "What is due could not be published" in caplog.text


if connection.vendor == "postgresql":

    @pytest.mark.django_db(transaction=True)
    def test_several_that_publish_at_once_publish_each_once():
        ada, bob = factory.make_person("contributors"), factory.make_person("reviewers")
        rows = [entered(ada) for _ in range(6)]
        for row in rows:
            scheduled(bob, asked(ada, row))
        Review.objects.update(publish_at=ago(hours=1))
        done = []

        def one():
            done.extend(due.publish_due())
            connection.close()

        threads = [Thread(target=one) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert sorted(review.pk for review, _ in done) == sorted(Review.objects.values_list("pk", flat=True))
        assert Change.objects.filter(act="published").count() == len(rows)

    @pytest.mark.django_db(transaction=True)
    def test_of_two_who_decide_at_once_the_second_is_told():
        ada, people = factory.make_person("contributors"), [factory.make_person("reviewers") for _ in "ab"]
        review = asked(ada)
        said = []

        def decide(person):
            try:
                reviews.approve(Review.objects.get(pk=review.pk), by=person)
                said.append("published")
            except ValidationError as problem:
                said.append(problem.messages[0])
            connection.close()

        threads = [Thread(target=decide, args=[person]) for person in people]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert sorted(said) == ["Nothing was done: this is no longer waiting (published).", "published"]


# --- the queue ---------------------------------------------------------------------------------


def titles(user) -> dict:
    return {group.name: [review.title for review in group.reviews] for group in queue_of(user)}


def test_queue_of_a_reviewer_is_what_others_wrote_oldest_first(ada, bob):
    new, old = asked(ada, title="New"), asked(ada, title="Old")
    Review.objects.filter(pk=old.pk).update(asked_at=ago(days=3))
    asked(bob, title="Mine")
    asked(ada, entered(bob), title="Written by me")
    correction(bob)
    found = titles(bob)
    assert found["waiting"] == ["Old", "New"] and new.title == "New"
    assert found["asked"][:2] == ["Mine", "Written by me"] and len(found["asked"]) == 3


def test_queue_agrees_with_what_is_refused(ada, bob):
    for by, row in ((ada, entered(ada)), (ada, entered(bob)), (bob, entered(ada)), (bob, entered(bob))):
        asked(by, row)
    correction(ada), correction(bob)
    waiting = next(group for group in queue_of(bob) if group.name == "waiting").reviews
    allowed = {review for review in Review.objects.all() if not reviews.refusal(bob, review)}
    assert set(waiting) == allowed and len(allowed) == 3


def test_queue_of_a_one_person_desk_bars_nothing(bob, settings):
    settings.ONE_PERSON_DESK = True
    asked(bob, title="Mine")
    assert titles(bob)["waiting"] == ["Mine"]


def test_queue_of_a_contributor_is_what_came_back_and_what_waits(ada, bob):
    asked(factory.make_person("contributors"), title="Another’s")
    asked(ada, title="Waits")
    reviews.send_back(asked(ada, title="Came back"), by=bob, comment="No source.")
    scheduled(bob, asked(ada, title="At a time"))
    assert titles(ada) == {"back": ["Came back"], "asked": ["Waits"], "scheduled": ["At a time"]}


def test_what_came_back_leaves_the_queue_when_it_is_asked_for_again_or_left(ada, bob):
    row = entered(ada)
    reviews.send_back(asked(ada, row), by=bob, comment="No.")
    asked(ada, row)
    assert titles(ada)["back"] == []
    left = asked(ada)
    reviews.send_back(left, by=bob, comment="No.")
    reviews.take_back(left, by=ada)
    assert titles(ada)["back"] == []


def page_of(client, user, address: str, *args) -> str:
    sign_in(client, user)
    answer = client.get(reverse(address, args=args))
    assert answer.status_code == 200
    return answer.content.decode()


def test_queue_page_says_what_it_is_who_asked_and_the_comment(ada, bob, client):
    row, other = entered(ada), entered(ada, factory.make_event)
    review = asked(ada, row, other, title="Two things", note="Look at the date.")
    page = page_of(client, bob, QUEUE)
    assert "Two things" in page and "Look at the date." in page and "ada" in page
    assert "1 stakeholder, 1 event" in page or "1 event, 1 stakeholder" in page
    reviews.send_back(review, by=bob, comment="It has no source.")
    assert "bob: It has no source." in page_of(client, ada, QUEUE)


def test_all_reviews_are_listed_on_demand(ada, bob, client):
    reviews.approve(asked(ada, title="Long done"), by=bob)
    assert "Long done" not in page_of(client, bob, QUEUE)
    assert "Long done" in client.get(reverse(QUEUE), {"all": ""}).content.decode()


def queries_of(client, address: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


@pytest.mark.parametrize("address", [QUEUE, "admin:index"])
def test_queries_of_the_queue_do_not_grow(ada, bob, client, address):
    def more():
        asked(ada), correction(ada), correction(bob), scheduled(bob, asked(ada))
        reviews.send_back(asked(bob), by=bob, comment="No.")

    more()
    page_of(client, bob, address)
    few = queries_of(client, reverse(address))
    for _ in range(3):
        more()
    assert queries_of(client, reverse(address)) == few <= 14


# --- the page of a review ----------------------------------------------------------------------


def place(review: Review) -> str:
    return reverse("admin:documents_review_change", args=[review.pk])


def press(client, user, review: Review, button: str, **given):
    """Press a button of the page as it stands now."""
    sign_in(client, user)
    mark = client.get(place(review)).context["form"].initial["mark"]
    return client.post(place(review), {"mark": mark, button: "", **given})


def state(review: Review) -> str:
    return Review.objects.get(pk=review.pk).state


def test_page_shows_a_draft_in_words_with_its_sources(ada, bob, client):
    source = factory.make_source(title="The report of the chair")
    row = entered(ada, name="The <Republic>", sources=[source], locator=f"{source.key} 6.3")
    page = page_of(client, bob, "admin:documents_review_change", asked(ada, row).pk)
    assert (
        "The &lt;Republic&gt;" in page and "The report of the chair" in page and f"{source.key} 6.3" in page
    )
    assert "Publish now" in page and "Member State" in page


def test_page_of_a_correction_marks_the_words_that_changed(ada, bob, client):
    row = factory.make_fact(text="The forum was held at Geneva in the month of May.")
    given = state_of(row)
    given["fields"]["text"] = "The forum was held at Geneva in the month of June."
    review = reviews.propose(by=ada, row=row, state=given, why="The report has it so.")
    page = page_of(client, bob, "admin:documents_review_change", review.pk)
    assert "<del>" in page and "May." in page and "<ins>" in page and "June." in page
    assert "The report has it so." in page


def test_page_of_ones_own_says_why_it_cannot_be_published(bob, client):
    page = page_of(client, bob, "admin:documents_review_change", asked(bob).pk)
    assert "somebody else has to publish it" in page
    assert "Publish now" not in page and "Take it back" in page


def test_page_for_a_contributor_offers_no_decision(ada, client):
    review = asked(factory.make_person("contributors"))
    page = page_of(client, ada, "admin:documents_review_change", review.pk)
    assert "_publish" not in page and "_send_back" not in page and "_take_back" not in page


def test_page_says_what_was_deleted_since(ada, bob, client):
    review = asked(ada)
    review.items.get().thing.delete()
    page = page_of(client, bob, "admin:documents_review_change", review.pk)
    assert "This was deleted since" in page


def test_button_publishes(ada, bob, client):
    row = entered(ada)
    review = asked(ada, row)
    assert press(client, bob, review, "_publish").status_code == 302
    assert is_published(row) and state(review) == State.DONE


def test_button_publishes_at_a_time_of_the_place(ada, bob, client, settings):
    review = asked(ada)
    assert press(client, bob, review, "_publish_at", at="2999-05-16T09:30").status_code == 302
    review.refresh_from_db()
    assert review.state == State.SCHEDULED
    assert timezone.localtime(review.publish_at).isoformat() == "2999-05-16T09:30:00+02:00"


@pytest.mark.parametrize(
    ("at", "words"),
    [("", "Say on which day"), ("2001-05-16T09:30", "has passed"), ("soon", "not a day with a time")],
)
def test_time_that_cannot_be_is_refused_and_the_comment_stays(ada, bob, client, at, words):
    review = asked(ada)
    answer = press(client, bob, review, "_publish_at", at=at, comment="My words.")
    assert words in answer.content.decode() and "My words." in answer.content.decode()
    assert state(review) == State.WAITING


def test_time_given_is_not_passed_over_by_the_enter_key(ada, bob, client):
    review = asked(ada)
    answer = press(client, bob, review, "_publish", at="2999-05-16T09:30")
    assert "or empty the time to publish now" in answer.content.decode()
    assert state(review) == State.WAITING


def test_button_sends_back(ada, bob, client):
    review = asked(ada)
    answer = press(client, bob, review, "_send_back")
    assert "Say what is to be mended." in answer.content.decode() and state(review) == State.WAITING
    assert press(client, bob, review, "_send_back", comment="Which page?").status_code == 302
    assert state(review) == State.SENT_BACK


def test_button_takes_back(ada, client):
    review = asked(ada)
    assert press(client, ada, review, "_take_back").status_code == 302
    assert state(review) == State.TAKEN_BACK


@pytest.mark.parametrize("mark", [None, "", "0" * 32], ids=["none", "empty", "another"])
def test_button_without_the_mark_of_what_was_seen_publishes_nothing(ada, bob, client, mark):
    review = asked(ada)
    sign_in(client, bob)
    answer = client.post(place(review), {"_publish": ""} | ({} if mark is None else {"mark": mark}))
    assert "Look at it again." in answer.content.decode() and state(review) == State.WAITING


def test_page_shown_again_publishes_what_it_now_shows(ada, bob, client):
    row = entered(ada)
    review = asked(ada, row)
    sign_in(client, bob)
    again = client.post(place(review), {"_publish": "", "mark": "old"}).context["form"]
    assert client.post(place(review), {"_publish": "", "mark": again["mark"].value()}).status_code == 302
    assert is_published(row)


def test_contributor_who_forges_the_button_publishes_nothing(ada, client):
    review = asked(factory.make_person("contributors"))
    for button in ("_publish", "_send_back", "_take_back"):
        assert press(client, ada, review, button, comment="x").status_code == 200
    assert state(review) == State.WAITING


def test_pressing_nothing_does_nothing(ada, bob, client):
    review = asked(ada)
    assert "No button was pressed." in press(client, bob, review, "other").content.decode()
    assert state(review) == State.WAITING


def test_queries_of_the_page_do_not_grow_with_its_things(ada, bob, client):
    def of(number: int) -> int:
        rows = [
            entered(ada, maker)
            for _ in range(number)
            for maker in (factory.make_stakeholder, factory.make_event)
        ]
        review = asked(ada, *rows)
        page_of(client, bob, "admin:documents_review_change", review.pk)
        return queries_of(client, place(review))

    assert of(1) == of(6) <= 45


def test_page_of_very_many_things_shows_the_first_in_words(ada, bob, client, monkeypatch):
    monkeypatch.setattr("documents.desk.queue.MOST", 2)
    review = asked(ada, *[entered(ada) for _ in range(4)])
    page = page_of(client, bob, "admin:documents_review_change", review.pk)
    assert page.count("Not shown here") == 2 and "4 things" in page


# --- the buttons of forms ----------------------------------------------------------------------


def form_of(client, user, row) -> str:
    return page_of(client, user, f"admin:documents_{row._meta.model_name}_change", row.pk)


def test_form_of_a_draft_saves_it_or_sends_it_to_review(ada, client):
    page = form_of(client, ada, factory.make_stakeholder(published=False))
    assert 'value="Save as draft"' in page and 'name="_review"' in page and ">Preview</a>" in page


def test_form_of_what_readers_see_proposes(ada, bob, client, settings):
    row = factory.make_stakeholder()
    for user in (ada, bob):
        page = form_of(client, user, row)
        assert 'value="Propose this correction"' in page and 'name="_review"' not in page
        assert "Preview" not in page
    settings.ONE_PERSON_DESK = True
    assert "readers see it at once" in form_of(client, bob, row)


def test_saving_and_sending_to_review_makes_one(ada, client):
    sign_in(client, ada)
    data = {"slug": "sudan", "name": "Sudan", "short_name": "Sudan", "category": "member-state"}
    client.post(reverse("admin:documents_stakeholder_add"), {**data, "confidence": "high", "_review": ""})
    assert Review.objects.get().asked_by == ada and Review.objects.get().title == "Sudan"
