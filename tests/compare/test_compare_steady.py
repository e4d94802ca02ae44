"""The same two texts always give the same answer, whatever order sets are read in."""

import os
import subprocess
import sys

PROGRAM = """
import json, random
from opinions.compare import authorship_to_json, compare, comparison_to_json, trace
chance = random.Random(3)
formula = "that Member States be invited to consider measures on {} in accordance with the law of {}"
names = ["broadband", "privacy", "spam", "roaming", "IPv6"]
old = [formula.format(chance.choice(names), chance.choice(names)) for _ in range(60)]
new = [text.replace("invited", chance.choice(["invited", "asked"])) for text in old if chance.random() < 0.9]
chance.shuffle(new)
print(json.dumps([comparison_to_json(compare(old, new)), authorship_to_json(trace([old, new, old]))]))
"""


def answer(seed):
    environment = os.environ | {"PYTHONHASHSEED": str(seed)}
    return subprocess.run(
        [sys.executable, "-c", PROGRAM], env=environment, check=True, capture_output=True
    ).stdout


def test_answer_does_not_depend_on_the_hash_seed():
    assert len({answer(seed) for seed in range(4)}) == 1


def test_engine_needs_no_django():
    check = (
        "import opinions.compare, sys; sys.exit(any(name.split('.')[0] == 'django' for name in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", check]).returncode == 0
