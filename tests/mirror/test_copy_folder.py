"""The folder of a copy: nobody's files are lost, and nothing half-made is ever seen in it."""

import fcntl
import os
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.mirror.elsewhere import database_for_others
from wtpf_tracker.mirror.beside import made_beside
from wtpf_tracker.mirror.manifest import MANIFEST, files_under, read_manifest, write_manifest
from wtpf_tracker.mirror.refusals import Refused

ROOT = Path(__file__).resolve().parents[2]


def ours(folder: Path) -> set[str] | None:
    sums = read_manifest(folder / MANIFEST)
    return None if sums is None else {*sums, MANIFEST}


def make(target: Path, **files: str) -> None:
    """Make a copy that holds these files."""
    with made_beside(target, ours) as folder:
        for name, words in files.items():
            (folder / name).write_text(words)
        write_manifest(folder, files)


def contents(folder: Path) -> dict[str, str]:
    return {name: (folder / name).read_text() for name in files_under(folder) if name != MANIFEST}


def test_folder_is_made_with_those_above_it(tmp_path):
    make(tmp_path / "a" / "b", one="1")
    assert contents(tmp_path / "a" / "b") == {"one": "1"}
    assert os.listdir(tmp_path / "a") == ["b"]


def test_empty_folder_is_taken(tmp_path):
    (tmp_path / "copy").mkdir()
    make(tmp_path / "copy", one="1")
    assert contents(tmp_path / "copy") == {"one": "1"}


def test_copy_is_replaced_and_what_is_gone_is_gone(tmp_path):
    make(tmp_path / "copy", one="1", two="2")
    make(tmp_path / "copy", two="3")
    assert contents(tmp_path / "copy") == {"two": "3"}
    assert os.listdir(tmp_path) == ["copy"]


@pytest.mark.parametrize("files", [{"letter.txt": "dear"}, {MANIFEST: "no sums"}, {"a/b": "deep"}])
def test_folder_of_somebody_is_left_alone(tmp_path, files):
    for name, words in files.items():
        (tmp_path / "mine" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "mine" / name).write_text(words)
    with pytest.raises(Refused, match="is not empty and holds no copy"):
        make(tmp_path / "mine", one="1")
    assert {name: (tmp_path / "mine" / name).read_text() for name in files_under(tmp_path / "mine")} == files
    assert os.listdir(tmp_path) == ["mine"]


def test_file_that_somebody_put_into_a_copy_is_named(tmp_path):
    make(tmp_path / "copy", one="1")
    (tmp_path / "copy" / "CNAME").write_text("example.org")
    with pytest.raises(Refused, match="would be lost: CNAME"):
        make(tmp_path / "copy", one="2")
    assert contents(tmp_path / "copy") == {"one": "1", "CNAME": "example.org"}


def test_file_or_link_is_no_folder(tmp_path):
    (tmp_path / "file").write_text("x")
    (tmp_path / "link").symlink_to(tmp_path)
    for name in ("file", "link"):
        with pytest.raises(Refused, match="is no folder"):
            make(tmp_path / name, one="1")


def test_place_that_cannot_be_written_is_said():
    with pytest.raises(Refused, match="/proc/copy could not be written"):
        make(Path("/proc/copy"), one="1")


def test_full_disk_is_said_and_the_old_copy_stays(tmp_path):
    make(tmp_path / "copy", one="1")
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    try:
        resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, limits[1]))
        with pytest.raises(Refused, match="could not be written: File too large"):
            make(tmp_path / "copy", one="2", two="2" * 60_000)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert contents(tmp_path / "copy") == {"one": "1"}
    assert os.listdir(tmp_path) == ["copy"]


def test_fault_half_way_leaves_the_old_copy(tmp_path):
    make(tmp_path / "copy", one="1")
    with pytest.raises(ZeroDivisionError), made_beside(tmp_path / "copy", ours) as folder:
        (folder / "two").write_text("2")
        1 / 0  # noqa: B018
    assert contents(tmp_path / "copy") == {"one": "1"}
    assert os.listdir(tmp_path) == ["copy"]


def test_what_a_killed_run_left_is_cleared_away(tmp_path):
    make(tmp_path / "copy", one="1")
    (tmp_path / ".copy.making" / "deep").mkdir(parents=True)
    (tmp_path / ".copy.making" / "deep" / "half").write_text("h")
    make(tmp_path / "copy", one="2")
    assert contents(tmp_path / "copy") == {"one": "2"} and os.listdir(tmp_path) == ["copy"]


def test_run_cut_off_while_swapping_is_put_right(tmp_path):
    make(tmp_path / "copy", one="1")
    (tmp_path / "copy").rename(tmp_path / ".copy.before")
    with pytest.raises(ZeroDivisionError), made_beside(tmp_path / "copy", ours):
        1 / 0  # noqa: B018
    assert contents(tmp_path / "copy") == {"one": "1"}


def test_two_do_not_make_it_at_once(tmp_path):
    making = tmp_path / ".copy.making"
    making.mkdir()
    held = os.open(making, os.O_RDONLY)
    fcntl.flock(held, fcntl.LOCK_EX)
    with pytest.raises(Refused, match="Somebody else is making this copy"):
        make(tmp_path / "copy", one="1")
    os.close(held)
    assert making.is_dir()


@pytest.fixture
def database(db, tmp_path_factory):
    """The environment of a site with nothing in its record."""
    url = database_for_others(tmp_path_factory.mktemp("site"))
    return {**os.environ, "DATABASE_URL": url, "SITE_ADDRESS": ""}


def run(*words, env, **options) -> subprocess.CompletedProcess:
    command = [sys.executable, ROOT / "manage.py", *map(str, words)]
    return subprocess.run(command, env=env, cwd=ROOT, capture_output=True, text=True, **options)


def test_copy_is_made_and_told(database, tmp_path):
    made = run("mirror", tmp_path / "copy", env=database)
    assert made.returncode == 0, made.stderr
    assert "pages in" in made.stdout and "No public address is known" in made.stderr


def test_killed_half_way_leaves_the_old_copy(database, tmp_path):
    assert run("mirror", tmp_path / "copy", env=database).returncode == 0
    command = [sys.executable, ROOT / "manage.py", "mirror", str(tmp_path / "copy")]
    process = subprocess.Popen(command, env=database, cwd=ROOT, stderr=subprocess.DEVNULL)
    while not (tmp_path / ".copy.making" / "about").exists():
        assert process.poll() is None
        time.sleep(0.01)
    process.send_signal(signal.SIGKILL)
    process.wait()
    sums = subprocess.run(["sha256sum", "-c", "--quiet", MANIFEST], cwd=tmp_path / "copy")
    assert sums.returncode == 0
    assert run("mirror", tmp_path / "copy", env=database).returncode == 0
    assert os.listdir(tmp_path) == ["copy"]


@pytest.mark.parametrize("address", ["example.org", "https://", "https://example.org/site", "ftp://x.org"])
def test_address_that_is_none_of_a_site_is_refused(database, tmp_path, address):
    refused = run("mirror", tmp_path / "copy", "--address", address, env=database)
    assert refused.returncode == 1 and "is not the address of a site" in refused.stderr
    assert os.listdir(tmp_path) == []


def test_more_addresses_than_allowed_stop_it(database, tmp_path):
    refused = run("mirror", tmp_path / "copy", "--most", "5", env=database)
    assert refused.returncode == 1 and "more than 5 addresses" in refused.stderr
    assert os.listdir(tmp_path) == []
