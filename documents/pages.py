"""What the page of one thing shows, fetched in a number of queries that does not grow with the rows.

The documents app does not import the app of opinions; it reaches events, texts and the like by the
names of their relations. `day` is that of `?as_of=`, or None for what is known now.
"""

from django.db.models import Count, F, Prefetch, Q

from .filetexts import shown_files
from .models import Body, Contribution, Fact, Meeting, Process, Stakeholder
from .sentences import counted, document_is, in_this_record

BY_DATE = (F("first_day").asc(nulls_last=True), "symbol_key", "slug")


def on_shown_texts(rows, day):
    """Keep rows on no text, or on one that a reader sees as of the day."""
    opinions = rows.model._meta.get_field("opinion").related_model.objects.visible(day)
    return rows if day is None else rows.filter(Q(opinion=None) | Q(opinion__in=opinions))


def happened(events, day):
    """Fetch what a list of events shows."""
    return on_shown_texts(events.visible(day), day).for_path(day)


def written(revisions, day):
    """Fetch what a list of texts shows."""
    rows = on_shown_texts(revisions.visible(day), day)
    return rows.without_text().select_related("opinion").with_sources()


def said(interventions, day):
    """Fetch what a list of interventions shows."""
    rows = on_shown_texts(interventions.visible(day), day).select_related("opinion")
    parts = [
        Prefetch("stakeholder", Stakeholder.objects.visible(day)),
        Prefetch("meeting", Meeting.objects.visible(day)),
        Prefetch("contribution", Contribution.objects.for_links(day)),
    ]
    return rows.prefetch_related(*parts).with_sources()


def proposed(amendments, day):
    """Fetch what a list of amendments shows."""
    rows = on_shown_texts(amendments.visible(day), day).select_related("opinion")
    return rows.prefetch_related(Prefetch("proposers", Stakeholder.objects.visible(day))).with_sources()


def promised(pledges, day):
    """Fetch what a list of pledges shows."""
    opinions = pledges.model._meta.get_field("opinion").related_model
    parts = [
        Prefetch("opinion", opinions.objects.visible(day)),
        Prefetch("stakeholders", Stakeholder.objects.visible(day)),
        Prefetch("delivered_by", Contribution.objects.for_links(day)),
        Prefetch("meeting", Meeting.objects.visible(day)),
    ]
    return pledges.visible(day).prefetch_related(*parts).with_sources()


def doubts(thing, day) -> dict:
    """Fetch where sources disagree about a thing, and what is not known about it today."""
    accounts = thing.discrepancy_set.model._meta.get_field("accounts").related_model
    shown = Prefetch("accounts", accounts.objects.visible(day).with_sources())
    return {
        "discrepancies": thing.discrepancy_set.visible(day).prefetch_related(shown),
        "gaps": thing.gap_set.published() if day is None else thing.gap_set.none(),
    }


def document_page(document: Contribution, others: list[Contribution], day) -> dict:
    """Return what the page of a document shows; `others` are documents of the same symbol."""
    documents = Contribution.objects.for_links(day)
    revisions = list(written(document.revisions, day))
    events = list(happened(document.events, day))
    return {
        "document": document,
        "others": others,
        "sentence": _what_it_is(document),
        "opinions": {row.opinion_id: row.opinion for row in [*revisions, *events]}.values(),
        "revisions": revisions,
        "events": events,
        "interventions": said(document.interventions, day),
        "amendments": proposed(document.amendments, day),
        "pledges": promised(document.pledges_kept, day),
        "facts": document.facts.visible(day).with_sources(),
        "replaces": documents.filter(replaced_by=document).first(),
        "replaced_by": documents.filter(replaces=document),
        "files": shown_files(document) if day is None else [],
        **doubts(document, day),
    }


def facts_on_passwords(day):
    """Return the facts that speak of a password, for the page of documents that were behind one."""
    facts = Fact.objects.visible(day).filter(text__icontains="password")
    return facts.select_related("process").with_sources()


def _what_it_is(document: Contribution) -> str:
    meeting = document.meeting
    return document_is(
        document.get_kind_display(),
        [str(part.stakeholder) for part in document.submissions.all()],
        str(meeting) if meeting else "",
        meeting.date_in_words if meeting else "",
        document.date_in_words,
    )


