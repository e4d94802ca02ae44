"""What the desk keeps: every change of every thing, and what waits for a second pair of eyes."""

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models


class ThingQuerySet(models.QuerySet):
    """Rows about a thing of whatever model."""

    def about(self, model: type[models.Model], *keys: int):
        """Keep the rows about the rows of `model` with these primary keys."""
        return self.filter(content_type=ContentType.objects.get_for_model(model), object_pk__in=keys)


class AboutAThing(models.Model):
    """A row about a thing of whatever model; it stays when the thing is gone, and knows its name."""

    content_type = models.ForeignKey(ContentType, models.PROTECT, related_name="+")
    object_pk = models.BigIntegerField()
    name = models.CharField(max_length=300)

    objects = ThingQuerySet.as_manager()

    class Meta:
        abstract = True

    @property
    def model(self) -> type[models.Model]:
        """The model of the thing."""
        return ContentType.objects.get_for_id(self.content_type_id).model_class()

    @property
    def thing(self) -> models.Model | None:
        """The row itself, or None where it was deleted."""
        return self.model._base_manager.filter(pk=self.object_pk).first()


class Change(AboutAThing):
    """One change of one thing: who, when, why, and its state before and after (see `desk.states`)."""

    class Act(models.TextChoices):
        ENTERED = "entered", "entered"
        EDITED = "edited", "edited"
        CORRECTED = "corrected", "corrected"
        PUBLISHED = "published", "published"
        WITHDRAWN = "withdrawn", "withdrawn"
        RESTORED = "restored", "restored to an earlier state"
        DELETED = "deleted", "deleted"
        IMPORTED = "imported", "imported from a table"
        LOADED = "loaded", "loaded from the shipped record"

    # All changes that were saved together have the same one.
    work = models.UUIDField(db_index=True)
    act = models.CharField(max_length=9, choices=Act)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    # The name that person had then; or the command that did it.
    by_name = models.CharField(max_length=150, blank=True)
    at = models.DateTimeField(db_index=True)
    why = models.TextField(blank=True)
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)
    # Whether those who follow the record were told; a mark on each, as a later number may be committed first.
    announced = models.BooleanField(default=False, editable=False)

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [
            models.Index(fields=["content_type", "object_pk", "-at"], name="change_of_thing"),
            models.Index(fields=["id"], name="change_to_announce", condition=models.Q(announced=False)),
        ]

    def __str__(self):
        return f"{self.name}: {self.get_act_display()}"


class ReviewQuerySet(models.QuerySet):
    """Reviews by what is to be done with them."""

    def waiting(self):
        """Keep those on which somebody has to decide, oldest first."""
        return self.filter(state=Review.State.WAITING).order_by("asked_at", "pk")

    def open(self):
        """Keep those that still can be decided otherwise: waiting, or approved for a time to come."""
        return self.filter(state__in=[Review.State.WAITING, Review.State.SCHEDULED])

    def unanswered(self):
        """Keep those sent back of which something was not sent to review again, oldest first."""
        later = ReviewItem.objects.filter(
            content_type=models.OuterRef("content_type"),
            object_pk=models.OuterRef("object_pk"),
            review__gt=models.OuterRef("review"),
        )
        left = ReviewItem.objects.filter(~models.Exists(later), review=models.OuterRef("pk"))
        sent_back = self.filter(models.Exists(left), state=Review.State.SENT_BACK)
        return sent_back.order_by("decided_at", "pk")

    def due(self, moment):
        """Keep those approved for a time that has come by `moment`."""
        return self.filter(state=Review.State.SCHEDULED, publish_at__lte=moment).order_by("publish_at", "pk")

    def with_items(self):
        """Fetch the things of all rows, and who asked and decided, in two more queries."""
        return self.select_related("asked_by", "decided_by").prefetch_related("items__content_type")


class Review(models.Model):
    """Things that somebody entered or wants to correct, and another person's decision on all of them."""

    class State(models.TextChoices):
        WAITING = "waiting", "waits for review"
        SCHEDULED = "scheduled", "approved, to be published at a time"
        DONE = "done", "published"
        SENT_BACK = "sent-back", "sent back"
        TAKEN_BACK = "taken-back", "taken back"

    title = models.CharField(max_length=300)
    note = models.TextField(blank=True, help_text="What the reviewer should know.")
    state = models.CharField(max_length=10, choices=State, default=State.WAITING, db_index=True)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="asked_reviews")
    asked_at = models.DateTimeField(db_index=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="decided_reviews"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    comment = models.TextField(blank=True)
    publish_at = models.DateTimeField(null=True, blank=True)
    # What it was like when it was approved for that time (`reviews.mark_of_review`): only that is published.
    approved = models.CharField(max_length=32, blank=True)

    objects = ReviewQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at", "-pk"]
        permissions = [("decide_review", "Can publish, send back and withdraw")]

    def __str__(self):
        return self.title

    @property
    def is_open(self) -> bool:
        """Whether it still can be decided otherwise: it waits, or its time has not come."""
        return self.state in (self.State.WAITING, self.State.SCHEDULED)


class ReviewItem(AboutAThing):
    """One thing of a review: a draft, or a published thing with the state it is proposed to have."""

    review = models.ForeignKey(Review, models.CASCADE, related_name="items")
    # Both empty: a draft, to be published as it is.
    proposed = models.JSONField(null=True)
    base = models.JSONField(null=True, help_text="The state for which the correction was written.")

    class Meta:
        ordering = ["review", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["review", "content_type", "object_pk"],
                name="review_item_once",
                violation_error_message="This thing is already part of the review.",
            )
        ]
        indexes = [models.Index(fields=["content_type", "object_pk"], name="review_of_thing")]

    def __str__(self):
        return self.name
