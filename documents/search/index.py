"""Keeps what search finds in step with the record: rows -> entries -> the tables and the index of words."""

import datetime
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from django.db import models, transaction

from ..desk.history import Written
from ..models import SearchEntry, SearchText, SearchWord
from ..text.dates import OPEN
from . import backend
from .entries import MAKERS, TITLED, Entry, Maker, Placed
from .expression import ANYTHING, BREAK, TITLE, tag
from .words import Word, compounds, fold, is_dense, key_of, words_of

ROWS_AT_A_TIME = 500
MOST_WORDS = 2000
"""Words of one entry that are found; what is longer is cut into several by the makers of entries."""
MOST_OF_ONE = 255
"""As often is one word of an entry counted: PostgreSQL keeps no more places of a word."""

MOST_YEARS = 50
"""Of a longer span only as many years find it."""

Keys = dict[type[models.Model], set[int]]


def affected(keys: Keys) -> Keys:
    """Return the keys of the rows whose entries depend on those given: themselves, and what stands under them
    or shows them."""
    found = defaultdict(set)
    for model, numbers in keys.items():
        for maker in MAKERS.values():
            if maker.model is model:
                found[model] |= numbers
            for path in maker.depends.get(model, ()):
                naming = maker.model._default_manager.filter(**{f"{path}__in": numbers})
                found[maker.model].update(naming.order_by().values_list("pk", flat=True))
    return found


@transaction.atomic
def refresh(*rows: models.Model) -> int:
    """Bring the entries of `rows`, and of those that depend on them, up to date; return how many changed."""
    keys: Keys = defaultdict(set)
    for row in rows:
        keys[type(row)].add(row.pk)
    return update(affected(keys))


def keep_search(written: Iterable[Written]) -> None:
    """Bring up to date the entries that depend on what a piece of work wrote; for `following`."""
    keys: Keys = defaultdict(set)
    for thing in written:
        keys[thing.model].add(thing.pk)
        for name in getattr(thing.model, "stands_under", ()):
            above = thing.values(name)
            # What was taken away or moved leaves its neighbours, such as the versions before it.
            if thing.after is None or len(above) > 1:
                keys[thing.model._meta.get_field(name).related_model] |= above
    update(affected(keys))


@transaction.atomic
def update(keys: Keys) -> int:
    """Bring the entries of the rows with these keys up to date; return how many were written or removed."""
    changed = 0
    for model, numbers in keys.items():
        ordered = sorted(numbers)
        for at in range(0, len(ordered), ROWS_AT_A_TIME):
            changed += _update(MAKERS[model], ordered[at : at + ROWS_AT_A_TIME])
    if changed > ROWS_AT_A_TIME:
        backend.analyse()
    return changed


@transaction.atomic
def rebuild() -> int:
    """Bring every entry up to date and forget words and entries that nothing has; return how many changed."""
    stray = SearchEntry.objects.exclude(model__in=[maker.name for maker in MAKERS.values()])
    changed = _remove(list(stray.values_list("place", flat=True)))
    changed += refresh_all() + _mend_index() + _mend_words()
    backend.analyse()
    return changed


@transaction.atomic
def refresh_all() -> int:
    """Bring the entries of all rows up to date, after much was written; return how many changed."""
    changed = 0
    for maker in MAKERS.values():
        rows = maker.model._default_manager.order_by().values_list("pk", flat=True)
        stored = SearchEntry.objects.filter(model=maker.name).values_list("row", flat=True)
        changed += update({maker.model: {*rows, *stored}})
    return changed