def meeting_page(meeting: Meeting, day) -> dict:
    """Return what the page of a meeting shows: its own, and where it has sessions, theirs."""

    def here(name: str):
        rows = Meeting._meta.get_field(name).related_model.objects.visible(day)
        return rows.filter(Q(meeting=meeting) | Q(meeting__parent=meeting))

    documents, interventions = here("contributions"), here("interventions")
    present = Q(submissions__contribution__in=documents) | Q(interventions__in=interventions)
    people = here("participations").select_related("meeting").with_sources()
    people = people.prefetch_related(Prefetch("stakeholder", Stakeholder.objects.visible(day)))
    events = happened(here("events"), day)
    return {
        "meeting": meeting,
        "has_chair": any(one.role == "chair" and one.meeting_id == meeting.pk for one in people),
        "parent": Meeting.objects.visible(day).filter(sessions=meeting).first(),
        "sessions": meeting.sessions.visible(day).with_sources(),
        "participations": people,
        "present": Stakeholder.objects.visible(day).filter(present).distinct(),
        "documents": documents.for_list(day).order_by(*BY_DATE),
        "events": events.order_by("opinion__process", "opinion__order", "opinion", "first_day", "order"),
        "interventions": said(interventions, day),
        "pledges": promised(here("pledges"), day),
        "amendments": proposed(here("amendments"), day),
        "schedule": here("schedule").select_related("process").with_sources(),
        "facts": here("facts").select_related("process").with_sources(),
        **doubts(meeting, day),
    }


def stakeholder_page(stakeholder: Stakeholder, day) -> dict:
    """Return what the page of a stakeholder shows: what it submitted, said, promised, proposed, did."""
    done = stakeholder.acts.model._meta.get_field("event").related_model.objects
    lists = {
        "documents": list(stakeholder.contributions.visible(day).for_list(day).order_by(*BY_DATE)),
        "pledges": list(promised(stakeholder.pledges, day)),
        "interventions": list(said(stakeholder.interventions, day)),
        "amendments": list(proposed(stakeholder.amendments, day)),
    }
    return {
        "stakeholder": stakeholder,
        "sentence": in_this_record(
            counted(len(lists["documents"]), "document", "documents"),
            counted(len(lists["pledges"]), "promised text", "promised texts"),
            counted(len(lists["interventions"]), "statement", "statements"),
            counted(len(lists["amendments"]), "proposed change", "proposed changes"),
        ),
        "parent": Stakeholder.objects.visible(day).filter(parts=stakeholder).first(),
        "parts": stakeholder.parts.visible(day),
        **lists,
        "stances": stances(lists["interventions"]),
        "texts": written(stakeholder.sponsored, day),
        "events": happened(done.filter(pk__in=stakeholder.acts.values("event")), day).order_by(
            "first_day", "order", "pk"
        ),
        "participations": _roles(stakeholder, day),
        "meetings": _meetings_of(stakeholder, day),
        "facts": stakeholder.facts.visible(day).select_related("process").with_sources(),
        **doubts(stakeholder, day),
    }


def stances(interventions: list) -> list[tuple]:
    """Return [(text, interventions that take a stance on it)], each stance once, as texts stand in lists."""
    found = {}
    for row in interventions:
        if row.opinion and row.stance:
            found.setdefault(row.opinion, {}).setdefault((row.stance, row.declared), row)
    texts = sorted(found, key=lambda opinion: (opinion.process_id, opinion.order, opinion.pk))
    return [(opinion, list(found[opinion].values())) for opinion in texts]


def _roles(stakeholder: Stakeholder, day):
    meetings = Prefetch("meeting", Meeting.objects.visible(day))
    return stakeholder.participations.visible(day).prefetch_related(meetings).with_sources()


def _meetings_of(stakeholder: Stakeholder, day):
    """Meetings at which it had a role, to which it submitted, or at which it spoke."""
    named = Q()
    for rows in (stakeholder.participations, stakeholder.contributions, stakeholder.interventions):
        named |= Q(pk__in=rows.visible(day).order_by().values("meeting"))
    return Meeting.objects.visible(day).filter(named)


def process_page(process: Process, day) -> dict:
    """Return what the page of a process shows."""
    meetings = process.meetings.visible(day)
    documents = process.contributions.visible(day)
    labels = dict(Contribution.Kind.choices)
    counts = documents.order_by("kind").values_list("kind").annotate(number=Count("pk"))
    kinds = [(kind, labels[kind], number) for kind, number in counts]
    items = Prefetch("meeting", Meeting.objects.visible(day))
    opinions = list(process.opinions.visible(day).with_known_title(day).with_sources())
    number = sum(number for _, _, number in kinds)
    return {
        "process": process,
        "sentence": in_this_record(
            counted(len(opinions), "text", "texts"), counted(number, "document", "documents")
        ),
        "bodies": Body.objects.visible(day).filter(meetings__in=meetings).distinct().with_sources(),
        "meetings": meetings.filter(parent=None).with_sources(),
        "opinions": opinions,
        "kinds": kinds,
        "documents": number,
        "schedule": process.schedule.visible(day).prefetch_related(items).with_sources(),
        "facts": process.facts.visible(day).with_sources(),
    }
