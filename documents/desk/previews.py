"""Links that show drafts as readers will see them, to people without an account, for a while.

A link names a review or one draft, by signed words. It ends at its time, when what it shows was decided on,
and when the account of the person who made it is closed; and all links end with the secret key.
"""

from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.apps import apps
from django.contrib.auth import get_user_model
from django.core import signing
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import timezone

from ..actions import draft_parts, publish
from ..models import Change, ContributionFile, Publishable, Review, ReviewItem
from . import reviews
from .history import work
from .states import apply_state

SALT = "documents.desk.previews"
DAYS = (1, 7, 30)
"""How long a link may last; the middle one unless another is chosen."""


class NoPreview(Exception):
    """The link shows nothing: `status` is 404 where it never did, 410 where it has ended."""

    def __init__(self, status: int):
        super().__init__(status)
        self.status = status


@dataclass(frozen=True)
class Opened:
    """A link that holds: what it shows (a review or one draft), and until when."""

    shown: models.Model
    until: datetime


def token_of(shown: Review | Publishable, *, by, days: int = 7) -> str:
    """Return the signed words of a link to `shown` that `by` makes, for so many days from now."""
    until = timezone.now() + timedelta(days=days)
    of = shown._meta.label_lower
    return signing.dumps({"of": of, "pk": shown.pk, "by": by.pk, "until": int(until.timestamp())}, salt=SALT)


def opened(token: str) -> Opened:
    """Return what `token` leads to; raise NoPreview where it is none of ours or has ended."""
    try:
        given = signing.loads(token, salt=SALT)
    except signing.BadSignature:
        raise NoPreview(404) from None
    until = datetime.fromtimestamp(given["until"], UTC)
    shown = apps.get_model(given["of"])._base_manager.filter(pk=given["pk"]).first()
    maker = get_user_model().objects.filter(pk=given["by"], is_active=True, is_staff=True)
    if until <= timezone.now() or shown is None or _is_decided(shown) or not maker.exists():
        raise NoPreview(410)
    return Opened(shown, until)


def _is_decided(shown: Review | Publishable) -> bool:
    return not shown.is_open if isinstance(shown, Review) else shown.is_published


def page_of(row: Publishable) -> str:
    """Return the address of the page on which `row` shows; of a file, that of its document."""
    return (row.contribution if isinstance(row, ContributionFile) else row).get_absolute_url()


def lay_open(shown: Review | Publishable) -> list[str]:
    """Publish what a link shows; return sentences on what is against it, which is published all the same.

    To be called inside `history.undone`. Where there are such sentences what follows from the drafts, such as
    the stages of opinions, is still to be brought up to date.
    """
    of_review = isinstance(shown, Review)
    items = [(item, row) for item, row in reviews.rows_of(shown) if row is not None] if of_review else []
    rows = [row for _, row in items] if of_review else _with_above(shown)
    try:
        with work(act=Change.Act.PUBLISHED):
            if of_review:
                reviews.publish_items(shown)
            else:
                publish(*rows)
    except ValidationError as problem:
        _try_to_write([item for item, _ in items if item.proposed is not None])
        _show(rows)
        return problem.messages
    return []


def _with_above(row: Publishable) -> list[Publishable]:
    """A draft, the drafts it stands under, and what is reviewed together with it."""
    found, left = [], [row]
    while left:
        one = left.pop()
        if one is not None and not one.is_published and one not in found:
            found.append(one)
            left += [getattr(one, name) for name in one.stands_under]
    return [*found, *reviews.with_companions([row])[1:]]


def _try_to_write(corrections: list[ReviewItem]) -> None:
    for item in corrections:
        # What is against it is among the sentences already.
        with suppress(ValidationError), transaction.atomic():
            apply_state(item.model, item.object_pk, item.proposed)


def _show(rows: list[Publishable]) -> None:
    for row in [*rows, *draft_parts(rows)]:
        type(row)._base_manager.filter(pk=row.pk, published_at=None).update(
            published_at=timezone.now().replace(microsecond=0)
        )
