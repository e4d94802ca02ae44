"""`check_links` finds every address of the record, looks at those that are due, and keeps what it found."""

import datetime

import pytest
from django.core.management import CommandError, call_command
from django.db import models

from documents import links
from documents.link_round import look_at_all
from documents.models import Contribution, LinkCheck, Source, Stakeholder
from documents.web.looking import Finding, Status
from tests import factory
from tests.web_servers import looker, site

pytestmark = pytest.mark.django_db

WEEK = datetime.timedelta(days=7)
ANSWERS = Finding(Status.ANSWERS, 200, "It answers.")
GONE = Finding(Status.GONE, 404, "Nothing is there any more (404).")
SILENT = Finding(Status.SILENT, None, "It did not answer in time.")


def moment(day: int, hour: int = 12) -> datetime.datetime:
    return datetime.datetime(2026, 3, day, hour, tzinfo=datetime.UTC)


def sourced(address: str, **fields) -> Source:
    return factory.make_source(address=address, **fields)


# --- which addresses ------------------------------------------------------------------------------


def test_every_field_for_a_web_address_is_found():
    assert links.models_with_addresses() == {
        Contribution: ["original_address", "archived_address"],
        Source: ["address", "archived_address"],
        Stakeholder: ["url"],
    }


def test_no_field_for_web_addresses_in_lines_is_forgotten():
    for model, name in links.LINES.items():
        assert isinstance(model._meta.get_field(name), models.TextField)


def test_addresses_of_published_rows_and_drafts_each_once():
    sourced("http://a.invalid/", archived_address="http://b.invalid/")
    lines = "http://c.invalid/\r\n\n http://d.invalid/ "
    sourced("http://a.invalid/", published_at=None, other_addresses=lines)
    source = sourced("")
    factory.make_stakeholder(url="http://e.invalid/", sources=[source])
    factory.make_contribution(original_address="http://f.invalid/", published=False, sources=[source])
    found = {address for address in links.addresses() if ".invalid" in address}
    assert found == {f"http://{letter}.invalid/" for letter in "abcdef"}


def test_address_too_long_to_be_kept_is_left_out():
    sourced("", other_addresses=f"http://a.invalid/{'x' * 600}")
    assert links.addresses() == set()


def test_record_has_addresses(record):
    assert len(links.addresses()) > 50
    assert all(address.startswith("http") for address in links.addresses())


def test_finding_addresses_asks_the_same_with_more_rows(django_assert_num_queries):
    for _ in range(5):
        factory.make_stakeholder()
    with django_assert_num_queries(6):
        links.addresses()


# --- which are due --------------------------------------------------------------------------------


def test_addresses_never_seen_come_first_then_the_oldest():
    for name in "abcd":
        sourced(f"http://{name}.invalid/")
    links.note("http://a.invalid/", ANSWERS, moment(2))
    links.note("http://b.invalid/", ANSWERS, moment(1))
    assert links.due_addresses(WEEK) == [f"http://{name}.invalid/" for name in "cdba"]


def test_address_seen_lately_is_not_due():
    sourced("http://a.invalid/")
    links.note("http://a.invalid/", ANSWERS)
    assert links.due_addresses(WEEK) == []
    assert links.due_addresses(datetime.timedelta(0)) == ["http://a.invalid/"]


def test_address_that_failed_once_is_due_on_the_next_day_only():
    check = links.note("http://a.invalid/", GONE, moment(3))
    rows = LinkCheck.objects
    assert not rows.due(moment(1), datetime.date(2026, 3, 3)).exists()
    assert rows.due(moment(1), datetime.date(2026, 3, 4)).get() == check
    links.note("http://a.invalid/", GONE, moment(4))
    assert not rows.due(moment(1), datetime.date(2026, 3, 5)).exists()


def test_address_that_stands_nowhere_any_more_is_not_due_and_forgotten():
    sourced("http://a.invalid/")
    for name in "ab":
        links.note(f"http://{name}.invalid/", ANSWERS, moment(1))
    assert links.due_addresses(WEEK) == ["http://a.invalid/"]
    assert links.forget_unused() == 1
    assert [check.address for check in LinkCheck.objects.all()] == ["http://a.invalid/"]


# --- what is kept ---------------------------------------------------------------------------------


def test_finding_is_kept_once_an_address():
    links.note("http://a.invalid/", GONE, moment(1))
    links.note("http://a.invalid/", ANSWERS, moment(2))
    check = LinkCheck.objects.get()
    assert (check.status, check.http_code, check.sentence) == ("answers", 200, "It answers.")
    assert check.checked_at == moment(2)


def test_link_is_dead_only_after_failing_on_two_days():
    assert not links.note("http://a.invalid/", GONE, moment(1, 8)).is_dead
    assert not links.note("http://a.invalid/", SILENT, moment(1, 18)).is_dead
    assert not LinkCheck.objects.dead().exists()
    assert links.note("http://a.invalid/", GONE, moment(2)).is_dead
    assert LinkCheck.objects.dead().get().failing_since == datetime.date(2026, 3, 1)


