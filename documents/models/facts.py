"""Facts that are neither a meeting, a document nor a step of a path, kept with what they are about."""

from django.core.exceptions import ValidationError
from django.core.validators import validate_slug
from django.db import models

from .base import Dated, Named, NaturalQuerySet, Sourced
from .contributions import Contribution
from .processes import Body, Meeting, Process
from .stakeholders import Stakeholder


class Fact(Dated, Sourced):
    """A sentence of ours about a process, and where it applies a body, meeting, document or stakeholder."""

    natural_fields = ("key",)
    named_from = ("text",)
    stands_under = ("process", "meeting", "contribution", "stakeholder")

    key = models.CharField(
        max_length=40,
        unique=True,
        validators=[validate_slug],
        help_text=(
            "Names it in addresses, permanent, as in m22-announced. Empty: made from its first words."
        ),
    )
    process = models.ForeignKey(
        Process,
        models.PROTECT,
        related_name="facts",
        help_text="The negotiation it is about. Type a few letters: WTPF-13",
    )
    body = models.ForeignKey(
        Body,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="facts",
        help_text="The body it is about, if one. It is shown there too.",
    )
    meeting = models.ForeignKey(
        Meeting,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="facts",
        help_text="The meeting it is about, if one. It is shown there too.",
    )
    contribution = models.ForeignKey(
        Contribution,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="facts",
        help_text="The document it is about, if one. Type its symbol.",
    )
    stakeholder = models.ForeignKey(
        Stakeholder,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="facts",
        help_text="Whom it is about, if anybody in particular.",
    )
    text = models.TextField(
        help_text="One plain sentence of our own: The ITU announced “over 800” delegates."
    )

    class Meta:
        ordering = ["process", "first_day", "pk"]

    def __str__(self):
        return self.text[:80]

    def get_absolute_url(self):
        return f"{self.process.get_absolute_url()}#fact-{self.key}"

    def clean(self):
        if self.meeting_id and self.meeting.process_id != self.process_id:
            raise ValidationError({"meeting": "The meeting belongs to another process."})


class LoadedRow(Named):
    """What `load_record` last wrote: lets it skip what is unchanged and see what was edited here since."""

    natural_fields = ("model", "key")
    of_the_record = False

    model = models.CharField(max_length=60)
    key = models.CharField(max_length=300)
    # SHA-256 of the row as the file had it, and of the row as the database held it after saving.
    file_sha256 = models.CharField(max_length=64)
    saved_sha256 = models.CharField(max_length=64)

    objects = NaturalQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["model", "key"],
                name="loaded_row_once",
                violation_error_message="This row is already noted as loaded.",
            )
        ]

    def __str__(self):
        return f"{self.model} {self.key}"
