"""Speed, growth and accuracy of `compare`, beside its peers in the same run.

    python benchmarks/compare_texts.py [speed] [growth] [accuracy] [--pairs 100] [--rounds 5]

Run it with the peers of benchmarks/requirements.txt installed; those that are not are left out. Times are
medians of processor time over rounds in which all take turns. Prints tables; ends with status 1 where a
figure is missed.
"""

import argparse
import difflib
import re
import statistics
import sys
import tempfile
import textwrap
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from generated_prose import KINDS
from generated_texts import Pair, light_pair, make_pair, strings

from opinions.compare import compare

try:
    import fast_diff_match_patch
    from iddiff.iddiff import get_iddiff
    from redlines import Redlines
except ImportError:
    fast_diff_match_patch = None

Texts = tuple[list[str], list[str]]


def peer_fast_dmp(old: list[str], new: list[str]) -> None:
    """Each different word one character, then the C++ differ with its semantic clean-up."""
    codes: dict[str, int] = {}

    def encode(text: list[str]) -> str:
        words = re.findall(r"\S+\s*|\n", "\n".join(text))
        return "".join(chr(codes.setdefault(word, len(codes) + 256)) for word in words)

    fast_diff_match_patch.diff(encode(old), encode(new), cleanup="Semantic", timelimit=0)


def peer_redlines(old: list[str], new: list[str]) -> None:
    _ = Redlines("\n\n".join(old), "\n\n".join(new)).output_markdown


