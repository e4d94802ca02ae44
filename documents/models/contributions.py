"""Documents submitted to or issued by a meeting, and who submitted them."""

from django.db import models
from django.urls import reverse
from django.utils.functional import cached_property

from ..fields import SymbolKey
from ..text.symbols import symbol_key
from .base import Dated, Named, Sourced, SourcedQuerySet, slug_field
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
    named_from = (("symbol", "title"),)
    stands_under = ("process",)
    holds = ("submissions",)
    goes_with = ("sources", "submitters", "files")

    process = models.ForeignKey(
        Process,
        models.PROTECT,
        related_name="contributions",
        help_text="The negotiation it belongs to. Type a few letters: WTPF-13",
    )
    slug = slug_field(
        help_text=(
            "Names it within its process, and in its address where it has no symbol: brazil-draft-v3."
            " Empty: made from symbol or title."
        )
    )
    symbol = models.CharField(
        max_length=80, blank=True, help_text="As cited: WTPF-IEG/2/10. Empty: none known."
    )
    symbol_key = SymbolKey(of="symbol", db_index=True)
    symbol_note = models.CharField(
        max_length=200,
        blank=True,
        help_text="Other codes, or why there is no symbol: Cited as Resolution 101 (Rev. Busan, 2014).",
    )
    meeting = models.ForeignKey(
        Meeting,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="contributions",
        help_text="To which meeting it was submitted, or which issued it. Empty: to none, or not known.",
    )
    title = models.CharField(
        max_length=300,
        help_text="As it stands at its head; of an unnamed one a few words of ours that say what it is.",
    )
    kind = models.CharField(max_length=14, choices=Kind, help_text="What sort of paper it is.")
    kind_note = models.CharField(
        max_length=200,
        blank=True,
        help_text="What more is known of its sort: Letter. A late submission; its kind is not stated.",
    )
    submitters = models.ManyToManyField(Stakeholder, through="Submission", related_name="contributions")
    submitter_note = models.CharField(
        max_length=300,
        blank=True,
        help_text=(
            "What the list of submitters cannot say: 32 endorsing groups, OTI among them. Not stated."
        ),
    )
    late = models.BooleanField(default=False, help_text="It came after the deadline.")
    access = models.CharField(
        max_length=11,
        choices=Access,
        default=Access.NOT_LOCATED,
        help_text="Whether a reader can get it. Public: at an address of which anybody may read it.",
    )
    access_note = models.CharField(
        max_length=300,
        blank=True,
        help_text=("What could be read and where: Published by Best Bits; only the opening could be read."),
    )
    summary = models.TextField(
        blank=True, help_text="What it says, in our own words: one to three sentences."
    )
    outcome = models.TextField(
        blank=True, help_text="What the meeting did with it: Presented; no outcome is recorded."
    )
    replaces = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="replaced_by",
        help_text="The earlier document whose place it takes. Type its symbol.",
    )
    original_address = models.URLField(
        max_length=500, blank=True, help_text="In full, the page of its author or publisher."
    )
    archived_address = models.URLField(
        max_length=500, blank=True, help_text="A copy on another site: https://abcdocz.com/doc/423915"
    )

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
        own = {"symbol_key": self.symbol_key} if self.symbol_key else {"symbol_key": "", "slug": self.slug}
        return Contribution.objects.filter(**own, process__lt=self.process_id).exists()

    @property
    def name(self) -> str:
        """What to call it in a sentence: its symbol, or its title where it has none."""
        return self.symbol or self.title


class Submission(Named):
    """A stakeholder's part in a contribution; the order is that of the document's head."""

    natural_fields = ("contribution__process__slug", "contribution__slug", "stakeholder__slug")
    counted = ("order", "contribution")

    contribution = models.ForeignKey(Contribution, models.CASCADE, related_name="submissions")
    stakeholder = models.ForeignKey(
        Stakeholder,
        models.PROTECT,
        related_name="submissions",
        help_text="Who submitted it. Type a few letters: Brazil",
    )
    order = models.PositiveSmallIntegerField(
        default=1, help_text="Its place at the head of the document, from 1."
    )
    presented = models.BooleanField(default=False, help_text="They presented it at the meeting.")

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
