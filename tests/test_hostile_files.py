"""Files that mean harm, or were damaged, are refused in a sentence: no crash, little work, little memory."""

import pytest

from documents.imports.faults import RecordRefused
from documents.models import Source
from tests.text.steps import steps
from wtpf_tracker.record import load_record

pytestmark = pytest.mark.django_db

ROW = "- model: documents.source\n  fields:\n    key: S1\n    title: Report\n    kind: press\n"
MOST_STEPS = 100_000  # five times what the worst of these take; to follow them would take billions


def refusal(folder, text: str) -> str:
    """Load a file of this text, which has to be refused quickly; return what is said of it."""
    (folder / "01-sources.yaml").write_text(text, encoding="utf-8")
    said = []

    def load():
        with pytest.raises(RecordRefused) as refused:
            load_record(folder)
        said.append(str(refused.value))

    work = steps(load)
    assert work < MOST_STEPS
    assert not Source.objects.exists()
    return said[0]


def laughs(first: str, each: str, levels: int = 9) -> str:
    """Return fields of which each names the one before it nine times."""
    named = ",".join(["*{}"] * 9)
    lines = [f"    note: &x0 {first}"]
    lines += [
        f"    x{level}: &x{level} " + each.format(named.replace("{}", f"x{level - 1}"))
        for level in range(1, levels)
    ]
    return ROW + "\n".join(lines)


@pytest.mark.parametrize(
    ("first", "each", "said"),
    [
        ("[a, b, c]", "[{}]", "has no such field"),
        ("{a: 1, b: 2}", "{{<<: [{}]}}", "“<<” is not read here"),
        ("[*x0]", "[{}]", "unconstructable recursive node"),
    ],
    ids=["lists of lists", "merged mappings", "itself"],
)
def test_aliases_that_would_grow_without_end(tmp_path, first, each, said):
    assert said in refusal(tmp_path, laughs(first, each))


@pytest.mark.parametrize("opened", ["[", "{a: ", "? ", "- "])
def test_nesting_that_would_exhaust_the_stack(tmp_path, opened):
    said = refusal(tmp_path, f"{ROW}    note: " + ("\n" if opened in "? - " else "") + opened * 60000)
    assert "nested too deeply" in said or "cannot be read" in said


def test_row_as_deep_as_rows_are_is_read(tmp_path):
    with pytest.raises(RecordRefused, match="names no documents.source"):
        fact = "- model: documents.process\n  fields: {slug: a, title: A, short_title: A, sources: [[S9]]}\n"
        (tmp_path / "a.yaml").write_text(fact)
        load_record(tmp_path)


@pytest.mark.parametrize(
    "row",
    [
        "- model: documents.scheduleitem\n  fields: {{process: [p], number: {}, step: s}}\n",
        "- model: documents.scheduleitem\n  fields: {{process: [{}], number: 1, step: s}}\n",
        "- model: {}\n  fields: {{}}\n",
    ],
    ids=["field", "key", "model"],
)
@pytest.mark.parametrize("number", ["0x" + "f" * 9000, "9" * 9000, "-9223372036854775809"])
def test_number_that_no_database_holds(tmp_path, row, number):
    assert "value cannot be read" in refusal(tmp_path, row.format(number))


@pytest.mark.parametrize(
    "moment", ["9999-12-31T23:59:59-14:00", "0001-01-01T00:00:00+14:00", "2013-02-11T00:00:00"]
)
def test_moment_outside_the_calendar_or_without_zone(tmp_path, moment):
    said = refusal(tmp_path, f"{ROW}    published_at: {moment}\n")
    assert "line 6, field “published_at”: Write day and time with the zone" in said


@pytest.mark.parametrize("key", ["S 1", "S/1", "../S1", "Ü1", "S1;", "S1\u202e"])
def test_key_that_could_not_stand_in_an_address(tmp_path, key):
    assert "field “key”" in refusal(tmp_path, ROW.replace("S1", f'"{key}"'))


def test_folder_and_broken_name_among_the_files(tmp_path):
    (tmp_path / "00.yaml").mkdir()
    (tmp_path / "a\n.yaml").write_text("- x")
    said = refusal(tmp_path, ROW)
    assert "00.yaml: The file cannot be read: Is a directory." in said
    assert "A row has two parts" in said


def test_tag_that_would_run_a_program(tmp_path):
    said = refusal(tmp_path, "- model: !!python/object/apply:os.system [exit]\n  fields: {}\n")
    assert "could not determine a constructor" in said
