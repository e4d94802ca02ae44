"""The second pair of eyes: what was entered waits until another person publishes it or sends it back."""

import datetime
from collections.abc import Iterable

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import timezone

from .. import actions
from ..models import Change, Publishable, Review, ReviewItem
from . import roles
from .history import undone, work
from .states import apply_state, mark_of, state_of, states_of, without_publication


def ask_review(*, by, rows: Iterable[Publishable], note: str = "", title: str = "") -> Review | None:
    """Have the drafts among `rows`, with what goes with them, wait for review; return the review.

    Drafts that wait already go on waiting where they are: where all of them do, that review is returned, with
    `note` added; one approved for a time waits again where its things were changed since. None where there is
    no draft. The title is by default that of the first.
    """
    drafts = [row for row in with_companions(rows) if isinstance(row, Publishable) and not row.is_published]
    if not drafts:
        return None
    with transaction.atomic():
        there = {(item.model, item.object_pk): item.review for item in _open_items(drafts)}
        waiting = [_waiting_on(review, note) for review in dict.fromkeys(there.values())]
        new = [row for row in drafts if (type(row), row.pk) not in there]
        if not new:
            return waiting[0]
        review = Review.objects.create(
            title=(title or str(new[0]))[:300], note=note, asked_by=by, asked_at=timezone.now()
        )
        ReviewItem.objects.bulk_create(_item(review, row) for row in new)
    return review


def with_companions(rows: Iterable[models.Model]) -> list[models.Model]:
    """Return `rows` with the drafts that are reviewed together with them, each once."""
    found = {}
    for row in rows:
        found[type(row), row.pk] = row
        for name in getattr(row, "goes_with", ()):
            for other in getattr(row, name).filter(published_at=None, withdrawn_at=None):
                found[type(other), other.pk] = other
    return list(found.values())


def _open_items(rows) -> list[ReviewItem]:
    """The items of the reviews that are not decided yet about drafts among `rows`; a query a model."""
    keys: dict[type, list[int]] = {}
    for row in rows:
        keys.setdefault(type(row), []).append(row.pk)
    found = []
    for model, pks in keys.items():
        items = ReviewItem.objects.about(model, *pks).filter(review__in=Review.objects.open())
        found += items.select_related("review", "content_type")
    return found


def _waiting_on(review: Review, note: str) -> Review:
    """The review that has the drafts already; held, as somebody may be deciding on it."""
    review = Review.objects.select_for_update().get(pk=review.pk)
    if note and note not in review.note:
        review.note = f"{review.note}\n{note}".strip()
    if review.state == Review.State.SCHEDULED and review.approved != mark_of_review(review):
        review.state, review.publish_at, review.approved = Review.State.WAITING, None, ""
    review.save()
    return review


def _item(review: Review, row, **given) -> ReviewItem:
    kind = ContentType.objects.get_for_model(type(row))
    return ReviewItem(review=review, content_type=kind, object_pk=row.pk, name=str(row)[:300], **given)


def propose(*, by, row: Publishable, state: dict, why: str) -> Review | None:
    """Propose that the published `row` have the content of `state`; return the review, or None if it has.

    Raises ValidationError where no reason is given.
    """
    return propose_all(by=by, changes=[(row, state)], why=why, title=f"Correction: {row}")


def propose_all(*, by, changes: Iterable[tuple[Publishable, dict]], why: str, title: str) -> Review | None:
    """Propose that each published row of `changes` have the content of its state, in one review; return it.

    None where each has it already. Raises ValidationError where no reason is given.
    """
    changes = [(row, base, without_publication(state)) for row, base, state in _with_bases(list(changes))]
    changes = [each for each in changes if mark_of(without_publication(each[1])) != mark_of(each[2])]
    if not changes:
        return None
    if not why.strip():
        raise ValidationError("Say why: readers have seen this, and the reason is kept.")
    with transaction.atomic():
        review = Review.objects.create(title=title[:300], note=why, asked_by=by, asked_at=timezone.now())
        ReviewItem.objects.bulk_create(
            [_item(review, row, proposed=wanted, base=base) for row, base, wanted in changes], batch_size=500
        )
    return review


def _with_bases(changes: list[tuple[Publishable, dict]]):
    """(row, its state now, the state it is to have); a few queries for each model."""
    keys: dict[type, list[int]] = {}
    for row, _ in changes:
        keys.setdefault(type(row), []).append(row.pk)
    bases = {model: states_of(model, pks) for model, pks in keys.items()}
    return [(row, bases[type(row)].get(row.pk), state) for row, state in changes]


def rows_of(review: Review) -> list[tuple[ReviewItem, models.Model | None]]:
    """Return (item, its row or None where it was deleted since) of a review, in order."""
    items = list(review.items.all())
    rows = roles.shown_rows(items)
    return [(item, rows.get((item.model, item.object_pk))) for item in items]


def mark_of_review(review: Review) -> str:
    """Return a text that changes with anything of `review`: what a reviewer saw is what is published."""
    items = list(review.items.all())
    states = {model: states_of(model, keys) for model, keys in _keys_by_model(items).items()}
    return mark_of({str(item.pk): [states[item.model].get(item.object_pk), item.proposed] for item in items})


def _keys_by_model(items: Iterable[ReviewItem]) -> dict[type[models.Model], list[int]]:
    keys: dict[type, list[int]] = {}
    for item in items:
        keys.setdefault(item.model, []).append(item.object_pk)
    return keys


