"""The page of the API: every operation with a form that opens its answer, without a script."""

from urllib.parse import urlencode

import pytest
from lxml import html

from tests import factory
from tests.api.reading import BASE, HOST, answer, examples
from tests.exports.test_nothing_unpublished import add_what_has_an_address
from tests.world import make_world
from wtpf_tracker.api.docs import parameters_of
from wtpf_tracker.api.openapi import document, operations
from wtpf_tracker.api.words import fields_of, shape_of, type_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(client):
    add_what_has_an_address(make_world())
    return html.fromstring(client.get(f"{BASE}docs").content)


def opened(client, operation: str, **asked) -> str:
    """Where a form leads."""
    response = client.get(f"{BASE}docs/open/{operation}?{urlencode(asked)}")
    assert response.status_code == 302
    return response["Location"]


def test_every_operation_has_its_address_and_a_form_with_its_parameters(page):
    found = document(HOST)
    for name, (path, operation) in operations(found).items():
        article = page.get_element_by_id(name)
        assert path in article.text_content()
        names = {one["name"] for one in parameters_of(found, operation)} - {"cursor"}
        shown = {one.get("name") for one in article.xpath(".//input|.//select")}
        assert shown == names, name
        assert all(
            article.xpath(f'.//label[@for="{one.get("id")}"]') for one in article.xpath(".//input|.//select")
        )


def test_form_as_it_stands_opens_the_answer(client, page):
    for name in operations(document(HOST)):
        for form in page.get_element_by_id(name).xpath(".//form"):
            asked = {one.get("name"): one.get("value", "") for one in form.xpath(".//input")}
            assert form.get("action") == f"{BASE}docs/open/{name}" and form.get("method") == "get"
            answer(client, opened(client, name, **asked))


def test_examples_of_the_page_answer(client, page):
    shown = {link.get("href") for link in page.xpath('//article[@class="operation"]//a')}
    assert shown == set(examples().values()) and len(shown) > 40
    for address in shown:
        answer(client, address)


def test_links_within_the_page_lead_somewhere(page):
    names = {one.get("id") for one in page.xpath("//*[@id]")}
    inside = {link.get("href")[1:] for link in page.xpath('//main//a[starts-with(@href, "#")]')}
    assert inside - names == set() and len(inside) > 30
    assert len(names) == len(page.xpath("//*[@id]"))


def test_every_kind_of_refusal_is_explained_where_problems_point(page):
    for status in (400, 404, 405, 406, 410, 429, 500):
        assert page.get_element_by_id(f"problem-{status}") is not None


def test_page_has_nothing_of_others_and_no_script_of_its_own(page):
    assert all(one.get("src", "").startswith("/static/") for one in page.xpath("//script"))
    foreign = [link.get("href") for link in page.xpath("//link|//a") if "//" in link.get("href", "")]
    assert foreign == [] and page.xpath("//@style") == []


def test_page_is_reached_from_the_data_and_from_every_foot(client):
    for address in ("/data/", "/about/"):
        assert f'href="{BASE}docs"' in client.get(address).content.decode()
    main = html.fromstring(client.get("/data/").content).xpath(f'//main//a[@href="{BASE}docs"]')
    assert main


def test_form_leaves_out_what_is_empty(client):
    assert (
        opened(client, "list-opinions", q="", outcome="adopted", limit="")
        == f"{BASE}opinions?outcome=adopted"
    )
    assert opened(client, "list-opinions") == f"{BASE}opinions"


def test_form_keeps_the_slashes_of_a_symbol(client):
    factory.make_contribution(symbol="WTPF-13/16(Rev.1)")
    place = opened(client, "one-of-documents", address="WTPF-13/16(Rev.1)", as_of="")
    assert place == f"{BASE}documents/WTPF-13/16(Rev.1)"
    answer(client, place)


@pytest.mark.parametrize("value", ["../../admin/", "..", "a/../b", "./x"])
def test_form_leads_nowhere_else(client, value):
    assert client.get(f"{BASE}docs/open/one-of-documents?{urlencode({'address': value})}").status_code == 400


@pytest.mark.parametrize(
    "value", ["//elsewhere.example", "https://elsewhere.example/", "a?b#c", "é\r\nX: y", "%2e%2e"]
)
def test_what_is_typed_stays_a_part_of_the_address(client, value):
    for operation, name in (("one-of-documents", "address"), ("one-of-opinions", "slug")):
        place = opened(client, operation, **{name: value})
        assert place.startswith(BASE) and not set(place) & set("?#\r\n ")
        assert client.get(place, follow=True).status_code == 404


def test_form_that_lacks_a_part_of_the_address_says_so(client):
    response = client.get(f"{BASE}docs/open/one-of-opinions")
    assert response.status_code == 400 and "Fill in “slug”" in response.content.decode()


def test_operation_that_is_none_is_missing(client):
    assert client.get(f"{BASE}docs/open/nothing").status_code == 404


def test_page_is_only_read(client):
    assert client.post(f"{BASE}docs").status_code == client.post(f"{BASE}docs/open/search").status_code == 405


@pytest.mark.parametrize(
    ("schema", "words", "shape"),
    [
        ({"type": "string"}, "text", ""),
        ({"type": ["string", "null"], "format": "date"}, "day or null", ""),
        ({"type": "array", "items": {"$ref": "#/x/Citation"}}, "list", "Citation"),
        ({"anyOf": [{"$ref": "#/x/Reference"}, {"type": "null"}]}, "null", "Reference"),
        ({"anyOf": [{"type": "string", "enum": ["a"]}, {"type": "null"}]}, "text or null", ""),
        ({"type": "object"}, "object", ""),
    ],
)
def test_types_in_words(schema, words, shape):
    assert (type_of(schema), shape_of(schema)) == (words, shape)


def test_words_between_backticks_stand_apart():
    schema = {"properties": {"kind": {"type": "string", "description": "One of `a`: first; `b`."}}}
    told = fields_of(schema)[0]
    assert told.pieces == [("One of ", False), ("a", True), (": first; ", False), ("b", True), (".", False)]
