"""Who negotiates and when: processes, bodies, meetings."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils import timezone

from ..fields import DateHistory, EdtfField, FirstDay
from ..text.dates import parse_edtf
from .base import Dated, Sourced, slug_field


class Process(Dated, Sourced):
    """One negotiation from first call to last decision (WTPF-13; PP-14)."""

    named_from = ("short_title",)

    slug = slug_field(
        unique=True,
        help_text=(
            "Its part of the address, permanent: small letters, digits and hyphens, as in wtpf-13. "
            "Empty: made from the short title."
        ),
    )
    title = models.CharField(
        max_length=200,
        help_text=("Its full name. For instance: Fifth World Telecommunication/ICT Policy Forum (WTPF-13)"),
    )
    short_title = models.CharField(max_length=60, help_text="As lists and headings call it: WTPF-13")
    host = models.CharField(max_length=200, blank=True, help_text="Who holds it, and where: ITU, Geneva")
    summary = models.TextField(
        blank=True, help_text="What it is about and how it works, in two or three plain sentences of our own."
    )

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
    named_from = ("name",)

    slug = slug_field(
        unique=True,
        help_text=(
            "Its part of the address, permanent: small letters, digits and hyphens, as in "
            "itu-council. Empty: made from the name."
        ),
    )
    name = models.CharField(max_length=200, help_text="Its full name. For instance: Informal Experts Group")
    abbreviation = models.CharField(
        max_length=30, blank=True, help_text="As people say it: IEG. Empty: the full name is used."
    )
    kind = models.CharField(
        max_length=15, choices=Kind, help_text="What sort of body it is; “other” where nothing fits."
    )
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="parts",
        help_text=("The body of which it is a part: of a working group its plenary. Empty: it stands alone."),
    )
    participation = models.TextField(
        "who may take part",
        blank=True,
        help_text=("Who may take part, and how. For instance: Open to all relevant stakeholders since 2012."),
    )
    summary = models.TextField(
        blank=True, help_text="What it does in the process, in plain sentences of our own."
    )

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
    named_from = ("short_title",)

    class Status(models.TextChoices):
        HELD = "held", "held"
        PLANNED = "planned", "planned"
        NOT_CONFIRMED = "not-confirmed", "not confirmed as held"

    slug = slug_field(
        unique=True,
        help_text=(
            "Its part of the address, permanent: small letters, digits and hyphens, as in ieg-2. "
            "Empty: made from the short title."
        ),
    )
    process = models.ForeignKey(
        Process,
        models.PROTECT,
        related_name="meetings",
        help_text="The negotiation it belongs to. Type a few letters: WTPF-13",
    )
    body = models.ForeignKey(
        Body,
        models.PROTECT,
        related_name="meetings",
        help_text="Who met. Type a few letters of its name: IEG",
    )
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="sessions",
        help_text="For a session: the meeting of which it is a part. Empty: it stands alone.",
    )
    title = models.CharField(
        max_length=200, help_text="Its full name. For instance: Second meeting of the Informal Experts Group"
    )
    short_title = models.CharField(max_length=60, help_text="As lists call it: IEG 2")
    # A heading of the pictures under which this meeting's events stand; sessions may share one.
    column = models.CharField(
        max_length=40,
        blank=True,
        help_text=(
            "Heading in the pictures under which its events stand; sessions may share one: Forum: "
            "plenary. Empty: none."
        ),
    )
    hours = models.CharField(
        max_length=60,
        blank=True,
        help_text="Times of day as the source gives them: 09:30–12:30, or: 6 February: afternoon only",
    )
    place = models.CharField(
        max_length=200,
        blank=True,
        help_text="Town, and the building where it is known: International Conference Centre, Geneva",
    )
    status = models.CharField(
        max_length=13,
        choices=Status,
        default=Status.HELD,
        help_text=(
            "Whether it took place. “Not confirmed” where it was announced and no source says that it"
            " was held."
        ),
    )
    remote_participation = models.TextField(
        blank=True, help_text="How one could take part from afar, in a sentence. Empty: not known."
    )
    webcast = models.TextField(
        blank=True, help_text="Whether it was broadcast, captioned or recorded, and where. Empty: not known."
    )
    summary = models.TextField(
        blank=True,
        help_text=(
            "What was done there, in plain sentences of our own. What happened to one text goes to "
            "its events."
        ),
    )
    documents_note = models.TextField(
        blank=True, help_text="Which papers it had, in words: WTPF-IEG/2/1 to 2/16 and WTPF-IEG/2/Info-Doc1."
    )
    date_history = DateHistory(of="date")

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
    counted = ("number", "process")
    stands_under = ("process",)

    process = models.ForeignKey(
        Process,
        models.PROTECT,
        related_name="schedule",
        help_text="The negotiation whose schedule this is. Type a few letters: WTPF-13",
    )
    number = models.PositiveSmallIntegerField(
        help_text="Its place in the schedule: 0, 1, 2 ... The next free one is proposed."
    )
    step = models.CharField(
        max_length=300,
        help_text=("What was to happen. For instance: Texts of members on the third draft of the report due"),
    )
    actual = EdtfField(
        "actual date",
        blank=True,
        help_text=(
            "When it really happened, in the same notation as the planned date. Empty: not known, or "
            "not at all."
        ),
    )
    actual_first_day = FirstDay(of="actual")
    fate = models.CharField(
        max_length=8, choices=Fate, default=Fate.UNKNOWN, help_text="Whether the plan was kept."
    )
    outcome = models.TextField(
        "what happened", blank=True, help_text="What came of it, in a sentence: Held; it ended early."
    )
    meeting = models.ForeignKey(
        Meeting,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="schedule",
        help_text="The meeting that this step was, where it was one.",
    )
    date_history = DateHistory(of="date")

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
