"""Sentences that pages compose from the record, so that no fact is typed twice. Plain text, no markup."""

from collections.abc import Iterable, Sequence

# Names that take “the” in a sentence: by their last word, or as a whole.
_NOUNS = {
    *("assembly", "bureau", "chair", "coalition", "conference", "council", "emirates", "federation", "forum"),
    *("government", "group", "groups", "islands", "kingdom", "members", "netherlands", "organization"),
    *("philippines", "republic", "secretariat", "secretary-general", "states", "union"),
}
_NAMES = {"IEG", "NRO", "RIPE NCC", "UAE", "UK", "US"}


def with_article(name: str) -> str:
    """Put “the” before a name that takes it in a sentence: `the United Kingdom`, `Brazil`."""
    last = name.split()[-1].lower() if name.split() else ""
    return f"the {name}" if last in _NOUNS or name in _NAMES else name


def name_first(sentence: str, names: Iterable[str]) -> tuple[str, str] | None:
    """Split a sentence that begins with one of the names: ("The UK", " said so."); None for others.

    “The” before the name belongs to it, in the sentence as among the names.
    """
    bare = sentence[4:] if sentence[:4].lower() == "the " else sentence
    for name in sorted({name.removeprefix("The ") for name in names if name}, key=len, reverse=True):
        rest = bare[len(name) :]
        if bare.lower().startswith(name.lower()) and not rest[:1].isalnum():
            return sentence[: len(sentence) - len(rest)], rest
    return None


def listed(names: Sequence[str]) -> str:
    """Join names as English does: `A`, `A and B`, `A, B and C`; an empty text for none."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"


def counted(number: int, one: str, many: str) -> str:
    """Say a number of things: `1 document`, `12 documents`, `no documents`."""
    return f"{number or 'no'} {one if number == 1 else many}"


def ending(outcome: str, adopted_number: str) -> str:
    """Complete “the text of X, which ...” with where it ended: an outcome's value and number, if any."""
    words = {
        "adopted": f"was adopted as {adopted_number}" if adopted_number else "was adopted",
        "withdrawn": "was withdrawn",
        "not-adopted": "was not adopted",
        "referred": "was not adopted and was referred elsewhere",
        "open": "has not ended",
    }
    return words.get(outcome, "ended in a way that is not known")


def document_is(kind: str, submitters: Sequence[str], meeting: str, when: str, date: str) -> str:
    """Say what a document is, without a full stop.

    `when` is the date of the meeting; `date`, that of the document, stands in its place where there is
    none. Each of the last four may be empty.
    """
    sentence = "Information paper" if kind == "information" else kind[:1].upper() + kind[1:]
    if submitters:
        sentence += f" from {listed([with_article(name) for name in submitters])}"
    if meeting:
        sentence += f" for {meeting} ({when})" if when and when not in meeting else f" for {meeting}"
    return f"{sentence}, dated {date}" if date and not when else sentence


def in_this_record(*counts: str) -> str:
    """Say how much there is: `In this record: 4 documents, 1 statement.`; what is none is left out."""
    some = [count for count in counts if not count.startswith("no ")]
    return f"In this record: {', '.join(some)}." if some else "This record names it, and nothing more."
