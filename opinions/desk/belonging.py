"""Of which text under negotiation a document is a new state, and which revision it was written from."""

from dataclasses import dataclass

from django.db.models import Prefetch

from documents.desk.likeness import Shelf, like_texts, share_of_words, telling
from documents.models import Contribution, Process
from documents.text.model import Document
from documents.text.references import references

from ..models import Opinion, OtherTitle, Revision

MOST = 2_000
"""Opinions whose titles are looked at."""
ALIKE = 0.7
BASED = 0.1
"""So much of its wording a text shares at least with the version it is based on, where the title fits;"""
MOSTLY = 0.5
"""and so much where nothing but the wording speaks for it: drafts of one meeting share their set phrases."""
_TEXTS = (Contribution.Kind.DRAFT_OPINION, Contribution.Kind.REPORT_DRAFT, Contribution.Kind.DECISION)


@dataclass(frozen=True)
class Belonging:
    """The opinion a document is a text of, the revision it is based on, each with how that is known."""

    opinion: Opinion | None = None
    found: str = ""
    based_on: Revision | None = None
    based_found: str = ""
    sure: bool = True


def texts_shelf() -> Shelf:
    """The texts of all revisions."""
    return Shelf(Revision.objects.exclude(text="").select_related("opinion"))


def belonging_of(document: Document, *, kind: str, title: str, process: Process | None) -> Belonging:
    """Return where a document belongs. Of what is no draft or decision only the wording can say so."""
    if same := _same_before(document):
        return Belonging(
            same.opinion, f"“{same}” is its text.", same, "The tracked changes were made to its very text."
        )
    opinion, found = _by_title(title, process) if kind in _TEXTS else (None, "")
    if opinion:
        based, words = _likest(document, Revision.objects.filter(opinion=opinion), BASED)
        return Belonging(opinion, found, based, words)
    based, words = _likest(document, Revision.objects.all(), MOSTLY)
    if based:
        return Belonging(based.opinion, f"Its text is like that of “{based}”.", based, words, sure=False)
    return Belonging(*(_by_references(document) if kind in _TEXTS else (None, "")))


def _same_before(document: Document) -> Revision | None:
    """The revision whose very text the tracked changes were made to."""
    if not document.before:
        return None
    return Revision.objects.filter(text=document.text_before).select_related("opinion").first()


def _likest(document: Document, rows, least: float) -> tuple[Revision | None, str]:
    """Of `rows` the revision that shares most of its wording with the document, and how much in words."""
    shelf = Shelf(rows.exclude(text="").select_related("opinion"))
    found = like_texts(document.text_before, [shelf], least=least)
    if not found:
        return None, ""
    return found[0].row, f"The likest text: {found[0].percent}% of its wording is the same."


def _by_title(title: str, process: Process | None) -> tuple[Opinion | None, str]:
    """The opinion that has, or had, a title of nearly the same words; those of the same process first."""
    asked = telling(title) - {"draft", "opinion", "revised", "new"}
    others = Prefetch("other_titles", OtherTitle.objects.only("opinion", "title"))
    best = (0.0, False, None, "")
    for opinion in Opinion.objects.select_related("process").prefetch_related(others).order_by("pk")[:MOST]:
        for known in [opinion.title, *(other.title for other in opinion.other_titles.all())]:
            share = share_of_words(asked, telling(known) - {"draft", "opinion", "revised", "new"})
            best = max(
                best, (share, opinion.process_id == getattr(process, "pk", None), opinion, known), key=_rank
            )
    share, _, opinion, known = best
    return (opinion, f"Its title is like “{known}”.") if share >= ALIKE else (None, "")


def _rank(found: tuple) -> tuple:
    return found[:2]


def _by_references(document: Document) -> tuple[Opinion | None, str]:
    """The one opinion that has a revision in a document whose symbol the text names."""
    keys = {
        found.key: document.text[found.start : found.end] for found in references(document.text[:100_000])
    }
    rows = Revision.objects.filter(contribution__symbol_key__in=keys).select_related(
        "opinion", "contribution"
    )
    found = {row.opinion: row.contribution.symbol for row in rows.without_text()[:50]}
    if len(found) != 1:
        return None, ""
    opinion, symbol = found.popitem()
    return opinion, f"It names {symbol}, a text of this opinion."
