"""What was approved for a time that has come is published, once, however many processes ask."""

import datetime
import logging

from django.core.exceptions import ValidationError
from django.utils import timezone

from ..models import Change, Review
from . import reviews
from .history import work

logger = logging.getLogger(__name__)


def publish_due(now: datetime.datetime | None = None) -> list[tuple[Review, str]]:
    """Publish what was approved for a time that has come; return [(review, why not or "")].

    Each review is a transaction of its own, and is done once however many processes ask. One that cannot be
    published is sent back with the reason; where the site itself failed it is logged and tried again.
    """
    done = []
    for review in Review.objects.due(now or timezone.now()).select_related("decided_by", "asked_by"):
        try:
            if _publish_scheduled(review):
                done.append((review, ""))
        except ValidationError as problem:
            reason = " ".join(problem.messages)
            if _sent_back_at_its_time(review, reason):
                done.append((review, reason))
        except Exception:
            # One that fails must not keep the others from readers.
            logger.exception("“%s” could not be published at its time; it is tried again.", review)
    return done


def _publish_scheduled(review: Review) -> bool:
    """Publish a review whose time has come; return False where another process did so meanwhile."""
    with work(by=review.decided_by, act=Change.Act.PUBLISHED, why=reviews.why_kept(review, review.comment)):
        held = Review.objects.select_for_update().get(pk=review.pk)
        if held.state != Review.State.SCHEDULED:
            return False
        reviews.hold(held)
        if held.approved != reviews.mark_of_review(held):
            raise ValidationError("It was changed after it was approved.")
        reviews.carry_out(held)
        held.state = Review.State.DONE
        held.save(update_fields=["state"])
    return True


def _sent_back_at_its_time(review: Review, reason: str) -> bool:
    scheduled = Review.objects.filter(pk=review.pk, state=Review.State.SCHEDULED)
    comment = f"At its time it could not be published: {reason}"
    return bool(scheduled.update(state=Review.State.SENT_BACK, comment=comment, decided_at=timezone.now()))
