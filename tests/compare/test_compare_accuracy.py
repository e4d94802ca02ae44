"""The promised figures on a few generated pairs and histories; the benchmarks measure many."""

import importlib
import sys
from pathlib import Path

import pytest

from opinions.compare import compare, trace

BENCHMARKS = str(Path(__file__).resolve().parents[2] / "benchmarks")


@pytest.fixture
def generators(monkeypatch):
    monkeypatch.setattr(sys, "path", [BENCHMARKS, *sys.path])
    return importlib.import_module("generated_texts"), importlib.import_module("generated_histories")


@pytest.mark.parametrize("kind", ["zipf", "manual", "opinion"])
def test_moves_pieces_and_words_of_generated_pairs(generators, kind):
    texts, _ = generators
    right = wrong = marked = changed = 0
    for seed in range(5):
        pair = texts.make_pair(kind, seed)
        comparison = compare(texts.strings(pair.old), texts.strings(pair.new))
        found = {(row.old, row.new) for row in comparison.rows if row.moved}
        pieces = {(row.old, row.new) for row in comparison.rows if row.change in ("split", "merged")}
        right += len(found & pair.moved()) + len(pieces & pair.pieces())
        wrong += len(found ^ pair.moved()) + len(pieces ^ pair.pieces())
        marked += comparison.stats.added + comparison.stats.removed
        changed += pair.changed()
    assert wrong <= 0.03 * right
    assert marked <= 1.1 * changed


@pytest.mark.parametrize("kind", ["zipf", "manual"])
def test_authorship_of_a_generated_chain(generators, kind):
    _, histories = generators
    history = histories.make_chain(kind, 0, length=20)
    assert share_right(history, trace(history.texts()), 19) >= 0.985


@pytest.mark.parametrize("kind", ["zipf", "manual"])
def test_authorship_of_a_generated_graph(generators, kind):
    _, histories = generators
    history = histories.make_graph(kind, 0, rounds=2)
    last = len(history.revisions) - 1
    assert share_right(history, trace(history.texts(), history.parents), last) >= 0.985


def share_right(history, authorship, revision):
    pairs = list(zip(history.origins(revision), authorship.origins(revision), strict=True))
    return sum(a == b for a, b in pairs) / len(pairs)
