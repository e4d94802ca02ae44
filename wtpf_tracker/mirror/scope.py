"""What of the site a copy holds, and what is left to the living site; no Django."""

from .addresses import Address

# The desk, previews of drafts, the interface for programs, alerts, what a server alone can answer.
LEFT_OUT = (
    "/admin/",
    "/preview/",
    "/api/",
    "/alerts/",
    "/search/suggest",
    "/search.",
    "/healthz",
    "/readyz",
)
LEFT_OUT_ENDINGS = (".alert",)
SEARCH = "/search/"
# A page that has no address without a question: what it asks is what it is.
COMPARE = "/compare/"
_OF_COMPARE = {"left", "right"}
AS_OF = "as_of"


def is_held(address: Address) -> bool:
    """Whether an address may be in the copy at all."""
    path = address.path
    if path.startswith(LEFT_OUT) or path.endswith(LEFT_OUT_ENDINGS) or "\0" in path:
        return False
    if path == SEARCH and address.query:
        return False
    return all(name != AS_OF for name, _ in address.query)


def is_whole(address: Address) -> bool:
    """Whether an address asks for no part of what its page shows; a further page of a list is whole too."""
    if address.path == COMPARE:
        return {name for name, _ in address.query} in (set(), _OF_COMPARE)
    return not address.narrowed


def is_followed(link: Address, start: Address) -> bool:
    """Whether a link from the page `start` is followed.

    From whole pages every link is; from a list that is narrowed, those to whole pages, to its own further
    pages and to its files. So a copy has every narrowed list to which a whole page leads, and no end of
    combinations of them.
    """
    return is_held(link) and (is_whole(start) or is_whole(link) or link.family == start.family)
