"""The shipped record carries every row of the research record, and every fact in it names its source.

No database: the fixtures are read as they are, so that a row lost while editing them is named at once.
"""

import re
from collections import Counter, defaultdict
from functools import cache
from pathlib import Path

import pytest
import yaml
from django.apps import apps

from documents.models import Publishable, Sourced

FIXTURES = Path(__file__).resolve().parent.parent / "fixtures"

# The rows of the research record, section by section; "M1-M17" stands for each row from M1 to M17.
SECTIONS = {
    "sources": "S0-S4 U1-U67",
    "meetings": "M1-M17 M12a M12b M12c M12d M12e M12f M20-M24",
    "documents": "D0 D1-D25 D30-D42 D50-D67",
    "frames of the paths": "T0-T11",
    "paths": "T1/1-T1/9 T2/1-T2/9 T3/1-T3/6 T4/1-T4/5 T5/1-T5/6 T6/1-T6/13 T7/1-T7/7 T8/1-T8/8 T9/1-T9/2",
    "report and pledges": "R1-R18 P0-P14",
    "positions": "E1-E9 W1-W18",
    "schedule": "C0-C12",
    "follow-ups": "G1-G20 G30-G36",
    "discrepancies": "X1-X28",
    "details": "I1-I22 I30-I46 J1-J34",
    "gaps": "GAP1-GAP26",
}
ROWS_IN_ALL = 461
# Rows that have a model of their own: a mention in some other fact does not carry them.
HOMES = {
    "documents.source": "S0-S4 U1-U67",
    "documents.meeting": "M1-M17 M12a M12b M12c M12d M12e M12f",
    "documents.contribution": "D0 D1-D25 D30-D42 D50-D67",
    "documents.scheduleitem": "C1-C12",
    "opinions.topic": "T1-T9",
    "opinions.event": SECTIONS["paths"],
    "opinions.intervention": "E1-E9 W1-W18",
    "opinions.pledge": "P0-P14",
    "opinions.discrepancy": "X1-X28",
    "opinions.account": "X1-X28",
    "opinions.gap": "GAP1-GAP26",
}
# A path of the machine on which the record was written: a folder at the root, not a part of a web address.
MACHINE_PATH = re.compile(r"file://|(?<![\w.:/-])/(?:etc|home|mnt|opt|root|srv|tmp|usr|var|work)/|\b[A-Z]:\\")
LISTED_AT_MOST = 40


def expand(section: str) -> list[str]:
    """Return each row that `section` names: "T1/1-T1/2 D0" gives ["T1/1", "T1/2", "D0"]."""
    rows = []
    for part in section.split():
        first, _, last = part.partition("-")
        stem, start = re.fullmatch(r"(.*?)(\d+)[a-z]?", first).groups()
        if not last:
            rows.append(first)
            continue
        if not (end := re.fullmatch(rf"{re.escape(stem)}(\d+)", last)):
            raise ValueError(f"{part} does not name one run of rows.")
        rows += [f"{stem}{number}" for number in range(int(start), int(end[1]) + 1)]
    return rows


@cache
def rows_of_fixtures() -> list[tuple[str, str, dict]]:
    """Return (file name, model, fields) of every row that is shipped."""
    return [
        (path.name, row["model"], row["fields"])
        for path in sorted(FIXTURES.glob("*.yaml"))
        for row in yaml.safe_load(path.read_text(encoding="utf-8")) or []
    ]


def facts() -> list[tuple[str, dict]]:
    """Return a name to find it by, and the fields, of every row whose model asks for sources."""
    return [
        (f"{name}: {fields.get('key') or fields.get('slug') or fields.get('record') or fields}", fields)
        for name, model, fields in rows_of_fixtures()
        if issubclass(apps.get_model(model), Sourced)
    ]


def record_rows(fields: dict) -> list[str]:
    """Return the rows of the research record that a fixture row carries."""
    return [part.strip() for part in str(fields.get("record") or "").split(",") if part.strip()]


def carried() -> dict[str, set[str]]:
    """Return the files in which each row of the research record is carried."""
    files = defaultdict(set)
    for name, _, fields in rows_of_fixtures():
        for row in record_rows(fields):
            files[row].add(name)
    return files


