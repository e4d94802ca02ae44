"""Which paragraph became which: from the surest evidence to the weakest.

1. Paragraphs that are equal, numbers aside, and stand once in each text, and their equal neighbours.
2. Paragraphs that begin and end alike, as no other does; those that share words which stand in no other
   paragraph; what is left between links that keep their order; then those that share pairs of
   neighbouring words which stand in no other paragraph.
3. Splits and merges (`pieces`), and again, asking for less, steps 2 and what is left in place.
4. Paragraphs left over anywhere that are equal or much alike, as moves.

Links outside the heaviest ascending chain are moves; a move needs better evidence than an edit in place.
"""

from collections.abc import Hashable, Iterable, Sequence
from itertools import pairwise, product

from .gaps import fill_gaps
from .order import in_order
from .pairing import Link, Pairing, Tidy
from .pieces import join_pieces
from .wordops import readable
from .words import Paragraph

SIMILAR_IN_PLACE = 0.3
SIMILAR_MOVED = 0.6
SURELY_TELLING = 0.7
SURE = 0.8
NEARLY_EQUAL = 0.9
ALIKE = 0.6
END = 3
MOST_LEFT = 2_500
"""More pairs of paragraphs than this are not compared one by one."""
TRIES = 4
"""So many candidates of one paragraph are measured before it is given up."""

LARGE = 2_000_000
"""Texts of more words together are aligned by whole paragraphs only, without splits and merges."""

Sets = dict[int, set]


def align(old: Sequence[Paragraph], new: Sequence[Paragraph], tidy: Tidy = readable) -> list[Link]:
    """The links between two texts, in the order of the new one, moves marked; `tidy` mends their blocks."""
    pairing = Pairing(old, new, tidy)
    _link_equal(pairing)
    _link_by_ends(pairing)
    pairing.collect_words()
    _link_by_rare(pairing, pairing.old_words, pairing.new_words, SURELY_TELLING)
    fill_gaps(pairing, lambda link: pairing.telling(link) >= SURELY_TELLING)
    if sum(len(p.keys) for p in (*old, *new)) <= LARGE:
        _look_closer(pairing)
    fill_gaps(pairing, lambda link: min(pairing.likeness(link), pairing.telling(link)) >= SIMILAR_IN_PLACE)
    _link_equal_anywhere(pairing)
    _link_alike_anywhere(pairing)
    _mark_moves(pairing)
    return pairing.links()


def _look_closer(pairing: Pairing) -> None:
    """Steps 2 and 3 by pairs of words, which takes memory: for texts a person could read."""
    _link_by_rare(pairing, *_word_pairs(pairing), SURELY_TELLING)
    fill_gaps(pairing, lambda link: pairing.telling(link) >= SIMILAR_MOVED)
    join_pieces(pairing)
    _link_by_rare(pairing, *_word_pairs(pairing), SIMILAR_MOVED)


def _link_equal(pairing: Pairing) -> None:
    """Step 1. Equal bodies that stand once, then the equal paragraphs next to them, on both sides."""
    in_old = _places((i, p.body) for i, p in enumerate(pairing.old))
    in_new = _places((j, p.body) for j, p in enumerate(pairing.new))
    found = [(i, in_new[body]) for body, i in in_old.items() if i >= 0 and in_new.get(body, -1) >= 0]
    for i, j in found:
        pairing.keep_equal(i, j)
    for i, j in found:
        for step in (1, -1):
            _extend(pairing, i + step, j + step, step)


def _extend(pairing: Pairing, i: int, j: int, step: int) -> None:
    old, new = pairing.old, pairing.new
    while 0 <= i < len(old) and 0 <= j < len(new):
        if pairing.of_old[i] or pairing.of_new[j] or old[i].body != new[j].body:
            break
        pairing.keep_equal(i, j)
        i, j = i + step, j + step


def _link_by_ends(pairing: Pairing) -> None:
    """Step 2, at little cost: the first and the last words are the same, and no other paragraph's."""
    olds, news = pairing.free_old(), pairing.free_new()
    tails = _same_ends(pairing, olds, news, slice(-END, None))
    for i, j in _same_ends(pairing, olds, news, slice(END)).items():
        if tails.get(i) == j:
            link = pairing.measure((i,), (j,))
            likeness = pairing.likeness(link)
            if likeness >= SURE:
                link.sure = likeness >= NEARLY_EQUAL
                pairing.keep(link)


def _same_ends(pairing: Pairing, olds: list[int], news: list[int], part: slice) -> dict[int, int]:
    """Old -> new where this part of the words stands in one paragraph of each text."""
    in_old, in_new = (
        _places((n, tuple(side[n].keys[part])) for n in places if len(side[n].keys) >= 3 * END)
        for side, places in ((pairing.old, olds), (pairing.new, news))
    )
    return {i: in_new[end] for end, i in in_old.items() if i >= 0 and in_new.get(end, -1) >= 0}


