"""Authorship against known truth, beside WikiWho, and against `git blame` on a real file.

    python benchmarks/authorship.py [--histories 5]
    python benchmarks/authorship.py --repository DIR --file PATH [--last 150] [--show 20]

The first makes chains of 50 revisions and merging graphs, and ends with status 1 where a figure is missed.
The second reads a git repository at hand; a paragraph is what stands between empty lines. Times are of the
processor. WikiWho comes with benchmarks/requirements.txt and is left out where it is not installed.
"""

import argparse
import re
import statistics
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from generated_histories import History, make_chain, make_graph
from generated_prose import KINDS

from opinions.compare import trace

try:
    from WikiWho.utils import iter_rev_tokens, split_into_tokens
    from WikiWho.wikiwho import Wikiwho
except ImportError:
    Wikiwho = None

NATURAL = ("zipf", "manual")
"""The kinds with natural frequencies of words, for which the figures are promised."""


def wikiwho_origins(texts: list[list[str]]) -> list[int]:
    """For each word of the last text the revision WikiWho gives it, or -1 where it dropped the revision."""
    wiki = Wikiwho("chain")
    wiki.analyse_article(
        [
            {"revid": number, "*": "\n\n".join(text), "timestamp": "2013", "userid": number}
            for number, text in enumerate(texts, 1)
        ]
    )
    words = [word for paragraph in texts[-1] for word in paragraph.split()]
    if len(texts) not in wiki.revisions:
        return [-1] * len(words)
    tokens = [token.origin_rev_id - 1 for token in iter_rev_tokens(wiki.revisions[len(texts)])]
    origins, at = [], 0
    for word in words:
        origins.append(tokens[at] if at < len(tokens) else -1)
        at += len(split_into_tokens(word.lower()))
    return origins


def share_right(truth: list[int], found: list[int]) -> float:
    return sum(a == b for a, b in zip(truth, found, strict=True)) / len(truth)


def timed(function, *arguments) -> tuple[object, float]:
    start = time.process_time()
    result = function(*arguments)
    return result, time.process_time() - start


def chains(count: int) -> bool:
    print(
        f"\nChains of 50 revisions of about 3,000 words, {count} of each kind; right in the last revision\n"
    )
    print("  kind        right    seconds   WikiWho right   seconds")
    natural = []
    for kind in KINDS:
        rows = [_chain_row(make_chain(kind, seed)) for seed in range(count)]
        natural += rows if kind in NATURAL else []
        _print_chain(kind, rows)
    right, seconds, other, other_seconds = _print_chain("natural", natural)
    good = right >= 0.99 and seconds < 1
    return good and (not Wikiwho or (right >= other + 0.02 and seconds < other_seconds))


def _print_chain(name: str, rows: list[tuple[float, ...]]) -> list[float]:
    means = [statistics.mean(column) for column in zip(*rows, strict=True)]
    print("  {:9} {:8.2%} {:8.2f} {:13.2%} {:10.2f}".format(name, *means))
    return means


def _chain_row(history: History) -> tuple[float, float, float, float]:
    texts = history.texts()
    truth = history.origins(len(texts) - 1)
    authorship, seconds = timed(trace, texts)
    right = share_right(truth, authorship.origins(len(texts) - 1))
    if not Wikiwho:
        return right, seconds, 0.0, 0.0
    origins, other_seconds = timed(wikiwho_origins, texts)
    return right, seconds, share_right(truth, origins), other_seconds


def graphs(count: int) -> bool:
    print(f"\nMerging graphs of 29 revisions of about 1,500 words, {count} of each kind\n")
    print("  kind        right in the last   in all")
    natural = []
    for kind in KINDS:
        rows = [_graph_row(make_graph(kind, seed)) for seed in range(count)]
        natural += rows if kind in NATURAL else []
        _print_graph(kind, rows)
    return _print_graph("natural", natural)[0] >= 0.99


def _graph_row(history: History) -> tuple[float, float]:
    authorship = trace(history.texts(), history.parents)
    numbers = range(len(history.revisions))
    shares = [share_right(history.origins(r), authorship.origins(r)) for r in numbers]
    return shares[-1], statistics.mean(shares)


