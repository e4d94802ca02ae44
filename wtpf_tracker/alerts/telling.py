"""Entries -> what is told of them, as readers see it now: what they see no longer is passed over."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Model
from django.http import QueryDict

from documents.atom import title_of as title_of_row
from documents.atom import words_of
from documents.desk.states import Difference
from documents.models import SearchEntry
from documents.questions import BadQuestion
from documents.search.finding import Hit, find, shown
from opinions.fate import holders
from opinions.lineage import Lineage, lineage_of
from opinions.models import Relation, Revision

from ..published import KINDS, with_names
from ..published import shown as shown_rows
from ..search import ask
from ..withdrawn import notice_to_tell
from .follows import GOES_ON, in_words, ways_on
from .models import Entry, Subject, What
from .subjects import Kind, page_of, row_of, title_of
from .wording import told_differences

MOST_TOLD = 50
MOST_WORDS = 600
MOST_HITS = 5


@dataclass(frozen=True)
class Told:
    """One thing as a mail tells it: what happened, its name, where it stands, what it says.

    `changes` has for a correction what was before and after; `passages` [(text, address)] what a search found
    in it.
    """

    what: str
    title: str
    address: str = ""
    words: str = ""
    changes: list[Difference] = field(default_factory=list)
    passages: list[tuple[str, str]] = field(default_factory=list)


@dataclass(frozen=True)
class Section:
    """What there is to tell of one subject: its name, its page, how it goes on; `further` things are not
    listed."""

    title: str
    address: str
    notes: list[str]
    told: list[Told]
    further: int = 0


def section(subject: Subject, entries: Iterable[Entry]) -> Section | None:
    """Return what is to be told of the entries of a subject; None where none of it can be seen now."""
    entries = _once(entries)
    rows = _rows(entries)
    changes = _corrections(entries)
    helper = HELPERS.get(subject.kind, _plain)(subject)
    told = [helper(_told(entry, rows, changes), entry, rows) for entry in entries]
    told = [one for one in told if one is not None]
    if not told:
        return None
    title = title_of(subject)
    return Section(title, page_of(subject), _notes(subject), told[:MOST_TOLD], len(told[MOST_TOLD:]))


def _once(entries: Iterable[Entry]) -> list[Entry]:
    """Of what came and went meanwhile only the last; every correction."""
    found: dict[tuple, Entry] = {}
    for entry in entries:
        key = entry.content_type_id, entry.object_pk, entry.news_id if entry.what == What.CORRECTED else 0
        found.pop(key, None)
        found[key] = entry
    return list(found.values())


def _rows(entries: list[Entry]) -> dict[tuple, Model]:
    """The rows of entries that readers see now, by (model, primary key); a few queries a model."""
    keys: dict[type, list[int]] = {}
    for entry in entries:
        keys.setdefault(entry.model, []).append(entry.object_pk)
    return {
        (model, pk): row
        for model, pks in keys.items()
        for pk, row in with_names(_seen(model)).in_bulk(pks).items()
    }


def _seen(model):
    return shown_rows(model) if model in KINDS else model.objects.published()


def _corrections(entries: list[Entry]) -> dict[int, list[Difference]]:
    """What readers see otherwise, by the number of the News; a fixed number of queries a model."""
    by_model: dict[type, list[Entry]] = {}
    for entry in entries:
        if entry.what == What.CORRECTED:
            by_model.setdefault(entry.model, []).append(entry)
    found = {}
    for model, of_model in by_model.items():
        pairs = [(entry.news.first.before, entry.news.last.after) for entry in of_model]
        differences = told_differences(model, pairs)
        found |= {entry.news_id: each for entry, each in zip(of_model, differences, strict=True)}
    return found


def _told(entry: Entry, rows: dict, changes: dict) -> Told | None:
    if entry.what == What.WITHDRAWN:
        return _withdrawn(entry)
    row = rows.get((entry.model, entry.object_pk))
    if row is None:
        return None
    if isinstance(row, Relation):
        return _relation(entry, row)
    where, words = row.get_absolute_url(), _cut(words_of(row, None))
    if entry.what != What.CORRECTED:
        return Told(entry.get_what_display(), title_of_row(row), where, words)
    told = [_short(one) for one in changes[entry.news_id]]
    return Told("correction", title_of_row(row), where, "", told) if told else None


def _withdrawn(entry: Entry) -> Told | None:
    row = entry.model._base_manager.filter(pk=entry.object_pk).first()
    if row is None or not row.is_withdrawn:
        return None
    notice = notice_to_tell(row)
    return Told("withdrawn", notice.name, "", f"Withdrawn on {notice.day:%-d %B %Y}: {_cut(notice.why)}")


def _relation(entry: Entry, row: Relation) -> Told | None:
    follows = f"From now on this alert follows “{row.target.title}” too."
    if row.kind not in GOES_ON or entry.what == What.CORRECTED:
        return None
    return Told("goes on", in_words(row), row.target.get_absolute_url(), follows)


def _short(one: Difference) -> Difference:
    return Difference(one.label, _cut(one.before) or "nothing", _cut(one.after) or "nothing")


def _cut(text: str) -> str:
    return text if len(text) <= MOST_WORDS else f"{text[:MOST_WORDS].rstrip()} …"


def _notes(subject: Subject) -> list[str]:
    """How a text goes on, as its alert follows it there."""
    opinion = row_of(subject) if subject.kind == Kind.TEXT else None
    return [in_words(relation) for relation in ways_on(opinion)] if opinion else []


# --- what a kind of subject adds ------------------------------------------------------------------


def _plain(subject: Subject):
    return lambda told, entry, rows: told


def _search(subject: Subject):
    """Add the places at which a search found something."""
    question = ask(QueryDict(subject.query))
    found = find(question)
    places = {row.place: row for row in found.rows}
    of_row: dict[str, list] = {}
    names = SearchEntry.objects.filter(place__in=list(places)).order_by("place")
    for place, model, pk in names.values_list("place", "model", "row"):
        of_row.setdefault(f"{model} {pk}", []).append(places[place])

    def helper(told: Told | None, entry: Entry, rows: dict) -> Told | None:
        hits = of_row.get(f"{entry.model._meta.label_lower} {entry.object_pk}", [])[:MOST_HITS]
        if told is None or entry.what not in (What.NEW, What.ENTERED):
            return told
        passages = [_passage(hit) for hit in shown(hits, found.asked)]
        return Told(told.what, told.title, told.address, "" if passages else told.words, [], passages)

    return helper


def _passage(hit: Hit) -> tuple[str, str]:
    return hit.excerpt or hit.name, hit.address


def _paragraph(subject: Subject):
    """Say what became of the words of the paragraph in a later version."""
    version = Revision.objects.published().filter(pk=subject.object_pk).select_related("opinion").first()
    lineage = _lineage(version)
    number = int(QueryDict(subject.query)["p"])

    def helper(told: Told | None, entry: Entry, rows: dict) -> Told | None:
        if told is None or entry.what != What.LATER:
            return told
        row = rows[entry.model, entry.object_pk]
        words = _fate(lineage, version, number, row) if lineage else ""
        return Told(told.what, f"{row.opinion.title}: {row.label}", told.address, words) if words else None

    return helper


def _lineage(version: Revision | None) -> Lineage | None:
    try:
        return lineage_of(version.opinion) if version else None
    except BadQuestion:
        return None


def _fate(lineage: Lineage, version: Revision, number: int, later: Revision) -> str:
    """What a later version has of the words of a paragraph; empty where it is not known."""
    place, there = lineage.place(version), lineage.place(later)
    if place is None or there is None or number > len(lineage.paragraphs[place]):
        return ""
    text = lineage.authorship.texts[place]
    span = slice(text.starts[number - 1], text.starts[number])
    words = text.words[span]
    kept = [bool(held >> there & 1) for held in holders(lineage, place)[span]]
    lost = " ".join(_runs(words, kept))
    if not lost:
        return f"All {len(words)} words of the paragraph stand in it."
    if not any(kept):
        return f"None of the {len(words)} words of the paragraph stands in it any more."
    return f"{sum(kept)} of {len(words)} words of the paragraph stand in it. Gone: {_cut(lost)}"


def _runs(words: list[str], kept: list[bool]) -> list[str]:
    """The words that are gone, those that stood together in quotes."""
    runs: list[list[str]] = []
    before = True
    for word, stays in zip(words, kept, strict=True):
        if not stays:
            if before:
                runs.append([])
            runs[-1].append(word)
        before = stays
    return [f"“{' '.join(run)}”" for run in runs]


HELPERS = {Kind.SEARCH: _search, Kind.PARAGRAPH: _paragraph}
