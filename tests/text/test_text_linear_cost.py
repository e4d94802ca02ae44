"""Evil input costs what its length costs: every pattern and every public function over text.

Nothing here looks at a clock. Functions are counted in lines of Python that run; patterns, which run none,
search long texts in a process that the system ends where they compute far longer than their length explains.
"""

import os
import signal
import subprocess
import sys
from itertools import groupby
from pathlib import Path

import pytest

from documents.text.addressees import asks
from documents.text.brackets import brackets_of, fates
from documents.text.characters import clean, one_line
from documents.text.commitment import markers, strength_changes
from documents.text.head import head_facts
from documents.text.passages import PassageIndex
from documents.text.plain import blocks_of
from documents.text.references import references
from documents.text.structure import paragraphs_of
from tests.text.evil import QUADRATIC, SEARCHES, patterns, texts
from tests.text.steps import steps

ROOT = Path(__file__).resolve().parents[2]
FUNCTIONS = {
    "clean": clean,
    "one_line": one_line,
    "paragraphs_of": paragraphs_of,
    "blocks_of": blocks_of,
    "references": references,
    "brackets": lambda text: fates(brackets_of(text), brackets_of(text[: len(text) // 2])),
    "asks": lambda text: asks(paragraphs_of(f"invites Member States\n1 {text}")),
    "markers": lambda text: [markers(p) for p in paragraphs_of(f"The Assembly,\ninvites {text}")],
    "strength_changes": lambda text: [strength_changes(p, p) for p in paragraphs_of(text)],
    "head_facts": lambda text: head_facts(paragraphs_of(text)),
    "passages": lambda text: PassageIndex([text]).find(text),
}
MODULES = {
    module: list(names)
    for module, names in groupby(
        (name for name in SEARCHES if name != QUADRATIC), key=lambda name: name.partition(".")[0]
    )
}

# The slowest search of a text of this length takes 0.4 seconds of computing, the quickest quadratic one 10.
LENGTH = 100_000
SECONDS = 4
# Many steps a letter, but looked for in the first 200 letters of a paragraph only.
SHORT = ("addressees._SUBJECT",)


def searched(*names: str, length: int = LENGTH) -> tuple[list[str], int]:
    """Run searches in a process of their own; return those that were done, and how the process ended."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.text.evil_child", str(length), str(SECONDS), *names],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        text=True,
    )
    return done.stdout.split(), done.returncode


def test_patterns_are_found():
    assert len(patterns()) > 50
    assert {"symbols", "dates", "references", "labels"} <= MODULES.keys()


@pytest.mark.parametrize("module", MODULES)
def test_searches_are_linear(module):
    short = [name for name in MODULES[module] if name.startswith(SHORT)]
    others = [name for name in MODULES[module] if name not in short]
    done = searched(*others)[0] + (searched(*short, length=LENGTH // 10)[0] if short else [])
    assert [name for name in MODULES[module] if name not in done][:1] == []


def test_a_quadratic_search_is_ended():
    assert searched(QUADRATIC, length=4 * LENGTH) == ([], -signal.SIGXCPU)


def slow_ones(call, length=6_000):
    """Evil texts of which four times as much runs more than eight times as many lines; a quadratic cost
    would be sixteen times. Counts too small to compare are no evidence."""
    found = []
    for small, large in zip(texts(length // 4), texts(length), strict=True):
        more = steps(lambda text=large: call(text))
        if more > 2_000 and more > 8 * (once := steps(lambda text=small: call(text))):
            found.append((small[:20], once, more))
    return found


@pytest.mark.parametrize("name", FUNCTIONS)
def test_function_is_linear(name):
    assert slow_ones(FUNCTIONS[name]) == []


def test_a_quadratic_function_is_noticed():
    def pairs(text):
        words = text.split()
        return sum(1 for one in words for other in words if one is other)

    assert slow_ones(pairs, 400) != []


def test_steps_are_counted_in_all_that_is_called():
    def inner():
        return 1

    assert steps(lambda: inner()) == steps(inner) + 1
    assert steps(lambda: [inner() for _ in range(10)]) > 10 * steps(inner)
