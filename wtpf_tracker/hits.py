"""What a search finds in the order of its publication, for feeds."""

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.html import escape

from documents.atom import tag_uri
from documents.models import SearchEntry, SearchText
from documents.search.entries import KINDS
from documents.search.finding import Found, Hit, shown


@dataclass(frozen=True)
class PublishedHit:
    """A hit with the moment at which it was published."""

    hit: Hit
    changed_at: datetime.datetime


class NewestHits:
    """The hits of a search, the newest first; sliced like a list. What has one address is one of them."""

    def __init__(self, found: Found):
        self.found = found
        places = [row.place for row in found.rows]
        texts = SearchText.objects.filter(pk__in=places)
        self.moments = dict(SearchEntry.objects.filter(place__in=places).values_list("place", "shown_from"))
        addresses = dict(texts.values_list("pk", "address"))
        first: dict[str, int] = {}
        for at, place in enumerate(places):
            if place in addresses:
                first.setdefault(addresses[place], at)
        self.order = sorted(first.values(), key=lambda at: (-self.moments[places[at]].timestamp(), at))

    def __len__(self) -> int:
        return len(self.order)

    def __getitem__(self, part: slice) -> list[PublishedHit]:
        hits = shown([self.found.rows[at] for at in self.order[part]], self.found.asked)
        return [PublishedHit(hit, self.moments[hit.row.place]) for hit in hits]


def items_of_hits(rows: Iterable[PublishedHit], asked) -> Iterator[dict]:
    """Yield what the entry of each hit in a feed holds."""
    for row in rows:
        kind = KINDS[row.hit.kind][0]
        yield {
            "title": f"{kind[:1].upper()}{kind[1:]}: {row.hit.name}",
            "link": asked.link(row.hit.address),
            "description": escape(row.hit.excerpt),
            "unique_id": tag_uri(f"found{row.hit.address}"),
            "updateddate": row.changed_at,
            "categories": [kind],
        }
