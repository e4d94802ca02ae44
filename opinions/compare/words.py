"""Paragraphs as words: what counts as one word, when two words are the same, what is only a number.

A word is what stands between white space, so that joining words with spaces gives a text back. Words
are matched by their key, which knows no letter case and no surrounding punctuation: `Rights,` and
`rights;` match, and the difference is reported as one of punctuation.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

EDGES = ".,;:!?¿¡…·'\"“”„‘’‚«»‹›()[]{}<>–—―*•،؛؟。，；：、（）"
# "a)", "(iv)", "1.", "12)", "2bis", "¹": nothing but a number or letter of a point looks like this.
SURE_LABEL = re.compile(
    r"\(?(?:\d{1,3}|[^\W\d_]{1,3}|[ivxlc]{1,7})(?:bis|ter|quater)?\)|\d{1,3}\.|\d{1,3}(?:bis|ter|quater)\.?"
    r"|[¹²³⁰⁴-⁹]{1,3}|[•▪◦‣*–—-]"
)
# "2", "1.3", "A.", "iv.": labels only where the text numbers its paragraphs so.
LIKELY_LABEL = re.compile(r"\d{1,3}(?:\.\d{1,3}){0,4}\.?|[^\W\d_]\.|[ivxlcIVXLC]{1,7}\.")

ENDS_LABEL = frozenset(").•▪◦‣*–—-")


class Vocabulary(dict):
    """Word -> key, kept between comparisons: texts on one matter share most of their words."""

    MOST, LONGEST = 100_000, 50

    def __missing__(self, word: str) -> str:
        key = fold(word)
        if len(word) <= self.LONGEST:
            if len(self) >= self.MOST:
                self.clear()
            self[word] = key
        return key


VOCABULARY = Vocabulary()


@dataclass(slots=True)
class Paragraph:
    """One paragraph that has words.

    `index` is its place in the text it came from, `words` all its words, `label` how many of them are
    its number ("a)", "1.2"), `sure` whether they surely are, `keys` the keys of the words after the
    label and `body` those keys in one string: equal bodies are equal paragraphs, whatever their numbers.
    """

    index: int
    words: list[str]
    label: int
    sure: bool
    keys: list[str]
    body: str

    @property
    def after_label(self) -> list[str]:
        return self.words[self.label :] if self.label else self.words


def fold(word: str) -> str:
    """The key of a word: no case, no punctuation at its ends, one form of apostrophe and of accents."""
    key = word.casefold().strip(EDGES)
    if not key:
        return word
    if key.isascii():
        return key
    return unicodedata.normalize("NFC", key).replace("’", "'")


def read_paragraphs(texts: Sequence[str], known: dict[str, Paragraph] | None = None) -> list[Paragraph]:
    """The paragraphs of a text that have words, each with its place in `texts`.

    `known` keeps what was read for the next text, in which most paragraphs come again.
    """
    paragraphs = []
    for index, text in enumerate(texts):
        if known is None:
            read = _read(text, index)
        elif text in known:
            read = replace(known[text], index=index)
        else:
            read = known[text] = _read(text, index)
        if read.words:
            paragraphs.append(read)
    _confirm_labels(paragraphs)
    return paragraphs


def _read(text: str, index: int) -> Paragraph:
    words = text.split()
    label, sure = _label(words) if words else (0, True)
    keys = list(map(VOCABULARY.__getitem__, words[label:] if label else words))
    return Paragraph(index, words, label, sure, keys, " ".join(keys))


def _label(words: list[str]) -> tuple[int, bool]:
    """How many first words are the paragraph's number (at most two: "1 a)"), and whether surely so."""
    count, sure = 0, True
    if words[0][-1] not in ENDS_LABEL and not words[0][0].isdigit():
        return 0, True
    for word in words[: min(2, len(words) - 1)]:
        if len(word) > 20:
            break
        if SURE_LABEL.fullmatch(word):
            count += 1
        elif count == 0 and LIKELY_LABEL.fullmatch(word):
            count, sure = 1, False
        else:
            break
    return count, sure


def _confirm_labels(paragraphs: Iterable[Paragraph]) -> None:
    """A likely label is a label where its neighbour in the series starts a paragraph of the text too."""
    doubtful = [p for p in paragraphs if p.label and not p.sure]
    firsts = {p.words[0].rstrip(".") for p in doubtful}
    for paragraph in doubtful:
        paragraph.sure = not firsts.isdisjoint(_neighbours(paragraph.words[0].rstrip(".")))


def _neighbours(label: str) -> set[str]:
    """The labels that may stand before or after this one: 1.3 -> 1.2, 1.4, 1.3.1, 1."""
    stem, dot, last = label.rpartition(".")
    if last.isdigit():
        near = {f"{stem}{dot}{int(last) - 1}", f"{stem}{dot}{int(last) + 1}", f"{label}.1"}
        return near | {stem} if stem else near
    romans = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv"]
    near = {chr(ord(label) - 1), chr(ord(label) + 1)} if len(label) == 1 else set()
    for numerals in (romans, [roman.upper() for roman in romans]):
        if label in numerals:
            at = numerals.index(label)
            near |= set(numerals[max(0, at - 1) : at] + numerals[at + 1 : at + 2])
    return near
