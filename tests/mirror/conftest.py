"""Copies for the tests, each made once: of a small world with drafts in it, and of the shipped record."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from tests import factory
from tests.exports.drafts import plant
from tests.exports.test_nothing_unpublished import add_what_has_an_address
from tests.mirror.reading import SITE
from tests.world import World, make_world
from wtpf_tracker.mirror.bag import make_bag
from wtpf_tracker.mirror.making import Made, make_mirror

SMALL, WHOLE = pytest.StashKey(), pytest.StashKey()
ODD_NAME, ODD_CONTENT = "What now?.txt", "Ünïcode and\r\nline ends\n".encode() * 300


def silent(words: str) -> None:
    """Tell nobody how far it is."""


def copy_to(folder: Path) -> Made:
    """Make a copy in a folder and return what was made."""
    return make_mirror(folder, SITE, silent)


def page_of(folder: Path, row) -> Path:
    """The file of the page of a row in a copy."""
    return folder / row.get_absolute_url().strip("/") / "index.html"


@dataclass
class Copied:
    """A world and what was made of it: the copy, a bag with another copy in it, and one page as it was."""

    world: World
    folder: Path
    bag: Path
    made: Made
    sha256: str
    asked: bytes
    opinion: Path
    document: Path


@pytest.fixture
def copied(db, request, client, tmp_path_factory):
    """A small world with a draft of everything in it, copied; made once, so leave it as it is."""
    stash = request.config.stash
    if SMALL not in stash:
        world = make_world()
        add_what_has_an_address(world)
        file = factory.make_file(world.document, name=ODD_NAME, content=ODD_CONTENT)
        drafts = plant(world)
        factory.make_old_address(world.opinion, path="/opinions/old-name/")
        factory.make_old_address(drafts["opinion"], path="/opinions/lost/")
        factory.make_old_address(world.opinion, path="/changes/")
        folder, now = tmp_path_factory.mktemp("copies"), world.opinion.get_absolute_url()
        made = copy_to(folder / "copy")
        make_bag(folder / "bag", SITE, silent, with_mirror=True)
        asked = client.get(now).content.replace(b"http://testserver", SITE.encode())
        stash[SMALL] = Copied(
            world,
            folder / "copy",
            folder / "bag",
            made,
            file.sha256,
            asked,
            opinion=page_of(folder / "copy", world.opinion),
            document=page_of(folder / "copy", world.document),
        )
    return stash[SMALL]


@pytest.fixture
def whole_copy(record, request, tmp_path_factory):
    """The copy of the shipped record, (folder, what was made); made once, so leave it as it is."""
    stash = request.config.stash
    if WHOLE not in stash:
        folder = tmp_path_factory.mktemp("copies") / "whole"
        stash[WHOLE] = folder, make_mirror(folder, SITE, silent)
    return stash[WHOLE]
