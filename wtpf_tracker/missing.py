"""What the record does not have, kind by kind: each is declared here once, for readers and for the desk."""

from django.db.models import Exists, F, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce, Concat, Now, TruncDate

from documents.links import checks_of, models_with_addresses, standing_in
from documents.models import (
    Confidence,
    Contribution,
    ContributionFile,
    LinkCheck,
    Meeting,
    ScheduleItem,
    Source,
)
from documents.resting import sourced_models
from opinions.models import (
    Amendment,
    Discrepancy,
    Event,
    Gap,
    Intervention,
    Opinion,
    Pledge,
    Revision,
)
from opinions.stages import Outcome

from .lacks import Lack, Part

UNKNOWN, UNFOUND, UNSURE = "What nobody knows", "What could not be found", "How exact and how sure"
GROUPS = (UNKNOWN, UNFOUND, UNSURE)

# A day, or a span between two days; whatever else EDTF can say is less exact.
EXACT = r"^\d{4}-\d{2}-\d{2}(/\d{4}-\d{2}-\d{2})?$"
DATED = (Event, Revision, Contribution, Meeting, Intervention, Amendment, Pledge)


def _unsourced(model) -> Q:
    through = model.sources.through.objects.filter(**{f"{model._meta.model_name}_id": OuterRef("pk")})
    return ~Q(Exists(through))


def _dead_links(model) -> Part:
    """Rows one of whose addresses is dead, among those of which one was looked at."""
    dead = LinkCheck.objects.dead()
    words = Concat(F("address"), Value(": "), F("sentence"))
    found = [Subquery(checks.values(said=words)[:1]) for checks in checks_of(model, dead)]
    return Part(
        model,
        standing_in(model, dead),
        among=standing_in(model, LinkCheck.objects.all()),
        more="dead_link",
        notes={"dead_link": Coalesce(*found, Value(""))},
    )


