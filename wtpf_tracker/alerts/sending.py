"""Sends what is due, each thing once: claimed in the database before it is handed over, marked after.

A claim moves on how far a person was told and keeps a `Mail`, in one transaction. Once the server has taken
the message the Mail is deleted; where it surely was not taken the claim is undone, and it is tried again
later. A Mail that is left when no sender is at work is of one that was stopped in between: nobody knows
whether it arrived, so it is not sent again, and the next letter says so.
"""

import datetime
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache

from django.db import models, transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from .asking import asked_of
from .hearing import hear
from .housekeeping import tidy
from .letters import Letter, confirmation_of, message_of
from .lock import only_sender
from .matching import bring_up_to_date
from .models import Alert, Entry, Mail, Often, Request, Subject, Subscriber, Trying
from .smtp import NoServer, Outcome, Post
from .telling import Section, section
from .times import LONGEST_WAIT, MOST_REFUSALS, next_time, wait_after

MOST_SECTIONS_KEPT = 200


@dataclass
class Report:
    """What a run did."""

    busy: bool = False  # another sender was at work
    sent: int = 0
    confirmations: int = 0
    later: int = 0
    ended: int = 0
    refused: list[Trying] = field(default_factory=list)
    unsure: list[Mail] = field(default_factory=list)
    problem: str = ""


@dataclass(frozen=True)
class Claim:
    """A letter that this process alone hands over."""

    mail: Mail
    letter: Letter
    mark: str


def send_alerts(now: datetime.datetime | None = None) -> Report:
    """Find what is new, and send it and the confirmations to whom they are due; return what was done.

    Safe at any time, also where another process does the same and where this one is killed.
    """
    now, report = now or timezone.now(), Report()
    with only_sender() as alone:
        if not alone:
            report.busy = True
            return report
        report.unsure = take_up_orphans()
        hear(now)
        bring_up_to_date(now)
        try:
            _send_all(now, report)
        except NoServer as problem:
            report.problem = str(problem)
        _end_refusing(report)
        _move_on(now)
        tidy(now)
    return report


def take_up_orphans() -> list[Mail]:
    """Mark the mails that a stopped sender left; return them. Only while no sender is at work."""
    left = list(Mail.objects.filter(unsure=False).order_by("pk"))
    Mail.objects.filter(pk__in=[mail.pk for mail in left]).update(unsure=True)
    return left


def said_of(mail: Mail) -> str:
    """Return the sentence on an e-mail of which nobody knows whether it arrived; it names no address."""
    whom = f"subscriber no. {mail.subscriber_id}" if mail.subscriber_id else f"request no. {mail.request_id}"
    return (
        f"E-mail no. {mail.pk} to {whom} was being handed over on {mail.at:%-d %B %Y at %H:%M} UTC when its "
        "sender was stopped: it may have arrived, and is not sent again."
    )


def left_half_way() -> list[Mail]:
    """Return the mails of which nobody knows whether they arrived, unless the operator took note of them."""
    with only_sender() as alone:
        left = Mail.objects.filter(noted=False) if alone else Mail.objects.filter(noted=False, unsure=True)
        return list(left.order_by("pk"))


def _send_all(now, report: Report) -> None:
    due = [(_confirm, pk) for pk in _due_requests(now)]
    due += [(_tell, pk) for pk in _due_subscribers(now)]
    if not due:
        return
    post, sections = Post(), lru_cache(MOST_SECTIONS_KEPT)(_section)
    try:
        for hand_over, pk in due:
            post.open()
            hand_over(pk, now, post, report, sections)
    finally:
        post.close()


# --- confirmations ------------------------------------------------------------------------------


def _may_be_tried(now, prefix: str = "") -> Q:
    return Q(**{f"{prefix}next_try": None}) | Q(**{f"{prefix}next_try__lte": now})


def _due_requests(now) -> list[int]:
    waiting = Request.objects.filter(_may_be_tried(now), sent=False, mails=None)
    return list(waiting.order_by("pk").values_list("pk", flat=True))


def _confirm(pk: int, now, post: Post, report: Report, sections) -> None:
    request = Request.objects.filter(pk=pk).first()
    asked = request and asked_of(request)
    if asked is None:  # what it is about is gone meanwhile
        Request.objects.filter(pk=pk).delete()
        return
    with transaction.atomic():
        if not Request.objects.filter(pk=pk, sent=False).update(sent=True):
            return
        mail = Mail.objects.create(request=request, at=now)
    outcome = _handed_over(post, confirmation_of(request, asked), lambda: _ask_again(mail))
    if outcome == Outcome.SENT:
        mail.delete()
        report.confirmations += 1
    elif outcome == Outcome.UNSURE:
        _leave_unsure(mail, report)
    else:
        _try_later(request, outcome, now, report)


@transaction.atomic
def _ask_again(mail: Mail) -> None:
    """Undo the claim of a confirmation that surely did not arrive."""
    Request.objects.filter(pk=mail.request_id).update(sent=False)
    mail.delete()


def _handed_over(post: Post, message, undo: Callable[[], None]) -> Outcome:
    """Hand over a message; `undo` the claim where it surely did not arrive."""
    try:
        outcome = post.hand_over(message)
    except NoServer:
        undo()
        raise
    if outcome in (Outcome.LATER, Outcome.REFUSED):
        undo()
    return outcome


def _leave_unsure(mail: Mail, report: Report) -> None:
    Mail.objects.filter(pk=mail.pk).update(unsure=True)
    report.unsure.append(mail)


