"""What can be followed: an address and its question -> what it asks for, checked, and what it is called."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Model
from django.http import Http404, QueryDict
from django.utils.http import urlencode

from documents.exports import LISTINGS as DOCUMENT_LISTS
from documents.gone import notice_of, withdrawn_above
from documents.listings import Listing
from documents.models import Meeting, Stakeholder
from documents.questions import BadQuestion, one_or_404
from documents.search.finding import BOUND, find
from documents.text.model import Paragraph
from documents.text.structure import paragraphs_of
from opinions.exports import LISTINGS as OPINION_LISTS
from opinions.models import Opinion, Revision, Topic

from ..following import as_important, everything
from ..search import FACETS, ask
from .models import LONGEST_QUERY, Subject

Kind = Subject.Kind
LISTS: dict[str, Listing] = {
    listing.name: listing for listing in (*OPINION_LISTS, *DOCUMENT_LISTS) if listing.has_feed
}
THINGS: dict[str, tuple[str, type[Model]]] = {
    "opinions": (Kind.TEXT, Opinion),
    "topics": (Kind.TOPIC, Topic),
    "stakeholders": (Kind.STAKEHOLDER, Stakeholder),
    "meetings": (Kind.MEETING, Meeting),
}
MODELS = dict(THINGS.values()) | {Kind.PARAGRAPH: Revision}
LEFT_OUT = ("page", "sort", "as_of")
"""What says how a list is shown, and not what is in it."""


@dataclass(frozen=True)
class Asked:
    """What an address asks to follow: as it is kept, and what it is called."""

    kind: str
    path: str
    title: str
    query: str = ""
    object_pk: int | None = None

    @property
    def key(self) -> dict:
        """What finds the Subject, or makes it."""
        return {"path": self.path, "query": self.query}

    @property
    def kept(self) -> dict:
        """All that is kept of it."""
        return {"kind": self.kind, "object_pk": self.object_pk, **self.key}

    @property
    def can_be_significant(self) -> bool:
        """Whether one may ask for significant events alone."""
        return self.kind in (Kind.EVERYTHING, *(kind for kind, _ in THINGS.values()))

    @property
    def page(self) -> str:
        """Where on this site it is shown."""
        return page_of(self)

    @property
    def feed(self) -> str:
        """The Atom feed of the same; empty where there is none."""
        if self.kind == Kind.PARAGRAPH:
            return self.path.partition("/revisions/")[0] + ".atom"
        return f"{self.path}.atom{_asked(self.query)}"


def page_of(asked: Asked | Subject) -> str:
    """Return the address of the page of what is followed."""
    if asked.kind == Kind.PARAGRAPH:
        return f"{asked.path}/#p{QueryDict(asked.query)['p']}"
    query = "" if asked.query.startswith("importance=") else asked.query
    return f"{asked.path}/{_asked(query)}"


def _asked(query: str) -> str:
    return f"?{query}" if query else ""


def everything_there_is(query: Mapping[str, str]) -> Asked:
    """Return what `/changes.alert` asks for."""
    return Asked(Kind.EVERYTHING, "/changes", "All changes", _importance(query))


def thing(place: str, slug: str, query: Mapping[str, str]) -> Asked:
    """Return what `/opinions/<slug>.alert` asks for. Raises Http404, Gone, BadQuestion."""
    kind, model = THINGS[place]
    row = one_or_404(model.objects.visible, None, slug=slug)
    return Asked(kind, f"/{place}/{slug}", name_of(row), _importance(query), row.pk)


def _importance(query: Mapping[str, str]) -> str:
    given = query.get("importance", "")
    as_important(everything(None), given)
    return "importance=significant" if given == "significant" else ""


def name_of(row: Model) -> str:
    """Return what readers call a thing that can be followed; of one that was withdrawn, as it was then."""
    if not _is_shown(row):
        withdrawn = withdrawn_above(row)
        return notice_of(withdrawn).name if withdrawn else "a page that is not there any more"
    if isinstance(row, Revision):
        return f"{row.opinion.title}: {row.label}"
    return row.name if isinstance(row, Stakeholder) else row.title


def _is_shown(row: Model) -> bool:
    return type(row).objects.published().filter(pk=row.pk).exists()


def listing(name: str, query: QueryDict) -> Asked:
    """Return what `/opinions.alert?outcome=adopted` asks for. Raises BadQuestion where the list does."""
    found = LISTS[name]
    found.rows(query, None)
    return Asked(Kind.LIST, f"/{name}", _listed(found.title, query), _kept(query))


def _listed(title: str, query: QueryDict) -> str:
    chosen = [f"{name} {value}" for name, value in _chosen(query)]
    return f"{title}: {', '.join(chosen)}" if chosen else title


def _chosen(query: QueryDict) -> list[tuple[str, str]]:
    return sorted((name, value) for name, value in query.items() if value.strip() and name not in LEFT_OUT)


def _kept(query: QueryDict) -> str:
    kept = urlencode(_chosen(query))
    if len(kept) > LONGEST_QUERY:
        raise BadQuestion("This question is too long to be kept for an alert. Ask with fewer words.")
    return kept


def searched(query: QueryDict) -> Asked:
    """Return what `/search.alert?q=` asks for; BadQuestion where it finds more than can be counted."""
    kept = QueryDict(mutable=True)
    kept.update({name: query[name].strip() for name in ("q", *FACETS) if query.get(name, "").strip()})
    query_string = _kept(kept)  # before anything is looked for: one too long to be kept costs nothing
    question = ask(kept)
    if question.asks_nothing:
        raise BadQuestion("An alert needs words to look for. Add them as in /search.alert?q=ipv6.")
    if find(question).more:
        raise BadQuestion(
            f"This finds more than {BOUND} things, too many to tell the new ones. Add a word, put words that "
            "belong together in quotes, or choose a filter."
        )
    words = _listed("", kept).removeprefix(": ").removeprefix("q ")
    return Asked(Kind.SEARCH, "/search", f"Search for {_quoted(kept, words)}", query_string)


def _quoted(kept: QueryDict, words: str) -> str:
    others = [f"{name} {value}" for name, value in _chosen(kept) if name != "q"]
    asked = kept.get("q", "")
    asked = f"“{asked}”" if asked and '"' not in asked else asked
    return ", ".join(filter(None, [asked, *others])) or words


def paragraphs(slug: str, number: int) -> tuple[Revision, list[Paragraph]]:
    """Return a version and its paragraphs. Raises Http404, also where its text was not found, and Gone."""
    opinion = one_or_404(Opinion.objects.visible, None, slug=slug)
    version = one_or_404(Revision.objects.visible, None, opinion=opinion, number=number)
    if not version.text.strip():
        raise Http404("The text of this version was not found.")
    return version, paragraphs_of(version.text)


def paragraph(slug: str, number: int, query: Mapping[str, str]) -> Asked:
    """Return what `/opinions/<slug>/revisions/<n>.alert?p=3` asks for."""
    version, found = paragraphs(slug, number)
    given, count = query.get("p", ""), len(found)
    if not (given.isascii() and given.isdigit() and len(given) < 6 and 1 <= int(given) <= count):
        raise BadQuestion(
            f"“{given[:40]}” is no paragraph of this version. They are numbered from 1 to {count}: add the "
            "number as in ?p=3."
        )
    title = f"Paragraph {int(given)} of {name_of(version)}"
    path = f"/opinions/{slug}/revisions/{number}"
    return Asked(Kind.PARAGRAPH, path, title, f"p={int(given)}", version.pk)


def row_of(subject: Subject) -> Model | None:
    """Return the thing that is followed, withdrawn or not; None for a list or a search."""
    model = MODELS.get(subject.kind)
    return model._base_manager.filter(pk=subject.object_pk).first() if model else None


def title_of(subject: Subject) -> str:
    """Return what a subject is called now, as readers may know it."""
    query = QueryDict(subject.query)
    if subject.kind == Kind.EVERYTHING:
        return "All changes"
    if subject.kind == Kind.LIST:
        return _listed(LISTS[subject.path.strip("/")].title, query)
    if subject.kind == Kind.SEARCH:
        return f"Search for {_quoted(query, '')}"
    row = row_of(subject)
    name = name_of(row) if row else "a page that is not there any more"
    return f"Paragraph {query['p']} of {name}" if subject.kind == Kind.PARAGRAPH else name


def is_significant(subject: Subject) -> bool:
    """Whether only significant events are followed."""
    return subject.query == "importance=significant"