def differences() -> Iterator[tuple[str, str]]:
    """Yield (entry, what is wrong) for what is stored otherwise than the record gives it; for `doctor`."""
    stored = {entry.place: entry for entry in SearchEntry.objects.all()}
    indexed = backend.places()
    for maker in MAKERS.values():
        for placed in wanted(maker, maker.model._default_manager.order_by("pk")):
            entry = stored.pop(placed.place, None)
            name = f"{placed.model} {placed.row} “{placed.entry.title[:60]}”"
            if entry is None:
                yield name, "Search does not find it."
            elif entry.digest != placed.digest:
                yield name, "Search has an older state of it."
            elif placed.place not in indexed:
                yield name, "Its words are not in the index."
    for entry in stored.values():
        yield str(entry), "Search finds it, and readers do not see it."


def wanted(maker: Maker, rows: models.QuerySet) -> Iterator[Placed]:
    """Return the entries that rows of the maker's model should have; fetched in parts."""
    for row in maker.rows(rows).iterator(chunk_size=ROWS_AT_A_TIME):
        yield from maker.placed(row)


def _update(maker: Maker, numbers: list[int]) -> int:
    rows = maker.model._default_manager.filter(pk__in=numbers).order_by("pk")
    new = {placed.place: placed for placed in wanted(maker, rows)}
    old = dict(SearchEntry.objects.filter(model=maker.name, row__in=numbers).values_list("place", "digest"))
    gone = [place for place in old if place not in new or new[place].digest != old[place]]
    added = [placed for place, placed in new.items() if old.get(place) != placed.digest]
    _remove(gone)
    _add(added)
    return len({*gone, *(placed.place for placed in added)})


def _remove(places: list[int]) -> int:
    for at in range(0, len(places), ROWS_AT_A_TIME):
        part = places[at : at + ROWS_AT_A_TIME]
        SearchText.objects.filter(pk__in=part).delete()
        SearchEntry.objects.filter(pk__in=part).delete()
        backend.remove(part)
    return len(places)


def _add(found: list[Placed]) -> None:
    SearchEntry.objects.bulk_create([_entry(placed) for placed in found], ROWS_AT_A_TIME)
    SearchText.objects.bulk_create([_text(placed) for placed in found], ROWS_AT_A_TIME)
    backend.write([(placed.place, tokens_of(placed.entry)) for placed in found])
    _add_words({pair for placed in found for pair in vocabulary_of(placed.entry)})


def _mend_index() -> int:
    """Write what the index lacks, take out what no entry has; return how many entries that were."""
    indexed, entries = backend.places(), set(SearchEntry.objects.values_list("place", flat=True))
    stray, lacking = sorted(indexed - entries), sorted(entries - indexed)
    for at in range(0, len(stray), ROWS_AT_A_TIME):
        backend.remove(stray[at : at + ROWS_AT_A_TIME])
    again: dict[str, set[int]] = defaultdict(set)
    for at in range(0, len(lacking), ROWS_AT_A_TIME):
        part = SearchEntry.objects.filter(pk__in=lacking[at : at + ROWS_AT_A_TIME])
        for model, row in part.values_list("model", "row"):
            again[model].add(row)
    for maker in MAKERS.values():
        rows = maker.model._default_manager.filter(pk__in=again[maker.name])
        backend.write([(placed.place, tokens_of(placed.entry)) for placed in wanted(maker, rows)])
    return len(stray) + len(lacking)


def _mend_words() -> int:
    """Forget words that no text has any more, and add those that are lacking; return how many."""
    entries = (
        placed.entry
        for maker in MAKERS.values()
        for placed in wanted(maker, maker.model._default_manager.order_by("pk"))
    )
    right = {pair for entry in entries for pair in vocabulary_of(entry)}
    stored = {(word, token): pk for pk, word, token in SearchWord.objects.values_list("pk", "word", "token")}
    stray = [pk for pair, pk in stored.items() if pair not in right]
    for at in range(0, len(stray), ROWS_AT_A_TIME):
        SearchWord.objects.filter(pk__in=stray[at : at + ROWS_AT_A_TIME]).delete()
    return len(stray) + _add_words(right - stored.keys())


