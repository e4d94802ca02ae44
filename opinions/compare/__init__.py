"""Comparison of texts and authorship of their words: plain Python over lists of paragraphs, no Django.

`compare(old, new)` gives a `Comparison`; `trace(revisions, parents)` an `Authorship`, and `fates` and
`lost` what became of its words. The `as_json` and `as_text` modules print them.
"""

from .as_json import authorship_to_json, comparison_to_json, names_of
from .as_text import authorship_to_text, comparison_to_text
from .authorship import Authorship, trace
from .comparing import compare
from .fates import Fate, Lost, fates, lost
from .graph import parents_by_name
from .model import Comparison, Op, Row, Stats

__all__ = [
    "Authorship",
    "Comparison",
    "Fate",
    "Lost",
    "Op",
    "Row",
    "Stats",
    "authorship_to_json",
    "authorship_to_text",
    "compare",
    "comparison_to_json",
    "comparison_to_text",
    "fates",
    "lost",
    "names_of",
    "parents_by_name",
    "trace",
]
