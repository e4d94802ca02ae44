"""Pages of opinions, their texts and topics, and of who wanted what."""

from collections import defaultdict

from django.db.models import Q
from django.shortcuts import render
from django.views.decorators.http import require_safe

from documents.answers import asked_of
from documents.questions import as_of_day, one_or_404, page_of

from . import reading
from .aids import aids_of
from .beside import beside
from .citation import citation, data_day
from .exports import asked_pledges, asked_positions
from .filters import OpinionFilter
from .matrix import matrix
from .models import Event, Gap, Opinion, Stance
from .path import path_of, paths_of
from .pictures import path_pictures
from .references import opinion_reference, revision_reference
from .sentences import RELATIONS_IN
from .standing import with_standing
from .texts import shown_paragraphs, words_in

# The orders a list offers beside those of its headings, which a phone does not show.
ORDERS = [("title", "By title"), ("outcome", "By how it ended"), ("-last_event", "Latest event first")]


@require_safe
def opinions(request):
    """The list of texts, filtered, sorted and paged by the address."""
    day = as_of_day(request)
    chosen = OpinionFilter(request.GET, day=day)
    page = page_of(request, chosen.in_order())
    words = {"filters": chosen, "page": page, "orders": ORDERS}
    return render(request, "opinions/opinions.html", words)


@require_safe
def opinion(request, slug):
    """One text: where it stands, its path, its versions, who wanted what, and what is in doubt."""
    day = as_of_day(request)
    text = one_or_404(reading.opinions, day, slug=slug)
    path = path_of(text, list(Event.objects.visible(day).filter(opinion=text).for_path(day)), day)
    versions = list(reading.revisions(day).filter(opinion=text))
    said = list(reading.interventions(day).filter(opinion=text))
    words = {
        "opinion": text,
        "summary": reading.summary(text, day),
        "path": path,
        "picture": {**path_pictures(path.events), "title": path.duration},
        "revisions": [(version, words_in(version.text)) for version in versions],
        "stances": _by_stance(said),
        "amendments": reading.amendments(day).filter(opinion=text),
        "pledges": reading.pledges(day).filter(opinion=text),
        "related": _related(text, day),
        "other_titles": text.other_titles.visible(day).with_sources(),
        "discrepancies": reading.about(reading.discrepancies(day), text),
        "gaps": reading.about(reading.gaps(day), text),
        "citation": _citation(request, text, text.known_title, day, [text], path.events, versions, said),
        "reference": opinion_reference(
            text, asked_of(request), data_day([text], path.events, versions, said)
        ),
    }
    return render(request, "opinions/opinion.html", words)


def _by_stance(said) -> list[tuple]:
    """Group what was said as [(stance, its words, interventions)], in the order of `Stance`."""
    kinds = [*Stance.choices, ("", "other remarks")]
    groups = [(value, words, [one for one in said if one.stance == value]) for value, words in kinds]
    return [group for group in groups if group[2]]


def _related(text: Opinion, day) -> list[tuple]:
    """Return [(words, other text, relation or None)]: relations both ways, then the same topic."""
    relations = list(reading.relations(text, day))
    found = []
    for relation in relations:
        if relation.origin_id == text.pk:
            found.append((relation.get_kind_display(), relation.target_id, relation))
        else:
            found.append((RELATIONS_IN[relation.kind], relation.origin_id, relation))
    linked = Q(pk__in=[key for _, key, _ in found])
    if text.topic:
        linked |= Q(topic=text.topic)
    known = with_standing(Opinion.objects.visible(day).filter(linked).with_known_title(day), day)
    others = {other.pk: other for other in known}
    others.pop(text.pk, None)
    same_topic = [("on the same topic", key, None) for key in others if key not in {row[1] for row in found}]
    return [(words, others[key], relation) for words, key, relation in found + same_topic]


def _citation(request, text, title, day, *groups) -> str:
    query = f"?as_of={day.isoformat()}" if day else ""
    whole = isinstance(text, Opinion)
    return citation(
        title,
        kind=text.get_instrument_display() if whole else text.get_basis_display(),
        process=str(text.process if whole else text.opinion.process),
        address=request.build_absolute_uri(text.get_absolute_url() + query),
        day=data_day(*groups),
        as_of=day,
    )


