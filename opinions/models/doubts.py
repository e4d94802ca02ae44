"""How texts relate, where sources disagree, and what nobody knows."""

from django.db import models
from django.urls import reverse

from documents.models import Contribution, Meeting, Process, Publishable, Sourced, Stakeholder
from documents.models.base import PublishedQuerySet, slug_field

from .opinions import Opinion, Topic


class Relation(Sourced):
    """What one text is to another."""

    class Kind(models.TextChoices):
        MERGED_INTO = "merged-into", "merged into"
        COMPETES_WITH = "competes-with", "competes with"
        REINTRODUCED_AS = "reintroduced-as", "reintroduced as"
        CITED_BY = "cited-by", "cited by"
        CONTINUES_IN = "continues-in", "continues in"

    natural_fields = ("origin__slug", "target__slug", "kind")
    stands_under = ("origin", "target")

    origin = models.ForeignKey(
        Opinion,
        models.PROTECT,
        related_name="relations_out",
        help_text="The text of which something is said. Read it as a sentence: this text ... that text.",
    )
    target = models.ForeignKey(
        Opinion,
        models.PROTECT,
        related_name="relations_in",
        help_text="The other text. Type a few letters of its title.",
    )
    kind = models.CharField(
        max_length=15,
        choices=Kind,
        help_text=(
            "What the first is to the second: it is merged into it, competes with it, is cited by it ..."
        ),
    )
    summary = models.TextField(
        blank=True,
        help_text=(
            "How the source puts it, in a sentence: Resolution 180 (Rev. Busan, 2014) considers Opinion 3."
        ),
    )

    class Meta:
        ordering = ["origin", "kind", "target"]
        constraints = [
            models.UniqueConstraint(
                fields=["origin", "target", "kind"],
                name="relation_once",
                violation_error_message="These two texts already have that relation.",
            ),
            models.CheckConstraint(
                condition=~models.Q(origin=models.F("target")),
                name="relation_between_two_texts",
                violation_error_message="A text cannot be related to itself.",
            ),
        ]

    def __str__(self):
        return f"{self.origin} {self.get_kind_display()} {self.target}"

    def get_absolute_url(self):
        return self.origin.get_absolute_url()


class AboutQuerySet(PublishedQuerySet):
    """Doubts, with what they are about."""

    def with_subjects(self):
        """Fetch what each is about, one query for each kind of thing."""
        return self.prefetch_related(
            models.Prefetch("opinions", Opinion.objects.published()),
            models.Prefetch("topics", Topic.objects.published()),
            models.Prefetch("meetings", Meeting.objects.published()),
            models.Prefetch("contributions", Contribution.objects.for_links()),
            models.Prefetch("stakeholders", Stakeholder.objects.published()),
        )


class About(Publishable):
    """What a doubt is about; any number of things, or only its process."""

    process = models.ForeignKey(
        Process,
        models.PROTECT,
        help_text="The negotiation in which the question arises. Type a few letters: WTPF-13",
    )
    opinions = models.ManyToManyField(
        Opinion, blank=True, help_text="Texts it is about; it is shown on their pages."
    )
    topics = models.ManyToManyField(
        Topic, blank=True, help_text="Topics it is about; it is shown on their pages."
    )
    meetings = models.ManyToManyField(
        Meeting, blank=True, help_text="Meetings it is about; it is shown on their pages."
    )
    contributions = models.ManyToManyField(
        Contribution,
        blank=True,
        help_text="Documents it is about; it is shown on their pages. Type a symbol.",
    )
    stakeholders = models.ManyToManyField(
        Stakeholder, blank=True, help_text="Stakeholders it is about; it is shown on their pages."
    )
    record = models.CharField(
        "record rows",
        max_length=120,
        blank=True,
        help_text=(
            "Rows of the research record that this carries, for instance X1. Empty where there is none."
        ),
    )

    objects = AboutQuerySet.as_manager()

    class Meta:
        abstract = True


class DiscrepancyQuerySet(AboutQuerySet):
    """Discrepancies with each account."""

    def known_on(self, day):
        """Keep those of which at least one account could be known on `day`."""
        if day is None:
            return self
        return self.filter(
            models.Exists(Account.objects.known_on(day).filter(discrepancy=models.OuterRef("pk")))
        )

    def visible(self, day=None):
        """Keep what a reader sees, as of `day` where one is asked for."""
        return self.published().known_on(day)


class Discrepancy(About):
    """A question on which sources disagree, or on which one leaves a doubt."""

    natural_fields = ("key",)
    named_from = ("question",)
    stands_under = ("process",)
    holds = ("accounts",)

    key = slug_field(
        unique=True,
        help_text=(
            "Names it in addresses, permanent: small letters, digits and hyphens, as in x1. Empty: "
            "made from the question."
        ),
    )
    question = models.CharField(
        max_length=300, help_text="As a question: How many draft opinions were before the third IEG meeting?"
    )
    reading = models.TextField(
        "how we read it", blank=True, help_text="How we read the accounts together, and what stays open."
    )

    objects = DiscrepancyQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        verbose_name_plural = "discrepancies"

    def __str__(self):
        return self.question

    def get_absolute_url(self):
        return f"{reverse('opinions:discrepancies')}#{self.key}"


class Account(Sourced):
    """What one source, or several that agree, say on a disputed question."""

    natural_fields = ("discrepancy__key", "number")
    counted = ("number", "discrepancy")
    stands_under = ("discrepancy",)

    discrepancy = models.ForeignKey(Discrepancy, models.CASCADE, related_name="accounts")
    number = models.PositiveSmallIntegerField(
        help_text="Its place among the accounts of the question, from 1."
    )
    says = models.TextField(help_text="What the source says, in a sentence of our own.")

    class Meta:
        ordering = ["discrepancy", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["discrepancy", "number"],
                name="account_number_once",
                violation_error_message="This question already has an account of that number.",
            )
        ]

    def __str__(self):
        return self.says[:80]

    def get_absolute_url(self):
        return self.discrepancy.get_absolute_url()


class Gap(About):
    """What an analyst would want to know and no source found gives."""

    class Kind(models.TextChoices):
        TEXTS = "texts", "texts"
        DOCUMENTS = "documents", "documents and numbers"
        EVENTS = "events", "events and actors"
        FOLLOW_UPS = "follow-ups", "follow-ups"

    natural_fields = ("key",)
    named_from = ("what",)
    stands_under = ("process",)

    key = slug_field(
        unique=True,
        help_text=(
            "Names it in addresses, permanent: small letters, digits and hyphens, as in gap-1. Empty:"
            " made from what is not known."
        ),
    )
    kind = models.CharField(max_length=10, choices=Kind, help_text="What it is that is missing.")
    # Completes the phrase "Not known: ...".
    what = models.TextField(
        help_text=("Completes “Not known: ...”, so it begins small: the adopted texts of the six opinions.")
    )

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return self.what[:80]

    def get_absolute_url(self):
        return f"{reverse('opinions:gaps')}#{self.key}"
