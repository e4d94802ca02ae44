"""Comparison of texts and authorship of their words: plain Python, no Django."""

from .comparing import compare
from .model import Comparison, Op, Row, Stats

__all__ = ["Comparison", "Op", "Row", "Stats", "compare"]
