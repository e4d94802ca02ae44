"""Test data by plain functions named for states of the domain.

Everything is published and has one source unless asked otherwise: `make_event(opinion, published=False)`,
`make_fact(sources=[])`. Words that must be unique are made so; any field can be given by its name.
"""

import datetime
import hashlib
import itertools

from django.contrib.auth.models import Group, User
from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.utils import timezone

from documents.desk.history import paused, record_alone
from documents.desk.states import state_of
from documents.models import (
    Body,
    Change,
    Contribution,
    ContributionFile,
    Fact,
    LinkCheck,
    Meeting,
    OldAddress,
    Participation,
    Process,
    Review,
    ReviewItem,
    ScheduleItem,
    Source,
    Stakeholder,
    Submission,
)
from opinions.actions import rebuild_path
from opinions.models import (
    Account,
    Actor,
    Amendment,
    Discrepancy,
    Event,
    Gap,
    Intervention,
    Opinion,
    OtherTitle,
    Pledge,
    Relation,
    Revision,
    Topic,
)

PUBLISHED = datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC)
FIRST_DAY = datetime.date(2012, 10, 10)

_numbers = itertools.count(1)


def next_number() -> int:
    """Return a number that no row made here has yet."""
    return next(_numbers)


def _make(model, *, published=True, sources=None, many=None, **fields):
    """Save a row of `model`; `sources` None gives it one of its own, `many` fills other m2m fields."""
    if published and hasattr(model, "is_published"):
        fields.setdefault("published_at", PUBLISHED)
    with paused():  # nobody's work: it has no history
        row = model.objects.create(**fields)
        if hasattr(model, "sources"):
            row.sources.set([make_source()] if sources is None else sources)
        for name, rows in (many or {}).items():
            getattr(row, name).set(rows)
    return row


# --- documents ---------------------------------------------------------------------------------


def make_source(**fields) -> Source:
    """A source that could be read from 30 November 2012 on; `published_at=None` makes it a draft here."""
    number = next_number()
    given = {"key": f"X{number}", "title": f"Report {number}", "kind": "analysis", "published": "2012-11-30"}
    given |= {"address": f"https://example.org/{number}", "published_at": PUBLISHED}
    with paused():  # its own `published` is a date, not a flag as in `_make`
        return Source.objects.create(**{**given, **fields})


def make_process(**fields) -> Process:
    """A process that ended in May 2013."""
    number = next_number()
    given = {"slug": f"process-{number}", "title": f"Forum {number}", "short_title": f"F-{number}"}
    return _make(Process, **{**given, "date": "2012-06-05/2013-05-16", **fields})


def make_open_process(**fields) -> Process:
    """A process that goes on: its last day is far ahead."""
    return make_process(**{"date": "2012-06-05/2999-12-31", **fields})


def make_body(**fields) -> Body:
    """An experts group."""
    number = next_number()
    return _make(
        Body, **{"slug": f"body-{number}", "name": f"Experts Group {number}", "kind": "experts", **fields}
    )


def make_meeting(**fields) -> Meeting:
    """A meeting held on 10 to 12 October 2012, of a process and a body of its own."""
    number = next_number()
    given = {"slug": f"meeting-{number}", "title": f"Meeting {number}", "short_title": f"M {number}"}
    fields["process"] = fields.get("process") or make_process()
    fields["body"] = fields.get("body") or make_body()
    return _make(Meeting, **{**given, "date": "2012-10-10/2012-10-12", **fields})


def make_session(meeting: Meeting, **fields) -> Meeting:
    """A session of `meeting`, on its second day."""
    given = {"process": meeting.process, "parent": meeting, "date": "2012-10-11"}
    return make_meeting(**{**given, **fields})


def make_stakeholder(**fields) -> Stakeholder:
    """A Member State."""
    number = next_number()
    given = {"slug": f"state-{number}", "name": f"State of {number}", "short_name": f"State {number}"}
    return _make(Stakeholder, **{**given, "category": "member-state", **fields})


def make_participation(meeting: Meeting | None = None, **fields) -> Participation:
    """A stakeholder who spoke at a meeting."""
    if not fields.get("stakeholder") and not fields.get("person"):
        fields["stakeholder"] = make_stakeholder()
    given = {"key": f"spoke-{next_number()}", "meeting": meeting or make_meeting(), "role": "spoke"}
    return _make(Participation, **{**given, **fields})


def make_contribution(submitters=(), **fields) -> Contribution:
    """A public draft opinion of 1 October 2012 under a symbol of its own, from `submitters` in order."""
    number = next_number()
    meeting = fields.get("meeting")
    fields["process"] = fields.get("process") or (meeting.process if meeting else make_process())
    given = {"slug": f"doc-{number}", "symbol": f"WTPF-IEG/2/{number}", "title": f"Draft opinion {number}"}
    given |= {"kind": "draft-opinion", "access": "public", "date": "2012-10-01"}
    contribution = _make(Contribution, **{**given, **fields})
    for order, stakeholder in enumerate(submitters, start=1):
        make_submission(contribution, stakeholder, order=order)
    return contribution


