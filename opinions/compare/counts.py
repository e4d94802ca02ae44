"""The numbers of a comparison."""

from collections.abc import Sequence

from .model import NUMBER, Op, Row, Stats


def count(rows: Sequence[Row]) -> Stats:
    """The words of the ops. A number that took another's place counts as kept: renumbering is no change."""
    stats = Stats()
    for row in rows:
        same, added, removed = _count_row(row.ops)
        stats.same += same
        stats.added += added
        stats.removed += removed
        stats.moved += same if row.moved else 0
    return stats


def _count_row(ops: Sequence[Op]) -> tuple[int, int, int]:
    totals = {"same": 0, "added": 0, "removed": 0}
    numbers = {"added": 0, "removed": 0}
    for kind, words, rank in ops:
        (numbers if rank == NUMBER else totals)[kind] += len(words)
    both = min(numbers.values())
    added = totals["added"] + numbers["added"] - both
    removed = totals["removed"] + numbers["removed"] - both
    return totals["same"] + both, added, removed
