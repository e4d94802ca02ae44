"""The graph of revisions: which is based on which."""

from collections.abc import Mapping, Sequence


class Graph:
    """Revisions by number and their parents.

    `order` puts every parent before its children; `before[r]` and `after[r]` are the ancestors and
    descendants of r as the bits of an integer.
    """

    def __init__(self, parents: Sequence[Sequence[int]]):
        self.parents = [tuple(dict.fromkeys(row)) for row in parents]
        self.children: list[list[int]] = [[] for _ in parents]
        for child, row in enumerate(self.parents):
            for parent in row:
                if not 0 <= parent < len(parents):
                    raise ValueError(f"Revision {child} is based on revision {parent}, which is not there.")
                self.children[parent].append(child)
        self.order = self._sorted()
        self.before = [0] * len(parents)
        self.after = [0] * len(parents)
        for child in self.order:
            for parent in self.parents[child]:
                self.before[child] |= self.before[parent] | 1 << parent
        for parent in reversed(self.order):
            for child in self.children[parent]:
                self.after[parent] |= self.after[child] | 1 << child

    def _sorted(self) -> list[int]:
        """Parents first, else by number. Raises ValueError where revisions are based on each other."""
        waiting = [len(row) for row in self.parents]
        ready = [r for r, count in enumerate(waiting) if count == 0]
        order = []
        for revision in ready:
            order.append(revision)
            for child in self.children[revision]:
                waiting[child] -= 1
                if waiting[child] == 0:
                    ready.append(child)
        if len(order) < len(waiting):
            stuck = ", ".join(str(r) for r, count in enumerate(waiting) if count)
            raise ValueError(f"Revisions {stuck} are based on each other in a circle.")
        return order


def chain(count: int) -> list[tuple[int, ...]]:
    """The parents where each revision is based on the one before."""
    return [(r - 1,) if r else () for r in range(count)]


def parents_by_name(names: Sequence[str], graph: Mapping[str, Sequence[str]]) -> list[tuple[int, ...]]:
    """Parents as numbers from a graph by name, {"R3": ["R1", "R2"]}.

    A revision that is not in the graph is based on the one before it.
    Raises ValueError, with a sentence, for a name that is none of `names`.
    """
    places = {name: place for place, name in enumerate(names)}
    unknown = sorted({name for row in graph.values() for name in row} | graph.keys() - places.keys())
    unknown = [name for name in unknown if name not in places]
    if unknown:
        raise ValueError(f"The graph names {', '.join(unknown)}, but no such revision was given.")
    default = chain(len(names))
    return [
        tuple(places[parent] for parent in graph[name]) if name in graph else default[place]
        for place, name in enumerate(names)
    ]
