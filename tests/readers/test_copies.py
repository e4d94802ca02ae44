"""Copies and bags: the library that reads bags, and the same bytes whoever makes them, when and where."""

import os
import subprocess
import sys
from pathlib import Path

import bagit
import pytest

from tests import factory
from tests.exports.reading import body
from tests.mirror.elsewhere import database_for_others
from tests.mirror.reading import SITE
from wtpf_tracker.mirror.bag import make_bag
from wtpf_tracker.mirror.manifest import files_under

ROOT = Path(__file__).resolve().parents[2]
# Makes what it is told under another clock: time_machine sets that of the whole process.
MAKE = """
import sys, time_machine, django
django.setup()
from django.core.management import call_command
with time_machine.travel("{moment}", tick=True):
    call_command(*sys.argv[1:])
"""


@pytest.mark.django_db
def test_bag_is_valid_for_the_library_that_reads_bags(record, tmp_path):
    document = factory.make_contribution()
    factory.make_file(document, name="Été 50%.txt", content=b"what was brought")
    made = make_bag(tmp_path / "bag", SITE, lambda words: None)
    bag = bagit.Bag(str(tmp_path / "bag"))
    assert bag.validate()
    assert bag.info["External-Identifier"] == f"{SITE}/ version {made.version.name}"
    assert len(list(bag.payload_files())) == made.files - 4
    (tmp_path / "bag" / "data" / "all.jsonl").write_text("changed")
    with pytest.raises(bagit.BagValidationError):
        bag.validate()


@pytest.mark.django_db
def test_bag_holds_the_files_as_readers_get_them(client, record, tmp_path):
    make_bag(tmp_path / "bag", SITE, lambda words: None)
    text = tmp_path / "bag" / "data" / "texts" / "inclusivity" / "1.txt"
    asked = body(client.get("/opinions/inclusivity/revisions/1.txt", headers={"host": "testserver"}))
    assert text.read_text().splitlines()[:3] == asked.splitlines()[:3]
    assert {"all.jsonl", "wtpf.sqlite", "tables/opinions.csv"} <= set(files_under(tmp_path / "bag" / "data"))


def made_elsewhere(database: str, folder: Path, moment: str, **changed) -> Path:
    """Make a bag with a copy in it, in a process of its own."""
    environment = {**os.environ, "DATABASE_URL": database, "DJANGO_SETTINGS_MODULE": "wtpf_tracker.settings"}
    environment |= {"PYTHONPATH": str(ROOT), **changed}
    words = ["bag", str(folder), "--with-mirror", f"--address={SITE}"]
    command = [sys.executable, "-c", MAKE.format(moment=moment), *words]
    subprocess.run(command, env=environment, cwd=ROOT, check=True, capture_output=True)
    return folder


@pytest.mark.django_db
def test_two_made_of_the_same_data_are_equal_byte_for_byte(record, tmp_path):
    database = database_for_others(tmp_path)
    one = made_elsewhere(database, tmp_path / "one", "2026-11-22T12:00Z", TZ="UTC", PYTHONHASHSEED="1")
    other = made_elsewhere(
        database,
        tmp_path / "elsewhere" / "other",
        "2031-02-03T23:59Z",
        TZ="Pacific/Auckland",
        PYTHONHASHSEED="2",
        LC_ALL="C",
        HTTPS="on",
    )
    assert files_under(one) == files_under(other) and len(files_under(one)) > 1800
    differ = [
        place for place in files_under(one) if (one / place).read_bytes() != (other / place).read_bytes()
    ]
    assert differ == []
