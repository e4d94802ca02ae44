"""Addresses of lists in other forms: `/documents.csv?kind=agenda` asks for the rows of the page."""

from django.http import Http404
from django.urls import URLPattern, path, register_converter
from django.views.decorators.http import require_safe

from . import answers
from .listings import Listing

WRITERS = {"csv": answers.as_csv, "json": answers.as_json, "atom": answers.as_atom}


class Ending:
    """An ending of an address, as it stands."""

    regex = ""

    def to_python(self, value: str) -> str:
        """Return the ending as it stands."""
        return value

    def to_url(self, value: str) -> str:
        """Return the ending as it stands."""
        return value


class ListEnding(Ending):
    """The endings of lists."""

    regex = "csv|json|atom"


class CiteEnding(Ending):
    """The endings of citations."""

    regex = r"bib|ris|csl\.json"


register_converter(ListEnding, "list_ending")
register_converter(CiteEnding, "cite_ending")


def list_forms(listing: Listing) -> URLPattern:
    """Return the address of the other forms of a list."""

    @require_safe
    def view(request, ending):
        if ending == "atom" and not listing.has_feed:
            raise Http404("What this list holds is computed: it has no moments of publication to announce.")
        return WRITERS[ending](request, listing)

    return path(f"{listing.name}.<list_ending:ending>", view, name=f"{listing.name}-forms")
