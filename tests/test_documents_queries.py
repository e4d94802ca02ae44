"""How much the pages ask of the database: the same whatever the number of rows."""

import pytest

from tests.factory import make_contribution, make_stakeholder
from tests.world import make_world, queries_of

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("query", ["", "?as_of=2013-06-01"])
def test_every_page_asks_the_same_with_three_times_the_rows(client, query):
    world = make_world()
    addresses = [address + query for address in world.addresses()]
    before = {address: queries_of(client, address) for address in addresses}
    world.grow(2)
    assert {address: queries_of(client, address) for address in addresses} == before


@pytest.mark.parametrize(
    "query",
    ["sort=-symbol", "sort=date", "sort=title", "kind=draft-opinion&category=member-state", "q=draft"],
)
def test_list_of_documents_asks_the_same_with_three_times_the_rows(client, query):
    world = make_world()
    before = queries_of(client, f"/documents/?{query}")
    world.grow(2)
    assert queries_of(client, f"/documents/?{query}") == before


def test_documents_of_one_symbol_ask_the_same_however_many_processes_have_them(client):
    world = make_world()
    twin = make_contribution([make_stakeholder()], symbol=world.document.symbol)
    before = queries_of(client, world.document.get_absolute_url())
    for _ in range(3):
        make_contribution([make_stakeholder()], symbol=world.document.symbol)
    assert queries_of(client, world.document.get_absolute_url()) == before
    assert queries_of(client, twin.get_absolute_url()) <= before


def test_changes_ask_for_each_kind_at_most_once_a_page(client):
    world = make_world()
    all_kinds = queries_of(client, "/changes/")
    world.grow(4)
    assert queries_of(client, "/changes/") <= all_kinds
    assert queries_of(client, "/changes/?page=2") <= all_kinds
