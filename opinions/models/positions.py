"""Who wanted what: interventions with their stance, amendments and their fate."""

from django.db import models
from django.urls import reverse

from documents.models import Contribution, Dated, Meeting, Sourced, Stakeholder
from documents.models.base import slug_field

from .opinions import Opinion
from .revisions import Revision


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
    named_from = (("stakeholder", "speaker"), ("opinion", "summary"))
    stands_under = ("opinion", "stakeholder")

    key = slug_field(
        unique=True,
        help_text=(
            "Names it in addresses, permanent: small letters, digits and hyphens, as in "
            "uk-ixps-draft. Empty: made from who and on what."
        ),
    )
    stakeholder = models.ForeignKey(
        Stakeholder,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="interventions",
        help_text="Who said or wrote it. Type a few letters: Brazil",
    )
    speaker = models.CharField(
        max_length=120, blank=True, help_text="A person, or who where nobody is named: one delegation"
    )
    meeting = models.ForeignKey(
        Meeting,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="interventions",
        help_text="Where it was said. Empty: in writing, or not known.",
    )
    opinion = models.ForeignKey(
        Opinion,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="interventions",
        help_text="The text it was about. Empty: it was about the report or the process.",
    )
    report_section = models.CharField(
        max_length=40,
        blank=True,
        help_text="Of the Secretary-General’s report, where it was about that: 2.3.4.1 c)",
    )
    contribution = models.ForeignKey(
        Contribution,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="interventions",
        help_text="The document in which it stands. Type its symbol: WTPF-13/7",
    )
    stance = models.CharField(
        max_length=8,
        choices=Stance,
        blank=True,
        help_text="What they wanted of the text. Empty: it was about no text.",
    )
    # False where the stance is our reading of what was said and not declared by the stakeholder.
    declared = models.BooleanField(
        "stance declared",
        default=True,
        help_text=("They said so themselves. Leave empty where the stance is our reading of what they said."),
    )
    summary = models.TextField(
        help_text="What they said, in our own words: The United Kingdom tabled the draft."
    )

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
    named_from = (("proposers", "proposer_note", "summary"), "date")
    stands_under = ("opinion",)

    opinion = models.ForeignKey(
        Opinion,
        models.PROTECT,
        related_name="amendments",
        help_text="The text that was to be changed. Type a few letters of its title.",
    )
    key = slug_field(
        help_text=(
            "Its anchor on the page of the text, permanent: turkey-2013-05. Empty: made from who and what."
        )
    )
    revision = models.ForeignKey(
        Revision,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="amendments",
        help_text="The state of the text that was to be changed.",
    )
    meeting = models.ForeignKey(
        Meeting,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="amendments",
        help_text="Where it was proposed. Type a few letters: Forum",
    )
    proposers = models.ManyToManyField(
        Stakeholder,
        blank=True,
        related_name="amendments",
        help_text="Who proposed it. Type a few letters: Turkey",
    )
    proposer_note = models.CharField(
        max_length=200, blank=True, help_text="Who, where nobody can be named: one delegation, not named"
    )
    place = models.CharField(
        max_length=200,
        blank=True,
        help_text="Where in the text: before “international, regional and national forums”",
    )
    wording = models.CharField(
        max_length=300, blank=True, help_text="The proposed words, where a source has them: relevant"
    )
    summary = models.TextField(help_text="What was to change, in a sentence of our own.")
    contribution = models.ForeignKey(
        Contribution,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="amendments",
        help_text="The document in which it stands. Type its symbol: WTPF-13/7",
    )
    fate = models.CharField(
        max_length=9, choices=Fate, default=Fate.UNKNOWN, help_text="Whether the change came into the text."
    )
    fate_note = models.CharField(
        max_length=300,
        blank=True,
        help_text="What is known of how that came about: The opinion was adopted with the word added.",
    )
    resulting_revision = models.ForeignKey(
        Revision,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="caused_by",
        help_text="The text that has the change, where it was accepted.",
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
