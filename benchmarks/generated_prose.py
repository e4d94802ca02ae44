"""Prose of several kinds, made from a seed: what the generated texts and histories consist of."""

import itertools
import pydoc_data.topics
import random
import re
from collections.abc import Callable
from dataclasses import dataclass


def _list(text: str, mark: str | None = None) -> list[str]:
    return text.split(mark)


SMALL = _list(
    """the of and to in a that is for on with as by be are or this which from it not at an its their may all
    shall such has have should other any was been these under use also more can into between"""
)
CONSONANTS, VOWELS = "bcdfglmnprstv", "aeiou"
COUNTRIES = _list(
    """Argentina Belgium Cameroon Denmark Egypt Finland Ghana Hungary India Japan Kenya Latvia Mexico Norway
    Oman Peru Qatar Rwanda Senegal Togo Uruguay Vietnam Yemen Zambia Brazil Chile Cuba Fiji Greece Iceland
    Italy"""
)
SUBJECTS = _list(
    "broadband|IPv6|interconnection|capacity building|enhanced cooperation|affordable access|privacy|spam|"
    "cybersecurity|traffic exchange|numbering|local content|accessibility|emergency services|"
    "spectrum sharing|consumer protection|open standards|rural networks|multilingual names|"
    "research networks|roaming|satellites",
    "|",
)
ACTORS = [
    "Member States",
    "Sector Members",
    "the Secretary-General",
    "the Director",
    "all stakeholders",
    "the Council",
]
OPENERS = _list(
    "recalling|recognizing|considering|noting|aware|bearing in mind|taking into account|emphasizing", "|"
)
AIMS = ["development", "adoption", "review", "funding"]
WAYS = ["developing countries", "all regions", "cooperation with others"]


@dataclass(slots=True, eq=False)
class Word:
    """One word where it was first written; `origin` is the revision that wrote it."""

    text: str
    origin: int = 0


class Prose:
    """One kind of prose: `paragraph(n)` makes about n words of it, `phrase(n)` n words in its style."""

    def __init__(
        self,
        chance: random.Random,
        make: Callable[[random.Random, int], str],
        vocabulary: list[str],
        weights: list[float] | None = None,
    ):
        self.chance, self.make, self.vocabulary, self.weights = chance, make, vocabulary, weights

    def paragraph(self, size: int, origin: int = 0) -> list[Word]:
        return [Word(word, origin) for word in self.make(self.chance, size).split()]

    def phrase(self, size: int, origin: int = 0) -> list[Word]:
        words = self.chance.choices(self.vocabulary, cum_weights=self.weights, k=size)
        return [Word(word, origin) for word in words]


def zipf(chance: random.Random) -> Prose:
    """Invented words with natural frequencies: small English words first, the n-th about 1/n as often."""
    invented = [
        "".join(chance.choice(CONSONANTS) + chance.choice(VOWELS) for _ in range(chance.randint(2, 4)))
        for _ in range(4000)
    ]
    words = SMALL + invented
    weights = list(itertools.accumulate(1 / (rank + 2.7) for rank in range(len(words))))

    def make(chance: random.Random, size: int) -> str:
        picked = chance.choices(words, cum_weights=weights, k=size)
        for at in range(11, size, 12):
            picked[at] += chance.choice(".,;.")
        return " ".join(picked)

    return Prose(chance, make, words, weights)


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
        parts = [
            f"{chance.choice(OPENERS)} Resolution {chance.randint(2, 200)} (Rev. "
            f"{chance.choice(COUNTRIES)}, {chance.randint(1994, 2014)}) on {chance.choice(SUBJECTS)}"
        ]
        while sum(len(part.split()) for part in parts) < size:
            parts.append(
                f"and that {chance.choice(ACTORS)} {chance.choice(['should', 'may', 'shall'])} promote the "
                f"{chance.choice(AIMS)} of {chance.choice(SUBJECTS)} "
                f"in {chance.choice(WAYS)}, "
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
        return (
            f"that the Administration of {country} be invited to consider, in accordance with its national "
            f"law and with the Constitution and the Convention of the Union, measures on {subject} as "
            f"proposed at the meeting of {chance.randint(1990, 2013)};"
        )

    words = [w for _ in range(300) for w in make(chance, 30).split()]
    return Prose(chance, make, words)


def formulae(chance: random.Random) -> Prose:
    """Ordinary clauses between formulae that come again and again, word for word."""
    inner = opinion(chance)
    repeated = [
        f"{opener} the provisions of the Constitution of the Union that apply to {actor}"
        for opener in OPENERS[:3]
        for actor in ACTORS[:2]
    ]

    def make(chance: random.Random, size: int) -> str:
        return chance.choice(repeated) if chance.random() < 0.3 else inner.make(chance, size)

    return Prose(chance, make, inner.vocabulary)


KINDS = {"zipf": zipf, "manual": manual, "opinion": opinion, "points": points, "formulae": formulae}
