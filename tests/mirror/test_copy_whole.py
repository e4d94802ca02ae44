"""The copy of the whole shipped record."""

import functools
import http.server
import subprocess
import threading
import urllib.request
from urllib.parse import quote

import pytest

from tests.mirror.reading import broken, tree
from wtpf_tracker.mirror.manifest import MANIFEST, files_under, read_manifest

pytestmark = pytest.mark.django_db


def test_no_link_and_no_fragment_is_broken(whole_copy):
    folder, made = whole_copy
    assert broken(folder) == []
    assert made.missing == {}
    assert made.pages > 600


def test_sha256sum_finds_every_file_as_it_was_made(whole_copy):
    folder, made = whole_copy
    command = ["sha256sum", "--check", "--quiet", "--strict", MANIFEST]
    assert subprocess.run(command, cwd=folder, capture_output=True, text=True).stdout == ""
    assert len(read_manifest(folder / MANIFEST)) == made.files - 1


def test_no_two_places_differ_in_case_only(whole_copy):
    places = files_under(whole_copy[0])
    assert len({place.casefold() for place in places}) == len(places)


def test_narrowed_list_is_a_page_and_others_lead_to_the_whole(whole_copy):
    folder, _ = whole_copy
    assert "outcome=adopted.csv" in files_under(folder / "opinions")
    page = folder / "documents" / "access=password" / "index.html"
    led = tree(page).xpath("//a[@title='This copy has the whole list only']")
    assert all((page.parent / link.get("href")).resolve().is_file() for link in led)


def test_file_server_hands_out_every_file(whole_copy):
    folder, _ = whole_copy
    handler = functools.partial(_Quiet, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        place = f"http://127.0.0.1:{server.server_port}/"
        for name in files_under(folder)[::7]:
            path = quote(name.removesuffix("index.html"))
            with urllib.request.urlopen(place + path) as answer:  # noqa: S310 - our own server
                assert answer.read() == (folder / name).read_bytes(), name
        server.shutdown()


class _Quiet(http.server.SimpleHTTPRequestHandler):
    """The server of `python -m http.server`, without its notes."""

    def log_message(self, *args):
        """Say nothing."""
