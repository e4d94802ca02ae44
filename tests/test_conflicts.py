"""Two people edit one thing: the second save is refused, shows both versions, and loses nothing."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from documents.desk.history import work
from documents.desk.merging import merged, state_opened
from documents.desk.states import mark_of, state_of
from documents.models import Change, Contribution, Source
from opinions.models import Discrepancy, Event

from . import factory
from .test_admin import address, form_data

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client):
    client.force_login(factory.make_person("contributors", username="bob"))
    return client


@pytest.fixture
def ada():
    return factory.make_person("contributors", username="ada")


def page(row):
    return address(row._meta.label_lower, "change", row.pk)


def opened(desk, row) -> dict:
    return form_data(desk.get(page(row)))


def saved_by(person, row, **fields):
    with work(by=person):
        row = type(row).objects.get(pk=row.pk)
        for name, value in fields.items():
            setattr(row, name, value)
        row.save()


def clashes_of(answer) -> dict:
    return {
        each.label: (each.opened, each.stored, each.typed, each.stands) for each in answer.context["conflict"]
    }


def draft(**fields):
    return factory.make_source(**{"published_at": None, "title": "One", "author": "Nobody", **fields})


# --- refused, with both versions ---------------------------------------------------------------


def test_second_save_is_refused_and_says_who_saved(desk, ada):
    row = draft()
    data = opened(desk, row)
    saved_by(ada, row, title="Hers")
    answer = desk.post(page(row), data | {"title": "His"})
    assert answer.status_code == 200 and "ada saved it" in answer.content.decode()
    assert Source.objects.get(pk=row.pk).title == "Hers"
    assert clashes_of(answer) == {"title": ("One", "Hers", "His", "both")}
    assert answer.context["adminform"].form["title"].value() == "His"


def test_what_only_the_other_changed_is_taken_into_the_form(desk, ada):
    row = draft()
    data = opened(desk, row)
    saved_by(ada, row, author="Ada")
    answer = desk.post(page(row), data | {"title": "His"})
    assert clashes_of(answer)["author"] == ("Nobody", "Ada", "Nobody", "theirs")
    again = form_data(answer)
    assert (again["title"], again["author"]) == ("His", "Ada")
    assert desk.post(page(row), again).status_code == 302
    row.refresh_from_db()
    assert (row.title, row.author) == ("His", "Ada")


def test_third_save_in_between_is_refused_again(desk, ada):
    row = draft()
    data = opened(desk, row)
    saved_by(ada, row, author="Ada")
    again = form_data(desk.post(page(row), data | {"title": "His"}))
    saved_by(ada, row, author="Ada B.")
    assert "Ada B." in str(clashes_of(desk.post(page(row), again))["author"])
    assert Source.objects.get(pk=row.pk).title == "One"


def test_conflict_and_a_fault_at_once_are_both_said_and_nothing_is_lost(desk, ada):
    row = factory.make_event(published=False)
    data = opened(desk, row)
    saved_by(ada, row, summary="Hers.")
    answer = desk.post(page(row), data | {"date": "2013-02-30", "hours": "at noon"})
    form = answer.context["adminform"].form
    assert "date" in form.errors and "ada saved it" in str(form.non_field_errors())
    assert (form["date"].value(), form["hours"].value(), form["summary"].value()) == (
        "2013-02-30",
        "at noon",
        "Hers.",
    )
    assert clashes_of(answer)["date"][2] == "2013-02-30"


def test_lists_of_sources_are_brought_together(desk, ada):
    row = factory.make_event(published=False)
    data, other = opened(desk, row), factory.make_source()
    with work(by=ada):
        row.sources.add(other)
    answer = desk.post(page(row), data | {"hours": "at noon"})
    assert clashes_of(answer)["sources"][3] == "theirs"
    assert desk.post(page(row), form_data(answer)).status_code == 302
    assert other in row.sources.all()


def test_ticks_are_brought_together(desk, ada):
    row = factory.make_contribution(published=False)
    data = opened(desk, row)
    saved_by(ada, row, late=True)
    again = form_data(desk.post(page(row), data | {"summary": "His."}))
    desk.post(page(row), again)
    row.refresh_from_db()
    assert (row.late, row.summary) == (True, "His.")


def test_thing_published_meanwhile_becomes_a_proposal(desk, ada):
    row = factory.make_contribution(published=False)
    data = opened(desk, row)
    saved_by(ada, row, published_at=factory.PUBLISHED)
    answer = desk.post(page(row), data | {"title": "His"})
    assert "published" in clashes_of(answer) and answer.context["adminform"].form["title"].value() == "His"
    again = form_data(answer) | {"why": "A better title."}
    assert desk.post(page(row), again).status_code == 302
    assert Contribution.objects.get(pk=row.pk).title != "His"


def test_form_sent_without_its_mark_overwrites_nothing(desk, ada):
    row = draft()
    data = opened(desk, row)
    saved_by(ada, row, title="Hers")
    del data["seen"]
    answer = desk.post(page(row), data | {"author": "Bob"})
    assert answer.status_code == 200 and answer.context["adminform"].form["author"].value() == "Bob"
    assert Source.objects.get(pk=row.pk).author == "Nobody"


def test_saving_what_nobody_else_touched_is_not_refused(desk):
    row = draft()
    assert desk.post(page(row), opened(desk, row) | {"title": "His"}).status_code == 302


def test_words_typed_are_shown_and_not_obeyed(desk, ada):
    row = draft()
    data = opened(desk, row)
    saved_by(ada, row, title="<b>hers</b>")
    said = desk.post(page(row), data | {"title": "<script>his</script>"}).content.decode()
    assert "<b>hers" not in said and "<script>his" not in said


def test_files_have_to_be_chosen_again(desk, ada):
    row = factory.make_contribution(published=False)
    data = opened(desk, row)
    saved_by(ada, row, summary="Hers.")
    upload = {
        "files-TOTAL_FORMS": 1,
        "files-0-file": SimpleUploadedFile("a.txt", b"A."),
        "files-0-language": "en",
    }
    said = desk.post(page(row), data | upload | {"title": "His"}).content.decode()
    assert "Choose your files again" in said and not row.files.exists()


# --- rows that belong to the thing -------------------------------------------------------------


@pytest.fixture
def disputed():
    return factory.make_discrepancy(accounts=2, published=False)


def says(row) -> list[str]:
    return list(row.accounts.order_by("number").values_list("says", flat=True))


def test_part_the_other_changed_is_shown_and_taken(desk, ada, disputed):
    data = opened(desk, disputed)
    saved_by(ada, disputed.accounts.first(), says="Hers.")
    answer = desk.post(page(disputed), data | {"accounts-1-says": "His."})
    assert clashes_of(answer)["account 1, says"][1:] == ("Hers.", "So it was.", "theirs")
    assert desk.post(page(disputed), form_data(answer)).status_code == 302
    assert says(disputed) == ["Hers.", "His."]


def test_part_both_changed_keeps_what_was_typed_in_the_form(desk, ada, disputed):
    data = opened(desk, disputed)
    saved_by(ada, disputed.accounts.first(), says="Hers.")
    answer = desk.post(page(disputed), data | {"accounts-0-says": "His."})
    assert says(disputed)[0] == "Hers."
    assert clashes_of(answer)["account 1, says"] == ("So it was.", "Hers.", "His.", "both")
    assert form_data(answer)["accounts-0-says"] == "His."


def test_part_the_other_added_comes_into_the_form(desk, ada, disputed):
    data = opened(desk, disputed)
    with work(by=ada):
        factory.make_account(disputed, says="Hers.")
        disputed.reading = "Read anew."
        disputed.save()
    again = form_data(desk.post(page(disputed), data | {"accounts-0-says": "His."}))
    assert again["accounts-2-says"] == "Hers."
    desk.post(page(disputed), again)
    assert says(disputed) == ["His.", "So it was.", "Hers."]


def with_row(data: dict, place: int, **fields) -> dict:
    """The data with one row more in the inline, as the page's script adds it."""
    given = {f"accounts-{place}-{name}": value for name, value in fields.items()}
    return data | given | {"accounts-TOTAL_FORMS": place + 1, f"accounts-{place}-confidence": "high"}


