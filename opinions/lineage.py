"""Where models and authorship meet: the texts of an opinion as one graph, their words traced once and kept.

The graph is that of the revisions a reader sees, with what each was written from. A revision whose text
was not found is passed over: the next one counts as written from what that one was written from.
"""

import re
from array import array
from dataclasses import dataclass, field
from functools import cache as once
from hashlib import sha256
from itertools import accumulate, islice
from pathlib import Path

from django.core.cache import cache
from django.db.models import Prefetch, Q, QuerySet

from documents.models import Meeting
from documents.questions import BadQuestion
from documents.text.model import Paragraph
from documents.text.structure import paragraphs_of

from . import compare, reading
from .compare.authorship import Authorship, Text, trace
from .compare.graph import Graph
from .models import Event, Opinion, Revision

MOST_WORDS = 200_000
"""Words traced of all texts of one graph together: 50 texts of 3,000 words take about two seconds."""
MOST_OF_ONE = 40_000
"""Words traced of one text: one paragraph of 100,000 words would take nine seconds."""
MOST_PARAGRAPHS = 1_500
"""Paragraphs traced of one text: thousands that are all alike would take minutes."""
_WORD = re.compile(r"\S+")


@dataclass
class Lineage:
    """The revisions of one graph that have a text, by place, and the tracing of their words.

    `paragraphs` are those traced of each text, `left_out` the number of words of each that were not.
    `silent` has the revisions whose text was not found, `parents` what every one was written from, by key.
    """

    rows: list[Revision]
    silent: list[Revision]
    parents: dict[int, list[int]]
    paragraphs: list[list[Paragraph]]
    left_out: list[int]
    authorship: Authorship
    meetings: dict[int, Meeting] = field(default_factory=dict)
    events: dict[int, list[Event]] = field(default_factory=dict)

    def place(self, revision: Revision) -> int | None:
        """The place of a revision among those with a text, None for one without."""
        return next((place for place, row in enumerate(self.rows) if row.pk == revision.pk), None)

    def places(self, bits: int) -> list[int]:
        """The places that are set in `bits`, as in `Graph.before` and `Graph.after`."""
        return [place for place in range(len(self.rows)) if bits >> place & 1]

    def cut(self, places: list[int]) -> list[Revision]:
        """Those of the texts at `places` that were too long to be traced as a whole."""
        return [self.rows[place] for place in places if self.left_out[place]]

    def silent_before(self, revision: Revision) -> list[Revision]:
        """Revisions without text from which this one was written, directly or through others."""
        earlier = _reached(revision.pk, self.parents)
        return [row for row in self.silent if row.pk in earlier]

    def silent_after(self, revision: Revision) -> list[Revision]:
        """Revisions without text that were written from this one, directly or through others."""
        return [row for row in self.silent if revision.pk in _reached(row.pk, self.parents)]

    def meeting(self, row: Revision) -> Meeting | None:
        """Where a revision came up: the meeting its document was sent to, else that of its first event."""
        document = row.contribution
        return (document.meeting if document else None) or self.meetings.get(row.pk)


