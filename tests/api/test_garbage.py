"""Whatever is sent to the API, it answers what it has or says what was wrong: never a fault of ours."""

from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tests.api.reading import BASE, HOST
from tests.exports.test_nothing_unpublished import add_what_has_an_address
from tests.world import make_world
from wtpf_tracker.api.docs import parameters_of
from wtpf_tracker.api.openapi import document, filled, operations

pytestmark = pytest.mark.django_db
FREELY = settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
ANSWERS = {200, 400, 404}
WORDS = st.text(max_size=40) | st.sampled_from(
    [
        "\0",
        "9" * 30,
        "-1",
        "' OR 1=1 --",
        "%00",
        "\ud7ff",
        "NaN",
        "1e9",
        "a:1",
        "../..",
        "²",
        "2013-02-30",
        "🏳",
    ]
)


@pytest.fixture
def asked(client):
    """The operations of a record with one of everything; faults are answered, not raised."""
    add_what_has_an_address(make_world())
    client.raise_request_exception = False
    found = document(HOST)
    return {
        name: (path, parameters_of(found, operation)) for name, (path, operation) in operations(found).items()
    }


@FREELY
@given(st.data())
def test_garbage_in_any_parameter_is_answered(client, asked, data):
    path, parameters = asked[data.draw(st.sampled_from(sorted(asked)))]
    values = {}
    for one in parameters:
        known = [value for value in (one.get("example"), *one["schema"].get("enum", [])) if value is not None]
        values[one["name"]] = data.draw(st.sampled_from(known) | WORDS if known else WORDS)
    parts = {
        one["name"]: quote(str(values[one["name"]]), safe="") for one in parameters if one["in"] == "path"
    }
    query = {name: value for name, value in values.items() if name not in parts and data.draw(st.booleans())}
    response = client.get(filled(path, parts), query)
    assert response.status_code in ANSWERS, (path, values, response.content[:500])
    assert (
        response["Content-Type"] == f"application/{'json' if response.status_code == 200 else 'problem+json'}"
    )


@FREELY
@given(
    name=st.sampled_from(["q", "as_of", "limit", "sort", "cursor"]) | st.text(min_size=1, max_size=20),
    value=WORDS,
)
@example("as_of", "\0")
@example("q", "\0")
@example("limit", "1" * 9)
def test_garbage_as_the_only_parameter_is_answered(client, asked, name, value):
    for place in ("documents", "opinions", "search"):
        assert client.get(f"{BASE}{place}", {name: value}).status_code in ANSWERS


@FREELY
@given(
    place=st.text(max_size=60),
    header=st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=60),
)
@example("documents/" + "a/" * 300, "")
@example("opinions/x/revisions/-1", "*/*")
@example("documents/\0", "*/*")
@example(f"schedule/x/{10**25}", "*/*")
def test_garbage_as_an_address_and_in_headers_is_answered(client, asked, place, header):
    headers = {"accept": header, "if-none-match": header, "origin": header}
    response = client.get(BASE + quote(place), headers=headers)
    assert response.status_code in ANSWERS | {301, 302, 304, 406}, (place, header)


@pytest.mark.parametrize(
    "place", ["documents/a%00b", "documents/unnumbered/%00", "instruments/%00", "files/a/%00"]
)
def test_letter_that_no_database_holds_is_in_no_name(client, asked, place):
    assert client.get(f"{BASE}{place}").status_code == 404
