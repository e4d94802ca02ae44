"""Views of the desk: what was brought, and the page on which one document is entered."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.html import format_html
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from documents.desk import intakes, reviews
from documents.downloads import as_download
from documents.models import Contribution, Intake, Source
from documents.sentences import counted

from .desk.entry import Entered, EventGiven, TextGiven, enter_document, free_slug
from .desk.entry_proposed import NEW_OPINION, NO_TEXT
from .entry_sheet import Sheet
from .models import Opinion

LONGEST_PASTED = 4_000_000
MOST_LISTED = 200
ADD_SOMEBODY = "documents.add_stakeholder"


def _page(request, template: str, title: str, **words):
    context = {**admin.site.each_context(request), "title": title, **words}
    return TemplateResponse(request, f"desk/{template}.html", context)


def _may_enter(request) -> None:
    if not request.user.has_perm("documents.add_contribution"):
        raise PermissionDenied


@require_http_methods(["GET", "POST"])
def begin(request):
    """Bring files, a pasted text, or nothing but facts; below, what waits already."""
    _may_enter(request)
    problem = ""
    if request.method == "POST":
        brought, problem = _brought(request)
        if brought:
            return redirect("admin:documents_contribution_enter_one", brought.pk)
    rows = Intake.objects.select_related("by", "contribution").defer("reading", "pasted").in_order()
    return _page(
        request,
        "enter",
        "Enter a document",
        problem=problem,
        pasted=request.POST.get("text", ""),
        waiting=rows.filter(entered_at=None, put_aside_at=None)[:MOST_LISTED],
        aside=rows.filter(entered_at=None, put_aside_at__isnull=False)[:MOST_LISTED],
    )


def _brought(request) -> tuple[Intake | None, str]:
    """The first of what was brought, or why nothing was."""
    files, text = request.FILES.getlist("files"), request.POST.get("text", "")
    if "facts" in request.POST:
        return intakes.bring_nothing(by=request.user), ""
    if "paste" in request.POST:
        if not text.strip():
            return None, "Paste the text first."
        if len(text) > LONGEST_PASTED:
            return None, "The text has more than four million letters. Enter it in parts."
        return intakes.bring_text(text=text, by=request.user), ""
    if not files:
        return None, "Choose a file, or drop one on the area."
    if len(files) > intakes.MOST_FILES:
        return None, f"Bring at most {intakes.MOST_FILES} files at once."
    return intakes.bring(files=files, by=request.user)[0], ""


@require_http_methods(["GET", "POST"])
def enter_one(request, pk: int):
    """What was read of one document, for a person to confirm; entered as drafts, or sent to review."""
    _may_enter(request)
    intake = get_object_or_404(Intake.objects.select_related("by", "contribution"), pk=pk)
    if not intake.is_waiting:
        return _where_it_went(request, intake)
    sheet = Sheet(intake, request.POST or None)
    turn = intakes.turn_of(intake)
    problems: dict[str, list] = {}
    if request.method == "POST" and "look" not in request.POST and sheet.is_valid():
        try:
            entered = _entered(request, sheet)
        except ValidationError as problem:
            by_part = hasattr(problem, "error_dict")
            problems = problem.message_dict if by_part else {"facts": problem.messages}
        else:
            return _onwards(request, entered, turn)
    looking = "look" in request.POST
    return _page(
        request,
        "enter_one",
        str(intake),
        sheet=sheet,
        turn=turn,
        problems=problems,
        wrong=request.method == "POST" and not looking,
        media=sheet.facts.media + sheet.text.media + sheet.sources.media,
        runs=sheet.drawn.runs if sheet.drawn else [],
    )


def _where_it_went(request, intake: Intake):
    """What is entered already, or was put aside, is not entered again."""
    if intake.contribution_id:
        messages.info(request, f"“{intake}” is entered already.")
        return redirect("admin:documents_contribution_change", intake.contribution_id)
    messages.info(request, f"“{intake}” was put aside. Take it back to enter it.")
    return redirect("admin:documents_contribution_enter")


def _entered(request, sheet: Sheet) -> Entered:
    """Enter what the four forms say. Raises ValidationError; then nothing is entered."""
    facts, sources = sheet.facts, sheet.sources.cleaned_data
    contribution = facts.instance
    contribution.locator, contribution.confidence = sources["locator"], sources["confidence"]
    if any(row.pk is None for row in facts.chosen_submitters) and not request.user.has_perm(ADD_SOMEBODY):
        raise ValidationError({"facts": "You may not enter a new stakeholder. Ask an administrator."})
    text = _text(request, sheet)
    return enter_document(
        by=request.user,
        intake=sheet.intake,
        contribution=contribution,
        submitters=facts.chosen_submitters,
        sources=sources["sources"],
        own_source=_own_source(sheet) if sources["own"] else None,
        text=text,
        event=_event(sheet) if text else None,
        language=facts.cleaned_data["language"],
    )


def _event(sheet: Sheet) -> EventGiven | None:
    given = sheet.event.cleaned_data
    return EventGiven(given["kind"], given["date"], given["summary"]) if given["wanted"] else None


def _own_source(sheet: Sheet) -> Source:
    """The document as a source of what it says."""
    facts, given = sheet.facts.instance, sheet.sources.cleaned_data
    return Source(
        key=given["key"],
        title=facts.title,
        author=", ".join(row.short_name for row in sheet.facts.chosen_submitters)[:200],
        publisher=facts.process.host if facts.process_id else "",
        published=given["published"],
        kind=Source.Kind.OFFICIAL,
        address=facts.original_address,
    )


def _text(request, sheet: Sheet) -> TextGiven | None:
    given = sheet.text.cleaned_data
    if sheet.text.wanted == NO_TEXT:
        return None
    for model in ("revision", "opinion") if sheet.text.wanted == NEW_OPINION else ("revision",):
        if not request.user.has_perm(f"opinions.add_{model}"):
            raise ValidationError({"text": f"You may not enter a new {model}. Ask an administrator."})
    opinion = _new_opinion(sheet) if sheet.text.wanted == NEW_OPINION else given["opinion"]
    before = {"label": given["label_before"], "text": given["text_before"]} if given.get("both") else None
    return TextGiven(opinion, given["label"], given["text"], given["basis"], given["based_on"], before)


# What begins with a document of a kind; with any other an opinion does.
_INSTRUMENTS = {
    Contribution.Kind.REPORT_DRAFT: Opinion.Instrument.REPORT,
    Contribution.Kind.REPORT: Opinion.Instrument.REPORT,
}


def _new_opinion(sheet: Sheet) -> Opinion:
    facts, given = sheet.facts.instance, sheet.text.cleaned_data
    orders = Opinion.objects.filter(process=facts.process).values_list("order", flat=True)
    return Opinion(
        process=facts.process,
        slug=free_slug(Opinion, given["new_short_title"]),
        title=given["new_title"],
        short_title=given["new_short_title"],
        order=min(max(orders, default=0) + 1, 30_000),
        instrument=_INSTRUMENTS.get(facts.kind, Opinion.Instrument.OPINION),
        confidence=sheet.sources.cleaned_data["confidence"],
        locator=sheet.sources.cleaned_data["locator"],
    )


def _onwards(request, entered: Entered, turn):
    """Say what was entered, ask for review where that is wanted, and lead on to what is next."""
    number = counted(len(entered.rows), "row", "rows")
    said = f"Entered: “{entered.contribution}” ({number})."
    if "review" in request.POST:
        reviews.ask_review(by=request.user, rows=entered.rows, title=str(entered.contribution)[:300])
        said += " It waits for review."
    else:
        said += " They are drafts."
    messages.success(request, said)
    if turn.next:
        return redirect("admin:documents_contribution_enter_one", turn.next.pk)
    if meeting := entered.contribution.meeting:
        place = reverse("admin:documents_meeting_happened", args=[meeting.pk])
        link = format_html('Next: <a href="{}">what happened at {}</a>.', place, meeting)
        messages.info(request, link)
    return redirect("admin:documents_contribution_change", entered.contribution.pk)


@require_http_methods(["GET", "POST"])
def put_aside(request, pk: int):
    """Ask first; then take what was brought out of what waits. Its bytes stay."""
    _may_enter(request)
    intake = get_object_or_404(Intake.objects.waiting(), pk=pk)
    if request.method == "GET":
        return _page(request, "enter_aside", f"Put “{intake}” aside?", intake=intake)
    turn = intakes.turn_of(intake)
    intakes.put_aside(intake)
    messages.success(request, f"“{intake}” is put aside. It can be taken back below.")
    if turn.next:
        return redirect("admin:documents_contribution_enter_one", turn.next.pk)
    return redirect("admin:documents_contribution_enter")


@require_POST
def take_back(request, pk: int):
    """Let what was put aside wait again."""
    _may_enter(request)
    intake = get_object_or_404(Intake, pk=pk, entered_at=None, put_aside_at__isnull=False)
    intakes.take_back(intake)
    return redirect("admin:documents_contribution_enter_one", intake.pk)


@require_GET
def original(request, pk: int):
    """The bytes as they were brought, as a download."""
    _may_enter(request)
    intake = get_object_or_404(Intake, pk=pk)
    if not intake.file:
        raise Http404
    return as_download(intake.file, name=intake.name, media_type=intake.media_type)
