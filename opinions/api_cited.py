"""What texts cite, in the API: computed from the texts, so rows of no table."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from django.http import Http404

from documents.api.fields import (
    ADDRESS,
    SELF,
    ApiAsked,
    Field,
    array,
    attribute,
    component,
    number,
    reference,
    text,
)
from documents.api.resources import Kind
from documents.questions import not_yet_public

from . import exports
from .instruments import Cited, Citer, OwnPages, citing

MOST_CITERS = 200


@dataclass(frozen=True)
class InFull(Cited):
    """An instrument with who cites it, and what the record itself has of it."""

    citers: Sequence[Citer] = ()
    own: Sequence = ()


class Instruments(Kind):
    """Everything that texts and documents cite."""

    @property
    def fields(self) -> tuple[Field, ...]:
        """All members of a row, in their order."""
        return (
            SELF,
            ADDRESS,
            Field("key", attribute("key"), text("Its name in addresses.")),
            Field("name", attribute("name"), text("What it is called.")),
            Field("kind", attribute("kind"), text("What sort of thing it is.")),
            Field("texts", attribute("texts"), number("How many versions of texts cite it.")),
            Field(
                "documents", attribute("documents"), number("How many documents cite it, by our summaries.")
            ),
            Field(
                "own", _own, array(component("Reference"), "What the record itself has of it."), alone=True
            ),
            Field("cited_by", _citers, array(component("Citer"), _CITED_BY), alone=True),
        )

    def fetched(self, keys: Sequence, rows, day) -> list:
        """Return the instruments of the `keys`, in their order."""
        found = {row.key: row for row in rows}
        return [found[key] for key in keys]

    def one(self, keys: Mapping, asked: ApiAsked) -> InFull:
        """Return an instrument with who cites it; Http404 or BadQuestion where nobody does."""
        key, day = keys["key"], asked.day
        found = citing(key, day)
        if not found:
            raise not_yet_public(day) if day and citing(key) else Http404
        cited = [one.reference for citer in found for one in citer.citations]
        texts = sum(citer.is_text for citer in found)
        own = OwnPages(cited, day).all_of(key)
        return InFull(key, cited[0].kind, texts, len(found) - texts, found, own)


_CITED_BY = f"Who cites it, at most {MOST_CITERS}, each with the words that do."


def _own(row: InFull, asked: ApiAsked) -> list[dict]:
    return [reference(one, asked) for one in row.own]


def _citers(row: InFull, asked: ApiAsked) -> list[dict]:
    return [
        {
            **reference(citer.row, asked),
            "citations": [
                {"words": one.words, "paragraph": one.paragraph or None} for one in citer.citations
            ],
        }
        for citer in islice(row.citers, MOST_CITERS)
    ]


INSTRUMENTS = Instruments(
    name="instruments",
    title="What is cited",
    schema="Instrument",
    words="Resolutions, opinions, agendas, treaties and documents that texts cite; computed from the texts.",
    path="instruments/{key}",
    keys={"key": "key"},
    listing=exports.INSTRUMENTS,
)
_CITATION = {
    "words": text("The words that cite it."),
    "paragraph": {
        "type": ["integer", "null"],
        "description": "The number of the paragraph; null in a summary.",
    },
}
SHAPES = {
    "Citer": {
        "key": text("The key of the version or document."),
        "name": text("What it is called."),
        "self": text("Its address in the API.", format="uri"),
        "address": text("Its address on the site.", format="uri"),
        "citations": array(
            {"type": "object", "properties": _CITATION, "required": [*_CITATION]},
            "Each place where it cites it.",
        ),
    }
}
