"""Tags that draw what recurs on every page: the sources of a fact, an outcome, a heading to sort by."""

from django import template

register = template.Library()


def known_citations(fact, day) -> list[tuple]:
    """Return the sources of a fact with their places, [(source, place), ...], as far as public by `day`."""
    return [
        (source, place)
        for source, place in fact.citations
        if day is None or (source.published_last and source.published_last <= day)
    ]


@register.inclusion_tag("includes/sources.html", takes_context=True)
def sources(context, fact) -> dict:
    """`{% sources fact %}`: the mark that opens to the fact's sources, places and confidence.

    The fact's sources have to be prefetched (`with_sources`). On a page as of a day, sources published
    later stay out.
    """
    citations = known_citations(fact, context.get("as_of"))
    return {"fact": fact, "citations": citations, "left_out": len(fact.citations) - len(citations)}


@register.filter
def fully_known(fact, day) -> bool:
    """`{% if fact|fully_known:as_of %}`: whether all its sources were public by that day, if one is given."""
    if day is None:
        return True
    return all(source.published_last and source.published_last <= day for source in fact.sources.all())


@register.inclusion_tag("includes/outcome.html")
def outcome(value: str, word: str) -> dict:
    """`{% outcome opinion.outcome opinion.get_outcome_display %}`: shape, colour and word."""
    return {"outcome": value, "word": word}


@register.inclusion_tag("includes/sort_heading.html", takes_context=True)
def sort_heading(context, name: str, words: str) -> dict:
    """`{% sort_heading "title" "Title" %}`: a column's heading that sorts by it, then the other way round."""
    request = context["request"]
    current = request.GET.get("sort", "")
    following = f"-{name}" if current == name else name
    query = request.GET.copy()
    query["sort"] = following
    query.pop("page", None)
    direction = {name: "ascending", f"-{name}": "descending"}.get(current, "")
    return {"words": words, "query": query.urlencode(), "direction": direction}
