"""Texts under negotiation: topics, opinions, their titles and the states of their text."""

from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse

from documents.fields import Sha256
from documents.models import Contribution, Dated, Process, Sourced, SourcedQuerySet, Stakeholder
from documents.models.base import slug_field

from ..stages import OUTCOME_LABELS, STAGE_LABELS, Outcome, Stage


class Topic(Sourced):
    """A subject on the table of a process, under which drafts compete."""

    stands_under = ("process",)

    slug = slug_field(unique=True)
    process = models.ForeignKey(Process, models.PROTECT, related_name="topics")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    short_title = models.CharField(max_length=60)
    summary = models.TextField(blank=True)

    class Meta:
        ordering = ["process", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["process", "number"],
                name="topic_number_once",
                violation_error_message="This process already has a topic of that number.",
            )
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("opinions:topic", args=[self.slug])


class OpinionQuerySet(SourcedQuerySet):
    """Opinions with what lists show of them."""

    def in_picture(self):
        """Keep the texts that a process's picture shows, its reports apart, in their order."""
        reports = self.model.Instrument.REPORT
        return self.select_related("process", "topic").exclude(instrument=reports).order_by("order", "slug")


class Opinion(Sourced):
    """A text under negotiation, from its first draft to its end."""

    stands_under = ("process",)

    class Instrument(models.TextChoices):
        OPINION = "opinion", "opinion"
        RESOLUTION = "resolution", "resolution"
        REPORT = "report", "report"

    slug = slug_field(unique=True)
    process = models.ForeignKey(Process, models.PROTECT, related_name="opinions")
    topic = models.ForeignKey(Topic, models.PROTECT, null=True, blank=True, related_name="opinions")
    instrument = models.CharField(max_length=10, choices=Instrument, default=Instrument.OPINION)
    title = models.CharField(max_length=300)
    short_title = models.CharField(max_length=60)
    adopted_number = models.CharField(max_length=40, blank=True, help_text="“Opinion 5”, “Resolution 180”.")
    # The place in lists and pictures of its process; texts of one process are few.
    order = models.PositiveSmallIntegerField(default=0)
    # The state of the text in words, for instance "after two words were changed at the Forum"; completes the
    # sentence under the title, which is otherwise composed from the events.
    how = models.CharField(max_length=200, blank=True)
    summary = models.TextField(blank=True, help_text="What it is about, in our own words.")
    # Derived from the events by actions.rebuild_path; stored so that lists can filter by them.
    stage = models.CharField(max_length=14, choices=STAGE_LABELS.items(), default=Stage.START, editable=False)
    outcome = models.CharField(
        max_length=12, choices=OUTCOME_LABELS.items(), default=Outcome.OPEN, editable=False, db_index=True
    )

    objects = OpinionQuerySet.as_manager()

    class Meta:
        ordering = ["process", "order", "slug"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(outcome__in=list(OUTCOME_LABELS)),
                name="opinion_outcome_known",
                violation_error_message="The outcome is not one of those the site knows.",
            ),
            models.CheckConstraint(
                condition=models.Q(stage__in=list(STAGE_LABELS)),
                name="opinion_stage_known",
                violation_error_message="The stage is not one of those the site knows.",
            ),
        ]

    def __str__(self):
        return self.short_title

    def get_absolute_url(self):
        return reverse("opinions:opinion", args=[self.slug])

    def clean(self):
        if self.topic_id and self.topic.process_id != self.process_id:
            raise ValidationError({"topic": "The topic belongs to another process."})


class OtherTitle(Sourced):
    """Another title under which a text is known, and who uses it."""

    natural_fields = ("opinion__slug", "title")
    stands_under = ("opinion",)

    opinion = models.ForeignKey(Opinion, models.CASCADE, related_name="other_titles")
    title = models.CharField(max_length=300)
    used_by = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["opinion", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["opinion", "title"],
                name="other_title_once",
                violation_error_message="This text already has that other title.",
            )
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return self.opinion.get_absolute_url()


class RevisionQuerySet(SourcedQuerySet):
    """Revisions with what lists show of them."""

    def without_text(self):
        """Leave the texts in the database: lists do not show them."""
        return self.defer("text")


class Revision(Dated, Sourced):
    """One state of a text; never edited once published."""

    class Basis(models.TextChoices):
        OFFICIAL = "official", "official text"
        EXCERPT = "excerpt", "excerpt of the official text"
        SUMMARY = "summary", "editors’ summary"
        NONE = "none", "text not found"

    natural_fields = ("opinion__slug", "number")
    stands_under = ("opinion",)

    opinion = models.ForeignKey(Opinion, models.PROTECT, related_name="revisions")
    number = models.PositiveSmallIntegerField()
    label = models.CharField(max_length=120, help_text="“UK draft”, “Brazil, version three”.")
    title = models.CharField(max_length=300, blank=True, help_text="Its own title where it differs.")
    contribution = models.ForeignKey(
        Contribution, models.PROTECT, null=True, blank=True, related_name="revisions"
    )
    sponsors = models.ManyToManyField(Stakeholder, blank=True, related_name="sponsored")
    sponsor_note = models.CharField(max_length=200, blank=True)
    based_on = models.ManyToManyField("self", symmetrical=False, blank=True, related_name="led_to")
    text = models.TextField(blank=True, help_text="Paragraphs divided by empty lines.")
    sha256 = Sha256(of="text")
    basis = models.CharField(max_length=8, choices=Basis)
    language = models.CharField(max_length=8, default="en")
    note = models.TextField(blank=True)

    objects = RevisionQuerySet.as_manager()

    class Meta:
        ordering = ["opinion", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["opinion", "number"],
                name="revision_number_once",
                violation_error_message="This text already has a revision of that number.",
            ),
            models.CheckConstraint(
                condition=models.Q(number__gte=1),
                name="revision_numbers_from_1",
                violation_error_message="Revisions are numbered from 1.",
            ),
            models.CheckConstraint(
                condition=~models.Q(basis="none") | models.Q(text=""),
                name="revision_without_text_has_none",
                violation_error_message="This revision has a text: say what the text is.",
            ),
        ]

    def __str__(self):
        return f"{self.opinion.short_title}: {self.label}"

    def get_absolute_url(self):
        return reverse("opinions:revision", args=[self.opinion.slug, self.number])

    def clean(self):
        if self.basis == self.Basis.NONE and self.text:
            raise ValidationError({"basis": "This revision has a text: say what the text is."})
        if self.basis != self.Basis.NONE and not self.text.strip():
            raise ValidationError({"text": "Give the text, or say that it was not found."})
        published = Revision.objects.published().filter(pk=self.pk).values_list("text", flat=True).first()
        if published is not None and published != self.text:
            raise ValidationError({"text": "A published text is never edited. Enter a new revision instead."})
