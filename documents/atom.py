"""Atom feeds of published rows: stable identifiers, moments that change only with what readers see."""

import datetime
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from django.conf import settings
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape

from .corrections import first_published
from .kinds import kind_words
from .moments import NOMINAL
from .resting import in_full
from .templatetags.record import fully_known

SITE = "WTPF Tracker"
# These sum up a whole path: as of a day, only once all their sources were public.
LOOKING_BACK = (
    "opinion",
    "topic",
    "process",
    "contribution",
    "stakeholder",
    "meeting",
    "scheduleitem",
    "pledge",
)


@dataclass(frozen=True)
class FeedPage:
    """A page of a feed: what it is of, its own address, that of the web page, those of its neighbours."""

    title: str
    words: str
    address: str
    web_page: str
    links: dict[str, str] = field(default_factory=dict)  # RFC 5005: {"next": address}
    about: object = None  # the row that the feed is about, if any


class _Feed(Atom1Feed):
    """Django's Atom feed with links to its other pages; empty, it is as old as the record."""

    def latest_post_date(self) -> datetime.datetime:
        return max((item["updateddate"] for item in self.items), default=NOMINAL)

    def add_root_elements(self, handler):
        super().add_root_elements(handler)
        for relation, address in self.feed["pages"].items():
            handler.addQuickElement("link", "", {"rel": relation, "href": address})


def items_of(rows: Iterable, asked) -> Iterator[dict]:
    """Yield what the entry of each published row holds."""
    rows = list(rows)
    first = first_published(rows)
    for row in rows:
        yield {
            "title": title_of(row),
            "link": asked.link(row),
            "description": escape(words_of(row, asked.day)),
            "unique_id": tag_uri(name_of(row)),
            "pubdate": first.get((type(row), row.pk)),
            "updateddate": row.changed_at,
            "categories": [kind_words(type(row))],
        }


def feed(page: FeedPage, rows: Iterable, asked, items: Callable = items_of) -> str:
    """Return the Atom feed of published rows, in their order; `asked` makes whole addresses of theirs,
    `items` their entries."""
    written = _Feed(
        title=f"{page.title} – {SITE}",
        link=page.web_page,
        description=None,
        subtitle=page.words,
        language="en-GB",
        author_name=SITE,
        feed_url=page.address,
        feed_guid=tag_uri("feed" + _place_of(page, asked)),
        pages=page.links,
    )
    for item in items(rows, asked):
        written.add_item(**item)
    return written.writeString("utf-8")


def _place_of(page: FeedPage, asked) -> str:
    """What tells a feed apart for good: its address, unless that is made of what a row is called now."""
    place, mark, query = page.address.removeprefix(asked.site).partition("?")
    return (f"/{name_of(page.about)}" if page.about else place) + mark + query


def tag_uri(name: str) -> str:
    """Return a permanent identifier (RFC 4151) that no change of host or address changes."""
    return f"tag:{settings.TAG_AUTHORITY}:{name}"


def name_of(row) -> str:
    """Return the permanent name of a row on this site: `event/17`.

    Not by its words: those may change, and another row may have them then. What readers saw is never deleted.
    """
    return f"{row._meta.model_name}/{row.pk}"


def title_of(row) -> str:
    """Return what a feed or calendar calls a row: its kind and its name, as of the day it was fetched for."""
    name = getattr(row, "known_title", "") or in_full(row)[0]
    words = kind_words(type(row))
    return f"{words[:1].upper()}{words[1:]}: {name}"


def words_of(row, day) -> str:
    """Return the sentence that a row carries beside its name, unless it tells more than `day` knew."""
    if day and row._meta.model_name in LOOKING_BACK and not fully_known(row, day):
        return ""
    return in_full(row)[1]
