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
    key = models.CharField(max_length=20, unique=True, validators=[validate_slug])
    title = models.CharField(max_length=300)
    publisher = models.CharField(max_length=200, blank=True)
    author = models.CharField(max_length=200, blank=True)
    # When the public could first read it; empty where that is not known.
    published = EdtfField(blank=True)
    published_first = FirstDay(of="published")
    published_last = LastDay(of="published", db_index=True)
    published_note = models.CharField(
        max_length=300, blank=True, help_text="How the date is known, or why not."
    )
    kind = models.CharField(max_length=10, choices=Kind)
    address = models.URLField(max_length=500, blank=True)
    other_addresses = models.TextField(blank=True, help_text="One address a line.")
    archived_address = models.URLField(max_length=500, blank=True)
    note = models.TextField(blank=True, help_text="What it is, and how much of it could be read.")
    record = models.CharField("record rows", max_length=120, blank=True)

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
