"""News -> the entries of each subject: what there is to tell those who follow it, found once for all.

What is about a thing is found by the same functions as its feed (`following`); the rows of a list or search
by the same function as its page, and compared with those it had before.
"""

import datetime
from collections.abc import Callable, Iterable

from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.db.models import Max
from django.http import QueryDict
from django.utils import timezone

from documents.listings import Listing
from documents.models import SearchEntry, Stakeholder
from documents.ordering import InOrder
from documents.questions import BadQuestion
from documents.search.finding import find
from opinions.lineage import lineage_of
from opinions.models import Relation, Revision, Topic

from .. import following
from ..published import KINDS
from ..search import ask
from .follows import GOES_ON, texts_of
from .models import Entry, News, Subject, What
from .subjects import LISTS, Kind, is_significant, row_of


def bring_up_to_date(now: datetime.datetime | None = None) -> int:
    """Find the entries of every followed subject that has News to look at; return how many there are."""
    top = last_news()
    behind = Subject.objects.filter(alerts__isnull=False, heard__lt=top).distinct()
    number = 0
    for pk in list(behind.order_by("pk").values_list("pk", flat=True)):
        number += match(pk, now)
    return number


def last_news() -> int:
    """Return the number of the last News; those of one more transaction are always higher."""
    return News.objects.aggregate(last=Max("pk"))["last"] or 0


@transaction.atomic
def match(pk: int, now: datetime.datetime | None = None) -> int:
    """Find the entries of one subject; return how many there are. Once, however many processes ask."""
    subject = Subject.objects.select_for_update().filter(pk=pk).first()
    top = last_news()
    if subject is None or subject.heard >= top:
        return 0
    news = list(News.objects.filter(pk__gt=subject.heard, pk__lte=top).select_related("content_type"))
    entries = FINDERS[subject.kind](subject, news)
    for entry in entries:
        entry.at = now or timezone.now()
    Entry.objects.bulk_create(entries)
    subject.heard = top
    subject.save(update_fields=["heard", "seen"])
    return len(entries)


def begin(subject: Subject) -> None:
    """Have a new subject start from what there is now."""
    subject.heard = last_news()
    finder = SEEN.get(subject.kind)
    subject.seen = finder(subject) if finder else []


# --- things -------------------------------------------------------------------------------------


def _everything(subject: Subject, news: list[News]) -> list[Entry]:
    rows = _rows_of(news)
    return _about(subject, news, [{model: rows(model, None) for model in KINDS}])


def _text(subject: Subject, news: list[News]) -> list[Entry]:
    rows, opinion = _rows_of(news), row_of(subject)
    if opinion is None:
        return []
    texts = texts_of(opinion)
    found = _about(subject, news, [following.about_text(text, None, rows) for text in texts])
    ways = rows(Relation, None).filter(origin__in=texts, kind__in=list(GOES_ON))
    keys = {Relation: set(ways.values_list("pk", flat=True))}
    return sorted([*found, *_entries(subject, news, keys)], key=lambda entry: entry.news_id)


def _thing(about, itself: type | None = None):
    def finder(subject: Subject, news: list[News]) -> list[Entry]:
        rows, row = _rows_of(news), row_of(subject)
        if row is None:
            return []
        found = about(row, None, rows)
        if itself is not None and not is_significant(subject):
            found[itself] = rows(itself, None).filter(pk=row.pk)
        return _about(subject, news, [found])

    return finder


def _rows_of(news: list[News]):
    """What gives the rows of a model that there is News of, also those that readers see no longer."""
    keys: dict[type, set[int]] = {}
    for one in news:
        keys.setdefault(one.model, set()).add(one.object_pk)

    def rows(model, day):
        return model.objects.filter(pk__in=keys[model]) if model in keys else model.objects.none()

    return rows


def _about(subject: Subject, news: list[News], groups: Iterable[dict]) -> list[Entry]:
    found: dict[type, set[int]] = {}
    for rows in groups:
        if is_significant(subject):
            rows = {**following.as_important(rows, "significant")}
        for model, of_model in rows.items():
            if not of_model.query.is_empty():
                found.setdefault(model, set()).update(of_model.values_list("pk", flat=True))
    return _entries(subject, news, found)


def _entries(subject: Subject, news: list[News], keys: dict[type, set[int]]) -> list[Entry]:
    return [_of_news(subject, one) for one in news if one.object_pk in keys.get(one.model, ())]


