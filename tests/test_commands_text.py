"""The commands that read, compare and trace files: their JSON is a contract, and they need no database."""

import json
import os
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from documents.text.disk import bytes_at, read_path
from documents.text.limits import Limits
from documents.text.model import RefusedError
from documents.text.reader import read
from opinions.compare.graph_file import parents_from
from tests.text.pdffile import pdf
from tests.text.wordfile import changed, docx, par, run

ROOT = Path(__file__).resolve().parent.parent
FIRST = "considering\n\na) that all people matter;\n\nb) that networks grow,\n\ninvites Member States to act."
SECOND = "considering\n\na) that networks grow fast,\n\nb) that all people matter;\n\ninvites all to act."
PARAGRAPH_KEYS = ["number", "label", "kind", "opener", "addressee", "text"]


@pytest.fixture
def files(tmp_path):
    """Write files into a folder: files(R1="...") gives the path of R1.txt; bytes keep the name given."""

    def write(**texts):
        paths = []
        for name, text in texts.items():
            path = tmp_path / f"{name.replace('_', '.')}{'' if isinstance(text, bytes) else '.txt'}"
            path.write_bytes(text if isinstance(text, bytes) else text.encode())
            paths.append(str(path))
        return paths[0] if len(paths) == 1 else paths

    return write


def run_command(*words, **environment):
    """The command in a process of its own, where no database can be reached."""
    env = os.environ | {"DATABASE_URL": "sqlite:////no/such/folder/db.sqlite3", "SECRET_KEY": "x"}
    return subprocess.run(
        [sys.executable, "manage.py", *words], cwd=ROOT, env=env | environment, capture_output=True, text=True
    )


def printed(*words) -> str:
    """What a command prints, run in this process."""
    out = StringIO()
    call_command(*words, stdout=out, stderr=StringIO())
    return out.getvalue()


def answered(*words) -> dict:
    return json.loads(printed(*words, "--format", "json"))


def squeezed(text: str) -> str:
    return "".join(text.split())


def side(rows, place: str, kinds: tuple) -> str:
    """One text as its rows give it back: in its own order, without white space."""
    held = sorted((row for row in rows if row[place] is not None), key=lambda row: row[place])
    return squeezed("".join(op["text"] for row in held for op in row["ops"] if op["op"] in kinds))


# --- without a database ------------------------------------------------------------------------


@pytest.mark.parametrize("database", ["sqlite:////no/such/folder/db.sqlite3", "postgres://x:y@127.0.0.1:9/z"])
def test_every_command_works_where_no_database_is(files, database):
    old, new = files(old=FIRST, new=SECOND)
    for words in (["extract_text", old], ["compare_texts", old, new], ["trace_words", old, new]):
        done = run_command(*words, "--format", "json", DATABASE_URL=database)
        assert (done.returncode, done.stderr) == (0, "")
        assert json.loads(done.stdout)


def test_refusal_is_a_sentence_and_status_1(files):
    bad = files(bad_docx=b"MZ\x90\x00")
    for words in (["extract_text", bad], ["compare_texts", bad, bad], ["trace_words", bad]):
        done = run_command(*words)
        assert (done.returncode, done.stdout) == (1, "")
        assert done.stderr.endswith("bad.docx: The file is a Windows program, not a document. "
                                    "Send a .docx, .pdf or .txt file.\n")  # fmt: skip


# --- extract_text ------------------------------------------------------------------------------


def test_extract_prints_a_paragraph_a_line(files):
    assert printed("extract_text", files(one=FIRST)).splitlines() == [
        line for line in FIRST.split("\n") if line
    ]


def test_extract_json_has_the_keys_of_the_contract(files):
    path = files(one="Draft Opinion 7\n\n" + FIRST)
    found = answered("extract_text", path)
    assert list(found) == ["file", "sha256", "title", "symbol", "paragraphs", "warnings"]
    assert all(list(paragraph) == PARAGRAPH_KEYS for paragraph in found["paragraphs"])
    last = found["paragraphs"][-1]
    assert (last["number"], last["kind"], last["addressee"]) == (5, "operative", "Member States")
    assert (found["file"], len(found["sha256"])) == (path, 64)


def test_extract_reads_word_and_pdf_files(files):
    word = files(word_docx=docx(par("considering") + par("that it is so,")))
    assert printed("extract_text", word) == "considering\nthat it is so,\n"
    page = pdf([[(70, 700, "A line of text that is long enough.")]])
    assert "that is long enough." in printed("extract_text", files(page_pdf=page))


def test_extract_of_several_files_names_each_and_gives_an_object_a_line(files):
    paths = files(one="One.", two="Two.")
    assert printed("extract_text", *paths) == f"==> {paths[0]} <==\nOne.\n\n==> {paths[1]} <==\nTwo.\n\n"
    lines = printed("extract_text", *paths, "--format", "json").splitlines()
    assert [json.loads(line)["file"] for line in lines] == paths