def lineage_of(opinion: Opinion, day=None) -> Lineage:
    """Trace the words of all texts that a reader sees of an opinion, and of others it is tied to.

    Others are those from which a text of this opinion was written, or that were written from one.
    Asks a fixed number of queries. BadQuestion where revisions are based on each other in a circle.
    """
    rows = sorted(_rows(opinion, day), key=lambda row: _order(row, opinion))
    parents = {row.pk: sorted(other.pk for other in row.based_on.all()) for row in rows}
    texts = [row for row in rows if row.text.strip()]
    limited = [_within_limits(row.text, min(MOST_OF_ONE, MOST_WORDS // len(texts))) for row in texts]
    paragraphs = [kept for kept, _ in limited]
    edges = _edges(texts, parents)
    try:
        Graph(edges)
    except ValueError:
        raise BadQuestion(
            "The record says that versions of this text were written from each other in a circle, so their "
            "words cannot be traced. The versions themselves can be read one by one.",
            status=404,
        ) from None
    found = Lineage(
        rows=texts,
        silent=[row for row in rows if not row.text.strip()],
        parents=parents,
        paragraphs=paragraphs,
        left_out=[words for _, words in limited],
        authorship=_traced(texts, paragraphs, edges),
    )
    for event in _events(rows, day):
        found.events.setdefault(event.revision_id, []).append(event)
        if event.meeting:
            found.meetings.setdefault(event.revision_id, event.meeting)
    return found


def _rows(opinion: Opinion, day) -> QuerySet:
    # Subqueries, as joins would give a revision once for each tie.
    links = Revision.based_on.through.objects
    earlier = links.filter(from_revision__opinion=opinion).values("to_revision__opinion")
    later = links.filter(to_revision__opinion=opinion).values("from_revision__opinion")
    rows = reading.revisions(day).filter(Q(opinion=opinion) | Q(opinion__in=earlier) | Q(opinion__in=later))
    return rows.prefetch_related(Prefetch("contribution__meeting", Meeting.objects.visible(day)))


def _order(row: Revision, opinion: Opinion) -> tuple:
    """The opinion's own by number, then those of others by day."""
    if row.opinion_id == opinion.pk:
        return (0, "", 0, row.number)
    return (1, str(row.first_day or "9999"), row.opinion_id, row.number)


def _events(rows: list[Revision], day) -> QuerySet:
    events = Event.objects.visible(day).filter(revision__in=[row.pk for row in rows]).in_order()
    meetings = Prefetch("meeting", Meeting.objects.visible(day))
    return events.select_related("opinion").prefetch_related(meetings)


def _reached(start: int, parents: dict[int, list[int]]) -> set[int]:
    """All that `start` was written from, directly or through others."""
    found: set[int] = set()
    waiting = list(parents.get(start, ()))
    while waiting:
        one = waiting.pop()
        if one not in found:
            found.add(one)
            waiting += parents.get(one, ())
    return found


def _edges(texts: list[Revision], parents: dict[int, list[int]]) -> list[list[int]]:
    """The parents of each text by place: the nearest with a text, whatever silent ones lie between."""
    places = {row.pk: place for place, row in enumerate(texts)}
    edges = []
    for row in texts:
        found: set[int] = set()
        seen: set[int] = set()
        waiting = list(parents[row.pk])
        while waiting:
            one = waiting.pop()
            if one in seen:
                continue
            seen.add(one)
            if one in places:
                found.add(places[one])
            else:
                waiting += parents.get(one, ())
        edges.append(sorted(found))
    return edges


def _within_limits(text: str, most: int) -> tuple[list[Paragraph], int]:
    """The paragraphs of a text as far as its first `most` words, and how many words were left out."""
    ends = [match.end() for match in islice(_WORD.finditer(text), most)]
    paragraphs = paragraphs_of(text[: ends[-1]])
    dropped = sum(len(paragraph.line.split()) for paragraph in paragraphs[MOST_PARAGRAPHS:])
    return paragraphs[:MOST_PARAGRAPHS], dropped + len(text[ends[-1] :].split())


def _traced(rows: list[Revision], paragraphs: list[list[Paragraph]], edges: list[list[int]]) -> Authorship:
    """The words of all texts traced, from the cache where the same graph of the same texts was before."""
    lines = [[paragraph.line for paragraph in text] for text in paragraphs]
    key = _key([row.sha256 for row in rows], edges)
    kept = cache.get(key)
    if kept is None:
        found = trace(lines, edges)
        kept = array("i", found.origin), [array("i", text.tokens) for text in found.texts]
        cache.set(key, kept, timeout=None)
    origin, tokens = kept
    texts = [_text(text, own) for text, own in zip(lines, tokens, strict=True)]
    return Authorship(Graph(edges), texts, origin.tolist())


def _text(lines: list[str], tokens: array) -> Text:
    """A traced text as far as its words and their tokens go: what asking about authorship needs."""
    words = [line.split() for line in lines]
    starts = [0, *accumulate(map(len, words))]
    return Text([], [word for line in words for word in line], [], starts, tokens.tolist())


def _key(hashes: list[str], edges: list[list[int]]) -> str:
    """The name of a graph of texts: what went in and what worked on it, so that it never is out of date."""
    given = repr((hashes, edges, MOST_WORDS, MOST_OF_ONE, MOST_PARAGRAPHS, engine_version()))
    return f"authorship-{sha256(given.encode()).hexdigest()}"


@once
def engine_version() -> str:
    """A name for the state of the code that traces: it changes whenever that code does."""
    digest = sha256()
    for module in (compare.__file__, paragraphs_of.__code__.co_filename):
        for path in sorted(Path(module).parent.glob("*.py")):
            digest.update(path.read_bytes())
    return digest.hexdigest()[:16]