def test_part_that_was_typed_stays_beside_the_one_the_other_added(desk, ada, disputed):
    data = opened(desk, disputed)
    saved_by(ada, disputed, reading="Read anew.")
    answer = desk.post(page(disputed), with_row(data, 2, number=3, says="His."))
    assert "new account 1, says" in clashes_of(answer)
    typed = answer.context["inline_admin_formsets"][0].formset.forms[2]
    assert typed["says"].value() == "His." and typed.instance.pk is None


def test_part_the_other_deleted_and_nobody_touched_is_gone(desk, ada, disputed):
    data = opened(desk, disputed)
    with work(by=ada):
        disputed.accounts.first().delete()
    again = form_data(desk.post(page(disputed), data | {"question": "His?"}))
    assert desk.post(page(disputed), again).status_code == 302
    disputed.refresh_from_db()
    assert disputed.question == "His?" and disputed.accounts.count() == 1


def test_part_the_other_deleted_and_this_one_changed_stays_as_a_new_row(desk, ada, disputed):
    data = opened(desk, disputed)
    with work(by=ada):
        disputed.accounts.first().delete()
    answer = desk.post(page(disputed), data | {"accounts-0-says": "His."})
    formset = answer.context["inline_admin_formsets"][0].formset
    assert not formset.errors[0] and [each["says"].value() for each in formset.forms] == [
        "So it was.",
        "His.",
    ]


