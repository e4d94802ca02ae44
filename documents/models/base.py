"""What every fact has alike: whether readers may see it, where it comes from, when it happened."""

import datetime
from functools import reduce

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.functions import Now
from django.utils import timezone

from ..fields import EdtfField, FirstDay, LastDay
from ..text.dates import parse_edtf


class Confidence(models.TextChoices):
    """How far a fact can be trusted; the definitions stand on the page about this site."""

    HIGH = "high", "high"
    MEDIUM = "medium", "medium"
    LOW = "low", "low"


class NaturalQuerySet(models.QuerySet):
    """Finds a row by the words that name it, as fixtures do."""

    def get_by_natural_key(self, *words):
        """Return the row whose `natural_fields` are `words`, or raise DoesNotExist."""
        return self.get(**dict(zip(self.model.natural_fields, words, strict=True)))


class Named(models.Model):
    """A row that fixtures and links name by words instead of a number."""

    # Look-ups from this row that together name it, for instance ("process__slug", "slug").
    natural_fields: tuple[str, ...] = ("slug",)
    # Whether people enter such rows, and their history is kept; the others are notes of the site to itself.
    of_the_record = True
    # What the last of those is made of where nobody types it; of a group within, the first that is filled in.
    named_from: tuple[str | tuple[str, ...], ...] = ()
    # The field that counts rows, and what they are counted within: ("number", "opinion").
    counted: tuple[str, ...] = ()

    objects = NaturalQuerySet.as_manager()

    class Meta:
        abstract = True

    def natural_key(self) -> tuple:
        """The words of `natural_fields`, in their order."""
        return tuple(reduce(getattr, path.split("__"), self) for path in self.natural_fields)


class PublishedQuerySet(NaturalQuerySet):
    """The one gate between the desk and the readers."""

    def published(self):
        """Keep what readers may see at this moment: published, and so is what it stands under."""
        rows = self.filter(published_at__lte=Now())
        for path in gates(self.model):
            shown = models.Q((f"{path}__published_at__lte", Now())) | models.Q((f"{path}__isnull", True))
            rows = rows.filter(shown)
        return rows

    def withdrawn(self):
        """Keep what readers saw once and no longer see, with a notice in its place."""
        return self.filter(withdrawn_at__isnull=False)


def gates(model) -> list[str]:
    """Return the look-ups to what a row of `model` stands under: `["opinion", "opinion__process"]`."""
    paths = []
    for name in model.stands_under:
        above = model._meta.get_field(name).related_model
        paths.append(name)
        if above is not model:
            paths += [f"{name}__{path}" for path in gates(above)]
    return paths


class Publishable(Named):
    """A row that stays a draft until somebody publishes it."""

    # Foreign keys to what this row belongs to: while one of those is a draft, readers do not see this row.
    stands_under: tuple[str, ...] = ()
    # Relations to rows that live and die with this one, are entered on its form and published with it.
    holds: tuple[str, ...] = ()
    # Relations to rows of their own whose drafts are reviewed together with this one.
    goes_with: tuple[str, ...] = ()

    # Only `desk` sets these three: publishing and withdrawing are acts of their own, never fields of a form.
    published_at = models.DateTimeField("published", null=True, blank=True, db_index=True)
    withdrawn_at = models.DateTimeField("withdrawn", null=True, blank=True)
    # Readers see it where the thing stood.
    withdrawn_reason = models.TextField("why it was withdrawn", blank=True)
    # When what readers see of it last changed; empty: not since it was published. See `corrections`.
    corrected_at = models.DateTimeField("corrected", null=True, blank=True, editable=False)

    objects = PublishedQuerySet.as_manager()

    class Meta:
        abstract = True

    @property
    def is_published(self) -> bool:
        """Whether readers see it now."""
        return self.published_at is not None and self.published_at <= timezone.now()

    @property
    def changed_at(self) -> datetime.datetime | None:
        """When it was published or last corrected, whichever came later; None of a draft."""
        moments = filter(None, (self.published_at, self.corrected_at))
        return max(moments, default=None) if self.published_at else None

    @property
    def is_withdrawn(self) -> bool:
        """Whether readers saw it once, and are told why they do not any more."""
        return self.withdrawn_at is not None


