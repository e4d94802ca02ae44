"""Text -> the words under which it is found, the same for every database; no Django.

Letters are folded (case, accents, width), words cut down to their stem, Chinese and Japanese text cut
into pairs of letters. What a hyphen, slash or point joins is found by its parts and as one word. Folded
words are for finding only: readers see the text as it is.
"""

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

import Stemmer

from ..text.characters import clean

LONGEST_WORD = 60
"""Letters of a word that count; what is longer is no word of a language."""
_MOST_JOINED = 8

# Scripts written without spaces: each run of letters is cut into pairs.
_DENSE = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_MARKS = "\u0300-\u036f\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4"
_WORD = re.compile(f"[{_DENSE}]+|(?:[^\\W_{_DENSE}]|[{_MARKS}])+")
# What may stand between the parts of one word: 5G/6G, multi-stakeholder, 16(Rev.1), R&D, l’opinion.
_JOINT = re.compile(r"[-‐‑‒–/.'’_&+:@(]{1,2}|\)[-./]?")
_DROPPED_MARK = re.compile("(?<!и)\u0306|[\u0300-\u0305\u0307-\u036f]")
# The Arabic article with a particle written before it: "and the", "with the".
_PARTICLES = ("وال", "فال", "بال", "كال")
_SAME = str.maketrans("ىٱکی٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "ياكي01234567890123456789", "ـ")

LANGUAGES = ("en", "fr", "es", "")
"""Languages of Latin letters whose stems a question tries; "" stands for every other one: no stems."""
_NAMES = {"en": "english", "fr": "french", "es": "spanish", "ru": "russian", "ar": "arabic"}
_STEMMERS = {code: Stemmer.Stemmer(name, 0) for code, name in _NAMES.items()}


class Word(NamedTuple):
    """A word of a text: `token` finds it, `start` and `end` are its place, `joined` whether it is written
    together with the one before."""

    token: str
    start: int
    end: int
    joined: bool


def fold(word: str) -> str:
    """Return a word in small letters without accents: `Élève` gives `eleve`, `５Ｇ` gives `5g`."""
    if word.isascii():
        return word.lower()
    parts = unicodedata.normalize("NFKD", clean(word).casefold())
    if not parts.isascii():
        parts = _DROPPED_MARK.sub("", parts)
        parts = "".join(letter for letter in parts if letter == "\u0306" or not unicodedata.combining(letter))
        parts = unicodedata.normalize("NFC", parts).translate(_SAME)
    return "".join(filter(str.isalnum, parts.casefold()))


@lru_cache(maxsize=65536)
def token_of(word: str, language: str) -> str:
    """Return the stem under which a word of a text in `language` is found; empty where nothing is left."""
    folded = fold(word[:LONGEST_WORD])[:LONGEST_WORD]
    stemmer = _STEMMERS.get(_language_of(folded, language))
    if stemmer is None or not folded.isalpha():
        return folded
    if folded.startswith(_PARTICLES) and len(folded) > 5:
        folded = folded[1:]
    return stemmer.stemWord(folded) or folded


def _language_of(folded: str, language: str) -> str:
    """The script says it where it can; a Russian name in an English text keeps its Russian forms."""
    first = folded[:1]
    if "а" <= first <= "я":
        return "ru"
    if "ء" <= first <= "ي":
        return "ar"
    return language if first.isascii() else ""


def words_of(text: str, language: str) -> list[Word]:
    """Return the words of `text` in order; a pair of dense letters counts as one word."""
    found, end = [], -1
    for match in _WORD.finditer(text):
        start = match.start()
        joined = 0 < start - end <= 2 and _JOINT.fullmatch(text, end, start) is not None if found else False
        if is_dense(text[start]):
            found += _pairs(match.group(), start, joined)
        elif token := token_of(match.group(), language):
            found.append(Word(token, start, match.end(), joined))
        end = match.end()
    return found


def is_dense(letter: str) -> bool:
    """Whether a letter belongs to a script without spaces between words."""
    return not letter.isascii() and re.match(f"[{_DENSE}]", letter) is not None


def _pairs(run: str, start: int, joined: bool) -> list[Word]:
    run = unicodedata.normalize("NFKC", run) if len(run) < 2 else run
    if len(run) == 1:
        return [Word(run, start, start + 1, joined)]
    return [
        Word(run[at : at + 2], start + at, start + at + 2, joined and at == 0) for at in range(len(run) - 1)
    ]


def compounds(text: str, words: list[Word], language: str) -> list[str]:
    """Return what is written together as one word each: `5g6g`, `multistakehold`; in order, each once."""
    found, run = {}, []
    for word in [*words, None]:
        if word is not None and word.joined:
            run.append(word)
            continue
        if 1 < len(run) <= _MOST_JOINED:
            whole = "".join(text[part.start : part.end] for part in run)
            found[token_of(whole, language)] = None
        run = [word]
    return list(found)


def key_of(name: str) -> str:
    """Return one word for a whole name, whatever its spelling: `United Kingdom`, `united-kingdom`."""
    return "".join(filter(str.isalnum, fold(name[:200])))[:LONGEST_WORD]
