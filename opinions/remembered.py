"""What was computed of texts, kept in the memory of this process under the SHA-256 of each text.

A published text never changes, so what follows from it never has to be computed again; a text that is
no longer shown is simply not asked for. Nothing here decides who may see what: ask with rows readers see.
"""

from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator
from threading import Lock
from typing import Any

from documents.text.characters import one_line

from .models import Revision


def texts_of(hashes: Iterable[str]) -> dict[str, str]:
    """Return the texts of these hashes, by hash, in one query; those that no revision has are left out."""
    rows = Revision.objects.filter(sha256__in=set(hashes)).order_by()
    return dict(rows.values_list("sha256", "text"))


def numbered_lines(text: str) -> Iterator[tuple[int, str]]:
    """The paragraphs of a stored text as lines with their numbers, for work that asks not what each is.

    The numbers are those of `paragraphs_of`, which takes ten times as long.
    """
    return enumerate(filter(None, map(one_line, text.split("\n"))), start=1)


class Remembered:
    """Results of `compute(text)`, of the last `most` texts that were asked for."""

    def __init__(self, compute: Callable[[str], Any], most: int):
        self.compute, self.most = compute, most
        self._kept: OrderedDict[str, Any] = OrderedDict()
        self._lock = Lock()

    def of(self, rows: Iterable[Revision]) -> dict[str, Any]:
        """Return the results by SHA-256 for the texts of `rows`; one query where some are not known yet."""
        wanted = {row.sha256 for row in rows}
        with self._lock:
            found = {key: self._kept[key] for key in wanted if key in self._kept}
        missing = wanted - found.keys()
        if missing:
            found |= {key: self.compute(text) for key, text in texts_of(missing).items()}
        with self._lock:
            for key, result in found.items():
                self._kept[key] = result
                self._kept.move_to_end(key)
            while len(self._kept) > self.most:
                self._kept.popitem(last=False)
        return found
