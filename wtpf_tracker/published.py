"""What was published, of whatever kind, in the order in which it was published or last corrected."""

import datetime
from collections.abc import Mapping

from django.db.models import DateField, F, Prefetch, QuerySet, Value
from django.db.models.functions import Coalesce

from documents.kinds import kind_words
from documents.models import Contribution, Dated, Meeting, Source
from documents.moments import CHANGED_AT
from documents.pages import on_shown_texts
from documents.resting import in_full
from opinions.models import (
    Amendment,
    Discrepancy,
    Event,
    Gap,
    Intervention,
    Opinion,
    Pledge,
    Revision,
)
from opinions.reading import gaps

KINDS = (
    Event,
    Revision,
    Opinion,
    Contribution,
    Meeting,
    Intervention,
    Amendment,
    Pledge,
    Discrepancy,
    Gap,
    Source,
)
# Stands in the order for what has no day, after all that has one, on every database.
NO_DAY = Value(datetime.date.min, output_field=DateField())


def shown(model, day=None) -> QuerySet:
    """Return the rows of one of `KINDS` that a reader sees, as of `day` where one is asked for."""
    rows = gaps(day) if model is Gap else model.objects.visible(day)
    on_a_text = any(field.name == "opinion" for field in model._meta.fields)
    return on_shown_texts(rows, day) if on_a_text else rows


class PublishedRows:
    """Published rows of several kinds, newest change first, then newest happening; sliced like a list.

    A slice is a list of (kind in words, name in full, row): one query finds it, a few more a kind fetch it.
    `kinds` names the rows of each model, all that a reader sees where it is left out.
    """

    def __init__(self, kinds: Mapping[type, QuerySet] | None = None, day=None):
        self.day = day
        self.kinds = kinds or {model: shown(model, day) for model in KINDS}
        first, *others = (_places(number, rows) for number, rows in enumerate(self.kinds.values()))
        places = first.union(*others, all=True) if others else first
        self.places = places.order_by("-changed", "-day", "which", "-pk")

    def __len__(self) -> int:
        return sum(rows.count() for rows in self.kinds.values())

    def __getitem__(self, part: slice) -> list[tuple]:
        return [_described(row) for row in self.rows(part)]

    def rows(self, part: slice) -> list:
        """Return the rows of a slice alone."""
        places = list(self.places[part])
        found = {}
        for number, rows in enumerate(self.kinds.values()):
            keys = [key for kind, key, *_ in places if kind == number]
            found[number] = with_names(rows, self.day).in_bulk(keys)
        # A row that was withdrawn since the places were read is passed over.
        return [found[kind][key] for kind, key, *_ in places if key in found[kind]]


def _described(row) -> tuple:
    return kind_words(type(row)), in_full(row)[0], row


def _places(number: int, rows: QuerySet) -> QuerySet:
    day = Coalesce(F("first_day"), NO_DAY) if issubclass(rows.model, Dated) else NO_DAY
    return (
        rows.order_by()
        .annotate(which=Value(number), day=day, changed=CHANGED_AT)
        .values_list("which", "pk", "changed", "day")
    )


def with_names(rows: QuerySet, day=None) -> QuerySet:
    """Fetch what the name and the address of a row are made of; on a day, its sources too."""
    ties = [field.name for field in rows.model._meta.fields if field.many_to_one]
    if rows.model is Intervention:  # said at a meeting that may itself be a draft
        rows = rows.prefetch_related(Prefetch("meeting", shown(Meeting, day)))
        ties.remove("meeting")
    if rows.model is Opinion:
        rows = rows.with_known_title(day)
    if day and hasattr(rows, "with_sources"):
        rows = rows.with_sources()
    rows = rows.select_related(*ties)
    return rows.with_addresses() if hasattr(rows, "with_addresses") else rows