def _places(items: Iterable[tuple[int, Hashable]]) -> dict[Hashable, int]:
    """Item -> its place, or -1 where it comes more than once."""
    places: dict[Hashable, int] = {}
    for place, item in items:
        places[item] = -1 if item in places else place
    return places


def _word_pairs(pairing: Pairing) -> tuple[Sets, Sets]:
    """The pairs of neighbouring words of the free paragraphs; none where one side has no free ones."""
    olds, news = pairing.free_old(), pairing.free_new()
    if not olds or not news:
        return {}, {}
    return (
        {i: set(pairwise(pairing.old[i].keys)) for i in olds},
        {j: set(pairwise(pairing.new[j].keys)) for j in news},
    )


def _link_by_rare(pairing: Pairing, olds: Sets, news: Sets, least: float) -> None:
    """Step 2. Link paragraphs by what stands in one of each text only, those that share most of it first."""
    tries: dict[int, int] = {}
    votes = _votes(olds, news)
    for (i, j), count in sorted(votes.items(), key=_most_votes):
        if pairing.of_old[i] or pairing.of_new[j] or tries.get(i, 0) >= TRIES or tries.get(~j, 0) >= TRIES:
            continue
        if 20 * len(olds[i] & news[j]) < 7 * min(len(olds[i]), len(news[j])):
            continue
        tries[i] = tries.get(i, 0) + 1
        tries[~j] = tries.get(~j, 0) + 1
        link = pairing.measure((i,), (j,))
        if _are_one(pairing, link, count, least):
            pairing.keep(link)


def _most_votes(item: tuple[tuple[int, int], int]) -> tuple[int, int, int]:
    """Sort key: most votes, then least moved, then first; never the order in which a set was read."""
    (i, j), count = item
    return -count, abs(i - j), i


def _votes(olds: Sets, news: Sets) -> dict[tuple[int, int], int]:
    """(old, new) -> how many features stand in these two paragraphs and nowhere else."""
    in_old, in_new = _owners(olds), _owners(news)
    votes: dict[tuple[int, int], int] = {}
    for feature, i in in_old.items():
        j = in_new.get(feature, -1)
        if i >= 0 and j >= 0:
            votes[i, j] = votes.get((i, j), 0) + 1
    return votes


def _owners(sets: Sets) -> dict[Hashable, int]:
    """Feature -> the only paragraph that has it, or -1."""
    owners: dict[Hashable, int] = {}
    for place, held in sets.items():
        for feature in held:
            owners[feature] = -1 if feature in owners else place
    return owners


def _are_one(pairing: Pairing, link: Link, votes: int, least: float) -> bool:
    """Whether two paragraphs are one, wherever they stand: much alike, and in what is rare."""
    likeness = pairing.likeness(link)
    if likeness >= SURE and votes >= (2 if likeness >= NEARLY_EQUAL else 3):
        return True
    link.sure = likeness >= SIMILAR_IN_PLACE and pairing.telling(link) >= least
    return link.sure


def _link_equal_anywhere(pairing: Pairing) -> None:
    """Step 4. What is still free and equal was moved; single words and pairs prove nothing."""
    waiting: dict[str, list[int]] = {}
    for i in reversed(pairing.free_old()):
        if len(pairing.old[i].keys) > 2:
            waiting.setdefault(pairing.old[i].body, []).append(i)
    for j in pairing.free_new():
        same = waiting.get(pairing.new[j].body)
        if same:
            pairing.keep_equal(same.pop(), j)


def _link_alike_anywhere(pairing: Pairing) -> None:
    """Step 4. Of the few still free, the most alike: formulae that were moved and edited."""
    olds, news = pairing.free_old(), pairing.free_new()
    if len(olds) * len(news) > MOST_LEFT:
        return
    found = []
    for i, j in product(olds, news):
        a, b = pairing.old_words[i], pairing.new_words[j]
        if 2 * len(a & b) >= ALIKE * (len(a) + len(b)):
            link = pairing.measure((i,), (j,))
            alike = min(pairing.likeness(link), pairing.telling(link))
            if alike >= SIMILAR_MOVED:
                link.sure = True
                found.append((-alike, i, j, link))
    for _, i, j, link in sorted(found, key=lambda item: item[:3]):
        if pairing.of_old[i] is None and pairing.of_new[j] is None:
            pairing.keep(link)


def _mark_moves(pairing: Pairing) -> None:
    links = pairing.links()
    staying = {id(link) for link in in_order(links)}
    for link in links:
        link.moved = id(link) not in staying
        if link.moved and not link.sure and pairing.telling(link) < SIMILAR_MOVED:
            pairing.drop(link)
