"""What looking at the web addresses of the record found."""

from django.db import models
from django.db.models import F, Q

from ..web.looking import Status
from .base import Named, NaturalQuerySet


class LinkCheckQuerySet(NaturalQuerySet):
    """Findings, asked about by how they stand."""

    def dead(self):
        """Keep addresses that failed on two different days with no answer in between."""
        return self.filter(failing_since__lt=F("failed_last"))

    def due(self, before, today):
        """Keep what was last looked at before the moment `before`, or failed, but on one day only so far."""
        once = Q(failing_since=F("failed_last"), failed_last__lt=today)
        return self.filter(Q(checked_at__lt=before) | once)


class LinkCheck(Named):
    """The last look at one address, wherever in the record it stands."""

    Status = models.TextChoices(
        "Status",
        {
            "ANSWERS": (Status.ANSWERS, "answers"),
            "GONE": (Status.GONE, "gone"),
            "SILENT": (Status.SILENT, "does not answer"),
            "REFUSED": (Status.REFUSED, "not asked"),
        },
    )

    natural_fields = ("address",)
    of_the_record = False

    address = models.CharField(max_length=500, unique=True)
    checked_at = models.DateTimeField(db_index=True)
    status = models.CharField(max_length=9, choices=Status)
    http_code = models.PositiveSmallIntegerField(null=True, blank=True)
    sentence = models.CharField(max_length=500)
    # The first and the last day on which it failed since it last answered; both empty while it answers.
    failing_since = models.DateField(null=True, blank=True)
    failed_last = models.DateField(null=True, blank=True)

    objects = LinkCheckQuerySet.as_manager()

    class Meta:
        ordering = ["address"]

    def __str__(self):
        return self.address

    @property
    def is_dead(self) -> bool:
        """Whether it failed on two different days with no answer in between."""
        return self.failing_since is not None and self.failing_since < self.failed_last