def make_submission(contribution: Contribution, stakeholder: Stakeholder, **fields) -> Submission:
    """The part of `stakeholder` in `contribution`."""
    return _make(Submission, contribution=contribution, stakeholder=stakeholder, **fields)


def make_file(contribution: Contribution | None = None, content: bytes = b"A draft.", **fields):
    """A text file of a contribution, stored under MEDIA_ROOT."""
    given = {"name": "draft.txt", "media_type": "text/plain", "size": len(content)}
    given |= {"sha256": hashlib.sha256(content).hexdigest(), "text": content.decode(), "extraction": "read"}
    given |= {"contribution": contribution or make_contribution(), "file": ContentFile(content, "draft.txt")}
    return _make(ContributionFile, **{**given, **fields})


def make_schedule_item(process: Process | None = None, **fields) -> ScheduleItem:
    """A step planned for 1 February 2013 of which nobody knows what came."""
    number = next_number()
    given = {"process": process or make_process(), "number": number, "step": f"Step {number}"}
    return _make(ScheduleItem, **{**given, "date": "2013-02-01", **fields})


def make_fact(process: Process | None = None, **fields) -> Fact:
    """A sentence about a process."""
    number = next_number()
    given = {"key": f"f{number}", "process": process or make_process(), "text": f"Fact {number} holds."}
    return _make(Fact, **{**given, **fields})


def make_dead_link(address: str = "", **fields) -> LinkCheck:
    """What was found at an address at which nothing was on two days."""
    given = {"address": address or f"https://gone.invalid/{next_number()}", "checked_at": PUBLISHED}
    given |= {"status": "gone", "http_code": 404, "sentence": "Nothing is there any more (404)."}
    given |= {"failing_since": datetime.date(2019, 12, 24), "failed_last": datetime.date(2020, 1, 1)}
    return LinkCheck.objects.create(**{**given, **fields})


def make_old_address(row=None, **fields) -> OldAddress:
    """An address that somebody entered; it leads to `row`."""
    row = row or make_stakeholder()
    given = {"path": f"/old/{next_number()}/", "by_name": "ada", "noted_at": PUBLISHED}
    given |= {"content_type": ContentType.objects.get_for_model(type(row)), "object_pk": row.pk}
    return OldAddress.objects.create(**{**given, **fields})


# --- opinions ----------------------------------------------------------------------------------


def make_topic(process: Process | None = None, **fields) -> Topic:
    """A subject on the table of a process."""
    number = next_number()
    given = {"slug": f"topic-{number}", "title": f"Topic {number}", "short_title": f"T {number}"}
    return _make(Topic, **{**given, "number": number, "process": process or make_process(), **fields})


def make_opinion(process: Process | None = None, **fields) -> Opinion:
    """A text on which nothing has happened yet."""
    number = next_number()
    topic = fields.get("topic")
    process = process or (topic.process if topic else make_process())
    given = {"slug": f"opinion-{number}", "title": f"Draft opinion on {number}", "order": number % 30000}
    given |= {"short_title": f"Opinion on {number}", "process": process}
    opinion = _make(Opinion, **{**given, **fields})
    rebuild_path(opinion)
    return opinion


def make_other_title(opinion: Opinion | None = None, **fields) -> OtherTitle:
    """Another title of a text."""
    given = {"opinion": opinion or make_opinion(), "title": f"Also called {next_number()}"}
    return _make(OtherTitle, **{**given, **fields})


def make_revision(opinion: Opinion | None = None, *, based_on=(), sponsors=(), **fields) -> Revision:
    """The next revision of a text: two paragraphs of an editors' summary."""
    opinion = opinion or make_opinion()
    number = opinion.revisions.count() + 1
    text = f"Recalls Resolution {next_number()}.\n\nInvites Member States to take note of it."
    given = {"opinion": opinion, "number": number, "label": f"Draft {number}", "text": text}
    given |= {"basis": "summary", "date": "2012-10-01"}
    return _make(Revision, **{**given, **fields}, many={"based_on": based_on, "sponsors": sponsors})


def make_official(opinion: Opinion, text: str, *based_on: Revision, **fields) -> Revision:
    """The next revision of a text as its official words, written from those of `based_on`."""
    return make_revision(opinion, text=text, basis="official", based_on=based_on, **fields)


def make_revision_chain(length: int, opinion: Opinion | None = None) -> list[Revision]:
    """Revisions of one text, each based on the one before."""
    opinion, chain = opinion or make_opinion(), []
    for _ in range(length):
        chain.append(make_revision(opinion, based_on=chain[-1:]))
    return chain


def make_event(opinion: Opinion | None = None, kind="submitted", *, actors=(), **fields) -> Event:
    """A step of a path, one day after the opinion's last; `actors` are stakeholders, who spoke.

    The opinion's stage and outcome follow, as on the site.
    """
    opinion = opinion or make_opinion()
    day = FIRST_DAY + datetime.timedelta(days=opinion.events.count())
    given = {"opinion": opinion, "kind": kind, "key": f"{kind}-{next_number()}", "date": day.isoformat()}
    event = _make(Event, **{**given, "summary": f"It was {kind}.", **fields})
    for order, stakeholder in enumerate(actors, start=1):
        make_actor(event, stakeholder, order=order)
    rebuild_path(opinion)
    return event


