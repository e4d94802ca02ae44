"""A few hundred questions have the expected hits in the expected order, on whichever database runs.

`WRITE_EXPECTED=1 pytest tests/search/test_search_golden.py` writes the file anew; look at what changed.
"""

import itertools
import json
import os
from pathlib import Path

import pytest

from documents.search.asked import read
from documents.search.finding import PER_PAGE, find
from tests import factory
from tests.search.corpus import make_corpus
from tests.search.questions import questions

EXPECTED = Path(__file__).parent / "expected.json"


def answer(question: str) -> dict:
    """What a question finds, as the file has it."""
    found = find(read(question))
    hits = [f"{hit.kind} {hit.address} | {hit.name}" for hit in found[:PER_PAGE]]
    return {"total": len(found), "more": found.more, "hits": hits}


@pytest.mark.django_db
def test_every_question_has_its_hits_in_order(monkeypatch):
    # What is made beside the corpus has its number in its name: from 1 on, whatever ran before.
    monkeypatch.setattr(factory, "_numbers", itertools.count(1))
    make_corpus()
    given = {question: answer(question) for question in questions()}
    if os.environ.get("WRITE_EXPECTED"):
        EXPECTED.write_text(json.dumps(given, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    expected = json.loads(EXPECTED.read_text(encoding="utf-8"))
    assert given.keys() == expected.keys()
    assert [(one, found) for one, found in given.items() if found != expected[one]] == []


def test_the_questions_are_of_many_kinds():
    expected = json.loads(EXPECTED.read_text(encoding="utf-8"))
    assert len(expected) > 300
    assert sum(1 for one in expected.values() if one["hits"]) > 230
    assert sum(1 for one in expected.values() if one["more"]) > 3