def _print_graph(name: str, rows: list[tuple[float, float]]) -> list[float]:
    means = [statistics.mean(column) for column in zip(*rows, strict=True)]
    print("  {:9} {:17.2%} {:9.2%}".format(name, *means))
    return means


def git(repository: str, *arguments: str) -> str:
    done = subprocess.run(["git", "-C", repository, *arguments], check=True, capture_output=True)
    return done.stdout.decode("utf-8", "replace")


def blame(repository: str, path: str, last: int, show: int) -> None:
    """Line by line: who wrote most words of the line, here and by `git blame -w -M -C`."""
    listing = git(
        repository, "log", "--first-parent", f"-{last}", "--reverse", "--format=%H", "--", path
    ).split()
    files = [git(repository, "show", f"{commit}:{path}") for commit in listing]
    authorship, seconds = timed(trace, [re.split(r"\n\s*\n", text) for text in files])
    start = time.perf_counter()
    span = f"{listing[0]}..{listing[-1]}"
    raw = git(repository, "blame", "-w", "-M", "-C", "--first-parent", "--line-porcelain", span, "--", path)
    blamed = [line[:40] for line in raw.splitlines() if re.match(r"[0-9a-f]{40} \d+ \d+", line)]
    words = len(authorship.texts[-1].words)
    print(f"{len(files)} revisions, {words} words at last: traced in {seconds:.1f} s of processor time")
    print(f"git blame took {time.perf_counter() - start:.1f} s\n")
    numbers = {commit: number for number, commit in enumerate(listing)}
    _print_lines(
        files, authorship.origins(len(files) - 1), [numbers.get(commit, 0) for commit in blamed], show
    )


def _print_lines(files: list[str], origins: list[int], blamed: list[int], show: int) -> None:
    """Count the lines by how the two agree, and print some of those where they do not."""
    counts: Counter = Counter()
    examples = []
    at = 0
    before = [{line.strip() for line in text.split("\n")} for text in files]
    # The last line of a file that ends with a line feed is empty, and git does not count it.
    for line, theirs in zip(files[-1].split("\n"), blamed, strict=False):
        size = len(line.split())
        ours, at = origins[at : at + size], at + size
        if not ours:
            continue
        most = Counter(ours).most_common(1)[0][0]
        kind = _kind(ours, most, theirs, theirs > 0 and line.strip() in before[theirs - 1])
        counts[kind] += 1
        if kind in (OLDER, NEWER):
            examples.append(f"    here {most}, blame {theirs}: {line[:90]}")
    total = sum(counts.values())
    for kind, count in counts.most_common():
        print(f"  {kind:62} {count:6} {count / total:7.2%}")
    print(f"\n  {show} of the {len(examples)} lines of the last two sorts:")
    print("\n".join(examples[:: max(1, len(examples) // max(1, show))][:show]))


OLDER, NEWER = "other words are older here", "other words are newer here"


def _kind(ours: list[int], most: int, theirs: int, stood: bool) -> str:
    if most == theirs:
        return "same"
    if theirs in ours:
        return "blame's revision wrote some of the words"
    if most < theirs and stood:
        return "older here; the line stood before the revision that blame names"
    return OLDER if most < theirs else NEWER


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--histories", type=int, default=5, help="chains and graphs of each kind")
    parser.add_argument("--repository", help="a git repository to compare with git blame")
    parser.add_argument("--file", help="the file in it")
    parser.add_argument("--last", type=int, default=150, help="how many revisions of it")
    parser.add_argument("--show", type=int, default=20, help="how many differences to print")
    wanted = parser.parse_args()
    if wanted.repository:
        blame(wanted.repository, wanted.file, wanted.last, wanted.show)
        return 0
    if not Wikiwho:
        print("WikiWho is left out: pip install -r benchmarks/requirements.txt")
    good = all([chains(wanted.histories), graphs(wanted.histories)])
    print("\nAll figures hold." if good else "\nA figure is missed.")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
