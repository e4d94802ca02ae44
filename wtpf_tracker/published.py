"""What was published, of whatever kind, in the order of publication."""

import datetime

from django.db.models import DateField, F, Value
from django.db.models.functions import Coalesce

from documents.kinds import kind_words
from documents.models import Contribution, Dated, Meeting, Source
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


class PublishedRows:
    """The published rows of `KINDS`, newest publication first, then newest happening; sliced like a list.

    A slice is a list of (kind in words, name in full, row): one query finds it, one more a kind fetches it.
    """

    def __init__(self):
        first, *others = (_places(number, model) for number, model in enumerate(KINDS))
        self.places = first.union(*others, all=True).order_by("-published_at", "-day", "which", "-pk")

    def __len__(self) -> int:
        return sum(model.objects.published().count() for model in KINDS)

    def __getitem__(self, part: slice) -> list[tuple]:
        places = list(self.places[part])
        rows = {}
        for number, model in enumerate(KINDS):
            keys = [key for kind, key, *_ in places if kind == number]
            rows[number] = _with_names(model.objects.published()).in_bulk(keys)
        # A row that was withdrawn since the places were read is passed over.
        return [_shown(rows[kind][key]) for kind, key, *_ in places if key in rows[kind]]


def _shown(row) -> tuple:
    return kind_words(type(row)), in_full(row)[0], row


def _places(number: int, model):
    day = Coalesce(F("first_day"), NO_DAY) if issubclass(model, Dated) else NO_DAY
    rows = model.objects.published().order_by()
    return rows.annotate(which=Value(number), day=day).values_list("which", "pk", "published_at", "day")


def _with_names(rows):
    """Fetch what the name and the address of a row are made of."""
    ties = [field.name for field in rows.model._meta.fields if field.many_to_one]
    rows = rows.select_related(*ties)
    return rows.with_addresses() if hasattr(rows, "with_addresses") else rows
