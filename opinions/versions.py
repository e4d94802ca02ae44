"""Where versions stand among those of their text, for many texts in one query."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse

from .models import Revision


@dataclass(frozen=True)
class Standing:
    """A version among the others of its text that a reader sees, with the ways on from it."""

    opinion: str
    number: int
    newest: int

    @property
    def is_old(self) -> bool:
        """Whether there is a newer one."""
        return self.number < self.newest

    @property
    def newest_address(self) -> str:
        """The newest version."""
        return reverse("opinions:revision", args=[self.opinion, self.newest])

    @property
    def fate_address(self) -> str:
        """What became of the words of this one."""
        return reverse("opinions:fate", args=[self.opinion, self.number])

    @property
    def comparison_address(self) -> str:
        """This one and the newest compared."""
        return reverse("opinions:compare", args=[self.opinion, self.number, self.newest])


def standings(versions: Iterable[tuple[str, int]], day=None) -> dict[tuple[str, int], Standing]:
    """Return where each (slug of an opinion, number) stands, as of `day` where one is asked for."""
    versions = set(versions)
    if not versions:
        return {}
    numbers = defaultdict(list)
    rows = Revision.objects.visible(day).filter(opinion__slug__in={slug for slug, _ in versions})
    for slug, number in rows.order_by().values_list("opinion__slug", "number"):
        numbers[slug].append(number)
    return {pair: Standing(*pair, max(numbers[pair[0]], default=pair[1])) for pair in versions}
