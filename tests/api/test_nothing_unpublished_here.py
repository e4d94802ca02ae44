"""No draft is told by any list or single thing of the API, nor found under its address."""

import pytest

from documents.search import index
from tests.api.reading import BASE, HOST, answer, every_address
from tests.exports.drafts import MARK, plant
from tests.exports.test_nothing_unpublished import add_what_has_an_address
from tests.world import make_world
from wtpf_tracker.api.catalogue import BY_MODEL, own_path

pytestmark = pytest.mark.django_db


@pytest.fixture
def drafts():
    world = make_world()
    add_what_has_an_address(world)
    found = plant(world)
    index.rebuild()
    return found


def test_mark_is_in_no_answer(client, drafts):
    addresses = every_address(client)
    assert len(addresses) > 100
    for address in addresses:
        for joint in ("", "?as_of=2030-01-01"):
            asked = address.removeprefix(HOST) + (joint if "?" not in address else joint.replace("?", "&"))
            content = client.get(asked).content.decode()
            assert MARK.lower() not in content.lower(), (asked, content[:500])


def test_search_finds_no_draft(client, drafts):
    assert answer(client, f"{BASE}search?q={MARK}")["rows"] == []


def test_address_of_a_draft_is_that_of_nothing(client, drafts):
    for model, kind in BY_MODEL.items():
        draft = drafts[model._meta.model_name]
        said = answer(client, own_path(draft), 404)
        assert said["detail"] == "Nothing of this name is published. The lists say what there is.", kind.name
