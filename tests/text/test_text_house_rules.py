"""The package stands alone: no Django, and the JSON that scripts depend on."""

import hashlib
import subprocess
import sys
from pathlib import Path

from documents.text.characters import clean, one_line, superscript
from documents.text.model import as_text
from documents.text.reader import read
from documents.text.structure import paragraphs_of
from documents.text.transfer import published_json

ROOT = Path(__file__).parents[2]


def test_package_imports_no_django():
    code = (
        "import importlib, pkgutil, sys, documents.text as package\n"
        "names = [m.name for m in pkgutil.iter_modules(package.__path__) if m.name != 'child']\n"
        "[importlib.import_module(f'documents.text.{name}') for name in names]\n"
        "print(len(names), [name for name in sys.modules if name.split('.')[0] == 'django'])"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    count, _, modules = done.stdout.partition(" ")
    assert int(count) > 20
    assert modules.strip() == "[]"


def test_json_of_extract_text_has_the_promised_keys():
    data = b"DRAFT OPINION 9\ninvites Member States\n1 to act;"
    found = published_json(read(data, "o.txt"), "o.txt", data)
    assert list(found) == ["file", "sha256", "title", "symbol", "paragraphs", "warnings"]
    assert found["sha256"] == hashlib.sha256(data).hexdigest()
    assert found["paragraphs"][2] == {
        "number": 3,
        "label": "1",
        "kind": "point",
        "opener": "invites",
        "addressee": "Member States",
        "text": "to act;",
    }


def test_text_of_paragraphs_is_one_a_line():
    assert as_text(paragraphs_of("considering\n\na)  that x;")) == "considering\na) that x;"


def test_clean_keeps_what_is_seen_and_drops_what_is_not():
    assert clean("a\u00adb\u200bc\x00d\ufeff") == "abcd"
    assert clean("e\u0301") == "é"
    assert clean("نام\u200cها") == "نام\u200cها"
    assert one_line("a\u00a0\u2003b\r\n\tc ") == "a b c"


def test_long_run_of_dashes_is_left_alone():
    assert clean("—" * 80) == "—" * 80


def test_superscript():
    assert superscript(120) == "¹²⁰"
