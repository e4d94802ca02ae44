"""Where facts come from: official papers, articles, list posts, transcripts."""

from django.core.validators import validate_slug
from django.db import models
from django.urls import reverse

from ..fields import EdtfField, FirstDay, LastDay
from ..text.dates import parse_edtf
from .base import Publishable, PublishedQuerySet


class SourceQuerySet(PublishedQuerySet):
    """Sources as readers see them."""

    def known_on(self, day):
        """Keep what was published by `day`; everything where `day` is None."""
        return self if day is None else self.filter(published_last__lte=day)

    def visible(self, day=None):
        """Keep what a reader sees, as of `day` where one is asked for."""
        return self.published().known_on(day)


class Source(Publishable):
    """One thing that was read, under the key by which facts name it (S0, U36)."""

    class Kind(models.TextChoices):
        OFFICIAL = "official", "official document"
        ANALYSIS = "analysis", "analysis or opinion"
        PRESS = "press", "press"
        LIST = "list", "mailing list"
        TRANSCRIPT = "transcript", "transcript or captioning"

    natural_fields = ("key",)

    # Stands in the address of its page, and before the place in the locators of facts.
    key = models.CharField(
        max_length=20,
        unique=True,
        validators=[validate_slug],
        help_text=("The short name by which facts cite it, permanent: S0, U36. Letters, digits and hyphens."),
    )
    title = models.CharField(
        max_length=300,
        help_text=(
            "As it stands on the source itself. For instance: WTPF: Successful Outcome, but Many "
            "Questions Remain"
        ),
    )
    publisher = models.CharField(
        max_length=200,
        blank=True,
        help_text="Who put it out. For instance: Center for Democracy & Technology (CDT)",
    )
    author = models.CharField(
        max_length=200,
        blank=True,
        help_text="Who wrote it, where a person is named. For instance: Joana Varon",
    )
    # When the public could first read it; empty where that is not known.
    published = EdtfField(
        blank=True,
        help_text=(
            "When the public could first read it, as exactly as is known: 2013-02-08, 2013-02, "
            "2013-05-16/2013-05-20~. Empty: not known."
        ),
    )
    published_first = FirstDay(of="published")
    published_last = LastDay(of="published", db_index=True)
    published_note = models.CharField(
        max_length=300,
        blank=True,
        help_text=(
            "How the date is known, or why not. For instance: Month in the address; the day is not known."
        ),
    )
    kind = models.CharField(
        max_length=10,
        choices=Kind,
        help_text=("What sort of source it is. A paper of the ITU or a government is an official document."),
    )
    address = models.URLField(
        max_length=500,
        blank=True,
        help_text=(
            "Where it is on the web, in full: "
            "https://cdt.org/wtpf-successful-outcome-but-many-questions-remain/"
        ),
    )
    other_addresses = models.TextField(
        blank=True, help_text="Further places of the same thing, one address a line."
    )
    archived_address = models.URLField(
        max_length=500, blank=True, help_text="A copy in an archive, which stays when the first address goes."
    )
    note = models.TextField(
        blank=True,
        help_text=(
            "What it is, and how much of it could be read. For instance: Post on the outcome of the "
            "Forum; read whole."
        ),
    )
    record = models.CharField(
        "record rows",
        max_length=120,
        blank=True,
        help_text="Rows of the research record about it, for instance S1. Empty where there is none.",
    )

    objects = SourceQuerySet.as_manager()

    class Meta:
        ordering = ["kind", "key"]

    @property
    def published_in_words(self) -> str:
        """The day of publication in English, or an empty text where it is not known."""
        return parse_edtf(self.published).in_words() if self.published else ""

    def __str__(self):
        return f"{self.key}: {self.title}"

    def get_absolute_url(self):
        return reverse("documents:source", args=[self.key])