LACKS = (
    Lack(
        "outcomes",
        UNKNOWN,
        "Texts whose end is not known",
        "No source that was found says how the text ended, although its process is over.",
        "Find a source that says what became of the text and enter the event: the outcome follows from it.",
        ("text", "texts"),
        (
            Part(
                Opinion,
                Q(outcome=Outcome.UNKNOWN) | Q(outcome=Outcome.OPEN, process__last_day__lt=TruncDate(Now())),
                more="get_stage_display",
            ),
        ),
        see="/opinions/?outcome=unknown",
        mended_by=("admin:opinions_opinion_next", "opinions.add_event"),
    ),
    Lack(
        "pledges",
        UNKNOWN,
        "Promises that nobody followed up",
        "Somebody promised a text, and no source says whether it came.",
        "Look through the documents of the next meetings; name the one that kept it, or say that none did.",
        ("promise", "promises"),
        (Part(Pledge, Q(fate=Pledge.Fate.UNKNOWN), more="date_in_words"),),
        see="/pledges/?fate=unknown",
    ),
    Lack(
        "fates",
        UNKNOWN,
        "Proposed changes and planned steps without a known end",
        "A change was proposed to a text, or a step was planned, and no source says what became of it.",
        "Compare the texts before and after, or look for what happened on that day; then set the fate.",
        ("change or step", "changes and steps"),
        (
            Part(Amendment, Q(fate=Amendment.Fate.UNKNOWN), more="date_in_words"),
            Part(ScheduleItem, Q(fate=ScheduleItem.Fate.UNKNOWN), more="date_in_words"),
        ),
    ),
    Lack(
        "readings",
        UNKNOWN,
        "Disagreements without a reading of ours",
        "Sources contradict each other, each account is kept, and we do not say which we follow.",
        "Weigh the accounts and write how we read them, or leave it open on purpose.",
        ("disagreement", "disagreements"),
        (Part(Discrepancy, Q(reading="")),),
        see="/discrepancies/",
    ),
    Lack(
        "gaps",
        UNKNOWN,
        "Questions that no source answers",
        "What one would want to know and no source that was found gives, written down as a question.",
        "Once a source answers it, enter the facts, then delete the question.",
        ("question", "questions"),
        (Part(Gap, Q(), more="get_kind_display"),),
        see="/not-known/",
    ),
    Lack(
        "documents",
        UNFOUND,
        "Documents not located",
        "Other papers name the document, and no copy of it was found.",
        "Ask its author or the secretariat, or look in web archives; add the file and change the access.",
        ("document", "documents"),
        (Part(Contribution, Q(access=Contribution.Access.NOT_LOCATED), more="date_in_words"),),
        see="/documents/?access=not-located",
        state="not located",
    ),
    Lack(
        "files",
        UNFOUND,
        "Documents without a file here",
        "The record cites the document; this site keeps no copy of it to read or search.",
        "Add the file to the document: its text is then read and can be entered as a version.",
        ("document", "documents"),
        (
            Part(
                Contribution,
                ~Q(Exists(ContributionFile.objects.filter(contribution=OuterRef("pk")))),
                more="get_access_display",
            ),
        ),
    ),
    Lack(
        "texts",
        UNFOUND,
        "Versions without the whole official text",
        "Of the version there is only an excerpt, a summary by the editors, or no text at all.",
        "Find the document. A published text is never edited: enter what was found as a new version.",
        ("version", "versions"),
        (Part(Revision, ~Q(basis=Revision.Basis.OFFICIAL), more="get_basis_display"),),
    ),
    Lack(
        "links",
        UNFOUND,
        "Links that do not answer",
        "An address named here, of an original, a copy or a home page, failed on two different days. "
        "Counted is what was looked at.",
        "Put the address of an archived copy beside it, or correct it. "
        "`check_links` looks at every address; what it found stands under “Link checks”.",
        ("entry whose addresses were looked at", "entries whose addresses were looked at"),
        tuple(_dead_links(model) for model in models_with_addresses()),
    ),
    Lack(
        "inexact-dates",
        UNSURE,
        "Dates less exact than a day",
        "Sources give a month, a year, a date that is about right, or only a day before or after it.",
        "Look for the day in agendas, reports and the heads of letters; write it as the source has it.",
        ("date", "dates"),
        tuple(Part(model, ~Q(date__regex=EXACT), among=~Q(date=""), more="date_in_words") for model in DATED),
        state="less exact than a day",
    ),
    Lack(
        "no-dates",
        UNSURE,
        "Dates not found",
        "No source that was found says when it was.",
        "Any limit helps: ../2013-05-14 means that day or earlier.",
        ("entry that could have a date", "entries that could have a date"),
        tuple(Part(model, Q(date="")) for model in DATED if model is not Event),
    ),
    Lack(
        "source-days",
        UNSURE,
        "Sources of which the day of publication is not known",
        "It counts for no day where a page is shown as of a day: that page may leave something out.",
        "Look for the day in the paper itself, its file, or the first copy in a web archive.",
        ("source", "sources"),
        (Part(Source, Q(published=""), more="published_note"),),
    ),
    Lack(
        "confidence",
        UNSURE,
        "Facts of low confidence",
        "They are our reading or inference; a note says what it covers.",
        "Find a source that says it outright, name it, and raise the confidence.",
        ("fact", "facts"),
        tuple(
            Part(model, Q(confidence=Confidence.LOW), more="confidence_note") for model in sourced_models()
        ),
        state="of low confidence",
    ),
    Lack(
        "unsourced-events",
        UNSURE,
        "Events without a source",
        "An event without a source is not published.",
        "Name the source and the place in it; until then the event stays a draft.",
        ("event", "events"),
        (Part(Event, _unsourced(Event)),),
    ),
    Lack(
        "unsourced",
        UNSURE,
        "Other facts without a source",
        "No fact without a source is published.",
        "Name the source and the place in it; until then the fact stays a draft.",
        ("fact", "facts"),
        tuple(Part(model, _unsourced(model)) for model in sourced_models() if model is not Event),
    ),
)
BY_SLUG = {lack.slug: lack for lack in LACKS}
