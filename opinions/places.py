"""Where opinions, their versions and events, and topics stand."""

from collections.abc import Callable, Iterator
from itertools import permutations

from django.urls import reverse

from documents.places import Place, by_fields, match_of, stands_at

from .models import Event, Opinion, Revision, Topic

COMPARED = "opinions:compare"


def _event_address(event: Event) -> str:
    return reverse("opinions:event", args=[event.opinion.slug, event.key])


def _below_opinion(opinion: Opinion) -> Iterator[str]:
    numbers = list(Revision.objects.published().filter(opinion=opinion).values_list("number", flat=True))
    for number in numbers:
        yield f"revisions/{number}/"
        yield from (f"revisions/{number}/{rest}" for rest in _below_revision(None))
    if len(numbers) > 1:
        yield "compare/"
    yield from (f"compare/{one}...{other}/" for one, other in permutations(numbers, 2))
    events = Event.objects.published().filter(opinion=opinion)
    yield from (f"events/{key}/" for key in events.values_list("key", flat=True))


def _below_revision(revision: Revision | None) -> Iterator[str]:
    yield from ("authorship/", "fate/")


def _stand() -> None:
    """Make the places of this app known."""
    stands_at(
        Place(Topic, "opinions:topic", ("slug",), by_fields(Topic, slug="slug")),
        Place(
            Opinion,
            "opinions:opinion",
            ("slug",),
            by_fields(Opinion, slug="slug"),
            below=_below_opinion,
        ),
        Place(
            Revision,
            "opinions:revision",
            ("opinion", "number"),
            by_fields(Revision, slug="opinion__slug", number="number"),
            below=_below_revision,
        ),
        Place(
            Event,
            "opinions:event",
            ("opinion", "key"),
            by_fields(Event, slug="opinion__slug", key="key"),
            address=_event_address,
        ),
    )


_stand()


def compared_now(path: str, now_at: Callable[[str], str | None]) -> str | None:
    """Return the address of the comparison at `path` where one of its versions has another number by now.

    `now_at` returns the present address of an old one. None where none of the two moved, or they are not
    versions of one text any more.
    """
    match = match_of(path)
    if match is None or match.view_name != COMPARED:
        return None
    slug, *numbers = match.kwargs["slug"], match.kwargs["a"], match.kwargs["b"]
    olds = [reverse("opinions:revision", args=[slug, number]) for number in numbers]
    news = [now_at(old) or old for old in olds]
    if news == olds:
        return None
    words = [match_of(new).kwargs for new in news]
    if words[0]["slug"] != words[1]["slug"] or words[0]["number"] == words[1]["number"]:
        return None
    return reverse(COMPARED, args=[words[0]["slug"], *(each["number"] for each in words)])
