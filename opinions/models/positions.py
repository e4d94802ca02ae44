"""Who wanted what: interventions with their stance, amendments and their fate, pledged texts."""

from django.db import models
from django.urls import reverse

from documents.models import Contribution, Dated, Meeting, Sourced, Stakeholder
from documents.models.base import slug_field

from .opinions import Opinion, Revision


class Stance(models.TextChoices):
    """What a stakeholder wanted of a text."""

    AUTHOR = "author", "tabled a draft"
    SUPPORT = "support", "support"
    AMEND = "amend", "wants a change"
    CONCERN = "concern", "concern"
    OPPOSE = "oppose", "opposed"
    NEUTRAL = "neutral", "spoke, no stance recorded"


class Intervention(Dated, Sourced):
    """What a stakeholder said or wrote: on a text, on a section of the report, or on neither."""

    natural_fields = ("key",)
    stands_under = ("opinion", "stakeholder")

    key = slug_field(unique=True)
    stakeholder = models.ForeignKey(
        Stakeholder, models.PROTECT, null=True, blank=True, related_name="interventions"
    )
    speaker = models.CharField(
        max_length=120, blank=True, help_text="A person, or who where nobody is named."
    )
    meeting = models.ForeignKey(Meeting, models.PROTECT, null=True, blank=True, related_name="interventions")
    opinion = models.ForeignKey(Opinion, models.PROTECT, null=True, blank=True, related_name="interventions")
    report_section = models.CharField(max_length=40, blank=True)
    contribution = models.ForeignKey(
        Contribution, models.PROTECT, null=True, blank=True, related_name="interventions"
    )
    stance = models.CharField(max_length=8, choices=Stance, blank=True)
    # False where the stance is our reading of what was said and not declared by the stakeholder.
    declared = models.BooleanField("stance declared", default=True)
    summary = models.TextField(help_text="In our own words.")

    class Meta:
        ordering = ["first_day", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(stance="") | models.Q(opinion__isnull=False),
                name="stance_is_on_a_text",
                violation_error_message="A stance is on a text: name the text, or leave the stance empty.",
            ),
            models.CheckConstraint(
                condition=models.Q(stakeholder__isnull=False) | ~models.Q(speaker=""),
                name="intervention_names_somebody",
                violation_error_message="Name the stakeholder or the speaker.",
            ),
        ]

    def __str__(self):
        return f"{self.stakeholder or self.speaker}: {self.summary[:60]}"

    def get_absolute_url(self):
        if self.opinion:
            return f"{self.opinion.get_absolute_url()}#said-{self.key}"
        if self.stakeholder:
            return f"{self.stakeholder.get_absolute_url()}#said-{self.key}"
        return (
            f"{self.meeting.get_absolute_url()}#said-{self.key}"
            if self.meeting
            else reverse("opinions:positions")
        )


class Amendment(Dated, Sourced):
    """A change somebody proposed to a text, and its fate."""

    class Fate(models.TextChoices):
        ACCEPTED = "accepted", "accepted"
        REJECTED = "rejected", "rejected"
        NOTED = "noted", "only noted"
        WITHDRAWN = "withdrawn", "withdrawn"
        UNKNOWN = "unknown", "not known"

    natural_fields = ("opinion__slug", "key")
    stands_under = ("opinion",)

    opinion = models.ForeignKey(Opinion, models.PROTECT, related_name="amendments")
    key = slug_field()
    revision = models.ForeignKey(
        Revision,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="amendments",
        help_text="The text to change.",
    )
    meeting = models.ForeignKey(Meeting, models.PROTECT, null=True, blank=True, related_name="amendments")
    proposers = models.ManyToManyField(Stakeholder, blank=True, related_name="amendments")
    proposer_note = models.CharField(max_length=200, blank=True)
    place = models.CharField(max_length=200, blank=True)
    wording = models.CharField(
        max_length=300, blank=True, help_text="The proposed words, where a source has them."
    )
    summary = models.TextField()
    contribution = models.ForeignKey(
        Contribution, models.PROTECT, null=True, blank=True, related_name="amendments"
    )
    fate = models.CharField(max_length=9, choices=Fate, default=Fate.UNKNOWN)
    fate_note = models.CharField(max_length=300, blank=True)
    resulting_revision = models.ForeignKey(
        Revision, models.PROTECT, null=True, blank=True, related_name="caused_by"
    )

    class Meta:
        ordering = ["opinion", "first_day", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["opinion", "key"],
                name="amendment_key_once",
                violation_error_message="This text already has an amendment of that key.",
            )
        ]

    def __str__(self):
        return f"{self.opinion.short_title}: {self.summary[:60]}"

    def get_absolute_url(self):
        return f"{self.opinion.get_absolute_url()}#amendment-{self.key}"


class Pledge(Dated, Sourced):
    """Text that somebody promised, and whether it came."""

    class Fate(models.TextChoices):
        DELIVERED = "delivered", "delivered"
        NOT_DELIVERED = "not-delivered", "not delivered"
        UNKNOWN = "unknown", "not known"

    natural_fields = ("key",)
    stands_under = ("opinion",)

    key = slug_field(unique=True)
    opinion = models.ForeignKey(
        Opinion,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="pledges",
        help_text="The text it was for.",
    )
    meeting = models.ForeignKey(Meeting, models.PROTECT, null=True, blank=True, related_name="pledges")
    stakeholders = models.ManyToManyField(Stakeholder, blank=True, related_name="pledges")
    who_note = models.CharField(max_length=200, blank=True, help_text="Who, where nobody is named.")
    section = models.CharField(max_length=60, blank=True)
    subject = models.CharField(max_length=300)
    fate = models.CharField(max_length=13, choices=Fate, default=Fate.UNKNOWN)
    delivered_by = models.ForeignKey(
        Contribution, models.PROTECT, null=True, blank=True, related_name="pledges_kept"
    )
    note = models.TextField(blank=True)

    class Meta:
        ordering = ["first_day", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(delivered_by__isnull=True) | models.Q(fate="delivered"),
                name="pledge_delivered_by_a_document",
                violation_error_message="A pledge that a document kept is delivered: set its fate so.",
            )
        ]

    def __str__(self):
        return self.subject

    def get_absolute_url(self):
        return f"{reverse('opinions:pledges')}#pledge-{self.key}"
