"""Pages that compare two texts: which two, and how the one became the other."""

from urllib.parse import urlencode

from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from documents.gone import refuse_if_gone
from documents.questions import BadQuestion, as_of_day, one_or_404

from . import reading
from .causes import steps_between, with_causes
from .citation import in_words
from .comparison import comparison_of
from .drawing.compared import runs
from .models import Opinion, Revision
from .texts import words_in

VIEWS = {"inline": "Inline", "side": "Side by side", "list": "List of changes"}
MOST_DIGITS = 6


@require_safe
def choose(request, slug):
    """Two versions of a text to choose; with `?a=` and `?b=` on to the page that compares them."""
    day = as_of_day(request)
    text = one_or_404(reading.opinions, day, slug=slug)
    versions = list(reading.revisions(day).filter(opinion=text))
    asked = {name: request.GET[name] for name in ("a", "b") if request.GET.get(name)}
    if not asked:
        return _choose(request, text, versions)
    numbers = [_number(asked.get(name, "")) for name in ("a", "b")]
    problem = _problem(text, versions, numbers, day)
    if problem:
        return _choose(request, text, versions, problem, status=400)
    place = reverse("opinions:compare", args=[slug, *numbers])
    return redirect(_with_query(place, _kept(request)))


@require_safe
def compare(request, slug, a, b):
    """How version `a` of a text became version `b`."""
    day = as_of_day(request)
    text = one_or_404(reading.opinions, day, slug=slug)
    versions = list(reading.revisions(day).filter(opinion=text))
    problem = _problem(text, versions, [a, b], day)
    if problem:
        asked = [number for number in (a, b) if number < 10**MOST_DIGITS]
        refuse_if_gone(text.revisions.withdrawn().filter(number__in=asked))
        return _choose(request, text, versions, problem, status=404)
    found = {version.number: version for version in versions}
    words = {"opinion": text, "revisions": _with_sizes(versions)}
    return _page(request, found[a], found[b], {}, words, day)


@require_safe
def compare_any(request):
    """Any two texts, named `?left=<slug>:<number>&right=...`; without both, a form to choose them."""
    day = as_of_day(request)
    names = {side: request.GET.get(side, "") for side in ("left", "right")}
    found = [version_named(name, day) for name in names.values() if name]
    if len(found) < 2:
        return render(request, "opinions/compare_any.html", {**names, "groups": _by_opinion(day)})
    left, right = found
    if left == right:
        raise BadQuestion("Both sides name the same text. Choose two different ones.")
    if left.opinion_id == right.opinion_id:
        place = reverse("opinions:compare", args=[left.opinion.slug, left.number, right.number])
        return redirect(_with_query(place, _kept(request)))
    return _page(request, left, right, names, {}, day)


def _page(request, left: Revision, right: Revision, names: dict, words: dict, day):
    """Draw the comparison of two different texts; `names` are those that stand in the address."""
    view = _one_of(request, "view", [*VIEWS])
    only = _one_of(request, "changes", ["all", "only"]) == "only"
    steps = steps_between(left, right, day)
    words |= {"left": left, "right": right, "steps": steps, "view": view, "only": only}
    words |= {"sides": [("left", left, words_in(left.text)), ("right", right, words_in(right.text))]}
    if left.text and right.text:
        compared = comparison_of(left, right)
        words |= {"compared": compared, "runs": runs(with_causes(compared.rows, steps.causes))}
        words |= _addresses(request.path, names, view, only)
    return render(request, "opinions/compare.html", words)


def _addresses(place: str, names: dict, view: str, only: bool) -> dict:
    """Return the other views of this page, and the same one with unchanged paragraphs shown or folded."""

    def address(view, only):
        asked = {**names, "view": view if view != "inline" else "", "changes": "only" if only else ""}
        return _with_query(place, asked)

    views = [(words, address(value, only), value == view) for value, words in VIEWS.items()]
    return {"views": views, "toggle": address(view, not only)}


def _with_query(place: str, asked: dict) -> str:
    query = urlencode({name: value for name, value in asked.items() if value}, safe=":")
    return f"{place}?{query}" if query else place


def _kept(request) -> dict:
    """What an address that leads on takes along."""
    return {name: request.GET.get(name, "") for name in ("view", "changes", "as_of")}


def _one_of(request, name: str, known: list[str]) -> str:
    """Return what the address asks for under `name`, the first of `known` by default."""
    value = request.GET.get(name) or known[0]
    if value not in known:
        raise BadQuestion(f"“{value[:40]}” is no value of “{name}”. Choose one of: {', '.join(known)}.")
    return value


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS else None


def _problem(text: Opinion, versions: list, numbers: list, day) -> str:
    """Say why two versions cannot be compared, or nothing."""
    if None in numbers:
        return "Choose two versions by their numbers: one to start from, one to arrive at."
    known = {version.number for version in versions}
    missing = next((number for number in numbers if number not in known), None)
    if missing is None:
        same = numbers[0] == numbers[1]
        return "Both sides name the same version. Choose two different ones." if same else ""
    if day and _exists(text, missing):
        return f"Version {missing} was not public on {in_words(day)}. Choose another version, or a later day."
    return f"This text has no version {missing}. Choose from those below."


def _exists(text: Opinion, number: int) -> bool:
    return len(str(number)) <= MOST_DIGITS and text.revisions.published().filter(number=number).exists()


def _choose(request, text: Opinion, versions: list, problem="", status=200):
    words = {"opinion": text, "revisions": _with_sizes(versions), "problem": problem}
    return render(request, "opinions/compare_choose.html", words, status=status)


def _with_sizes(versions: list) -> list[tuple]:
    return [(version, words_in(version.text)) for version in versions]


def version_named(name: str, day) -> Revision:
    """Return the revision that `<slug>:<number>` names, with its text; BadQuestion where there is none."""
    slug, _, digits = name.partition(":")
    number = _number(digits)
    if not slug or number is None:
        raise BadQuestion(
            f"“{name[:60]}” names no text. Write the short name of an opinion, a colon and the number of "
            "its version, for example left=inclusivity:1."
        )
    try:
        text = one_or_404(reading.opinions, day, slug=slug)
        return one_or_404(reading.revisions, day, opinion=text, number=number)
    except Http404:
        problem = f"There is no version {number} of a text called “{slug[:60]}”."
        raise BadQuestion(problem, status=404) from None


def _by_opinion(day) -> list[tuple]:
    """Return [(a text, [(`slug:number`, version)])] of all that a reader sees, in the order of lists."""
    groups = {text.pk: (text, []) for text in reading.opinions(day)}
    for version in reading.revision_names(day).filter(opinion__in=groups):
        groups[version.opinion_id][1].append((f"{version.opinion.slug}:{version.number}", version))
    return [group for group in groups.values() if group[1]]
