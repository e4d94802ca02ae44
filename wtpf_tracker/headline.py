"""The sentences at the top of the first page, composed from what the record holds."""

import datetime
from collections.abc import Sequence

_NUMBERS = "No One Two Three Four Five Six Seven Eight Nine Ten Eleven Twelve".split()  # noqa: SIM905


def in_words(number: int) -> str:
    """Return a number up to twelve as a word that begins a sentence, larger ones as figures."""
    return _NUMBERS[number] if number < len(_NUMBERS) else str(number)


def headline(texts: int, adoptions: Sequence, day: datetime.date | None) -> str:
    """Say how many texts were adopted and when; before any was, how many were on the table.

    `adoptions` are the events by which texts were adopted, each with `date_in_words`.
    """
    if not texts:
        return "Nothing of this negotiation was public yet"
    if not adoptions:
        when = f" by {day.day} {day:%B %Y}" if day else " so far"
        return f"{in_words(texts)} {_texts(texts)} on the table{when}, none adopted yet"
    number = len({event.opinion_id for event in adoptions})
    last = adoptions[-1]
    place = f" at {last.meeting.place.split(',')[-1].strip()}" if last.meeting and last.meeting.place else ""
    were = "was" if number == 1 else "were"
    return f"{in_words(number)} of {in_words(texts).lower()} {_texts(texts)} {were} adopted{place} on {last.date_in_words}"


def standfirst(topics: int) -> str:
    """Say what one can do on the page."""
    table = (
        f"{in_words(topics)} {'topic was' if topics == 1 else 'topics were'} on the table. " if topics else ""
    )
    return (
        table
        + "Follow each text from its first draft to its end: who wanted what, which document says so, and what nobody knows."
    )


def _texts(number: int) -> str:
    return "text" if number == 1 else "texts"