class SourcedQuerySet(PublishedQuerySet):
    """Facts, asked about by their sources."""

    def with_sources(self):
        """Fetch the sources of all rows in one more query; their mark leaves out those of a later day."""
        sources = self.model._meta.get_field("sources").related_model
        return self.prefetch_related(models.Prefetch("sources", sources.objects.published()))

    def known_on(self, day):
        """Keep what the public could know on `day`: at least one source was published by then.

        With `day` None everything is kept. A source whose publication is not known counts for no day.
        """
        if day is None:
            return self
        through = self.model.sources.through
        own_column = f"{self.model._meta.model_name}_id"
        known = through.objects.filter(**{own_column: models.OuterRef("pk")}, source__published_last__lte=day)
        return self.filter(models.Exists(known))

    def visible(self, day=None):
        """Keep what a reader sees, as of `day` where one is asked for."""
        return self.published().known_on(day)

    def for_links(self, day=None):
        """Keep what a reader sees, with what the addresses of the rows are made of."""
        return self.visible(day)


class Sourced(Publishable):
    """A fact with its sources; without one it cannot be published."""

    # A source that is still a draft is reviewed with the first fact that names it.
    goes_with = ("sources",)

    sources = models.ManyToManyField(
        "documents.Source",
        blank=True,
        help_text=(
            "Where this was read. Type a key (S3) or words of the title. Without a source it cannot "
            "be published."
        ),
    )
    # Where in each source: its key, then the place, several divided by semicolons: "S3 6.1; U31 opening".
    locator = models.CharField(
        max_length=300,
        blank=True,
        help_text=(
            "Where in each source: its key, then the place, divided by semicolons. For instance: S3 "
            "6.1; U31 opening"
        ),
    )
    confidence = models.CharField(
        max_length=6,
        choices=Confidence,
        default=Confidence.MEDIUM,
        help_text=(
            "High: an official document, two sources that agree, or an author on itself. Medium: one "
            "secondary source. Low: our reading."
        ),
    )
    confidence_note = models.CharField(
        max_length=300,
        blank=True,
        help_text=(
            "What the confidence covers, or why it is no higher. For instance: High for the draft; "
            "who wrote it is not stated."
        ),
    )
    # The rows of the research record that this fact carries, for instance "D10" or "I14, J22".
    record = models.CharField(
        "record rows",
        max_length=120,
        blank=True,
        help_text=(
            "Rows of the research record that this carries, for instance D10 or I14, J22. Empty where"
            " there is none."
        ),
    )

    objects = SourcedQuerySet.as_manager()

    class Meta:
        abstract = True

    @property
    def citations(self) -> list[tuple]:
        """The sources in the order of the locator, each with its place in it: [(source, place), ...]."""
        places = {}
        for part in filter(None, (part.strip() for part in self.locator.split(";"))):
            key, _, place = part.partition(" ")
            places[key] = f"{places[key]}, {place}" if places.get(key) else place
        order = {key: number for number, key in enumerate(places)}
        found = sorted(self.sources.all(), key=lambda source: (order.get(source.key, len(order)), source.pk))
        return [(source, places.get(source.key, "")) for source in found]


class Dated(models.Model):
    """A row with a date of whatever precision and the days it spans, for sorting."""

    date = EdtfField(blank=True)
    first_day = FirstDay(of="date", db_index=True)
    last_day = LastDay(of="date")

    class Meta:
        abstract = True

    @property
    def date_in_words(self) -> str:
        """The date in English, or an empty text where none is recorded.

        One that cannot be read, as it stands in a form that is being refused, is given as it was typed.
        """
        try:
            return parse_edtf(self.date).in_words() if self.date else ""
        except ValueError:
            return self.date


def validate_slug_path(text: str) -> None:
    """Refuse a slug that could not stand in an address as it is."""
    if text != text.lower() or not text.replace("-", "").isalnum() or not text.isascii():
        raise ValidationError("Use small letters, digits and hyphens only.", code="slug")


def slug_field(**options) -> models.CharField:
    """Return the field of a readable, permanent part of an address."""
    return models.CharField(**{"max_length": 80, "validators": [validate_slug_path], **options})
