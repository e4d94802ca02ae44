"""Texts with known truth: prose of several kinds, edited word by word while every word keeps its identity.

A text is a list of paragraphs, a paragraph a list of `Word`s. Editing makes new words and drops old
ones, so what was changed, moved, split, merged and who wrote what is known and needs no comparison.
"""

import itertools
import pydoc_data.topics
import random
import re
from collections.abc import Callable
from dataclasses import dataclass, field

SMALL = (
    "the of and to in a that is for on with as by be are or this which from it not at an its their may all"
    " shall such has have should other any was been these under use also more can into between"
).split()
CONSONANTS, VOWELS = "bcdfglmnprstv", "aeiou"
COUNTRIES = (
    "Argentina Belgium Cameroon Denmark Egypt Finland Ghana Hungary India Japan Kenya Latvia Mexico Norway Oman"
    " Peru Qatar Rwanda Senegal Togo Uruguay Vietnam Yemen Zambia Brazil Chile Cuba Fiji Greece Iceland Italy"
).split()
SUBJECTS = (
    "broadband|IPv6|interconnection|capacity building|enhanced cooperation|affordable access|privacy|spam"
    "|cybersecurity|traffic exchange|numbering|local content|accessibility|emergency services|spectrum sharing"
    "|consumer protection|open standards|rural networks|multilingual names|research networks|roaming|satellites"
).split("|")
ACTORS = "Member States|Sector Members|the Secretary-General|the Director|all stakeholders|the Council".split("|")
VERBS = "invites|encourages|requests|instructs|calls upon|urges".split("|")
OPENERS = "recalling|recognizing|considering|noting|aware|bearing in mind|taking into account|emphasizing".split("|")


@dataclass(slots=True, eq=False)
class Word:
    """One word where it was first written; `origin` is the revision that wrote it."""

    text: str
    origin: int = 0


@dataclass(slots=True, eq=False)
class Paragraph:
    """Words, and what was done to them since the old text."""

    words: list[Word]
    sources: list[int] = field(default_factory=list)
    moved: bool = False


class Prose:
    """One kind of prose: `paragraph(n)` makes a paragraph of about n words, `phrase(n)` n words in its style."""

    def __init__(self, chance: random.Random, make: Callable[[random.Random, int], str], words: list[str]):
        self.chance, self.make, self.vocabulary = chance, make, words

    def paragraph(self, size: int, origin: int = 0) -> list[Word]:
        return [Word(word, origin) for word in self.make(self.chance, size).split()]

    def phrase(self, size: int, origin: int = 0) -> list[Word]:
        return [Word(word, origin) for word in self.chance.choices(self.vocabulary, k=size)]


def zipf(chance: random.Random) -> Prose:
    """Invented words with natural frequencies: small English words first, the n-th about 1/n as often."""
    invented = ["".join(chance.choice(CONSONANTS) + chance.choice(VOWELS) for _ in range(chance.randint(2, 4)))
                for _ in range(4000)]
    words = SMALL + invented
    weights = list(itertools.accumulate(1 / (rank + 2.7) for rank in range(len(words))))

    def make(chance: random.Random, size: int) -> str:
        picked = chance.choices(words, cum_weights=weights, k=size)
        for at in range(11, size, 12):
            picked[at] += chance.choice(".,;.")
        return " ".join(picked)

    prose = Prose(chance, make, words)
    prose.phrase = lambda size, origin=0: [  # type: ignore[method-assign]
        Word(word, origin) for word in chance.choices(words, cum_weights=weights, k=size)
    ]
    return prose


