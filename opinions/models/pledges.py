"""Texts that somebody promised, and whether they came."""

from django.db import models
from django.urls import reverse

from documents.models import Contribution, Dated, Meeting, Sourced, SourcedQuerySet, Stakeholder
from documents.models.base import slug_field

from .opinions import Opinion


class PledgeQuerySet(SourcedQuerySet):
    """Pledges with what was known of them on a day."""

    def with_known_fate(self, day=None):
        """Annotate `known_fate`: whether it came, unknown unless all its sources were public then."""
        if day is None:
            return self.annotate(known_fate=models.F("fate"))
        cited = self.model.sources.through.objects.filter(pledge=models.OuterRef("pk"))
        later = cited.exclude(source__published_last__lte=day)
        fate = models.Case(
            models.When(models.Exists(later), then=models.Value(Pledge.Fate.UNKNOWN)), default="fate"
        )
        return self.annotate(known_fate=fate)


class Pledge(Dated, Sourced):
    """Text that somebody promised, and whether it came."""

    class Fate(models.TextChoices):
        DELIVERED = "delivered", "delivered"
        NOT_DELIVERED = "not-delivered", "not delivered"
        UNKNOWN = "unknown", "not known"

    natural_fields = ("key",)
    named_from = (("stakeholders", "who_note"), "subject")
    stands_under = ("opinion",)
    goes_with = ("sources", "stakeholders")

    key = slug_field(
        unique=True,
        help_text=(
            "Names it in addresses, permanent: small letters, digits and hyphens, as in p2. Empty: "
            "made from who and what."
        ),
    )
    opinion = models.ForeignKey(
        Opinion,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="pledges",
        help_text="The text it was for. Type a few letters of its title.",
    )
    meeting = models.ForeignKey(
        Meeting,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="pledges",
        help_text="Where it was promised. Type a few letters: IEG 2",
    )
    stakeholders = models.ManyToManyField(
        Stakeholder,
        blank=True,
        related_name="pledges",
        help_text="Who promised it. Type a few letters: Cisco",
    )
    who_note = models.CharField(
        max_length=200, blank=True, help_text="Who, where nobody is named: one delegate, not named"
    )
    section = models.CharField(
        max_length=60, blank=True, help_text="Of the report, where it was for that: 2.3.4.1 e)"
    )
    subject = models.CharField(
        max_length=300,
        help_text=(
            "What was promised: A joint contribution on ENUM (telephone numbers in the domain name system)."
        ),
    )
    fate = models.CharField(max_length=13, choices=Fate, default=Fate.UNKNOWN, help_text="Whether it came.")
    delivered_by = models.ForeignKey(
        Contribution,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="pledges_kept",
        help_text="The document that kept the promise; then the fate is “delivered”.",
    )
    note = models.TextField(blank=True, help_text="What more is known, in plain sentences.")

    objects = PledgeQuerySet.as_manager()

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
