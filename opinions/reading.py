"""What pages show of texts, fetched in a fixed number of queries.

A row is shown where it is published, known on the day that was asked for (`day`, None for now) and stands
under something that is itself shown; what it points to is left out of it where readers may not see that.
"""

from django.db.models import Prefetch, Q, QuerySet

from documents.models import Contribution, Meeting, Stakeholder

from .models import (
    Account,
    Amendment,
    Discrepancy,
    Gap,
    Intervention,
    Opinion,
    Pledge,
    Relation,
    Revision,
    Topic,
)


def opinions(day=None) -> QuerySet:
    """Return the opinions a reader sees, with their process, topic, sources and title as known."""
    rows = Opinion.objects.visible(day).with_known_title(day).select_related("process").with_sources()
    return rows.prefetch_related(Prefetch("topic", Topic.objects.visible(day)))


def topics(day=None) -> QuerySet:
    """Return the topics a reader sees, with their process and sources."""
    return Topic.objects.visible(day).select_related("process").with_sources()


def summary(row: Opinion | Topic, day=None) -> str:
    """Return the summary of `row`, or nothing where it may tell more than was public on `day`.

    A summary looks back on a whole path: it is shown once the last of its sources was public.
    """
    if day is None:
        return row.summary
    days = [source.published_last for source in row.sources.all()]
    return row.summary if all(known and known <= day for known in days) else ""


def revisions(day=None) -> QuerySet:
    """Return the revisions a reader sees, with their text, document, sponsors and what they are based on."""
    rows = Revision.objects.visible(day).select_related("opinion__process")
    links = [_stakeholders("sponsors", day), Prefetch("based_on", revision_names(day))]
    return rows.prefetch_related(*links, _documents("contribution", day)).with_sources()


def revision_names(day=None) -> QuerySet:
    """Return the revisions a reader sees with what names and links them, without their texts."""
    return Revision.objects.visible(day).without_text().select_related("opinion")


def interventions(day=None) -> QuerySet:
    """Return what was said, as far as a reader sees it, with who, where and on what."""
    rows = _on_shown_texts(Intervention.objects.visible(day), day)
    rows = rows.select_related("stakeholder", "opinion__process")
    return rows.prefetch_related(_meetings(day), _documents("contribution", day)).with_sources()


def amendments(day=None) -> QuerySet:
    """Return the proposed changes a reader sees, with who proposed them and what came of them."""
    links = [
        Prefetch("revision", revision_names(day)),
        Prefetch("resulting_revision", revision_names(day)),
        _meetings(day),
        _stakeholders("proposers", day),
        _documents("contribution", day),
    ]
    return Amendment.objects.visible(day).select_related("opinion").prefetch_related(*links).with_sources()


def pledges(day=None) -> QuerySet:
    """Return the promised texts a reader sees, with who promised, for what and what came."""
    rows = _on_shown_texts(Pledge.objects.visible(day), day).select_related("opinion")
    links = [_stakeholders("stakeholders", day), _meetings(day), _documents("delivered_by", day)]
    return rows.prefetch_related(*links).with_sources()


def relations(opinion: Opinion, day=None) -> QuerySet:
    """Return the relations of `opinion` to texts a reader sees, both ways."""
    texts = Opinion.objects.visible(day).values("pk")
    rows = Relation.objects.visible(day).filter(Q(origin=opinion) | Q(target=opinion))
    return rows.filter(origin__in=texts, target__in=texts).with_sources()


def discrepancies(day=None) -> QuerySet:
    """Return the disputed questions a reader sees, with the accounts known by then."""
    accounts = Account.objects.visible(day).with_sources()
    return Discrepancy.objects.visible(day).prefetch_related(Prefetch("accounts", accounts))


def gaps(day=None) -> QuerySet:
    """Return what is not known. It is said of the record as it is: on no other day."""
    return Gap.objects.published() if day is None else Gap.objects.none()


def about(rows: QuerySet, opinion: Opinion) -> QuerySet:
    """Keep the doubts about `opinion` or its topic."""
    subject = Q(opinions=opinion)
    if opinion.topic:
        subject |= Q(topics=opinion.topic)
    return rows.filter(pk__in=rows.model.objects.filter(subject).values("pk"))


def _on_shown_texts(rows: QuerySet, day) -> QuerySet:
    """Keep the rows on a text that a reader sees, and those on none."""
    return rows.filter(Q(opinion__isnull=True) | Q(opinion__in=Opinion.objects.visible(day).values("pk")))


def _stakeholders(name: str, day) -> Prefetch:
    return Prefetch(name, Stakeholder.objects.visible(day))


def _meetings(day) -> Prefetch:
    return Prefetch("meeting", Meeting.objects.visible(day))


def _documents(name: str, day) -> Prefetch:
    return Prefetch(name, Contribution.objects.for_links(day))
