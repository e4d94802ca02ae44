"""Lists of the whole site in other forms: what a search finds."""

from documents.listings import Column, Listing, column
from documents.search.entries import KINDS
from documents.search.finding import find

from .search import ask

HITS = Listing(
    name="search",
    title="Search",
    columns=(
        Column("title", lambda hit, asked: hit.name),
        Column("kind", lambda hit, asked: KINDS[hit.kind][0]),
        column("opinion", "row.opinion"),
        column("version", "row.version"),
        Column("excerpt", lambda hit, asked: hit.excerpt),
        Column("address", lambda hit, asked: asked.link(hit.address)),
    ),
    rows=lambda query, day: find(ask(query), day),
    has_feed=False,
)
