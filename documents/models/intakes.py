"""What was brought to the desk and is not entered yet, and short sketches of texts to find their like by."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from ..text.model import Document
from ..text.transfer import from_json
from .contributions import Contribution


class IntakeQuerySet(models.QuerySet):
    """What was brought, in the order in which it is worked through."""

    def waiting(self):
        """Keep what is neither entered nor put aside, without the texts."""
        return self.filter(entered_at=None, put_aside_at=None).defer("reading", "pasted")

    def in_order(self):
        """Sort by when it was brought, then by the numbers in the files' names."""
        return self.order_by("brought_at", "order", "pk")


class Intake(models.Model):
    """A file, a pasted text, or nothing but facts to come: brought by somebody, and kept until it is entered.

    Its bytes are stored once: entering hands the stored file on to the ContributionFile as it is.
    """

    file = models.FileField(upload_to="contributions/%Y/", blank=True)
    name = models.CharField(max_length=200, blank=True)
    media_type = models.CharField(max_length=120, blank=True)
    size = models.PositiveBigIntegerField(default=0)
    sha256 = models.CharField(max_length=64, blank=True, db_index=True)
    pasted = models.TextField(blank=True)
    # The document as it was read, so that a page need not read the bytes again; None: not tried yet.
    reading = models.JSONField(null=True, blank=True)
    refusal = models.CharField(max_length=500, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="intakes")
    brought_at = models.DateTimeField(default=timezone.now)
    # What was dropped together has the same moment and this order.
    order = models.PositiveSmallIntegerField(default=0)
    note = models.CharField(max_length=300, blank=True)
    contribution = models.ForeignKey(
        Contribution, models.SET_NULL, null=True, blank=True, related_name="intakes"
    )
    entered_at = models.DateTimeField(null=True, blank=True)
    put_aside_at = models.DateTimeField(null=True, blank=True)

    objects = IntakeQuerySet.as_manager()

    class Meta:
        ordering = ["brought_at", "order", "pk"]

    def __str__(self):
        return self.name or ("Pasted text" if self.pasted else "Facts without a file")

    @property
    def is_waiting(self) -> bool:
        """Whether it is still to be entered."""
        return self.entered_at is None and self.put_aside_at is None

    @property
    def document(self) -> Document | None:
        """The document as it was read, or None where there is none or it was refused."""
        return from_json(self.reading) if self.reading else None


class TextSketch(models.Model):
    """The sketch of one stored text, under the SHA-256 of the file or text it was made from."""

    sha256 = models.CharField(max_length=64, primary_key=True)
    sketch = models.BinaryField()

    def __str__(self):
        return self.sha256