def peer_iddiff(old: list[str], new: list[str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        paths = []
        for name, text in (("old.txt", old), ("new.txt", new)):
            path = Path(folder, name)
            path.write_text("\n\n".join(textwrap.fill(paragraph, 72) for paragraph in text))
            paths.append(str(path))
        get_iddiff(*paths)


def peer_difflib_words(old: list[str], new: list[str]) -> None:
    a, b = " \n ".join(old).split(" "), " \n ".join(new).split(" ")
    difflib.SequenceMatcher(None, a, b, autojunk=False).get_opcodes()


def peer_difflib_paragraphs(old: list[str], new: list[str]) -> None:
    """Paragraphs aligned by difflib; in replaced stretches paired one after another and compared by words."""
    for tag, i0, i1, j0, j1 in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "replace":
            for a, b in zip(old[i0:i1], new[j0:j1], strict=False):
                difflib.SequenceMatcher(None, a.split(), b.split(), autojunk=False).get_opcodes()


def times(functions: dict[str, Callable], texts: Texts, rounds: int) -> dict[str, float]:
    """Milliseconds of each function, the median of rounds in which they take turns."""
    found: dict[str, list[float]] = {name: [] for name in functions}
    for _ in range(rounds):
        for name, function in functions.items():
            start = time.process_time()
            function(*texts)
            found[name].append(1000 * (time.process_time() - start))
    return {name: statistics.median(values) for name, values in found.items()}


def speed(rounds: int) -> bool:
    """The two pairs of the issue, for each kind of prose that has natural frequencies."""
    print("\nSpeed: ms, and how many times as long as compare\n")
    good = True
    for kind in ("zipf", "manual", "opinion"):
        big, small = light_pair(kind, 1, 300, 100, 6), light_pair(kind, 1, 20, 75, 1)
        peers = {"compare": compare, "difflib by paragraph": peer_difflib_paragraphs}
        quick = dict(peers)
        if fast_diff_match_patch:
            quick["fast-diff-match-patch, words"] = peer_fast_dmp
        found = times(quick, texts_of(small), 10 * rounds)
        _table(f"{kind}, 20 paragraphs", small, found)
        good &= found["compare"] <= found["difflib by paragraph"]
        found = times(quick, texts_of(big), rounds)
        slow = {"difflib, all words": peer_difflib_words}
        if fast_diff_match_patch:
            slow |= {"redlines": peer_redlines, "iddiff side by side": peer_iddiff}
        found |= times(slow, texts_of(big), 1)
        _table(f"{kind}, 300 paragraphs", big, found)
        ours = found["compare"]
        good &= all(
            ours * least <= found.get(name, ours * least)
            for name, least in (
                ("fast-diff-match-patch, words", 1),
                ("redlines", 20),
                ("iddiff side by side", 20),
                ("difflib, all words", 5),
            )
        )
    return good


def _table(title: str, pair: Pair, found: dict[str, float]) -> None:
    words = sum(len(paragraph.words) for paragraph in pair.old)
    print(f"{title}, {words} words")
    for name, milliseconds in found.items():
        print(f"  {name:30} {milliseconds:10.2f} {milliseconds / found['compare']:8.1f}")


def growth(rounds: int) -> bool:
    """Time a word from 30 paragraphs to 3,000; near linear is at most three times as much a word."""
    print("\nGrowth: paragraphs, words, ms, microseconds a word\n")
    costs = []
    for count in (30, 100, 300, 1000, 3000):
        pair = light_pair("zipf", 1, count, 100, max(1, count // 50))
        words = sum(len(paragraph.words) for paragraph in pair.old)
        taken = times({"compare": compare}, texts_of(pair), rounds)["compare"]
        costs.append(1000 * taken / words)
        print(f"  {count:5} {words:7} {taken:9.1f} {costs[-1]:6.2f}")
    return costs[-1] <= 3 * costs[1]


def accuracy(pairs: int) -> bool:
    """Moves, pieces of splits and merges, and words marked, against the truth of generated pairs."""
    print(f"\nAccuracy: {pairs} pairs of each kind; precision and recall, words marked by words changed\n")
    print("  kind       moves P     R   splits, merges P     R   marked/changed")
    whole: Counter = Counter()
    for kind in KINDS:
        counts: Counter = Counter()
        for seed in range(pairs):
            counts.update(_score(make_pair(kind, seed)))
        _accuracy_row(kind, counts)
        whole += counts
    return _accuracy_row("all", whole)


def _score(pair: Pair) -> dict[str, int]:
    old, new = texts_of(pair)
    comparison = compare(old, new)
    # Of two equal paragraphs nobody can say which was moved: the first stands for both.
    moves = {(old.index(old[row.old]), row.new) for row in comparison.rows if row.moved}
    true_moves = {(old.index(old[i]), j) for i, j in pair.moved()}
    pieces = {(row.old, row.new) for row in comparison.rows if row.change in ("split", "merged")}
    true_pieces = pair.pieces()
    return {
        "moves": len(moves),
        "true moves": len(true_moves),
        "right moves": len(moves & true_moves),
        "pieces": len(pieces),
        "true pieces": len(true_pieces),
        "right pieces": len(pieces & true_pieces),
        "marked": comparison.stats.added + comparison.stats.removed,
        "changed": pair.changed(),
    }


def _accuracy_row(name: str, counts: Counter) -> bool:
    figures = [
        counts["right moves"] / counts["moves"],
        counts["right moves"] / counts["true moves"],
        counts["right pieces"] / counts["pieces"],
        counts["right pieces"] / counts["true pieces"],
        counts["marked"] / counts["changed"],
    ]
    print("  {:9}   {:.3f} {:.3f}              {:.3f} {:.3f}   {:.3f}".format(name, *figures))
    return min(figures[:2]) >= 0.97 and min(figures[2:4]) >= 0.9 and figures[4] <= 1.1


def texts_of(pair: Pair) -> Texts:
    return strings(pair.old), strings(pair.new)


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("parts", nargs="*", choices=["speed", "growth", "accuracy", []], default=[])
    parser.add_argument("--pairs", type=int, default=100, help="pairs of each of the five kinds")
    parser.add_argument("--rounds", type=int, default=5)
    wanted = parser.parse_args()
    parts = wanted.parts or ["speed", "growth", "accuracy"]
    if not fast_diff_match_patch:
        print("Peers are left out: pip install -r benchmarks/requirements.txt")
    results = []
    if "speed" in parts:
        results.append(speed(wanted.rounds))
    if "growth" in parts:
        results.append(growth(wanted.rounds))
    if "accuracy" in parts:
        results.append(accuracy(wanted.pairs))
    print("\nAll figures hold." if all(results) else "\nA figure is missed.")
    return 0 if all(results) else 1


if __name__ == "__main__":
    sys.exit(main())