def test_part_this_one_deletes_is_still_to_be_deleted(desk, ada, disputed):
    data = opened(desk, disputed)
    saved_by(ada, disputed, reading="Read anew.")
    answer = desk.post(page(disputed), data | {"accounts-0-DELETE": "on"})
    again = form_data(answer) | {"accounts-0-DELETE": "on"}
    assert answer.context["inline_admin_formsets"][0].formset.forms[0]["DELETE"].value()
    desk.post(page(disputed), again)
    assert disputed.accounts.count() == 1


# --- deleted meanwhile -------------------------------------------------------------------------


def deleted_by(person, row):
    with work(by=person, why="Twice there."):
        row.delete()


def test_thing_deleted_meanwhile_shows_what_was_typed_and_two_ways_on(desk, ada):
    row = draft()
    place, pk = page(row), row.pk
    data = opened(desk, row)
    deleted_by(ada, row)
    answer = desk.post(place, data | {"title": "His"})
    said = answer.content.decode()
    assert answer.status_code == 409 and "ada deleted it" in said and "Twice there." in said
    change = Change.objects.about(Source, pk).first()
    assert address("documents.source", "change_made", pk, change.pk) in said
    assert clashes_of(answer) == {"title": ("One", "One", "His", "yours")}


def test_what_was_typed_on_a_deleted_thing_is_entered_anew_with_its_parts(desk, ada, disputed):
    place, data = page(disputed), opened(desk, disputed)
    deleted_by(ada, disputed)
    answer = desk.post(place, data | {"question": "His?", "accounts-0-says": "His."})
    typed = {}
    for name, value in answer.context["typed"]:
        typed.setdefault(name, []).append(value)
    assert desk.post(address("opinions.discrepancy", "add"), typed).status_code == 302
    anew = Discrepancy.objects.get()
    assert anew.question == "His?" and says(anew) == ["His.", "So it was."]


def test_thing_that_never_was_is_answered_as_before(desk):
    assert desk.post(address("documents.source", "change", 987654), {"title": "x"}).status_code == 302


def test_stranger_learns_nothing_of_a_deleted_thing(client, ada):
    row = draft(title="Secret")
    place = page(row)
    deleted_by(ada, row)
    client.force_login(factory.make_person())
    answer = client.post(place, {"title": "x"})
    assert answer.status_code in (302, 403) and "Secret" not in answer.content.decode()


# --- the states themselves ---------------------------------------------------------------------


def test_state_somebody_opened_is_found_in_the_history(ada):
    row = draft()
    state = state_of(row)
    saved_by(ada, row, title="Two")
    saved_by(ada, row, title="Three")
    assert state_opened(Source, row.pk, mark_of(state)) == state
    assert state_opened(Source, row.pk, "unknown") is None


def test_merging_with_nothing_typed_gives_what_is_stored(ada):
    row = factory.make_event(actors=[factory.make_stakeholder()])
    base = state_of(row)
    with work():
        row.actors.all().delete()
        factory.make_actor(row)
        row.sources.clear()
        row.summary = "Hers."
        row.save()
    now = state_of(Event(pk=row.pk))
    assert merged(base, now, base) == now
    assert merged(base, base, now) == now
    assert merged(now, now, now) == now


def test_white_space_that_a_form_takes_off_is_no_conflict(desk, ada):
    row = factory.make_revision(published=False, text="One.\n\nTwo.\n")
    data = opened(desk, row)
    saved_by(ada, row, text="One.\n\nTwo.", note="Hers.")
    assert set(clashes_of(desk.post(page(row), data | {"label": "His"}))) == {"note", "label"}
