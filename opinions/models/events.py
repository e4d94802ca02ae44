"""What happened to a text, in order, and who did it."""

from django.core.exceptions import ValidationError
from django.db import models

from documents.models import (
    Body,
    Contribution,
    Dated,
    Meeting,
    Named,
    PartQuerySet,
    Sourced,
    SourcedQuerySet,
    Stakeholder,
)
from documents.models.base import slug_field

from ..stages import KIND_LABELS
from .opinions import Opinion
from .revisions import Revision


class EventQuerySet(SourcedQuerySet):
    """Events in the order of their path."""

    def in_order(self):
        """Sort as the path goes: by day, then by the order given within the day."""
        return self.order_by("opinion", "first_day", "order", "pk")

    def with_actors(self, day=None):
        """Fetch who did it, in one more query."""
        return self.prefetch_related(models.Prefetch("actors", Actor.objects.visible(day)))

    def published_path(self):
        """Keep the events of texts that readers see."""
        return self.filter(opinion__in=Opinion.objects.published())

    def latest_first(self):
        """Sort by day, the latest first, with the text each belongs to."""
        return self.select_related("opinion").order_by("-first_day", "-order", "-pk")

    def for_picture(self, day=None):
        """Fetch what a picture of a whole process needs of each event, as of `day` where one is asked for."""
        texts = Revision.objects.visible(day).without_text()
        sponsors = models.Prefetch("sponsors", Stakeholder.objects.visible(day))
        shown = [
            models.Prefetch("meeting", Meeting.objects.visible(day).select_related("parent")),
            models.Prefetch("revision", texts.prefetch_related(sponsors, models.Prefetch("based_on", texts))),
        ]
        return self.in_order().select_related("opinion").prefetch_related(*shown)

    def for_path(self, day=None):
        """Fetch what a list of events shows, as of `day` where one is asked for."""
        shown = [
            models.Prefetch("meeting", Meeting.objects.visible(day).select_related("body__parent")),
            models.Prefetch("body", Body.objects.visible(day).select_related("parent")),
            models.Prefetch("contribution", Contribution.objects.for_links(day)),
            models.Prefetch(
                "revision", Revision.objects.visible(day).without_text().select_related("opinion")
            ),
        ]
        rows = self.in_order().select_related("opinion").prefetch_related(*shown)
        return rows.with_actors(day).with_sources()


class Event(Dated, Sourced):
    """One step of a path. Events alone change the stage of an opinion."""

    natural_fields = ("opinion__slug", "key")
    named_from = ("kind", "date")
    counted = ("order", "opinion", "first_day")
    stands_under = ("opinion",)
    holds = ("actors",)

    opinion = models.ForeignKey(
        Opinion,
        models.PROTECT,
        related_name="events",
        help_text="The text to which it happened. Type a few letters of its title.",
    )
    # The anchor of the event on its opinion's page; permanent.
    key = slug_field(
        help_text=(
            "Its anchor on the page of the text, permanent: submitted-uk-2012-10. Empty: made from "
            "what happened, and when."
        )
    )
    kind = models.CharField(
        max_length=12,
        choices=KIND_LABELS.items(),
        help_text=(
            "What happened. Only what may follow where the text stood on that day is taken without a reason."
        ),
    )
    order = models.PositiveSmallIntegerField(
        default=0,
        help_text=("Its place among the events of the same first day: 1, 2 ... The next free one is taken."),
    )
    hours = models.CharField(
        max_length=60, blank=True, help_text="Time of day as the source gives it: 09:30–12:30. Mostly empty."
    )
    date_note = models.CharField(
        max_length=200, blank=True, help_text="What the date cannot say. For instance: day not given."
    )
    meeting = models.ForeignKey(
        Meeting,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="events",
        help_text="Where it happened. Type a few letters: IEG 2. Empty: at no meeting, or not known.",
    )
    body = models.ForeignKey(
        Body,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="events",
        help_text="Who did it, where that is a body and not a single stakeholder: Plenary",
    )
    summary = models.TextField(help_text="What happened, in our own words: one or two plain sentences.")
    actor_note = models.CharField(
        max_length=200,
        blank=True,
        help_text="Who, where no stakeholder can be named: an informal drafting group",
    )
    contribution = models.ForeignKey(
        Contribution,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="events",
        help_text="The document with which it happened. Type its symbol: WTPF-IEG/2/14",
    )
    revision = models.ForeignKey(
        Revision,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="events",
        help_text="The text it produced. Empty: it produced none.",
    )
    out_of_order_reason = models.CharField(
        max_length=300,
        blank=True,
        help_text=(
            "Only where the record has this event although by its kind it could not follow: The "
            "report has it so."
        ),
    )

    objects = EventQuerySet.as_manager()

    class Meta:
        ordering = ["opinion", "first_day", "order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["opinion", "key"],
                name="event_key_once",
                violation_error_message="This text already has an event of that key.",
            ),
            models.CheckConstraint(
                condition=models.Q(kind__in=list(KIND_LABELS)),
                name="event_kind_known",
                violation_error_message="The kind of event is not one of those the site knows.",
            ),
            models.CheckConstraint(
                condition=~models.Q(date=""),
                name="event_has_a_date",
                violation_error_message="Say when it happened, as exactly as the sources do.",
            ),
        ]

    def __str__(self):
        return f"{self.opinion.short_title}: {self.get_kind_display()}, {self.date_in_words}"

    def get_absolute_url(self):
        return f"{self.opinion.get_absolute_url()}#event-{self.key}"

    def clean(self):
        if not self.date:
            raise ValidationError({"date": "Say when it happened, as exactly as the sources do."})
        if self.revision_id and self.revision.opinion_id != self.opinion_id:
            raise ValidationError({"revision": "The revision belongs to another text."})


class Actor(Named):
    """A stakeholder's part in an event."""

    class Role(models.TextChoices):
        AUTHOR = "author", "author"
        PRESENTER = "presenter", "presented it"
        SPEAKER = "speaker", "spoke"
        CHAIR = "chair", "chair"
        DECIDED = "decided", "decided"
        OBSERVED = "observed", "reported it"

    natural_fields = ("event__opinion__slug", "event__key", "stakeholder__slug", "role")
    counted = ("order", "event")

    event = models.ForeignKey(Event, models.CASCADE, related_name="actors")
    stakeholder = models.ForeignKey(
        Stakeholder, models.PROTECT, related_name="acts", help_text="Who did it. Type a few letters: Brazil"
    )
    role = models.CharField(
        max_length=9, choices=Role, default=Role.SPEAKER, help_text="Their part in it. One row for each part."
    )
    order = models.PositiveSmallIntegerField(default=1, help_text="Their place in the list, from 1.")

    objects = PartQuerySet.as_manager()

    class Meta:
        ordering = ["event", "order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["event", "stakeholder", "role"],
                name="actor_role_once",
                violation_error_message="This stakeholder already has that role in the event.",
            )
        ]

    def __str__(self):
        return f"{self.stakeholder}, {self.get_role_display()}"
