"""Words in the API: two texts compared, and who first wrote each word of a text."""

from django.http import QueryDict

from documents.api.fields import DAY, ApiAsked, array, component, nullable, number, reference, text
from documents.questions import BadQuestion, one_or_404

from . import reading
from .compare import authorship_to_json, comparison_to_json
from .comparison import comparison_of_lines
from .lineage import lineage_of
from .models import Revision
from .views_compare import version_named

SIDES = ("left", "right")
CHANGES = ["same", "edited", "added", "removed", "moved", "moved-edited", "split", "merged"]


def comparison(query: QueryDict, asked: ApiAsked) -> dict:
    """Return how one text became another, with the keys of `compare_texts --format json`.

    Raises BadQuestion where a side is missing, names no text, or names one whose words were not found.
    """
    missing = [side for side in SIDES if not query.get(side)]
    if missing:
        raise BadQuestion(
            f"Name both texts: “{missing[0]}” is missing. Write the short name of an opinion, a colon and "
            "the number of its version, for example left=inclusivity:1&right=inclusivity:2."
        )
    left, right = (_with_words(version_named(query[side], asked.day)) for side in SIDES)
    found = comparison_to_json(comparison_of_lines(left, right))
    return {"left": reference(left, asked), "right": reference(right, asked), **found}


def authorship(opinion: str, number: int, asked: ApiAsked) -> dict:
    """Return who first wrote each word of a version, with the keys of `trace_words --format json`.

    `revisions` has the versions that origins count, from 0. Raises Http404 where there is no such version.
    """
    text = one_or_404(reading.opinions, asked.day, slug=opinion)
    version = _with_words(one_or_404(reading.revisions, asked.day, opinion=text, number=number))
    lineage = lineage_of(text, asked.day)
    place = lineage.place(version)
    return {
        "revision": reference(lineage.rows[place], asked),
        "revisions": [reference(row, asked) for row in lineage.rows],
        "left_out": lineage.left_out[place],
        **authorship_to_json(lineage.authorship, place),
    }


def _with_words(version: Revision) -> Revision:
    if not version.text.strip():
        raise BadQuestion(
            f"The text of version {version.number} of “{version.opinion.slug}” was not found, so its words "
            "cannot be compared or traced. Its page says what is known.",
            status=404,
        )
    return version


_PLACE = "Its place among the paragraphs of the {} text, from 0; null where it has none."
_OP = {
    "op": text("What became of the words.", enum=["same", "added", "removed"]),
    "text": text("The words, with a space behind them."),
}
_LOSS = {
    "origin": number("Which of `revisions` wrote them."),
    "text": text("The words."),
    "until": array({"type": "integer"}, "The last of `revisions` that had them."),
    "ended": array({"type": "integer"}, "The first of `revisions` that no longer had them."),
}
_WORD = {"word": text("The word as it stands."), "origin": number("Which of `revisions` first had it.")}
_STATS = {
    "same": number("Words that both have."),
    "added": number("Words that only the new text has."),
    "removed": number("Words that only the old text has."),
    "moved": number("Those of the same words that stand elsewhere."),
}
SHAPES = {
    "ComparisonStats": _STATS,
    "ComparisonOp": _OP,
    "ComparisonRow": {
        "old": nullable(number(_PLACE.format("old"))),
        "new": nullable(number(_PLACE.format("new"))),
        "change": text("What became of the paragraph.", enum=CHANGES),
        "ops": array(component("ComparisonOp"), "Its words in runs."),
    },
    "Comparison": {
        "left": component("Reference"),
        "right": component("Reference"),
        "old_words": number("How many words the old text has."),
        "new_words": number("How many words the new text has."),
        "stats": component("ComparisonStats"),
        "rows": array(component("ComparisonRow"), "Paragraphs in the order of the new text."),
        "as_of": DAY,
    },
    "TracedWord": _WORD,
    "LostWords": _LOSS,
    "Authorship": {
        "revision": component("Reference"),
        "revisions": array(component("Reference"), "The versions that `origin` counts, from 0."),
        "left_out": number("How many words at the end of a very long text were not traced."),
        "words": array(component("TracedWord"), "Every word of the text, in order."),
        "shares": {
            "type": "object",
            "additionalProperties": {"type": "number", "minimum": 0, "maximum": 1},
            "description": "By number of the version, the share of the words that it wrote.",
        },
        "lost": array(component("LostWords"), "What other versions wrote and this one does not have."),
        "as_of": DAY,
    },
}