def test_refused_file_does_not_stop_those_after_it(files):
    good = files(good="Good.")
    done = run_command("extract_text", "missing.docx", str(ROOT / "tests"), good)
    assert "Good." in done.stdout
    assert "missing.docx: There is no such file.\n" in done.stderr
    assert "tests: This is a folder. Name the files in it." in done.stderr
    assert done.returncode == 1


def test_warnings_and_tracked_changes_are_said_on_standard_error(files):
    old = "Texte adopté à Genève, déjà été relevé".encode("cp1252")
    tracked = docx(par(run("Kept ") + changed("ins", "added")))
    done = run_command("extract_text", files(old_txt=old), files(new_docx=tracked))
    assert "old.txt: The file does not say how its letters are stored" in done.stderr
    assert "new.docx: The file has 1 tracked change by Anna." in done.stderr
    assert "This is the text with all of them accepted" in done.stderr
    assert "Kept added" in done.stdout


# --- compare_texts -----------------------------------------------------------------------------


def test_compare_json_has_the_keys_of_the_contract(files):
    found = answered("compare_texts", *files(old=FIRST, new=SECOND))
    assert list(found) == ["old_words", "new_words", "stats", "rows"]
    assert list(found["stats"]) == ["same", "added", "removed", "moved"]
    assert {tuple(row) for row in found["rows"]} == {("old", "new", "change", "ops")}
    assert {tuple(op) for row in found["rows"] for op in row["ops"]} == {("op", "text")}
    assert "moved" in {row["change"] for row in found["rows"]} or found["stats"]["moved"]