def cited(locator: str) -> list[str]:
    """Return the source keys that a locator names: "S3 6.1; U31" gives ["S3", "U31"]."""
    return [part.split()[0] for part in locator.split(";") if part.strip()]


def named(problems: list[str], what: str) -> str:
    """Return a message that names the problems, cut where there are very many."""
    more = f" and {len(problems) - LISTED_AT_MOST} more" if len(problems) > LISTED_AT_MOST else ""
    return f"{len(problems)} {what}: {'; '.join(problems[:LISTED_AT_MOST])}{more}"


def texts(value) -> list[str]:
    """Return every text in a value of a fixture row, however deep."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        value = value.values()
    return [text for part in value for text in texts(part)] if hasattr(value, "__iter__") else []


def test_expected_rows_counted_once():
    rows = Counter(row for section in SECTIONS.values() for row in expand(section))
    assert [row for row, count in rows.items() if count > 1] == []
    assert len(rows) == ROWS_IN_ALL


def test_expand_refuses_a_run_over_two_letters():
    assert expand("T1/1-T1/3 M12a D0") == ["T1/1", "T1/2", "T1/3", "M12a", "D0"]
    with pytest.raises(ValueError, match="S0-U4"):
        expand("S0-U4")


@pytest.mark.parametrize("section", SECTIONS)
def test_every_row_of_the_record_is_carried(section):
    files = carried()
    missing = [row for row in expand(SECTIONS[section]) if row not in files]
    assert not missing, named(missing, f"rows of the record on {section} are in no fixture")


@pytest.mark.parametrize("home", HOMES)
def test_every_row_is_carried_by_the_model_made_for_it(home):
    there = {row for _, model, fields in rows_of_fixtures() if model == home for row in record_rows(fields)}
    missing = [row for row in expand(HOMES[home]) if row not in there]
    assert not missing, named(missing, f"rows of the record are in no {home}")


def test_no_fixture_names_a_row_that_the_record_does_not_have():
    expected = {row for section in SECTIONS.values() for row in expand(section)}
    unknown = [
        f"{row} in {', '.join(sorted(files))}" for row, files in carried().items() if row not in expected
    ]
    assert not unknown, named(unknown, "unknown rows of the record are named")


def test_every_fact_has_a_source():
    without = [name for name, fields in facts() if not fields.get("sources")]
    assert facts(), "No fixture holds a fact."
    assert not without, named(without, "facts have no source")


def test_every_fact_says_which_row_it_carries():
    silent = [name for name, fields in facts() if not record_rows(fields)]
    assert not silent, named(silent, "facts do not say which row of the record they carry")


def test_every_source_of_a_fact_is_in_the_list_of_sources():
    known = {fields["key"] for _, model, fields in rows_of_fixtures() if model == "documents.source"}
    strange = [
        f"{name} {key}" for name, fields in facts() for (key,) in fields["sources"] if key not in known
    ]
    assert not strange, named(strange, "sources are not in the list")


def test_every_source_named_in_a_locator_stands_among_the_sources():
    strange = [
        f"{name} {key}"
        for name, fields in facts()
        for key in cited(fields.get("locator") or "")
        if [key] not in fields["sources"]
    ]
    assert not strange, named(strange, "locators name a source that the fact does not have")


def test_every_shipped_row_is_published():
    drafts = [
        f"{name}: {fields}"
        for name, model, fields in rows_of_fixtures()
        if issubclass(apps.get_model(model), Publishable) and not fields.get("published_at")
    ]
    assert not drafts, named(drafts, "shipped rows are drafts")


def test_no_text_holds_a_path_of_a_machine():
    held = [
        f"{name}: {t}"
        for name, _, fields in rows_of_fixtures()
        for t in texts(fields)
        if MACHINE_PATH.search(t)
    ]
    assert not held, named(held, "texts hold a path of a machine")


@pytest.mark.parametrize("text", ["see /home/somebody/record.md", "file:///record", "C:\\record"])
def test_a_path_of_a_machine_is_recognised(text):
    assert MACHINE_PATH.search(text)


@pytest.mark.parametrize("text", ["https://example.org/home/news", "WTPF-IEG/2/10", "and/or", "D10/D11"])
def test_an_address_or_a_symbol_is_no_path_of_a_machine(text):
    assert not MACHINE_PATH.search(text)
