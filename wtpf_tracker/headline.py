"""The sentences at the top of the first page, composed from what the record holds."""

import datetime
from collections.abc import Sequence

_NUMBERS = [
    "No",
    "One",
    "Two",
    "Three",
    "Four",
    "Five",
    "Six",
    "Seven",
    "Eight",
    "Nine",
    "Ten",
    "Eleven",
    "Twelve",
]
WHAT_ONE_CAN_DO = (
    "Follow each text from its first draft to its end: who wanted what, which document says so, "
    "and what nobody knows."
)


def in_words(number: int) -> str:
    """Return a number up to twelve as a word that begins a sentence, larger ones as figures."""
    return _NUMBERS[number] if number < len(_NUMBERS) else str(number)


def headline(texts: int, adoptions: Sequence, day: datetime.date | None) -> str:
    """Say how many texts were adopted and when; before any was, how many were on the table.

    `adoptions` are the events by which texts were adopted, each with `date_in_words`, in order.
    """
    if not texts:
        return "Nothing of this negotiation was public yet"
    if not adoptions:
        when = f" by {day.day} {day:%B %Y}" if day else " so far"
        return f"{in_words(texts)} {_texts(texts)} on the table{when}, none adopted yet"
    number, last = len({event.opinion_id for event in adoptions}), adoptions[-1]
    counted = f"{in_words(number)} of {in_words(texts).lower()} {_texts(texts)}"
    verb = "was" if number == 1 else "were"
    return f"{counted} {verb} adopted{_at(last.meeting)} on {last.date_in_words}"


def standfirst(topics: int) -> str:
    """Say how much was on the table and what one can do on the page."""
    if not topics:
        return WHAT_ONE_CAN_DO
    return (
        f"{in_words(topics)} {'topic was' if topics == 1 else 'topics were'} on the table. {WHAT_ONE_CAN_DO}"
    )


def _at(meeting) -> str:
    """The town of a meeting as a phrase; the town is the last part of its place."""
    town = meeting.place.split(",")[-1].strip() if meeting else ""
    return f" at {town}" if town else ""


def _texts(number: int) -> str:
    return "text" if number == 1 else "texts"