@require_safe
def revision(request, slug, number):
    """One state of a text, with numbered paragraphs."""
    day = as_of_day(request)
    text = one_or_404(reading.opinions, day, slug=slug)
    version = one_or_404(reading.revisions, day, opinion=text, number=number)
    version.opinion = text
    others = list(reading.revision_names(day).filter(opinion=text).exclude(number=number))
    words = {
        "opinion": text,
        "revision": version,
        "aids": aids_of(version, day),
        "size": words_in(version.text),
        "events": Event.objects.visible(day).filter(opinion=text, revision=version).for_path(day),
        "led_to": reading.revision_names(day).filter(based_on=version),
        "amendments": reading.amendments(day).filter(opinion=text, revision=version),
        "previous": next((other for other in reversed(others) if other.number < number), None),
        "next": next((other for other in others if other.number > number), None),
        "citation": _citation(request, version, f"{text.known_title}: {version.label}", day, [version]),
        "reference": revision_reference(version, asked_of(request)),
    }
    return render(request, "opinions/revision.html", words)


@require_safe
def topic(request, slug):
    """A subject with its texts, the drafts that competed beside each other, and what is in doubt."""
    day = as_of_day(request)
    subject = one_or_404(reading.topics, day, slug=slug)
    texts = list(with_standing(reading.opinions(day).filter(topic=subject), day))
    paths = paths_of(texts, list(Event.objects.visible(day).filter(opinion__in=texts).for_path(day)), day)
    versions = list(reading.revisions(day).filter(opinion__in=texts))
    drafts = [version for version in versions if not version.based_on.all()]
    words = {
        "topic": subject,
        "summary": reading.summary(subject, day),
        "texts": [(text, paths[text.pk]) for text in texts],
        "drafts": [(draft, shown_paragraphs(draft.text)) for draft in drafts],
        "later": [version for version in versions if version.based_on.all()],
        "beside": beside(versions),
        "discrepancies": reading.discrepancies(day).filter(topics=subject),
        "gaps": reading.gaps(day).filter(topics=subject),
    }
    return render(request, "opinions/topic.html", words)


@require_safe
def positions(request):
    """Stakeholders by texts, each cell leading to its evidence; beneath, positions on no single text."""
    day = as_of_day(request)
    chosen = asked_positions(request.GET, day)
    said = list(chosen.rows())
    words = {
        "filters": chosen,
        "stances": Stance.choices,
        "tables": _tables([one for one in said if one.opinion]),
        "wider": [one for one in said if not one.opinion],
    }
    return render(request, "opinions/positions.html", words)


def _tables(said) -> list[tuple]:
    """Return [(a text of the table, its matrix)]: one for each kind of text of each process, in order."""
    groups = defaultdict(list)
    for one in said:
        groups[one.opinion.process, one.opinion.instrument].append(one)
    order = sorted(groups, key=lambda group: (str(group[0].first_day), group[0].slug, group[1]))
    return [(groups[group][0].opinion, _matrix(groups[group])) for group in order]


def _matrix(said):
    """Those named as stakeholders come first, then those of whom sources give no name."""
    return matrix(
        said,
        who=lambda one: one.stakeholder or one.speaker,
        what=lambda one: one.opinion,
        column_order=lambda text: (text.order, text.slug),
        row_order=lambda who: (isinstance(who, str), str(who).casefold()),
    )


@require_safe
def pledges(request):
    """Who promised which text, and whether it came."""
    day = as_of_day(request)
    chosen = asked_pledges(request.GET, day)
    return render(
        request, "opinions/pledges.html", {"filters": chosen, "page": page_of(request, chosen.rows())}
    )


@require_safe
def discrepancies(request):
    """Every question on which sources disagree, with each account."""
    day = as_of_day(request)
    rows = reading.discrepancies(day).with_subjects()
    return render(request, "opinions/discrepancies.html", {"discrepancies": rows})


@require_safe
def gaps(request):
    """What is not known, by kind."""
    found = list(reading.gaps().with_subjects())
    kinds = [(kind, words, [gap for gap in found if gap.kind == kind]) for kind, words in Gap.Kind.choices]
    return render(request, "opinions/gaps.html", {"kinds": [kind for kind in kinds if kind[2]]})
