"""The OpenAPI document: true to the answers, from the same declarations."""

import pytest

from documents.api.lists import OF_EVERY_LIST
from tests import factory
from tests.api.reading import BASE, HOST, answer, examples, rows
from tests.exports.test_nothing_unpublished import add_what_has_an_address
from tests.world import make_world, queries_of
from wtpf_tracker.api.catalogue import BY_NAME, KINDS
from wtpf_tracker.api.docs import parameters_of
from wtpf_tracker.api.openapi import document, operations
from wtpf_tracker.api.urls import urlpatterns

pytestmark = pytest.mark.django_db


@pytest.fixture
def whole():
    add_what_has_an_address(make_world())


def test_document_is_answered_as_any_other(client, whole):
    found = answer(client, f"{BASE}openapi.json")
    assert found["openapi"] == "3.1.0" and found["servers"] == [{"url": HOST}]
    assert found == document(HOST)


def test_every_route_of_the_api_is_an_operation_but_its_pages():
    pages = {"docs", "docs-open"}
    assert {route.name for route in urlpatterns} - pages == {
        name.removeprefix("list-") for name in operations(document(HOST))
    }


def test_parameters_are_those_that_are_understood(client, whole):
    found = document(HOST)
    for name, kind in BY_NAME.items():
        told = {one["name"] for one in parameters_of(found, operations(found)[f"list-{name}"][1])}
        assert told == {*(kind.filters.base_filters if kind.filters else ()), *OF_EVERY_LIST}
        said = answer(client, f"{BASE}{name}?nothing=1", 400)["detail"]
        assert all(parameter in said for parameter in told)


def test_values_of_filters_are_those_of_the_record(client):
    topic = factory.make_topic(slug="ixps", short_title="Exchange points")
    factory.make_topic(slug="hidden", published=False)
    factory.make_opinion(topic=topic)
    asked = operations(document(HOST))["list-opinions"][1]["parameters"]
    schema = next(one["schema"] for one in asked if one.get("name") == "topic")
    assert schema["enum"] == ["", "ixps"] and schema["x-words"] == {"ixps": "Exchange points"}


def test_every_value_of_every_filter_is_understood(client, record):
    found = document(HOST)
    for kind in KINDS:
        for one in parameters_of(found, operations(found)[f"list-{kind.name}"][1]):
            for value in one["schema"].get("enum", [])[::9]:
                answer(client, f"{BASE}{kind.name}?{one['name']}={value}&limit=1")


def test_filter_with_more_values_than_a_document_holds_is_told_without(client, monkeypatch):
    monkeypatch.setattr("wtpf_tracker.api.parameters.MOST_VALUES", 1)
    for _ in range(2):
        factory.make_topic()
    asked = operations(document(HOST))["list-opinions"][1]["parameters"]
    assert next(one["schema"] for one in asked if one.get("name") == "topic") == {"type": "string"}


def test_members_of_answers_are_those_of_their_schemas(client, whole):
    schemas = document(HOST)["components"]["schemas"]
    for name, kind in BY_NAME.items():
        row = rows(client, name)[0]
        assert list(row) == schemas[kind.schema]["required"] == list(schemas[kind.schema]["properties"])
        alone = answer(client, row["self"])
        assert list(alone) == schemas[f"{kind.schema}InFull"]["required"]
        if "related" in alone:
            assert (
                list(alone["related"]) == schemas[f"{kind.schema}InFull"]["properties"]["related"]["required"]
            )


def test_every_member_says_what_it_means():
    schemas = document(HOST)["components"]["schemas"]
    silent = [
        f"{name}.{member}"
        for name, schema in schemas.items()
        for member, one in schema["properties"].items()
        if not one.get("description") and "$ref" not in one
    ]
    assert silent == []


def test_words_for_editors_are_not_told_to_readers():
    for name, schema in document(HOST)["components"]["schemas"].items():
        for member, one in schema["properties"].items():
            words = one.get("description", "")
            assert "Type a few letters" not in words and "Empty: made" not in words, (name, member)


def test_examples_answer(client, whole):
    found = examples()
    assert all(found.values())
    for address in found.values():
        answer(client, address)


def test_record_with_nothing_has_a_document_too(client):
    assert answer(client, f"{BASE}openapi.json")["paths"]
    assert client.get(f"{BASE}docs").status_code == 200


def test_document_asks_the_same_number_of_queries_however_large_the_record(client):
    world = make_world()
    add_what_has_an_address(world)
    answer(client, f"{BASE}openapi.json")
    before = queries_of(client, f"{BASE}openapi.json"), queries_of(client, f"{BASE}docs")
    world.grow(2)
    answer(client, f"{BASE}openapi.json")
    assert (queries_of(client, f"{BASE}openapi.json"), queries_of(client, f"{BASE}docs")) == before
    assert max(before) <= 90