PAIRS = {
    "moved and edited": (FIRST, SECOND),
    "nothing in common": ("One.\n\nTwo.", "Drei.\n\nVier."),
    "split": (
        "considering that it is so and that it will be so for ever after, as all agreed here today",
        "considering that it is so\n\nand that it will be so for ever after, as all agreed here today",
    ),
    "repeated": ("a) of the\n\nb) of the\n\nc) of the", "a) of the\n\nb) of the of the\n\nd) of the"),
    "footnotes, tables, brackets": (
        "[shall/should]¹\n\n¹ A note.\n\na | b", "[should]\n\na | b | c\n\n¹ A note"
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", PAIRS)
def test_joining_the_rows_gives_both_files_back(files, name):
    old, new = PAIRS[name]
    rows = answered("compare_texts", *files(old=old, new=new))["rows"]
    assert side(rows, "old", ("same", "removed")) == squeezed(old)
    assert side(rows, "new", ("same", "added")) == squeezed(new)


WORDS = st.sampled_from(["a)", "b)", "the", "of", "Union", "shall", "should", "[x]", "1.", "net;", "é", "–"])
TEXTS = st.lists(st.lists(WORDS, min_size=1, max_size=7).map(" ".join), min_size=1, max_size=8)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(TEXTS, TEXTS)
def test_joining_gives_back_whatever_the_files_say(files, monkeypatch, old, new):
    # The files are read here and not in a process for each, which is the same reading and slower.
    monkeypatch.setattr("documents.text.disk.read_safely", read)
    paths = files(old="\n\n".join(old), new="\n\n".join(new))
    rows = answered("compare_texts", *paths)["rows"]
    assert side(rows, "old", ("same", "removed")) == squeezed("".join(read_path(paths[0]).lines))
    assert side(rows, "new", ("same", "added")) == squeezed("".join(read_path(paths[1]).lines))
    assert side(rows, "old", ("same", "removed")) == squeezed("".join(old))


def test_compare_text_says_how_much_changed_and_marks_the_words(files):
    text = printed("compare_texts", *files(old="One two three four.", new="One two seven four."))
    assert text.startswith("4 words became 4: 3 kept (0 of them moved), 1 removed, 1 added.")
    assert "One two [-three-] {+seven+} four." in text


def test_compare_takes_files_of_different_kinds(files):
    word, plain = files(a_docx=docx(par("The same words.")), b="The same words.")
    assert answered("compare_texts", word, plain)["stats"] == {
        "same": 3, "added": 0, "removed": 0, "moved": 0,
    }  # fmt: skip


def test_compare_says_which_file_is_missing(files):
    with pytest.raises(CommandError, match=r"none\.txt: There is no such file\."):
        call_command("compare_texts", files(old=FIRST), "none.txt")


# --- trace_words -------------------------------------------------------------------------------

LEFT = "The Secretary-General shall report every year on the matter to the Council of the Union."
RIGHT = "Members are invited to share what they have learned about exchange points with everybody."


def origins(found) -> dict:
    """The words of each origin, joined."""
    joined = {}
    for word in found["words"]:
        joined.setdefault(word["origin"], []).append(word["word"])
    return {origin: " ".join(words) for origin, words in joined.items()}


def test_trace_json_has_the_keys_of_the_contract(files):
    found = answered("trace_words", *files(R1=LEFT, R2=LEFT.replace("every year", "often")))
    assert list(found) == ["words", "shares", "lost"]
    assert [list(word) for word in found["words"]] == [["word", "origin"]] * len(found["words"])
    assert origins(found)[1] == "often"
    assert sum(found["shares"].values()) == pytest.approx(1)
    assert [loss["text"] for loss in found["lost"]] == ["every year"]


def test_words_of_the_trace_are_the_last_file(files):
    found = answered("trace_words", *files(R1=FIRST, R2=SECOND))
    assert squeezed("".join(word["word"] for word in found["words"])) == squeezed(SECOND)


def merge(files, tmp_path, graph):
    paths = files(R1=LEFT, R2=RIGHT, R3=f"{LEFT}\n\n{RIGHT}\n\nThis is new.")
    place = tmp_path / "graph.json"
    place.write_text(graph if isinstance(graph, str) else json.dumps(graph))
    return ["trace_words", *paths, "--graph", str(place)]


@pytest.mark.parametrize("form", ["{}.txt", "{}", "{folder}/{}.txt"])
def test_trace_with_a_graph_merges_drafts(files, tmp_path, form):
    names = [form.format(name, folder=tmp_path) for name in ("R1", "R2", "R3")]
    found = answered(*merge(files, tmp_path, {names[2]: names[:2], names[1]: []}))
    assert origins(found) == {0: LEFT, 1: RIGHT, 2: "This is new."}
    assert found["lost"] == []


def test_graph_can_leave_a_file_out_of_the_line(files, tmp_path):
    found = answered(*merge(files, tmp_path, {"R3": ["R1"], "R2": []}))
    assert origins(found)[2] == f"{RIGHT} This is new."


@pytest.mark.parametrize(
    ("graph", "words"),
    [
        ({"R3": ["R9"]}, "names “R9”, but no such file was given"),
        ({"R9": ["R1"]}, "names “R9”, but no such file was given"),
        ({"R1": ["R3"]}, r"leads round in a circle, at or before: .*R1.txt, .*R2.txt, .*R3.txt\."),
        ({"R2": ["R2"]}, "leads round in a circle"),
        ({"R3": "R1"}, "another shape than it should"),
        ({"R3": [1]}, "another shape than it should"),
        (["R1"], "another shape than it should"),
        ({"R3": ["R1"], "R3.txt": ["R2"]}, "names a file twice"),
        ('{"R3": ["R1"], "R3": ["R2"]}', "a name stands twice"),
        ('{"R3": ["R1"', "not readable as JSON"),
        ("[" * 100_000, "not readable as JSON"),
    ],
)
def test_bad_graph_is_refused_with_a_sentence(files, tmp_path, graph, words):
    with pytest.raises(CommandError, match=words) as caught:
        call_command(*merge(files, tmp_path, graph))
    assert str(caught.value).startswith(str(tmp_path / "graph.json"))
    assert str(caught.value).endswith(".")


def test_name_that_two_files_have_is_refused_only_where_the_graph_uses_it():
    paths = ["a/R1.txt", "b/R1.txt", "R2.txt"]
    assert parents_from(b'{"R2": ["a/R1.txt"]}', paths) == [(), (0,), (0,)]
    with pytest.raises(ValueError, match="2 of the files given are called so"):
        parents_from(b'{"R2": ["R1"]}', paths)


def test_same_file_may_come_back(files):
    first, second = files(R1=LEFT, R2=RIGHT)
    assert origins(answered("trace_words", first, second, first)) == {0: LEFT}


def test_trace_text_names_the_files_and_what_was_lost(files):
    text = printed("trace_words", *files(R1=LEFT, R2=LEFT.replace("every year", "often")))
    assert "first stood in R1.txt" in text
    assert "lost     R1.txt: 'every year' (dropped by R2.txt)" in text


def test_missing_graph_is_said(files):
    with pytest.raises(CommandError, match=r"none\.json: There is no such file\."):
        call_command("trace_words", files(R1=LEFT), "--graph", "none.json")


# --- files on this machine ---------------------------------------------------------------------


def test_no_more_is_read_of_a_file_than_the_limit(files):
    path = files(big_txt=b"x" * 2048)
    assert len(bytes_at(path, 2048)) == 2048
    with pytest.raises(RefusedError, match="more than 1 KB, which is the limit"):
        bytes_at(path, 2047)


def test_endless_file_is_refused():
    with pytest.raises(RefusedError, match="more than 1 MB"):
        bytes_at("/dev/zero", 2**20)


@pytest.mark.parametrize("path", ["a\0b", "x" * 5000 + ".txt"])
def test_path_that_cannot_be_is_refused_with_a_sentence(path):
    with pytest.raises(RefusedError, match=r"The file could not be opened \(.+\)\.$"):
        read_path(path)


def test_file_that_may_not_be_read_is_refused(monkeypatch):
    def barred(*words):
        raise PermissionError

    monkeypatch.setattr("builtins.open", barred)
    with pytest.raises(RefusedError, match="no permission"):
        bytes_at("secret.txt")


def test_reading_here_and_there_give_the_same(files):
    path = files(one=FIRST)
    assert read_path(path).document == read(FIRST.encode(), "one.txt", Limits())