def refusal(user, review: Review) -> str:
    """Return a sentence why `user` may not publish `review`, or an empty text."""
    drafts = [row for item, row in rows_of(review) if row is not None and item.proposed is None]
    corrects = any(item.proposed is not None for item in review.items.all())
    return roles.refusal_to_publish(user, drafts, asked_by=review.asked_by_id if corrects else None)


def approve(
    review: Review, *, by, at: datetime.datetime | None = None, comment: str = "", mark: str = ""
) -> Review:
    """Publish everything of `review` now, or at the moment `at`; all or nothing.

    `mark` is `mark_of_review` of what the person saw. Raises ValidationError with sentences where `by` may
    not, where it was decided already or has changed since, and where something of it cannot be published.
    """
    with work(by=by, act=Change.Act.PUBLISHED, why=why_kept(review, comment)):
        review = _locked(review)
        hold(review)
        if mark and mark != mark_of_review(review):
            raise ValidationError("It was changed after you opened this page. Look at it again.")
        if reason := refusal(by, review):
            raise ValidationError(reason)
        later = at is not None and at > timezone.now()
        carry_out(review, rehearse=later)
        review.state = Review.State.SCHEDULED if later else Review.State.DONE
        review.publish_at = at if later else None
        review.approved = mark_of_review(review) if later else ""
        _decided(review, by, comment)
    return review


def why_kept(review: Review, comment: str) -> str:
    """Return what the history keeps: of a correction also why it was proposed, and by whom."""
    if not review.items.filter(proposed__isnull=False).exists():
        return comment
    proposed = f"{review.note.strip()} (Proposed by {review.asked_by.get_username()}.)"
    return " ".join(filter(None, [proposed, comment]))


def hold(review: Review) -> None:
    """Lock the rows of `review` until the transaction ends: what was looked at is what is published."""
    for model, pks in _keys_by_model(review.items.all()).items():
        list(model._base_manager.select_for_update().filter(pk__in=pks).order_by("pk").values_list("pk"))


def carry_out(review: Review, *, rehearse: bool = False) -> None:
    """Write what is proposed and publish the drafts; a rehearsal undoes it again, and only may refuse."""
    if rehearse:
        with undone(), work(act=Change.Act.PUBLISHED):
            publish_items(review)
    else:
        publish_items(review)


def publish_items(review: Review) -> None:
    """Write what `review` proposes and publish its drafts, whoever may and whatever its state.

    To be called inside `history.work`. Raises ValidationError with sentences.
    """
    rows = []
    for item, row in rows_of(review):
        if row is None:
            raise ValidationError(f"“{item.name}” was deleted since. Send this back.")
        if item.proposed is not None:
            row = _corrected(item, row)
        rows.append(row)
    actions.publish(*rows)


def _corrected(item: ReviewItem, row):
    now = state_of(row)
    if mark_of(without_publication(now)) != mark_of(without_publication(item.base)):
        raise ValidationError(
            f"“{item.name}” was changed after this correction was proposed. Send it back, to be written anew."
        )
    try:
        return apply_state(item.model, item.object_pk, item.proposed)
    except ValidationError as problem:
        raise ValidationError([f"“{item.name}”: {sentence}" for sentence in problem.messages]) from problem


def send_back(review: Review, *, by, comment: str) -> Review:
    """Give `review` back to who asked, with a comment.

    Raises ValidationError where that is empty, where `by` may not, and where it no longer waits.
    """
    if not roles.may_decide(by):
        raise ValidationError("Only reviewers and administrators send back.")
    if not comment.strip():
        raise ValidationError("Say what is to be mended.")
    with transaction.atomic():
        review = _locked(review)
        review.state = Review.State.SENT_BACK
        _decided(review, by, comment)
    return review


def take_back(review: Review, *, by) -> Review:
    """Take back what one asked oneself, or leave at that what was sent back.

    Raises ValidationError where somebody else asked, and where it is published.
    """
    with transaction.atomic():
        review = _locked(review, Review.State.SENT_BACK)
        if review.asked_by_id != by.pk:
            raise ValidationError("Only who asked for the review takes it back.")
        review.state = Review.State.TAKEN_BACK
        _decided(review, by, review.comment)
    return review


def _locked(review: Review, *also: str) -> Review:
    """The review as it is now, held until the transaction ends; refused where it is decided already."""
    review = Review.objects.select_for_update().get(pk=review.pk)
    if not review.is_open and review.state not in also:
        raise ValidationError(f"Nothing was done: this is no longer waiting ({review.get_state_display()}).")
    return review


def _decided(review: Review, by, comment: str) -> None:
    review.decided_by, review.decided_at, review.comment = by, timezone.now(), comment
    review.save()


def publish_now(*, by, rows: Iterable[Publishable], why: str = "") -> int:
    """Publish the drafts among `rows` that others entered, with what goes with them; return how many.

    Reviews of which all is published by this are done. Raises ValidationError; then nothing is published.
    """
    rows = [row for row in with_companions(rows) if not row.is_published]
    if reason := roles.refusal_to_publish(by, rows):
        raise ValidationError(reason)
    with work(by=by, act=Change.Act.PUBLISHED, why=why):
        number = actions.publish(*rows)
        for review in {item.review for item in _open_items(rows)}:
            if all(row is None or (row.is_published and not item.proposed) for item, row in rows_of(review)):
                review.state = Review.State.DONE
                _decided(review, by, why)
    return number
