"""Who takes part: states, members, organisations, companies, the secretariat, chairs; and in what role."""

from django.db import models
from django.db.models.functions import Lower
from django.urls import reverse

from .base import NaturalQuerySet, Sourced, SourcedQuerySet, slug_field


class StakeholderQuerySet(SourcedQuerySet):
    """Stakeholders with what lists show of them."""

    def with_document_counts(self, day=None):
        """Say of each how many documents it submitted that a reader sees."""
        documents = self.model.contributions.rel.related_model.objects.visible(day)
        seen = models.Q(contributions__in=documents.values("pk"))
        return self.annotate(documents=models.Count("contributions", filter=seen, distinct=True))


class Stakeholder(Sourced):
    """A Member State, Sector Member, organisation, company, secretariat or chair that submits or speaks."""

    class Category(models.TextChoices):
        MEMBER_STATE = "member-state", "Member State"
        SECTOR_MEMBER = "sector-member", "Sector Member"
        INTERNATIONAL = "international", "international organisation"
        TECHNICAL = "technical", "technical community"
        CIVIL_SOCIETY = "civil-society", "civil society"
        EXPERT = "expert", "other member of the experts group"
        SECRETARIAT = "secretariat", "ITU Secretariat or chair"
        BODY = "body", "body of the process"
        OTHER = "other", "not stated"

    named_from = ("short_name",)

    slug = slug_field(
        unique=True,
        help_text=(
            "Its part of the address, permanent: small letters, digits and hyphens, as in "
            "united-kingdom. Empty: made from the short name."
        ),
    )
    name = models.CharField(
        max_length=200, help_text="Its full name. For instance: Center for Democracy & Technology (CDT)"
    )
    short_name = models.CharField(max_length=60, help_text="As lists call it: CDT")
    category = models.CharField(
        max_length=15,
        choices=Category,
        help_text="As the source puts it. Where that is our own reading, say so in the note.",
    )
    category_note = models.CharField(
        max_length=300,
        blank=True,
        help_text="Why this category: The category is our own reading; the source gives none.",
    )
    country = models.CharField(
        max_length=2,
        blank=True,
        help_text=(
            "Two capital letters (ISO 3166-1), for instance GB; for a state its own. Empty: none, or "
            "not known."
        ),
    )
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="parts",
        help_text=(
            "What it is a part of: of a ministry its state, of a chapter its organisation. Empty: it "
            "stands alone."
        ),
    )
    url = models.URLField(max_length=300, blank=True, help_text="Its own site: https://cdt.org/")
    summary = models.TextField(
        blank=True,
        help_text=(
            "Who it is and what it did in the process, in plain sentences. What it wanted of a text "
            "goes to interventions."
        ),
    )

    objects = StakeholderQuerySet.as_manager()

    class Meta:
        ordering = [Lower("short_name"), "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(parent=models.F("id")),
                name="stakeholder_not_its_own_part",
                violation_error_message="A stakeholder cannot be a part of itself.",
            ),
            models.CheckConstraint(
                condition=models.Q(country="") | models.Q(country__regex=r"^[A-Z]{2}$"),
                name="stakeholder_country_code",
                violation_error_message="Write the country as two capital letters, or leave it empty.",
            ),
        ]

    def __str__(self):
        return self.short_name

    def get_absolute_url(self):
        return reverse("documents:stakeholder", args=[self.slug])


class PartQuerySet(NaturalQuerySet):
    """Rows that tie a stakeholder to something; readers see them where they see the stakeholder."""

    def visible(self, day=None):
        """Keep what a reader sees, as of `day` where one is asked for, with the stakeholder."""
        return self.filter(stakeholder__in=Stakeholder.objects.visible(day)).select_related("stakeholder")


class Participation(Sourced):
    """Somebody at a meeting, in a role: chaired, opened, spoke, followed remotely."""

    class Role(models.TextChoices):
        CHAIR = "chair", "chair"
        VICE_CHAIR = "vice-chair", "vice-chair"
        SECRETARY_GENERAL = "secretariat", "for the Secretary-General"
        OPENED = "opened", "spoke at the opening"
        SPOKE = "spoke", "spoke"
        PRESENT = "present", "present"
        REMOTE = "remote", "took part remotely"
        OBSERVER = "observer", "observer"
        APOLOGIES = "apologies", "sent apologies"

    natural_fields = ("key",)
    named_from = ("meeting", ("person", "stakeholder"))
    stands_under = ("meeting", "stakeholder")

    key = slug_field(
        unique=True,
        help_text=(
            "Names it in addresses, permanent: small letters, digits and hyphens, as in "
            "ieg-2-kantchev. Empty: made from the meeting and who it was."
        ),
    )
    meeting = models.ForeignKey(
        "Meeting",
        models.CASCADE,
        related_name="participations",
        help_text="Where they were. Type a few letters: IEG 2",
    )
    stakeholder = models.ForeignKey(
        Stakeholder,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="participations",
        help_text="For whom they were there. May be empty where only a person is known.",
    )
    person = models.CharField(
        max_length=120, blank=True, help_text="The human being, where a source names one: Petko Kantchev"
    )
    role = models.CharField(
        max_length=11, choices=Role, help_text="What they did there. One row for each role."
    )
    note = models.CharField(
        max_length=300,
        blank=True,
        help_text=(
            "What more is known, in a sentence: Designated to speak for all elected officials of the ITU."
        ),
    )

    class Meta:
        ordering = ["meeting", "role", "key"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(stakeholder__isnull=False) | ~models.Q(person=""),
                name="participation_names_somebody",
                violation_error_message="Name the stakeholder or the person.",
            )
        ]

    def __str__(self):
        return f"{self.person or self.stakeholder}, {self.get_role_display()}"

    def get_absolute_url(self):
        return f"{self.meeting.get_absolute_url()}#who-{self.key}"
