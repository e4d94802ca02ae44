"""What was withdrawn, of whatever kind, latest first; also facts without a page of their own."""

from dataclasses import replace

from django.apps import apps

from documents.gone import Notice, notice_of, withdrawn_above
from documents.models import Publishable

MOST = 50
# What these are called is what they say: of them readers are told only the kind.
UNNAMED = {
    "account",
    "discrepancy",
    "fact",
    "gap",
    "pledge",
    "amendment",
    "intervention",
    "event",
    "relation",
}


def withdrawals(most: int = MOST) -> list[Notice]:
    """Return the notices of what was withdrawn last; a query a model, and a few for each notice."""
    models = [model for model in apps.get_models() if issubclass(model, Publishable)]
    rows = [row for model in models for row in _latest(model, most)]
    rows = [row for row in rows if withdrawn_above(row) is row]
    rows.sort(key=lambda row: row.withdrawn_at, reverse=True)
    return [notice_to_tell(row) for row in rows[:most]]


def _latest(model, most: int):
    above = [field.name for field in model._meta.fields if field.name in model.stands_under]
    return model.objects.withdrawn().select_related(*above).order_by("-withdrawn_at")[:most]


def notice_to_tell(row: Publishable) -> Notice:
    """Return the notice of a withdrawn `row`; of what is called by what it says only the kind is told."""
    notice = notice_of(row)
    kind = notice.kind
    article = "An" if kind[0] in "aeio" else "A"
    name = f"{article} {kind}" if row._meta.model_name in UNNAMED else f"{kind.capitalize()} “{notice.name}”"
    return replace(notice, name=name)