def _of_news(subject: Subject, one: News) -> Entry:
    return Entry(
        subject=subject,
        what=one.what,
        content_type_id=one.content_type_id,
        object_pk=one.object_pk,
        news=one,
    )


# --- lists and searches -------------------------------------------------------------------------


def _computed(subject: Subject, news: list[News]) -> list[Entry]:
    """What came into a list and what left it, and what happened to the rows that were and are in it."""
    before = set(subject.seen)
    subject.seen = SEEN[subject.kind](subject)
    now = set(subject.seen)
    found, told = [], set()
    for one in news:
        name = f"{one.model._meta.label_lower} {one.object_pk}"
        if _concerns(one, name, before, now):
            found.append(_of_news(subject, one))
            told.add(name)
    moved = [(What.ENTERED, name) for name in subject.seen if name not in before]
    moved += [(What.LEFT, name) for name in sorted(before - now)]
    return found + [_moved(subject, what, name) for what, name in moved if name not in told]


def _concerns(one: News, name: str, before: set[str], now: set[str]) -> bool:
    if one.what == What.WITHDRAWN:
        return name in before and name not in now
    return name in now and (one.what == What.NEW or name in before)


def _moved(subject: Subject, what: What, name: str) -> Entry:
    label, _, pk = name.partition(" ")
    kind = ContentType.objects.get_by_natural_key(*label.split("."))
    return Entry(subject=subject, what=what, content_type=kind, object_pk=int(pk))


def rows_in_list(subject: Subject) -> list[str]:
    """Return the rows of a list as they are kept: `opinions.opinion 12`."""
    listing: Listing = LISTS[subject.path.strip("/")]
    try:
        rows = listing.rows(QueryDict(subject.query), None)
    except BadQuestion:  # what it was filtered by is not there any more
        return subject.seen
    return [f"{model._meta.label_lower} {pk}" for model, pk in _keys(rows)]


def _keys(rows) -> list[tuple[type[models.Model], int]]:
    if isinstance(rows, InOrder):
        return [(rows.rows.model, pk) for pk in rows.keys]
    if isinstance(rows, models.QuerySet):
        return [(rows.model, pk) for pk in rows.values_list("pk", flat=True)]
    return [(type(row), row.pk) for row in rows]


def rows_in_search(subject: Subject) -> list[str]:
    """Return the rows that a search finds something in, as they are kept."""
    found = find(ask(QueryDict(subject.query)))
    places = [row.place for row in found.rows]
    rows = SearchEntry.objects.filter(place__in=places).order_by("place").values_list("model", "row")
    return list(dict.fromkeys(f"{model} {row}" for model, row in rows))


# --- paragraphs ---------------------------------------------------------------------------------


def later_versions(subject: Subject) -> list[int]:
    """Return the later versions into which the words of a paragraph may have gone, by primary key."""
    version = Revision.objects.published().filter(pk=subject.object_pk).select_related("opinion").first()
    if version is None:
        return []
    try:
        lineage = lineage_of(version.opinion)
    except BadQuestion:  # the record has a circle: nothing can be traced until that is mended
        return subject.seen
    place = lineage.place(version)
    if place is None:
        return []
    return [lineage.rows[other].pk for other in lineage.places(lineage.authorship.graph.after[place])]


def _paragraph(subject: Subject, news: list[News]) -> list[Entry]:
    """Later versions that were not there before; corrections and withdrawals of the version itself."""
    found = _entries(subject, news, {Revision: {subject.object_pk}})
    if not any(one.model is Revision for one in news):
        return found
    before = set(subject.seen)
    # One that is gone and comes back was told of already.
    subject.seen = sorted(before | set(later_versions(subject)))
    kind = ContentType.objects.get_for_model(Revision)
    return found + [
        Entry(subject=subject, what=What.LATER, content_type=kind, object_pk=pk)
        for pk in subject.seen
        if pk not in before
    ]


SEEN: dict[str, Callable[[Subject], list]] = {
    Kind.LIST: rows_in_list,
    Kind.SEARCH: rows_in_search,
    Kind.PARAGRAPH: later_versions,
}
FINDERS: dict[str, Callable[[Subject, list[News]], list[Entry]]] = {
    Kind.EVERYTHING: _everything,
    Kind.TEXT: _text,
    Kind.TOPIC: _thing(following.about_topic, Topic),
    Kind.STAKEHOLDER: _thing(following.about_stakeholder, Stakeholder),
    Kind.MEETING: _thing(following.about_meeting),
    Kind.LIST: _computed,
    Kind.SEARCH: _computed,
    Kind.PARAGRAPH: _paragraph,
}
