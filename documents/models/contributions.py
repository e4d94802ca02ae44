"""Documents submitted to or issued by a meeting, who submitted them, and their files."""

from django.db import models
from django.db.models.functions import Left, Length
from django.urls import reverse
from django.utils.functional import cached_property

from ..fields import SymbolKey
from ..text.symbols import symbol_key
from .base import Dated, Named, NaturalQuerySet, Sourced, SourcedQuerySet, slug_field
from .processes import Meeting, Process
from .stakeholders import PartQuerySet, Stakeholder


class ContributionQuerySet(SourcedQuerySet):
    """Contributions with what lists show of them."""

    def with_submitters(self, day=None):
        """Fetch the submitters of all rows, in their order."""
        return self.prefetch_related(models.Prefetch("submissions", Submission.objects.visible(day)))

    def with_addresses(self):
        """Fetch what the address of each row is made of, so that links to many rows ask nothing more."""
        earlier = Contribution.objects.filter(
            ~models.Q(symbol_key="") | models.Q(slug=models.OuterRef("slug")),
            symbol_key=models.OuterRef("symbol_key"),
            process__lt=models.OuterRef("process"),
        )
        return self.select_related("process").annotate(address_taken=models.Exists(earlier))

    def at(self, address: str):
        """Keep what an address names, by symbol in any spelling or `unnumbered/<slug>`; best match first."""
        beginning, _, slug = address.partition("/")
        if beginning == "unnumbered":
            unnumbered_first = models.Case(models.When(symbol="", then=0), default=1)
            return self.filter(slug=slug.strip("/")).order_by(unnumbered_first, "process_id")
        key = symbol_key(address)
        return self.filter(symbol_key=key).order_by("process_id") if key else self.none()

    def for_links(self, day=None):
        """What other rows may name and link: `Prefetch("contribution", Contribution.objects.for_links())`."""
        return self.visible(day).with_addresses()

    def for_list(self, day=None):
        """Fetch what a row of a list shows, as of `day` where one is asked for."""
        meetings = models.Prefetch("meeting", Meeting.objects.visible(day))
        return self.with_addresses().prefetch_related(meetings).with_submitters(day).with_sources()


class Contribution(Dated, Sourced):
    """One document of a process, under its symbol where it has one."""

    class Kind(models.TextChoices):
        DRAFT_OPINION = "draft-opinion", "draft opinion"
        COMMENTS = "comments", "comments"
        REPORT_DRAFT = "report-draft", "draft of the report"
        REPORT = "report", "report"
        AGENDA = "agenda", "agenda"
        STATEMENT = "statement", "statement"
        INFORMATION = "information", "information"
        PROPOSAL = "proposal", "proposal"
        DECISION = "decision", "decision or resolution"

    class Access(models.TextChoices):
        PUBLIC = "public", "public"
        PASSWORD = "password", "behind a password"
        LEAKED = "leaked", "leaked"
        NOT_LOCATED = "not-located", "not located"

    natural_fields = ("process__slug", "slug")
    stands_under = ("process",)

    process = models.ForeignKey(Process, models.PROTECT, related_name="contributions")
    slug = slug_field(help_text="Names it within its process, and in its address where it has no symbol.")
    symbol = models.CharField(
        max_length=80, blank=True, help_text="As cited: WTPF-IEG/2/10. Empty: none known."
    )
    symbol_key = SymbolKey(of="symbol", db_index=True)
    symbol_note = models.CharField(
        max_length=200, blank=True, help_text="Other codes, or why there is no symbol."
    )
    meeting = models.ForeignKey(Meeting, models.PROTECT, null=True, blank=True, related_name="contributions")
    title = models.CharField(max_length=300)
    kind = models.CharField(max_length=14, choices=Kind)
    kind_note = models.CharField(max_length=200, blank=True)
    submitters = models.ManyToManyField(Stakeholder, through="Submission", related_name="contributions")
    submitter_note = models.CharField(max_length=300, blank=True)
    late = models.BooleanField(default=False)
    access = models.CharField(max_length=11, choices=Access, default=Access.NOT_LOCATED)
    access_note = models.CharField(max_length=300, blank=True)
    summary = models.TextField(blank=True, help_text="What it says, in our own words.")
    outcome = models.TextField(blank=True, help_text="What the meeting did with it.")
    replaces = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="replaced_by")
    original_address = models.URLField(max_length=500, blank=True)
    archived_address = models.URLField(max_length=500, blank=True)

    objects = ContributionQuerySet.as_manager()

    class Meta:
        ordering = ["process", "first_day", "symbol", "slug"]
        constraints = [
            models.UniqueConstraint(
                fields=["process", "slug"],
                name="contribution_slug_once",
                violation_error_message="This process already has a document of that slug.",
            ),
            models.UniqueConstraint(
                fields=["process", "symbol_key"],
                condition=~models.Q(symbol_key=""),
                name="contribution_symbol_once",
                violation_error_message="This process already has a document of that symbol.",
            ),
            models.CheckConstraint(
                condition=~models.Q(replaces=models.F("id")),
                name="contribution_not_replacing_itself",
                violation_error_message="A document cannot replace itself.",
            ),
        ]

    def __str__(self):
        return f"{self.symbol}: {self.title}" if self.symbol else self.title

    def get_absolute_url(self):
        address = reverse("documents:contribution", args=[self.symbol or f"unnumbered/{self.slug}"])
        return f"{address}?process={self.process.slug}" if self.address_taken else address

    @cached_property
    def address_taken(self) -> bool:
        """Whether a document of a process entered earlier has the plain address; see `with_addresses`."""
        return Contribution.objects.with_addresses().get(pk=self.pk).address_taken

    @property
    def name(self) -> str:
        """What to call it in a sentence: its symbol, or its title where it has none."""
        return self.symbol or self.title


