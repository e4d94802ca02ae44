"""Texts under negotiation: topics, opinions and their titles."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.functions import Coalesce
from django.urls import reverse

from documents.models import Process, Sourced, SourcedQuerySet
from documents.models.base import slug_field

from ..stages import OUTCOME_LABELS, STAGE_LABELS, Outcome, Stage


class Topic(Sourced):
    """A subject on the table of a process, under which drafts compete."""

    stands_under = ("process",)
    named_from = ("short_title",)
    counted = ("number", "process")

    slug = slug_field(
        unique=True,
        help_text=(
            "Its part of the address, permanent: small letters, digits and hyphens, as in "
            "ipv6-capacity. Empty: made from the short title."
        ),
    )
    process = models.ForeignKey(
        Process,
        models.PROTECT,
        related_name="topics",
        help_text="The negotiation on whose table it lies. Type a few letters: WTPF-13",
    )
    number = models.PositiveSmallIntegerField(
        help_text="Its place among the topics of the process, from 1. The next free one is proposed."
    )
    title = models.CharField(
        max_length=200, help_text="In full: Capacity building for the deployment of IPv6"
    )
    short_title = models.CharField(
        max_length=60, help_text="As lists and pictures call it: IPv6 capacity building"
    )
    summary = models.TextField(
        blank=True, help_text="What the subject is, for somebody who meets it for the first time."
    )

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

    def with_known_title(self, day=None):
        """Annotate `known_title`: the title; on `day` that of the newest version known by then that has one.

        A title may come with the adopted text alone: where no version gives one, the short title stands.
        """
        if day is None:
            return self.annotate(known_title=models.F("title"))
        revisions = self.model._meta.get_field("revisions").related_model.objects
        titled = revisions.visible(day).filter(opinion=models.OuterRef("pk")).exclude(title="")
        newest = models.Subquery(titled.order_by("-number").values("title")[:1])
        return self.annotate(known_title=Coalesce(newest, models.F("short_title")))


class Opinion(Sourced):
    """A text under negotiation, from its first draft to its end."""

    stands_under = ("process",)
    holds = ("other_titles",)
    named_from = ("short_title",)
    counted = ("order", "process")

    class Instrument(models.TextChoices):
        OPINION = "opinion", "opinion"
        RESOLUTION = "resolution", "resolution"
        REPORT = "report", "report"

    slug = slug_field(
        unique=True,
        help_text=(
            "Its part of the address, permanent: small letters, digits and hyphens, as in "
            "role-of-governments. Empty: made from the short title."
        ),
    )
    process = models.ForeignKey(
        Process,
        models.PROTECT,
        related_name="opinions",
        help_text="The negotiation it belongs to. Type a few letters: WTPF-13",
    )
    topic = models.ForeignKey(
        Topic,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="opinions",
        help_text="The subject under which it stands, where the process has topics.",
    )
    instrument = models.CharField(
        max_length=10,
        choices=Instrument,
        default=Instrument.OPINION,
        help_text="What it is, or would become.",
    )
    title = models.CharField(
        max_length=300,
        help_text=(
            "In full, as in its newest text: Promoting Internet Exchange Points (IXPs) as a long term"
            " solution ..."
        ),
    )
    short_title = models.CharField(
        max_length=60, help_text="As lists and pictures call it: Exchange points (IXPs)"
    )
    adopted_number = models.CharField(
        max_length=40, blank=True, help_text="Once adopted: “Opinion 5”, “Resolution 180”."
    )
    # The place in lists and pictures of its process; texts of one process are few.
    order = models.PositiveSmallIntegerField(
        default=0, help_text="Its place in lists and pictures of the process. The next free one is proposed."
    )
    # The state of the text in words, for instance "after two words were changed at the Forum"; completes the
    # sentence under the title, which is otherwise composed from the events.
    how = models.CharField(
        max_length=200,
        blank=True,
        help_text=(
            "Ends the sentence under the title, where the events do not say it: in its original form."
            " Mostly empty."
        ),
    )
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
    title = models.CharField(max_length=300, help_text="As it is written there.")
    used_by = models.CharField(
        max_length=200,
        blank=True,
        help_text="Who calls it so, and where: Saudi Arabia, for draft WTPF-IEG/2/11",
    )

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
