"""Addresses and their places in a copy: stable, apart from each other, fit for every file system."""

import posixpath
from pathlib import PurePosixPath, PureWindowsPath
from urllib.parse import unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wtpf_tracker.mirror.addresses import Address, link_between
from wtpf_tracker.mirror.scope import is_followed, is_held, is_whole

PLACES = {
    "/": "index.html",
    "/opinions/ixps/": "opinions/ixps/index.html",
    "/opinions/?outcome=adopted": "opinions/outcome=adopted/index.html",
    "/documents/?process=wtpf-13&kind=agenda": "documents/kind=agenda/process=wtpf-13/index.html",
    "/documents/?page=2": "documents/page=2/index.html",
    "/documents/?page=1": "documents/index.html",
    "/documents/WTPF-13/16%28Rev.1%29-E/": "documents/WTPF-13/16(Rev.1)-E/index.html",
    "/d/WTPF-IEG/2/10": "d/WTPF-IEG/2/10/index.html",
    "/sources/?q=a%2Fb%3A%3F": "sources/q=a~2fb~3a~3f/index.html",
}
FILES = {
    "/opinions.csv": "opinions.csv",
    "/opinions.csv?outcome=adopted": "opinions/outcome=adopted.csv",
    "/opinions/ixps/revisions/1.akn.xml": "opinions/ixps/revisions/1.akn.xml",
    "/documents/WTPF-IEG/2/2.csl.json?process=wtpf-09": "documents/WTPF-IEG/2/2/process=wtpf-09.csl.json",
    "/files/00ff/What%20now%3F%20100%25.docx": "files/00ff/What now~3f 100~25.docx",
    "/files/00ff/..": "files/00ff/~2e~2e",
    "/files/00ff/a~b": "files/00ff/a~7eb",
}


def read(link: str) -> Address:
    parts = urlsplit(link)
    return Address.read(parts.path, parts.query)


@pytest.mark.parametrize(("link", "place"), PLACES.items())
def test_page_has_its_place(link, place):
    assert read(link).place(is_page=True) == place


@pytest.mark.parametrize(("link", "place"), FILES.items())
def test_file_has_its_place(link, place):
    assert read(link).place(is_page=False) == place


def test_order_of_a_question_does_not_matter():
    assert read("/documents/?kind=agenda&process=x") == read("/documents/?process=x&kind=agenda")
    assert read("/documents/?kind=&process=x") == read("/documents/?process=x")


def test_long_name_is_cut_and_stays_apart_from_others():
    one, other = (Address(f"/files/00ff/{'é' * 300}{end}.pdf").place(is_page=False) for end in "ab")
    assert one != other
    assert all(len(part.encode()) <= 220 for part in one.split("/"))
    assert one.endswith(".pdf")


TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="/\0"), min_size=1, max_size=40)


@given(TEXT, TEXT)
def test_any_name_is_safe_and_names_stay_apart(one, other):
    places = [Address(f"/files/00/{name}").place(is_page=False) for name in (one, other)]
    assert (places[0] == places[1]) == (one == other)
    for place in places:
        path = PurePosixPath(place)
        assert path.parts[:2] == ("files", "00") and len(path.parts) == 3 and path.parts[2] not in (".", "..")
        assert PureWindowsPath(place).parts == path.parts
        assert not set(place) & set('<>:"\\|?*%\n\r')


@given(st.lists(TEXT, min_size=1, max_size=4), st.lists(TEXT, min_size=1, max_size=4))
def test_link_between_any_two_places_leads_there(one, other):
    start, end = (Address("/" + "/".join(names)).place(is_page=True) for names in (one, other))
    link = link_between(start, end)
    assert not urlsplit(link).scheme and not urlsplit(link).query and not urlsplit(link).fragment
    assert posixpath.normpath(posixpath.join(posixpath.dirname(start), unquote(link))) == end


@pytest.mark.parametrize(
    "link",
    [
        "/admin/",
        "/admin/r/1/2/",
        "/preview/abc/",
        "/api/v1/opinions/",
        "/opinions.alert",
        "/search/?q=x",
        "/search.csv?q=x",
        "/search/suggest/",
        "/opinions/?as_of=2013-02-11",
        "/healthz",
    ],
)
def test_what_needs_a_server_is_not_held(link):
    assert not is_held(read(link))


def test_lists_are_narrowed_once():
    whole, narrowed = read("/documents/"), read("/documents/?access=password")
    assert is_followed(narrowed, whole)
    assert is_followed(read("/documents/?page=2"), whole)
    assert is_followed(read("/documents/?access=password&page=2"), narrowed)
    assert is_followed(read("/documents.csv?access=password"), narrowed)
    assert is_followed(read("/opinions/"), narrowed)
    assert not is_followed(read("/documents/?access=password&sort=title"), narrowed)
    assert not is_followed(read("/opinions.csv?access=password"), narrowed)


def test_comparison_of_two_texts_is_a_page_of_its_own():
    assert is_whole(read("/compare/?left=a:1&right=b:2"))
    assert not is_whole(read("/compare/?left=a:1&right=b:2&view=side"))
