"""The files of documents: their bytes as they came, and the text that was read from them."""

from django.db import models
from django.db.models.functions import Left, Length
from django.urls import reverse

from .base import Publishable, PublishedQuerySet
from .contributions import Contribution


class ContributionFileQuerySet(PublishedQuerySet):
    """Files, with as much of their texts as a page shows."""

    def without_text(self):
        """Leave the texts in the database: lists do not show them."""
        return self.defer("text")

    def with_beginning(self, characters: int):
        """Fetch the first `characters` of each text as `beginning`, and how long it is as `length`."""
        return self.without_text().annotate(beginning=Left("text", characters), length=Length("text"))


class ContributionFile(Publishable):
    """A file of a contribution: its bytes never change, its text was read from them."""

    class Extraction(models.TextChoices):
        NOT_TRIED = "not-tried", "not tried"
        READ = "read", "read"
        REFUSED = "refused", "refused"

    natural_fields = ("sha256", "contribution__process__slug", "contribution__slug")
    stands_under = ("contribution",)

    contribution = models.ForeignKey(
        Contribution,
        models.PROTECT,
        related_name="files",
        help_text="The document of which this is the file. Type its symbol: WTPF-IEG/2/10",
    )
    file = models.FileField(
        upload_to="contributions/%Y/",
        help_text="A Word file (.docx), a PDF or plain text (.txt). Its bytes are kept as they are.",
    )
    name = models.CharField(
        max_length=200, help_text="The name under which readers get it, taken from the file."
    )
    language = models.CharField(
        max_length=8, default="en", help_text="Of the text, as a code: en, fr, es, ru, zh, ar."
    )
    media_type = models.CharField(max_length=120, help_text="What kind of file it is, found from its bytes.")
    size = models.PositiveBigIntegerField(help_text="Bytes.")
    sha256 = models.CharField(
        max_length=64, help_text="The fingerprint of its bytes: whoever has the same file finds the same."
    )
    text = models.TextField(blank=True, help_text="What was read from it.")
    extraction = models.CharField(
        max_length=9,
        choices=Extraction,
        default=Extraction.NOT_TRIED,
        help_text="Whether its text could be read.",
    )
    extraction_note = models.CharField(
        max_length=500, blank=True, help_text="What was read, or why not, in a sentence."
    )

    objects = ContributionFileQuerySet.as_manager()

    class Meta:
        ordering = ["contribution", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["contribution", "sha256"],
                name="file_once_a_contribution",
                violation_error_message="This document already has that file.",
            )
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("documents:file", args=[self.sha256, self.name])
