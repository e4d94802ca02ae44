"""Cursors: a reader of a list is told every row once, whatever is published meanwhile."""

import base64
import json

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from documents.api.cursors import cursor_after, digest, place_of
from documents.questions import BadQuestion
from opinions.models import Event, Opinion
from tests import factory
from tests.api.reading import BASE, NAMES, answer, rows
from wtpf_tracker.api.catalogue import BY_NAME

pytestmark = pytest.mark.django_db
FREELY = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])


def slugs(part: dict) -> list[str]:
    return [row["slug"] for row in part["rows"]]


def make_opinions(*orders: int) -> None:
    process = factory.make_process()
    for order in orders:
        factory.make_opinion(process, order=order, slug=f"text-{order}")


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("limit", [1, 7, 199])
def test_parts_together_are_the_list(client, record, name, limit):
    if limit == 1 and answer(client, f"{BASE}{name}?limit=1")["count"] > 30:
        limit = 11
    whole = rows(client, name)
    assert rows(client, name, limit=limit) == whole
    assert len({row["self"] for row in whole}) == len(whole)


@pytest.mark.parametrize(
    "question", ["?sort=-title", "?sort=symbol&kind=comments", "?as_of=2013-02-11&sort=-date"]
)
def test_parts_keep_the_question(client, record, question):
    assert rows(client, "documents", question, limit=9) == rows(client, "documents", question)


def test_search_goes_on_behind_its_cursor(client, record):
    from_parts = rows(client, "search", "?q=governments", limit=30)
    assert from_parts == rows(client, "search", "?q=governments") and len(from_parts) > 60


def test_rows_published_meanwhile_move_nothing(client):
    make_opinions(10, 20, 30, 40)
    first = answer(client, f"{BASE}opinions?limit=2")
    factory.make_opinion(Opinion.objects.first().process, order=15, slug="before")
    factory.make_opinion(Opinion.objects.first().process, order=35, slug="behind")
    second = answer(client, first["next"])
    assert slugs(first) == ["text-10", "text-20"]
    assert slugs(second) == ["text-30", "behind"]
    assert slugs(answer(client, second["next"])) == ["text-40"]


@pytest.mark.parametrize("gone", [["text-20"], ["text-10", "text-20"]])
def test_reader_goes_on_where_the_last_rows_were_withdrawn(client, gone):
    make_opinions(5, 10, 20, 30, 40)
    first = answer(client, f"{BASE}opinions?limit=3")
    Opinion.objects.filter(slug__in=gone).delete()
    assert slugs(answer(client, first["next"])) == ["text-30", "text-40"]


def test_cursor_of_which_nothing_is_left_is_refused(client):
    make_opinions(1, 2)
    following = answer(client, f"{BASE}opinions?limit=1")["next"]
    Opinion.objects.filter(slug="text-1").delete()
    assert "no longer in the list" in answer(client, following, 400)["detail"]


def test_last_part_has_no_cursor(client):
    make_opinions(1, 2)
    assert answer(client, f"{BASE}opinions?limit=2")["next"] is None
    response = client.get(f"{BASE}opinions?limit=1")
    following = response.json()["next"]
    assert response["Link"] == f'<{following}>; rel="next"'
    assert "Link" not in client.get(following)


@pytest.mark.parametrize(
    "other", ["opinions?sort=title&limit=1", "opinions?as_of=2013-06-01", "topics?limit=1"]
)
def test_cursor_of_another_question_is_refused(client, other):
    make_opinions(1, 2)
    cursor = answer(client, f"{BASE}opinions?limit=1")["next"].rpartition("cursor=")[2]
    joint = "&" if "?" in other else "?"
    assert "another question" in answer(client, f"{BASE}{other}{joint}cursor={cursor}", 400)["detail"]


def test_size_of_a_part_may_change_on_the_way(client):
    make_opinions(1, 2, 3)
    following = answer(client, f"{BASE}opinions?limit=1&q=")["next"]
    assert slugs(answer(client, following.replace("limit=1", "limit=200"))) == ["text-2", "text-3"]


@pytest.mark.parametrize("limit", ["0", "201", "-1", "1.5", "²", "x", "", "9" * 30, "1 "])
def test_limit_that_is_none_is_refused(client, limit):
    assert "is no number of rows" in answer(client, f"{BASE}opinions?limit={limit}", 400)["detail"]


def forged(value) -> str:
    return base64.urlsafe_b64encode(json.dumps(value).encode()).decode().rstrip("=")


@FREELY
@given(
    st.text(max_size=700)
    | st.recursive(st.none() | st.integers() | st.text(), st.lists, max_leaves=5).map(forged)
)
@example("")
@example("=")
@example("\0")
@example("A" * 5)
@example(forged([]))
@example(forged(["x"]))
@example(forged([1, 2]))
@example(forged([[1], 2]))
@example(forged([True, True]))
@example(forged([digest("opinions", None, []), 10**40]))
@example(forged([digest("opinions", None, []), "text-1"]))
@example(base64.urlsafe_b64encode(b"[" * 400).decode())
def test_bad_cursor_is_refused_in_a_sentence(client, cursor):
    response = client.get(f"{BASE}opinions", {"cursor": cursor})
    assert response.status_code == 400 and response["Content-Type"] == "application/problem+json"
    assert "cursor" in response.json()["detail"]


@given(st.lists(st.integers(), unique=True, min_size=1), st.data())
def test_place_is_behind_the_last_row_that_is_left(keys, data):
    told = keys[: data.draw(st.integers(1, len(keys)))]
    cursor = cursor_after(told, "mark")
    left = [key for key in keys if key not in data.draw(st.sets(st.sampled_from(keys)))]
    anchors = [key for key in told[-3:] if key in left]
    if not anchors:
        with pytest.raises(BadQuestion):
            place_of(cursor, left, "mark")
    else:
        assert left[: place_of(cursor, left, "mark")] == [key for key in told if key in left]


def test_row_that_is_withdrawn_between_two_queries_is_passed_over():
    events = [factory.make_event() for _ in range(2)]
    Event.objects.filter(pk=events[0].pk).delete()
    found = BY_NAME["events"].fetched([one.pk for one in events], None, None)
    assert found == [events[1]]
