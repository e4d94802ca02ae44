"""Who negotiates and when: processes, bodies, meetings."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils import timezone

from ..fields import EdtfField, FirstDay
from ..text.dates import parse_edtf
from .base import Dated, Sourced, slug_field


class Process(Dated, Sourced):
    """One negotiation from first call to last decision (WTPF-13; PP-14)."""

    slug = slug_field(unique=True)
    title = models.CharField(max_length=200)
    short_title = models.CharField(max_length=60)
    host = models.CharField(max_length=200, blank=True)
    summary = models.TextField(blank=True)

    class Meta:
        ordering = ["first_day", "slug"]
        verbose_name_plural = "processes"

    def __str__(self):
        return self.short_title

    def get_absolute_url(self):
        return reverse("documents:process", args=[self.slug])

    def is_over(self, day=None) -> bool:
        """Whether its last recorded day lies before `day` (today where None)."""
        return self.last_day is not None and self.last_day < (day or timezone.localdate())


class Body(Sourced):
    """Who meets: an experts group, a plenary, a working group, a committee."""

    class Kind(models.TextChoices):
        CONFERENCE = "conference", "conference or assembly"
        FORUM = "forum", "forum"
        COUNCIL = "council", "council"
        EXPERTS = "experts", "experts group"
        PLENARY = "plenary", "plenary"
        WORKING_GROUP = "working-group", "working group"
        COMMITTEE = "committee", "committee"
        AD_HOC = "ad-hoc", "ad hoc group"
        UN = "un", "body of the United Nations"
        SECRETARIAT = "secretariat", "secretariat"
        OTHER = "other", "other"

    stands_under = ("parent",)

    slug = slug_field(unique=True)
    name = models.CharField(max_length=200)
    abbreviation = models.CharField(max_length=30, blank=True)
    kind = models.CharField(max_length=15, choices=Kind)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="parts")
    participation = models.TextField("who may take part", blank=True)
    summary = models.TextField(blank=True)

    class Meta:
        ordering = [Lower("name"), "pk"]
        verbose_name_plural = "bodies"
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(parent=models.F("id")),
                name="body_not_its_own_part",
                violation_error_message="A body cannot be a part of itself.",
            )
        ]

    def __str__(self):
        return self.abbreviation or self.name

    def get_absolute_url(self):
        return f"{reverse('documents:meetings')}#body-{self.slug}"


class Meeting(Dated, Sourced):
    """A body at a time and place; a session of a larger meeting has that meeting as its parent."""

    stands_under = ("process", "body", "parent")

    class Status(models.TextChoices):
        HELD = "held", "held"
        PLANNED = "planned", "planned"
        NOT_CONFIRMED = "not-confirmed", "not confirmed as held"

    slug = slug_field(unique=True)
    process = models.ForeignKey(Process, models.PROTECT, related_name="meetings")
    body = models.ForeignKey(Body, models.PROTECT, related_name="meetings")
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="sessions")
    title = models.CharField(max_length=200)
    short_title = models.CharField(max_length=60)
    # A heading of the pictures under which this meeting's events stand; sessions may share one.
    column = models.CharField(max_length=40, blank=True, help_text="Heading in the pictures; empty: none.")
    hours = models.CharField(max_length=60, blank=True)
    place = models.CharField(max_length=200, blank=True)
    status = models.CharField(max_length=13, choices=Status, default=Status.HELD)
    remote_participation = models.TextField(blank=True)
    webcast = models.TextField(blank=True)
    summary = models.TextField(blank=True)
    documents_note = models.TextField(blank=True, help_text="Which papers it had, in words.")

    class Meta:
        ordering = ["first_day", "last_day", "hours", "slug"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(parent=models.F("id")),
                name="meeting_not_its_own_session",
                violation_error_message="A meeting cannot be a session of itself.",
            )
        ]

    def __str__(self):
        return self.short_title

    def get_absolute_url(self):
        return reverse("documents:meeting", args=[self.slug])

    def clean(self):
        if self.parent_id and self.parent.process_id != self.process_id:
            raise ValidationError({"parent": "A session belongs to the process of its meeting."})


class ScheduleItem(Dated, Sourced):
    """A step that was planned (`date` is the planned one), and what came of it."""

    class Fate(models.TextChoices):
        KEPT = "kept", "as planned"
        LATE = "late", "later than planned"
        CHANGED = "changed", "held or done otherwise"
        UNKNOWN = "unknown", "not known"

    natural_fields = ("process__slug", "number")
    stands_under = ("process",)

    process = models.ForeignKey(Process, models.PROTECT, related_name="schedule")
    number = models.PositiveSmallIntegerField()
    step = models.CharField(max_length=300)
    actual = EdtfField("actual date", blank=True)
    actual_first_day = FirstDay(of="actual")
    fate = models.CharField(max_length=8, choices=Fate, default=Fate.UNKNOWN)
    outcome = models.TextField("what happened", blank=True)
    meeting = models.ForeignKey(Meeting, models.SET_NULL, null=True, blank=True, related_name="schedule")

    class Meta:
        ordering = ["process", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["process", "number"],
                name="schedule_number_once",
                violation_error_message="This process already has a step of that number.",
            )
        ]

    def __str__(self):
        return self.step

    def get_absolute_url(self):
        return f"{reverse('documents:schedule')}#step-{self.process.slug}-{self.number}"

    @property
    def actual_in_words(self) -> str:
        """The actual date in English, or an empty text where none is recorded."""
        return parse_edtf(self.actual).in_words() if self.actual else ""
