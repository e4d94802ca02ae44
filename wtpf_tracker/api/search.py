"""What a search finds, in the API: the hits of the page, in its order."""

from collections.abc import Sequence

from documents.api.fields import Field, attribute, nullable, number, text
from documents.api.resources import Kind
from documents.search.entries import KINDS
from documents.search.finding import Found, shown

from ..exports import HITS


class Hits(Kind):
    """Everything that readers see, as far as it has the words of a question."""

    @property
    def fields(self) -> tuple[Field, ...]:
        """All members of a hit, in their order."""
        kinds = "; ".join(f"`{kind}`: {words}" for kind, (words, _) in KINDS.items())
        return (
            Field("title", attribute("name"), text("What it is called.")),
            Field("kind", attribute("kind"), text(f"What it is. {kinds}.", enum=[*KINDS])),
            Field("opinion", attribute("row.opinion"), text("The slug of the text it belongs to, or empty.")),
            Field(
                "version",
                attribute("row.version"),
                nullable(number("The number of the version it stands in.")),
            ),
            Field("excerpt", attribute("excerpt"), text("The part of its text that has the words.")),
            Field("language", attribute("language"), text("The language of its text, as a code.")),
            Field(
                "address",
                lambda hit, asked: asked.link(hit.address),
                text("Where it stands on the site.", format="uri"),
            ),
        )

    def keys_of(self, rows: Found) -> list[int]:
        """Return the place of each hit among all that can be found."""
        return [row.place for row in rows.rows]

    def fetched(self, keys: Sequence, rows: Found, day) -> list:
        """Return the hits of the `keys`, in their order."""
        wanted = set(keys)
        return shown([row for row in rows.rows if row.place in wanted], rows.asked)


SEARCH = Hits(
    name="search",
    title="Search",
    schema="Hit",
    words="Words in everything that readers see; at most the first 1000 hits.",
    path="",
    keys={},
    listing=HITS,
)
