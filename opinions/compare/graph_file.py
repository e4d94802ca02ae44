"""The graph of revisions as a JSON file: {"third.docx": ["first.docx", "second.docx"]}."""

import json
from collections.abc import Sequence

from .as_json import names_of
from .graph import Graph, parents_by_name

_SHAPE = 'write an object of lists by file name, for instance {"third.docx": ["first.docx", "second.docx"]}'


def parents_from(data: bytes, paths: Sequence[str]) -> list[tuple[int, ...]]:
    """The parents of each file of `paths`, as numbers, from the bytes of a graph file.

    The graph calls a file by its path as given, by its name, or by its name without the ending. A file
    that is no key of the graph is based on the one before it; an empty list says that it is based on none.
    Raises ValueError with a sentence for what is no such graph, for a name of no file or of several, and
    where files are based on each other in a circle.
    """
    graph = _read(data)
    known = _names(paths)
    numbered = {str(_place(name, known)): [str(_place(one, known)) for one in graph[name]] for name in graph}
    if len(numbered) < len(graph):
        raise ValueError("The graph names a file twice.")
    parents = parents_by_name([str(place) for place in range(len(paths))], numbered)
    _refuse_circles(parents, paths)
    return parents


def _read(data: bytes) -> dict[str, list[str]]:
    try:
        graph = json.loads(data, object_pairs_hook=_each_once)
    except (ValueError, RecursionError) as error:
        raise ValueError(f"The graph is not readable as JSON ({error}); {_SHAPE}.") from None
    if not isinstance(graph, dict) or not all(
        isinstance(row, list) and all(isinstance(name, str) for name in row) for row in graph.values()
    ):
        raise ValueError(f"The graph has another shape than it should: {_SHAPE}.")
    return graph


def _each_once(pairs: list[tuple]) -> dict:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("a name stands twice in it")
    return found


def _names(paths: Sequence[str]) -> dict[str, list[int]]:
    """Everything a file may be called, with the places of the files that may be called so."""
    known: dict[str, list[int]] = {}
    for place, (path, name) in enumerate(zip(paths, names_of(paths), strict=True)):
        for called in {path, name, name.rpartition(".")[0] or name}:
            known.setdefault(called, []).append(place)
    return known


def _place(name: str, known: dict[str, list[int]]) -> int:
    places = known.get(name, [])
    if not places:
        raise ValueError(f"The graph names “{name}”, but no such file was given.")
    if len(places) > 1:
        raise ValueError(f"The graph names “{name}”, but {len(places)} of the files given are called so.")
    return places[0]


def _refuse_circles(parents: Sequence[Sequence[int]], paths: Sequence[str]) -> None:
    try:
        Graph(parents)
    except ValueError:
        left = dict(enumerate(parents))
        while free := [child for child, row in left.items() if not any(parent in left for parent in row)]:
            for child in free:
                del left[child]
        names = ", ".join(paths[child] for child in left)
        raise ValueError(f"The graph leads round in a circle, at or before: {names}.") from None
