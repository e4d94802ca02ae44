"""What waits for a person, and what a review looks like to the person who decides on it."""

from dataclasses import dataclass

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Count, Exists, OuterRef, Q

from ..kinds import kind_words
from ..models import Change, Review, ReviewItem
from . import roles
from .reviews import rows_of
from .states import Difference, many_differences, states_of, without_publication

CITATION = ("sources", "locator", "confidence", "confidence_note", "record")
MOST = 100
"""So many reviews of a group are shown, and so many things of a review in words."""


@dataclass(frozen=True)
class Group:
    """Reviews of which a person can do the same; of very many only the first are shown."""

    name: str
    title: str
    nothing: str
    reviews: list[Review]
    more: bool


def queue_of(user) -> list[Group]:
    """Return what waits for `user`, and what `user` waits for: oldest first, in a fixed number of queries.

    Each review knows `kinds`, what it is about in words.
    """
    mine, decides = Q(asked_by=user), roles.may_decide(user)
    barred = barred_for(user) if decides else mine
    reviews = Review.objects.select_related("asked_by", "decided_by").defer("approved")
    scheduled = reviews.filter(state=Review.State.SCHEDULED).order_by("publish_at", "pk")
    groups = [
        _group("back", "Sent back to you", "", reviews.unanswered().filter(mine)),
        _group(
            "asked", "Waits for somebody else", "Nothing of yours waits.", reviews.waiting().filter(barred)
        ),
        _group("scheduled", "Approved for a time", "", scheduled if decides else scheduled.filter(mine)),
    ]
    if decides:
        for_me = reviews.waiting().exclude(barred)
        groups.insert(0, _group("waiting", "Waits for you", "Nothing waits for you.", for_me))
    _say_kinds([review for group in groups for review in group.reviews])
    return groups


def _group(name: str, title: str, nothing: str, reviews) -> Group:
    found = list(reviews[: MOST + 1])
    return Group(name, title, nothing, found[:MOST], len(found) > MOST)


def barred_for(user) -> Q:
    """What is true of the reviews that `user` has to leave to somebody else: see `reviews.refusal`."""
    if settings.ONE_PERSON_DESK:
        return Q(pk__in=[])
    about = {"content_type": OuterRef("content_type"), "object_pk": OuterRef("object_pk")}
    written = Change.objects.filter(**about, act__in=roles.AUTHORING, by=user)
    items = ReviewItem.objects.filter(review=OuterRef("pk"))
    drafts = items.filter(Exists(written), proposed__isnull=True)
    return Q(Exists(drafts)) | Q(Exists(items.filter(proposed__isnull=False)), asked_by=user)


def _say_kinds(reviews: list[Review]) -> None:
    rows = ReviewItem.objects.filter(review__in=reviews).order_by("review", "content_type")
    counted = rows.values_list("review", "content_type").annotate(number=Count("pk"))
    words: dict[int, list[str]] = {}
    for review, kind, number in counted:
        model = ContentType.objects.get_for_id(kind).model_class()
        words.setdefault(review, []).append(f"{number} {kind_words(model, many=number > 1)}")
    for review in reviews:
        review.kinds = ", ".join(words.get(review.pk, []))


@dataclass(frozen=True)
class ShownItem:
    """A thing of a review in words: all that is filled in of a draft, or what a correction changes."""

    item: ReviewItem
    row: models.Model | None
    kind: str
    differences: list[Difference]

    @property
    def is_correction(self) -> bool:
        """Whether readers see the thing already, as it was."""
        return self.item.proposed is not None


def shown_items(review: Review) -> list[ShownItem]:
    """Return the first things of `review` in words; the queries grow with their kinds, not with them."""
    found = rows_of(review)
    in_words = {}
    for model in dict.fromkeys(item.model for item, _ in found[:MOST]):
        items = [(item, row) for item, row in found[:MOST] if item.model is model and row is not None]
        now = states_of(model, [item.object_pk for item, _ in items])
        pairs = [_before_and_after(item, now[item.object_pk]) for item, _ in items]
        words = many_differences(model, pairs)
        in_words |= {
            item.pk: _sources_last(model, each) for (item, _), each in zip(items, words, strict=True)
        }
    return [ShownItem(item, row, kind_words(item.model), in_words.get(item.pk, [])) for item, row in found]


def _sources_last(model: type[models.Model], words: list[Difference]) -> list[Difference]:
    """What is said before where it comes from, as on the forms."""
    names = [name for name in CITATION if hasattr(model, name)]
    labels = {str(model._meta.get_field(name).verbose_name) for name in names}
    return sorted(words, key=lambda each: each.label in labels)


def _before_and_after(item: ReviewItem, now: dict) -> tuple[dict | None, dict]:
    if item.proposed is None:
        return None, without_publication(now)
    return without_publication(item.base), item.proposed
