"""Histories of a text with known truth: chains and merging graphs in which every word knows its writer."""

import random
from dataclasses import dataclass

from generated_prose import KINDS, Prose, Word
from generated_texts import (
    Paragraph,
    copy,
    edit_words,
    is_whole,
    merge,
    move,
    new_text,
    split,
    strings,
)


@dataclass(slots=True)
class History:
    """Revisions, each a list of paragraphs, and the numbers of those each is based on."""

    revisions: list[list[Paragraph]]
    parents: list[tuple[int, ...]]

    def texts(self) -> list[list[str]]:
        return [strings(text) for text in self.revisions]

    def origins(self, revision: int) -> list[int]:
        return [word.origin for paragraph in self.revisions[revision] for word in paragraph.words]


def make_chain(kind: str, seed: int, length: int = 50, words: int = 3_000, plain: bool = False) -> History:
    """A chain of revisions: each edits some paragraphs, and now and then inserts, deletes, moves, splits,
    joins or restores one; two revisions go back to an earlier text whole. `plain` has no splits and joins."""
    chance = random.Random(f"chain {kind} {seed}")
    prose = KINDS[kind](chance)
    revisions = [new_text(prose, words // 75, 75)]
    dropped: list[Paragraph] = []
    for number in range(1, length):
        if number in (length // 3, 2 * length // 3):
            revisions.append(copy(revisions[chance.randrange(max(0, number - 6), number - 1)]))
            continue
        text = copy(revisions[-1])
        change(prose, text, number, dropped, plain)
        revisions.append(text)
    return History(revisions, [(number - 1,) if number else () for number in range(length)])


def change(
    prose: Prose, text: list[Paragraph], number: int, dropped: list[Paragraph], plain: bool = False
) -> None:
    """One revision's work on a text, in place."""
    chance = prose.chance
    if not plain and chance.random() < 0.4:
        split(chance, text)
    if not plain and chance.random() < 0.4:
        merge(chance, text)
    if chance.random() < 0.5:
        at = chance.choice([at for at, p in enumerate(text) if is_whole(text, p)])
        dropped.append(text.pop(at))
    for paragraph in chance.sample(text, max(2, len(text) // 6)):
        paragraph.words = edit_words(prose, paragraph.words, chance.choice((0.03, 0.08, 0.2)), number)
    if chance.random() < 0.5:
        move(chance, text)
    if chance.random() < 0.5:
        text.insert(chance.randint(0, len(text)), Paragraph(prose.paragraph(75, number)))
    standing = {id(word) for paragraph in text for word in paragraph.words}
    back = [p for p in dropped if not any(id(word) in standing for word in p.words)]
    if back and chance.random() < 0.3:
        text.insert(chance.randint(0, len(text)), Paragraph(list(chance.choice(back).words)))


def make_graph(kind: str, seed: int, rounds: int = 4, words: int = 1_500) -> History:
    """Rounds of two rival drafts of one text, three revisions each, which are then merged."""
    chance = random.Random(f"graph {kind} {seed}")
    prose = KINDS[kind](chance)
    revisions = [new_text(prose, words // 75, 75)]
    parents: list[tuple[int, ...]] = [()]
    dropped: list[Paragraph] = []
    for _ in range(rounds):
        base = len(revisions) - 1
        heads = []
        for _ in range(2):
            head = base
            for _ in range(3):
                text = copy(revisions[head])
                change(prose, text, len(revisions), dropped)
                revisions.append(text)
                parents.append((head,))
                head = len(revisions) - 1
            heads.append(head)
        revisions.append(_merged(chance, revisions[base], *(revisions[head] for head in heads)))
        parents.append(tuple(heads))
    return History(revisions, parents)


def _merged(
    chance: random.Random, base: list[Paragraph], one: list[Paragraph], two: list[Paragraph]
) -> list[Paragraph]:
    """The first draft, with those paragraphs of the second that share no word with what is there, and the
    second's version of some that both have whole."""
    held = {id(word): at for at, paragraph in enumerate(base) for word in paragraph.words}
    theirs = {_sources(p, held): p for p in two if len(_sources(p, held)) == 1}
    result = []
    for paragraph in one:
        source = _sources(paragraph, held)
        alone = sum(bool(_sources(p, held) & source) for p in (*one, *two)) == 2
        rival = theirs.get(source) if alone else None
        result.append(Paragraph(list((rival if rival and chance.random() < 0.5 else paragraph).words)))
    standing = {id(word) for paragraph in result for word in paragraph.words}
    for at, paragraph in enumerate(two):
        if not any(id(word) in standing for word in paragraph.words) and chance.random() < 0.8:
            result.insert(min(at, len(result)), Paragraph(list(paragraph.words)))
    return copy(result)


def _sources(paragraph: Paragraph, held: dict[int, int]) -> frozenset[int]:
    return frozenset(held[id(word)] for word in paragraph.words if id(word) in held)


def words_of(text: list[Paragraph]) -> list[Word]:
    return [word for paragraph in text for word in paragraph.words]