def make_actor(event: Event, stakeholder: Stakeholder | None = None, **fields) -> Actor:
    """A stakeholder's part in an event."""
    return _make(Actor, event=event, stakeholder=stakeholder or make_stakeholder(), **fields)


def make_path(*kinds: str, opinion: Opinion | None = None, **fields) -> Opinion:
    """An opinion with these events on days that follow each other: make_path("submitted", "adopted").

    `fields` are those of each event.
    """
    opinion = opinion or make_opinion()
    for kind in kinds:
        make_event(opinion, kind, **fields)
    return opinion


def make_adopted_opinion(**fields) -> Opinion:
    """An opinion that was submitted, agreed and adopted."""
    return make_path("submitted", "agreed", "adopted", opinion=make_opinion(**fields))


def make_withdrawn_opinion(**fields) -> Opinion:
    """An opinion that was submitted, discussed and withdrawn."""
    return make_path("submitted", "discussed", "withdrawn", opinion=make_opinion(**fields))


def make_intervention(opinion: Opinion | None = None, stance="support", **fields) -> Intervention:
    """What a stakeholder said on a text on 10 October 2012."""
    if "stakeholder" not in fields:
        fields["stakeholder"] = make_stakeholder()
    given = {"key": f"said-{next_number()}", "opinion": opinion or make_opinion(), "stance": stance}
    return _make(Intervention, **{**given, "summary": "It said so.", "date": "2012-10-10", **fields})


def make_amendment(opinion: Opinion | None = None, *, proposers=(), **fields) -> Amendment:
    """A proposed change whose fate is not known."""
    number = next_number()
    given = {"opinion": opinion or make_opinion(), "key": f"change-{number}", "summary": f"Change {number}."}
    return _make(Amendment, **{**given, "date": "2013-05-14", **fields}, many={"proposers": proposers})


def make_pledge(opinion: Opinion | None = None, *, stakeholders=(), **fields) -> Pledge:
    """Text that somebody promised, of which nobody knows whether it came."""
    number = next_number()
    given = {"key": f"pledge-{number}", "opinion": opinion, "subject": f"Text on {number}"}
    return _make(Pledge, **{**given, "date": "2012-10-12", **fields}, many={"stakeholders": stakeholders})


def make_relation(origin: Opinion | None = None, target: Opinion | None = None, **fields) -> Relation:
    """Two texts that compete."""
    given = {"origin": origin or make_opinion(), "target": target or make_opinion()}
    return _make(Relation, **{**given, "kind": "competes-with", **fields})


def make_account(discrepancy: Discrepancy, **fields) -> Account:
    """What one source says on a disputed question."""
    number = discrepancy.accounts.count() + 1
    return _make(Account, **{"discrepancy": discrepancy, "number": number, "says": "So it was.", **fields})


def make_discrepancy(process: Process | None = None, *, opinions=(), accounts=2, **fields) -> Discrepancy:
    """A question on which as many sources as `accounts` disagree."""
    number = next_number()
    given = {"key": f"x{number}", "process": process or make_process(), "question": f"Who was it, {number}?"}
    discrepancy = _make(Discrepancy, **{**given, **fields}, many={"opinions": opinions})
    for _ in range(accounts):
        make_account(discrepancy)
    return discrepancy


def make_gap(process: Process | None = None, *, opinions=(), **fields) -> Gap:
    """What nobody knows."""
    number = next_number()
    given = {"key": f"gap-{number}", "process": process or make_process(), "kind": "texts"}
    return _make(Gap, **{**given, "what": f"the text of {number}", **fields}, many={"opinions": opinions})


# --- the desk ----------------------------------------------------------------------------------


def make_person(*groups: str, **fields) -> User:
    """Somebody who works at the desk, in the groups with these names."""
    person = User.objects.create(**{"username": f"person-{next_number()}", "is_staff": True, **fields})
    person.groups.set(Group.objects.get_or_create(name=name)[0] for name in groups)
    return person


def make_review(**fields) -> Review:
    """A review without items that waits since today."""
    fields["asked_by"] = fields.get("asked_by") or make_person("contributors")
    return Review.objects.create(**{"title": f"Review {next_number()}", "asked_at": timezone.now(), **fields})


def make_review_item(review: Review, **fields) -> ReviewItem:
    """A draft stakeholder that waits in `review`."""
    given = {"content_type": ContentType.objects.get_for_model(Stakeholder), "name": "A stakeholder"}
    given["object_pk"] = fields.get("object_pk") or make_stakeholder(published=False).pk
    return ReviewItem.objects.create(review=review, **{**given, **fields})


def make_change(row, **fields) -> Change:
    """A change of `row`, by nobody in particular."""
    record_alone(row, None, state_of(row))
    change = Change.objects.about(type(row), row.pk).first()
    for name, value in fields.items():
        setattr(change, name, value)
    change.save()
    return change
