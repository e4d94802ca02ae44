"""Results as the dictionaries of the commands' JSON. The keys are a contract that people script against."""

from collections.abc import Sequence

from .authorship import Authorship
from .fates import lost
from .model import Comparison


def comparison_to_json(comparison: Comparison) -> dict:
    """{"old_words", "new_words", "stats", "rows": [{"old", "new", "change", "ops": [{"op", "text"}]}]}.

    Each text ends with a space, so that joining them gives words, not one long word.
    """
    stats = comparison.stats
    return {
        "old_words": comparison.old_words,
        "new_words": comparison.new_words,
        "stats": {name: getattr(stats, name) for name in ("same", "added", "removed", "moved")},
        "rows": [
            {
                "old": row.old,
                "new": row.new,
                "change": row.change,
                "ops": [{"op": op.kind, "text": op.text + " "} for op in row.ops],
            }
            for row in comparison.rows
        ],
    }


def authorship_to_json(authorship: Authorship, revision: int = -1) -> dict:
    """{"words": [{"word", "origin"}], "shares": {origin: share}, "lost": [{...}]}.

    A loss is {"origin", "text", "until", "ended"}. Of one revision, the last unless told; revisions are
    numbered from 0 in the order they were given.
    """
    revision = range(len(authorship.texts))[revision]
    words = zip(authorship.texts[revision].words, authorship.origins(revision), strict=True)
    return {
        "words": [{"word": word, "origin": origin} for word, origin in words],
        "shares": {str(origin): share for origin, share in enumerate(authorship.shares(revision))},
        "lost": [
            {"origin": loss.origin, "text": loss.text, "until": list(loss.until), "ended": list(loss.ended)}
            for loss in lost(authorship, revision)
        ],
    }


def names_of(paths: Sequence[str]) -> list[str]:
    """The names by which a graph file calls the revisions: the files' names without their folders."""
    return [path.replace("\\", "/").rpartition("/")[2] for path in paths]
