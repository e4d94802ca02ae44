"""Pairs of texts with known truth: edited word by word while every word keeps its identity.

A text is a list of paragraphs, a paragraph a list of `Word`s. Editing makes new words and drops old
ones, so what was changed, moved, split and merged is known and needs no comparison.
"""

import random
from dataclasses import dataclass, field

from generated_prose import KINDS, Prose, Word


@dataclass(slots=True, eq=False)
class Paragraph:
    """Words, and what was done to them since the old text."""

    words: list[Word]
    sources: list[int] = field(default_factory=list)
    moved: bool = False


def new_text(prose: Prose, count: int, size: int) -> list[Paragraph]:
    """A text of `count` paragraphs of about `size` words (half to three halves of it)."""
    sizes = [prose.chance.randint(size // 2, size + size // 2) for _ in range(count)]
    return [Paragraph(prose.paragraph(n), [at]) for at, n in enumerate(sizes)]


def strings(text: list[Paragraph]) -> list[str]:
    return [" ".join(word.text for word in paragraph.words) for paragraph in text]


def copy(text: list[Paragraph]) -> list[Paragraph]:
    """The same words in new paragraphs, each with its own place as its source."""
    return [Paragraph(list(paragraph.words), [at]) for at, paragraph in enumerate(text)]


def edit_words(prose: Prose, words: list[Word], share: float, origin: int = 0) -> list[Word]:
    """About `share` of the words changed by replacing, inserting and deleting runs of one to four words."""
    chance = prose.chance
    result: list[Word] = []
    left = round(len(words) * share + chance.random())
    starts = set(chance.sample(range(len(words)), min(len(words), max(0, (left + 1) // 2))))
    skip = 0
    for at, word in enumerate(words):
        if skip:
            skip -= 1
            continue
        if at not in starts or left <= 0:
            result.append(word)
            continue
        size = min(left, chance.choice((1, 1, 2, 3, 4)))
        left -= size
        kind = chance.choice(("replace", "replace", "insert", "delete"))
        if kind != "delete":
            result += _unlike(prose, size, words[at : at + size], origin)
        if kind == "insert":
            result.append(word)
        else:
            skip = size - 1
    return result or prose.phrase(1, origin)


def _unlike(prose: Prose, size: int, old: list[Word], origin: int) -> list[Word]:
    """A phrase that does not repeat, at the same place, the words it takes the place of."""
    phrase = prose.phrase(size, origin)
    for word, other in zip(phrase, old, strict=False):
        while word.text == other.text:
            word.text = prose.phrase(1)[0].text
    return phrase


def is_whole(text: list[Paragraph], paragraph: Paragraph) -> bool:
    """Whether it is one paragraph of the old text, neither split nor merged."""
    return len(paragraph.sources) == 1 and sum(p.sources == paragraph.sources for p in text) == 1


def move(chance: random.Random, text: list[Paragraph]) -> None:
    """Take one whole paragraph at least three places away."""
    untouched = [at for at, p in enumerate(text) if not p.moved and is_whole(text, p)]
    start = chance.choice(untouched)
    targets = [at for at in range(len(text)) if abs(at - start) >= 3]
    paragraph = text.pop(start)
    paragraph.moved = True
    text.insert(chance.choice(targets), paragraph)


def split(chance: random.Random, text: list[Paragraph], words: int = 8) -> bool:
    """Cut one paragraph in two; False where none is long enough."""
    able = [
        at for at, p in enumerate(text) if len(p.words) >= 2 * words and is_whole(text, p) and not p.moved
    ]
    if not able:
        return False
    at = chance.choice(able)
    paragraph = text[at]
    cut = chance.randint(words, len(paragraph.words) - words)
    text[at : at + 1] = [
        Paragraph(part, list(paragraph.sources)) for part in (paragraph.words[:cut], paragraph.words[cut:])
    ]
    return True


def merge(chance: random.Random, text: list[Paragraph]) -> bool:
    """Join two neighbours that are whole and in place; False where there are none."""
    whole = [is_whole(text, p) and not p.moved for p in text]
    able = [
        at
        for at in range(len(text) - 1)
        if whole[at] and whole[at + 1] and text[at].sources[0] + 1 == text[at + 1].sources[0]
    ]
    if not able:
        return False
    at = chance.choice(able)
    text[at : at + 2] = [
        Paragraph(text[at].words + text[at + 1].words, text[at].sources + text[at + 1].sources)
    ]
    return True


@dataclass(slots=True)
class Pair:
    """Two texts and the truth between them."""

    kind: str
    old: list[Paragraph]
    new: list[Paragraph]

    def changed(self) -> int:
        """Words that stand in one text only."""
        before = {id(word) for p in self.old for word in p.words}
        after = {id(word) for p in self.new for word in p.words}
        return len(before ^ after)

    def moved(self) -> set[tuple[int, int]]:
        return {(p.sources[0], at) for at, p in enumerate(self.new) if p.moved}

    def pieces(self) -> set[tuple[int, int]]:
        """(old, new) of each piece of a split or merge."""
        found = {(source, at) for at, p in enumerate(self.new) for source in p.sources if len(p.sources) > 1}
        for source in {p.sources[0] for p in self.new if len(p.sources) == 1}:
            places = [at for at, p in enumerate(self.new) if p.sources == [source]]
            if len(places) > 1:
                found |= {(source, at) for at in places}
        return found


def make_pair(kind: str, seed: int, count: int = 40, size: int = 60, share: float = 0.04) -> Pair:
    """A generated pair: words edited in most paragraphs, and about one paragraph in twelve each inserted,
    deleted, moved (half of them edited too), split and merged."""
    chance = random.Random(f"{kind}{seed}")
    prose = KINDS[kind](chance)
    old = new_text(prose, count, size)
    new = copy(old)
    some = max(1, count // 12)
    for _ in range(some):
        split(chance, new)
        merge(chance, new)
    _delete(chance, new, some)
    for paragraph in new:
        if chance.random() < 0.7:
            paragraph.words = edit_words(prose, paragraph.words, share / 0.7)
    for _ in range(some):
        move(chance, new)
    for paragraph in new:
        if paragraph.moved and chance.random() < 0.5:
            paragraph.words = edit_words(prose, paragraph.words, 3 * share)
    for _ in range(some):
        new.insert(chance.randint(0, len(new)), Paragraph(_unseen(prose, old, size)))
    return Pair(kind, old, new)


def _unseen(prose: Prose, old: list[Paragraph], size: int) -> list[Word]:
    """A new paragraph whose first words start no old one: a repeated formula inserted where the same
    formula was deleted would have no truth to find."""
    openings = {tuple(word.text for word in p.words[:12]) for p in old}
    for _ in range(100):
        words = prose.paragraph(size)
        if tuple(word.text for word in words[:12]) not in openings:
            return words
    return words


def _delete(chance: random.Random, text: list[Paragraph], count: int) -> None:
    """Delete paragraphs that were not split or merged, so that the truth stays plain."""
    for _ in range(count):
        del text[chance.choice([at for at, p in enumerate(text) if is_whole(text, p)])]


def light_pair(kind: str, seed: int, count: int, size: int, some: int, share: float = 0.04) -> Pair:
    """A pair for timing: `share` of the words edited, in every paragraph; `some` paragraphs each deleted,
    moved and inserted."""
    chance = random.Random(f"light {kind} {seed}")
    prose = KINDS[kind](chance)
    old = new_text(prose, count, size)
    new = copy(old)
    for paragraph in new:
        paragraph.words = edit_words(prose, paragraph.words, share)
    _delete(chance, new, some)
    for _ in range(some):
        move(chance, new)
    for _ in range(some):
        new.insert(chance.randint(0, len(new)), Paragraph(prose.paragraph(size)))
    return Pair(kind, old, new)