def test_two_days_are_those_of_the_site_and_not_of_greenwich():
    # In Geneva it is the same day, 00:30 and 23:30 of 2 March.
    links.note("http://a.invalid/", GONE, datetime.datetime(2026, 3, 1, 23, 30, tzinfo=datetime.UTC))
    assert not links.note("http://a.invalid/", GONE, moment(2, 22)).is_dead


def test_answer_ends_a_failure():
    for day, finding in ((1, GONE), (2, ANSWERS), (3, SILENT)):
        check = links.note("http://a.invalid/", finding, moment(day))
    assert not check.is_dead
    assert check.failing_since == datetime.date(2026, 3, 3)


def test_refusal_to_ask_is_a_failure_too():
    refused = Finding(Status.REFUSED, None, "Not asked.")
    links.note("http://127.0.0.1/", refused, moment(1))
    assert links.note("http://127.0.0.1/", refused, moment(2)).is_dead


def test_letters_that_no_database_takes_are_left_out():
    finding = Finding(Status.GONE, 404, "Nothing is there, at http://a.invalid/\x00\u202ex\n")
    assert links.note("http://a.invalid/", finding).sentence == "Nothing is there, at http://a.invalid/x"


def test_long_sentence_fits():
    finding = Finding(Status.REFUSED, None, "x" * 900)
    assert len(links.note("http://a.invalid/", finding).sentence) == 500


# --- where a dead link stands ---------------------------------------------------------------------


def dead(address: str) -> LinkCheck:
    links.note(address, GONE, moment(1))
    return links.note(address, GONE, moment(2))


@pytest.mark.parametrize("field", ["address", "archived_address", "other_addresses"])
def test_row_with_a_dead_link_in_any_field_is_found(field):
    dead("http://a.invalid/")
    wanted = (
        sourced("", **{field: "http://a.invalid/"}) if field != "address" else sourced("http://a.invalid/")
    )
    sourced("http://b.invalid/")
    found = Source.objects.filter(links.standing_in(Source, LinkCheck.objects.dead()))
    assert list(found) == [wanted]


def test_line_is_found_whole_and_between_others():
    dead("http://a.invalid/")
    sourced("", other_addresses="http://a.invalid/more")
    wanted = sourced("", other_addresses="http://b.invalid/\r\nhttp://a.invalid/\r\nhttp://c.invalid/")
    found = Source.objects.filter(links.standing_in(Source, LinkCheck.objects.dead()))
    assert list(found) == [wanted]


# --- the round and the command --------------------------------------------------------------------


def test_round_over_a_real_server_is_kept():
    with site(here=(200, {}), moved=(301, {"Location": "/here"})) as server:
        for path in ("/here", "/moved", "/gone"):
            sourced(server.address(path))
        for address, finding in look_at_all(links.due_addresses(WEEK), looker()):
            links.note(address, finding)
    found = {check.address.rpartition("/")[2]: check.status for check in LinkCheck.objects.all()}
    assert found == {"here": "answers", "moved": "answers", "gone": "gone"}


def test_command_never_asks_this_machine(capsys):
    with site(page=(200, {})) as server:
        sourced(server.address("/page"))
        sourced("http://127.0.0.1/page")
        call_command("check_links")
    said = capsys.readouterr().out
    assert server.asked == []
    assert "http://127.0.0.1/page: Not asked: its host is not on the public Internet." in said
    assert "Looked at 2 addresses: 2 not asked." in said


def test_command_goes_on_where_it_ended(capsys):
    for number in range(3):
        sourced(f"http://127.0.0.{number + 1}/")
    call_command("check_links", limit=2)
    assert "Looked at 2 addresses: 2 not asked. 1 address left for the next run." in capsys.readouterr().out
    call_command("check_links", limit=2)
    assert "Looked at 1 address: 1 not asked." in capsys.readouterr().out
    call_command("check_links")
    assert "Looked at no addresses." in capsys.readouterr().out


def test_command_forgets_what_stands_nowhere():
    links.note("http://a.invalid/", ANSWERS)
    call_command("check_links", verbosity=0)
    assert not LinkCheck.objects.exists()


@pytest.mark.parametrize("options", [{"limit": 0}, {"older_than": -1}, {"older_than": 10**9}])
def test_command_refuses_numbers_that_mean_nothing(options):
    with pytest.raises(CommandError, match="Give --limit 1 or more"):
        call_command("check_links", **options)


def test_who_asks_is_said_with_the_address_of_the_site(settings):
    from documents.management.commands.check_links import _agent

    settings.SITE_ADDRESS = ""
    assert _agent() == "WTPF-Tracker-link-check"
    settings.SITE_ADDRESS = "https://tracker.example/"
    assert _agent() == "WTPF-Tracker-link-check (+https://tracker.example/)"
