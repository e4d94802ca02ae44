"""Names as people write them: the spellings of one name brought to a few keys, by which they meet."""

import re
import unicodedata
from dataclasses import dataclass

from .characters import clean

# Spellings that share no word, or that one would not guess from each other; folded as `folded` does.
_SAME = (
    ("united states of america", "united states", "usa", "us", "u s", "u s a"),
    ("united kingdom of great britain and northern ireland", "united kingdom", "uk", "u k", "great britain"),
    ("russian federation", "russia"),
    ("united arab emirates", "uae", "emirates"),
    ("islamic republic of iran", "iran", "iran islamic republic of"),
    ("turkey", "turkiye"),
    ("north macedonia", "fyr macedonia", "the former yugoslav republic of macedonia"),
    ("czech republic", "czechia"),
    ("viet nam", "vietnam"),
    ("syrian arab republic", "syria"),
    ("lao people s democratic republic", "lao p d r", "laos"),
    ("republic of korea", "south korea", "korea rep of", "korea republic of"),
    ("democratic people s republic of korea", "north korea", "dprk", "dem people s rep of korea"),
    ("democratic republic of the congo", "dem rep of the congo", "drc"),
    ("cote d ivoire", "ivory coast"),
    ("cabo verde", "cape verde"),
    ("eswatini", "swaziland"),
    ("brunei darussalam", "brunei"),
    ("holy see", "vatican", "vatican city state"),
    ("european union", "eu"),
    ("people s republic of china", "china", "prc"),
    ("brasil", "brazil"),
)
_GROUP = {spelling: group for group in _SAME for spelling in group}
_BRACKET = re.compile(r"\(([^()]{1,80})\)")
_POLITE = re.compile(r"(?:the |(?:delegation|government|administration|permanent mission) of (?:the )?)+")
_STATE = re.compile(
    r"\b(?:[a-z]{1,30} ){0,3}"
    r"(?:republic|kingdom|state|sultanate|principality|commonwealth|federation|duchy|union)"
    r" of (?:the )?(?=\S)"
)
_LONGEST = 300


@dataclass(frozen=True, slots=True)
class Keys:
    """The keys of a name: `exact` for what is certainly the same name, `loose` for what may be."""

    exact: frozenset[str]
    loose: frozenset[str]

    @property
    def every(self) -> frozenset[str]:
        """Both kinds together."""
        return self.exact | self.loose


def folded(text: str) -> str:
    """Return the words of `text` in small letters, without accents and punctuation, divided by spaces."""
    return " ".join(words_of(text[:_LONGEST]))


def words_of(text: str) -> list[str]:
    """Return the words of `text` in small letters, without accents and punctuation."""
    plain = unicodedata.normalize("NFKD", clean(text).replace("&", " and "))
    letters = "".join(char for char in plain if not unicodedata.combining(char))
    return re.findall(r"[^\W_]+", letters.casefold())


def keys_of(*names: str) -> Keys:
    """Return the keys of somebody known under `names`: with and without articles, "Republic of", brackets."""
    exact: set[str] = set()
    for name in names:
        exact |= {key for spelling in _spellings(name[:_LONGEST]) if (key := _plain(folded(spelling)))}
    exact |= {spelling for key in exact for spelling in _GROUP.get(key, ())}
    loose = {_STATE.sub("", key, count=1) for key in exact}
    loose |= {_plain(folded(name[:_LONGEST].partition(",")[0])) for name in names}
    return Keys(frozenset(exact), frozenset(loose - exact - {""}))


def _plain(key: str) -> str:
    return _POLITE.sub("", key, count=1) if _POLITE.match(key) and key not in _GROUP else key


def _spellings(name: str) -> set[str]:
    """The name, with and without what it has in brackets, and what stands in them."""
    found = {name}
    outside = _BRACKET.sub(" ", name).strip()
    if outside and outside != name:
        found.add(outside)
        for inside in _BRACKET.findall(name):
            if inside.casefold().rstrip().endswith(" of"):
                found.add(f"{inside} {outside}")
            elif len(inside.split()) <= 4 and ":" not in inside:
                found.add(inside)
    return found