def manual(chance: random.Random) -> Prose:
    """Sentences of the Python reference manual, which comes with Python, each used once till all are."""
    texts = (pydoc_data.topics.topics[name] for name in sorted(pydoc_data.topics.topics))
    sentences = re.findall(r"[A-Z][a-z]+ [^.\n|]+(?:\n[^.\n|]+)*\.", "\n".join(texts))
    sentences = sorted({" ".join(s.split()) for s in sentences if 8 <= len(s.split()) <= 45})
    words = [word for sentence in sentences for word in sentence.split()]
    chance.shuffle(sentences)
    left = itertools.cycle(sentences)

    def make(chance: random.Random, size: int) -> str:
        picked: list[str] = []
        while len(picked) < size:
            picked += next(left).split()
        return " ".join(picked)

    return Prose(chance, make, words)


def opinion(chance: random.Random) -> Prose:
    """Clauses as opinions have them: shared openings and references, a subject, a country."""
    def make(chance: random.Random, size: int) -> str:
        parts = [f"{chance.choice(OPENERS)} Resolution {chance.randint(2, 200)} (Rev. "
                 f"{chance.choice(COUNTRIES)}, {chance.randint(1994, 2014)}) on {chance.choice(SUBJECTS)}"]
        while sum(len(part.split()) for part in parts) < size:
            parts.append(
                f"and that {chance.choice(ACTORS)} {chance.choice(['should', 'may', 'shall'])} promote the "
                f"{chance.choice(['development', 'adoption', 'review', 'funding'])} of {chance.choice(SUBJECTS)} "
                f"in {chance.choice(['developing countries', 'all regions', 'cooperation with others'])}, "
                f"taking into account the views of {chance.choice(COUNTRIES)} on {chance.choice(SUBJECTS)}"
            )
        return " ".join(parts) + ";"

    words = [w for _ in range(300) for w in make(chance, 30).split()]
    return Prose(chance, make, words)


def points(chance: random.Random) -> Prose:
    """Near-identical points: one formula, in which a country, a subject and a year differ."""
    pairs = itertools.cycle(chance.sample([(c, s) for c in COUNTRIES for s in SUBJECTS], 600))

    def make(chance: random.Random, size: int) -> str:
        country, subject = next(pairs)
        return (f"that the Administration of {country} be invited to consider, in accordance with its national "
                f"law and with the Constitution and the Convention of the Union, measures on {subject} as "
                f"proposed at the meeting of {chance.randint(1990, 2013)};")

    words = [w for _ in range(300) for w in make(chance, 30).split()]
    return Prose(chance, make, words)


def formulae(chance: random.Random) -> Prose:
    """Ordinary clauses between formulae that come again and again, word for word."""
    inner = opinion(chance)
    repeated = [f"{opener} the provisions of the Constitution of the Union that apply to {actor}"
                for opener in OPENERS[:3] for actor in ACTORS[:2]]

    def make(chance: random.Random, size: int) -> str:
        return chance.choice(repeated) if chance.random() < 0.3 else inner.make(chance, size)

    return Prose(chance, make, inner.vocabulary)


KINDS = {"zipf": zipf, "manual": manual, "opinion": opinion, "points": points, "formulae": formulae}


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
    able = [at for at, p in enumerate(text) if len(p.words) >= 2 * words and is_whole(text, p) and not p.moved]
    if not able:
        return False
    at = chance.choice(able)
    paragraph = text[at]
    cut = chance.randint(words, len(paragraph.words) - words)
    text[at : at + 1] = [Paragraph(part, list(paragraph.sources))
                         for part in (paragraph.words[:cut], paragraph.words[cut:])]
    return True


def merge(chance: random.Random, text: list[Paragraph]) -> bool:
    """Join two neighbours that are whole and in place; False where there are none."""
    whole = [is_whole(text, p) and not p.moved for p in text]
    able = [at for at in range(len(text) - 1) if whole[at] and whole[at + 1]
            and text[at].sources[0] + 1 == text[at + 1].sources[0]]
    if not able:
        return False
    at = chance.choice(able)
    text[at : at + 2] = [Paragraph(text[at].words + text[at + 1].words, text[at].sources + text[at + 1].sources)]
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
