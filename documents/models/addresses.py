"""Addresses at which readers found something once, and where that is now."""

from django.contrib.contenttypes.models import ContentType
from django.db import models

from ..fields import AddressKey
from ..text.paths import LONGEST

ANYWHERE_HERE = models.Q(leads_to__startswith="/") & ~models.Q(leads_to__startswith="//")


class OldAddressQuerySet(models.QuerySet):
    """Old addresses, by the thing to which they lead."""

    def of(self, row: models.Model):
        """Keep those that lead to `row`."""
        return self.filter(content_type=ContentType.objects.get_for_model(type(row)), object_pk=row.pk)


class OldAddress(models.Model):
    """An address that was that of a thing, or that somebody outside still links to.

    It leads to a thing, wherever that stands by now, or to a page of this site that is of no thing. What
    stands below the address of a thing, and its other forms, leads to the same below its new one.
    """

    path = models.CharField("old address", max_length=LONGEST)
    key = AddressKey(of="path", unique=True)
    content_type = models.ForeignKey(ContentType, models.PROTECT, null=True, related_name="+")
    object_pk = models.BigIntegerField(null=True)
    leads_to = models.CharField(max_length=LONGEST, blank=True)
    noted_at = models.DateTimeField("noted")
    # Who entered it and why; empty where the site noted it itself, when the thing got another address.
    by_name = models.CharField("entered by", max_length=150, blank=True)
    why = models.CharField(max_length=300, blank=True)

    objects = OldAddressQuerySet.as_manager()

    class Meta:
        ordering = ["-noted_at", "-pk"]
        verbose_name_plural = "old addresses"
        indexes = [models.Index(fields=["content_type", "object_pk"], name="old_address_of_thing")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(content_type__isnull=True, object_pk__isnull=True) & ANYWHERE_HERE
                | models.Q(content_type__isnull=False, object_pk__isnull=False, leads_to=""),
                name="old_address_leads_somewhere_here",
                violation_error_message="It leads to a thing of the record or to a page of this site.",
            )
        ]

    def __str__(self):
        return self.path

    @property
    def model(self) -> type[models.Model] | None:
        """The model of the thing to which it leads; None where that is of no thing, or no longer exists."""
        kind = self.content_type_id and ContentType.objects.get_for_id(self.content_type_id)
        return kind.model_class() if kind else None