class Submission(Named):
    """A stakeholder's part in a contribution; the order is that of the document's head."""

    natural_fields = ("contribution__process__slug", "contribution__slug", "stakeholder__slug")

    contribution = models.ForeignKey(Contribution, models.CASCADE, related_name="submissions")
    stakeholder = models.ForeignKey(Stakeholder, models.PROTECT, related_name="submissions")
    order = models.PositiveSmallIntegerField(default=1)
    presented = models.BooleanField(default=False, help_text="Presented it at the meeting.")

    objects = PartQuerySet.as_manager()

    class Meta:
        ordering = ["contribution", "order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["contribution", "stakeholder"],
                name="submitter_once",
                violation_error_message="This stakeholder is already among the submitters.",
            )
        ]

    def __str__(self):
        return str(self.stakeholder)


class ContributionFileQuerySet(NaturalQuerySet):
    """Files, with as much of their texts as a page shows."""

    def readable(self):
        """Keep the files of documents that readers see."""
        return self.filter(contribution__in=Contribution.objects.published().values("pk"))

    def without_text(self):
        """Leave the texts in the database: lists do not show them."""
        return self.defer("text")

    def with_beginning(self, characters: int):
        """Fetch the first `characters` of each text as `beginning`, and how long it is as `length`."""
        return self.without_text().annotate(beginning=Left("text", characters), length=Length("text"))


class ContributionFile(Named):
    """A file of a contribution: its bytes never change, its text was read from them."""

    class Extraction(models.TextChoices):
        NOT_TRIED = "not-tried", "not tried"
        READ = "read", "read"
        REFUSED = "refused", "refused"

    natural_fields = ("sha256", "contribution__process__slug", "contribution__slug")

    contribution = models.ForeignKey(Contribution, models.PROTECT, related_name="files")
    file = models.FileField(upload_to="contributions/%Y/")
    name = models.CharField(max_length=200)
    language = models.CharField(max_length=8, default="en")
    media_type = models.CharField(max_length=120)
    size = models.PositiveBigIntegerField(help_text="Bytes.")
    sha256 = models.CharField(max_length=64)
    text = models.TextField(blank=True)
    extraction = models.CharField(max_length=9, choices=Extraction, default=Extraction.NOT_TRIED)
    extraction_note = models.CharField(max_length=500, blank=True)

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
