"""The states of a text: who put each forward, from which it was written, and its words."""

from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse

from documents.fields import Sha256
from documents.models import Contribution, Dated, Sourced, SourcedQuerySet, Stakeholder

from .opinions import Opinion


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
    counted = ("number", "opinion")
    stands_under = ("opinion",)

    opinion = models.ForeignKey(
        Opinion,
        models.PROTECT,
        related_name="revisions",
        help_text="The text of which this is one state. Type a few letters of its title.",
    )
    number = models.PositiveSmallIntegerField(
        help_text="Its place in the order of the texts, from 1. The next free one is proposed."
    )
    label = models.CharField(
        max_length=120,
        help_text="What this state of the text is called: “UK draft”, “Brazil, version three”.",
    )
    title = models.CharField(
        max_length=300, blank=True, help_text="Its own title where it differs from that of the opinion."
    )
    contribution = models.ForeignKey(
        Contribution,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="revisions",
        help_text="The document in which this text stands. Type its symbol: WTPF-IEG/2/14",
    )
    sponsors = models.ManyToManyField(
        Stakeholder,
        blank=True,
        related_name="sponsored",
        help_text="Who put it forward. Empty: nobody in particular, or not known.",
    )
    sponsor_note = models.CharField(
        max_length=200,
        blank=True,
        help_text="What the list of sponsors cannot say: ad hoc group on Resolution 130",
    )
    based_on = models.ManyToManyField(
        "self",
        symmetrical=False,
        blank=True,
        related_name="led_to",
        help_text=("The earlier text or texts from which it was written. The comparison starts from them."),
    )
    text = models.TextField(
        blank=True,
        help_text=(
            "Paragraphs divided by empty lines. Once published it is never edited: a change is a new "
            "revision."
        ),
    )
    sha256 = Sha256(of="text")
    basis = models.CharField(
        max_length=8,
        choices=Basis,
        help_text=(
            "What the text below is: the official words, a part of them, our summary, or nothing found."
        ),
    )
    language = models.CharField(
        max_length=8, default="en", help_text="Of the text, as a code: en, fr, es, ru, zh, ar."
    )
    note = models.TextField(
        blank=True,
        help_text=(
            "What readers should know of it: The text itself was not found, so a clause that is "
            "missing here may have been in it."
        ),
    )

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
        if self.pk and self.was_published:
            seen = Revision.objects.filter(pk=self.pk).values_list("text", flat=True).first()
            if seen is not None and seen != self.text:
                raise ValidationError(
                    {"text": "A published text is never edited. Enter a new revision instead."}
                )

    @property
    def was_published(self) -> bool:
        """Whether readers see it, or saw it: then its text stays as it is for good."""
        return self.published_at is not None or self.withdrawn_at is not None
