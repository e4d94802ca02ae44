"""Compare two texts."""

from collections.abc import Sequence

from .align import align
from .counts import count
from .model import Comparison
from .rows import rows_of
from .words import read_paragraphs


def compare(old: Sequence[str], new: Sequence[str]) -> Comparison:
    """Compare two texts, each given as its paragraphs. Paragraphs without words give no row.

    Joining the words of `same` and `removed` ops of the rows in old order gives the old text back, `same`
    and `added` in new order the new one, white space aside. White space and the numbers of paragraphs
    are not changes.
    """
    olds, news = read_paragraphs(old), read_paragraphs(new)
    rows = rows_of(align(olds, news), olds, news)
    old_words, new_words = (sum(len(p.words) for p in side) for side in (olds, news))
    return Comparison(old_words, new_words, rows, count(rows))