# --- letters ------------------------------------------------------------------------------------


def waiting_entries() -> models.QuerySet:
    """Return the entries of an alert's subject that its holder was not told of; for subqueries."""
    return Entry.objects.filter(subject=OuterRef("subject"), pk__gt=OuterRef("told_to"))


def _due_alerts(now) -> models.QuerySet:
    return Alert.objects.filter(Exists(waiting_entries()), next_at__lte=now)


def _due_subscribers(now) -> list[int]:
    due = _due_alerts(now).filter(_may_be_tried(now, "subscriber__"))
    return list(due.order_by("subscriber").values_list("subscriber", flat=True).distinct())


def _tell(pk: int, now, post: Post, report: Report, sections: Callable) -> None:
    claim = _claim(pk, now, sections)
    if claim is None:
        return
    message = message_of(claim.letter, claim.mark)
    outcome = _handed_over(post, message, lambda: _give_back(claim.mail))
    if outcome == Outcome.SENT:
        _sent(claim)
        report.sent += 1
    elif outcome == Outcome.UNSURE:
        _leave_unsure(claim.mail, report)
    else:
        _try_later(claim.letter.subscriber, outcome, now, report)


def _claim(pk: int, now, sections: Callable) -> Claim | None:
    """Write a person's letter and make it this process's own; None where there is nothing to tell them."""
    subscriber = Subscriber.objects.filter(pk=pk).first()
    alerts = list(_due_alerts(now).filter(subscriber=pk).select_related("subject").order_by("pk"))
    tops = _tops(alerts)
    spans = [[each.pk, each.told_to, tops[each.subject_id], each.next_at.isoformat()] for each in alerts]
    told = [sections(each.subject_id, each.told_to, tops[each.subject_id]) for each in alerts]
    doubtful = list(Mail.objects.filter(subscriber=pk, unsure=True).order_by("pk"))
    told = [each for each in told if each is not None]
    with transaction.atomic():
        if not all(_move(each, tops[each.subject_id], now) for each in alerts):
            transaction.set_rollback(True)  # somebody else was quicker, or they stopped it
            return None
        if subscriber is None or not told:
            return None
        mail = Mail.objects.create(subscriber=subscriber, at=now, spans=spans)
    letter = Letter(subscriber, told, [each.at for each in doubtful])
    return Claim(mail, letter, f"{subscriber.key} {[span[:3] for span in spans]}")


def _tops(alerts: list[Alert]) -> dict[int, int]:
    """The last entry of each subject."""
    of = Entry.objects.filter(subject__in=[alert.subject_id for alert in alerts])
    return dict(of.order_by().values_list("subject").annotate(top=models.Max("pk")))


def _section(subject: int, after: int, top: int) -> Section | None:
    """What is told of a span of entries; once for all who are told the same."""
    entries = Entry.objects.filter(subject=subject, pk__gt=after, pk__lte=top).order_by("pk")
    entries = entries.select_related("content_type", "news__first", "news__last")
    return section(Subject.objects.get(pk=subject), entries)


def _move(alert: Alert, top: int, now) -> bool:
    """Move on how far somebody was told; False where that is not any more as it was read."""
    as_read = Alert.objects.filter(pk=alert.pk, told_to=alert.told_to, how_often=alert.how_often)
    return bool(as_read.update(told_to=top, next_at=next_time(alert.how_often, now)))


def _sent(claim: Claim) -> None:
    """The server has it: nothing of it needs to be kept, nor of the doubts that it told of."""
    with transaction.atomic():
        told = Q(subscriber=claim.letter.subscriber.pk, unsure=True, at__in=claim.letter.doubtful)
        Mail.objects.filter(Q(pk=claim.mail.pk) | told).delete()
        _forgive(claim.letter.subscriber)


def _forgive(subscriber: Subscriber) -> None:
    if subscriber.tries:
        Subscriber.objects.filter(pk=subscriber.pk).update(tries=0, refusals=0, next_try=None)


@transaction.atomic
def _give_back(mail: Mail) -> None:
    """Undo a claim: what surely did not arrive is told again."""
    for alert, before, top, next_at in mail.spans:
        claimed = Alert.objects.filter(pk=alert, told_to=top)
        claimed.update(told_to=before, next_at=parse_datetime(next_at))
    mail.delete()


def _try_later(row: Trying, outcome: Outcome, now, report: Report) -> None:
    """Try an address again after a while, which grows."""
    tries = row.tries + 1
    wait = LONGEST_WAIT if outcome == Outcome.REFUSED else wait_after(tries)
    type(row).objects.filter(pk=row.pk).update(tries=tries, next_try=now + wait)
    report.later += 1
    if outcome == Outcome.REFUSED:
        report.refused.append(row)


def _end_refusing(report: Report) -> None:
    """Count refusals for good, and erase addresses that go on with them.

    Where a server refuses one address after another and takes no mail, the fault is likelier ours.
    """
    if not report.sent and not report.confirmations and len(report.refused) > 1:
        return
    for row in report.refused:
        if row.refusals + 1 >= MOST_REFUSALS:
            row.delete()
            report.ended += 1
        else:
            type(row).objects.filter(pk=row.pk).update(refusals=row.refusals + 1)


def _move_on(now) -> None:
    """Who is told daily or weekly and had nothing to be told at the time is looked at again the next time."""
    for how_often in (Often.DAILY, Often.WEEKLY):
        passed = Alert.objects.filter(~Exists(waiting_entries()), how_often=how_often, next_at__lte=now)
        passed.update(next_at=next_time(how_often, now))