def _add_words(pairs: set[tuple[str, str]]) -> int:
    rows = [SearchWord(word=word, token=token) for word, token in sorted(pairs)]
    SearchWord.objects.bulk_create(rows, ROWS_AT_A_TIME, ignore_conflicts=True)
    return len(rows)


def _entry(placed: Placed) -> SearchEntry:
    entry = placed.entry
    return SearchEntry(
        place=placed.place,
        model=placed.model,
        row=placed.row,
        kind=entry.kind,
        process=entry.process,
        opinion=entry.opinion,
        meeting=entry.meeting,
        who=f"|{'|'.join(entry.who)}|" if entry.who else "",
        version=entry.version,
        **_days(entry),
        state=entry.state,
        known_from=placed.known_from,
        known_until=entry.known_until,
        shown_from=placed.shown_from,
        digest=placed.digest,
    )


def _days(entry: Entry) -> dict:
    if entry.days is None:
        return {}
    first, last = entry.days
    years = _years(entry)
    return {
        "year": years[0],
        "last_year": years[-1],
        "earliest": datetime.date.min if entry.date.startswith(OPEN) else first,
        "latest": datetime.date.max if entry.date.endswith(OPEN) else last,
    }


def _text(placed: Placed) -> SearchText:
    entry = placed.entry
    shown = {"title": entry.title, "text": entry.text, "address": entry.address, "language": entry.language}
    return SearchText(entry_id=placed.place, **shown)


def tokens_of(entry: Entry) -> list[str]:
    """Return the tokens under which an entry is found, in their order; the same for every database."""
    found: list[str] = []
    for text, is_title in _texts(entry):
        words = words_of(text, entry.language)[:MOST_WORDS]
        also = [*compounds(text, words, entry.language), *_letters(text, words)]
        for sequence in ([word.token for word in words], also):
            found += [*sequence, BREAK]
            if is_title:
                found += [*(TITLE + token for token in sequence), BREAK]
    return _not_too_often([*found, *_tags(entry), ANYTHING])


def vocabulary_of(entry: Entry) -> Iterator[tuple[str, str]]:
    """Return the words of an entry as they are written, folded, with the tokens that find them."""
    for text, _ in _texts(entry):
        for word in words_of(text, entry.language)[:MOST_WORDS]:
            if not is_dense(word.token[0]):
                yield fold(text[word.start : word.end])[:60], word.token


def _texts(entry: Entry) -> Iterator[tuple[str, bool]]:
    yield entry.title, entry.kind in TITLED
    for name in entry.names:
        yield name, True
    yield entry.text, False


def _letters(text: str, words: list[Word]) -> Iterable[str]:
    """Single letters of scripts without spaces, so that one letter finds them too."""
    pairs = [word.token for word in words if len(word.token) == 2 and is_dense(word.token[0])]
    return dict.fromkeys(letter for pair in pairs for letter in pair)


def _tags(entry: Entry) -> Iterator[str]:
    named = {"kind": entry.kind, "process": entry.process, "opinion": entry.opinion}
    named |= {"meeting": entry.meeting}
    pairs = [*named.items(), *(("who", slug) for slug in entry.who), *entry.tags]
    pairs += [("year", str(year)) for year in _years(entry)]
    if entry.version is not None:
        pairs.append(("version", "old" if entry.old else "current"))
    for name, value in dict.fromkeys(pairs):
        if key := key_of(value):
            yield tag(name, key)


def _years(entry: Entry) -> range:
    if entry.days is None:
        return range(0)
    first, last = entry.days
    return range(first.year, min(last.year, first.year + MOST_YEARS) + 1)


def _not_too_often(tokens: list[str]) -> list[str]:
    if len(tokens) <= MOST_OF_ONE:
        return tokens
    seen: Counter[str] = Counter()
    kept = []
    for token in tokens:
        seen[token] += 1
        kept.append(token if seen[token] <= MOST_OF_ONE else BREAK)
    return kept
